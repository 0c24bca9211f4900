"""What all pages share."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "title": "Type 2 diabetes risk",
    "reservation": "This is an estimate, not a diagnosis. A diagnosis needs a confirmed laboratory test.",
    "language": "Language",
    "page.individual": "Individual prediction",
    "page.batch": "Batch analysis",
    "page.programme": "Programme",
    "page.visual": "Charts",
    "page.operation": "Operation",
    "page.info": "Information",
    "source.api": "The prediction service ({url}) answers and stores each answer.",
    "source.library": "Answers are computed on this machine and not stored.",
    "model": "Model “{name}”, version {version}",
    "synthetic": "This model was trained on generated data, not on people: for tests only.",
    "source.unstated": "This model's file does not say whose records it learned from.",
    "unavailable": (
        "The prediction service does not respond, and without it this page cannot calculate. Wait a moment "
        "and try again; if it stays so, tell the IT team ({mail})."
    ),
    "unavailable.do": (
        "Open {url}/health. If it does not open, the API is down: `diabetes-stack api` starts it. The "
        "dashboard's log says what happened."
    ),
    "model.absent": (
        "The model {version} is not in this dashboard's database, so its curves and the sliders are not "
        "available."
    ),
    "figure.risk": "Risk of undiagnosed diabetes",
    "figure.glucose": "Estimated fasting glucose",
    "idle": (
        "In a minute, what is on this page will be erased, because nobody is using it. Move the mouse, touch "
        "the screen or press a key to go on."
    ),
    "as_table": "Show as a table",
    "operators": "For those who keep the system running",
    "unavailable.again": "Try again",
    "idle.over": (
        "Nobody used this page for {minutes} minutes: it began anew, and what was on it was erased. What was "
        "stored is still stored."
    ),
    "idle.read": "OK",
    "time": "{at} (local time, {zone})",
}
