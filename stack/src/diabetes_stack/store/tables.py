"""The tables of the store. The migrations in ``migrations`` create them."""

from __future__ import annotations

from datetime import datetime, timezone

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    text,
)

from .types import Document, JsonText, Serial, UtcTime, code

__all__ = [
    "audit",
    "counters",
    "deployments",
    "feedback",
    "holds",
    "logs",
    "metadata",
    "models",
    "outcomes",
    "performance",
    "predictions",
    "revocations",
    "statements",
    "steps",
    "training_rows",
    "utc_now",
]


def utc_now() -> datetime:
    """The current time in UTC."""
    return datetime.now(timezone.utc)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

models = Table(
    "models",
    metadata,
    Column("hash", String(64), primary_key=True, comment="SHA-256 of the model file"),
    Column("name", String(100), nullable=False),
    Column("version", String(12), nullable=False, unique=True, comment="first twelve digits of the hash"),
    Column("algorithm", String(40), nullable=False),
    Column("synthetic", Boolean, comment="of generated records; null when the file states no source"),
    Column("file", LargeBinary, nullable=False, comment="the model file, byte for byte"),
    Column("registered_at", UtcTime, nullable=False, default=utc_now),
    Column("run_id", String(64), comment="MLflow's run, where there is one"),
    Column("challenger_at", UtcTime, comment="when it was named to follow the champion; the last one is"),
    comment="Every model that was ever registered",
)

statements = Table(
    "statements",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("model_hash", String(64), ForeignKey("models.hash"), nullable=False),
    Column("source", String(500), nullable=False, comment="whose records the model learned from, in words"),
    Column("at", UtcTime, nullable=False, default=utc_now),
    Column("by", String(100), nullable=False),
    Index(None, "model_hash"),
    comment="Who stated that a model learned from real people; nothing is ever changed or deleted",
)

training_rows = Table(
    "training_rows",
    metadata,
    Column("model_hash", String(64), ForeignKey("models.hash"), primary_key=True),
    Column("rows", BigInteger, nullable=False),
    Column("key", String(16), nullable=False, comment="which key the hashes are made with"),
    Column("hashes", LargeBinary, comment="eight bytes a row, sorted; null when there were too many rows"),
    comment="On which rows a model was trained or recalibrated, as keyed hashes: it is not judged on them",
)

deployments = Table(
    "deployments",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("model_hash", String(64), ForeignKey("models.hash"), nullable=False),
    Column("action", String(20), nullable=False, comment="promote, force or rollback"),
    Column("at", UtcTime, nullable=False, default=utc_now),
    Column("by", String(100), nullable=False),
    Column("evidence", Document, nullable=False, comment="what the two models did on the named outcomes"),
    comment="Champions in order: the last row is in service; nothing is ever changed or deleted",
)

predictions = Table(
    "predictions",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("model_version", String(12), nullable=False),
    Column("inputs", JsonText, nullable=False),
    Column("outputs", JsonText, nullable=False),
    Column("risk_level", String(10), comment="as in outputs; null when the estimate does not apply"),
    Column("latency_ms", Float, nullable=False),
    Column("patient", String(64), comment="keyed hash of the reference; null when anonymous"),
    Column(
        "retention",
        String(10),
        comment="clinical: belongs to a clinical record and is kept; null otherwise",
    ),
    Index(None, "at"),
    Index(None, "patient", "at"),
    Index(None, "model_version", "risk_level"),
    comment="Answers that were sent",
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("prediction_id", String(36), ForeignKey("predictions.id", ondelete="CASCADE"), nullable=False),
    Column("test", String(20), nullable=False, comment="Resultado (mg/dL) or hba1c (%)"),
    Column("value", Float, nullable=False),
    Column("taken_on", String(10), nullable=False, comment="date of the laboratory, ISO 8601"),
    Column("source", String(100), nullable=False, comment="the named set it came in with"),
    Column("at", UtcTime, nullable=False, default=utc_now),
    UniqueConstraint("prediction_id", "test", "taken_on"),
    Index(None, "source"),
    comment="Laboratory results that came later",
)

