"""Commands that run the services: up, api, dashboard, mlflow, demo."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import diabetes
import typer
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from .. import tokens
from ..dashboard.element import ELEMENT, is_built
from ..logging import set_up
from ..models import registry
from ..models.lookup import default_model
from ..run.process import ServiceFailedError
from ..run.running import State, hold, keep_failure
from ..run.services import SERVICES, Spec, api, dashboard, environment, mlflow, mlflow_behind_login
from ..run.smoke import smoke
from ..run.supervise import STOP_SECONDS, Supervisor, signals
from ..run.up import READY_SECONDS, serve
from ..settings import Settings, settings
from ..store.engine import Service, open_store
from ..store.migrate import ForeignDatabaseError, is_current, upgrade
from ..store.sqlite_file import is_missing
from .console import JSON, errors_said, fail, say, warn
from .database import fail_foreign
from .login import check_login
from .smoke import report
from .texts import word

__all__ = ["add"]

#: Within which MLflow and its proxy stop: whoever supervises them both waits longer.
_PART_SECONDS = 10.0
_SERVICE = typer.Option(list(SERVICES), "--service", help=word("up.service"))


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("up", help=word("up.help"))(up)
    app.command("api", help=word("api.help"))(serve_api)
    app.command("dashboard", help=word("dashboard.help"))(serve_dashboard)
    app.command("mlflow", help=word("mlflow.help"))(serve_mlflow)
    app.command("demo", help=word("demo.help"))(demo)


def up(
    quiet: bool = typer.Option(False, "--quiet", "-q", help=word("up.quiet")), service: list[str] = _SERVICE
) -> None:
    """Start the services, run the jobs, and stop with Ctrl-C."""
    if unknown := set(service) - set(SERVICES):
        raise typer.BadParameter(
            word("up.unknown", names=", ".join(sorted(unknown)), known=", ".join(SERVICES))
        )
    chosen = settings()
    _check_model(chosen)
    check_login(chosen, *service)
    if "dashboard" in service:
        _check_form()
    _migrate(chosen)
    with signals() as asked, _supervised(chosen, service, quiet) as (supervisor, output):
        set_up(chosen, output)
        with hold(chosen.folder(), State(os.getpid(), sys.executable, tuple(service))) as note:
            serve(chosen, supervisor, asked, note, _tell, lambda: _addresses(chosen, service))
    say(word("up.stopped"))


def serve_api() -> None:
    """Run the API alone."""
    from ..api.server import run

    chosen = settings()
    _check_model(chosen)
    _check_database(chosen)
    set_up(chosen)
    run(chosen)


def serve_dashboard() -> None:
    """Run the dashboard alone."""
    _check_model(settings())
    _check_form()
    _become(dashboard(settings()))


def serve_mlflow() -> None:
    """Run MLflow alone."""
    chosen = settings()
    check_login(chosen, "mlflow")
    _migrate(chosen)
    if not chosen.asks_for_login:
        _become(mlflow(chosen))
    specs = mlflow_behind_login(chosen)
    with signals() as asked, _running(chosen, specs, False, _PART_SECONDS) as (supervisor, _):
        if supervisor.wait_ready(READY_SECONDS, asked.stopped):
            supervisor.watch(asked.stopped)


def demo(as_json: bool = JSON) -> None:
    """Start everything in a fresh folder on free ports, check it, and stop it."""
    with tempfile.TemporaryDirectory(prefix="diabetes-demo-") as folder:
        ports = dict(zip(("API_PORT", "STREAMLIT_SERVER_PORT", "MLFLOW_PORT"), _free_ports(3), strict=True))
        os.environ.update({name: str(port) for name, port in ports.items()}, DIABETES_DATA_DIR=folder)
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/diabetes.db"
        for name in ("MLFLOW_TRACKING_URI", "API_BASE_URL"):
            os.environ.pop(name, None)
        chosen = Settings()
        _migrate(chosen)
        names = list(SERVICES)
        with signals() as asked, _supervised(chosen, names, quiet=True, silent=as_json) as (supervisor, _):
            if not supervisor.wait_ready(READY_SECONDS, asked.stopped):
                raise typer.Exit(1)
            if not as_json:
                _addresses(chosen, names)
            addresses = api(chosen).address, dashboard(chosen).address, mlflow(chosen).address
            token = tokens.issue(chosen, "demo", timedelta(minutes=5)) if chosen.require_token else None
            passed = report(smoke(*addresses, token), as_json)
    if not as_json:
        say(word("up.stopped"))
    if not passed:
        raise typer.Exit(1)


def _check_model(chosen: Settings) -> None:
    """Refuse to start with a model that may not be used. An unreadable one is no reason to refuse: a champion may
    answer, and /ready reports if none does."""
    with errors_said(registry.RegistryError), contextlib.suppress(diabetes.DiabetesError, OSError):
        default_model(chosen)


def _check_form() -> None:
    """Warn of a dashboard without its form; its other pages work."""
    if not is_built():
        warn(word("dashboard.no_form", file=ELEMENT))


def _migrate(chosen: Settings) -> None:
    engine = open_store(chosen, Service.COMMAND)
    try:
        _refuse_foreign(engine)
        upgrade(engine)
    finally:
        engine.dispose()


def _refuse_foreign(engine: Engine) -> None:
    try:
        is_current(engine)
    except ForeignDatabaseError as error:
        fail_foreign(engine, error)


def _check_database(chosen: Settings) -> None:
    """Refuse to start with the database of another program. One that does not answer is no reason to refuse: the API
    keeps what it cannot store."""
    engine = open_store(chosen, Service.API)
    try:
        with contextlib.suppress(SQLAlchemyError):
            if not is_missing(engine.url):
                _refuse_foreign(engine)
    finally:
        engine.dispose()


class _Output:
    """The log of this process as a stream: its lines are shown like those of the services."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def write(self, text: str) -> None:
        for line in text.splitlines():
            if line:
                self._say(f"{'up':9} | {line}")

    def flush(self) -> None:
        """Nothing is held back."""


