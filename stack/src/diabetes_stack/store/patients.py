"""References of patients, which are stored as keyed hashes only."""

from __future__ import annotations

import hmac

from ..settings import Settings

__all__ = ["HEADER", "reference_hash"]

#: The header in which a reference comes with a request.
HEADER = "X-Patient-Reference"


def reference_hash(settings: Settings, reference: str) -> str:
    """HMAC-SHA256 of a reference, in hexadecimal digits; blanks around the reference do not count."""
    return hmac.new(settings.patient_key, reference.strip().encode(), "sha256").hexdigest()
