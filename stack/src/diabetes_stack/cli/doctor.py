"""The doctor command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from ..run.doctor.bundle import write
from ..run.doctor.examination import examine
from ..run.doctor.finding import Area, Finding, State
from ..settings import Settings, SettingsError
from .console import JSON, errors_said, say, say_json, working
from .texts import word

__all__ = ["add"]

_BUNDLE = typer.Option(None, "--bundle", metavar="F", help=word("doctor.bundle"))


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor", help=word("doctor.help"))(_doctor)


def _doctor(bundle: Path | None = _BUNDLE, as_json: bool = JSON) -> None:
    """Look for what prevents the services from working, and say what to do."""
    with working(word("doctor.working")):
        found = [_told(finding) for finding in examine(Settings)]
    result: dict[str, Any] = {
        "well": all(one["state"] == State.WELL.value for one in found),
        "findings": found,
        "bundle": None,
    }
    if bundle is not None:
        with errors_said(OSError):
            write(bundle, found, _settings())
        result["bundle"] = str(bundle)
    if as_json:
        say_json(result)
    else:
        _show(found)
        if bundle is not None:
            say(word("doctor.bundled", file=bundle))
    if not result["well"]:
        raise typer.Exit(1)


def _settings() -> Settings | None:
    try:
        return Settings()
    except SettingsError:
        return None


def _told(finding: Finding) -> dict[str, Any]:
    """A finding in words: what it is, and what to do."""
    parts = {
        name: word.number(value, 1) if isinstance(value, float) else value
        for name, value in finding.parts.items()
    }
    if finding.code == "up_failed":
        code, of_up = finding.parts["code"], finding.parts["parts"]
        parts["said"] = word(f"up.{code}", **of_up) if isinstance(of_up, dict) else code
    return {
        "area": finding.area.value,
        "state": finding.state.value,
        "code": finding.code,
        "found": word(f"doctor.is.{finding.code}", **parts),
        "do": None if finding.state is State.WELL else word(f"doctor.do.{finding.code}", **parts),
    }


def _show(found: list[dict[str, Any]]) -> None:
    """Each kind of trouble with what was found, the worst first."""
    order = [State.PROBLEM, State.WARNING, State.UNKNOWN, State.WELL]
    marks = {state: word(f"doctor.state.{state.value}") for state in order}
    width = max(map(len, marks.values()))
    for area in Area:
        say(word(f"doctor.area.{area.value}"))
        of_area = [one for one in found if one["area"] == area.value]
        for one in sorted(of_area, key=lambda one: order.index(State(one["state"]))):
            say(f"  {marks[State(one['state'])]:{width}}  {one['found']}")
            if one["do"]:
                say(f"  {'':{width}}  -> {one['do']}")
    troubles = sum(one["state"] != State.WELL.value for one in found)
    say(word("doctor.all_well") if troubles == 0 else word("doctor.troubles", count=troubles))
