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

__all__ = ["Spec", "api", "dashboard", "mlflow", "mlflow_address", "mlflow_store"]

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


def api(settings: Settings) -> Spec:
    """The HTTP API."""
    return Spec(
        "api",
        (sys.executable, "-m", "diabetes_stack", "api"),
        settings.local_url(settings.api_port),
        "/ready",
        "API_PORT",
    )


def dashboard(settings: Settings) -> Spec:
    """The dashboard."""
    return Spec(
        "dashboard",
        tuple(dashboard_command(settings)),
        settings.local_url(settings.streamlit_server_port),
        "/_stcore/health",
        "STREAMLIT_SERVER_PORT",
    )


def mlflow(settings: Settings) -> tuple[Spec, ...]:
    """MLflow: experiments, models and their charts. With a login its server is on a port of this machine alone, and
    people and programs reach it through the proxy, which is the last."""
    if not settings.asks_for_login:
        return (
            _mlflow_server(settings, settings.api_host, settings.mlflow_port, settings.mlflow_allowed_hosts),
        )
    port = _free_port()
    host = urlsplit(settings.mlflow_public_url or "").netloc
    names = (*settings.mlflow_allowed_hosts, *filter(None, [host]))
    server = _mlflow_server(settings, "127.0.0.1", port, names)
    proxy = Spec(
        "mlflow",
        (sys.executable, "-m", "diabetes_stack", "mlflow-proxy", f"http://127.0.0.1:{port}"),
        mlflow_address(settings),
        _HEALTH,
        "MLFLOW_PORT",
    )
    return replace(server, name="tracking", address=f"http://127.0.0.1:{port}"), proxy


def mlflow_address(settings: Settings) -> str:
    """Where MLflow answers."""
    return settings.local_url(settings.mlflow_port)


def _mlflow_server(settings: Settings, host: str, port: int, names: tuple[str, ...]) -> Spec:
    command = [sys.executable, "-m", "mlflow", "server", "--workers", "1"]
    command += ["--backend-store-uri", mlflow_store(settings)]
    command += ["--artifacts-destination", (settings.folder() / "mlartifacts").as_uri()]
    command += ["--host", host, "--port", str(port)]
    command += _callers(names)
    return Spec(
        "mlflow",
        tuple(command),
        mlflow_address(settings),
        _HEALTH,
        "MLFLOW_PORT",
        {
            # The job runner would start eight helper processes of 310 MB.
            "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false",
            "MLFLOW_SQLALCHEMYSTORE_POOL_SIZE": str(Service.MLFLOW.connections),
            "MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW": "0",
            "MLFLOW_DISABLE_TELEMETRY": "true",
        },
    )


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
    schema = url.update_query_dict({"options": f"-csearch_path={MLFLOW_SCHEMA}"})
    return schema.render_as_string(hide_password=False)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def environment(spec: Spec) -> dict[str, str]:
    """The environment of the service's process: the current one plus the service's own variables."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", **spec.environment}
