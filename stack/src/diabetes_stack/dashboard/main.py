"""The frame of the dashboard: pages, language, source of answers."""

from __future__ import annotations

import warnings

import streamlit as st

from ..roles import Role
from . import context
from .client import UnavailableError
from .login import admitted, draw_account
from .texts import LOCALES, texts
from .views import batch, individual, information, operation, visual

__all__ = ["main"]

#: By name: what draws the page, its icon, and who may use it where people log in.
_PAGES = {
    "individual": (individual.show, ":material/person:", Role.OPERATOR),
    "batch": (batch.show, ":material/groups:", Role.OPERATOR),
    "visual": (visual.show, ":material/monitoring:", Role.READER),
    "info": (information.show, ":material/info:", Role.READER),
    "operation": (operation.show, ":material/build:", Role.ADMIN),
}
_STYLE = """<style>
[data-testid="stMainBlockContainer"] {padding-top: 3.25rem; max-width: 82rem}
[data-testid="stMetric"] {background: #fff;
  border: 1px solid #d3dadf; border-radius: 6px; padding: .6rem .9rem}
[data-testid="stMetricValue"], [data-testid="stMetricValue"] * {white-space: normal; overflow: visible}
[data-testid="stMetricValue"] {font-size: 1.25rem; line-height: 1.25; font-variant-numeric: tabular-nums}
[data-testid="stMetricLabel"] p, [data-testid="stCaptionContainer"] p {color: #4f5d6a; white-space: normal}
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * {color: #4f5d6a; opacity: 1}
[data-testid="stNumberInputStepUp"], [data-testid="stNumberInputStepDown"] {display: none}
[data-testid="stButtonGroup"] button {padding-left: .6rem; padding-right: .6rem}
:focus-visible {outline: 3px solid #1a66d6; outline-offset: 2px}
.promise {border-left: 4px solid #27693f; background: #dcefe3; color: #1b2530; padding: .55rem .9rem;
  border-radius: 6px; margin-bottom: .25rem}
.lead {background: #fff; border: 1px solid #d3dadf; border-left-width: 6px; border-radius: 6px;
  padding: .8rem 1rem; font-size: 1.05rem; line-height: 1.5}
.people .all {width: 100%; max-width: 30rem; height: auto; display: block}
.people ul {list-style: none; margin: .5rem 0 0; padding: 0}
.people li {display: flex; gap: .5rem; align-items: center; margin: .1rem 0}
.people .one {width: .8rem; flex: none}
@media (max-width: 640px) {[data-testid="stMainBlockContainer"] {padding-left: .9rem; padding-right: .9rem}}
</style>"""


def main() -> None:
    """Draw the selected page."""
    warnings.filterwarnings("ignore", "ignored columns", UserWarning)
    _keep_entries()
    text = context.words()
    st.set_page_config(page_title=text("title"), page_icon=":material/monitor_heart:", layout="wide")
    st.html(_STYLE)
    with st.sidebar:
        st.segmented_control(
            " / ".join(texts(locale)("language") for locale in LOCALES),
            LOCALES,
            default=context.locale(),
            required=True,
            format_func=lambda locale: texts(locale).title,
            key="locale",
        )
    text = context.words()
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
        st.error(text("unavailable", url=failure.url, reason=failure.reason), icon=":material/cloud_off:")
        st.markdown(text("unavailable.do", url=failure.url))


def _keep_entries() -> None:
    """Set all entries again, because Streamlit forgets those of a page that the user leaves."""
    for key in list(st.session_state):
        if str(key).startswith("field_"):
            st.session_state[key] = st.session_state[key]


def _log_visit(page: str) -> None:
    if st.session_state.get("visited") != page:
        st.session_state["visited"] = page
        context.record("page", page=page, locale=context.locale())
