"""How often a token or an address may call: 429 with the headers that say when it may again."""

from __future__ import annotations

import math
import time

import limits
from limits.strategies import FixedWindowRateLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ..perimeter import NO_RATE
from .access import REASON
from .counts import Counts, who
from .errors import ApiError, answer_to
from .needs import Needs

__all__ = ["Paced", "Rate", "rate_of"]


class Rate:
    """Calls in a time, by caller."""

    def __init__(self, rate: str) -> None:
        self._item = limits.parse(rate)
        self._limiter = FixedWindowRateLimiter(Counts())

    def take(self, scope: Scope, caller: str) -> None:
        """Count a call. ApiError 429 when there were too many."""
        if self._limiter.hit(self._item, caller):
            return
        scope[REASON] = "rate"
        window = self._limiter.get_window_stats(self._item, caller)
        seconds = max(1, math.ceil(window.reset_time - time.time()))
        error = ApiError(429, "too_many", calls=self._item.amount, seconds=self._item.get_expiry())
        error.retry_after = seconds
        error.headers = {
            "RateLimit-Limit": str(self._item.amount),
            "RateLimit-Remaining": str(window.remaining),
            "RateLimit-Reset": str(seconds),
        }
        raise error


def rate_of(setting: str | None) -> Rate | None:
    """The rate of a setting; None without one."""
    return None if setting is None or setting == NO_RATE else Rate(setting)


class Paced:
    """A middleware that counts the calls of each address. Monitors always get an answer."""

    def __init__(self, app: ASGIApp, rate: Rate, needs: Needs) -> None:
        self._app = app
        self._rate = rate
        self._needs = needs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._needs.of(scope) is not None:
            client = scope["client"]
            try:
                self._rate.take(scope, who(client[0] if client else None))
            except ApiError as error:
                await answer_to(Request(scope), error)(scope, receive, send)
                return
        await self._app(scope, receive, send)
