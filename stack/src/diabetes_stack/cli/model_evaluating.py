"""The command that evaluates a model on outcomes."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import diabetes
import typer

from ..models import figures, registry, training_rows
from ..models.lookup import bundled_hash, model_called
from ..settings import settings
from ..store.engine import Service
from ..store.logs import record
from .console import DRY_RUN, JSON, Failure, errors_said, library_said, say, say_json, table, warn, working
from .db import begin
from .files import written
from .model_measured import FILE, LIVE, MODEL, SOURCE, chosen, warn_untested, without
from .model_shown import identity, show_untested, shown
from .texts import word

__all__ = ["add"]


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command(name="evaluate", help=word("model.evaluate.help"))(_evaluate)


def _evaluate(
    model: str = MODEL,
    file: Path | None = FILE,
    live: bool = LIVE,
    source: str | None = SOURCE,
    html: Path | None = typer.Option(None, "--html", help=word("model.evaluate.html")),
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Evaluate a model on measured outcomes and store the figures. JSON: the figures as in the table ``performance``,
    with ``model``, ``data`` and ``dry_run``."""
    with errors_said(registry.RegistryError, diabetes.DiabetesError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with begin(new=True) as connection:
            judged = model_called(connection, settings(), model)
            on = chosen(connection, file, live, source)
            learned = training_rows.known(connection, settings(), judged.info["hash"])
        on, in_training = (on, None) if learned is None else without(on, _places(on.rows, learned))
        cluster = None if on.people is None else on.people.people
        with working(word("model.evaluate.working")):
            evaluation = diabetes.evaluate(judged, on.rows, cluster=cluster)
        metrics = figures.summary(evaluation.to_dict()) | {"in_training": in_training}
        if live:
            metrics["untested"] = {level.risk_level or "none": vars(level) for level in on.levels}
        name = on.name or "live"
        if not dry_run:
            with begin(new=True) as connection:
                figures.keep(connection, judged.info["version"], name, metrics)
                detail = {"model": judged.info["version"], "data": name, "rows": metrics["rows"]}
                record(connection, Service.COMMAND, "model_evaluated", detail)
        if html is not None and not dry_run:
            with written(html) as page:
                evaluation.to_html(page, locale=word.locale)
    for warning in evaluation.to_dict()["warnings"]:
        warn(library_said(warning["code"], warning["message"]))
    warn_untested(on.levels)
    if in_training:
        warn(word("model.evaluate.in_training", left=in_training))
    elif in_training is None and file is not None and judged.info["hash"] != bundled_hash():
        warn(word("model.evaluate.training_unknown"))
    if as_json:
        say_json(metrics | {"model": identity(judged.info), "data": name, "dry_run": dry_run})
        return
    info = judged.info
    say(
        word(
            "model.evaluate.done",
            name=info["name"],
            version=info["version"],
            data=name,
            people=metrics["rows"],
        )
    )
    _show(metrics)
    if on.levels:
        show_untested(on.levels)


def _places(rows: Any, learned: frozenset[bytes]) -> list[int]:
    """The places of the rows from which the model did not learn. Raises Failure if there are none."""
    hashes = training_rows.hashes_of(settings(), rows)
    left = [place for place, one in enumerate(hashes) if one not in learned]
    if hashes and not left:
        raise Failure(word("model.evaluate.all_in_training", rows=len(hashes)))
    return left


def _show(metrics: Mapping[str, Any]) -> None:
    header = [
        *(word("model.output"), word("model.people"), word("model.events"), "AUROC", "Brier"),
        *(word("model.observed_expected"), word("model.from"), word("model.to")),
    ]
    lines = []
    for output in ("diabetes", "dysglycaemia"):
        of = metrics[output]
        if of is not None:
            low, high = of["observed_expected_interval"] or (None, None)
            lines.append(
                [
                    output,
                    shown(of["rows"], 0),
                    shown(of["events"], 0),
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
        figures = {
            "r2": shown(glucose["r2"]),
            "mae": shown(glucose["mae"], 1),
            "category": shown(glucose["category_accuracy"]),
            "coverage": shown(glucose["coverage_90"]),
        }
        say(word("model.evaluate.glucose", **figures))
