"""Use, drift and the model's charts."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "visual.model": "The model",
    "visual.usage": "Usage",
    "visual.drift": "Shifts in the data",
    "visual.terms": "What each field adds to the estimate",
    "visual.terms.note": (
        "The curve of one field with the others held equal. The light band covers the 5th to 95th percentile "
        "of the people in training; few are outside it. These are associations, not causes."
    ),
    "visual.output": "Estimate",
    "visual.field": "Field",
    "visual.age": "Risk across age",
    "visual.age.note": (
        "People like the example patient, but with another age or sex; the lines are the model's cut-offs."
    ),
    "visual.days": "Last days",
    "visual.empty": "No predictions are stored for this period yet. They appear here when the API answers.",
    "visual.nostore": (
        "The database does not respond or is not ready: use cannot be shown for now. Tell the IT team "
        "({mail})."
    ),
    "usage.total": "Predictions",
    "usage.mean": "Mean response time",
    "usage.slow": "Answers of 5 s or longer",
    "usage.per_day": "Predictions per day (UTC)",
    "usage.levels": "Risk levels",
    "usage.levels.note": (
        "The level that the model estimated. People with an abnormal measured value are counted by that level "
        "too."
    ),
    "usage.versions": "Model versions",
    "usage.latency": "Response time",
    "drift.note": (
        "Compares the {n} most recent predictions of this period with the people in training. How much a "
        "field changed is measured by the population stability index (PSI): under 0.1, stable; up to 0.25, "
        "watch; above, review the model."
    ),
    "drift.few": "There are only {n} predictions; the comparison needs {least}.",
    "drift.field": "Field",
    "drift.known": "Known",
    "drift.training": "Training",
    "drift.now": "Now",
    "drift.psi": "Change (PSI)",
    "drift.state": "State",
    "shift.stable": "stable",
    "shift.watch": "watch",
    "shift.review": "review",
    "shift.unknown": "too few",
    "drift.share": "Share of people",
    "usage.day": "Day",
    "usage.version": "Version",
    "usage.time": "Time",
    "drift.table": "How much each field changed",
    "visual.nostore.do": "Check DATABASE_URL and run `diabetes-stack db upgrade`.",
}
