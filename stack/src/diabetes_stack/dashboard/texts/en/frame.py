"""What all pages share."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "title": "Type 2 diabetes risk",
    "reservation": "This is an estimate, not a diagnosis. A diagnosis needs a confirmed laboratory test.",
    "language": "Language",
    "page.individual": "Individual prediction",
    "page.batch": "Batch analysis",
    "page.visual": "Charts",
    "page.operation": "Operation",
    "page.info": "Information",
    "source.api": "The prediction service ({url}) answers and stores each answer.",
    "source.library": "Answers are computed on this machine and not stored.",
    "model": "Model “{name}”, version {version}",
    "synthetic": "This model was trained on generated data, not on people: for tests only.",
    "source.unstated": "This model's file does not say whose records it learned from.",
    "unavailable": "The prediction service does not respond ({url}: {reason}). Nothing was calculated.",
    "unavailable.do": (
        "Open {url}/health. If it does not open, the API is down: ask DevOps (devops@hospital.com) to start "
        "it (diabetes-stack api). Then try again; what you typed is still in the form."
    ),
    "model.absent": (
        "The model {version} is not in this dashboard's database, so its curves and the sliders are not "
        "available."
    ),
    "figure.risk": "Risk of undiagnosed diabetes",
    "figure.glucose": "Estimated fasting glucose",
    "idle": (
        "In a minute the person's data will be cleared, because nobody is using this page. Move the mouse, "
        "touch the screen or press a key to continue."
    ),
    "as_table": "Show as a table",
}
