"""What a letter may have by the regulation's own text, the olur, and who needs a certificate.

Answers that were implied until then are written down, so that no letter of an older workspace
becomes another one where the program now asks.
"""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

IMPLIED: Final = {
    "letter.file_plan": "708.03",
    "letter.medium": "Z",
    "letter.secrecy": "apart",
    "letter.signatory.capacity": "asaleten",
}


def upgrade() -> None:
    _add("person", "registry", "email")
    _add("unit", "heading", "detsis")
    _add("reference", "kind", "sender", "unit", "annex")
    _create("also_to", "body", "unit", "address", "without")
    _create("copies_to", "body", "unit", "address", "without")
    _create("olur_approver", "title", "name", "surname")
    _create("form_row", "label", "value", "secret")
    op.create_table(
        "certificate",
        *(_text(name) for name in ("person_id", "ordered", "arrived")),
        sa.PrimaryKeyConstraint("person_id", name="pk_certificate"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_certificate_person_id",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    _write_implied()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _add(table: str, *columns: str) -> None:
    for name in columns:
        column = sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''"))
        op.add_column(table, column)


def _create(table: str, *columns: str) -> None:
    """An ordered table of text."""
    op.create_table(
        table,
        _text("id"),
        sa.Column("position", sa.Integer(), nullable=False),
        *(_text(name) for name in columns),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _write_implied() -> None:
    """Write what was implied, where anything was ever answered, and what was sent until then."""
    connection = op.get_bind()
    connection.execute(
        sa.text(
            "INSERT OR IGNORE INTO answer (path, value) "
            "SELECT 'earlier_version.' || id, sent FROM step WHERE sent <> ''"
        )
    )
    for table in ("answer", "person", "change"):
        if connection.execute(
            sa.select(sa.literal(1)).select_from(sa.table(table)).limit(1)
        ).first():
            break
    else:
        return
    for path, value in IMPLIED.items():
        connection.execute(
            sa.text("INSERT OR IGNORE INTO answer (path, value) VALUES (:path, :value)"),
            {"path": path, "value": value},
        )
