"""Another system's answers in a file, in the forms in which such systems log them, as answers that can be compared."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .replay import ReplayError
from .transitions import COMPARED

__all__ = ["normal", "objects_in"]

_GLUCOSE = "glucose_mg_dl"
_KEYS = (_GLUCOSE, *COMPARED)
#: Where logs keep an answer inside an object, and a list of answers.
_INSIDE = ("prediction", "result", "response", "answer", "output", "prediccion", "respuesta")
_LISTS = ("results", "predictions")
_FAILED = ("errors", "error", "detail")
_DEEPEST = 3
_CLASSES = {name: {value.casefold(): value for value in values} for name, values in COMPARED.items()}


def objects_in(content: bytes) -> list[Any]:
    """The objects in a file, one an answer, whatever its name: a JSON list, the object of a batch, one object a line
    with or without a log's prefix; or CSV. Raises ReplayError."""
    text = _text(content)
    return _objects(text) if "{" in text or text.lstrip().startswith("[") else list(_rows(text))


def normal(answers: Sequence[Any]) -> list[dict[str, Any]]:
    """Answers with glucose as a number and the classes as we write them, each perhaps inside ``prediction``; one that
    failed has ``errors``. Raises ReplayError."""
    found = [_answer(answer, row) for row, answer in enumerate(answers, start=1)]
    if found and not any(answer.get("errors") or any(map(answer.get, _KEYS)) for answer in found):
        raise ReplayError("bad_answers.nothing", keys=", ".join(_KEYS))
    return found


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _objects(text: str) -> list[Any]:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        return list(_lines(text))
    if isinstance(whole, dict):
        whole = next((whole[name] for name in _LISTS if isinstance(whole.get(name), list)), [whole])
    return list(whole) if isinstance(whole, list) else [whole]


def _lines(text: str) -> Iterator[Any]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line[max(line.find("{"), 0) :])
            except json.JSONDecodeError as error:
                raise ReplayError("bad_answers.json", line=number, cause=error) from error


def _rows(text: str) -> list[dict[str, Any]]:
    """The rows of CSV. The library only reads CSV of records; a file of answers need not have any of their columns."""
    lines = text.splitlines()
    heading = lines[0] if lines else ""
    separator = max(";,\t", key=heading.count)
    names = [name.strip().strip('"').lower() for name in next(csv.reader([heading], delimiter=separator), [])]
    if not set(_KEYS) & set(names):
        raise ReplayError("bad_answers.nothing", keys=", ".join(_KEYS))
    return list(csv.DictReader(lines[1:], names, restkey="", delimiter=separator))


def _answer(found: Any, row: int) -> dict[str, Any]:
    if not isinstance(found, Mapping):
        raise ReplayError("bad_answers", row=row)
    known = dict(_found(found, _DEEPEST))
    if not any(name in known for name in _KEYS):
        failed = next((found[name] for name in _FAILED if found.get(name)), None)
        if failed is not None:
            return {"errors": failed if isinstance(failed, list) else [failed]}
    classes = {name: _class(name, known.get(name), row) for name in COMPARED}
    return {_GLUCOSE: _number(known.get(_GLUCOSE), row), **classes}


def _found(found: Mapping[str, Any], deep: int) -> Iterator[tuple[str, Any]]:
    """The values that are compared, in an object or inside it; the innermost come last."""
    yield from ((name, found[name]) for name in _KEYS if found.get(name) is not None)
    for name in _INSIDE:
        inner = found.get(name)
        if isinstance(inner, Mapping) and deep:
            yield from _found(inner, deep - 1)
        elif isinstance(inner, int | float) and not isinstance(inner, bool):
            yield _GLUCOSE, inner


def _class(name: str, value: Any, row: int) -> str | None:
    text = "" if value is None or value != value else str(value).strip()
    if not text:
        return None
    try:
        return _CLASSES[name][text.casefold()]
    except KeyError:
        known = ", ".join(COMPARED[name])
        raise ReplayError("bad_answers.class", row=row, name=name, known=known) from None


def _number(value: Any, row: int) -> float | None:
    text = str(value).strip().replace(",", ".") if isinstance(value, str) else value
    if text is None or text == "" or text != text:
        return None
    try:
        return float(text)
    except (TypeError, ValueError):
        raise ReplayError("bad_answers.number", row=row, name=_GLUCOSE) from None
