"""The report of ``compare`` as a single HTML page without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from ..models.transitions import COMPARED

__all__ = ["page"]

_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #bbb;padding:.3rem .7rem;text-align:right}
td.same{background:#e3f1e5}"""


def page(report: dict[str, Any]) -> str:
    """Render a report as a page."""
    title = f"{report['old']} and {report['model']} {report['version']}"
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p>{report['records']:,} records; refused: {report['refused']['old']:,} by the old system, "
        f"{report['refused']['new']:,} by the new model.</p>",
    ]
    for name, values in COMPARED.items():
        of = report[name]
        if of["agreement"] is not None:
            parts.append(f"<h2>{name}</h2><p>{of['agreement']:.1%} of {of['compared']:,} agree.</p>")
            parts.append(_matrix(of["transitions"], [*values, "none"]))
    if report["glucose"]:
        parts.append(
            f"<h2>glucose_mg_dl</h2><p>New minus old: mean {report['glucose']['mean_difference']:+.1f}, mean "
            f"absolute {report['glucose']['mean_absolute_difference']:.1f} mg/dL. The largest differences:</p>"
        )
        names = ["row", "old", "new", "difference", "old_category", "new_category"]
        parts.append(_table(names, ([_cell(one[name]) for name in names] for one in report["worst"])))
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style>{''.join(parts)}</html>\n"
    )


def _matrix(transitions: dict[str, dict[str, int]], values: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{escape(new)}</th>' for new in values)
    rows = []
    for old in values:
        cells = "".join(
            f"<td{' class=same' if old == new else ''}>{transitions.get(old, {}).get(new, 0):,}</td>"
            for new in values
        )
        rows.append(f'<tr><th scope="row">{escape(old)}</th>{cells}</tr>')
    return f"<table><caption>rows: old, columns: new</caption><tr><td></td>{head}</tr>{''.join(rows)}</table>"


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return f"{value:.1f}" if isinstance(value, float) else str(value)
