"""The page: draws the figures, formats the numbers, fills in the templates of a language."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from matplotlib.figure import Figure

from .. import _labels, figures
from .._labels import Labels
from .._locales import LOCALES
from .._texts import PERCENT
from ..figures._style import ACCENT, FAINT, INK, MUTED, SECOND
from ..figures._terms import points_limits
from . import _cells, _summary
from ._checklist import checklist
from ._compared import compared

NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
RULE = '<style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>'
# The colours of a figure follow the page's, light or dark.
COLOURS = {ACCENT: "accent", SECOND: "second", INK: "ink", MUTED: "muted", FAINT: "faint", "#ffffff": "paper"}
COLOUR = re.compile("|".join(COLOURS))
SECTIONS = (
    *(
        "summary",
        "validation",
        "population",
        "participants",
        "discrimination",
        "calibration",
        "decision",
        "cutoffs",
        "glucose",
    ),
    *("subgroups", "sites", "compared", "missing", "terms", "model", "tripod"),
)
# Word takes the borders of a table from its cells.
CELL = re.compile(r"<(th|td)(?=[ >])")
BORDER = r'<\1 style="border: 1px solid #98a4b0"'


def _is_shown(section: str, evaluation: Mapping[str, Any], beside: Mapping[str, Any] | None) -> bool:
    if section == "sites":
        return len((evaluation.get("sums") or {}).get("sites", [])) > 1
    if section == "validation":
        return "validation" in evaluation
    return section != "compared" or beside is not None


def render(
    evaluation: Mapping[str, Any], locale: str, answers: Mapping[str, str], beside: Mapping[str, Any] | None
) -> str:
    """The whole page."""
    label = _labels.labels(locale)
    terms = dict(_labels.grouped(evaluation["terms"], "output"))
    script = files(__package__).joinpath("templates/report.js").read_text(encoding="utf-8")
    origin = evaluation["model"].get("origin") or {}
    # It stands inside sentences.
    source = (origin.get(locale) or evaluation["model"]["source"] or "").removesuffix(".")
    page = (
        _TEMPLATES[locale]
        .get_template("report.html")
        .render(
            **{**evaluation, "discrimination": _summary.told_apart(evaluation["discrimination"])},
            evaluation=evaluation,
            source=source,
            beside=beside,
            compared=compared(evaluation, beside, label) if beside else None,
            sections=[name for name in SECTIONS if _is_shown(name, evaluation, beside)],
            checklist=checklist(evaluation, source, label, answers),
            terms_by_output=terms,
            limits={output: points_limits(entries) for output, entries in terms.items()},
            script=Markup(script),
            script_hash=f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}",
        )
    )
    return CELL.sub(BORDER, page)


def _environment(label: Labels) -> Environment:
    word, numbers = label.word, label.word.numbers
    environment = Environment(
        loader=PackageLoader("diabetes._report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def text(key: str, **parts: object) -> Markup:
        """A text of the report, whose own marks stay while what it fills in is escaped."""
        marked = Markup(word.table[f"report.{key}"].replace(" %", PERCENT))
        return (
            marked.format(**{name: word.written(part) for name, part in parts.items()}) if parts else marked
        )

    environment.filters.update(
        {
            name: getattr(numbers, name)
            for name in ("count", "fixed", "signed", "percent", "estimate", "rated")
        },
        day=word.day,
        natural=_summary.natural,
        grouped=_labels.grouped,
        odds=_labels.odds,
        **_cells.of(label),
    )
    environment.tests["probability"] = _labels.is_probability
    environment.globals.update(
        t=text,
        word=word,
        label=label,
        locale=word.locale,
        figures=figures,
        summary=_summary,
        inline=_inline,
        reason=lambda code: word.named("code", code),
        scored=lambda scores: Markup("; ").join(_scored(score, label, text) for score in scores),
        would_do=lambda cutoffs: Markup("; ").join(_would_do(cutoff, label, text) for cutoff in cutoffs),
    )
    return environment


def _scored(score: Mapping[str, Any], label: Labels, text: Any) -> Any:
    """How the model ranks beside a score; without an interval of the difference, only the score's area."""
    area = label.word.numbers.estimate(score["auroc"], score["auroc_interval"])
    difference = score["auroc_difference_interval"]
    if difference is None:
        return text("summary.score_alone", score=label.ranking(score), area=area)
    how = text(f"how.{_summary.beside(difference)}")
    return text("summary.score", how=how, score=label.ranking(score), area=area)


def _would_do(cutoff: Mapping[str, Any], label: Labels, text: Any) -> Any:
    """What a cut-off would do among 1,000 people."""
    people = _summary.natural(cutoff)
    return text(
        "summary.cutoff",
        at=label.word.numbers.percent(cutoff["at"]),
        name=label.risk_level(cutoff["name"]),
        tested=people["tp"] + people["fp"],
        found=people["tp"],
        cases=people["tp"] + people["fn"],
        missed=people["fn"],
    )


def _inline(figure: Figure, name: str, title: str, description: str = "") -> Markup:
    """A figure inlined in the page; the page already has its rule and namespace."""
    text = figures.svg(figure, str(title), str(description), name)
    text = text.replace(NAMESPACE, "", 1).replace(RULE, "", 1)
    return Markup(COLOUR.sub(lambda colour: f"var(--{COLOURS[colour[0]]})", text))


_TEMPLATES = {locale: _environment(_labels.labels(locale)) for locale in LOCALES}
