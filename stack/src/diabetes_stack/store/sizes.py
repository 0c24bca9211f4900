"""How large tables may become."""

from __future__ import annotations

__all__ = ["LIMITS"]

#: Bytes of a table with its indexes, by name, as in the maintenance manual.
LIMITS = {"logs": 1 * 2**30, "predictions": 5 * 2**30}
