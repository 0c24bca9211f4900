"""The tables of the store."""

import sqlalchemy as sa
from alembic import op

from diabetes_stack.store.types import Document, JsonText, Serial, UtcTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", Serial, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column(
            "subject",
            sa.String(length=100),
            nullable=False,
            comment="what it was done to; a patient as the keyed hash",
        ),
        sa.Column("detail", Document, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        comment="Who did what to records and models; nothing is ever changed or deleted",
    )
    op.create_index("ix_audit_at", "audit", ["at"])

    op.create_table(
        "counters",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
        comment="Totals that survive cleaning",
    )
    op.create_table(
        "logs",
        sa.Column("id", Serial, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column(
            "service", sa.String(length=20), nullable=False, comment="api, dashboard, mlflow or command"
        ),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("detail", Document, nullable=False, comment="figures and names; never a patient's data"),
        sa.PrimaryKeyConstraint("id", name="pk_logs"),
        comment="What happened in the services",
    )
    op.create_index("ix_logs_at", "logs", ["at"])
    op.create_index("ix_logs_service_at", "logs", ["service", "at"])

    op.create_table(
        "models",
        sa.Column("hash", sa.String(length=64), nullable=False, comment="SHA-256 of the model file"),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("version", sa.String(length=12), nullable=False, comment="first twelve digits of the hash"),
        sa.Column("algorithm", sa.String(length=40), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False, comment="the model file, byte for byte"),
        sa.Column("registered_at", UtcTime, nullable=False),
        sa.Column("run_id", sa.String(length=64), nullable=True, comment="MLflow's run, where there is one"),
        sa.Column(
            "challenger_at",
            UtcTime,
            nullable=True,
            comment="when it was named to follow the champion; the last one is",
        ),
        sa.PrimaryKeyConstraint("hash", name="pk_models"),
        sa.UniqueConstraint("version", name="uq_models_version"),
        comment="Every model that was ever registered",
    )
    op.create_table(
        "performance",
        sa.Column("id", Serial, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("model_version", sa.String(length=12), nullable=False),
        sa.Column(
            "data", sa.String(length=100), nullable=False, comment="the named set of outcomes, or live"
        ),
        sa.Column("metrics", Document, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_performance"),
        comment="What models were worth on measured outcomes",
    )
    op.create_index("ix_performance_model_version_at", "performance", ["model_version", "at"])

    op.create_table(
        "predictions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("model_version", sa.String(length=12), nullable=False),
        sa.Column("inputs", JsonText, nullable=False),
        sa.Column("outputs", JsonText, nullable=False),
        sa.Column(
            "risk_level",
            sa.String(length=10),
            nullable=True,
            comment="as in outputs; null when the estimate does not apply",
        ),
        sa.Column("latency_ms", sa.Float(), nullable=False),
        sa.Column(
            "patient",
            sa.String(length=64),
            nullable=True,
            comment="keyed hash of the reference; null when anonymous",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_predictions"),
        comment="Answers that were sent",
    )
    op.create_index("ix_predictions_at", "predictions", ["at"])
    op.create_index("ix_predictions_model_version_risk_level", "predictions", ["model_version", "risk_level"])
    op.create_index("ix_predictions_patient_at", "predictions", ["patient", "at"])

    op.create_table(
        "deployments",
        sa.Column("id", Serial, nullable=False),
        sa.Column("model_hash", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False, comment="promote, force or rollback"),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column(
            "evidence", Document, nullable=False, comment="what the two models did on the named outcomes"
        ),
        sa.ForeignKeyConstraint(["model_hash"], ["models.hash"], name="fk_deployments_model_hash"),
        sa.PrimaryKeyConstraint("id", name="pk_deployments"),
        comment="Champions in order: the last row is in service; nothing is ever changed or deleted",
    )
    op.create_table(
        "outcomes",
        sa.Column("id", Serial, nullable=False),
        sa.Column("prediction_id", sa.String(length=36), nullable=False),
        sa.Column("test", sa.String(length=20), nullable=False, comment="Resultado (mg/dL) or hba1c (%)"),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column(
            "taken_on", sa.String(length=10), nullable=False, comment="date of the laboratory, ISO 8601"
        ),
        sa.Column("source", sa.String(length=100), nullable=False, comment="the named set it came in with"),
        sa.Column("at", UtcTime, nullable=False),
        sa.ForeignKeyConstraint(
            ["prediction_id"], ["predictions.id"], name="fk_outcomes_prediction_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outcomes"),
        sa.UniqueConstraint(
            "prediction_id", "test", "taken_on", name="uq_outcomes_prediction_id_test_taken_on"
        ),
        comment="Laboratory results that came later",
    )
    op.create_index("ix_outcomes_source", "outcomes", ["source"])
    op.create_table(
        "learned",
        sa.Column("model_version", sa.String(length=12), nullable=False),
        sa.Column("prediction_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["prediction_id"], ["predictions.id"], name="fk_learned_prediction_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("model_version", "prediction_id", name="pk_learned"),
        comment="On whose results a model was recalibrated: it is not judged on them",
    )
    op.create_index("ix_learned_prediction_id", "learned", ["prediction_id"])


def downgrade() -> None:
    for table in (
        "learned",
        "outcomes",
        "deployments",
        "predictions",
        "performance",
        "models",
        "logs",
        "counters",
        "audit",
    ):
        op.drop_table(table)
