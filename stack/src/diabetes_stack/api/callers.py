"""Who calls, by the token of a request. A token that was verified once is remembered, which costs a tenth."""

from __future__ import annotations

import time

from .. import tokens
from ..settings import Settings
from ..tokens import LEEWAY, Caller, TokenError
from .cds_clients import PATH, CdsClients
from .issuer import Issuer
from .revoked import Revoked

__all__ = ["Callers"]

#: Tokens that are remembered; beyond it, the first one is verified again.
_MOST = 1_000
_SCHEME = "bearer"
_LEEWAY = LEEWAY.total_seconds()


class Callers:
    """Verifies tokens of ours, of the identity provider if there is one, and of clinical systems that ask by CDS
    Hooks."""

    def __init__(
        self, settings: Settings, revoked: Revoked, issuer: Issuer | None, clients: CdsClients | None = None
    ) -> None:
        self._settings = settings
        self._revoked = revoked
        self._issuer = issuer
        self._clients = clients
        #: By header.
        self._known: dict[bytes, Caller] = {}
        if issuer is not None:
            issuer.fetched = self._forget

    def of(self, authorization: bytes, path: str = "") -> Caller:
        """The caller by a header ``Authorization``, for a call of this path. Raises TokenError."""
        if self._clients is not None and path.startswith(PATH):
            token = _token(authorization)
            # Such a token is for one call, so it is not remembered.
            if self._clients.issued(token):
                return self._clients.read(token, path)
        known = self._known
        caller = known.get(authorization)
        if caller is None:
            caller = self._verified(authorization)
            if len(known) >= _MOST:
                del known[next(iter(known))]
            known[authorization] = caller
        if time.time() >= caller.expires + _LEEWAY:
            del known[authorization]
            raise TokenError("expired")
        if caller.id in self._revoked:
            raise TokenError("revoked")
        return caller

    def _forget(self) -> None:
        """Called from the provider's thread."""
        self._known = {}

    def _verified(self, authorization: bytes) -> Caller:
        token = _token(authorization)
        if self._issuer is not None and self._issuer.signs(token):
            return self._issuer.read(token)
        return tokens.read(self._settings, token)


def _token(authorization: bytes) -> str:
    scheme, _, text = authorization.decode("latin-1").partition(" ")
    token = text.strip()
    if scheme.lower() != _SCHEME or not token:
        raise TokenError("malformed")
    return token
