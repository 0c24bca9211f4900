"""Which SECRET_KEY the references of a backup were hashed with, without revealing it."""

from __future__ import annotations

import hmac

from ..settings import Settings

__all__ = ["fingerprint"]

_TEXT = b"diabetes-stack: the key with which the patient references of this backup are hashed"


def fingerprint(settings: Settings) -> str | None:
    """A code that only this key gives; None if there is no key."""
    key = settings.known_patient_key
    return None if key is None else hmac.new(key, _TEXT, "sha256").hexdigest()
