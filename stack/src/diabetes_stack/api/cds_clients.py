"""The clinical systems that ask by CDS Hooks: each signs a token for each call, with a key of its own set.

The keys are fetched in the background, so that no call waits for them.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

import httpx
import jwt

from ..login.signature import SIGNATURES
from ..roles import Role
from ..settings import Settings
from ..tokens import LEEWAY, Caller, TokenError, caller_of, verified
from . import keys
from .keys import Keys, KeysError

__all__ = ["PATH", "CdsClients"]

_log = logging.getLogger(__name__)
PATH = "/cds-services"
#: A token lives for one call: the longest life that it may claim, in seconds.
_LIFE = 3600
#: Tokens that are remembered, so that none counts twice.
_MOST_SEEN = 100_000
_CLAIMS = ("iss", "aud", "exp", "iat", "jti")


class CdsClients:
    """Whose tokens count, their keys, and which tokens were already used."""

    def __init__(self, settings: Settings) -> None:
        self._places = dict(settings.cds_clients)
        self._base = settings.cds_url or ""
        self._keys: dict[str, tuple[Keys, float]] = {}
        self._seen: dict[tuple[str, str], float] = {}
        #: Which tokens were used before is not known.
        self._since = time.time()
        self._followed = keys.Followed("cds_clients", self._fetch)

    @property
    def is_well(self) -> bool:
        """Whether all keys are current."""
        return self._followed.is_well

    def start(self) -> None:
        """Fetch the keys, again and again."""
        self._followed.start()

    def stop(self) -> None:
        """Stop fetching."""
        self._followed.stop()

    def issued(self, token: str) -> bool:
        """Whether a token says that a client issued it. Nothing else is believed of it."""
        try:
            return jwt.decode(token, options={"verify_signature": False}).get("iss") in self._places
        except (jwt.InvalidTokenError, ValueError, RecursionError, TypeError):
            return False

    def read(self, token: str, path: str) -> Caller:
        """The client that a token names, for a call of this path. Raises TokenError."""
        header = jwt.get_unverified_header(token)
        issuer = str(jwt.decode(token, options={"verify_signature": False})["iss"])
        if header.get("alg") not in SIGNATURES:
            raise TokenError("signature")
        if header.get("typ") != "JWT" or not isinstance(header.get("kid"), str):
            raise TokenError("malformed")
        # Keys are never fetched from where a token says.
        if header.get("jku", self._places[issuer]) != self._places[issuer]:
            raise TokenError("unknown_key")
        key = self._key(issuer, header["kid"])
        claims = verified(token, key, str(key.algorithm_name), f"{self._base}{path}", (issuer,), _CLAIMS)
        if claims["exp"] - claims["iat"] > _LIFE:
            raise TokenError("too_long")
        self._once(issuer, claims)
        return caller_of({**claims, "sub": issuer}, token, Role.OPERATOR)

    def _key(self, issuer: str, name: str) -> jwt.PyJWK:
        found, at = self._keys.get(issuer, ({}, -keys.LONGEST))
        if time.monotonic() - at > keys.LONGEST:
            raise TokenError("provider_away")
        key = found.get(name)
        if key is None:
            raise self._followed.unknown(at)
        return key

    def _once(self, issuer: str, claims: Mapping[str, Any]) -> None:
        """Refuse a token that was used before."""
        now = time.time()
        name = (issuer, str(claims["jti"]))
        if self._seen.get(name, 0.0) > now or claims["iat"] < int(self._since):
            raise TokenError("replayed")
        if len(self._seen) >= _MOST_SEEN:
            self._seen = {one: until for one, until in self._seen.items() if until > now}
        if len(self._seen) >= _MOST_SEEN:
            raise TokenError("provider_asked")
        self._seen[name] = claims["exp"] + LEEWAY.total_seconds()

    # In its own thread.

    def _fetch(self) -> None:
        failed: Exception | None = None
        for issuer, place in self._places.items():
            try:
                self._keys[issuer] = keys.usable(keys.read(place)), time.monotonic()
            except (httpx.HTTPError, OSError, ValueError, KeysError) as error:
                cause = f"{type(error).__name__}: {error}"
                _log.error("no keys of a clinical system", extra={"client": issuer, "cause": cause})
                failed = error
        if failed is not None:
            raise failed
