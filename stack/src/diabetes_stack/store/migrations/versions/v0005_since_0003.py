"""What clinicians did with the cards that were shown to them."""

import sqlalchemy as sa
from alembic import op

from diabetes_stack.store.types import Serial, UtcTime

revision = "0005_since_0003"
down_revision = "0004_since_0003"


def upgrade() -> None:
    op.create_table(
        "feedback",
        sa.Column("id", Serial, nullable=False),
        sa.Column("prediction_id", sa.String(length=36), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False, comment="accepted or overridden"),
        sa.Column("reason", sa.String(length=40), nullable=True, comment="code of the reason to override"),
        sa.Column("comment", sa.String(length=500), nullable=True, comment="the clinician's own words"),
        sa.Column("acted_at", UtcTime, nullable=False, comment="when it was done, as the client says"),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False, comment="the client"),
        sa.ForeignKeyConstraint(
            ["prediction_id"],
            ["predictions.id"],
            name="fk_feedback_prediction_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.UniqueConstraint(
            "prediction_id", "outcome", "acted_at", name="uq_feedback_prediction_id_outcome_acted_at"
        ),
        comment="What was done with the cards shown in a clinical system",
    )
