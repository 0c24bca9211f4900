"""The services as seen from outside: whether they run, answer, and can predict."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil

from ...dashboard.element import ELEMENT, is_built
from ...settings import Settings
from .. import running
from ..services import SERVICES, Spec
from .finding import Area, Finding, State, problem, unknown, warning, well
from .limits import API_SECONDS, CLOCK_SECONDS

__all__ = ["examine"]

_PATIENCE = 6.0
_API, _SLOW = Area.API, Area.SLOW


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at the process, the API, the clock, the dashboard and MLflow."""
    api = SERVICES["api"](settings)
    state = running.find(settings.folder())
    found = [*_api(api, settings.api_base_url)]
    silent = {"api_port_free", "api_hangs", "api_port_taken"}.intersection(one.code for one in found)
    yield _process(settings.folder(), state, answers=not silent)
    if state is not None or "api_port_free" not in silent:
        yield from found
    yield _other(SERVICES["dashboard"](settings), state, not silent)
    yield well(_API, "form_well") if is_built() else warning(_API, "form_missing", file=ELEMENT)
    mlflow = SERVICES["mlflow"](settings)
    tracking = settings.mlflow_tracking_uri or ""
    if tracking.startswith("http"):
        mlflow = replace(mlflow, address=tracking.rstrip("/"))
    yield _other(mlflow, state, not silent)


def _process(folder: Path, state: running.State | None, answers: bool) -> Finding:
    if state is not None:
        services = ", ".join(state.services)
        return well(_API, "up_runs", pid=state.pid, services=services) if state.ready else warning(
            _API, "up_starts", pid=state.pid
        )  # fmt: skip
    if answers:
        return well(_API, "runs_without_up")
    failure = running.last_failure(folder)
    return Finding(_API, State.PROBLEM, "up_failed", failure) if failure else problem(_API, "not_running")


def _api(spec: Spec, elsewhere: str | None) -> Iterator[Finding]:
    address = elsewhere or spec.address
    begin = time.monotonic()
    try:
        health = httpx.get(f"{address}/health", timeout=_PATIENCE)
        seconds = time.monotonic() - begin
        said = health.json()
        status = said["status"]
    except httpx.ConnectError:
        yield problem(_API, "api_port_free", address=address)
        return
    except httpx.TimeoutException:
        yield problem(_API, "api_hangs", address=address, seconds=_PATIENCE, program=_listening(address))
        return
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        yield problem(_API, "api_port_taken", address=address, program=_listening(address))
        return
    yield _clock(health.headers.get("date"))
    if seconds > API_SECONDS:
        yield problem(_SLOW, "api_slow", seconds=seconds)
    if not said.get("model_loaded"):
        yield problem(Area.MODEL, "api_without_model", address=address)
        return
    if said.get("database") == "away":
        yield problem(Area.DATABASE, "api_without_database", address=address)
        return
    if status != "healthy":
        yield problem(_API, "api_degraded", names=", ".join(map(str, said.get("failing", ()))) or status)
        return
    yield well(_API, "api_answers", address=address, milliseconds=1000 * seconds)


def _clock(date: str | None) -> Finding:
    """The API's clock against this machine's."""
    try:
        said = parsedate_to_datetime(date or "")
    except (TypeError, ValueError):
        return unknown(_API, "clock_unknown")
    ahead = (said - datetime.now(timezone.utc)).total_seconds()
    if abs(ahead) > CLOCK_SECONDS:
        return problem(_API, "clock_differs", seconds=abs(ahead))
    return well(_API, "clock_well")


def _other(spec: Spec, state: running.State | None, api_answers: bool) -> Finding:
    """Dashboard or MLflow. One that `up` was told not to run is none of its business; without `up`, the dashboard may
    be on another machine."""
    if state is not None and spec.name not in state.services:
        return well(_API, f"{spec.name}_unused")
    try:
        status = httpx.get(spec.address + spec.ready_path, timeout=_PATIENCE).status_code
    except httpx.HTTPError:
        status = None
    if status == 200:
        return well(_API, f"{spec.name}_answers", address=spec.address)
    elsewhere = spec.name == "dashboard" and state is None and api_answers
    return (unknown if elsewhere else warning)(
        _API, f"{spec.name}_{'unknown' if elsewhere else 'away'}", address=spec.address
    )


def _listening(address: str) -> str:
    """The program that listens on an address of this machine; a dash if that is not known."""
    port = urlsplit(address).port
    try:
        for one in psutil.net_connections("tcp"):
            if one.status == psutil.CONN_LISTEN and one.laddr.port == port and one.pid:
                return f"{psutil.Process(one.pid).name()} ({one.pid})"
    except (psutil.Error, OSError):
        pass
    return "-"
