"""A model card: the contents of the model file in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["card"]


def card(info: Mapping[str, Any]) -> str:
    """Render ``Model.info`` as a card: use, data, fields, warnings, figures, recalibration."""
    return "\n".join(_lines(info)) + "\n"


def _lines(info: Mapping[str, Any]) -> Iterator[str]:
    facts = info["training"]
    yield f"# {info['name']} {info['version']}"
    yield ""
    yield "It estimates who should be offered a laboratory test for type-2 diabetes. It is not a diagnosis."
    if info["synthetic"]:
        yield ""
        yield "**It learned from generated records: it must never be used for patients.**"
    elif info["synthetic"] is None:
        yield ""
        yield "**Its file does not say whose records it learned from.**"
    yield ""
    yield f"- algorithm: {info['algorithm']}, of {info['created']}, diabetes {info['library_version']}"
    yield f"- data: {facts['source'] or 'not named'}"
    if info["origin"]:
        yield f"- people: {info['origin']['en']}"
    yield f"- rows: {facts['rows']}, held out: {facts['held_out']}, skipped: {_named(facts['skipped'])}"
    yield f"- events: {_named(facts['events'])}"
    yield f"- fields: {', '.join(field['field'] for field in info['fields'] if field['used'])}"
    yield f"- risk levels: {_named(info['cutoffs'] or {})}"
    yield f"- SHA-256: `{info['hash']}`"
    for warning in facts["warnings"]:
        yield f"- warning: {warning['message']}"
    for title, metrics in info["metrics"].items():
        yield from _table(title.replace("_", " "), metrics)
    renewed = info["recalibration"]
    if renewed:
        yield ""
        yield (
            f"Recalibrated on {renewed['rows']} rows ({renewed['source'] or 'not named'}) from model "
            f"`{renewed['model_hash'][:12]}`. Figures are out of fold."
        )
        outputs = {name: output for name, output in renewed["outputs"].items() if output}
        for when in ("before", "after"):
            yield from _table(when, {name: output[when] for name, output in outputs.items()})


def _named(numbers: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_short(value)}" for name, value in numbers.items()) or "none"


def _table(title: str, metrics: Mapping[str, Any]) -> Iterator[str]:
    known = {output: figures for output, figures in metrics.items() if figures}
    if not known:
        return
    yield ""
    yield f"| {title} | figure | value |"
    yield "|---|---|---|"
    for output, figures in known.items():
        for name, value in figures.items():
            if isinstance(value, int | float):
                yield f"| {output} | {name} | {_short(value)} |"


def _short(value: float) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
