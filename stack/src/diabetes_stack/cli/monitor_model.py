"""The command monitor model."""

from __future__ import annotations

from typing import Any

import typer

from ..models.lookup import in_service
from ..monitor.model.terms import ScoreShift
from ..monitor.model.watch import DAYS, Watch, watch
from ..monitor.record import Record, RecordError
from ..monitor.saved import baseline_of
from ..monitor.texts import texts
from ..settings import settings
from .console import JSON, errors_said, say, say_json, table
from .db import begin
from .texts import chosen, word

__all__ = ["add"]

#: Terms shown one by one; the others together.
_TERMS = 6


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command("model", help=word("monitor.model.help"))(_model)


def _model(as_json: bool = JSON) -> None:
    record = Record(settings())

    def known(version: str) -> dict[str, Any] | None:
        if not record.is_there:
            return None
        with record.begin() as kept:
            return baseline_of(kept, version)

    with errors_said(RecordError), begin() as connection:
        found = watch(connection, in_service(connection, settings()), known)
    if as_json:
        say_json(found.to_dict())
    else:
        _show(found)


def _show(found: Watch) -> None:
    text = texts(chosen())
    say(
        word("monitor.model.people", version=found.model_version, people=text.number(found.people), days=DAYS)
    )
    shifts = sorted((*found.inputs, *found.outputs), key=lambda one: -(one.psi or 0.0))
    if shifts:
        say()
        header = [word(f"monitor.column.{name}") for name in ("field", "psi", "state")]
        rows = [[one.field, _figure(one.psi), word(f"monitor.shift.{one.state}")] for one in shifts]
        table(header, rows)
    for score in found.scores:
        _show_score(score)
    say()
    _show_expected(found)
    _show_outcomes(found)


def _show_score(score: ScoreShift) -> None:
    say()
    parts = {
        "training": _figure(score.training),
        "now": _figure(score.now),
        "shift": _signed(score.difference),
    }
    say(word("monitor.model.score", output=word(f"monitor.output.{score.output}"), **parts))
    rows = [(term.field, term.difference) for term in score.terms[:_TERMS]]
    if rest := score.terms[_TERMS:]:
        rows.append((word("monitor.model.rest", n=len(rest)), sum(term.difference for term in rest)))
    for name, difference in rows:
        say(f"  {name:28} {_signed(difference)}")


def _show_expected(found: Watch) -> None:
    known = found.expected
    if known is None:
        say(word("monitor.model.nobody"))
        return
    say(
        word(
            "monitor.model.expected",
            cases=_figure(100 * known.cases, 1),
            brier=_figure(known.brier, 4),
            auroc=_figure(known.auroc),
            referred=_figure(100 * known.referred, 1),
        )
    )


def _show_outcomes(found: Watch) -> None:
    kept = found.outcomes
    say(
        word(
            "monitor.model.outcomes",
            results=kept.results,
            accuracy=_figure(kept.accuracy),
            accuracy_before=_figure(kept.accuracy_before),
            auroc=_figure(kept.auroc),
            auroc_before=_figure(kept.auroc_before),
            ratio=_figure(kept.observed_expected),
            reference=word(f"monitor.reference.{kept.reference}"),
        )
    )


def _signed(value: float) -> str:
    """A change, with its sign."""
    return ("+" if value >= 0 else "−") + _figure(abs(value))


def _figure(value: float | None, digits: int = 3) -> str:
    return "–" if value is None else texts(chosen()).number(value, digits)
