"""One person: the form element, what became of what it committed, and the effect of other values."""

from __future__ import annotations

import html
from datetime import datetime
from typing import Any

import diabetes
import streamlit as st

from ...contacts import CONTACTS
from .. import context
from ..away import draw_away, draw_for_operators
from ..client import Client, UnavailableError
from ..clock import local
from ..committed import Outcome, commit, forget, repeat, settled
from ..element import ELEMENT, is_built
from ..person import draw_person
from ..plain import plain
from ..saved import draw_download
from ..texts import Texts
from .trying import draw_trying

__all__ = ["show"]

#: Session key of the version of the model in service, as far as known.
_SERVED = "served"


def show() -> None:
    """Draw the page."""
    text = context.words()
    if not is_built():
        st.error(text("person.absent", mail=CONTACTS["devops"]), icon=":material/build:")
        draw_for_operators("person.absent.do", text, file=plain(ELEMENT))
        return
    client = context.client()
    outcome = settled(client)
    version = _version(client, text)
    model = context.model(version)
    if model is None:
        st.error(text("person.no_model", mail=CONTACTS["devops"]), icon=":material/error:")
        draw_for_operators("person.no_model.do", text, version=plain(version))
    else:
        draw_person(_data(model, outcome, text), commit, forget)
    if outcome is not None:
        # Not shown beside other entries: frame.css.
        with st.container(key="outcome"):
            _outcome(outcome, model, text)


def _version(client: Client, text: Texts) -> str:
    """The version of the model in service. While the API is away, the last one known: the entries stay."""
    try:
        st.session_state[_SERVED] = str(client.info()["version"])
    except UnavailableError as failure:
        if _SERVED not in st.session_state:
            raise
        draw_away(failure, "person.away", text)
    return str(st.session_state[_SERVED])


def _data(model: diabetes.Model, outcome: Outcome | None, text: Texts) -> dict[str, Any]:
    words = {name: text(f"person.{name}") for name in ("changed", "incomplete", "sending", "silent")}
    stores = context.options().api_base_url is not None
    return {
        "locale": text.locale,
        "findrisc_cut": context.options().findrisc_cut,
        "model": {"hash": model.info["hash"], "json": model.to_json()},
        "words": {**words, "submit": text("person.store" if stores else "person.accept")},
        "outcome": None
        if outcome is None
        else {
            "number": outcome.number,
            "record": outcome.record,
            "said": _said(outcome, text),
            "kind": "failed" if outcome.accepted is None else "answered",
            "at": (outcome.accepted or {}).get("timestamp"),
        },
    }


def _said(outcome: Outcome, text: Texts) -> str:
    """What became of the record, in a line."""
    answer = outcome.accepted
    if answer is None:
        unsure = outcome.failure is not None and outcome.failure.is_unsure
        return text("outcome.unsure" if unsure else "outcome.failed")
    if outcome.prediction_id is None:
        return text("outcome.not_kept" if context.options().api_base_url else "outcome.library")
    own = context.model(answer["model_version"])
    name = answer["model_version"] if own is None else f"{own.info['name']} {answer['model_version']}"
    # The browser knows the time of the place.
    told = {"at": "{at}", "model": name, "id": outcome.prediction_id}
    if outcome.is_again:
        return text("outcome.again", **told)
    if outcome.earlier is None:
        return text("outcome.stored", **told)
    before = outcome.earlier.accepted or {}
    at = local(datetime.fromisoformat(before["timestamp"]))
    return text("outcome.corrected", **told, earlier=outcome.earlier.prediction_id, earlier_at=f"{at:%H:%M}")


def _outcome(outcome: Outcome, model: diabetes.Model | None, text: Texts) -> None:
    """What the element cannot say: why nothing was stored, another answer than it showed, other values, a download."""
    answer = outcome.accepted
    if answer is None:
        _failure(outcome, text)
        return
    is_current = model is not None and model.info["version"] == answer["model_version"]
    if outcome.differs or not is_current:
        _answer(outcome, answer, is_current, text)
    own = context.model(answer["model_version"])
    if own is not None and answer["not_applicable"] is None:
        draw_trying(own, outcome.record, answer, text)
    draw_download(answer, outcome.record, text)


def _failure(outcome: Outcome, text: Texts) -> None:
    if outcome.errors:
        lines = [f"- {error['message']}" for error in outcome.errors]
        st.error("\n".join([text("outcome.refused"), "", *lines]), icon=":material/error:")
        return
    failure = outcome.failure
    assert failure is not None
    said = "unavailable.unsure" if failure.is_unsure else "unavailable.commit"
    draw_away(failure, said, text)
    st.button(text("outcome.repeat"), on_click=repeat, type="primary")


def _answer(outcome: Outcome, answer: dict[str, Any], is_current: bool, text: Texts) -> None:
    """The stored answer, where the element shows another one or none."""
    changed = "outcome.replaced" if outcome.is_replaced else "outcome.differs"
    st.warning(text(changed if is_current else "outcome.older"), icon=":material/sync_problem:")
    step = diabetes.labels(text.locale)["next_step"][answer["next_step"]["code"]]
    # Whose records the model learned from was written by someone else.
    told = html.escape(answer["interpretation"])
    st.html(f"<p><strong>{step}</strong></p><p>{told}</p>")
