"""Keys that sign sessions, one per service, derived from the services' own secret."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ..settings import Settings

__all__ = ["session_key"]


def session_key(settings: Settings, service: str) -> str:
    """The key for the sessions of a service, 64 hexadecimal digits, by HKDF from ``JWT_SECRET_KEY``, or ``SECRET_KEY``
    if that is not set: who learns one learns neither the other services' keys nor the secret."""
    whole = settings.jwt_key.encode() or settings.patient_key
    return HKDF(SHA256(), 32, salt=None, info=f"diabetes session {service}".encode()).derive(whole).hex()
