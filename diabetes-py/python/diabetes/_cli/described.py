"""A model and the schema as tables for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import _api
from .._labels import labels
from .._texts import Texts
from .figures import counts, metrics


def described(facts: dict[str, Any], word: Texts) -> Iterator[str]:
    """The facts and figures of a model."""
    training, label, numbers = facts["training"], labels(word.locale), word.numbers
    yield word("info.title", name=facts["name"], version=facts["version"])
    yield _row("info.algorithm", word.named("algorithm", facts["algorithm"]), word)
    yield _row(
        "info.created",
        word("info.created_with", date=word.day(facts["created"]), library=facts["library_version"]),
        word,
    )
    yield _row("info.hash", facts["hash"], word)
    yield _row("info.trained_on", _data(training, word, facts["origin"]), word)
    yield _row("info.rows", word("train.rows", fitted=training["rows"], held_out=training["held_out"]), word)
    if training["skipped"]:
        yield _row("info.skipped", counts(training["skipped"], word), word)
    if renewed := facts["recalibration"]:
        yield _row(
            "info.recalibrated", word("info.recalibrated_on", date=word.day(renewed["date"] or "–")), word
        )
        yield _row(
            "info.recalibrated_data", f"{word.counted('rows', renewed['rows'])}; {_data(renewed, word)}", word
        )
    yield word("info.outputs")
    for name, output in facts["outputs"].items():
        meaning = label.definition(output.get("definition", [])) or output["unit"]
        rows = word.counted("rows", training["output_rows"][name])
        events = training["events"].get(name)
        shown = rows if events is None else f"{rows}, {word('metrics.events', count=events)}"
        yield f"  {label.output(name):<27}{meaning:<48}{shown}"
    for name, reason in training["outputs_left_out"].items():
        yield f"  {label.output(name):<27}{word('info.left_out', reason=word.named('code', reason))}"
    if facts["cutoffs"]:
        levels = zip(("Moderado", "Alto"), sorted(facts["cutoffs"].values()), strict=True)
        shown = "; ".join(
            word("info.level_from", level=word.named("level", name), at=numbers.percent(at, 2))
            for name, at in levels
        )
        yield f"  {word('info.levels'):<27}{shown}"
    for part, figures in facts["metrics"].items():
        if any(figures.values()):
            yield word("train.figures", where=word.named("metrics", part))
            yield from (f"  {line}" for line in metrics(figures, word))
    yield from _used(facts, word)
    for warning in training["warnings"]:
        yield word("info.warning", text=label.remark(warning))


def fields(rules: dict[str, Any], word: Texts) -> Iterator[str]:
    """The fields of a record: column, name, and what it takes."""
    label = labels(word.locale)
    for name, entry in rules["properties"].items():
        takes = " / ".join(entry["labels"].values()) if "labels" in entry else _limits(entry, word)
        needed = word("schema.required") if name in rules["required"] else ""
        yield f"{name:<32}{label.field(name):<36}{takes:<28}{needed}".rstrip()
    yield word("schema.json")


def _used(facts: dict[str, Any], word: Texts) -> Iterator[str]:
    label, reasons = labels(word.locale), facts["training"]["left_out"]
    yield word("info.used")
    for field in facts["fields"]:
        if field["used"]:
            yield f"  {label.field(field['field']):<36}{_range(field, word)}"
    unused = [field["field"] for field in facts["fields"] if not field["used"]]
    named = [
        f"{label.field(field)} ({word.named('code', reasons[field])})"
        if field in reasons
        else label.field(field)
        for field in unused
    ]
    yield word("info.unused", fields="; ".join(named) or "–")


def _row(key: str, text: str, word: Texts) -> str:
    return f"  {word(key):<27}{text}"


def _data(facts: dict[str, Any], word: Texts, origin: dict[str, str] | None = None) -> str:
    # What the model says of its origin in the language comes before the free text of its author.
    told = (origin or {}).get(word.locale) or facts["source"]
    kind = {True: "synthetic", False: "real", None: "unknown"}[facts["synthetic"]]
    return word(f"info.data.{kind}") + (f": {told}" if told else "")


def _range(field: dict[str, Any], word: Texts) -> str:
    distribution, label = field["training"]["distribution"], labels(word.locale)
    if "number" in distribution:
        number = distribution["number"]
        return _span(number["min"], number["max"], label.unit(field["field"]), word)
    choices = [name for name in _api.schema("en")["properties"][field["field"]]["enum"] if name is not None]
    shares = zip(choices, distribution["levels"]["shares"], strict=True)
    return ", ".join(
        f"{label.choice(field['field'], name)} {word.numbers.percent(share, 0)}" for name, share in shares
    )


def _limits(entry: dict[str, Any], word: Texts) -> str:
    if "minimum" not in entry:
        return word("schema.date")
    return _span(entry["minimum"], entry["maximum"], entry.get("unit_label", ""), word)


def _span(low: float, high: float, unit: str, word: Texts) -> str:
    return f"{word.numbers.shortest(low)}{word.numbers.to}{word.numbers.shortest(high)} {unit}".rstrip()
