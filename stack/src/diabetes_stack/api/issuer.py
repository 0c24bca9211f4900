"""Tokens of the hospital's identity provider (OpenID Connect): its public keys are fetched in the background, so that
no call waits for it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt

from ..login.signature import SIGNATURES
from ..settings import Settings
from ..supervised import Supervised
from ..tokens import Caller, TokenError, caller_of, verified
from .keys import STEP_SECONDS, KeysError, fetched, usable

__all__ = ["Issuer"]

_log = logging.getLogger(__name__)
#: Seconds between two fetches; the least between two when a token names an unknown key; how long keys count while the
#: provider is away.
_EVERY, _AT_LEAST, _LONGEST = 300.0, 10.0, 24 * 3600.0
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
        self._fetched = -_LONGEST
        self._asked = threading.Event()
        self._stopped = threading.Event()
        self._thread = Supervised("identity_provider", self._follow)
        #: Called after a fetch, which may have withdrawn a key.
        self.fetched: Callable[[], None] = lambda: None

    @property
    def is_well(self) -> bool:
        """Whether the keys are current."""
        return self._thread.is_well

    def start(self) -> None:
        """Fetch the keys, again and again."""
        self._thread.start()

    def stop(self) -> None:
        """Stop fetching."""
        self._thread.stop()
        self._stopped.set()
        self._asked.set()
        self._thread.join(STEP_SECONDS)

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
        if time.monotonic() - self._fetched > _LONGEST:
            raise TokenError("provider_away")
        keys = self._keys
        key = keys.get(name) if isinstance(name, str) or name is None else None
        if key is None and name is None and len(keys) == 1:
            key = next(iter(keys.values()))
        if key is None:
            if time.monotonic() - self._fetched < _AT_LEAST:
                raise TokenError("unknown_key")
            # It may be new.
            self._asked.set()
            raise TokenError("provider_asked")
        return key

    # In its own thread.

    def _follow(self) -> None:
        while not self._stopped.is_set():
            self._fetch()
            self._thread.well()
            self._stopped.wait(_AT_LEAST)
            self._asked.wait(_EVERY - _AT_LEAST)
            self._asked.clear()

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
            keys = usable(fetched(where))
        except (httpx.HTTPError, ValueError, KeysError) as error:
            _log.error(
                "no keys of the identity provider", extra={"cause": f"{type(error).__name__}: {error}"}
            )
            raise
        self._keys, self._fetched = keys, time.monotonic()
        self.fetched()
