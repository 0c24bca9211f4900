"""/openapi.json, and the pages /docs and /redoc as FastAPI builds them, and with ``OIDC_ISSUER`` the login before them.
The service ships their scripts because hospital networks are closed."""

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

from ..login.paths import PATHS
from ..protection import POLICY
from ..roles import Role
from ..settings import Settings
from .call import ANYBODY
from .openapi import document
from .visitors import for_readers, login_of

__all__ = ["PAGES", "needs", "pages", "visited"]

_TITLE = "Diabetes risk"
_DOCS, _REDOC, _DOCUMENT, _SCRIPTS = "/docs", "/redoc", "/openapi.json", "/docs-scripts"
_SHOWN = (_DOCS, _REDOC, _DOCUMENT)
_FILE = f"{_SCRIPTS}/{{file}}"
#: Paths that exist in addition to the calls.
PAGES = (*_SHOWN, _FILE, *PATHS)


def needs(settings: Settings) -> list[tuple[str, str, Role | None]]:
    """Method, path and role of each page: in production, and where people log in, they are closed as the calls are."""
    closed = settings.production or settings.asks_for_login
    need = Role.READER if closed else ANYBODY
    # The scripts are those of a public package; a browser loads them without a token.
    return [
        *(("GET", path, need) for path in _SHOWN),
        ("GET", _FILE, ANYBODY if settings.has_login else need),
    ]


def visited(settings: Settings) -> frozenset[str]:
    """Paths that ask a person for a login by themselves when no token comes."""
    return frozenset((*_SHOWN, *PATHS)) if settings.has_login else frozenset()


def pages(settings: Settings) -> list[BaseRoute]:
    """The document, the pages, and their scripts, taken from the package fastapi-offline, which keeps them current."""
    whole = cache(partial(document, _TITLE, settings, bool(settings.require_token)))
    login = login_of(settings, _DOCS)
    behind = for_readers(login)

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
        Route(_DOCUMENT, openapi, middleware=behind),
        Mount(_SCRIPTS, StaticFiles(packages=[("fastapi_offline", "static")])),
        Route(_DOCS, docs, middleware=behind),
        Route(_REDOC, redoc, middleware=behind),
        *(login.routes() if login else ()),
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
