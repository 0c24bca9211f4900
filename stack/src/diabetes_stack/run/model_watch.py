"""Watches the answers of a running API after another model was put into service: they must be that model's, to the
bit."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import diabetes
import httpx

from ..example import EXAMPLE
from .smoke import REQUEST_PREFIX, smoke

__all__ = ["WatchError", "watch"]

#: Seconds within which the API must have noticed the model, and between two questions.
_FOLLOW_SECONDS, _EVERY = 30.0, 5.0
#: Questions in a row that may remain without an answer.
_SILENT = 3
_PATIENCE = 10.0
#: People of whom one after another is asked: each figure, and what is missing, makes a difference.
_PEOPLE = [
    EXAMPLE,
    *({**EXAMPLE, "edad": age, "sexo": sex} for age, sex in ((25, "F"), (60, "M"), (78, "F"))),
    *(
        {name: value for name, value in EXAMPLE.items() if name != left_out}
        for left_out in ("fuma", "riesgo_cardiovascular")
    ),
]


class WatchError(Exception):
    """The API does not answer as the model does. The code is a key of the texts of ``update``."""

    def __init__(self, code: str, **parts: object) -> None:
        super().__init__(code)
        self.code = code
        self.parts = parts


def watch(
    api: str,
    model: diabetes.Model,
    findrisc_cut: float | None,
    seconds: float,
    token: str | None = None,
    asked: Callable[[float, float], None] = lambda _passed, _all: None,
) -> int:
    """Ask the API for the given time; returns how many answers were compared. Raises WatchError."""
    headers = {"X-Request-ID": f"{REQUEST_PREFIX}{os.urandom(8).hex()}"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    with httpx.Client(base_url=api.rstrip("/"), headers=headers, timeout=_PATIENCE) as client:
        _follow(client, model.info["version"])
        _smoke(api, token)
        begin = time.monotonic()
        compared = silent = 0
        while True:
            person = _PEOPLE[(compared + silent) % len(_PEOPLE)]
            if _same(client, model, findrisc_cut, person):
                compared, silent = compared + 1, 0
            elif (silent := silent + 1) == _SILENT:
                raise WatchError("silent", count=silent)
            left = begin + seconds - time.monotonic()
            asked(seconds - max(left, 0.0), seconds)
            if left <= 0:
                break
            time.sleep(min(_EVERY, left))
    _smoke(api, token)
    return compared


def _follow(client: httpx.Client, version: str) -> None:
    """Wait until the API answers with the model."""
    end = time.monotonic() + _FOLLOW_SECONDS
    while _version(client) != version:
        if time.monotonic() > end:
            raise WatchError("not_followed", seconds=_FOLLOW_SECONDS)
        time.sleep(0.2)


def _version(client: httpx.Client) -> Any:
    """The version of the model that answers; None if nothing does."""
    try:
        answer = client.get("/model/info")
        return answer.json().get("version") if answer.status_code == 200 else None
    except (httpx.HTTPError, ValueError):
        return None


def _smoke(api: str, token: str | None) -> None:
    failed = [check for check in smoke(api, token=token) if not check.passed]
    if failed:
        raise WatchError("smoke_failed", names=", ".join(check.name for check in failed))


def _same(
    client: httpx.Client, model: diabetes.Model, findrisc_cut: float | None, person: dict[str, Any]
) -> bool:
    """Whether the API answered, in which case it must be as the model does."""
    try:
        answer = client.post("/predict", json=person)
        said = answer.json() if answer.status_code == 200 else None
    except (httpx.HTTPError, ValueError):
        return False
    if not isinstance(said, dict):
        return False
    # The API adds ids and times.
    expected = model.predict(person, findrisc_cut=findrisc_cut).to_dict()
    if differing := [name for name, value in expected.items() if said.get(name) != value]:
        raise WatchError("inconsistent", names=", ".join(differing))
    return True
