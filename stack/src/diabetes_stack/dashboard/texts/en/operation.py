"""Operation."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "service.api": "Prediction service (API)",
    "service.dashboard": "Dashboard",
    "service.mlflow": "MLflow",
    "service.database": "Database",
    "operation.nothing": (
        "The monitor has not recorded anything on this machine yet. It is started by `diabetes-stack up` or "
        "by `diabetes-stack monitor`."
    ),
    "operation.unreadable": (
        "The monitor's record cannot be read. Tell DevOps (devops@hospital.com) and run `diabetes-stack "
        "doctor`."
    ),
    "operation.stopped": (
        "The monitor does not run: its last round was {last}. What follows may be out of date. Tell "
        "DevOps (devops@hospital.com)."
    ),
    "operation.open": "Open incidents: {count}. Last round: {last}.",
    "operation.unknown": "No incident is open, but something could not be measured. Last round: {last}.",
    "operation.well": "Everything works. Last round: {last}.",
    "operation.incidents": "Open incidents",
    "operation.no_incident": "None.",
    "operation.taken": "{by} takes care of it.",
    "operation.by": "Your name",
    "operation.by.missing": "Enter your name.",
    "operation.note": "Remark",
    "operation.take": "I take care of it",
    "operation.resolve": "It is resolved",
    "operation.measured": "What the monitor measured",
    "operation.what": "What",
    "operation.value": "Value",
    "operation.state": "State",
    "operation.why": "Why",
    "operation.availability": "Availability in {days} days",
    "operation.service": "Service",
    "operation.percent": "Available, %",
    "operation.target": "Target, %",
    "operation.unwatched": "Not watched",
    "operation.outages": "Outages",
    "operation.mttr": "Mean time to repair (MTTR): {value}. Target: less than 2 hours.",
    "operation.mtbf": "Mean time between failures (MTBF): {value}. Target: more than 30 days.",
}
