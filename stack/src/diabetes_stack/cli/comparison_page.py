"""The report of ``compare`` as a single HTML page without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from ..models.transitions import COMPARED
from . import comparison_said as said
from .model_shown import shown
from .texts import word

__all__ = ["HEADER", "page"]

#: The columns of the largest differences: their values, and their titles.
_NAMES = ("row", "old", "new", "difference", "old_category", "new_category")
HEADER = ("row", "old_glucose", "new_glucose", "difference", "old_category", "new_category")
_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #bbb;padding:.3rem .7rem;text-align:right}
td.same{background:#e3f1e5}"""


def page(report: dict[str, Any]) -> str:
    """Render a report as a page."""
    title = said.title(report)
    verdict = " ".join([said.verdict(report), "; ".join(said.objections(report))])
    parts = [
        f"<h1>{escape(title)}</h1>",
        *(f"<p>{escape(line)}</p>" for line in said.refused(report)),
        f"<p><strong>{escape(verdict.strip())}</strong></p>",
    ]
    for name, values in COMPARED.items():
        of = report[name]
        if of["agreement"] is not None:
            parts.append(f"<h2>{name}</h2><p>{escape(said.agreement(name, of))}</p>")
            parts.append(_matrix(of["transitions"], [*values, "none"]))
    glucose = report["glucose"]
    if glucose:
        mean, absolute = glucose["mean_difference"], glucose["mean_absolute_difference"]
        spread = word("compare.glucose", mean=mean, absolute=absolute)
        parts.append(f"<h2>glucose_mg_dl</h2><p>{escape(spread)}</p>")
        cells = ([_cell(one[name]) for name in _NAMES] for one in report["worst"])
        parts.append(_table([word.named("compare", name) for name in HEADER], cells))
    return (
        f'<!doctype html><html lang="{word.locale}"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style>{''.join(parts)}</html>\n"
    )


def _matrix(transitions: dict[str, dict[str, int]], values: Sequence[str]) -> str:
    named = [escape(word.named("compare", value)) for value in values]
    head = "".join(f'<th scope="col">{new}</th>' for new in named)
    rows = []
    for old, name in zip(values, named, strict=True):
        cells = "".join(
            f"<td{' class=same' if old == new else ''}>{shown(transitions.get(old, {}).get(new, 0), 0)}</td>"
            for new in values
        )
        rows.append(f'<tr><th scope="row">{name}</th>{cells}</tr>')
    caption = escape(word("compare.rows_and_columns"))
    return f"<table><caption>{caption}</caption><tr><td></td>{head}</tr>{''.join(rows)}</table>"


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return shown(value, 1) if isinstance(value, float) else str(value)
