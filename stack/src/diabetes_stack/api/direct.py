"""Calls that are answered without the layers that FastAPI puts around every call.

Those cost several times what the answer costs. What they do for the other calls is done here for these: refusals and
faults get their answer. Tokens, CORS and metrics are around all calls alike, and around what FastAPI itself answers.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from .errors import ApiError, answer_to_api_error, answer_to_fault
from .metrics import Observed

__all__ = ["Api", "Call", "direct"]

Call = Callable[[Request], Coroutine[Any, Any, Response]]


class Api(FastAPI):
    """FastAPI with some calls taken out before it, and something around everything."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        #: What answers POST, by path.
        self.posts: dict[str, ASGIApp] = {}
        #: What every request passes, and which ends at :meth:`inner`.
        self.observed: Observed | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        scope["app"] = self
        await (self.observed or self.inner)(scope, receive, send)

    async def inner(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The calls themselves."""
        post = self.posts.get(scope["path"]) if scope["method"] == "POST" else None
        await (post or super().__call__)(scope, receive, send)


def direct(call: Call) -> ASGIApp:
    """A call as an application of its own."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await call(request)
        except ApiError as error:
            response = await answer_to_api_error(request, error)
        except Exception as error:
            await (await answer_to_fault(request, error))(scope, receive, send)
            raise  # To the server, which writes it into its log.
        await response(scope, receive, send)

    return answered
