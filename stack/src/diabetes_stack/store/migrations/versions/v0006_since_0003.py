"""The steps of the screening programme, which nobody changes."""

import sqlalchemy as sa
from alembic import op

from diabetes_stack.store.types import Serial, UtcTime, code

revision = "0006_since_0003"
down_revision = "0005_since_0003"

_KEPT = "steps are only added to"
_ANSWER = sa.text("state = 'assessed'")


def upgrade() -> None:
    op.create_table(
        "steps",
        sa.Column("id", Serial, nullable=False),
        sa.Column("prediction_id", code(36), nullable=False),
        sa.Column(
            "patient", code(64), nullable=False,
            comment="keyed hash of the reference, as in predictions",
        ),
        sa.Column(
            "state", code(12), nullable=False,
            comment="assessed, ordered, resulted, told, followed, ...",
        ),
        sa.Column("day", code(10), nullable=False, comment="on which day it happened, ISO 8601"),
        sa.Column(
            "moment", code(27), nullable=False, comment="the time in UTC, and a letter of the state: to sort by"
        ),
        sa.Column("at", UtcTime, nullable=False, comment="when it was recorded"),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=10), nullable=False, comment="prediction, outcome or hand"),
        sa.Column(
            "detail", sa.String(length=20), nullable=True, comment="the next step that was advised, or the test"
        ),
        sa.Column("urgent", sa.String(length=60), nullable=True, comment="codes of what is urgent, joined by ;"),
        sa.Column(
            "priority", sa.SmallInteger(), nullable=True,
            comment="place in the library's order of people; 0 comes first",
        ),
        sa.Column("risk", sa.Float(), nullable=True, comment="probability of undiagnosed diabetes"),
        sa.Column("category", sa.String(length=12), nullable=True, comment="of a laboratory result"),
        sa.Column(
            "due_on", code(10), nullable=True,
            comment="day on which what is advised is due; null if nothing is",
        ),
        sa.Column("site", sa.String(length=60), nullable=True, comment="the hospital's own name for a place"),
        sa.Column("insurer", sa.String(length=60), nullable=True, comment="the hospital's own name for a payer"),
        sa.Column("undoes", sa.BigInteger(), nullable=True, comment="the step that was a mistake"),
        sa.ForeignKeyConstraint(
            ["prediction_id"], ["predictions.id"], name="fk_steps_prediction_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
        comment="What was done with a person of the screening programme; nothing is ever changed",
    )  # fmt: skip
    for column in ("patient", "prediction_id", "undoes"):
        op.create_index(f"ix_steps_{column}", "steps", [column])
    op.create_index(
        "uq_steps_answer", "steps", ["prediction_id"], unique=True, postgresql_where=_ANSWER, sqlite_where=_ANSWER,
    )  # fmt: skip
    _protect()


def _protect() -> None:
    """The database itself refuses to change a step; it is deleted only with its prediction."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_step_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_KEPT}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER steps_are_kept BEFORE UPDATE ON steps "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_step_change()"
        )
        return
    op.execute(
        f"CREATE TRIGGER steps_are_kept BEFORE UPDATE ON steps BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
    )
