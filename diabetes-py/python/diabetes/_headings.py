"""Which field a heading names, as in a file."""

from __future__ import annotations

import csv
import io
from functools import lru_cache

from . import _native

__all__ = ["field_of"]


@lru_cache(maxsize=4096)
def field_of(heading: str) -> str | None:
    """The field, or ``Resultado``, that a heading names, as in a table: case, accents, spaces and the field's
    own unit in brackets do not matter. None if it names none, or gives another unit.

    >>> import diabetes
    >>> diabetes.field_of("Perímetro abdominal (cm)")
    'perimetro_abdominal'
    >>> diabetes.field_of("Nombre") is None
    True
    """
    if not _native.is_field(heading):
        return None
    row = io.StringIO()
    csv.writer(row, quoting=csv.QUOTE_ALL).writerow([heading, ""])
    suggestion = _native.preview_csv(row.getvalue().encode())["columns"][0]["suggestion"]
    return suggestion["field"] if suggestion["named"] else None
