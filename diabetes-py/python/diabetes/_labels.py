"""Display names for figures, reports and commands, in a language; an unknown name is shown as it is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from . import _native
from ._locales import LOCALES
from ._messages import in_words, lowered
from ._texts import Texts, texts

LONGEST = 36
FEWEST = 10
LOG_ODDS = ("dysglycaemia", "diabetes")
# A group of numbers, as the core names its ends.
TO = " to < "
DECIMALS = re.compile(r"\d+\.\d+")


class Labels:
    """The names of a language."""

    def __init__(self, word: Texts) -> None:
        self.word = word
        self._properties: dict[str, dict[str, Any]] = _native.schema(word.locale)["properties"]
        self._scores = {
            score["name"]: score["short_title"][word.locale] for score in _native.scores(word.locale)
        }

    def field(self, name: str) -> str:
        """The title of a field, such as "Waist circumference" for perimetro_abdominal."""
        return str(self._properties.get(name, {}).get("title", name))

    def fault(self, code: str, field: str | None) -> str:
        """An error of a row, such as "Age: out of range"."""
        said = self.word.named("code", code)
        return f"{self.field(field)}: {said}" if field else said

    def unit(self, name: str) -> str:
        """The unit of a field; empty if it has none."""
        entry = self._properties.get(name, {})
        return str(entry.get("unit_label") or entry.get("unit") or "")

    def choice(self, field: str, name: str) -> str:
        """An answer of a choice in words."""
        return str(self._properties.get(field, {}).get("labels", {}).get(name, name))

    def value(self, field: str, value: float | str | None) -> str:
        """The value of a field in a record, with its unit."""
        if isinstance(value, float):
            return f"{self.word.numbers.shortest(value)} {self.unit(field)}".rstrip()
        return self.choice(field, str(value))

    def output(self, name: str) -> str:
        """The name of a model's output."""
        return self.word.named("output", name)

    def inside(self, name: str) -> str:
        """The same within a sentence."""
        return lowered(self.output(name))

    def points(self, output: str) -> str:
        """The unit of an output's points."""
        return self.word("points.odds" if is_probability(output) else "points.glucose")

    def score(self, name: str) -> str:
        """The name of a published score."""
        return str(self._scores.get(name, name))

    def ranking(self, entry: Mapping[str, Any]) -> str:
        """The name of a ranking: a score, or one of the model's outputs."""
        own = {"model": "this_model", "other": "other_model"}.get(str(entry["kind"]))
        return self.score(str(entry["name"])) if own is None else self.word(own)

    def outcome(self, entry: Mapping[str, Any]) -> str:
        """An outcome in words: a test and its cut-off, or one of the model's definitions."""
        if entry["field"] is None:
            return self.word("any_test", output=self.output(entry["output"]))
        reaches = self._reaches(entry["field"], entry["at"])
        return reaches[0].upper() + reaches[1:]

    def condition(self, entry: Mapping[str, Any]) -> str:
        """An outcome as a person's condition: HbA1c at or above its cut-off, undiagnosed diabetes."""
        if entry["field"] is None:
            return self.inside(entry["output"])
        return self._reaches(entry["field"], entry["at"])

    def definition(self, tests: Iterable[Mapping[str, Any]]) -> str:
        """The definition of an outcome in words."""
        return f" {self.word('or')} ".join(self._reaches(test["field"], test["at"]) for test in tests)

    def test(self, name: str) -> str:
        """The name of a laboratory test."""
        return self.word.named("test", name)

    def level(self, name: str, by: str = "") -> str:
        """The name of a subgroup: an answer of the field in words, a group of numbers with signs."""
        name = self.choice(by, name)
        if by in self._properties and "labels" in self._properties[by]:
            return name
        if (known := self.word.table.get(f"band.{name}")) is not None:
            return known
        shown = DECIMALS.sub(lambda number: self.word.numbers.shortest(float(number[0])), name)
        return shown.replace(TO, self.word("level_to")).replace(">=", "≥")

    def risk_level(self, name: str) -> str:
        """The level of risk that a cut-off begins."""
        kind = "level" if f"level.{name}" in self.word.table else "cutoff"
        return self.word.named(kind, name)

    def seen_by(self, tests: list[dict[str, Any]], known: Mapping[str, int]) -> str:
        """The tests of a definition that some of the data has, if not all of them; otherwise empty."""
        have = [self.test(test["field"]) for test in tests if known.get(test["field"])]
        return "" if len(have) == len(tests) else f" {self.word('and')} ".join(have)

    def withheld(self, entry: Mapping[str, Any]) -> str:
        """Why an entry has no figures."""
        if entry["events"] >= FEWEST and entry["rows"] - entry["events"] >= FEWEST:
            return self.word("withheld.weighted", fewest=FEWEST)
        return self.word("withheld.events" if entry["events"] < FEWEST else "withheld.others", fewest=FEWEST)

    def events(self, entry: Mapping[str, Any]) -> str:
        """The number with the outcome; small counts are not shown exactly."""
        few = entry["events"] < FEWEST
        return self.word("fewer_than", fewest=FEWEST) if few else self.word.numbers.count(entry["events"])

    def remark(self, warning: Mapping[str, Any]) -> str:
        """A remark on a model or an evaluation, as a sentence."""
        text = in_words(str(warning["message"]), self.word.locale, str(warning["code"]))
        return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "?")) else ".")

    def _reaches(self, test: str, at: float) -> str:
        """A test at or above a cut-off."""
        unit = self.word.table.get(f"unit.{test}", "")
        shown = self.word.numbers.shortest(at)
        return f"{self.test(test)} ≥\N{NO-BREAK SPACE}{shown}\N{NO-BREAK SPACE}{unit}".rstrip()


def labels(locale: str) -> Labels:
    """The names of a language."""
    return _ALL[texts(locale).locale]


_ALL = {locale: Labels(texts(locale)) for locale in LOCALES}


def is_probability(output: str) -> bool:
    """Whether an output is a probability, whose points are log-odds."""
    return output in LOG_ODDS


def odds(log_odds: float) -> float:
    """The factor by which points of a probability multiply the odds."""
    return math.exp(log_odds)


def short(text: str) -> str:
    """A text short enough to fit beside a figure."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def grouped(entries: Iterable[dict[str, Any]], key: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Group entries by a key, in the order of first appearance."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        groups.setdefault(entry[key], []).append(entry)
    return list(groups.items())
