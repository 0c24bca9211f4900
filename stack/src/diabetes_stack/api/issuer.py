"""Tokens of the hospital's identity provider (OpenID Connect): its public keys are fetched in the background, so that
no call waits for it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt

from ..login.signature import SIGNATURES
from ..settings import Settings
from ..tokens import Caller, TokenError, caller_of, verified
from . import keys
from .keys import Followed, KeysError, fetched, usable

__all__ = ["Issuer"]

_log = logging.getLogger(__name__)
_MOST_HEADER = 2_000


class Issuer:
    """The keys of an identity provider, and the callers that its tokens name."""

    def __init__(self, settings: Settings) -> None:
        assert settings.oidc_issuer is not None
        assert settings.oidc_audience is not None
        self._issuer = settings.oidc_issuer.rstrip("/")
        #: As its tokens may name it.
        self._names = (self._issuer, f"{self._issuer}/")
        self._audience = settings.oidc_audience
        self._settings = settings
        self._host = urlsplit(self._issuer).hostname
        self._keys: Mapping[str | None, jwt.PyJWK] = {}
        self._fetched = -keys.LONGEST
        self._followed = Followed("identity_provider", self._fetch)
        #: Called after a fetch, which may have withdrawn a key.
        self.fetched: Callable[[], None] = lambda: None

    @property
    def is_well(self) -> bool:
        """Whether the keys are current."""
        return self._followed.is_well

    def start(self) -> None:
        """Fetch the keys, again and again."""
        self._followed.start()

    def stop(self) -> None:
        """Stop fetching."""
        self._followed.stop()

    def signs(self, token: str) -> bool:
        """Whether a token says that it was signed with a public key: ours are not. Nothing else is believed of it."""
        header = token.partition(".")[0]
        try:
            return len(header) < _MOST_HEADER and jwt.get_unverified_header(token).get("alg") in SIGNATURES
        except (jwt.InvalidTokenError, ValueError, RecursionError):
            return False

    def read(self, token: str) -> Caller:
        """The caller that a token of the provider names. Raises TokenError."""
        key = self._key(jwt.get_unverified_header(token).get("kid"))
        claims = verified(token, key, str(key.algorithm_name), self._audience, self._names)
        return caller_of(claims, token, self._settings.role_in(claims), f"{claims['sub']}@{self._host}")

    def _key(self, name: Any) -> jwt.PyJWK:
        if time.monotonic() - self._fetched > keys.LONGEST:
            raise TokenError("provider_away")
        known = self._keys
        key = known.get(name) if isinstance(name, str) or name is None else None
        if key is None and name is None and len(known) == 1:
            key = next(iter(known.values()))
        if key is None:
            raise self._followed.unknown(self._fetched)
        return key

    # In its own thread.

    def _fetch(self) -> None:
        try:
            known = fetched(self._settings.oidc_document)
            if known.get("issuer") not in self._names:
                raise KeysError("it names another issuer than OIDC_ISSUER")
            where = known.get("jwks_uri")
            if not isinstance(where, str) or urlsplit(where).scheme not in (
                "https",
                urlsplit(self._issuer).scheme,
            ):
                raise KeysError("it names no address of its keys")
            found = usable(fetched(where))
        except (httpx.HTTPError, ValueError, KeysError) as error:
            _log.error(
                "no keys of the identity provider", extra={"cause": f"{type(error).__name__}: {error}"}
            )
            raise
        self._keys, self._fetched = found, time.monotonic()
        self.fetched()
