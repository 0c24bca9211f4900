"""Public keys (JSON Web Key Sets) of those who sign tokens: fetched within limits of time and size, or read, again and
again in the background, so that no call waits for them."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import jwt

from ..login.signature import SIGNATURES
from ..supervised import Supervised
from ..tokens import TokenError

__all__ = ["LONGEST", "Followed", "Keys", "KeysError", "fetched", "read", "usable"]

#: Limits of a fetch: seconds for each step and for the whole, bytes of an answer, keys.
_STEP_SECONDS = 5.0
_WHOLE_SECONDS = 15.0
_MOST_BYTES, _MOST_KEYS = 256 * 1024, 100

#: Seconds between two fetches; the least between two when a token names an unknown key; how long keys count while they
#: cannot be had.
_EVERY, _AT_LEAST, LONGEST = 300.0, 10.0, 24 * 3600.0

#: Keys by their id.
Keys = dict[str | None, jwt.PyJWK]


class KeysError(Exception):
    """There are no usable keys."""


class Followed:
    """Calls ``fetch`` again and again in a thread of its own, and sooner when a key is asked for."""

    def __init__(self, name: str, fetch: Callable[[], None]) -> None:
        self._fetch = fetch
        self._asked = threading.Event()
        self._stopped = threading.Event()
        self._thread = Supervised(name, self._follow)

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
        self._thread.join(_STEP_SECONDS)

    def unknown(self, fetched: float) -> TokenError:
        """Why a key that is not among those fetched at this time does not count; it is asked for, as it may be new."""
        if time.monotonic() - fetched < _AT_LEAST:
            return TokenError("unknown_key")
        self._asked.set()
        return TokenError("provider_asked")

    def _follow(self) -> None:
        while not self._stopped.is_set():
            self._fetch()
            self._thread.well()
            self._stopped.wait(_AT_LEAST)
            self._asked.wait(_EVERY - _AT_LEAST)
            self._asked.clear()


def read(place: str) -> dict[str, Any]:
    """The JSON object at an address or in a file."""
    if "://" in place:
        return fetched(place)
    with Path(place).open("rb") as file:
        return _object(place, file.read(_MOST_BYTES + 1))


def fetched(address: str) -> dict[str, Any]:
    """A JSON object, within limits of time and size; redirects are not followed."""
    deadline = time.monotonic() + _WHOLE_SECONDS
    plain = {"Accept": "application/json", "Accept-Encoding": "identity"}
    body = b""
    with httpx.stream("GET", address, headers=plain, timeout=_STEP_SECONDS, follow_redirects=False) as answer:
        if answer.status_code != httpx.codes.OK:
            raise KeysError(f"{address}: HTTP {answer.status_code}")
        for piece in answer.iter_raw():
            body += piece
            if len(body) > _MOST_BYTES or time.monotonic() > deadline:
                raise KeysError(f"{address}: too much, or too slow")
    return _object(address, body)


def _object(place: str, body: bytes) -> dict[str, Any]:
    if len(body) > _MOST_BYTES:
        raise KeysError(f"{place}: too much")
    found = json.loads(body)
    if not isinstance(found, dict):
        raise KeysError(f"{place}: not an object")
    return found


def usable(keys: dict[str, Any]) -> Keys:
    """The keys of a set that can verify a signature."""
    listed = keys.get("keys")
    if not isinstance(listed, list) or len(listed) > _MOST_KEYS:
        raise KeysError("its list of keys is broken or too long")
    try:
        found = jwt.PyJWKSet(listed).keys
    except (jwt.PyJWTError, RecursionError) as error:
        raise KeysError("it has no usable key") from error
    good = {
        key.key_id: key
        for key in found
        if key.algorithm_name in SIGNATURES and key.public_key_use in (None, "sig")
    }
    if not good:
        raise KeysError("it has no usable key")
    return good
