"""What the helpdesk answered about a login problem."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "login_problem",
        sa.Column("answer", sa.Text(), nullable=False, server_default=sa.text("''")),
    )
