"""The screening programme."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "programme.list": "Whom to call",
    "programme.indicators": "Indicators",
    "programme.paying": "Tests that can be paid",
    "programme.paying.intro": (
        "How many tests can be paid? They are shared out among those who wait and have an estimate alone, the highest "
        "risk first."
    ),
    "programme.paying.tests": "Tests",
    "programme.paying.do": "Share out",
    "programme.paying.csv": "Download whom to test (CSV)",
    "programme.paying.file": "tests.csv",
    "programme.nostore": (
        "The database does not respond or is not ready: the list cannot be shown for now. Tell the IT team "
        "({mail})."
    ),
    "programme.intro": (
        "People with something to be done. Only those assessed with a reference are "
        "here; their names are not stored."
    ),
    "programme.missing": (
        "There are people assessed with an earlier version who are not on this list yet. Tell the IT team "
        "({mail})."
    ),
    "programme.missing.do": "Run `diabetes-stack worklist enrol`.",
    "programme.state": "Show",
    "programme.due": "With something due today",
    "programme.site": "Site",
    "programme.insurer": "Insurer",
    "programme.every": "All",
    "programme.overdue": "Overdue",
    "programme.overdue.any": "Any",
    "programme.overdue.days": "{days} days or more",
    "programme.order": "Order",
    "programme.order.priority": "Most urgent first",
    "programme.order.longest": "Longest waiting first",
    "programme.none": "There is nobody like this.",
    "programme.shown": "{from} to {to} of {total} people",
    "programme.person": "Person",
    "programme.risk": "Probability of diabetes",
    "programme.references": "Show your references instead of the codes",
    "programme.references.file": 'CSV file with a column "paciente"',
    "programme.references.note": "The file is only used in this session and is not stored.",
    "programme.references.bad": 'The file cannot be read: a column "paciente" is needed.',
    "programme.csv": "Download the list (CSV)",
    "programme.mark": "Note what happened to a person",
    "programme.mark.state": "What happened",
    "programme.mark.day": "On which day (DD/MM/YYYY; empty: now)",
    "programme.mark.bad_day": "Nothing was saved: write the day as DD/MM/YYYY, and not in the future.",
    "programme.mark.save": "Save",
    "programme.mark.saved": 'Saved for {person}: "{set}". State now: "{state}".',
    "programme.mark.known": 'Already saved for {person}: "{set}". State now: "{state}".',
    "programme.mark.failed": "Nothing was saved: the database does not respond. Try again.",
    "programme.mark.role": (
        'Your account may only look. Notes need the permission "{role}"; ask {mail} for it.'
    ),
    "programme.history": "Steps of this person",
    "programme.history.counts": "Counts",
    "programme.undo": "Step that was a mistake",
    "programme.undo.do": "Undo the step",
    "programme.undo.saved": 'Step {step} undone. State now: "{state}".',
    "programme.yes": "yes",
    "programme.no": "no",
    "programme.months": "Last months",
    "programme.by": "Divide by",
    "programme.empty": "There are no people with a reference in these months.",
    "programme.month": "%b %Y",
    "programme.definitions": "What each indicator is",
}
