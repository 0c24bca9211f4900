"""Many people: the file and its result."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "batch.intro": (
        "A CSV or Parquet file with one person per row and the field names in the first line. CSV with comma "
        "or semicolon, with decimal point or comma. Up to {limit} MB."
    ),
    "batch.file": "File of people",
    "batch.template": "Download CSV template",
    "batch.start": "Analyse",
    "batch.progress": "{done} of {total} rows",
    "batch.empty": "The file has no rows.",
    "batch.unreadable": (
        "The file cannot be read: {reason} Save it as CSV or Parquet with the field names in the first line; "
        "the template has them."
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
    "batch.ignored": "Columns that are not fields and were not used: {names}.",
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
        "Your columns, then those of the answers, with their technical names. Figures are rounded to what "
        "they mean: mg/dL without decimals, probabilities with four. In the CSV, text that a spreadsheet "
        "would run as a formula has an apostrophe before it."
    ),
    "column.row": "Row of the sheet",
    "column.reason": "What to correct",
    "column.count": "Rows",
    "batch.errors.kinds": "Errors by kind",
    "column.error": "Error",
    "batch.download": "Download the result",
}
