"""Models: compare; in English."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "compare.help": (
        "Send records to the old system again and report how the answers differ.\n\nAnswers in a file are CSV, "
        "Parquet, JSON or a log of JSON lines, also inside prediction, with glucose_mg_dl, category and risk_level, or "
        "some of them. Where they carry their records as input, each is compared with its own record, in any order.\n\n"
        "The status is 1 unless a share of --threshold of the compared categories agree, as great a share of the "
        "records that either system answered could be compared, and at least half of all records could. A record that "
        "only one of them refuses is not comparable. JSON: records, refused, refused_rows, category, risk_level, "
        "glucose, worst, threshold, judged, agrees, objections."
    ),
    "compare.old_metavar": "URL|FILE",
    "compare.old": "The old system, or its answers: in the order of the records, or each with its record as input.",
    "compare.records": "CSV or Parquet file with the records, or the log of the old system if its lines have input.",
    "compare.model": 'Model, named as in "model evaluate".',
    "compare.html": "Also write the report to this file as a page.",
    "compare.report": "Also write the report to this file as JSON.",
    "compare.threshold": "Share of categories that must agree, and of answered records that must be comparable.",
    "compare.agrees": "accepted: at least {threshold} agree ({judged}), and at least {threshold} could be compared",
    "compare.differs": "not accepted:",
    "compare.objection.none_compared": "no record has an answer of both systems",
    "compare.objection.few_agree": "fewer than {threshold} agree ({judged}): {same:,} of {compared:,}, {agree}",
    "compare.objection.few_compared": (
        "fewer than {threshold} could be compared: {compared:,} of the {answered:,} that either system answered, "
        "{share}"
    ),
    "compare.objection.under_half": "fewer than half could be compared: {compared:,} of {records:,} records",
    "compare.lengths": "{old} has {answers:,} answers for {records:,} records",
    "compare.no_input": (
        "{file}: {lines:,} of {all:,} lines do not carry their record as input; give a table of the records"
    ),
    "compare.left_over": "answers of the old system to none of these records: {answers:,}",
    "compare.answering": "Answering {records:,} records",
    "compare.asking": "Asking {address}",
    "compare.title": "{records:,} records: {old} and {model} {version}",
    "compare.refused": "refused: {old:,} by the old system, {new:,} by the new model, {both:,} of them by both",
    "compare.refused_rows.old": "refused by the old system, rows: {rows}",
    "compare.refused_rows.new": "refused by the new model, rows: {rows}",
    "compare.not_in_old": "{name}: not in the old answers",
    "compare.agree": "{name}: {agree} of {compared:,} agree; rows: old, columns: new",
    "compare.rows_and_columns": "rows: old, columns: new",
    "compare.glucose": (
        "glucose, new minus old: mean {mean:+.1f} mg/dL, mean absolute {absolute:.1f} mg/dL; the largest:"
    ),
    "compare.signed": "{difference:+.1f}",
    "compare.none": "none",
    "compare.row": "row",
    "compare.old_glucose": "old",
    "compare.new_glucose": "new",
    "compare.difference": "difference",
    "compare.old_category": "old category",
    "compare.new_category": "new category",
}
