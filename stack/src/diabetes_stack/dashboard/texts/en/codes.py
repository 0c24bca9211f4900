"""Words of the answers' codes."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "category.Normal": "Normal",
    "category.Prediabetes": "Prediabetes",
    "category.Diabetes": "Diabetes",
    "level.Bajo": "Low",
    "level.Moderado": "Moderate",
    "level.Alto": "High",
    "level.none": "Does not apply",
    "code.missing": "A required value is missing",
    "code.not_a_number": "Not a number",
    "code.not_a_date": "Not a date",
    "code.not_finite": "An infinite number",
    "code.out_of_range": "Out of range",
    "code.not_allowed": "Not an accepted value",
    "code.not_whole": "Must be a whole number",
    "code.ambiguous_number": (
        "A number that can be read in two ways (1.000: a thousand or one?): write it without a thousands "
        "separator"
    ),
    "code.cell_count": "The row has more or fewer cells than the first line",
    "code.text_after_quote": "Text follows a closing quote, so it is unclear where the cell ends",
    "code.tad_not_below_tas": "Diastolic pressure is not below systolic",
    "code.imc_mismatch": "The body mass index does not match height and weight",
    "code.gestational_man": "Gestational diabetes in a man",
    "code.pregnant_man": "Pregnancy in a man",
    "code.unknown_field": "Unknown field",
    "code.duplicate_field": "Field given twice",
    "code.outside_training_range": "Outside the range of the training data",
    "code.findrisc_differs": "The FINDRISC score does not match its items",
    "code.family_history_conflict": "The family history contradicts itself",
    "code.unit_doubtful": "A value that may be in another unit",
    "code.known_diabetes": "Diabetes already diagnosed",
    "code.pregnant": "Pregnancy",
}
