"""The command that recalibrates a model on outcomes."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import diabetes
import typer

from ..models import figures, registry, training_rows
from ..models.lookup import model_called
from ..settings import settings
from ..store import audit, outcomes
from ..store.engine import Service
from ..store.logs import record
from ..store.tables import utc_now
from .console import DRY_RUN, JSON, errors_said, say, say_json, table, working
from .db import begin, operator
from .model_measured import FILE, LIVE, MODEL, SOURCE, Chosen, chosen, warn_untested
from .model_shown import identity, show_untested, shown, untested
from .published import aliases, publish
from .texts import word

__all__ = ["add"]


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command(name="recalibrate", help=word("model.recalibrate.help"))(_recalibrate)


def _recalibrate(
    model: str = MODEL,
    file: Path | None = FILE,
    live: bool = LIVE,
    source: str | None = SOURCE,
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Fit calibration, interval and cut-offs to measured outcomes; the new version is the challenger. ``dry_run``
    computes it, and stores nothing."""
    with errors_said(registry.RegistryError, diabetes.DiabetesError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with begin(new=True) as connection:
            base = model_called(connection, settings(), model)
            on = chosen(connection, file, live, source)
        name = on.name or "live outcomes"
        with working(word("model.recalibrate.working")):
            renewed = base.recalibrate(on.rows, source=name, date=utc_now().date())
        in_mlflow = None if dry_run else _keep(base, renewed, on, source, name)
    facts = renewed.info["recalibration"]
    warn_untested(on.levels)
    if as_json:
        result = {
            "base": identity(base.info),
            "model": identity(renewed.info),
            "data": name,
            **{part: facts[part] for part in ("rows", "skipped", "outputs", "cutoffs")},
            "untested": untested(on.levels),
            "in_mlflow": in_mlflow,
            "dry_run": dry_run,
        }
        say_json(result)
        return
    skipped = ", ".join(f"{code} {shown(count, 0)}" for code, count in facts["skipped"].items())
    say(word("model.recalibrate.people", people=facts["rows"], skipped=skipped or "0"))
    after, outputs = word("model.recalibrate.after"), facts["outputs"].items()
    header = [
        *(word("model.output"), word("model.recalibrate.refitted"), word("model.events")),
        *(word("model.recalibrate.before", figure=word("model.observed_expected")), after),
        *(word("model.recalibrate.before", figure="Brier"), after, "AUROC"),
    ]
    table(header, [_line(output, of) for output, of in outputs if of is not None])
    done = "model.recalibrate.would" if dry_run else "model.recalibrate.done"
    say(word(done, name=renewed.info["name"], version=renewed.info["version"]))
    if on.levels:
        show_untested(on.levels)


def _keep(
    base: diabetes.Model,
    renewed: diabetes.Model,
    on: Chosen,
    source: str | None,
    name: str,
) -> bool:
    """Store the new version and whom it learned from; returns whether MLflow has it."""
    facts, version = renewed.info["recalibration"], renewed.info["version"]
    with begin(new=True) as connection:
        registry.register(connection, base.to_json().encode())
        registry.register(connection, renewed.to_json().encode())
        registry.name_challenger(connection, renewed.info["hash"])
        if on.people is not None:
            outcomes.learn(connection, version, on.people)
        hashes = training_rows.hashes_of(settings(), on.rows)
        training_rows.keep(connection, settings(), renewed.info["hash"], hashes, base.info["hash"])
        detail = {"base": base.info["version"], "source": source, "rows": facts["rows"]}
        audit.note(connection, operator(), "recalibrate", version, detail)
        figures.keep(connection, version, f"out of fold of {name}", facts["outputs"])
        record(connection, Service.COMMAND, "model_recalibrated", {"model": version, **detail})
    with begin(new=True) as connection:
        return publish(connection, renewed, "Recalibration") and aliases(connection)


def _line(output: str, of: Mapping[str, Any]) -> list[str]:
    before, after = (of[when] or {} for when in ("before", "after"))
    refitted = of["refitted"] + (f" ({of['reason']})" if of["reason"] else "")
    return [
        output,
        refitted,
        shown(of["events"], 0),
        shown(before.get("observed_expected"), 2),
        shown(after.get("observed_expected"), 2),
        shown(before.get("brier"), 4),
        shown(after.get("brier"), 4),
        shown(after.get("auroc")),
    ]
