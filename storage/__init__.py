"""The memory: tables, migrations, queries, unit of work, outbox."""
