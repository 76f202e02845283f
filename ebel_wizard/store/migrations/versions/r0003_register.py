"""What the steps after the letter keep: units, additional units, authorities, team, problems."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create("unit", "id", "name", "address", "phone", "fax", "email", "web", "entered")
    _create("additional_unit", "id", "person_id", "unit", "duty", "entered")
    _create("page_authority", "person_id", "duty", "approved", "pages", "entered")
    _create("page_set", "id", "name", "pages")
    _create("route_team", "person_id", "username", "entered")
    _create("login_problem", "id", "who", "unit", "seen", "reported", "answered")
    _create("step_text", "step_id", "title", "responsible", "instructions", "checks")


def _create(table: str, *columns: str) -> None:
    """A table of text, its key first; ``person_id`` refers to the register."""
    foreign = [
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=f"fk_{table}_person_id",
            deferrable=True,
            initially="DEFERRED",
        )
    ]
    op.create_table(
        table,
        *(sa.Column(name, sa.Text(), nullable=False) for name in columns),
        sa.PrimaryKeyConstraint(columns[0], name=f"pk_{table}"),
        *(foreign if "person_id" in columns else ()),
    )
