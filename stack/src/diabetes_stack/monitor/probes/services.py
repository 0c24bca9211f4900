"""Whether the API, the dashboard and MLflow answer, and what the API says of itself."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...settings import Settings
from ...tokens import bearer
from ..reading import Cause, Reading, down, unknown
from ..web import Answer, NoAnswer, fetch
from .counters import Counters, read

__all__ = ["ApiLook", "address", "look_at_api", "look_at_page", "nothing"]

#: A service that restarts is asked again, for at most this many seconds.
_AGAIN_SECONDS, _PAUSE = 3.0, 1.0
_READY_STATUSES = (503,)
#: The path at which each service says that it is well.
_PATHS = {"api": "/health", "dashboard": "/_stcore/health", "mlflow": "/health"}


@dataclass(frozen=True)
class ApiLook:
    """What the API said, and its totals if it gave them."""

    readings: list[Reading]
    counters: Counters | None


def address(settings: Settings, service: str) -> str:
    """Where a service answers: as the settings say, else on this machine."""
    set_, port = {
        "api": (settings.api_base_url, settings.api_port),
        "dashboard": (settings.dashboard_url, settings.streamlit_server_port),
        "mlflow": (settings.mlflow_tracking_uri, settings.mlflow_port),
    }[service]
    return (set_ if set_ and set_.startswith("http") else settings.local(port)).rstrip("/")


def look_at_page(settings: Settings, service: str) -> list[Reading]:
    """Whether the dashboard or MLflow answers."""
    try:
        _asked(address(settings, service) + _PATHS[service])
    except NoAnswer as problem:
        return [down(service, problem.cause)]
    return [Reading("up", 1, service)]


def look_at_api(settings: Settings) -> ApiLook:
    """Health, readiness, response time and totals of the API."""
    base = address(settings, "api")
    try:
        answer = _asked(base + _PATHS["api"])
        health = json.loads(answer.body)
        readings = [
            Reading("up", 1, "api"),
            Reading("model_loaded", float(bool(health["model_loaded"])), "api"),
            Reading("tasks_failing", len(health["failing"]), "api", _named(health["failing"])),
            Reading("answers_kept_aside", float(health["database"] == "away"), "api"),
            Reading("response_seconds", answer.seconds, "api"),
        ]
    except NoAnswer as problem:
        return ApiLook(nothing(problem.cause), None)
    except (ValueError, KeyError, TypeError) as problem:
        return ApiLook(nothing(Cause("unreadable", {"error": type(problem).__name__})), None)
    readings.append(_ready(base))
    try:
        found = fetch(f"{base}/metrics", bearer(settings, "monitor"))
        return ApiLook(readings, read(found.body, health["total_predictions"]))
    except NoAnswer as problem:
        # The rates are missing then, with this cause.
        return ApiLook([*readings, unknown("error_percent", problem.cause, "api")], None)


def _ready(base: str) -> Reading:
    try:
        ready = fetch(f"{base}/ready", also=_READY_STATUSES)
    except NoAnswer as problem:
        return Reading("ready", 0, "api", problem.cause)
    return Reading("ready", float(ready.status == 200), "api")


def _asked(url: str) -> Answer:
    """The answer, after a few attempts if it fails quickly. Raises NoAnswer."""
    until = time.monotonic() + _AGAIN_SECONDS
    while True:
        try:
            return fetch(url)
        except NoAnswer:
            if time.monotonic() + _PAUSE > until:
                raise
            time.sleep(_PAUSE)


def nothing(cause: Cause) -> list[Reading]:
    """What is known of an API that does not answer."""
    absent = ("model_loaded", "tasks_failing", "answers_kept_aside", "response_seconds", "error_percent")
    return [
        down("api", cause),
        Reading("ready", 0, "api", cause),
        *(unknown(one, cause, "api") for one in absent),
    ]


def _named(failing: Any) -> Cause | None:
    parts: Mapping[str, Any] = {"names": ", ".join(map(str, failing))}
    return Cause("names", parts) if failing else None
