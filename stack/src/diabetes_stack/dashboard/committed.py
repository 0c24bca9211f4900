"""The record that the form element committed, and what became of it; both stay in the session until the next one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from . import context, person
from .client import Client, UnavailableError

__all__ = ["Outcome", "commit", "forget", "repeat", "settled"]

_COMMITTED, _OUTCOME = "committed", "outcome"
#: What was stored of the person in hand, oldest first.
_STORED = "stored"
Answer = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What became of a record: an answer, or the reason why there is none."""

    #: Which commit of the page it was: the same record can be committed again.
    number: int
    record: dict[str, Any]
    #: What the element showed, and with which version of the model.
    shown: Answer
    version: str
    answer: Answer | None = None
    failure: UnavailableError | None = None
    #: Whether the same was stored before, so that it was not sent again.
    is_again: bool = False
    #: What was stored of the person before, with other data.
    earlier: Outcome | None = None

    @property
    def errors(self) -> list[dict[str, Any]]:
        """The errors that the service found in the record."""
        return list((self.answer or {}).get("errors", ()))

    @property
    def accepted(self) -> Answer | None:
        """The answer, unless the record was refused."""
        return None if self.errors else self.answer

    @property
    def prediction_id(self) -> str | None:
        """The identifier of the stored answer; None if none was stored."""
        found = (self.accepted or {}).get("prediction_id")
        return None if found is None else str(found)

    @property
    def is_replaced(self) -> bool:
        """Whether another model answered than the element had."""
        return self.accepted is not None and self.accepted["model_version"] != self.version

    @property
    def differs(self) -> bool:
        """Whether the answer is another one than the element showed, or another model's."""
        answer = self.accepted
        if answer is None:
            return False
        told = {
            "category": answer["category"],
            "next_step": answer["next_step"]["code"],
            "probabilities": answer["probabilities"],
        }
        return self.is_replaced or told != self.shown


def commit() -> None:
    """Take over what the element committed, instead of everything about the last record."""
    given = st.session_state[person.KEY]["commit"]
    _drop(_COMMITTED, _OUTCOME)
    st.session_state[_COMMITTED] = given


def forget() -> None:
    """Remove the person from the session: record, outcome, values tried, what was stored."""
    _drop(_COMMITTED, _OUTCOME, _STORED)


def _drop(*names: str) -> None:
    for name in list(st.session_state):
        if name in names or str(name).startswith("try_"):
            del st.session_state[name]


def repeat() -> None:
    """Have the same record sent again."""
    st.session_state.pop(_OUTCOME, None)


def settled(client: Client) -> Outcome | None:
    """What became of the committed record, which is sent if that is not known yet. None if there is none. A run that
    is interrupted before the end leaves it to the next one."""
    given = st.session_state.get(_COMMITTED)
    if given is not None and _OUTCOME not in st.session_state:
        st.session_state[_OUTCOME] = _send(given, client)
    found: Outcome | None = st.session_state.get(_OUTCOME)
    return found


def _send(given: dict[str, Any], client: Client) -> Outcome:
    record, locale = given["record"], context.locale()
    asked = Outcome(given["number"], record, given["shown"], given["model"])
    stored: list[Outcome] = st.session_state.get(_STORED, [])
    # The newest counts: a value that was corrected and put back is a correction too.
    if (
        stored
        and stored[-1].record == record
        and (stored[-1].accepted or {})["model_version"] == asked.version
    ):
        return replace(asked, answer=stored[-1].answer, is_again=True)
    try:
        earlier = stored[-1] if stored and _is_of_same_person(stored[-1].record, record) else None
        outcome = replace(asked, answer=client.predict(record, locale), earlier=earlier)
    except UnavailableError as failure:
        context.record("api_unavailable", level=30, reason=failure.reason)
        return replace(asked, failure=failure)
    if outcome.prediction_id is not None:
        st.session_state[_STORED] = [*stored, replace(outcome, earlier=None)]
    codes = sorted(error["code"] for error in outcome.errors)
    context.record("prediction", errors=codes, fields=len(record))
    return outcome


def _is_of_same_person(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether a record may correct another: of another age and sex it is another person's, typed over the first."""
    return one.get("sexo") == other.get("sexo") or one.get("edad") == other.get("edad")
