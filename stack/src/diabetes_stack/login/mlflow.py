"""MLflow behind the login: it has none of its own, so a proxy in front of it lets in those who may."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ..protection import Protected, protection
from ..roles import Role
from ..settings import Settings
from ..tokens import Caller, TokenError
from .forward import Forward
from .mlflow_reads import is_barred, reads
from .pages import is_browser, page
from .person import Person
from .routes import Login

__all__ = ["create_proxy"]

_log = logging.getLogger(__name__)
_METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
#: For monitors.
_HEALTH = "/health"


def create_proxy(settings: Settings, upstream: str, caller: Callable[[bytes], Caller]) -> Starlette:
    """The proxy before MLflow at this address. ``caller`` says who comes with a header ``Authorization``, or raises
    TokenError."""
    proxy = _Proxy(settings, upstream, caller)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await proxy.forward.close()

    # Whose address a trusted proxy before this one passes on.
    trusted = list(settings.forwarded_allow_ips)
    return Starlette(
        middleware=[Middleware(ProxyHeadersMiddleware, trusted)] if trusted else [],
        routes=[
            *proxy.login.routes(Middleware(Protected)),
            Route(
                "/{path:path}", proxy.answer, methods=_METHODS, middleware=[proxy.login.sessions.middleware]
            ),
        ],
        lifespan=lifespan,
    )


class _Proxy:
    def __init__(self, settings: Settings, upstream: str, caller: Callable[[bytes], Caller]) -> None:
        self._caller = caller
        self.login = Login(settings, "mlflow", "/")
        self.forward = Forward(upstream, settings)

    async def answer(self, request: Request) -> Response:
        """The answer to a request; what came to it is logged with who asked."""
        begin = time.perf_counter()
        by_token = "authorization" in request.headers
        person = self._bearer(request) if by_token else self.login.sessions.person(request)
        response = self._refusal(request, person, by_token) or await self.forward(request)
        if not isinstance(response, StreamingResponse):
            response.raw_headers += protection(request.scope)
            if request.method not in ("GET", "HEAD"):
                # The rest of a body that nobody wanted is not waited for.
                response.headers["Connection"] = "close"
        if _path(request) != _HEALTH:
            _log.info(
                "call",
                extra={
                    "holder": person.name if person else None,
                    "address": request.client.host if request.client else None,
                    "method": request.method,
                    "call": _path(request)[:200],
                    "status": response.status_code,
                    "ms": round(1000 * (time.perf_counter() - begin), 3),
                },
            )
        return response

    def _bearer(self, request: Request) -> Person | None:
        """The service whose token came with the request, such as a command that trains."""
        try:
            caller = self._caller(request.headers["authorization"].encode("latin-1"))
        except TokenError:
            return None
        return Person(caller.holder, caller.role, caller.expires)

    def _refusal(self, request: Request, person: Person | None, by_token: bool) -> Response | None:
        """Why the request is not passed on; None if it may be."""
        path, changes = _path(request), not reads(request.method, _path(request))
        if path == _HEALTH and not changes:
            return None
        if is_barred(path):
            return page(request, "not_found", 404)
        if person is None:
            if is_browser(request):
                return self.login.ask(request)
            response = page(request, "no_login", 401)
            response.headers["WWW-Authenticate"] = "Bearer"
            return response
        if not person.may(Role.OPERATOR if changes else Role.READER):
            return page(request, "not_allowed", 403)
        # A browser names the page that sends; the cookie alone does not prove that it was ours.
        foreign = not by_token and request.headers.get("origin") != self.login.origin
        return page(request, "other_site", 403) if foreign and request.method not in ("GET", "HEAD") else None


def _path(request: Request) -> str:
    """The path as MLflow will see it; that of ``request.url`` ends at a decoded ?, and has no line breaks."""
    return str(request.scope["path"])
