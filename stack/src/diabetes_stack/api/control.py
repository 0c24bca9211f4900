"""The parts of access control, which live as long as the application."""

from __future__ import annotations

from sqlalchemy import Engine
from starlette.middleware import Middleware

from ..settings import Settings
from ..tokens import Caller
from .callers import Callers
from .cds_clients import CdsClients
from .gate import Gate
from .issuer import Issuer
from .lockout import Lockouts
from .needs import Needs
from .rates import rate_of
from .revoked import Revoked
from .watch import Watch

__all__ = ["AccessControl"]


class AccessControl:
    """Tokens, revocations, lock-outs, and the keys of the identity provider if there is one."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._settings = settings
        has_provider = settings.oidc_issuer is not None and settings.oidc_audience is not None
        self._issuer = Issuer(settings) if has_provider else None
        revoked = Revoked(settings.folder())
        self._lockouts = Lockouts(settings.lock_failures, settings.lock_seconds)
        self._clients = CdsClients(settings) if settings.cds_clients else None
        self._callers = Callers(settings, revoked, self._issuer, self._clients)
        self._watch = Watch(engine, revoked, self._lockouts, settings.folder())

    @property
    def work(self) -> dict[str, bool]:
        """The background tasks, and whether each works."""
        found = {"access_control": self._watch.is_well}
        if self._issuer is not None:
            found["identity_provider"] = self._issuer.is_well
        if self._clients is not None:
            found["cds_clients"] = self._clients.is_well
        return found

    def start(self) -> None:
        """Start the background tasks."""
        self._watch.start()
        if self._issuer is not None:
            self._issuer.start()
        if self._clients is not None:
            self._clients.start()

    def stop(self) -> None:
        """Stop them."""
        if self._clients is not None:
            self._clients.stop()
        if self._issuer is not None:
            self._issuer.stop()
        self._watch.stop()

    def caller(self, authorization: bytes) -> Caller:
        """The caller by a header ``Authorization``. Raises TokenError."""
        return self._callers.of(authorization)

    def middleware(self, needs: Needs, visited: frozenset[str]) -> Middleware:
        """What stands before the calls; ``visited`` are paths that look at a person's session when no token comes."""
        rate = rate_of(self._settings.rate_per_token)
        return Middleware(
            Gate,
            self._callers,
            needs,
            self._lockouts,
            rate,
            self._settings.retry_seconds,
            visited,
        )
