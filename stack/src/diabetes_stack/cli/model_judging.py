"""Commands that evaluate models on outcomes: evaluate, recalibrate."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import diabetes
import typer

from ..models import figures, registry
from ..models.lookup import model_called
from ..settings import settings
from ..store import audit, outcomes
from ..store.engine import Service
from ..store.logs import record
from ..store.tables import utc_now
from .console import Failure, errors_said, say, table, warn, working
from .db import begin, operator
from .files import read_table
from .model_training import shown
from .published import aliases, publish

__all__ = ["add"]

_MODEL = typer.Argument("champion", help="champion, challenger, version, name, nhanes, or a model file.")
_FILE = typer.Argument(None, metavar="[F]", help="CSV or Parquet with outcomes.")
_LIVE = typer.Option(False, "--live", help="Use all stored predictions with outcomes.")
_SOURCE = typer.Option(None, "--source", help="Use stored predictions with the outcomes of this set.")


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(name="evaluate")(_evaluate)
    group.command(name="recalibrate")(_recalibrate)


def _evaluate(
    model: str = _MODEL,
    file: Path | None = _FILE,
    live: bool = _LIVE,
    source: str | None = _SOURCE,
    as_json: bool = typer.Option(False, "--json", help="Print the figures as JSON."),
    html: Path | None = typer.Option(None, "--html", help="Also write the report to this file."),
) -> None:
    """Evaluate a model on measured outcomes and store the figures."""
    with errors_said(registry.RegistryError, diabetes.DiabetesError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with begin() as connection:
            judged = model_called(connection, settings(), model)
            people = None if file else outcomes.measured(connection, _named(file, live, source))
            levels = outcomes.untested(connection) if live else []
        rows = read_table(file) if file else _records(people)
        cluster = None if people is None else people.people
        with working("Evaluating"):
            evaluation = diabetes.evaluate(judged, rows, cluster=cluster)
        metrics = figures.summary(evaluation.to_dict())
        if live:
            metrics["untested"] = {level.risk_level or "none": vars(level) for level in levels}
        name = source or (file.name if file else "live")
        with begin() as connection:
            figures.keep(connection, judged.info["version"], name, metrics)
            detail = {"model": judged.info["version"], "data": name, "rows": metrics["rows"]}
            record(connection, Service.COMMAND, "model_evaluated", detail)
    if html is not None:
        evaluation.to_html(html)
    if as_json:
        say(json.dumps(metrics, ensure_ascii=False, indent=2))
        return
    say(f"{judged.info['name']} {judged.info['version']} on {name}: {metrics['rows']:,} people")
    _show(metrics)
    for warning in evaluation.to_dict()["warnings"]:
        warn(warning["message"])
    _show_untested(levels)


def _recalibrate(
    model: str = _MODEL,
    file: Path | None = _FILE,
    live: bool = _LIVE,
    source: str | None = _SOURCE,
) -> None:
    """Fit calibration, interval and cut-offs to measured outcomes; the new version is the challenger."""
    with errors_said(registry.RegistryError, diabetes.DiabetesError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with begin() as connection:
            base = model_called(connection, settings(), model)
            people = None if file else outcomes.measured(connection, _named(file, live, source))
            levels = outcomes.untested(connection) if live else []
        rows = read_table(file) if file else _records(people)
        name = source or (file.name if file else "live outcomes")
        with working("Recalibrating"):
            renewed = base.recalibrate(rows, source=name, date=utc_now().date())
        facts = renewed.info["recalibration"]
        with begin() as connection:
            registry.register(connection, base.to_json().encode())
            registry.register(connection, renewed.to_json().encode())
            registry.name_challenger(connection, renewed.info["hash"])
            if people is not None:
                outcomes.learn(connection, renewed.info["version"], people)
            detail = {
                "base": base.info["version"],
                "source": source,
                "rows": facts["rows"],
            }
            audit.note(connection, operator(), "recalibrate", renewed.info["version"], detail)
            figures.keep(connection, renewed.info["version"], f"out of fold of {name}", facts["outputs"])
            record(
                connection,
                Service.COMMAND,
                "model_recalibrated",
                {"model": renewed.info["version"], **detail},
            )
        with begin() as connection:
            if publish(connection, renewed, "Recalibration"):
                aliases(connection)
    say(f"{facts['rows']:,} people used, skipped: {facts['skipped'] or 'none'}. Figures are out of fold.")
    header = ["output", "refitted", "events", "obs/exp before", "after", "Brier before", "after", "AUROC"]
    table(header, [_line(output, of) for output, of in facts["outputs"].items() if of is not None])
    say(f"challenger: {renewed.info['name']} {renewed.info['version']}")
    _show_untested(levels)


def _named(file: Path | None, live: bool, source: str | None) -> str | None:
    """The set of outcomes to use; None means all of them."""
    if (file is not None) + live + (source is not None) != 1:
        raise Failure("give exactly one of: a file, --live, --source NAME")
    return source


def _records(people: outcomes.Measured | None) -> list[dict[str, Any]]:
    if people is None or not people.records:
        raise Failure("no outcome is stored: import outcomes with diabetes-stack outcomes import")
    return people.records


def _line(output: str, of: Mapping[str, Any]) -> list[str]:
    before, after = (of[when] or {} for when in ("before", "after"))
    refitted = of["refitted"] + (f" ({of['reason']})" if of["reason"] else "")
    return [
        output,
        refitted,
        "-" if of["events"] is None else f"{of['events']:,}",
        shown(before.get("observed_expected"), 2),
        shown(after.get("observed_expected"), 2),
        shown(before.get("brier"), 4),
        shown(after.get("brier"), 4),
        shown(after.get("auroc")),
    ]


def _show(metrics: Mapping[str, Any]) -> None:
    header = ["output", "people", "events", "AUROC", "Brier", "obs/exp", "from", "to"]
    lines = []
    for output in ("diabetes", "dysglycaemia"):
        of = metrics[output]
        if of is not None:
            low, high = of["observed_expected_interval"] or (None, None)
            lines.append(
                [
                    output,
                    f"{of['rows']:,}",
                    f"{of['events']:,}",
                    shown(of["auroc"]),
                    shown(of["brier"], 4),
                    shown(of["observed_expected"], 2),
                    shown(low, 2),
                    shown(high, 2),
                ]
            )
    table(header, lines)
    glucose = metrics["glucose"]
    if glucose:
        say(
            f"glucose: R² {shown(glucose['r2'])}, MAE {shown(glucose['mae'], 1)} mg/dL, category right for "
            f"{shown(glucose['category_accuracy'])}, 90 % interval covers {shown(glucose['coverage_90'])}"
        )


def _show_untested(levels: list[outcomes.Untested]) -> None:
    """Show which people the figures say nothing about."""
    if not levels:
        return
    say()
    table(
        ["risk level", "predictions", "untested"],
        [[level.risk_level or "-", f"{level.predictions:,}", f"{level.untested:,}"] for level in levels],
    )
    if any(level.untested for level in levels):
        warn(
            "verification bias: the figures come from tested people only. Where the risk level decides who is "
            "tested, sensitivity looks too high and specificity too low; where suspicion does, "
            "observed/expected looks too high. Test some people of every level at random"
        )
