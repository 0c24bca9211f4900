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
    # Checklists: check.
    "check.help": (
        "Do one of the manual's checklists: run its commands, take signatures, keep the record, show "
        "what is overdue."
    ),
    "check.list": "List: daily, weekly, monthly, quarterly or semiannual.",
    "check.sign": "Sign a line that you have looked at; may be repeated.",
    "check.by": "Name of the person who signs (default: the system's user).",
    "check.note": "Remark of the person who signs.",
    "check.show": "Only show the list; run no commands.",
    "check.title": "{list} list, period {period}",
    "check.column.line": "line",
    "check.column.what": "what is checked",
    "check.column.state": "state",
    "check.column.by": "by, when",
    "check.column.command": "commands",
    "check.human": "a person looks at it",
    "check.state.ok": "well",
    "check.state.found": "something found",
    "check.state.signed": "signed",
    "check.state.unsigned": "not signed",
    "check.state.open": "to do",
    "check.found": "{line}: {note}",
    "check.to_sign": "{line}: not signed. {what}",
    "check.how_to_sign": 'To sign: diabetes-stack check {list} --sign LINE --by "Name" --note "Remark"',
    "check.overdue": "OVERDUE: {line}, {list} list, period {period}",
    "check.unsignable": "{line} is not signed in this list; these are: {names}",
    "check.name.daily": "Daily",
    "check.name.weekly": "Weekly",
    "check.name.monthly": "Monthly",
    "check.name.quarterly": "Quarterly",
    "check.name.semiannual": "Semiannual",
    "check.item.health": "The services answer",
    "check.item.logs": "Logs looked through for errors",
    "check.item.performance": "Performance figures looked at",
    "check.item.backups": "Automatic backups verified",
    "check.item.functions": "All functions tested",
    "check.item.security_logs": "Security logs reviewed",
    "check.item.queries": "Database queries optimised",
    "check.item.models": "Models checked",
    "check.item.dependencies": "Dependencies updated",
    "check.item.configuration": "Configuration reviewed",
    "check.item.load": "Load test",
    "check.item.security": "Security audit",
    "check.item.system": "Complete review of the system",
    "check.item.model_update": "Models updated if needed",
    "check.item.optimisation": "Performance optimised",
    "check.item.planning": "Improvements planned",
    "check.item.performance_audit": "Performance audit",
    "check.item.availability": "Availability, MTTR and MTBF",
    "check.look.logs": "Read the errors of the last day in the services' logs.",
    "check.look.performance": "Look at response times, errors, CPU and memory in the monitor's table.",
    "check.look.security_logs": "Read the refused calls and the result of the audit trail's check.",
    "check.look.models": "Check that the model in service is the one that should be.",
    "check.look.dependencies": "Decide which packages are updated, and when.",
    "check.look.configuration": "Read what doctor found and decide on changes.",
    "check.look.security": "Read the findings of the audit and decide what is corrected.",
    "check.look.system": "Read the four results and decide what is corrected.",
    "check.look.model_update": (
        "Evaluate the model on recent results (model evaluate --live) and decide whether it is retrained."
    ),
    "check.look.optimisation": "Read the findings on the database and decide what is optimised.",
    "check.look.planning": "Agree with the team on the improvements of the next quarter.",
    "check.look.performance_audit": "Compare the times with those of the last half-year.",
    "check.look.availability": "Compare availability, MTTR and MTBF with the targets.",
    # Security: audit.
    # Updates: update, doctor.
}

TEXTS = Texts("en", "English", _WORDS, separators=".,", day="%d %b %Y")
