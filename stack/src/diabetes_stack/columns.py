"""Columns of tables of records."""

from __future__ import annotations

from collections.abc import Iterable

import diabetes

__all__ = ["CELLS", "unknown"]

#: In a table that was read from CSV: how many cells a row has that has more or fewer than the header.
CELLS = "csv.cells"
#: The second is the column of a separator too many at the end of lines.
_KNOWN = frozenset({CELLS, ""})


def unknown(names: Iterable[str]) -> list[str]:
    """The columns that the library would ignore, with a Python warning. They may hold whatever a file of people has,
    names among it: they are left out before, and told to whom the file belongs."""
    return [name for name in names if name == "Resultado" or not (name in _KNOWN or diabetes.is_field(name))]
