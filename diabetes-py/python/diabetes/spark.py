"""PySpark data frames: a model of their rows, answers, evaluations. The workers need this package too."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from . import _partitions
from ._api import _mapping, _text, _warn, _whole
from ._errors import DiabetesError
from ._evaluation import Evaluation
from ._evaluation import evaluate as evaluated
from ._merged import merge
from ._native import Driver, Model, Partition, Table, is_field, prediction_columns

__all__ = ["evaluate", "predict", "train"]

# The rows that the driver keeps; None: 524,288.
_MOST: int | None = None


def train(
    df: Any,
    target: str = "Resultado",
    algorithm: str = "linear",
    outputs: str | Sequence[str] = ("glucose", "dysglycaemia", "diabetes"),
    weights: str | None = None,
    monotone: str | Mapping[str, int] = "default",
    test_size: float = 0.2,
    seed: int = 42,
    name: str | None = None,
    source: str | None = None,
    periods: str | None = None,
) -> Model:
    """Train a model on a PySpark data frame of people with a known outcome, as ``diabetes.train`` does.

    Rows stay in their partitions. Each is checked once; Spark keeps the usable ones, in memory or on disk,
    until the model is made. Up to 524,288 of them come to the driver. With more, the workers also sum all
    rows for every pass: one for least squares, one for a Newton step. ``weights`` and ``periods`` name
    columns; the other options are those of ``diabetes.train``.

    The order of the rows is that of the partitions, and within them their own. The model is the one that
    ``diabetes.train`` makes of the rows in this order, but for rounding in the last digits beyond 524,288
    rows. A frame whose rows or order change whenever they are read, such as a sample without a seed, must be
    written first.

    Raises TrainingError as ``diabetes.train`` does, and with the code ``bad_part`` where the workers' rows
    changed on the way or the workers have another version of this package.

    >>> import diabetes
    >>> diabetes.spark.train([])
    Traceback (most recent call last):
    TypeError: expected a PySpark data frame, not list
    """
    _check(df)
    outputs = [outputs] if isinstance(outputs, str) else list(outputs)
    directions: Mapping[str, int] = {} if monotone == "default" else _mapping(monotone)
    seed = _whole(seed, "seed", 2**64 - 1)
    names = (None if name is None else _text(name), _text(source or ""))
    driver = Driver(algorithm, outputs, directions, test_size, seed, *names, _MOST)
    reading = (target, weights, periods, test_size, seed)
    # What is wrong with the columns is said before any worker begins.
    Partition(*reading).add(_nobody(df))
    read = [name for name in df.columns if is_field(name) or name in (target, weights, periods)]
    model = _partitions.trained(df.select(*read), driver, reading)
    _warn(model)
    return model


def predict(
    df: Any,
    model: Model,
    columns: Sequence[str] | None = None,
    findrisc_cut: float | None = None,
    today: datetime.date | str | None = None,
) -> Any:
    """Answer every row of a PySpark data frame: its own columns, then those of ``Model.predict_batch``.

    Nothing is computed before Spark needs it, and rows stay in their partitions. ``columns`` names the
    answers that are wanted. A row with errors is kept: ``errors`` names them, and the other answers are null.
    ``findrisc_cut`` and ``today`` are those of predict_batch; the day is the same for all rows.

    Raises DiabetesError with the code ``bad_option`` for an unknown answer, or where a column of the frame
    has the name of one, and ``unreadable_table`` for its headings.

    >>> import diabetes
    >>> diabetes.spark.predict([], diabetes.Model.bundled())
    Traceback (most recent call last):
    TypeError: expected a PySpark data frame, not list
    """
    _check(df)
    names = prediction_columns() if columns is None else list(columns)
    unknown = [name for name in names if name not in prediction_columns()]
    if unknown:
        raise DiabetesError(f"option columns: there is no answer {', '.join(unknown)}", "bad_option")
    twice = [name for name in df.columns if name in names]
    if twice:
        told = f"the frame already has columns named as answers: {', '.join(twice)}; rename or drop them"
        raise DiabetesError(told, "bad_option")
    read = [name for name in df.columns if is_field(name)]
    if not read:
        raise DiabetesError("the table cannot be read: no column is a field", "unreadable_table")
    day = datetime.datetime.now(datetime.timezone.utc).date() if today is None else today

    def answers(rows: Any) -> Any:
        # None asks for all. Without any, one is computed and dropped.
        asked = None if columns is None else names or ["errors"]
        found = model.predict_batch(rows, findrisc_cut=findrisc_cut, today=day, columns=asked)
        return _plain(found, names)

    def answered(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            rows = pa.Table.from_batches([batch])
            found = answers(rows.select(read))
            for name in names:
                rows = rows.append_column(name, found[name])
            yield from rows.combine_chunks().to_batches()

    from pyspark.sql.pandas.types import from_arrow_schema

    fields = [*df.schema.fields, *from_arrow_schema(answers(_nobody(df)).schema).fields]
    return df.mapInArrow(answered, type(df.schema)(fields))


def evaluate(
    df: Any,
    model: Model,
    by: str | Sequence[str] = (),
    target: str = "Resultado",
    resamples: int = 1000,
    seed: int = 42,
    site: str = "partition",
    smallest_cell: int = 5,
) -> Evaluation:
    """Evaluate a model on a PySpark data frame of people with a known outcome, as ``diabetes.evaluate`` does.

    Each partition is evaluated where it lies, held in memory as a whole, and only its sums come to the
    driver, which makes one evaluation of them: :func:`diabetes.merge` says how near its figures are to those
    of all rows together, and nearer with a ``smallest_cell`` of 1. The sites of the result are the
    partitions, each named ``site`` and its number.

    Raises DiabetesError as ``diabetes.evaluate`` and ``diabetes.merge`` do.

    >>> import diabetes
    >>> diabetes.spark.evaluate([], diabetes.Model.bundled())
    Traceback (most recent call last):
    TypeError: expected a PySpark data frame, not list
    """
    _check(df)
    by = [by] if isinstance(by, str) else list(by)
    resamples, seed = (
        _whole(value, name, most, DiabetesError)
        for value, name, most in ((resamples, "resamples", 100_000), (seed, "seed", 2**64 - 1))
    )

    def figures(rows: Any, part: int) -> Evaluation:
        name = f"{site} {part}"
        return evaluated(model, rows, by, target=target, resamples=0, site=name, smallest_cell=smallest_cell)

    def partial(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa
        from pyspark import TaskContext

        own = list(batches)
        if any(batch.num_rows for batch in own):
            found = figures(pa.Table.from_batches(own), TaskContext.get().partitionId())
            yield pa.RecordBatch.from_pydict({"evaluation": [json.dumps(found.to_dict())]})

    people = df.select(*(name for name in df.columns if is_field(name) or name in (target, *by)))
    # What is wrong with the columns or options is said before any worker begins.
    nobody = figures(_nobody(people), 0)
    parts = [json.loads(row[0]) for row in people.mapInArrow(partial, "evaluation string").collect()]
    return merge(parts or [nobody], resamples, seed)


def _check(df: Any) -> None:
    if not hasattr(df, "mapInArrow"):
        raise TypeError(f"expected a PySpark data frame, not {type(df).__name__}")


def _nobody(df: Any) -> Any:
    """A table with the columns of the frame, and no rows."""
    from pyspark.sql.pandas.types import to_arrow_schema

    return to_arrow_schema(df.schema).empty_table()


def _plain(answers: Table, names: Sequence[str]) -> Any:
    """These columns of the answers, in types that Spark has."""
    import pyarrow as pa

    table = pa.table(answers).select(names)
    kinds = [kind.value_type if pa.types.is_dictionary(kind) else kind for kind in table.schema.types]
    return table.cast(pa.schema(list(zip(names, kinds, strict=True))))
