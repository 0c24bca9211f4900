"""The cards of CDS Hooks: one that says what to do now and why, or what is missing to say it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import diabetes

from .cds_texts import REASONS, card_text
from .serving import Served
from .texts import text

__all__ = ["OVERRIDE_SYSTEM", "advice_cards", "incomplete_cards"]

#: The code system of the reasons to override a card.
OVERRIDE_SYSTEM = "urn:diabetes-stack:override-reason"
#: Steps that a clinician need not be told of: nothing is due.
_SILENT = ("usual", "own_care")
#: Steps that somebody should see to at this visit.
_DUE = ("clinician", "confirm", "complete", "test")
#: Notes that must not be passed over, whatever the advice: something high was not used.
_ALARMING = ("high_glucose", "above_range", "earlier_abnormal", "diabetes_medicine")
#: Characters of a summary, fewer than the specification's 140.
_SUMMARY = 139
_MOST_TERMS = 8
_HBA1C = next(row for row in diabetes.codes() if row["field"] == "hba1c")["observed"][0]
_TESTS = {"glucosa_ayunas": diabetes.classify_glucose, "hba1c": diabetes.classify_hba1c}


def advice_cards(
    answer: diabetes.Answer, record: diabetes.Record, served: Served, uuid: str, locale: str, patient: str
) -> list[dict[str, Any]]:
    """The cards for an answer; none if nothing is due. What was not used but is high comes first."""
    prediction = answer.prediction
    assert prediction is not None
    step, urgent = str(prediction.next_step["code"]), prediction.urgent
    alarms = _alarms(record, served)
    if step in _SILENT and not urgent:
        return alarms
    labels = diabetes.labels(locale)
    said = [*(labels["urgent"][code] for code in urgent), labels["next_step"][step]]
    details = (
        prediction.interpretation,
        _missing(prediction, locale),
        _terms(answer, served, locale),
        _notes(record, locale),
    )
    indicator = "critical" if urgent else "warning" if step in _DUE else "info"
    card = {
        "uuid": uuid,
        **_card(served, indicator, ". ".join(said), *details),
        "overrideReasons": _reasons(locale),
    }
    if prediction.test_advised:
        card |= {"suggestions": [_order(patient, locale)], "selectionBehavior": "at-most-one"}
    return [card, *alarms] if urgent else [*alarms, card]


def incomplete_cards(
    errors: list[dict[str, Any]], record: diabetes.Record, served: Served, locale: str
) -> list[dict[str, Any]]:
    """The cards for a record without an answer: what is urgent, what was measured and is abnormal, what was not used
    but is high, and what is missing or wrong."""
    cards = _urgent(record, served, locale)
    if record.get("diabetes_diagnosticada") == "Si":
        return cards
    # In pregnancy only a value in the range of diabetes can be judged.
    is_pregnant = record.get("embarazo") == "Si"
    step = diabetes.labels(locale)["next_step"]["clinician" if is_pregnant else "confirm"]
    names = diabetes.labels(locale)["category"]
    titles = {name: field["title"] for name, field in diabetes.schema(locale)["properties"].items()}
    for name, classify in _TESTS.items():
        try:
            found = classify(record[name], locale) if name in record else None
        except diabetes.ValidationError:
            continue  # It is among the errors.
        if found is not None and (found.category == "Diabetes" if is_pregnant else found.confirm):
            summary = f"{titles[name]}: {names[found.category].lower()}"
            cards.append(_card(served, "warning", summary, step))
    if is_pregnant:
        return cards
    cards += _alarms(record, served)
    kind = "incomplete" if all(error["code"] == "missing" for error in errors) else "unreadable"
    lines = [f"- {error['message']}" for error in errors]
    detail = "\n".join([text("fhir_note", locale), "", *lines])
    cards.append(_card(served, "info", card_text(kind, locale), detail, _notes(record, locale)))
    return cards


def _urgent(record: diabetes.Record, served: Served, locale: str) -> list[dict[str, Any]]:
    """What needs a clinician the same day, though nothing can be estimated."""
    codes = diabetes.urgent(record, locale)
    texts = {row["code"]: row["text"] for row in diabetes.advice(locale)}
    titles = diabetes.labels(locale)["urgent"]
    if not codes:
        return []
    summary = ". ".join(titles[code] for code in codes)
    return [_card(served, "critical", summary, *(texts[code] for code in codes))]


def _alarms(record: diabetes.Record, served: Served) -> list[dict[str, Any]]:
    """A card for each note that must not be passed over."""
    messages = dict.fromkeys(note.message for note in record.notes if note.code in _ALARMING)
    return [_card(served, "warning", message) for message in messages]


def _card(served: Served, indicator: str, summary: str, *details: str) -> dict[str, Any]:
    """What every card has; a part of the detail may be empty."""
    short = summary if len(summary) <= _SUMMARY else f"{summary[: _SUMMARY - 1]}…"
    detail = "\n\n".join(filter(None, details))
    source = {"label": f"diabetes {served.model.info['name']} {served.version}"}
    return {
        "summary": short,
        "indicator": indicator,
        **({"detail": detail} if detail else {}),
        "source": source,
    }


def _missing(prediction: diabetes.Prediction, locale: str) -> str:
    titles = diabetes.schema(locale)["properties"]
    names = ", ".join(titles[name]["title"] for name in prediction.imputed)
    return f"{card_text('missing', locale)}: {names}." if names else ""


def _terms(answer: diabetes.Answer, served: Served, locale: str) -> str:
    """The largest terms of the probability, exactly as the model has them."""
    if answer.not_applicable is not None or "diabetes" not in served.model.info["outputs"]:
        return ""
    fields = diabetes.schema(locale)["properties"]
    parts = [
        part for part in served.model.explain(answer, "diabetes") if part.field in fields and part.points
    ]
    parts.sort(key=lambda part: -abs(part.points))
    lines = [
        f"- {fields[part.field]['title']}: {diabetes.format_number(part.points, 2, locale)}"
        for part in parts[:_MOST_TERMS]
    ]
    return "\n".join([f"{card_text('terms', locale)}:", "", *lines]) if lines else ""


def _notes(record: diabetes.Record, locale: str) -> str:
    lines = list(dict.fromkeys(f"- {note.message}" for note in record.notes))
    return "\n".join([f"{card_text('notes', locale)}:", "", *lines]) if lines else ""


def _reasons(locale: str) -> list[dict[str, str]]:
    return [{"code": code, "system": OVERRIDE_SYSTEM, "display": card_text(code, locale)} for code in REASONS]


def _order(patient: str, locale: str) -> dict[str, Any]:
    label = card_text("order", locale)
    request = {
        "resourceType": "ServiceRequest",
        "status": "draft",
        "intent": "proposal",
        "code": {"coding": [_HBA1C]},
        "subject": {"reference": f"Patient/{patient}"},
    }
    action = {"type": "create", "description": label, "resource": request}
    return {"label": label, "uuid": str(uuid4()), "actions": [action]}
