"""The tables of the monitor's own record, which needs no other database. They hold no patient's data."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from ..store.types import Document, UtcTime

__all__ = ["FORMAT", "alerts", "baselines", "incidents", "metadata", "runs", "samples", "streaks", "watches"]

#: The format of the file, as its ``user_version``.
FORMAT = 1

metadata = MetaData()
#: Without a value it is NULL, not the JSON null.
Counts = JSON(none_as_null=True)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("seconds", Float, nullable=False, comment="how long the round took"),
    Column("interval", Float, nullable=False, comment="seconds planned until the next round"),
    Column(
        "elapsed",
        Float,
        comment="seconds since the round before, by a clock that nobody sets; null if the machine was started between",
    ),
    Column("boot", String(40), nullable=False, comment="which start of the machine"),
    Column("uptime", Float, nullable=False, comment="seconds since then, when the round began"),
    Column("well", Boolean, nullable=False),
    Column("counters", Counts, comment="the API's totals, from which rates are the differences"),
    Index("ix_runs_at", "at"),
)

samples = Table(
    "samples",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", Integer, ForeignKey("runs.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("measure", String(40), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("value", Float, comment="null: not measured, or without end"),
    Column("state", String(10), nullable=False),
    Column("cause", Document),
    Index("ix_samples_measure", "measure", "subject", "run"),
    Index("ix_samples_run", "run"),
)

streaks = Table(
    "streaks",
    metadata,
    Column("rule", String(40), primary_key=True),
    Column("subject", String(200), primary_key=True),
    Column("bad", Integer, nullable=False, comment="rounds in a row in which the rule was broken"),
    Column("good", Integer, nullable=False, comment="rounds in a row in which it was not"),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("rule", String(40), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("outage", Boolean, nullable=False, comment="whether a service stood still"),
    Column("value", Float, comment="the last wrong value"),
    Column("cause", Document),
    Column("opened_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False, comment="the last round in which it was still so"),
    Column("reminders", Integer, nullable=False, default=0),
    Column("acknowledged_at", UtcTime),
    Column("acknowledged_by", String(100)),
    Column("acknowledged_note", String(500)),
    Column("resolved_at", UtcTime),
    Column("resolved_by", String(100), comment="monitor, or the person who said so"),
    Column("resolved_note", String(500)),
    Index("ix_incidents_open", "resolved_at", "rule", "subject"),
    Index("ix_incidents_opened_at", "opened_at"),
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("incident", Integer, ForeignKey("incidents.id"), nullable=False),
    Column("kind", String(20), nullable=False, comment="opened, reminder or recovered"),
    Column("number", Integer, nullable=False, comment="which reminder"),
    Column("target", String(12), nullable=False, comment="start of the hash of the address"),
    Column("at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("given_up_at", UtcTime, comment="the address is no longer in the settings"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_at", UtcTime, nullable=False),
    Column("problem", String(100), comment="of the last attempt"),
    UniqueConstraint("incident", "kind", "number", "target"),
    Index("ix_alerts_due", "sent_at", "next_at"),
)

watches = Table(
    "watches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("model_version", String(12), nullable=False),
    Column("found", Document, nullable=False, comment="shares, means and figures; no person's values"),
    Index("ix_watches_at", "at"),
)

baselines = Table(
    "baselines",
    metadata,
    Column("model_version", String(12), primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("found", Document, nullable=False, comment="shares of the first answers by class"),
)
