"""Calls that are answered ahead of the routing layers, which cost several times as much as the answer itself.

What those layers do for other calls is done here: refusals and faults get their answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from .call import Handler
from .errors import ApiError, answer_to, answer_to_fault

__all__ = ["Direct"]


class Direct:
    """A middleware that answers POST to these paths directly."""

    def __init__(self, app: ASGIApp, posts: Mapping[str, Handler]) -> None:
        self._app = app
        self._posts = posts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_post = scope["type"] == "http" and scope["method"] == "POST"
        call = self._posts.get(scope["path"]) if is_post else None
        if call is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            response = await call(request)
        except ApiError as error:
            response = answer_to(request, error)
        except Exception as error:
            await (await answer_to_fault(request, error))(scope, receive, send)
            raise  # The server logs it.
        await response(scope, receive, send)
