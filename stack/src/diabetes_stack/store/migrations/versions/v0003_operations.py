"""The chain of the audit trail; retention classes and holds; revoked tokens."""

import sqlalchemy as sa
from alembic import op

from diabetes_stack.store.chain import START, link
from diabetes_stack.store.types import Document, Serial, UtcTime

revision = "0003"
down_revision = "0002"

_KEPT = "the audit trail is only added to"


def upgrade() -> None:
    op.add_column(
        "predictions",
        sa.Column(
            "retention",
            sa.String(length=10),
            nullable=True,
            comment="clinical: belongs to a clinical record and is kept; null otherwise",
        ),
    )
    op.create_table(
        "holds",
        sa.Column("id", Serial, nullable=False),
        sa.Column("patient", sa.String(length=64), nullable=False, comment="keyed hash of the reference"),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("released_at", UtcTime, nullable=True, comment="null while it is in force"),
        sa.PrimaryKeyConstraint("id", name="pk_holds"),
        comment="Patients whose data may not be deleted, by order of a court or an authority",
    )
    op.create_index("ix_holds_patient", "holds", ["patient"])
    op.create_table(
        "revocations",
        sa.Column("token", sa.String(length=64), nullable=False, comment="the token's id"),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_revocations"),
        comment="Tokens that no longer count",
    )
    _chain()
    _protect()


def _chain() -> None:
    with op.batch_alter_table("audit") as audit:
        audit.add_column(sa.Column("chain", sa.String(length=64), nullable=True))
    connection = op.get_bind()
    entries = sa.table(
        "audit", sa.column("id", Serial), sa.column("at", UtcTime), sa.column("by"), sa.column("action"),
        sa.column("subject"), sa.column("detail", Document), sa.column("chain"),
    )  # fmt: skip
    previous = START
    for number, *entry in connection.execute(
        sa.select(*(entries.c[name] for name in ("id", "at", "by", "action", "subject", "detail"))).order_by(
            entries.c.id
        )
    ).fetchall():
        previous = link(previous, *entry)
        connection.execute(entries.update().where(entries.c.id == number).values(chain=previous))
    with op.batch_alter_table("audit") as audit:
        audit.alter_column(
            "chain",
            existing_type=sa.String(length=64),
            nullable=False,
            comment="hash of this entry and of the one before it",
        )


def _protect() -> None:
    """The database itself refuses to change or delete an entry."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_KEPT}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_is_kept_{change.lower()} BEFORE {change} ON audit "
            f"BEGIN SELECT RAISE(ABORT, '{_KEPT}'); END"
        )
