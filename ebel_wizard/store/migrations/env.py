"""Run by Alembic for every upgrade; the connection and its transaction are the caller's.

A new migration: a file in ``versions`` beside the others, and its id in ``schema.HEAD``.
"""

from alembic import context

from ebel_wizard.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
)
context.run_migrations()
