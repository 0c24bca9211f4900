"""What a call about the programme asks for: its query, strictly read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.requests import Request

from ..programme.places import LONGEST, PATTERN
from ..programme.worklist import MOST, Asked
from ..store.steps.states import State
from ..store.tables import utc_now
from .describe import Schema, in_query
from .errors import ApiError
from .patients import named_place

__all__ = ["FILTERS", "PAGE", "asked", "number", "one_of"]

MOST_DAYS, MOST_OFFSET = 36_500, 10_000_000
_NUMBER = re.compile(r"[0-9]{1,9}")
_PLACE: Schema = {"type": "string", "pattern": PATTERN, "maxLength": LONGEST}
FILTERS = [
    in_query(
        "state",
        "Only people in this state. Without it: those for whom something is due today.",
        {"enum": [state.value for state in State]},
    ),
    in_query("site", "Only people of this site.", _PLACE),
    in_query("insurer", "Only people of this insurer.", _PLACE),
    in_query(
        "overdue",
        "Only people who are at least so many days overdue.",
        {"type": "integer", "minimum": 0, "maximum": MOST_DAYS},
    ),
]
PAGE = [
    in_query(
        "limit", "People of a page; 50 if not given.", {"type": "integer", "minimum": 1, "maximum": MOST}
    ),
    in_query("offset", "People to skip.", {"type": "integer", "minimum": 0, "maximum": MOST_OFFSET}),
]


def asked(request: Request) -> Asked:
    """The filters of a request. ApiError for a value that is not valid."""
    state = one_of(request, "state", [state.value for state in State])
    overdue = number(request, "overdue", None, 0, MOST_DAYS)
    where = named_place(_last(request, "site"), _last(request, "insurer"))
    return Asked(utc_now().date(), None if state is None else State(state), *where, overdue)


def number(request: Request, name: str, otherwise: int | None, low: int, high: int) -> int | None:
    """A whole number of the query. ApiError unless it is within its limits."""
    text = _last(request, name)
    if text is None:
        return otherwise
    if _NUMBER.fullmatch(text) is None or not low <= int(text) <= high:
        raise ApiError(422, "bad_parameter", name, min=low, max=high)
    return int(text)


def one_of(request: Request, name: str, allowed: Sequence[str]) -> str | None:
    """A value of the query. ApiError unless it is one of these."""
    text = _last(request, name)
    if text is not None and text not in allowed:
        raise ApiError(422, "bad_parameter", name, allowed=list(allowed))
    return text


def _last(request: Request, name: str) -> str | None:
    """The one value of a parameter; with two of them each part of the way could believe another one."""
    given = request.query_params.getlist(name)
    if len(given) > 1:
        raise ApiError(422, "bad_parameter", name)
    return given[0] if given else None
