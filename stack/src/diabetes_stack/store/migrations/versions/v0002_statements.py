"""Statements about the origin of a model's training records."""

import sqlalchemy as sa
from alembic import op

from diabetes_stack.store.types import Serial, UtcTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("models") as models:
        models.alter_column(
            "synthetic",
            existing_type=sa.Boolean(),
            nullable=True,
            comment="of generated records; null when the file states no source",
        )
    op.create_table(
        "statements",
        sa.Column("id", Serial, nullable=False),
        sa.Column("model_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "source",
            sa.String(length=500),
            nullable=False,
            comment="whose records the model learned from, in words",
        ),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["model_hash"], ["models.hash"], name="fk_statements_model_hash"),
        sa.PrimaryKeyConstraint("id", name="pk_statements"),
        comment="Who stated that a model learned from real people; nothing is ever changed or deleted",
    )
    op.create_index("ix_statements_model_hash", "statements", ["model_hash"])
