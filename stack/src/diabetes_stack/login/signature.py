"""The signatures that a token of the provider may have."""

from __future__ import annotations

import jwt

__all__ = ["SIGNATURES", "is_signed"]

#: Those by a private key, which only the provider has. ``none`` is no signature, and the key of an HS256 would have to
#: be known here, too.
SIGNATURES = frozenset(
    ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
)


def is_signed(token: object) -> bool:
    """Whether a token, once verified, was verified by a private key's signature: Streamlit also takes one without a
    signature, from a provider that offers that."""
    try:
        return isinstance(token, str) and jwt.get_unverified_header(token).get("alg") in SIGNATURES
    except jwt.InvalidTokenError:
        return False
