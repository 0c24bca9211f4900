"""A row of a file in words, as the table shows it and a list has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import diabetes
import pyarrow as pa

from .answered import Answered
from .fields import Field
from .fields import fields as described
from .tables import messages
from .texts import Texts
from .units import as_number

__all__ = ["Said", "rows_said"]


@dataclass(frozen=True)
class Said:
    """A row: its number in the sheet, who it is, what the model says."""

    row: int
    identity: list[str]
    priority: str
    urgent: list[str]
    step: str
    risk: str
    glucose: str
    category: str
    certainty: str
    notes: list[str]
    missing: str
    own: dict[str, Any]
    #: The code of the priority.
    code: str


def rows_said(done: Answered, places: Any, text: Texts) -> list[Said]:
    """The rows at these places, in this order."""
    known = described(text)
    own = pa.table(done.upload.table).take(places).to_pylist()
    taken = pa.table(done.upload.taken).take(places).to_pylist()
    answers = done.arrow.take(places).to_pylist()
    priorities = done.order["priority"].take(places).to_pylist()
    labels = diabetes.labels(text.locale)
    rows = zip(places.to_pylist(), priorities, answers, own, taken, strict=True)
    return [
        Said(
            place + 2,
            ["" if cells[name] is None else str(cells[name]) for name in done.upload.identities],
            text.named("priority", priority),
            [labels["urgent"][code] for code in _parts(answer["urgent"])],
            _step(answer, text),
            _percent(answer["prob_Diabetes"], text),
            _glucose(answer, text),
            text.named("category", answer["category"]) if answer["category"] else "",
            labels["confidence"].get(answer["confidence"], ""),
            _notes(answer, read, known, text),
            ", ".join(known[name].title for name in _parts(answer["imputed"]) if name in known),
            cells,
            priority,
        )
        for place, priority, answer, cells, read in rows
    ]


def _step(answer: dict[str, Any], text: Texts) -> str:
    """The next step in words; the usual check-ups are no step beside something urgent."""
    if answer["errors"]:
        return text("rows.correct")
    if answer["urgent"] and answer["next_step"] == "usual":
        return ""
    return diabetes.labels(text.locale)["next_step"].get(answer["next_step"], "")


def _parts(joined: str | None) -> list[str]:
    return joined.split(";") if joined else []


def _percent(value: float | None, text: Texts) -> str:
    return "" if value is None else f"{text.number(100 * value, 1)} %"


def _glucose(answer: dict[str, Any], text: Texts) -> str:
    if answer["glucose_mg_dl"] is None:
        return ""
    value, low, high = (
        text.number(answer[name]) for name in ("glucose_mg_dl", "interval_low", "interval_high")
    )
    return text("rows.interval", value=value, low=low, high=high)


def _notes(answer: dict[str, Any], read: dict[str, Any], known: dict[str, Field], text: Texts) -> list[str]:
    """What was measured, what is wrong, and what to look at."""
    notes = []
    for one in _parts(answer["measured"]):
        name, _, category = one.partition(":")
        told = diabetes.labels(text.locale)["category"].get(category, text("rows.no_category"))
        notes.append(
            text(
                "rows.measured",
                title=known[name].title,
                value=_value(read[name], known[name], text),
                told=told,
            )
        )
    if answer["confirm"]:
        notes.append(text("rows.confirm"))
    notes += messages(answer["errors"], read, text.locale) or [
        text.named("code", code.split(":")[0]) for code in _parts(answer["errors"])
    ]
    return notes + [text.named("code", code.split(":")[0]) for code in _parts(answer["warnings"])]


def _value(cell: Any, field: Field, text: Texts) -> str:
    value = as_number(str(cell))
    shown = str(cell) if value is None else text.number(value, 0 if value.is_integer() else 1)
    return f"{shown} {field.unit}"
