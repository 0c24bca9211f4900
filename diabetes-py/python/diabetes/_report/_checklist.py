"""The items of TRIPOD+AI: what the report knows of each, and what the authors say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .._labels import Labels, grouped, is_probability
from .._texts import Texts
from .._tripod import AUTHOR, PARTLY

PARTS = {
    "title": ("1", "2"),
    "introduction": ("3a", "3b", "3c", "4"),
    "methods": (
        *(
            "5a",
            "5b",
            "6a",
            "6b",
            "6c",
            "7",
            "8a",
            "8b",
            "8c",
            "9a",
            "9b",
            "9c",
            "10",
            "11",
            "12a",
            "12b",
            "12c",
        ),
        *("12d", "12e", "12f", "12g", "13", "14", "15", "16", "17"),
    ),
    "open": ("18a", "18b", "18c", "18d", "18e", "18f"),
    "public": ("19",),
    "results": ("20a", "20b", "20c", "21", "22", "23a", "23b", "24"),
    "discussion": ("25", "26", "27a", "27b", "27c"),
}
# The section of the report that answers an item.
SECTIONS = {
    "2": "summary", "6b": "population", "11": "missing", "12b": "terms", "18f": "model", "20a": "population",
    "20b": "participants", "22": "model", "23a": "discrimination",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """An item: what the report knows, what its authors say, and whether they have still to say it."""

    item: str
    known: str
    answer: str

    @property
    def is_open(self) -> bool:
        """Whether the authors have still to answer."""
        return self.item in (*AUTHOR, *PARTLY) and not self.answer


def checklist(
    evaluation: Mapping[str, Any], source: str, label: Labels, answers: Mapping[str, str]
) -> list[tuple[str, list[Item]]]:
    """The items of each part, in order."""
    known = _known(evaluation, source, label)
    return [
        (part, [Item(item, known.get(item, ""), answers.get(item, "")) for item in items])
        for part, items in PARTS.items()
    ]


def _known(evaluation: Mapping[str, Any], source: str, label: Labels) -> dict[str, str]:
    word = label.word
    model, data = evaluation["model"], evaluation["data"]
    parts: dict[str, dict[str, object]] = {
        "1": {"name": model["name"]},
        "5a": {"source": source or word("report.not_stated")},
        "8a": {"definitions": _definitions(model, label)},
        "12c": {"algorithm": word.named("algorithm", model["algorithm"])},
        "12g": {"library": evaluation["library_version"]},
        "15": {"outputs": _outputs(model, label)},
        "18f": {"seed": str(evaluation["seed"]), "resamples": evaluation["resamples"]},
    }
    known: dict[str, str] = {}
    for item in (item for items in PARTS.values() for item in items):
        key = f"tripod.known.{item}"
        if key in word.table:
            section = _section(item, word)
            known[item] = word(key, **section, **parts.get(item, {})) if section or item in parts else ""
    for item in ("3a", "3b", "7", "12a", "12e", "13", "21", "27a"):
        known[item] = word(f"tripod.known.{item}")
    for item in ("2", "20a", "20b", "23a"):
        known[item] = word("tripod.known.see", **_section(item, word))
    model_section = {"section": word("report.nav.model")}
    is_renewed = bool(model["recalibration"])
    known["12f"] = word("tripod.known.12f", **model_section) if is_renewed else word("tripod.known.12f.none")
    known["24"] = word("tripod.known.see", **model_section) if is_renewed else word("tripod.known.24.none")
    known["9b"] = "; ".join(
        _predictor(entry["field"], label) for entry in evaluation["missing"] if entry["used"]
    )
    known["10"] = _size(evaluation, label)
    known["12d"] = (
        word("tripod.known.12d", clusters=data["clusters"])
        if data["clusters"] is not None
        else word("tripod.known.12d.none")
    )
    groups = [label.field(by) for by, _ in grouped(evaluation["subgroups"], "by")]
    known["14"] = (
        word("tripod.known.14", groups="; ".join(groups)) if groups else word("tripod.known.14.none")
    )
    if evaluation["cutoffs"]:
        cuts = [word.numbers.percent(cut["at"]) for cut in evaluation["cutoffs"]]
        known["15"] += " " + word("tripod.known.15.cutoffs", cutoffs=word.listed(cuts))
    return known


def _section(item: str, word: Texts) -> dict[str, str]:
    return {"section": word(f"report.nav.{SECTIONS[item]}")} if item in SECTIONS else {}


def _definitions(model: Mapping[str, Any], label: Labels) -> str:
    told = {name: output.get("definition") for name, output in model["outputs"].items()}
    return " ".join(
        f"{label.output(name)}: {label.definition(tests)}." for name, tests in told.items() if tests
    )


def _outputs(model: Mapping[str, Any], label: Labels) -> str:
    return "; ".join(
        label.word(
            "tripod.known.15.probability" if is_probability(name) else "tripod.known.15.glucose",
            output=label.output(name),
        )
        for name in model["outputs"]
    )


def _predictor(field: str, label: Labels) -> str:
    unit = label.unit(field)
    return f"{label.field(field)} ({unit})" if unit else label.field(field)


def _size(evaluation: Mapping[str, Any], label: Labels) -> str:
    people = evaluation["data"]["answered"]
    events = [
        label.word(
            "tripod.known.10.events",
            events=label.events(entry),
            rows=entry["rows"],
            output=label.inside(entry["output"]),
        )
        for entry in evaluation["calibration"]
    ]
    if not events:
        return label.word("tripod.known.10.none", people=people)
    return label.word("tripod.known.10", people=people, events="; ".join(events))
