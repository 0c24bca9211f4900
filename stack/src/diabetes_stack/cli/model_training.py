"""Commands that create models: generate, train, list, sync."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import diabetes
import pyarrow as pa
import pyarrow.parquet as pq
import typer

from ..models import figures, registry, tracking
from ..models.lookup import in_service
from ..models.training import ALGORITHMS, Trained, assess, best, split, train
from ..settings import settings
from ..store import audit
from ..store.engine import Service
from ..store.logs import record
from .console import Failure, errors_said, say, table, warn, working
from .db import begin, operator
from .files import read_tables
from .published import aliases, publish

__all__ = ["add"]


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(name="generate")(_generate)
    group.command(name="train")(_train)
    group.command(name="list")(_list)
    group.command(name="sync")(_sync)


def _generate(
    n_samples: int = typer.Option(10_000, "--n-samples", "--n_samples", min=1, help="Records to write."),
    out: Path = typer.Option(Path("diabetes_data.csv"), "--out", help="CSV or Parquet file to write."),
    seed: int = typer.Option(42, "--seed", help="Seed of the generator."),
) -> None:
    """Write generated records with their outcome; a model trained on them is never used for patients in production."""
    records = diabetes.generate(n_samples, seed)
    if out.suffix.lower() in (".parquet", ".pq"):
        pq.write_table(pa.table(records), out)
    else:
        out.write_bytes(records.to_csv())
    say(f"{n_samples:,} generated records in {out}")


def _train(
    experiment: str = typer.Option(
        "Production_Update", "--experiment-name", "--experiment_name", help="Experiment in MLflow."
    ),
    data: list[Path] = typer.Option(
        [], "--data", help="CSV or Parquet with outcomes; may be repeated. Without it: generated records."
    ),
    n_samples: int = typer.Option(10_000, "--n-samples", min=100, help="Generated records without --data."),
    algorithm: list[str] = typer.Option(
        list(ALGORITHMS), "--algorithm", help="Algorithm to train; may be repeated (default: all)."
    ),
    test_size: float = typer.Option(0.2, "--test-size", min=0.05, max=0.5, help="Share of rows held out."),
    seed: int = typer.Option(42, "--seed", help="Seed of the split and of the folds."),
    name: str = typer.Option("", "--name", help="The models' name (default: the algorithm)."),
    source: str = typer.Option(
        "",
        "--source",
        help="Whose records these are. Without it the model file says that the source is not stated.",
    ),
) -> None:
    """Train one model per algorithm on the same split, register all, and make the best the challenger."""
    if unknown := set(algorithm) - set(ALGORITHMS):
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: the algorithms are {', '.join(ALGORITHMS)}")
    with errors_said(registry.RegistryError, diabetes.DiabetesError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = read_tables(data) if data else pa.table(diabetes.generate(n_samples, seed))
        origin = source or ", ".join(path.name for path in data) or "generated records"
        fitted, held_out = split(rows, test_size, seed)
        trained: list[Trained] = []
        for one in algorithm:
            with working(f"Training {one} on {fitted.num_rows:,} rows"):
                trained.append(train(fitted, held_out, one, name or one, seed, source))
        with begin() as connection:
            current = assess(in_service(connection, settings()), held_out)
        chosen = best(trained)
        _keep(trained, chosen, experiment, origin)
    _show(trained, chosen, current, held_out.num_rows)


def _keep(trained: Iterable[Trained], chosen: Trained, experiment: str, origin: str) -> None:
    """Store the models in the database first, in one transaction; then in MLflow, which may be unavailable."""
    with begin() as connection:
        for one in trained:
            info = one.model.info
            registry.register(connection, one.model.to_json().encode())
            figures.keep(connection, info["version"], f"held out of {origin}", one.figures)
            detail = {
                "experiment": experiment,
                "algorithm": info["algorithm"],
                "synthetic": info["synthetic"],
            }
            audit.note(connection, operator(), "train", info["version"], detail)
            record(connection, Service.COMMAND, "model_trained", {"model": info["version"], **detail})
        registry.name_challenger(connection, chosen.model.info["hash"])
    with working("Logging in MLflow"):
        for one in trained:
            # One transaction per model, so that no lock is held while waiting for MLflow.
            with begin() as connection:
                if not publish(connection, one.model, experiment, one.evaluation):
                    return
        with begin() as connection:
            aliases(connection)


def _show(trained: list[Trained], chosen: Trained, current: Trained, held_out: int) -> None:
    for one in trained:
        info = one.model.info
        for warning in info["training"]["warnings"]:
            warn(f"{info['algorithm']}: {warning['message']}")
        if info["synthetic"]:
            warn(f"{info['algorithm']}: trained on generated records: it can never be champion in production")
        elif info["synthetic"] is None:
            warn(
                f"{info['algorithm']}: source not stated (--source); a champion in production needs a statement"
            )
    say(f"On {held_out:,} rows held out:")
    header = ["model", "version", "AUROC", "Brier", "obs/exp", "R²", "MAE", "category", ""]
    notes = ["challenger" if one is chosen else "" for one in trained]
    table(
        header,
        [
            *(_line(one, note) for one, note in zip(trained, notes, strict=True)),
            _line(current, "in service"),
        ],
    )


def _line(one: Trained, note: str) -> list[str]:
    info = one.model.info
    risk, glucose = one.figures["diabetes"] or {}, one.figures["glucose"] or {}
    return [
        info["name"],
        info["version"],
        shown(risk.get("auroc")),
        shown(risk.get("brier"), 4),
        shown(risk.get("observed_expected"), 2),
        shown(glucose.get("r2")),
        shown(glucose.get("mae"), 1),
        shown(glucose.get("category_accuracy")),
        note,
    ]


def shown(value: Any, digits: int = 3) -> str:
    """A figure, or a dash if there is none."""
    return "-" if value is None else f"{value:.{digits}f}"


def _list() -> None:
    """Every registered model, the newest first."""
    with errors_said(registry.RegistryError), begin() as connection:
        found = registry.versions(connection)
        champion, challenger = registry.champion(connection), registry.challenger(connection)
        current = in_service(connection, settings()).info
    lines = []
    for version in found:
        notes = [
            note
            for note, holds in (
                ("champion", champion is not None and champion.version.hash == version.hash),
                ("challenger", challenger is not None and challenger.hash == version.hash),
                ("synthetic", version.synthetic),
                ("source not stated", not version.of_people and not version.synthetic),
                ("not in MLflow", version.run_id is None),
            )
            if holds
        ]
        day = f"{version.registered_at:%Y-%m-%d %H:%M}"
        lines.append([version.name, version.version, version.algorithm, day, ", ".join(notes)])
    table(["model", "version", "algorithm", "registered", ""], lines)
    default = "" if champion is not None else ", the default: no model was promoted"
    say(f"in service: {current['name']} {current['version']}{default}")


def _sync() -> None:
    """Update MLflow from the database: missing models, then the aliases."""
    with errors_said(), begin() as connection:
        try:
            with working("Logging in MLflow"):
                published = tracking.sync(settings(), connection)
        except tracking.TrackingError as error:
            raise Failure(str(error)) from error
    say(f"{published} models published, aliases set")
