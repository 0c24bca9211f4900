"""One person."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "person.absent": (
        "The form is missing from this installation ({file}). “make up” or “make .venv/.stack” builds it; "
        "the package to install brings it. Tell DevOps (devops@hospital.com)."
    ),
    "person.no_model": (
        "The model {version}, which answers now, is not in this dashboard's database, so the form cannot "
        "calculate with it. Ask DevOps (devops@hospital.com) to check DATABASE_URL."
    ),
    "person.away": (
        "The prediction service does not respond ({url}: {reason}). You can go on typing, but nothing can "
        "be stored now."
    ),
    "person.store": "Store the answer",
    "person.accept": "Use these data",
    "person.sending": "Storing…",
    "person.silent": "No confirmation came: it is not known whether the answer was stored.",
    "person.incomplete": "Not stored: required data are missing or have to be corrected.",
    "person.changed": "Not stored: the data have changed.",
    "outcome.stored": "Stored: {at}. Model {model}. Identifier: {id}",
    "outcome.not_kept": "The service answered, but did not store the answer.",
    "outcome.library": "This dashboard calculates without a prediction service: the answer is not stored.",
    "outcome.failed": "Not stored.",
    "outcome.unsure": "It is not known whether the answer was stored.",
    "outcome.refused": "The service did not accept these data and stored nothing:",
    "outcome.repeat": "Try again",
    "outcome.replaced": (
        "The model was replaced while you were typing. The answer of the new model was stored; the form "
        "uses it from now on:"
    ),
    "outcome.older": "The form now uses another model. This is the stored answer:",
    "outcome.differs": "The stored answer is not the one that the form showed. The stored one counts:",
    "unavailable.commit": (
        "The prediction service does not respond ({url}: {reason}). The answer was not stored; the data are"
        " still in the form. If it happens again, tell DevOps (devops@hospital.com)."
    ),
    "unavailable.unsure": (
        "The prediction service did not confirm ({url}: {reason}). It is not known whether the answer was "
        "stored; the data are still in the form. If you store it again, it may be stored twice."
    ),
    "download.json": "Download this answer (JSON)",
    "explanation.diabetes": "Diabetes risk",
    "explanation.glucose": "Glucose",
    "explanation.axis.diabetes": "Points added or taken away",
    "explanation.axis.glucose": "mg/dL added or taken away",
    "whatif": "Try other values",
    "whatif.note": (
        "Shows what the model would estimate for another person with these values. It is not causal: it does "
        "not show what would happen if this person changed."
    ),
    "whatif.reset": "Back to the data",
    "whatif.same": "with the data: {value}",
    "download.note": "It contains patient data: store it safely.",
}
