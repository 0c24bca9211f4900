"""The table of participants: who had the outcome and who did not, for the report.

The engine judges every row; here its accepted values are only described. A field whose known values do not
come to the engine's own count is left out, and so is the table, where its people or its outcomes do not.
"""

from __future__ import annotations

import math
import unicodedata
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from . import _native
from ._labels import FEWEST

OUTPUT = "diabetes"
# Why a valid record has no figures; these codes come first in ``warnings``.
NOT_APPLICABLE = ("known_diabetes", "pregnant")
Values = list[float | str | None]


def participants(
    model: _native.Model, data: Any, figures: Mapping[str, Any], target: str, weights: Any
) -> dict[str, Any] | None:
    """The people with and without undiagnosed diabetes; None for a stream and for too few people."""
    judged = next((entry for entry in figures["calibration"] if entry["output"] == OUTPUT), None)
    if judged is None or judged["withheld"] or (table := _table(data)) is None:
        return None
    schema = _native.schema("en")["properties"]
    with warnings.catch_warnings():
        # The evaluation has said already which columns it does not use.
        warnings.simplefilter("ignore", UserWarning)
        answered = _answered(model.predict_batch(data))
    if weights is not None:
        given = _values(table, weights) if isinstance(weights, str) else weights
        weighed = [_number(value) for value in ([] if given is None else given)]
        answered = [place for place in answered if place < len(weighed) and (weighed[place] or 0) > 0]
    tests = [test for test in judged["definition"] if figures["data"]["tests"].get(test["field"])]
    names = [target if test["field"] == "Resultado" else test["field"] for test in tests]
    measured = [[_number(value) for value in _values(table, name) or ()] for name in names]
    groups = _groups(answered, tests, measured, judged["judged_on"] == "every_test")
    if len(answered) != figures["data"]["answered"] or [len(groups[0]), sum(map(len, groups))] != [
        judged["events"],
        judged["rows"],
    ]:
        return None
    fields = []
    for entry in figures["missing"]:
        column = _values(table, entry["field"]) if entry["used"] else None
        values = _read(column, schema.get(entry["field"], {}))
        if values and sum(values[place] is not None for place in answered) == entry["known"]:
            fields.append(_described(entry["field"], values, groups, schema[entry["field"]]))
    return {"output": OUTPUT, "rows": [len(group) for group in groups], "fields": fields}


def _table(data: Any) -> Any:
    """The data itself, if it can be read again; None for a stream."""
    if isinstance(data, list | tuple):
        return list(data) if all(isinstance(row, Mapping) for row in data) else None
    if isinstance(data, _native.Table):
        return data
    table = getattr(data, "table", getattr(data, "frame", data))
    return table if hasattr(table, "to_pydict") or hasattr(table, "get_column") else None


def _values(table: Any, name: str) -> Sequence[Any] | None:
    """The values of a column; None if there is none, or not only one, of this name."""
    if isinstance(table, list):
        return [row.get(name) for row in table] if any(name in row for row in table) else None
    names = list(table.column_names if hasattr(table, "column_names") else table.columns)
    if names.count(name) != 1:
        return None
    column = table.get_column(name) if hasattr(table, "get_column") else table.column(name)
    for read in ("to_pylist", "to_list"):
        if hasattr(column, read):
            return list(getattr(column, read)())
    return list(column)


def _answered(answers: Any) -> list[int]:
    """The places of the rows that the model answers."""
    if isinstance(answers, list):
        return [
            place
            for place, answer in enumerate(answers)
            if isinstance(answer, _native.Prediction) and answer.not_applicable is None
        ]
    errors, remarks = (_column(answers, name) for name in ("errors", "warnings"))
    return [
        place
        for place, (error, codes) in enumerate(zip(errors, remarks, strict=True))
        if not error and str(codes or "").split(";")[0] not in NOT_APPLICABLE
    ]


def _column(answers: Any, name: str) -> list[Any]:
    column = answers.column(name) if hasattr(answers, "column") else answers[name]
    if hasattr(column, "to_pylist"):
        return list(column.to_pylist())
    values = column.tolist() if hasattr(column, "tolist") else list(column)
    return [value if isinstance(value, str) else None for value in values]


def _groups(
    places: Sequence[int],
    tests: Sequence[Mapping[str, Any]],
    measured: Sequence[Sequence[float | None]],
    is_every: bool,
) -> tuple[list[int], list[int]]:
    """The places of the people with the outcome, and of those without it."""
    has: list[int] = []
    lacks: list[int] = []
    for place in places:
        values = [column[place] if place < len(column) else None for column in measured]
        known = [(value, test["at"]) for value, test in zip(values, tests, strict=True) if value is not None]
        if known and (len(known) == len(tests) or not is_every):
            (has if any(value >= at for value, at in known) else lacks).append(place)
    return has, lacks


def _read(column: Sequence[Any] | None, entry: Mapping[str, Any]) -> Values | None:
    """The values of a field, as numbers or as names of its choices."""
    if column is None or not entry:
        return None
    if "labels" not in entry:
        return [_number(value) for value in column]
    names = {_plain(name): name for name in entry["enum"] if name is not None}
    names |= {_plain(other): name for other, name in entry.get("synonyms", {}).items()}
    return [names.get(_plain(value)) for value in column]


def _described(
    field: str, values: Values, groups: Sequence[Sequence[int]], entry: Mapping[str, Any]
) -> dict[str, Any]:
    known = [[values[place] for place in group if values[place] is not None] for group in groups]
    missing = [len(group) - len(own) for group, own in zip(groups, known, strict=True)]
    if "labels" in entry:
        levels = [name for name in entry["enum"] if name is not None]
        counts = [{level: own.count(level) for level in levels} for own in known]
        shown = [{"counts": count, "missing": lost} for count, lost in zip(counts, missing, strict=True)]
        return {"field": field, "kind": "choice", "levels": levels, "groups": shown}
    shown = [{**_middle(own), "missing": lost} for own, lost in zip(known, missing, strict=True)]
    return {"field": field, "kind": "number", "groups": shown}


def _middle(values: Sequence[Any]) -> dict[str, Any]:
    """The median and the quartiles; None of too few people."""
    if len(values) < FEWEST:
        return {"median": None, "low": None, "high": None}
    low, median, high = np.quantile(np.asarray(values, dtype=float), [0.25, 0.5, 0.75])
    return {"median": float(median), "low": float(low), "high": float(high)}


def _number(value: Any) -> float | None:
    if isinstance(value, str):
        value = value.strip()
        value = value.replace(",", ".") if "." not in value else value
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _plain(value: Any) -> str:
    decomposed = unicodedata.normalize("NFKD", str(value).strip().casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
