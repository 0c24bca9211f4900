"""What a page needs: language, source of answers, model for drawing, store, event log."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any, TypeVar

import diabetes
import streamlit as st
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from ..login.person import ClaimError, Person, person_of
from ..login.signature import is_signed
from ..models import lookup, registry
from ..settings import Settings, settings
from ..store import logs
from ..store.engine import Service, open_store
from ..store.migrate import is_current
from ..tokens import bearer
from .client import ApiClient, Client, LibraryClient
from .texts import LOCALES, Texts, texts

__all__ = [
    "changed",
    "client",
    "keep_language",
    "locale",
    "model",
    "options",
    "person",
    "record",
    "stored",
    "words",
]

T = TypeVar("T")
#: In the address of a page: its language.
_LANGUAGE = "lang"
_LOG = logging.getLogger("diabetes.dashboard")


def options() -> Settings:
    """The settings of the services."""
    return settings()


def locale() -> str:
    """The tag of the selected language; at first that of the page's address."""
    named = st.query_params.get(_LANGUAGE, LOCALES[0])
    return str(st.session_state.get("locale", named if named in LOCALES else LOCALES[0]))


def keep_language() -> Texts:
    """Keep the language in the page's address, for when the page begins anew."""
    if st.query_params.get(_LANGUAGE, LOCALES[0]) != locale():
        st.query_params[_LANGUAGE] = locale()
    return words()


def words() -> Texts:
    """The texts in the selected language."""
    return texts(locale())


def client() -> Client:
    """The source of answers: the API if configured, otherwise the library with the model in service."""
    url = options().api_base_url
    if url is not None:
        return _api(url)
    return LibraryClient(_model_in_service(), options().findrisc_cut)


@st.cache_resource(show_spinner=False)
def _api(url: str) -> ApiClient:
    return ApiClient(url, bearer=_bearer)


def _bearer() -> dict[str, str]:
    """Who calls the API: the person who has logged in, else the dashboard."""
    who = person()
    if who is None:
        return bearer(options(), "dashboard")
    return bearer(options(), who.name, who.role) if who.role else {}


def person() -> Person | None:
    """The person who has logged in, also when the login has ended by now; None if nobody has. ClaimError if the
    provider's token was not made for these services."""
    if not options().asks_for_login:
        return None
    claims = st.user.to_dict()
    if not claims.get("is_logged_in"):
        return None
    if not is_signed(st.user.tokens.get("id")):
        raise ClaimError("alg")
    return person_of(options(), claims)


def model(version: str | None) -> diabetes.Model | None:
    """The model with this version, for the form, for drawing and for trying values without the API, which would count
    every try as a prediction. A given file yields bit-identical results; None when it is not available."""
    if version is None:
        return None
    at_hand = _bundled(), _of_settings() if options().api_base_url else _model_in_service()
    for known in at_hand:
        if known is not None and known.info["version"] == version:
            return known
    try:
        return _registered(version)
    except (registry.RegistryError, LookupError):
        return None


@st.cache_resource(show_spinner=False)
def _bundled() -> diabetes.Model:
    return diabetes.Model.bundled()


@st.cache_resource(show_spinner=False, ttl=60)
def _model_in_service() -> diabetes.Model:
    """The model in service, as the API finds it; while the store is unavailable, the default model."""
    found = stored(lambda connection: lookup.in_service(connection, options()))
    return lookup.default_model(options()) if found is None else found


@st.cache_resource(show_spinner=False, ttl=60)
def _of_settings() -> diabetes.Model | None:
    """The model that answers while none was promoted; None if there is none, which ``doctor`` explains."""
    try:
        return lookup.default_model(options())
    except (registry.RegistryError, diabetes.DiabetesError, OSError) as error:
        _LOG.warning("model_unreadable %s", type(error).__name__)
        return None


@st.cache_resource(show_spinner=False, ttl=600, max_entries=8)
def _registered(version: str) -> diabetes.Model:
    found = stored(lambda connection: lookup.load(connection, registry.find(connection, version)))
    if found is None:
        # Not cached: the store may be away for a moment only.
        raise LookupError(version)
    return found


@st.cache_resource(show_spinner=False)
def _store() -> Engine:
    return open_store(options(), Service.DASHBOARD)


def stored(read: Callable[[Connection], T]) -> T | None:
    """Read from the store; None while it has no tables or does not respond, which is logged."""
    try:
        engine = _store()
        if not is_current(engine):
            return None
        with engine.connect() as connection:
            return read(connection)
    except SQLAlchemyError as error:
        _LOG.warning("store_unavailable %s", type(error).__name__)
        return None


def changed(change: Callable[[Connection], T]) -> T | None:
    """Change the store in a transaction; None while it does not respond, which is logged: nothing was changed then."""

    def done(connection: Connection) -> T:
        result = change(connection)
        connection.commit()
        return result

    return stored(done)


def record(event: str, level: int = logging.INFO, **detail: Any) -> None:
    """Record an action: figures and names, never a patient's data; with a login, by whom. Without a store it only goes
    to the log."""
    try:
        who = person()
    except ClaimError:
        who = None
    if who is not None:
        detail["by"] = who.name
    _LOG.log(level, "%s %s", event, json.dumps(detail, ensure_ascii=False, sort_keys=True))

    def write(connection: Connection) -> None:
        logs.record(connection, Service.DASHBOARD, event, detail, logging.getLevelName(level))
        connection.commit()

    stored(write)
