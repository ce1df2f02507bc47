"""The shell: everything that touches the world (chat platforms, web, scheduler, CLI, settings)."""
