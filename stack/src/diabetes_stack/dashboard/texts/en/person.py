"""One person."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "person.absent": "The form is missing in this installation. Tell the IT team ({mail}).",
    "person.no_model": (
        "The form cannot calculate now: this dashboard does not have the model that answers. Tell the IT "
        "team ({mail})."
    ),
    "person.away": (
        "The prediction service does not respond. You can go on typing, but nothing can be stored now."
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
        "The prediction service does not respond. The answer was not stored; the data are still in the form. "
        "If it happens again, tell the IT team ({mail})."
    ),
    "unavailable.unsure": (
        "The prediction service did not confirm: whether the answer was stored is not known. The data are "
        "still in the form; if you store it again, it may be there twice. Tell the IT team ({mail})."
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
    "person.absent.do": (
        "The file {file} is missing. `make up` or `make .venv/.stack` builds it; the package to install "
        "brings it."
    ),
    "person.no_model.do": "The model {version} is not in this dashboard's database. Check DATABASE_URL.",
    "outcome.again": "It was already stored: {at}. It was not stored again. Model {model}. Identifier: {id}",
    "outcome.corrected": (
        "Stored: {at}. Model {model}. Identifier: {id}. It replaces this person's earlier one, stored at "
        "{earlier_at} ({earlier}): this one counts, and both stay stored."
    ),
}
