"""Which field a heading names, as in a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import lru_cache

from . import _native

__all__ = ["field_of", "header"]


def field_of(heading: str) -> str | None:
    """The field, or ``Resultado``, that a heading names, as in a table: case, accents, spaces and the field's
    own unit in brackets do not matter. None if it names none, or gives another unit.

    >>> import diabetes
    >>> diabetes.field_of("Perímetro abdominal (cm)")
    'perimetro_abdominal'
    >>> diabetes.field_of("Nombre") is None
    True
    """
    return _known(heading)


def _read(heading: str) -> str | None:
    if not _native.is_field(heading):
        return None
    suggestion = _native.preview_csv(_line([heading, ""]))["columns"][0]["suggestion"]
    return suggestion["field"] if suggestion["named"] else None


_known = lru_cache(maxsize=4096)(_read)


def header(headings: Iterable[str]) -> _native.Table:
    """A table with these columns and no rows, for what a table refuses in headings."""
    return _native.read_csv(_line(headings))


def _line(headings: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL).writerow(headings)
    return line.getvalue().encode()
