"""The frame of the dashboard: pages, language, source of answers."""

from __future__ import annotations

import warnings
from pathlib import Path

import streamlit as st

from ..roles import Role
from . import context
from .away import draw_away
from .client import UnavailableError
from .frame import draw_frame
from .login import admitted, draw_account
from .texts import LOCALES, texts
from .views import batch, individual, information, operation, programme, visual

__all__ = ["main"]

#: A file of our own: Streamlit loads the icons that it knows by name from elsewhere.
_ICON = str(Path(__file__).with_name("icon.svg"))

#: By name: what draws the page, its icon, and who may use it where people log in.
_PAGES = {
    "individual": (individual.show, ":material/person:", Role.OPERATOR),
    "batch": (batch.show, ":material/groups:", Role.OPERATOR),
    "visual": (visual.show, ":material/monitoring:", Role.READER),
    "info": (information.show, ":material/info:", Role.READER),
    "programme": (programme.show, ":material/call:", Role.READER),
    "operation": (operation.show, ":material/build:", Role.ADMIN),
}


def main() -> None:
    """Draw the selected page."""
    warnings.filterwarnings("ignore", "ignored columns", UserWarning)
    text = context.words()
    st.set_page_config(page_title=text("title"), page_icon=_ICON, layout="wide")
    with st.sidebar:
        st.segmented_control(
            " / ".join(texts(locale)("language") for locale in LOCALES),
            LOCALES,
            default=context.locale(),
            required=True,
            format_func=lambda locale: texts(locale).title,
            key="locale",
        )
    text = context.keep_language()
    draw_frame(text)
    if not admitted(text):
        return
    person = context.person()
    shown = {name: page for name, page in _PAGES.items() if person is None or person.may(page[2])}
    first = next(iter(shown))
    pages = [
        st.Page(show, title=text(f"page.{name}"), icon=icon, url_path=name, default=name == first)
        for name, (show, icon, _) in shown.items()
    ]
    page = st.navigation(pages)
    with st.sidebar:
        draw_account(text)
        url = context.options().api_base_url
        st.caption(text("source.library") if url is None else text("source.api", url=url))
    st.title(page.title)
    st.html(f'<div class="promise" role="note">{text("reservation")}</div>')
    _log_visit(page.url_path or first)
    try:
        page.run()
    except UnavailableError as failure:
        context.record("api_unavailable", level=30, reason=failure.reason)
        draw_away(failure, "unavailable", text)
        # A click draws the page anew.
        st.button(text("unavailable.again"), type="primary")


def _log_visit(page: str) -> None:
    if st.session_state.get("visited") != page:
        st.session_state["visited"] = page
        context.record("page", page=page, locale=context.locale())