learned = Table(
    "learned",
    metadata,
    Column("model_version", String(12), primary_key=True),
    Column("prediction_id", String(36), ForeignKey("predictions.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "prediction_id"),
    comment="On whose results a model was recalibrated: it is not judged on them",
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("prediction_id", String(36), ForeignKey("predictions.id", ondelete="CASCADE"), nullable=False),
    Column("outcome", String(10), nullable=False, comment="accepted or overridden"),
    Column("reason", String(40), comment="code of the reason to override"),
    Column("comment", String(500), comment="the clinician's own words"),
    Column("acted_at", UtcTime, nullable=False, comment="when it was done, as the client says"),
    Column("at", UtcTime, nullable=False, default=utc_now),
    Column("by", String(100), nullable=False, comment="the client"),
    UniqueConstraint("prediction_id", "outcome", "acted_at"),
    comment="What was done with the cards shown in a clinical system",
)

#: A prediction is one step, however often it is told.
_ANSWER = text("state = 'assessed'")
steps = Table(
    "steps",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("prediction_id", code(36), ForeignKey("predictions.id", ondelete="CASCADE"), nullable=False),
    Column("patient", code(64), nullable=False, comment="keyed hash of the reference, as in predictions"),
    Column("state", code(12), nullable=False, comment="assessed, ordered, resulted, told, followed, ..."),
    Column("day", code(10), nullable=False, comment="on which day it happened, ISO 8601"),
    Column("moment", code(27), nullable=False, comment="the time in UTC, and a letter of the state: to sort by"),
    Column("at", UtcTime, nullable=False, default=utc_now, comment="when it was recorded"),
    Column("by", String(100), nullable=False),
    Column("source", String(10), nullable=False, comment="prediction, outcome or hand"),
    Column("detail", String(20), comment="the next step that was advised, or the test"),
    Column("urgent", String(60), comment="codes of what is urgent, joined by ;"),
    Column("priority", SmallInteger, comment="place in the library's order of people; 0 comes first"),
    Column("risk", Float, comment="probability of undiagnosed diabetes"),
    Column("category", String(12), comment="of a laboratory result"),
    Column("due_on", code(10), comment="day on which what is advised is due; null if nothing is"),
    Column("site", String(60), comment="the hospital's own name for a place"),
    Column("insurer", String(60), comment="the hospital's own name for a payer"),
    Column("undoes", BigInteger, comment="the step that was a mistake"),
    Index(None, "patient"),
    Index(None, "prediction_id"),
    Index(None, "undoes"),
    Index("uq_steps_answer", "prediction_id", unique=True, postgresql_where=_ANSWER, sqlite_where=_ANSWER),
    comment="What was done with a person of the screening programme; nothing is ever changed",
)  # fmt: skip

counters = Table(
    "counters",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
    comment="Totals that survive cleaning",
)

logs = Table(
    "logs",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", UtcTime, nullable=False, default=utc_now),
    Column("service", String(20), nullable=False, comment="api, dashboard, mlflow or command"),
    Column("level", String(10), nullable=False),
    Column("event", String(60), nullable=False),
    Column("detail", Document, nullable=False, comment="figures and names; never a patient's data"),
    Index(None, "at"),
    Index(None, "service", "at"),
    comment="What happened in the services",
)

performance = Table(
    "performance",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", UtcTime, nullable=False, default=utc_now),
    Column("model_version", String(12), nullable=False),
    Column("data", String(100), nullable=False, comment="the named set of outcomes, or live"),
    Column("metrics", Document, nullable=False),
    Index(None, "model_version", "at"),
    comment="What models were worth on measured outcomes",
)

audit = Table(
    "audit",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("at", UtcTime, nullable=False, default=utc_now),
    Column("by", String(100), nullable=False),
    Column("action", String(40), nullable=False),
    Column(
        "subject", String(100), nullable=False, comment="what it was done to; a patient as the keyed hash"
    ),
    Column("detail", Document, nullable=False),
    Column("chain", String(64), nullable=False, comment="hash of this entry and of the one before it"),
    Index(None, "at"),
    comment="Who did what to records and models; nothing is ever changed or deleted",
)

holds = Table(
    "holds",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("patient", String(64), nullable=False, comment="keyed hash of the reference"),
    Column("reason", String(200), nullable=False),
    Column("at", UtcTime, nullable=False, default=utc_now),
    Column("by", String(100), nullable=False),
    Column("released_at", UtcTime, comment="null while it is in force"),
    Index(None, "patient"),
    comment="Patients whose data may not be deleted, by order of a court or an authority",
)

revocations = Table(
    "revocations",
    metadata,
    Column("token", String(64), primary_key=True, comment="the token's id"),
    Column("at", UtcTime, nullable=False, default=utc_now),
    Column("by", String(100), nullable=False),
    comment="Tokens that no longer count",
)
