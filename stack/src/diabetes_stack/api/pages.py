"""The pages /docs and /redoc. Their scripts come with the service: hospitals' networks are closed."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.openapi.docs import get_redoc_html, get_swagger_ui_html
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

__all__ = ["PAGES", "SCRIPTS", "add_pages"]

#: Where the scripts are; those of the package fastapi-offline, which keeps them up to date.
SCRIPTS = "/docs-scripts"
#: What is there beside the calls.
PAGES = ("/docs", "/redoc", "/openapi.json", f"{SCRIPTS}/{{file}}")


def add_pages(app: FastAPI) -> None:
    """Add the pages to an application that was made without them."""
    app.mount(SCRIPTS, StaticFiles(packages=[("fastapi_offline", "static")]))

    async def docs(request: Request) -> HTMLResponse:
        root = request.scope.get("root_path", "")
        return get_swagger_ui_html(
            openapi_url=f"{root}{app.openapi_url}",
            title=app.title,
            swagger_js_url=f"{root}{SCRIPTS}/swagger-ui-bundle.js",
            swagger_css_url=f"{root}{SCRIPTS}/swagger-ui.css",
            swagger_favicon_url=f"{root}{SCRIPTS}/favicon.png",
        )

    async def redoc(request: Request) -> HTMLResponse:
        root = request.scope.get("root_path", "")
        return get_redoc_html(
            openapi_url=f"{root}{app.openapi_url}",
            title=app.title,
            redoc_js_url=f"{root}{SCRIPTS}/redoc.standalone.js",
            redoc_favicon_url=f"{root}{SCRIPTS}/favicon.png",
            with_google_fonts=False,
        )

    app.add_route("/docs", docs)
    app.add_route("/redoc", redoc)
