"""The keyed hashes of the rows on which a model was trained."""

import sqlalchemy as sa
from alembic import op

revision = "0004_since_0003"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "training_rows",
        sa.Column("model_hash", sa.String(length=64), nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False, comment="which key the hashes are made with"),
        sa.Column(
            "hashes",
            sa.LargeBinary(),
            nullable=True,
            comment="eight bytes a row, sorted; null when there were too many rows",
        ),
        sa.ForeignKeyConstraint(["model_hash"], ["models.hash"], name="fk_training_rows_model_hash"),
        sa.PrimaryKeyConstraint("model_hash", name="pk_training_rows"),
        comment="On which rows a model was trained or recalibrated, as keyed hashes: it is not judged on them",
    )
