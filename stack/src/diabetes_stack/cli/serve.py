"""Commands that run the services: up, api, dashboard, mlflow, smoke, demo."""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

import diabetes
import typer

from .. import tokens
from ..models import registry
from ..models.lookup import default_model
from ..run.services import Spec, api, dashboard, environment, mlflow, mlflow_address
from ..run.smoke import Check, smoke
from ..run.supervise import ServiceFailedError, Supervisor, stop_signals
from ..settings import Settings, settings
from ..store.engine import Service, open_store
from ..store.migrate import upgrade
from .console import errors_said
from .login import check_login

__all__ = ["add"]

_READY_SECONDS = 180.0


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("up")(up)
    app.command("api")(serve_api)
    app.command("dashboard")(serve_dashboard)
    app.command("mlflow")(serve_mlflow)
    app.command("smoke")(check)
    app.command("demo")(demo)


def up(quiet: bool = typer.Option(False, "--quiet", "-q", help="Hide the output of the services.")) -> None:
    """Start API, dashboard and MLflow, and stop them with Ctrl-C.

    Without DATABASE_URL everything is stored in SQLite files in DIABETES_DATA_DIR.
    """
    chosen = settings()
    _check_model(chosen)
    check_login(chosen, "api", "dashboard", "mlflow")
    _migrate(chosen)
    with stop_signals() as stopped, _supervised(chosen, quiet) as supervisor:
        if supervisor.wait_ready(_READY_SECONDS, stopped):
            _addresses(chosen)
            supervisor.watch(stopped)
    typer.echo("stopped")


def serve_api() -> None:
    """Run the API alone."""
    from ..api.server import run
    from ..logging import set_up

    chosen = settings()
    _check_model(chosen)
    set_up(chosen)
    run(chosen)


def serve_dashboard() -> None:
    """Run the dashboard alone."""
    _check_model(settings())
    _become(dashboard(settings()))


def serve_mlflow() -> None:
    """Run MLflow alone."""
    chosen = settings()
    _migrate(chosen)
    specs = mlflow(chosen)
    if len(specs) == 1:
        _become(specs[0])
    check_login(chosen, "mlflow")
    with stop_signals() as stopped, _watched(specs, quiet=False) as supervisor:
        if supervisor.wait_ready(_READY_SECONDS, stopped):
            supervisor.watch(stopped)


def check(
    url: str = typer.Argument(help="Address of the API."),
    token: str | None = typer.Option(None, "--token", help="Access token, if the API needs one."),
    dashboard_url: str | None = typer.Option(None, "--dashboard", help="Address of the dashboard."),
    mlflow_url: str | None = typer.Option(None, "--mlflow", help="Address of MLflow."),
) -> None:
    """Check running services from outside: health, model, prediction, batch, refusal."""
    if not _report(smoke(url, dashboard_url, mlflow_url, token)):
        raise typer.Exit(1)


def demo() -> None:
    """Start everything in a fresh folder on free ports, check it, and stop it."""
    with tempfile.TemporaryDirectory(prefix="diabetes-demo-") as folder:
        ports = dict(zip(("API_PORT", "STREAMLIT_SERVER_PORT", "MLFLOW_PORT"), _free_ports(3), strict=True))
        os.environ.update({name: str(port) for name, port in ports.items()}, DIABETES_DATA_DIR=folder)
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/diabetes.db"
        for name in ("MLFLOW_TRACKING_URI", "API_BASE_URL"):
            os.environ.pop(name, None)
        chosen = Settings()
        _migrate(chosen)
        with stop_signals() as stopped, _supervised(chosen, quiet=True) as supervisor:
            if not supervisor.wait_ready(_READY_SECONDS, stopped):
                raise typer.Exit(1)
            _addresses(chosen)
            addresses = api(chosen).address, dashboard(chosen).address, mlflow_address(chosen)
            token = tokens.issue(chosen, "demo", timedelta(minutes=5)) if chosen.require_token else None
            passed = _report(smoke(*addresses, token))
    typer.echo("stopped")
    if not passed:
        raise typer.Exit(1)


def _check_model(chosen: Settings) -> None:
    """Refuse to start with a model that may not be used. An unreadable one is no reason to refuse: a champion may
    answer, and /ready reports if none does."""
    with errors_said(registry.RegistryError), contextlib.suppress(diabetes.DiabetesError, OSError):
        default_model(chosen)


def _migrate(chosen: Settings) -> None:
    engine = open_store(chosen, Service.COMMAND)
    try:
        upgrade(engine)
    finally:
        engine.dispose()


@contextmanager
def _supervised(chosen: Settings, quiet: bool) -> Iterator[Supervisor]:
    """Run the three services under one supervisor."""
    os.environ.setdefault("MLFLOW_TRACKING_URI", mlflow_address(chosen))
    os.environ.setdefault("API_BASE_URL", api(chosen).address)
    with _watched((*mlflow(chosen), api(chosen), dashboard(chosen)), quiet) as supervisor:
        yield supervisor


@contextmanager
def _watched(specs: Sequence[Spec], quiet: bool) -> Iterator[Supervisor]:
    """Run these services. A failure is reported after their last output."""
    last: deque[str] = deque(maxlen=20)

    def say(line: str) -> None:
        if quiet and " | " in line:
            last.append(line)
        else:
            typer.echo(line)

    try:
        with Supervisor(specs, say) as supervisor:
            yield supervisor
    except ServiceFailedError as failure:
        for line in last:
            typer.echo(line, err=True)
        typer.echo(f"error: {failure}", err=True)
        raise typer.Exit(1) from failure


def _addresses(chosen: Settings) -> None:
    typer.echo("")
    for name, address in (
        ("API", f"{api(chosen).address}/docs"),
        ("Dashboard", dashboard(chosen).address),
        ("MLflow", mlflow_address(chosen)),
        ("Database", open_store(chosen, Service.COMMAND).url.render_as_string(hide_password=True)),
    ):
        typer.echo(f"  {name:10} {address}")
    typer.echo("")


def _report(checks: Iterable[Check]) -> bool:
    passed = True
    for one in checks:
        passed = passed and one.passed
        mark = "ok    " if one.passed else "FAILED"
        typer.echo(f"  {mark} {one.name:11} {one.seconds * 1000:6.0f} ms  {one.detail}")
    return passed


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
