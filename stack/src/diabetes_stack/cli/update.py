"""Commands that put another version of the services in use, or return to the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

import typer
from sqlalchemy.exc import SQLAlchemyError

from .. import __version__
from ..run import running
from ..run.package import Package, PackageError, check, revisions
from ..run.releases import Releases, here
from ..run.trial import TrialError
from ..run.update import STEPS, Outcome, Update, UpdateError, has_room
from ..settings import settings
from ..store import audit
from ..store.engine import Service, open_store
from ..store.logs import record
from ..store.migrate import plan
from ..store.migrate import revisions as known
from ..store.migrate import upgrade as migrate
from . import update_model
from .console import DRY_RUN, JSON, YES, confirm, fail, say, say_json
from .db import begin, operator
from .smoke import detail
from .texts import word

__all__ = ["add"]

_FROM = typer.Option(None, "--from", metavar="FOLDER", help=word("update.from"))
_VERSION = typer.Option(None, "--version", help=word("update.version"))
_RESTART = typer.Option(None, "--restart", metavar="COMMAND", help=word("update.restart"))
_PROGRAM = typer.Option(..., "--program", help=word("update.program"))
_STOPPED = typer.Option(False, "--stopped", help=word("update.stopped"))


def add(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(help=word("update.help"), no_args_is_help=True)
    group.command("system", help=word("update.system.help"))(_system)
    group.command("rollback", help=word("update.rollback.help"))(_rollback)
    group.command("migrate", help=word("update.migrate.help"), hidden=True)(_migrate)
    update_model.add(group)
    app.add_typer(group, name="update")


def _system(
    source: Path | None = _FROM,
    version: str | None = _VERSION,
    restart: str | None = _RESTART,
    yes: bool = YES,
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Put another version in use: backup, migration, trial, renewal, check; back again if something fails."""
    if (source is None) == (version is None):
        raise typer.BadParameter(word("update.one_source"))
    releases = _releases()
    package = None if source is None else _checked(source)
    wanted = package.version if package else str(version)
    if wanted == releases.current:
        _done({"version": wanted, "changed": False}, word("update.current", version=wanted), as_json)
        return
    if not has_room(releases.home, package):
        fail(word("update.no_room", folder=releases.home))
    if dry_run:
        _planned(releases, wanted, package, as_json)
        return
    confirm(word("update.ask", version=wanted), yes)
    _changed("system_update", releases, restart, lambda update: update.run(wanted, package), as_json)


def _rollback(
    restart: str | None = _RESTART, yes: bool = YES, dry_run: bool = DRY_RUN, as_json: bool = JSON
) -> None:
    """Put the version before in use again."""
    releases = _releases()
    version = releases.previous
    if version is None:
        fail(word("update.no_previous"))
    if dry_run:
        said = word("update.would_return", version=version, current=releases.current)
        _done({"version": version, "before": releases.current, "changed": False}, said, as_json)
        return
    confirm(word("update.ask_return", version=version), yes)
    _changed("system_rollback", releases, restart, lambda update: update.back(), as_json)


def _migrate(
    program: str = _PROGRAM, stopped: bool = _STOPPED, dry_run: bool = DRY_RUN, as_json: bool = JSON
) -> None:
    """Bring the tables to this version, if a program that knows the revision ``program`` can work with them."""
    engine = open_store(settings(), Service.COMMAND)
    try:
        found = plan(engine, program)
        done = not dry_run and (found.adds or stopped)
        if done:
            migrate(engine)
    except SQLAlchemyError as error:
        # The driver's own text: SQLAlchemy adds the statement and its values.
        fail(str(getattr(error, "orig", None) or error).strip())
    finally:
        engine.dispose()
    result = {"version": __version__, "migrations": found.revisions, "adds": found.adds, "done": done}
    _done(result, word("update.migrated", names=", ".join(found.revisions) or "-"), as_json)


def _releases() -> Releases:
    releases = here()
    if releases is None:
        fail(word("update.no_releases"))
    return releases


