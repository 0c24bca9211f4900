"""Many people: what the columns of their file are."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "columns.title": "What each column holds",
    "columns.intro": (
        "The headings of the file do not say what each column holds. Check what is suggested, correct it "
        "where needed and press “Analyse”."
    ),
    "columns.no_heading": "(no heading)",
    "columns.no_cells": "No data in the first rows.",
    "columns.unused": "Do not use",
    "columns.unit": "Unit",
    "columns.converted": "The values seem to be in {unit}: they are converted to {own}.",
    "columns.perhaps": 'Is this "{title}"? If so, choose it; otherwise this column is not used.',
    "columns.other_unit": "This seems to be in another unit. {title} is read in {unit}.",
    "columns.h_is_man": "H is read as a man and M as a woman.",
    "columns.lacks": "Required data are missing: {fields}. Without them there is no estimate.",
    "columns.complete": "All required data are there.",
    "columns.twice": "More than one column for: {fields}. Keep one.",
    "columns.cut": (
        "{n} more columns are not shown and not used, unless their heading is the name of a field."
    ),
}
