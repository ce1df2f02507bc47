"""How a migration runs: on the connection it is given, in batches on SQLite (which can't alter a constraint)."""

from alembic import context

from storage.migrate import compared

context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transaction_per_migration=True,
    **compared(),
)

with context.begin_transaction():
    context.run_migrations()
