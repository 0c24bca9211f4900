"""A path of the former system with a slash at its end is the path without it, because some of its clients write one."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["Slashless"]


class Slashless:
    """The layer before all others, so that observation, access control and calls see the same path. It redirects
    nobody: a redirect would name the host that the caller sent."""

    def __init__(self, app: ASGIApp, paths: Iterable[str]) -> None:
        self._app = app
        self._paths = [compile_path(path)[0] for path in paths]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith("/"):
            path = scope["path"][:-1]
            if any(known.match(path) for known in self._paths):
                scope = {**scope, "path": path}
        await self._app(scope, receive, send)
