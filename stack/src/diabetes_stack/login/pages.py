"""Pages around a login: a sentence and what can be done next; programs get the sentence alone."""

from __future__ import annotations

import html

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from ..accepted import choices, language
from ..contacts import CONTACTS
from ..protection import POLICY
from .texts import text

__all__ = ["is_browser", "page", "words"]

_POLICY = b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
_PAGE = """<!doctype html>
<html lang="{locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>
body {{font: 1rem/1.5 system-ui, sans-serif; color: #1b2530; background: #f5f7f8; margin: 0}}
main {{max-width: 34rem; margin: 12vh auto; padding: 1.5rem 2rem; background: #fff; border: 1px solid #d3dadf;
  border-radius: 6px}}
h1 {{font-size: 1.2rem}} a, button {{font: inherit; color: #fff; background: #0b5f6b; border: 0; border-radius: 6px;
  padding: .5rem 1rem; text-decoration: none; display: inline-block; cursor: pointer}}
:focus-visible {{outline: 3px solid #1a66d6; outline-offset: 2px}}
</style></head><body><main><h1>{title}</h1><p>{said}</p>{action}</main></body></html>
"""


def is_browser(request: Request) -> bool:
    """Whether a person is opening a page, to whom a login can be shown."""
    named = dict(choices(request.headers.get("accept", "")))
    return request.method in ("GET", "HEAD") and named.get("text/html", 0.0) > 0


def words(request: Request, key: str, **parts: object) -> str:
    """A text in the language of the request."""
    return text(key, language(request.headers.get("accept-language", "")), **parts)


def page(request: Request, key: str, status: int, action: str = "", **parts: object) -> Response:
    """An answer with a text: as a page with a button for a person, else as a line. ``action`` is its HTML."""
    locale = language(request.headers.get("accept-language", ""))
    said = text(key, locale, mail=CONTACTS["security"], **parts)
    headers = {"Content-Language": locale, "Vary": "Accept-Language"}
    request.scope[POLICY] = _POLICY
    if not is_browser(request) and not action:
        return PlainTextResponse(said + "\n", status, headers)
    title = html.escape(text("title", locale))
    return HTMLResponse(
        _PAGE.format(locale=locale, title=title, said=html.escape(said), action=action), status, headers
    )
