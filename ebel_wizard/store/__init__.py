"""Keeps the answers on this machine: SQLite through SQLAlchemy, migrated by Alembic."""
