"""The protocol and the text for the ethics committee, from a plan: Markdown and HTML of one text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from .._labels import labels
from .._texts import texts
from ._plan import TEXTS, Plan

DOCUMENTS = ("protocol", "ethics")
# What every document has, in order: the key of a heading, and keys of its paragraphs.
PARTS = {
    "protocol": (
        ("question", 1),
        ("design", 2),
        ("people", 2),
        ("model", 2),
        ("outcome", 2),
        ("size", 3),
        ("analysis", 4),
        ("criteria", 2),
        ("data", 2),
        ("limits", 1),
    ),
    "ethics": (
        ("summary", 2),
        ("risk", 2),
        ("consent", 2),
        ("privacy", 3),
        ("benefit", 2),
        ("conflicts", 1),
        ("signatures", 1),
    ),
}
# Printed as they were published, in every language.
REFERENCES = (
    "Riley RD, Debray TPA, Collins GS, et al. Minimum sample size for external validation of a clinical "
    "prediction model with a binary outcome. Stat Med 2021;40:4230-4251.",
    "Collins GS, Moons KGM, Dhiman P, et al. TRIPOD+AI statement. BMJ 2024;385:e078378.",
    "Newcombe RG. Confidence intervals for an effect size measure based on the Mann-Whitney statistic. "
    "Part 2. Stat Med 2006;25:559-573.",
)
BLANK = "____________________"


def documents(
    plan: Plan, info: Mapping[str, Any], locked: str | None, locale: str
) -> dict[str, tuple[str, str]]:
    """Each document's Markdown and HTML by its name; what nobody filled in is a marked blank."""
    made = {}
    for name in DOCUMENTS:
        blocks = list(_blocks(name, plan, info, locked, locale))
        made[name] = (_markdown(blocks), _html(blocks, locale))
    return made


def _blocks(
    name: str, plan: Plan, info: Mapping[str, Any], locked: str | None, locale: str
) -> Iterator[tuple[str, str]]:
    word = texts(locale)
    numbers = word.numbers
    needed = plan.needed
    blank = f"[{word('validation.to_fill')}: {BLANK}]"
    parts: dict[str, object] = {field: plan.texts[field] or blank for field in TEXTS}
    parts |= {f"{key}_low": numbers.fixed(low, 2) for key, (low, _) in plan.criteria.items()}
    parts |= {f"{key}_high": numbers.fixed(high, 2) for key, (_, high) in plan.criteria.items()}
    parts |= {key: numbers.fixed(width, 2) for key, width in plan.precision.items()}
    definition = (info["outputs"].get("diabetes") or {}).get("definition") or []
    parts |= {
        "blank": blank,
        "name": info["name"],
        "version": info["version"],
        "hash": info["hash"],
        "definition": labels(locale).definition(definition) if definition else blank,
        "groups": ", ".join(plan.groups) or word("validation.no_groups"),
        "prevalence": numbers.percent(plan.expected["prevalence"]),
        "auroc": numbers.fixed(plan.expected["auroc"], 2),
        "people": needed["people"],
        "events": needed["events"],
        "for_ratio": needed["observed_expected"],
        "for_slope": needed["slope"],
        "for_auroc": needed["auroc"],
        "smallest_cell": plan.smallest_cell,
        "resamples": plan.resamples,
        "seed": str(plan.seed),
        "locked": word.day(locked[:10]) if locked else blank,
    }
    yield "h1", word(f"validation.{name}.title", **parts)
    for part, paragraphs in PARTS[name]:
        yield "h2", word(f"validation.{name}.{part}.title")
        for place in range(1, paragraphs + 1):
            key = f"validation.{name}.{part}.{place}"
            each = f"{key}.each"
            yield "p", word(each if plan.smallest_cell == 1 and each in word.table else key, **parts)
    if name == "protocol":
        yield "h2", word("validation.protocol.references.title")
        yield from (("p", reference) for reference in REFERENCES)


def _markdown(blocks: list[tuple[str, str]]) -> str:
    marks = {"h1": "# ", "h2": "## ", "p": ""}
    return "\n\n".join(marks[kind] + text for kind, text in blocks) + "\n"


def _html(blocks: list[tuple[str, str]], locale: str) -> str:
    body = "\n".join(f"<{kind}>{escape(text)}</{kind}>" for kind, text in blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{locale}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(blocks[0][1])}</title>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
