"""The login before MLflow as a process, and whether a login can be offered at all."""

from __future__ import annotations

import typer

from ..settings import Settings, settings
from ..store.engine import Service, open_store
from .texts import word

__all__ = ["add", "check_login"]


def add(app: typer.Typer) -> None:
    """Add the command, which the services start by themselves."""
    app.command("mlflow-proxy", hidden=True, help=word("login.proxy.help"))(_serve)


def _serve(upstream: str = typer.Argument(..., help=word("login.proxy.upstream"))) -> None:
    from ..api.control import AccessControl
    from ..api.server import serve
    from ..logging import set_up
    from ..login.mlflow import create_proxy

    chosen = settings()
    set_up(chosen)
    engine = open_store(chosen, Service.LOGIN)
    control = AccessControl(chosen, engine)
    control.start()
    try:
        serve(
            create_proxy(chosen, upstream, control.caller),
            chosen,
            (chosen.mlflow_address, chosen.mlflow_port),
        )
    finally:
        control.stop()
        engine.dispose()


def check_login(chosen: Settings, *services: str) -> None:
    """Refuse to start services with a login whose settings are incomplete: SettingsError."""
    if chosen.asks_for_login:
        from ..login.provider import public_url, secret

        secret(chosen)
        for service in services:
            public_url(chosen, service)
