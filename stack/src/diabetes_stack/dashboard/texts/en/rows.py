"""Many people: their rows."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "priority": "Priority",
    "priority.urgent": "Urgent: see a clinician today",
    "priority.measured_diabetes": "Measured: range of diabetes",
    "priority.measured_prediabetes": "Measured: range of prediabetes",
    "priority.Alto": "High risk",
    "priority.Moderado": "Moderate risk",
    "priority.Bajo": "Low risk",
    "priority.no_level": "No level of risk",
    "priority.not_applicable": "Does not apply",
    "priority.errors": "With errors",
    "priority.test": "Test advised",
    "priority.no_test": "No test advised",
    "rows.order": "Sort by",
    "rows.order.rank": "Priority",
    "rows.order.risk": "Risk of diabetes, highest first",
    "rows.order.glucose": "Estimated glucose, highest first",
    "rows.order.row": "Order of the file",
    "rows.search": "Search",
    "rows.search.help": (
        "Searches the columns that are not fields, such as a name or a record number, and by the number of "
        "the row."
    ),
    "rows.none": "No row matches.",
    "rows.shown": (
        "Rows {from} to {to} of {total}. Except in the order of the file, people with something urgent or an "
        "abnormal measured value come first."
    ),
    "rows.first": "First",
    "rows.previous": "Previous",
    "rows.next": "Next",
    "rows.last": "Last",
    "rows.page": "Page {page} of {pages}",
    "rows.person": "Person",
    "rows.row": "row {n}",
    "rows.step": "What to do now",
    "rows.risk": "Probability of undiagnosed diabetes",
    "rows.glucose": "Estimated glucose (mg/dL)",
    "rows.interval": "{value} ({low} to {high})",
    "rows.category": "Category of the estimated glucose",
    "rows.notes": "Measured, errors and warnings",
    "rows.missing": "Missing data",
    "rows.no_category": "no category",
    "rows.confirm": "To be confirmed",
    "rows.cut": "The first {n} fields of the file are shown.",
    "rows.exact": "Complete figures, not rounded",
    "priority.call": "To call",
    "rows.certainty": "Certainty",
    "rows.measured": "{title}: {value}, {told}",
    "rows.correct": "Correct the data in this row",
    "rows.left_out": (
        "Rows with errors that are not in this list: {n}. Whether these people need a call is not known; "
        "“Rows with errors” says what to correct."
    ),
    "rows.rescued": "Rows with errors that are in it, because of an urgent or abnormal measured value: {n}.",
    "rows.list": "Download this list",
    "rows.list.name": "list",
    "rows.list.note": (
        "A CSV of the rows that the filter and the search show, in this order and in words, with the columns "
        "that say who each person is."
    ),
}
