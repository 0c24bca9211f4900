"""/openapi.json, and the pages /docs and /redoc as FastAPI builds them. The service ships their scripts because
hospital networks are closed."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache, partial

from fastapi.openapi.docs import get_redoc_html, get_swagger_ui_html
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ..roles import Role
from ..settings import Settings
from .call import ANYBODY
from .openapi import document
from .protection import POLICY

__all__ = ["PAGES", "needs", "pages"]

_TITLE = "Diabetes risk"
_DOCUMENT, _SCRIPTS = "/openapi.json", "/docs-scripts"

#: Paths that exist in addition to the calls.
PAGES = ("/docs", "/redoc", _DOCUMENT, f"{_SCRIPTS}/{{file}}")


def needs(settings: Settings) -> list[tuple[str, str, Role | None]]:
    """Method, path and role of each page: in production they are closed as the calls are."""
    return [("GET", path, Role.READER if settings.production else ANYBODY) for path in PAGES]


def pages(settings: Settings) -> list[BaseRoute]:
    """The document, the pages, and their scripts, taken from the package fastapi-offline, which keeps them current."""
    whole = cache(partial(document, _TITLE, settings, bool(settings.require_token)))

    async def openapi(request: Request) -> JSONResponse:
        root = request.scope.get("root_path", "")
        return JSONResponse({**whole(), "servers": [{"url": root}]} if root else whole())

    async def docs(request: Request) -> HTMLResponse:
        root = request.scope.get("root_path", "")
        page = get_swagger_ui_html(
            openapi_url=f"{root}{_DOCUMENT}",
            title=_TITLE,
            swagger_js_url=f"{root}{_SCRIPTS}/swagger-ui-bundle.js",
            swagger_css_url=f"{root}{_SCRIPTS}/swagger-ui.css",
            swagger_favicon_url=f"{root}{_SCRIPTS}/favicon.png",
        )
        return _protected(request, page)

    async def redoc(request: Request) -> HTMLResponse:
        root = request.scope.get("root_path", "")
        page = get_redoc_html(
            openapi_url=f"{root}{_DOCUMENT}",
            title=_TITLE,
            redoc_js_url=f"{root}{_SCRIPTS}/redoc.standalone.js",
            redoc_favicon_url=f"{root}{_SCRIPTS}/favicon.png",
            with_google_fonts=False,
        )
        return _protected(request, page)

    return [
        Route(_DOCUMENT, openapi),
        Mount(_SCRIPTS, StaticFiles(packages=[("fastapi_offline", "static")])),
        Route("/docs", docs),
        Route("/redoc", redoc),
    ]


def _protected(request: Request, page: HTMLResponse) -> HTMLResponse:
    """The page, which may only run our scripts and those that stand in it."""
    inline = re.findall(rb"<script>(.*?)</script>", bytes(page.body), re.DOTALL)
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one).digest()).decode()}'" for one in inline)
    request.scope[POLICY] = (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ).encode()
    return page
