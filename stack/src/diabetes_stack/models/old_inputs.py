"""The records that another system logged beside its answers: compared with those of a file, or used in its place."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from typing import Any

import diabetes

from .replay import ReplayError, as_json_records

__all__ = ["in_order", "inputs_of"]

#: Where logs keep the record beside the answer.
_NAMES = ("input", "inputs", "input_data", "request", "record")
#: An object with these fields is a record itself.
_RECORD = frozenset({"edad", "sexo"})
_Key = tuple[Any, ...]


def inputs_of(objects: Sequence[Any]) -> list[Mapping[str, Any] | None]:
    """The record inside each object of a log, or the object itself where it holds one; None where there is none."""
    return [_input(found) if isinstance(found, Mapping) else None for found in objects]


def _input(found: Mapping[str, Any]) -> Mapping[str, Any] | None:
    inside = (found[name] for name in _NAMES if isinstance(found.get(name), Mapping))
    is_record = {diabetes.field_of(name) for name in found} >= _RECORD
    return next(inside, found if is_record else None)


def in_order(
    answers: Sequence[dict[str, Any]],
    inputs: Sequence[Mapping[str, Any] | None],
    rows: Sequence[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """The answers in the order of the rows: as they are if no logged record contradicts it, else the answer whose
    logged record equals the row in every column that both have. Raises ReplayError if a row has none."""
    theirs, ours = _keys(inputs, rows)
    pairs = list(zip(theirs, ours, strict=False))
    if len(answers) == len(rows) and all(key in (None, row) for key, row in pairs):
        return list(answers)
    if None in theirs:
        if len(answers) == len(rows):
            differ = sum(key not in (None, row) for key, row in pairs)
            raise ReplayError("inputs_differ", differ=differ, records=len(rows))
        return list(answers)
    waiting: dict[Any, deque[dict[str, Any]]] = defaultdict(deque)
    for key, answer in zip(theirs, answers, strict=True):
        waiting[key].append(answer)
    found = [waiting[key].popleft() if waiting[key] else None for key in ours]
    if None in found:
        raise ReplayError("inputs_differ", differ=found.count(None), records=len(rows))
    return [answer for answer in found if answer is not None]


def _keys(
    inputs: Sequence[Mapping[str, Any] | None], rows: Sequence[Mapping[str, Any]]
) -> tuple[list[_Key | None], list[_Key]]:
    """What identifies each record: its values in the columns that both have; None where a log says nothing of them."""
    theirs = [None if one is None else _comparable(one) for one in inputs]
    ours = [_comparable(row) for row in rows]
    shared = sorted(
        {name for one in theirs if one is not None for name in one} & {name for row in ours for name in row}
    )
    return (
        [None if one is None or not shared else tuple(map(one.get, shared)) for one in theirs],
        [tuple(map(row.get, shared)) for row in ours],
    )


def _comparable(record: Mapping[str, Any]) -> dict[str, Any]:
    [fields] = as_json_records([record])
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "si" if value else "no"
    return str(value).strip().casefold().replace("í", "i") if isinstance(value, str | list | dict) else value
