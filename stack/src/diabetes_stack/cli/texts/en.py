"""The commands in English."""

from __future__ import annotations

from ...words import Texts

__all__ = ["TEXTS"]

_WORDS = {
    # Common to all commands.
    "json": "Print the result as JSON.",
    "dry_run": "Say what would be done, and change nothing.",
    "yes": "Do not ask for confirmation.",
    "error": "error: {text}",
    "warning": "warning: {text}",
    "unattended": "--yes is needed: without a terminal nobody can be asked",
    # Services: up, api, dashboard, mlflow, smoke, demo.
    # Database: db.
    # Models: model, outcomes, compare.
    # Tokens: token.
    # Backups: backup.
    # Monitor: monitor, incident.
    "monitor.help": "Watch the services, the machine and the model, and tell people what is wrong.\n\n"
    "Without options it makes a round every MONITOR_SECONDS until it is stopped.",
    "monitor.once": "Make one round, show what it found, and exit with 1 if anything is wrong or unknown.",
    "monitor.json": "The same as JSON.",
    "monitor.rules.help": "Show the rules, or write files for Prometheus, Alertmanager and Grafana from them.",
    "monitor.rules.out": "Folder for the files.",
    "monitor.rules.written": "written: {file}",
    "monitor.rules.would": "would write: {file}",
    "monitor.model.help": "Compare the people who come and the answers with those that the model knows.",
    "monitor.model.people": "Model {version}: the newest {people} answers of {days} days.",
    "monitor.model.score": "Mean score of {output}: {training} in training, {now} now, {shift}:",
    "monitor.model.rest": "{n} other fields",
    "monitor.model.nobody": "There is nobody to whom the estimate applies.",
    "monitor.model.expected": "If the probabilities are right: {cases} % have diabetes, Brier {brier}, AUROC {auroc}; "
    "{referred} % are sent to a test.",
    "monitor.model.outcomes": "With {results} laboratory results: accuracy {accuracy} ({accuracy_before} {reference}), "
    "AUROC {auroc} ({auroc_before}), observed over expected {ratio}.",
    "monitor.reference.promotion": "at promotion",
    "monitor.reference.training": "in training",
    "monitor.shift.stable": "as known",
    "monitor.shift.watch": "watch",
    "monitor.shift.review": "review",
    "monitor.shift.unknown": "too few",
    "monitor.column.what": "what",
    "monitor.column.value": "value",
    "monitor.column.state": "state",
    "monitor.column.why": "why",
    "monitor.column.rule": "rule",
    "monitor.column.limit": "wrong when",
    "monitor.column.rounds": "rounds until open / over",
    "monitor.column.severity": "severity",
    "monitor.column.response": "answered within",
    "monitor.column.contact": "contact",
    "monitor.column.field": "field",
    "monitor.column.psi": "PSI",
    "monitor.open": "incident {id} ({severity}): {title}, since {since} UTC",
    "monitor.summary": "wrong: {wrong}, unknown: {unknown}, open incidents: {open}",
    "monitor.glance": "Another monitor makes the rounds: this look was not recorded, and nobody was told.",
    "monitor.unrecorded": "the round was not recorded: {problem}",
    "monitor.only_one": "another monitor already watches this data folder",
    "monitor.newer": "{file} was written by a newer version; install that one, or move the file away",
    "incident.help": "Incidents that the monitor found.",
    "incident.id": "Number of the incident.",
    "incident.note": "What to keep with it; no patient's data.",
    "incident.list.help": "List incidents, newest first.",
    "incident.list.open": "Only those that are not over.",
    "incident.list.since": "Those since this day, YYYY-MM-DD, and those still open.",
    "incident.list.bad_since": "--since must be a day, YYYY-MM-DD",
    "incident.ack.help": "Say that you take care of an incident: its reminders stop.",
    "incident.resolve.help": "Say that an incident is over. If its cause is still there, the monitor opens another.",
    "incident.figures.help": "Availability, mean times to repair and between failures, and times by severity. Exits "
    "with 1 if a target was missed.",
    "incident.figures.days": "Days up to now.",
    "incident.figures.period": "From {since} to {until}, UTC",
    "incident.figures.nothing": "the monitor has recorded nothing yet; start it with diabetes-stack monitor",
    "incident.none": "no incidents",
    "incident.unknown": "there is no incident {id}; see diabetes-stack incident list",
    "incident.over": "incident {id} is over already",
    "incident.acked": "incident {id} is yours: {title}",
    "incident.resolved": "incident {id} is over: {title}",
    "incident.would": "nothing changed: incident {id}, {title}",
    "incident.column.id": "no.",
    "incident.column.severity": "severity",
    "incident.column.what": "what",
    "incident.column.since": "since (UTC)",
    "incident.column.lasted": "lasted",
    "incident.column.state": "state",
    "incident.column.service": "service",
    "incident.column.available": "available, %",
    "incident.column.between": "between, %",
    "incident.column.target": "target",
    "incident.column.unwatched": "not watched",
    "incident.column.outages": "outages",
    "incident.column.met": "met",
    "incident.column.opened": "opened",
    "incident.column.open": "open",
    "incident.column.in_time": "answered in time",
    "incident.column.late": "late",
    "incident.column.resolution": "mean time until over",
    "incident.state.open": "open",
    "incident.state.taken": "taken by {by}",
    "incident.state.resolved": "over ({by})",
    "incident.met.yes": "yes",
    "incident.met.no": "no",
    "incident.met.unknown": "not known",
    "incident.mttr": "Mean time to repair an outage: {value} (target < 2 h): {met}",
    "incident.mtbf": "Mean time between outages: {value} (target > 30 days): {met}",
    # Checklists: check.
    # Security: audit.
    # Updates: update, doctor.
}

TEXTS = Texts("en", "English", _WORDS, separators=".,", day="%d %b %Y")
