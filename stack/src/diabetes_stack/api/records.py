"""Objects as compact JSON."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["dumped"]


def dumped(value: Any) -> bytes:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