@contextmanager
def _supervised(
    chosen: Settings, names: list[str], quiet: bool, silent: bool = False
) -> Iterator[tuple[Supervisor, Any]]:
    """Run services by their names; the others are told where they are."""
    specs = [SERVICES[name](chosen) for name in SERVICES if name in names]
    for spec in specs:
        if spec.name in ("mlflow", "api"):
            variable = "MLFLOW_TRACKING_URI" if spec.name == "mlflow" else "API_BASE_URL"
            os.environ.setdefault(variable, spec.address)
    with _running(chosen, specs, quiet, silent=silent) as running:
        yield running


@contextmanager
def _running(
    chosen: Settings,
    specs: Sequence[Spec],
    quiet: bool,
    stop_seconds: float = STOP_SECONDS,
    silent: bool = False,
) -> Iterator[tuple[Supervisor, Any]]:
    """Run these services under one supervisor. A failure is reported after their last output. ``quiet`` hides the
    output of the services, ``silent`` also what happens to them."""
    last: deque[str] = deque(maxlen=20)
    errors: deque[str] = deque(maxlen=1)
    # Services and jobs talk at the same time.
    lock = threading.Lock()

    def output(line: str) -> None:
        with lock:
            if "error" in line.lower():
                errors.append(line)
            if quiet:
                last.append(line)
            else:
                typer.echo(line)

    try:
        with Supervisor(specs, output, _say_nothing if silent else _tell, stop_seconds) as supervisor:
            yield supervisor, _Output(output)
    except ServiceFailedError as failure:
        for line in last:
            typer.echo(line, err=True)
        if failure.code not in ("taken", "twice"):
            keep_failure(chosen.folder(), failure, "".join(errors))
        fail(word(f"up.{failure.code}", **_parts(failure.parts)))


def _tell(code: str, **parts: object) -> None:
    say(word(f"up.{code}", **_parts(parts)))


def _say_nothing(code: str, **parts: object) -> None:
    """For a program only the result is printed."""


def _parts(parts: dict[str, object]) -> dict[str, object]:
    return {
        name: word.number(value, 1) if isinstance(value, float) else value for name, value in parts.items()
    }


def _addresses(chosen: Settings, names: list[str]) -> None:
    say()
    places = {
        "api": ("API", f"{api(chosen).address}/docs"),
        "dashboard": (word("up.dashboard"), dashboard(chosen).address),
        "mlflow": ("MLflow", mlflow(chosen).address),
    }
    shown = [place for name, place in places.items() if name in names]
    database = open_store(chosen, Service.COMMAND).url.render_as_string(hide_password=True)
    shown.append((word("up.database"), database))
    width = max(10, *(len(name) for name, _ in shown))
    for name, address in shown:
        say(f"  {name:{width}} {address}")
    say()


def _become(spec: Spec) -> None:
    os.execvpe(spec.command[0], list(spec.command), environment(spec))


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
