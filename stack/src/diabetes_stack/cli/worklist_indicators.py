"""The screening programme: worklist indicators."""

from __future__ import annotations

import typer

from ..programme.counting import counts
from ..programme.figures import shown
from ..programme.indicators import FEW, NAMES, Indicators, definitions, indicators, months, total
from ..programme.texts import texts
from ..store.tables import utc_now
from .console import JSON, say, say_json, table
from .database import begin
from .texts import word

__all__ = ["add"]

_MONTHS = typer.Option(12, "--months", min=1, max=60, help=word("worklist.indicators.months"))
_BY_SITE = typer.Option(False, "--by-site", help=word("worklist.indicators.by_site"))
_BY_INSURER = typer.Option(False, "--by-insurer", help=word("worklist.indicators.by_insurer"))


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command(name="indicators", help=word("worklist.indicators.help"))(_indicators)


def _indicators(
    count: int = _MONTHS, by_site: bool = _BY_SITE, by_insurer: bool = _BY_INSURER, as_json: bool = JSON
) -> None:
    since, until = months(utc_now().date(), count)
    with begin() as connection:
        found = counts(connection, since, until, by_site, by_insurer)
    rows, whole = indicators(found), total(found)
    if as_json:
        say_json({
            "since": since, "until": until, "rows": [row.to_dict() for row in rows], "total": whole.to_dict(),
            "definitions": definitions(word.locale), "few_below": FEW,
        })  # fmt: skip
        return
    if not rows:
        say(word("worklist.indicators.none"))
        return
    text = texts(word.locale)
    places = [*(["site"] if by_site else []), *(["insurer"] if by_insurer else [])]
    headings = [text(f"column.{name}") for name in ("month", *places)]
    table(
        [*headings, *(text(f"indicator.{name}") for name in NAMES)],
        [_row(one, places) for one in [*rows, whole]],
    )
    say()
    for sentence in definitions(word.locale).values():
        say(sentence)
    if any(one.few for one in rows):
        say(f"* {text('few', least=FEW)}")


def _row(one: Indicators, places: list[str]) -> list[str]:
    text = texts(word.locale)
    month = one.counts.month
    unknown = text("unknown_place") if month else "–"
    figures = shown(one, word.locale)
    return [
        month or text("every_month"),
        *(getattr(one.counts, place) or unknown for place in places),
        *(figures[name] + ("*" if name in one.few else "") for name in NAMES),
    ]
