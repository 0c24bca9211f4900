"""/openapi.json, and the pages /docs and /redoc as FastAPI builds them, and with ``OIDC_ISSUER`` the login before them.
The service ships their scripts because hospital networks are closed."""

from __future__ import annotations

from functools import cache, partial

from fastapi.openapi.docs import get_redoc_html, get_swagger_ui_html
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ..login.paths import PATHS
from ..settings import Settings
from .gate import SCRIPTS
from .openapi import document
from .visitors import for_readers, login_of

__all__ = ["PAGES", "pages"]

_TITLE = "Diabetes risk"
_DOCS, _DOCUMENT = "/docs", "/openapi.json"

#: Paths that exist in addition to the calls.
PAGES = (_DOCS, "/redoc", _DOCUMENT, f"{SCRIPTS}/{{file}}", *PATHS)


def pages(settings: Settings) -> list[BaseRoute]:
    """The document, the pages, and their scripts, taken from the package fastapi-offline, which keeps them current."""
    whole = cache(partial(document, _TITLE, settings, settings.require_token))
    login = login_of(settings, _DOCS)
    behind = for_readers(settings, login)

    async def openapi(request: Request) -> JSONResponse:
        root = request.scope.get("root_path", "")
        return JSONResponse({**whole(), "servers": [{"url": root}]} if root else whole())

    async def docs(request: Request) -> HTMLResponse:
        root = request.scope.get("root_path", "")
        return get_swagger_ui_html(
            openapi_url=f"{root}{_DOCUMENT}",
            title=_TITLE,
            swagger_js_url=f"{root}{SCRIPTS}/swagger-ui-bundle.js",
            swagger_css_url=f"{root}{SCRIPTS}/swagger-ui.css",
            swagger_favicon_url=f"{root}{SCRIPTS}/favicon.png",
        )

    async def redoc(request: Request) -> HTMLResponse:
        root = request.scope.get("root_path", "")
        return get_redoc_html(
            openapi_url=f"{root}{_DOCUMENT}",
            title=_TITLE,
            redoc_js_url=f"{root}{SCRIPTS}/redoc.standalone.js",
            redoc_favicon_url=f"{root}{SCRIPTS}/favicon.png",
            with_google_fonts=False,
        )

    return [
        Route(_DOCUMENT, openapi, middleware=behind),
        Mount(SCRIPTS, StaticFiles(packages=[("fastapi_offline", "static")])),
        Route(_DOCS, docs, middleware=behind),
        Route("/redoc", redoc, middleware=behind),
        *(login.routes() if login else ()),
    ]
