"""How each service is started, and where it answers."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url

from ..dashboard.run import command as dashboard_command
from ..settings import Settings
from ..store.engine import MLFLOW_SCHEMA, Service

__all__ = ["SERVICES", "Spec", "api", "dashboard", "mlflow", "mlflow_behind_login", "mlflow_store"]

_HEALTH = "/health"


@dataclass(frozen=True)
class Spec:
    """One service as a process."""

    name: str
    command: tuple[str, ...]
    address: str
    #: Returns 200 when the service is ready.
    ready_path: str
    #: Environment variable that sets the service's port.
    port_variable: str
    environment: Mapping[str, str] = field(default_factory=dict)
    #: Host and port, if it listens on sockets that the supervisor opens, so that another process can follow it without
    #: a gap; None if it opens its own.
    listens_on: tuple[str, int] | None = None

    def of(self, python: str) -> Spec:
        """The same service of the installation with this Python."""
        return replace(self, command=(python, "-m", "diabetes_stack", self.name))


def api(settings: Settings) -> Spec:
    """The HTTP API."""
    return Spec(
        "api",
        (sys.executable, "-m", "diabetes_stack", "api"),
        settings.local(settings.api_port),
        "/ready",
        "API_PORT",
        listens_on=(settings.api_host, settings.api_port),
    )


def dashboard(settings: Settings) -> Spec:
    """The dashboard."""
    return Spec(
        "dashboard",
        tuple(dashboard_command(settings)),
        settings.local(settings.streamlit_server_port),
        "/_stcore/health",
        "STREAMLIT_SERVER_PORT",
    )


def mlflow(settings: Settings) -> Spec:
    """MLflow: experiments, models and their charts. With a login, a process that looks after :func:`two
    <mlflow_behind_login>`."""
    if not settings.asks_for_login:
        return _mlflow_server(
            settings, settings.mlflow_address, settings.mlflow_port, settings.mlflow_allowed_hosts
        )
    command = (sys.executable, "-m", "diabetes_stack", "mlflow")
    return Spec("mlflow", command, _mlflow_address(settings), _HEALTH, "MLFLOW_PORT")


def mlflow_behind_login(settings: Settings) -> tuple[Spec, Spec]:
    """MLflow's server, on a free port of this machine alone, and the proxy through which people and programs reach
    it."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    host = urlsplit(settings.mlflow_public_url or "").netloc
    server = _mlflow_server(
        settings, "127.0.0.1", port, (*settings.mlflow_allowed_hosts, *filter(None, [host]))
    )
    command = (sys.executable, "-m", "diabetes_stack", "mlflow-proxy", server.address)
    proxy = Spec("mlflow", command, _mlflow_address(settings), _HEALTH, "MLFLOW_PORT")
    return replace(server, name="tracking"), proxy


def _mlflow_address(settings: Settings) -> str:
    return settings.local(settings.mlflow_port, settings.mlflow_address)


def _mlflow_server(settings: Settings, host: str, port: int, names: tuple[str, ...]) -> Spec:
    command = [sys.executable, "-m", f"{__package__}.mlflow_server", "--workers", "1"]
    command += ["--artifacts-destination", (settings.folder() / "mlartifacts").as_uri()]
    command += ["--host", host, "--port", str(port)]
    command += _callers(names)
    return Spec(
        "mlflow",
        tuple(command),
        settings.local(port, host),
        _HEALTH,
        "MLFLOW_PORT",
        {
            # Not in the command line, where every user of the machine could read the password.
            "MLFLOW_BACKEND_STORE_URI": mlflow_store(settings),
            # The job runner would start eight helper processes of 310 MB.
            "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
            # Connections are closed after use; see mlflow_app.
            "MLFLOW_SQLALCHEMYSTORE_POOLCLASS": "NullPool",
            "MLFLOW_DISABLE_TELEMETRY": "true",
        },
    )


#: All services, in the order in which they are started.
SERVICES = {"mlflow": mlflow, "api": api, "dashboard": dashboard}


def _callers(names: tuple[str, ...]) -> list[str]:
    """MLflow refuses requests to unknown host names, and pages from unknown origins. By default it accepts this machine
    and private addresses; with names, this machine and those names."""
    if not names:
        return []
    if "*" in names:
        return ["--allowed-hosts", "*", "--cors-allowed-origins", "*"]
    hosts = [host for name in ("localhost", "127.0.0.1", *names) for host in _with_any_port(name)]
    origins = [f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")]
    return ["--allowed-hosts", ",".join(hosts), "--cors-allowed-origins", ",".join(origins)]


def _with_any_port(name: str) -> tuple[str, ...]:
    return (name,) if ":" in name else (name, f"{name}:*")


def mlflow_store(settings: Settings) -> str:
    """The database of MLflow's server: its own schema next to the store, or its own file."""
    url = make_url(settings.sqlalchemy_url)
    if url.get_backend_name() != "postgresql":
        return f"sqlite:///{settings.folder() / 'mlflow.db'}"
    told = {
        "options": f"-csearch_path={MLFLOW_SCHEMA}",
        "application_name": Service.MLFLOW.application,
    }
    schema = url.update_query_dict(told)
    return schema.render_as_string(hide_password=False)


def environment(spec: Spec) -> dict[str, str]:
    """The environment of the service's process: the current one plus the service's own variables."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", **spec.environment}
