"""Feedback on cards, as a client of CDS Hooks sends it."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from ..store.feedback import Feedback
from .cds_texts import REASONS
from .errors import ApiError
from .strict import plain, uuid_in

__all__ = ["read"]

_MOST, _LONGEST_COMMENT = 100, 500
_OUTCOMES = ("accepted", "overridden")


def read(body: bytes) -> list[Feedback]:
    """The feedback in a body. ApiError for the first entry that is not valid: nothing is stored then."""
    given = plain(body)
    entries = given.get("feedback") if isinstance(given, dict) else None
    if not isinstance(entries, list) or not entries or len(entries) > _MOST:
        raise ApiError(422, "no_feedback", "feedback", max=_MOST)
    return [_entry(entry, f"feedback[{place}]") for place, entry in enumerate(entries)]


def _entry(entry: Any, place: str) -> Feedback:
    if not isinstance(entry, dict):
        raise ApiError(422, "bad_feedback", place)
    card, outcome = entry.get("card"), entry.get("outcome")
    known = uuid_in(card)
    if known is None:
        raise ApiError(422, "bad_feedback", f"{place}.card")
    if outcome not in _OUTCOMES:
        raise ApiError(422, "bad_feedback", f"{place}.outcome", allowed=list(_OUTCOMES))
    suggestions = entry.get("acceptedSuggestions", [])
    if not isinstance(suggestions, list) or not all(isinstance(one, dict) for one in suggestions):
        raise ApiError(422, "bad_feedback", f"{place}.acceptedSuggestions")
    ids = [one.get("id") for one in suggestions]
    if not all(isinstance(one, str) and one for one in ids):
        raise ApiError(422, "bad_feedback", f"{place}.acceptedSuggestions")
    if outcome == "accepted" and not ids:
        raise ApiError(422, "bad_feedback", f"{place}.acceptedSuggestions")
    reason = entry.get("overrideReason")
    reason = {} if reason is None else reason
    if not isinstance(reason, dict):
        raise ApiError(422, "bad_feedback", f"{place}.overrideReason")
    coding = reason.get("reason")
    code = coding.get("code") if isinstance(coding, dict) else None
    comment = reason.get("userComment")
    return Feedback(
        known,
        str(outcome),
        # A client may have reasons of its own.
        code if code in REASONS else None if code is None else "other",
        comment[:_LONGEST_COMMENT].replace("\0", "") if isinstance(comment, str) and comment else None,
        _moment(entry.get("outcomeTimestamp"), f"{place}.outcomeTimestamp"),
    )


def _moment(value: object, place: str) -> datetime:
    try:
        # Python 3.10 does not read a Z.
        text = value.replace("Z", "+00:00") if isinstance(value, str) else ""
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ApiError(422, "bad_feedback", place)
    try:
        return moment.astimezone(timezone.utc)
    except OverflowError:
        raise ApiError(422, "bad_feedback", place) from None
