"""The page: draws the figures, formats the numbers, fills in the templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from matplotlib.figure import Figure

from .. import _labels, figures
from ..figures._terms import points_limits
from . import _numbers, _summary

NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
RULE = '<style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>'


def render(evaluation: Mapping[str, Any]) -> str:
    """The whole page."""
    terms = dict(_labels.grouped(evaluation["terms"], "output"))
    return _TEMPLATES.get_template("report.html").render(
        **{**evaluation, "discrimination": _summary.told_apart(evaluation["discrimination"])},
        evaluation=evaluation,
        terms_by_output=terms,
        limits={output: points_limits(entries) for output, entries in terms.items()},
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("diabetes._report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for module, names in (
        (
            _numbers,
            ("count", "fixed", "signed", "percent", "span", "estimate", "rated", "sentence", "natural"),
        ),
        (
            _labels,
            ("outcome", "condition", "ranking", "withheld", "definition", "events", "grouped", "seen_by"),
        ),
    ):
        environment.filters.update({name: getattr(module, name) for name in names})
    environment.globals.update(labels=_labels, figures=figures, summary=_summary, inline=_inline)
    return environment


def _inline(figure: Figure, name: str, title: str, description: str = "") -> Markup:
    """A figure inlined in the page; the page already has its rule and namespace."""
    text = figures.svg(figure, title, description, name)
    return Markup(text.replace(NAMESPACE, "", 1).replace(RULE, "", 1))


_TEMPLATES = _environment()
