"""The way of a new model from records to the decision: trained, kept, judged against the model in service."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import diabetes
import pyarrow as pa
from sqlalchemy import Connection

from ..settings import Settings
from ..store import audit
from ..store.engine import Service
from ..store.logs import record
from . import figures, registry, training_rows
from .judgement import Judgement, NothingToJudgeError, judge
from .lookup import load
from .promotion import fresh_people
from .training import Trained, best, split, train

__all__ = ["judged", "keep", "train_all"]


def train_all(
    rows: pa.Table, algorithms: Iterable[str], name: str, source: str, test_size: float, seed: int
) -> tuple[list[Trained], Trained]:
    """Train a model of each algorithm on the same split; gives all of them, and the best on the people held out.
    Raises diabetes.TrainingError."""
    fitted, held_out = split(rows, test_size, seed)
    trained = [train(fitted, held_out, one, name or one, seed, source) for one in algorithms]
    return trained, best(trained)


def keep(
    connection: Connection,
    settings: Settings,
    trained: Iterable[Trained],
    chosen: Trained,
    experiment: str,
    origin: str,
    by: str,
) -> None:
    """Register models that were trained on the same rows, and name the chosen one to follow the model in service."""
    fitted = chosen.fitted
    few = fitted is not None and fitted.num_rows <= training_rows.MOST
    hashes = training_rows.hashes_of(settings, fitted) if few else None
    for one in trained:
        info = one.model.info
        registry.register(connection, one.model.to_json().encode())
        if hashes is not None:
            training_rows.keep(connection, settings, info["hash"], hashes)
        figures.keep(connection, info["version"], f"held out of {origin}", one.figures)
        detail = {"experiment": experiment, "algorithm": info["algorithm"], "synthetic": info["synthetic"]}
        audit.note(connection, by, "train", info["version"], detail)
        record(connection, Service.COMMAND, "model_trained", {"model": info["version"], **detail})
    registry.name_challenger(connection, chosen.model.info["hash"])


def judged(
    connection: Connection,
    current: diabetes.Model,
    candidate: registry.Version,
    on: str,
    progress: Callable[[int, int], None],
) -> Judgement | NothingToJudgeError:
    """How a registered model compares with the one in service on a named set of outcomes, or why it cannot be told."""
    try:
        people = fresh_people(connection, candidate, on)
        return judge(current, load(connection, candidate), people, progress)
    except NothingToJudgeError as error:
        return error
