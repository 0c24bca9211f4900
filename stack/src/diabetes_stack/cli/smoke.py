"""The smoke command."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from ..run.load import LONGEST
from ..run.smoke import Check, smoke
from .console import JSON, say, say_json
from .texts import word

__all__ = ["add", "detail", "report"]


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command("smoke", help=word("smoke.help"))(_smoke)


def _smoke(
    url: str = typer.Argument(help=word("smoke.url")),
    token: str | None = typer.Option(
        None, "--token", envvar="DIABETES_TOKEN", show_envvar=False, help=word("smoke.token")
    ),
    dashboard_url: str | None = typer.Option(None, "--dashboard", help=word("smoke.dashboard")),
    mlflow_url: str | None = typer.Option(None, "--mlflow", help=word("smoke.mlflow")),
    load: int = typer.Option(
        0, "--load", min=0, max=LONGEST, metavar="SECONDS", help=word("smoke.load.help")
    ),
    as_json: bool = JSON,
) -> None:
    """Check running services from outside: health, model, prediction, batch, refusal."""
    for name, address in (("url", url), ("--dashboard", dashboard_url), ("--mlflow", mlflow_url)):
        if address is not None and not address.startswith(("http://", "https://")):
            raise typer.BadParameter(word("smoke.bad_url"), param_hint=name)
    if not report(smoke(url, dashboard_url, mlflow_url, token, load), as_json):
        raise typer.Exit(1)


def report(checks: Iterable[Check], as_json: bool) -> bool:
    """Print checks, as they are made or as JSON: ``passed``, ``checks``. Returns whether all passed."""
    if as_json:
        found = [*checks]
        said = [
            {"name": one.name, "passed": one.passed, "detail": detail(one), "seconds": round(one.seconds, 3)}
            for one in found
        ]
        passed = all(check.passed for check in found)
        say_json({"passed": passed, "checks": said})
        return passed
    passed = True
    marks = {True: word("smoke.ok"), False: word("smoke.failed")}
    width = max(map(len, marks.values()))
    for one in checks:
        passed = passed and one.passed
        took = word.number(one.seconds * 1000)
        say(f"  {marks[one.passed]:{width}} {word(f'smoke.name.{one.name}'):16} {took:>6} ms  {detail(one)}")
    return passed


def detail(check: Check) -> str:
    """What a check found, in words."""
    parts = {
        name: word.number(value, 1) if isinstance(value, float) else value
        for name, value in check.parts.items()
    }
    return word(f"smoke.{check.code}", **parts)
