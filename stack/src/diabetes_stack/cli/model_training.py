"""Commands that create models: generate, train."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import diabetes
import pyarrow as pa
import pyarrow.parquet as pq
import typer

from ..models import registry, renewal
from ..models.lookup import EXPERIMENT, in_service
from ..models.training import ALGORITHMS, Trained, assess, best, split, train
from ..settings import settings
from .console import DRY_RUN, JSON, errors_said, library_said, say, say_json, table, warn, working
from .db import begin, operator
from .files import read_tables, written
from .model_shown import identity, shown
from .published import aliases, publish
from .texts import word

__all__ = ["add", "keep"]

_ALGORITHMS = ", ".join(ALGORITHMS)


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(name="generate", help=word("model.generate.help"))(_generate)
    group.command(name="train", help=word("model.train.help"))(_train)


def _generate(
    n_samples: int = typer.Option(
        10_000, "--n-samples", "--n_samples", min=1, help=word("model.generate.samples")
    ),
    out: Path = typer.Option(Path("diabetes_data.csv"), "--out", help=word("model.generate.out")),
    seed: int = typer.Option(42, "--seed", help=word("model.generate.seed")),
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Write generated records with their outcome. JSON: ``file``, ``records``, ``seed``, ``dry_run``."""
    with errors_said():
        if not dry_run:
            records = diabetes.generate(n_samples, seed)
            with written(out) as file:
                if out.suffix.lower() in (".parquet", ".pq"):
                    pq.write_table(pa.table(records), file)
                else:
                    file.write_bytes(records.to_csv())
    if as_json:
        say_json({"file": str(out), "records": n_samples, "seed": seed, "dry_run": dry_run})
    else:
        done = "model.generate.would" if dry_run else "model.generate.done"
        say(word(done, records=n_samples, file=out))


def _train(
    experiment: str = typer.Option(
        EXPERIMENT, "--experiment-name", "--experiment_name", help=word("model.train.experiment")
    ),
    data: list[Path] = typer.Option([], "--data", help=word("model.train.data")),
    n_samples: int = typer.Option(10_000, "--n-samples", min=100, help=word("model.train.samples")),
    algorithm: list[str] = typer.Option(
        list(ALGORITHMS), "--algorithm", help=word("model.train.algorithm", known=_ALGORITHMS)
    ),
    test_size: float = typer.Option(
        0.2, "--test-size", min=0.05, max=0.5, help=word("model.train.test_size")
    ),
    seed: int = typer.Option(42, "--seed", help=word("model.train.seed")),
    name: str = typer.Option("", "--name", help=word("model.train.name")),
    source: str = typer.Option("", "--source", help=word("model.train.source")),
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Train one model per algorithm on the same split, register all, and make the best the challenger."""
    if unknown := sorted(set(algorithm) - set(ALGORITHMS)):
        raise typer.BadParameter(word("model.train.unknown", names=", ".join(unknown), known=_ALGORITHMS))
    with errors_said(registry.RegistryError, diabetes.DiabetesError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = read_tables(data) if data else pa.table(diabetes.generate(n_samples, seed))
        origin = source or ", ".join(path.name for path in data) or "generated records"
        fitted, held_out = split(rows, test_size, seed)
        result: dict[str, Any] = {
            "experiment": experiment,
            "data": [str(path) for path in data],
            "rows": fitted.num_rows,
            "held_out": held_out.num_rows,
            "dry_run": dry_run,
        }
        if dry_run:
            _say_plan(result, [(one, name or one) for one in algorithm], as_json)
            return
        trained: list[Trained] = []
        for one in algorithm:
            with working(word("model.train.working", algorithm=one, rows=fitted.num_rows)):
                trained.append(train(fitted, held_out, one, name or one, seed, source))
        with begin(new=True) as connection:
            current = assess(in_service(connection, settings()), held_out)
        chosen = best(trained)
        in_mlflow = keep(trained, chosen, experiment, origin)
    for model in trained:
        _warn(model.model.info)
    if not as_json:
        _show(trained, chosen, current, held_out.num_rows)
        return
    result |= {
        "models": [_told(one) for one in trained],
        "challenger": identity(chosen.model.info),
        "in_service": _told(current),
        "in_mlflow": in_mlflow,
    }
    say_json(result)


def _told(one: Trained) -> dict[str, Any]:
    info = one.model.info
    codes = [warning["code"] for warning in info["training"]["warnings"]]
    facts = {name: info[name] for name in ("algorithm", "synthetic")}
    return identity(info) | facts | {"figures": one.figures, "warnings": codes}


def _say_plan(result: dict[str, Any], models: list[tuple[str, str]], as_json: bool) -> None:
    """Say what would be trained."""
    if as_json:
        say_json(result | {"models": [{"algorithm": one, "name": name} for one, name in models]})
        return
    say(word("model.train.would", rows=result["rows"], held_out=result["held_out"]))
    for one, name in models:
        say(word("model.train.would_model", algorithm=one, name=name))
    say(word("model.train.would_keep", experiment=result["experiment"]))


def keep(trained: Iterable[Trained], chosen: Trained, experiment: str, origin: str) -> bool:
    """Store the models in the database first, in one transaction; then in MLflow, which may be unavailable. Returns
    whether MLflow has them."""
    with begin(new=True) as connection:
        renewal.keep(connection, settings(), trained, chosen, experiment, origin, operator())
    for one in trained:
        # One transaction per model, so that no lock is held while waiting for MLflow.
        with begin(new=True) as connection:
            if not publish(connection, one.model, experiment, one.evaluation, report=one is chosen):
                return False
    with begin(new=True) as connection:
        return aliases(connection)


def _warn(info: dict[str, Any]) -> None:
    """Say what the author of a model should know."""
    for warning in info["training"]["warnings"]:
        warn(f"{info['algorithm']}: {library_said(warning['code'], warning['message'])}")
    if info["synthetic"]:
        warn(word("model.train.synthetic", algorithm=info["algorithm"]))
    elif info["synthetic"] is None:
        warn(word("model.train.unstated", algorithm=info["algorithm"]))


def _show(trained: list[Trained], chosen: Trained, current: Trained, held_out: int) -> None:
    say(word("model.train.held_out", rows=held_out))
    header = [
        *(word("model.model"), word("model.version"), "AUROC", "Brier", word("model.observed_expected")),
        *("R²", "MAE", word("model.category"), ""),
    ]
    notes = [word("model.challenger") if one is chosen else "" for one in trained]
    lines = [_line(one, note) for one, note in zip(trained, notes, strict=True)]
    table(header, [*lines, _line(current, word("model.in_service"))])


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
