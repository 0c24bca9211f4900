"""What to write instead, where a body is no JSON because of NaN or Infinity, which Python's ``json.dumps`` writes."""

from __future__ import annotations

import json
import re

from .records import dumped
from .texts import text

__all__ = ["with_hint"]

_NUMBER = re.compile(rb"[:\[,]\s*(NaN|-?Infinity)\s*[,\]}]")


def with_hint(errors: bytes, sent: bytes, locale: str) -> bytes:
    """These errors; one that says ``invalid_json`` also says what to send, if NaN or Infinity was sent."""
    if b'"invalid_json"' not in errors or _NUMBER.search(sent) is None:
        return errors
    whole = json.loads(errors)
    for error in whole["errors"]:
        if error["code"] == "invalid_json":
            error["message"] = f"{error['message']} {text('nan_in_json', locale)}"
    return dumped(whole)
