"""The plan of a validation: a YAML file that a person fills in."""

from __future__ import annotations

import datetime
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .._sample_size import sample_size
from .._yaml import BadYaml, read_yaml

# What the file has, section by section: a text may be blank until the plan is locked.
TEXTS = ("site", "responsible", "setting", "population", "recruitment_from", "recruitment_to", "outcome")
PERIOD = ("recruitment_from", "recruitment_to")
NUMBERS = {
    "expected": ("prevalence", "auroc"),
    "precision": ("observed_expected_width", "slope_width", "auroc_width"),
}
RANGES = ("auroc", "observed_expected", "slope")
WHOLE = {"smallest_cell": (1, 1000), "resamples": (100, 100_000), "seed": (0, 2**63 - 1)}
KEYS = {*TEXTS, "model", "target", "groups", *NUMBERS, "criteria", *WHOLE}


class BadPlan(ValueError):  # noqa: N818
    """A plan that cannot be used: ``reason`` is a key of its text, ``text`` what that text fills in."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text}")
        self.reason = reason
        self.text = text


@dataclass(frozen=True)
class Plan:
    """A plan as read; ``texts`` are by their keys, ``criteria`` are [lowest, highest].

    ``target`` is empty where only HbA1c is measured.
    """

    texts: Mapping[str, str]
    model: str
    target: str
    groups: tuple[str, ...]
    expected: Mapping[str, float]
    precision: Mapping[str, float]
    criteria: Mapping[str, tuple[float, float]]
    smallest_cell: int
    resamples: int
    seed: int

    @property
    def blanks(self) -> list[str]:
        """The texts that nobody has filled in."""
        return [name for name in TEXTS if not self.texts[name]]

    @property
    def needed(self) -> dict[str, Any]:
        """The people and events that the precision needs."""
        return sample_size(self.expected["prevalence"], self.expected["auroc"], None, **self.precision)


def read_plan(path: str | os.PathLike[str]) -> Plan:
    """The plan in a file. Raises BadPlan, and ModuleNotFoundError when PyYAML is not installed."""
    try:
        read = read_yaml(path)
    except BadYaml as error:
        raise BadPlan("syntax", error.where) from error
    if not isinstance(read, dict):
        raise BadPlan("syntax", "?")
    return _checked(read)


def _checked(read: Mapping[str, Any]) -> Plan:
    if missing := sorted(KEYS - read.keys()):
        raise BadPlan("missing", ", ".join(missing))
    if unknown := sorted(map(str, read.keys() - KEYS)):
        raise BadPlan("unknown", ", ".join(unknown))
    sections = {
        section: {name: _number(_member(read, section, name), f"{section}.{name}") for name in names}
        for section, names in NUMBERS.items()
    }
    criteria = {name: _range(_member(read, "criteria", name), f"criteria.{name}") for name in RANGES}
    groups = read["groups"] or []
    if not isinstance(groups, list) or not all(isinstance(name, str) for name in groups):
        raise BadPlan("list", "groups")
    if len(set(groups)) < len(groups):
        raise BadPlan("twice", "groups")
    whole = {name: _whole(read[name], name, *limits) for name, limits in WHOLE.items()}
    told = {name: _text(read[name], name) for name in TEXTS}
    _check_period(told)
    return Plan(
        texts=told,
        model=_needed(read, "model"),
        target=_text(read["target"], "target"),
        groups=tuple(groups),
        expected=sections["expected"],
        precision=sections["precision"],
        criteria=criteria,
        **whole,
    )


def _check_period(told: Mapping[str, str]) -> None:
    days = [told[name] for name in PERIOD]
    for name, day in zip(PERIOD, days, strict=True):
        if day and not _is_day(day):
            raise BadPlan("date", name)
    if all(days) and days[0] > days[1]:
        raise BadPlan("period", " > ".join(days))


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _member(read: Mapping[str, Any], section: str, name: str) -> Any:
    members = read[section]
    if not isinstance(members, dict) or name not in members:
        raise BadPlan("missing", f"{section}.{name}")
    return members[name]


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise BadPlan("text", name)
    return value.strip()


def _needed(read: Mapping[str, Any], name: str) -> str:
    if not (text := _text(read[name], name)):
        raise BadPlan("missing", name)
    return text


def _number(value: Any, name: str) -> float:
    try:
        number = float(str(value).strip().replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise BadPlan("number", name)
    return number


def _range(value: Any, name: str) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise BadPlan("range", name)
    low, high = (_number(end, name) for end in value)
    if low >= high:
        raise BadPlan("range", name)
    return low, high


def _whole(value: Any, name: str, least: int, most: int) -> int:
    number = _number(value, name)
    if number != int(number) or not least <= number <= most:
        raise BadPlan("whole", f"{name}: {least} - {most}")
    return int(number)
