"""References to patients are kept as keyed hashes."""

from __future__ import annotations

import hashlib
import hmac

from ..settings import Settings

__all__ = ["reference_hash"]


def reference_hash(settings: Settings, reference: str) -> str:
    """HMAC-SHA256 of a patient's reference, under the key that only the services know. Blanks around it
    do not count."""
    return hmac.new(settings.patient_key, reference.strip().encode(), hashlib.sha256).hexdigest()
