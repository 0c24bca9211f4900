"""One request to a service, with a bound on what it may send back."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import httpx

from .reading import Cause

__all__ = ["Answer", "NoAnswer", "fetch"]

#: More is not read. The API's figures have a few kilobytes for each call.
_MOST_BYTES = 4 * 1024 * 1024
#: Seconds to connect, and of silence.
_PATIENCE = httpx.Timeout(10, connect=5)
# It writes every address, and that of the heartbeat is a secret.
logging.getLogger("httpx").setLevel(logging.WARNING)


class NoAnswer(Exception):  # noqa: N818
    """There was no answer of use; ``cause`` says why."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause.code)
        self.cause = cause


@lru_cache(maxsize=1)
def _client() -> httpx.Client:
    """One for all, because making one takes longer than most answers; each request connects anew, as users do."""
    unkept = httpx.Limits(max_keepalive_connections=0)
    return httpx.Client(timeout=_PATIENCE, limits=unkept, follow_redirects=True)


@dataclass(frozen=True)
class Answer:
    """A body, and the seconds until it was there."""

    status: int
    body: bytes
    seconds: float


def fetch(url: str, headers: Mapping[str, str] | None = None, also: tuple[int, ...] = ()) -> Answer:
    """The answer of this address. Raises NoAnswer for a status other than 200 and those in ``also``, and when nothing
    answers."""
    client = _client()
    begin = time.monotonic()
    try:
        with client.stream("GET", url, headers=dict(headers or {})) as answer:
            if answer.status_code not in (200, *also):
                raise NoAnswer(Cause("status", {"status": answer.status_code}))
            body = b""
            for part in answer.iter_bytes():
                body += part
                if len(body) > _MOST_BYTES:
                    raise NoAnswer(Cause("too_long"))
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise NoAnswer(Cause("no_answer", {"error": type(problem).__name__})) from problem
    return Answer(answer.status_code, body, time.monotonic() - begin)
