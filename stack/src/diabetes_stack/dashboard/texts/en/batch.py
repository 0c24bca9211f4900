"""Many people: the file and its result."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "batch.intro": (
        "Many people at once: a CSV or Parquet file with one person per row and a heading on each column. "
        "CSV may have commas or semicolons between columns, and a decimal comma or point. If the headings "
        "are others, you are asked what each column holds. Up to {limit} MB."
    ),
    "batch.file": "File of people",
    "batch.template": "Download CSV template",
    "batch.start": "Analyse",
    "batch.progress": "{done} of {total} rows",
    "batch.empty": "The file has no rows.",
    "batch.unreadable": (
        "The file cannot be read. Save it from the spreadsheet as CSV, with a heading on each column; the "
        "template is an example."
    ),
    "batch.too_large.body_limit": "The file is larger than allowed ({limit} bytes).",
    "batch.too_large.held_bytes": "The file is larger than allowed once decompressed ({limit} bytes).",
    "batch.too_large.file_rows": "The file has more than {limit} rows.",
    "batch.too_large.file_columns": "The file has more than {limit} columns.",
    "batch.too_large.file_cells": "The file has more than {limit} cells.",
    "batch.too_large.do": "Split it into several files, or keep only the columns that the model uses.",
    "batch.done": "{rows} rows in {seconds} s, model {version}.",
    "batch.rows": "Rows",
    "batch.answered": "Estimated",
    "batch.not_applicable": "Does not apply",
    "batch.bad": "With errors",
    "batch.tests": "Test advised",
    "batch.ignored": "Columns that the model does not use and that do not leave the dashboard: {names}.",
    "batch.table": "Table",
    "batch.charts": "Charts",
    "batch.errors": "Rows with errors ({n})",
    "batch.errors.none": "Every row could be read.",
    "batch.first.errors": "The first {n} of {total} rows are shown.",
    "batch.priority": "By measured values or, where none is abnormal, by risk level",
    "batch.priority.category": (
        "Category of the estimated glucose, without people who have an abnormal measured value"
    ),
    "batch.apart": (
        "Only people with nothing urgent and no abnormal measured value; the other {n} are counted separately."
    ),
    "batch.show": "Show",
    "batch.all": "All",
    "batch.risk": "Probability of undiagnosed diabetes, %",
    "batch.glucose": "Estimated fasting glucose, mg/dL",
    "batch.csv": "Download CSV",
    "batch.parquet": "Download Parquet",
    "batch.defused": (
        "The file's columns come first, then those of the result. mg/dL have one decimal and probabilities "
        "four. In the CSV, a text that a spreadsheet would run as a formula has an apostrophe before it."
    ),
    "column.row": "Row of the sheet",
    "column.reason": "What to correct",
    "column.count": "Rows",
    "batch.errors.kinds": "Errors by kind",
    "column.error": "Error",
    "batch.download": "Files for other programs",
    "batch.technical": (
        "The result of all rows, in the order of the file and with the technical names of its columns."
    ),
    "batch.again.stored": (
        "This file was analysed at {at} and its answers are stored: nothing new was stored."
    ),
    "batch.again": "This file was analysed at {at}: the result is the same.",
    "batch.file_of": "File: {name}, analysed at {at}.",
    "batch.away": (
        "The prediction service stopped responding. Rows analysed and stored: {done} of {total}. Press "
        "“Analyse” to go on with the others; if it stays so, tell the IT team ({mail})."
    ),
    "batch.away.unsure": (
        "The prediction service did not confirm. Rows analysed and stored: {done} of {total}; whether some "
        "of the next ones were stored is not known. Press “Analyse” to go on with them; if it stays so, tell "
        "the IT team ({mail})."
    ),
    "batch.unreadable.do": "What the reader says: {reason}",
}
