"""Columns in tables of records."""

from __future__ import annotations

from collections.abc import Iterable

import diabetes

__all__ = ["CELLS", "unknown"]

#: In a table read from CSV: the number of cells of a row that has more or fewer than the header.
CELLS = "csv.cells"
#: The second is the name of the column created by a trailing separator.
_KNOWN = frozenset({CELLS, ""})


def unknown(names: Iterable[str]) -> list[str]:
    """The columns that the library would ignore, with a Python warning. They may hold anything about people, such as
    names, so they are removed beforehand and only reported to the owner of the file."""
    return [name for name in names if name == "Resultado" or not (name in _KNOWN or diabetes.is_field(name))]