def _checked(folder: Path) -> Package:
    try:
        return check(folder)
    except PackageError as error:
        fail("\n".join(word(f"update.file.{code}", file=file) for code, file in error.problems))
    except OSError as error:
        fail(f"{folder}: {error.strerror}")


def _planned(releases: Releases, version: str, package: Package | None, as_json: bool) -> None:
    """Say what would be done. The migrations of a version in the package index are not known before it is there."""
    pending = None if package is None else [one for one in revisions(package) if one not in known()]
    state = running.find(settings().folder())
    services = list(state.services) if state else []
    result = {
        "version": version, "before": releases.current, "steps": list(STEPS), "migrations": pending,
        "services": services, "changed": False,
    }  # fmt: skip
    lines = [word("update.plan", version=version, before=releases.current)]
    lines += [f"  {number}. {word(f'update.step.{name}')}" for number, name in enumerate(STEPS, start=1)]
    if pending is not None:
        lines.append(word("update.migrations", names=", ".join(pending) or "-"))
    lines.append(word("update.running" if services else "update.not_running", names=", ".join(services)))
    _done(result, "\n".join(lines), as_json)


def _changed(
    action: str,
    releases: Releases,
    restart: str | None,
    change: Callable[[Update], Outcome],
    as_json: bool,
) -> None:
    update = Update(settings(), releases, restart, _step)
    try:
        outcome = change(update)
    except UpdateError as error:
        _failed(action, update.outcome, error)
    result = asdict(outcome) | {"changed": True}
    _note(action, outcome.version, result)
    _done(result, _success(outcome), as_json)


def _step(name: str) -> None:
    typer.echo(f"{word(f'update.step.{name}')} ...", err=True)


def _success(outcome: Outcome) -> str:
    lines = [
        f"  {word(f'update.step.{name}')}: {word.number(seconds, 1)} s"
        for name, seconds in outcome.seconds.items()
    ]
    if outcome.backup:
        lines.append(word("update.backup", name=outcome.backup))
    lines.append(word("update.done", version=outcome.version, before=outcome.before))
    if outcome.silence is None:
        lines.append(word("update.nothing_runs"))
    else:
        lines.append(word("update.silence", seconds=word.number(outcome.silence, 2)))
    return "\n".join(lines)


def _failed(action: str, outcome: Outcome | None, error: UpdateError) -> NoReturn:
    """Say what failed and what is in use now."""
    parts: dict[str, Any] = dict(error.parts)
    failure = parts.pop("failure", None)
    if isinstance(failure, TrialError):
        parts["said"] = _said(failure)
    lines = [word("update.failed", step=word(f"update.step.{error.step}"))]
    lines.append(word(f"update.{error.code}", **parts))
    lines.append(
        word(
            {None: "update.untouched", True: "update.returned", False: "update.not_returned"}[error.returned]
        )
    )
    if outcome is not None and not outcome.adds:
        lines.append(word("update.restore", backup=outcome.backup))
    result = (asdict(outcome) if outcome else {}) | {
        "step": error.step, "code": error.code, "returned": error.returned, "changed": error.returned is False
    }  # fmt: skip
    if outcome is not None:
        _note(f"{action}_failed", outcome.version, result)
    fail(" ".join(lines), **result)


def _said(failure: TrialError) -> str:
    """What a trial found."""
    if failure.code is not None:
        last = failure.lines[-1:] or [""]
        return f"{word(f'up.{failure.code}', **failure.parts)} {last[0]}".strip()
    return "; ".join(f"{word(f'smoke.name.{check.name}')}: {detail(check)}" for check in failure.failed)


def _note(action: str, version: str, result: dict[str, Any]) -> None:
    with begin() as connection:
        audit.note(connection, operator(), action, version, result)
        level = "ERROR" if action.endswith("_failed") else "INFO"
        record(connection, Service.COMMAND, action, {"version": version, **result}, level)


def _done(result: dict[str, Any], said: str, as_json: bool) -> None:
    if as_json:
        say_json(result)
    else:
        say(said)
