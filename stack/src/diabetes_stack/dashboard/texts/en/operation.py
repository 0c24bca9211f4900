"""Operation."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "service.api": "Prediction service (API)",
    "service.dashboard": "Dashboard",
    "service.mlflow": "Model registry (MLflow)",
    "service.database": "Database",
    "operation.nothing": (
        "The monitor has not recorded anything on this machine yet: whether the services work is not known. "
        "Tell the IT team ({mail})."
    ),
    "operation.unreadable": (
        "The monitor's record cannot be read: whether the services work is not known. Tell the IT team "
        "({mail})."
    ),
    "operation.stopped": (
        "The monitor is not running: its last round was {last}. What follows may not be current. Tell the IT "
        "team ({mail})."
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
    "operation.percent": "Available",
    "operation.target": "Target",
    "operation.outages": "Outages",
    "operation.mttr": "Mean time to repair (MTTR): {value}. Target: less than 2 hours.",
    "operation.mtbf": "Mean time between failures (MTBF): {value}. Target: more than 30 days.",
    "operation.intro": (
        "For those who keep the system running: whether the services work, according to the monitor's last "
        "round."
    ),
    "operation.nothing.do": "`diabetes-stack up` or `diabetes-stack monitor` starts the monitor.",
    "operation.unreadable.do": "`diabetes-stack doctor` says what is wrong with the record.",
    "operation.services": "Services that respond",
    "operation.services.up": "{up} of {all}",
    "operation.backup": "Last backup",
    "operation.backup.none": "None",
    "operation.backup.ago": "{span} ago",
    "operation.model": "Model",
    "operation.model.none": "No model",
    "operation.model.loaded": "Loaded",
    "operation.model.same": "Answers well",
    "operation.model.differs": "Answers differ",
    "operation.drift": "Change in the people",
    "operation.not_known": "Not known",
    "operation.since": "Incident {number}, since {since}; it has lasted {lasted}.",
    "operation.act": "Take or close it",
    "operation.do": "What to do: {do}",
    "operation.more": "more than {n}",
    "operation.watched": "Time watched",
    "operation.no_outage": "no outages",
    "why.no_answer": "there was no answer",
    "why.failed": "it could not be measured",
    "why.unreadable": "the answer could not be read",
    "why.record": "the record could not be written",
    "moved.P(diabetes)": "Probability of diabetes",
    "moved.risk_level": "Level of risk",
    "operation.not_over": "no outage is over yet",
}
