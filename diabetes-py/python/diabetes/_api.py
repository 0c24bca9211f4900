"""The functions of the package: signatures, documentation and conversions; the work is in the engine."""

from __future__ import annotations

import operator
import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from . import _native
from ._errors import DiabetesError, FieldError, TrainingError, TrainingWarning
from ._frames import like, readable
from ._types import LeastSquares, Measured, ScoreResult


def train(
    data: Any,
    target: str = "Resultado",
    algorithm: str = "linear",
    outputs: Sequence[str] = ("glucose", "dysglycaemia", "diabetes"),
    weights: str | npt.ArrayLike | None = None,
    monotone: str | Mapping[str, int] = "default",
    test_size: float = 0.2,
    seed: int = 42,
    name: str | None = None,
    source: str | None = None,
    judges: npt.ArrayLike | None = None,
    periods: str | npt.ArrayLike | None = None,
) -> _native.Model:
    """Train a model on records with an outcome.

    ``data`` is anything with ``__arrow_c_stream__`` (pandas, polars, pyarrow, DuckDB results) or a list of
    mappings; each row needs edad and sexo. ``target`` names the fasting plasma glucose in mg/dL; a column
    ``hba1c`` (%) is used for the outcomes too. Rows that are not valid, pregnant, of people with diagnosed
    diabetes, or without outcome are skipped and counted by code in ``model.info["training"]["skipped"]``.

    ``algorithm`` is "linear" (one line a number, one table a choice) or "additive" (a smooth curve a number,
    one for each sex where that pays; a generalised additive model). ``outputs`` names what to train.
    ``name`` (default: the algorithm's) and ``source``, the data in words, are kept in the model's file.
    ``model.info["synthetic"]`` is True when the records were generated, as their joint distribution tells
    from 100 rows on, False when they do not look so and ``source`` is stated, and None when it is not.

    ``weights`` is the name of a column or one number a row, in order; a missing or zero weight leaves the row
    out. A share ``test_size`` of the rows, chosen by a hash of ``seed`` and the record, is only measured.
    ``monotone``, of "additive", maps number fields to 1 (the curve never falls), -1 (never rises) or 0
    (both). By default edad, imc, perimetro_abdominal and tas never fall; a mapping changes that for
    the fields it names. A linear term is monotone as it is.

    ``judges`` is True or False for each row, in order: all rows find the terms, but calibration, interval,
    cut-offs and figures come from those that are True alone, such as the latest years.

    ``periods`` is the name of a column or one whole number a row, in order, such as the year it is from. At
    least four periods, each with 10 cases and 10 others among the training rows with every test, show how far
    the level of the risk lies from one to the next: then answers have a ``risk_interval``. Otherwise it is
    None, and a warning says why. No other figure changes.

    Raises TrainingError, with the counts, when too few rows are left. Whatever may make the model worse than
    it looks is a TrainingWarning that begins with its code, and stands in
    ``model.info["training"]["warnings"]``: an output left out, under 10 events a parameter, puntaje_findrisc
    as a predictor, a field that determines the outcome, fields that are not used, rows of people whom the
    estimate does not apply to, a source that is not stated.

    >>> import diabetes
    >>> model = diabetes.train(diabetes.generate(2000, seed=1))
    >>> model.info["metrics"]["held_out"]["glucose"]["r2"] > 0.7
    True
    """
    directions: Mapping[str, int] = {} if monotone == "default" else _mapping(monotone)
    if isinstance(outputs, str):
        outputs = [outputs]
    years = _by_row(periods, "periods")
    columns = [years] if isinstance(years, str) else []
    table, rows, seed = _rows(data, target, weights, seed, columns)
    model = _native.train(
        table,
        target,
        algorithm,
        list(outputs),
        rows,
        directions,
        test_size,
        seed,
        None if name is None else _text(name),
        _text(source or ""),
        None if judges is None else _booleans(judges, "judges"),
        years,
    )
    for warning in model.info["training"]["warnings"]:
        warnings.warn(f"{warning['code']}: {warning['message']}", TrainingWarning, stacklevel=2)
    return model


def least_squares(x: npt.ArrayLike, y: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> LeastSquares:
    """Least squares of ``y`` (n) on ``x`` (n × p) with an intercept; ``weights`` (n) are zero or more.

    A column that is constant or a combination of earlier ones is named in ``aliased`` and has the coefficient
    0. Raises TrainingError for a value that is not finite (naming row and column), for shapes that do not go
    together, and for fewer rows than p + 1.

    >>> import diabetes
    >>> fit = diabetes.least_squares([[1, 2], [2, 4], [3, 6], [4, 8]], [3, 5, 7, 9])
    >>> round(float(fit.coefficients[0]), 12), round(fit.intercept, 12), fit.aliased
    (2.0, 1.0, [1])
    """
    matrix = _real(x, "x")
    if matrix.ndim != 2:
        raise TrainingError(f"x has {matrix.ndim} dimensions instead of 2", "bad_shape")
    rows = None if weights is None else _vector(weights, "weights")
    return LeastSquares(*_native.least_squares(matrix, _vector(y, "y"), rows))


def validate(record: Any, locale: str = "es", strict: bool = False) -> list[FieldError]:
    """Every fault of a record for a prediction; an empty list when it is valid.

    >>> import diabetes
    >>> [error.code for error in diabetes.validate({"edad": 200, "sexo": "H", "imc": 28.5})]
    ['out_of_range', 'not_allowed', 'missing', 'missing', 'missing']
    """
    return _native.validate(record, locale, strict)


def schema(locale: str = "es") -> dict[str, Any]:
    """JSON Schema of a record; the locale changes texts only.

    >>> import diabetes
    >>> diabetes.schema("en")["required"]
    ['edad', 'sexo', 'imc', 'perimetro_abdominal', 'tas', 'tad']
    """
    return _native.schema(locale)


def generate(n: int, seed: int = 42) -> _native.Table:
    """Generated records with their outcome, for tests and demonstrations.

    No predictor reaches more than R² 0.8395 and a category accuracy of 0.920 on them.

    >>> import diabetes
    >>> diabetes.generate(10).num_rows
    10
    """
    return _native.generate(_whole(n, "n", 100_000_000), _whole(seed, "seed", 2**64 - 1))


def json_records(body: bytes, most: int | None = None, locale: str = "es") -> list[bytes]:
    """The texts of the records in a JSON list, which is checked as a whole; what each of them is says
    :meth:`Model.answer_record`.

    Of a list with more than ``most`` items there is one more than that, and no further ones. Raises
    ValidationError, ``invalid_json`` or ``not_a_record``, where the text is no list.

    >>> import diabetes
    >>> diabetes.json_records(b'[{"edad": 45}, 7]')
    [b'{"edad": 45}', b'7']
    """
    return _native.json_records(body, sys.maxsize if most is None else most, locale)


def read_csv(source: str | os.PathLike[str] | IO[bytes] | IO[str]) -> _native.Table:
    """A CSV file as a table for ``train``, ``predict_batch`` and the others; ``source`` is a path or a file.

    Encoding (UTF-8, UTF-16 with a byte-order mark, Windows-1252) and separator (``,``, ``;`` or a tab) are
    found by looking; a first line ``sep=;`` says it. Headings name fields whatever the case, accents, blanks
    and a unit in brackets. The table's cells stay text, so that identifiers keep their zeros, and are read by
    the functions it is given to: numbers with a decimal point or comma, one that could be read in two ways
    being the error ``ambiguous_number`` of its row. Where rows have fewer or more cells than the header, the
    column ``csv.cells`` holds how many, and these rows have the error ``cell_count``; it holds 0 where text
    follows a closing quote, the error ``text_after_quote``.

    Give the table itself, or what pyarrow makes of it: a frame of another library does not know how the file
    writes its numbers. Raises DiabetesError (``unreadable_table``) when the first line names no field, one
    twice or one in another unit, and when a quote is never closed, with its line.

    >>> import diabetes, io
    >>> table = diabetes.read_csv(io.StringIO("id;edad;sexo;imc\\n007;45;M;28,5\\n"))
    >>> table.column("id"), table.column("imc")
    (['007'], ['28,5'])
    """
    if isinstance(source, str | os.PathLike):
        return _native.read_csv(Path(source).read_bytes())
    content = source.read()
    return _native.read_csv(content.encode() if isinstance(content, str) else content)


def read_csv_fields(body: bytes) -> tuple[_native.Table, list[str]]:
    """The columns of a CSV file that are fields of the schema, as :func:`read_csv` gives them, and the names
    of the others, which are not read: a file of many such columns takes no more memory than its fields.

    >>> import diabetes
    >>> table, others = diabetes.read_csv_fields(b"id;edad;sexo\\n007;45;M\\n")
    >>> table.column_names, others
    (['edad', 'sexo'], ['id'])
    """
    return _native.read_csv_fields(body)


def score(name: str, record: Any, cut: float | None = None, locale: str = "es") -> ScoreResult:
    """A published score, by its name in :func:`scores`, of any mapping; no field is required.
    Bytes are read as the JSON of one, as by :meth:`Model.predict_json`.

    ``cut`` are the points from which a test is advised; without one the score's own cut-off counts, where it
    has one. What is not known gives an interval of points. Raises ValidationError, and DiabetesError with the
    code ``unknown_score`` or, for a cut-off outside the range of points, ``bad_cut``.

    >>> import diabetes
    >>> diabetes.score("ada_risk_test", {"edad": 62, "sexo": "M", "imc": 31}).referral
    {'cut': 5.0, 'advised': True}
    """
    return ScoreResult(**_native.score(name, record, cut, locale))


def findrisc(record: Any, cut: float | None = None, locale: str = "es") -> ScoreResult:
    """FINDRISC, the form of 0 to 26 points, of any mapping; no field is required.

    Cut-offs differ by place, so there is none but ``cut``.

    >>> import diabetes
    >>> result = diabetes.findrisc({"edad": 50, "imc": 31, "realiza_ejercicio": "Si"}, cut=12)
    >>> result.points, result.points_min, result.points_max, result.referral
    (None, 5.0, 22.0, {'cut': 12.0, 'advised': None})
    """
    return score("findrisc", record, cut, locale)


def findrisc_2003(record: Any, cut: float | None = None, locale: str = "es") -> ScoreResult:
    """FINDRISC as the paper of 2003 prints it: seven items, 0 to 20 points; not the same score as the form.

    No field answers its item on activity (four hours a week), so the points are always an interval:
    ``points_min`` holds for a person who is that active, ``points_max`` for another. A test is advised from
    ``cut``, or from the paper's 9 points.

    >>> import diabetes
    >>> diabetes.findrisc_2003({"edad": 66, "imc": 31, "antecedente_glucosa_alta": "Si"}).referral
    {'cut': 9.0, 'advised': True}
    """
    return score("findrisc_2003", record, cut, locale)


def ada_risk_test(record: Any, cut: float | None = None, locale: str = "es") -> ScoreResult:
    """The ADA risk test, 0 to 11 points, of any mapping; a test is advised from ``cut``, or from 5 points.

    >>> import diabetes
    >>> diabetes.ada_risk_test({"edad": 62, "sexo": "M", "imc": 31}).points_min
    6.0
    """
    return score("ada_risk_test", record, cut, locale)


def score_batch(name: str, data: Any, cut: float | None = None) -> Any:
    """A published score of every row of a table; ``name`` and ``cut`` as in :func:`score`.

    ``data`` is anything with ``__arrow_c_stream__``; no column is required. The answer is the same kind of
    table: points, points_min, points_max, band, test_advised, and errors, the codes of a bad row joined by
    ``;``; null where there is nothing to say.

    >>> import diabetes
    >>> scores = diabetes.score_batch("ada_risk_test", diabetes.generate(5))
    >>> scores.column_names
    ['points', 'points_min', 'points_max', 'band', 'test_advised', 'errors']
    """
    table = readable(data)
    if not hasattr(table, "__arrow_c_stream__"):
        raise TypeError("expected a table; score() takes one record")
    return like(_native.score_batch(name, table, cut), table)


def scores() -> list[dict[str, Any]]:
    """The published scores: outcome, population, table and publication of each.

    The keys are ``name``, ``title``, ``range``, ``horizon_years``, ``population``, ``outcome``, ``bands``,
    ``default_cut``, ``other_cuts``, ``citation``, ``licence``, ``note`` and ``items``.

    >>> import diabetes
    >>> [(score["name"], score["range"]) for score in diabetes.scores()]
    [('findrisc', [0.0, 26.0]), ('findrisc_2003', [0.0, 20.0]), ('ada_risk_test', [0.0, 11.0])]
    """
    return _native.scores()


def priority(answers: Any) -> Any:
    """Who comes first among the rows of :meth:`Model.predict_batch`.

    Urgent rows come first, then rows with a measured value, before any estimate. The answer is the same kind
    of table, with the columns ``priority`` and ``rank`` (1 comes first). The priorities, in this order:
    ``urgent``, ``measured_diabetes``, ``measured_prediabetes``, the levels of risk ``Alto``, ``Moderado`` and
    ``Bajo``, ``no_level``, ``not_applicable``, ``errors``; in one the higher ``prob_Diabetes`` comes first.
    Each row has one, so that counts by it add up. Raises ValueError when a column of the answers is missing.

    >>> import diabetes
    >>> rows = [{"edad": 25, "sexo": "F", "imc": 21, "perimetro_abdominal": 70, "tas": 110, "tad": 70}] * 2
    >>> import pyarrow as pa
    >>> table = pa.Table.from_pylist([rows[0], {**rows[1], "hba1c": 7.2}, {"edad": 7}], schema=pa.schema(
    ...     [(name, pa.string() if name == "sexo" else pa.float64()) for name in (*rows[0], "hba1c")]))
    >>> order = diabetes.priority(diabetes.Model.bundled().predict_batch(table))
    >>> order["priority"].to_pylist(), order["rank"].to_pylist()
    (['Bajo', 'measured_diabetes', 'errors'], [2, 1, 3])
    """
    columns = ("urgent", "measured", "risk_level", "prob_Diabetes", "warnings", "errors")
    table = readable(answers, columns)
    if not hasattr(table, "__arrow_c_stream__"):
        raise TypeError("expected a table of answers; a single answer has its own priority")
    return like(_native.priority(table), table)


def advice(locale: str = "es") -> list[dict[str, Any]]:
    """What each code of the advice says: code, urgent, test_advised, text, source.

    The urgent codes come first, then the next steps in the order in which the first that holds is taken.

    >>> import diabetes
    >>> [row["code"] for row in diabetes.advice() if row["test_advised"]]
    ['confirm', 'complete', 'test']
    """
    return _native.advice(locale)


def classify_glucose(mg_dl: float, locale: str = "es") -> Measured:
    """Class of a measured fasting glucose, mg/dL within 20-1000, by the ADA's cut-offs alone.

    Those end at the bottom with Normal; the answer to a record gives a glucose below 54 no category.

    >>> import diabetes
    >>> diabetes.classify_glucose(126)
    Measured(category='Diabetes', risk_level='Alto', confirm=True)
    """
    return Measured(**_native.classify_glucose(mg_dl, locale))


def categories(locale: str = "es") -> list[dict[str, Any]]:
    """The ADA categories of a measured fasting glucose, ascending.

    The keys are ``category``, ``min`` (mg/dL, included), ``max`` (not included), ``risk_level``,
    ``description`` and ``recommendation``.

    >>> import diabetes
    >>> [(row["category"], row["min"], row["max"]) for row in diabetes.categories()]
    [('Normal', None, 100.0), ('Prediabetes', 100.0, 126.0), ('Diabetes', 126.0, None)]
    """
    return _native.categories(locale)


def classify_hba1c(percent: float, locale: str = "es") -> Measured:
    """Class of a measured HbA1c, % within 3-20.

    >>> import diabetes
    >>> diabetes.classify_hba1c(5.6)
    Measured(category='Normal', risk_level='Bajo', confirm=False)
    """
    return Measured(**_native.classify_hba1c(percent, locale))


def auroc(outcomes: npt.ArrayLike, scores: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> float:
    """Area under the ROC curve; ties count half. ``outcomes`` are Booleans or 0 and 1.

    Raises ValueError when an outcome is anything else or missing, when one of the two groups is empty, when
    lengths differ, when a score is NaN, and when a weight is negative or not finite.

    >>> import diabetes
    >>> diabetes.auroc([False, False, True, True], [0.1, 0.4, 0.35, 0.8])
    0.75
    """
    cases = _vector(outcomes, "outcomes")
    if not np.isin(cases, (0.0, 1.0)).all():
        raise ValueError("outcomes must be Booleans or 0 and 1, without missing values")
    area = _native.auroc(
        cases == 1.0, _vector(scores, "scores"), None if weights is None else _vector(weights, "weights")
    )
    if area is None:
        raise ValueError(
            "auroc needs both outcomes, equal lengths, scores without NaN, and weights of zero or more"
        )
    return area


def _text(text: str) -> str:
    """A text that a file can hold: halves of letters are none."""
    return text.encode(errors="replace").decode()


def _rows(
    data: Any, target: str, weights: str | npt.ArrayLike | None, seed: int, named: Sequence[str] = ()
) -> tuple[Any, str | npt.NDArray[np.float64] | None, int]:
    """Data, weights and seed as the engine takes them, for training and for recalibration."""
    rows = _by_row(weights, "weights")
    columns = (target, rows) if isinstance(rows, str) else (target,)
    return readable(data, (*columns, *named)), rows, _whole(seed, "seed", 2**64 - 1)


def _by_row(
    values: str | npt.ArrayLike | None, name: str, error: type[DiabetesError] = TrainingError
) -> str | npt.NDArray[np.float64] | None:
    """The name of a column, or one number a row."""
    return values if values is None or isinstance(values, str) else _vector(values, name, error)


def _real(
    values: npt.ArrayLike, name: str, error: type[DiabetesError] = TrainingError
) -> npt.NDArray[np.float64]:
    if np.iscomplexobj(values):
        raise error(f"{name} is complex", "bad_shape")
    return np.asarray(values, dtype=np.float64)


def _vector(
    values: npt.ArrayLike, name: str, error: type[DiabetesError] = TrainingError
) -> npt.NDArray[np.float64]:
    vector = _real(values, name, error)
    if vector.ndim != 1:
        raise error(f"{name} has {vector.ndim} dimensions instead of 1", "bad_shape")
    return vector


def _booleans(values: npt.ArrayLike, name: str) -> list[bool]:
    array = np.asarray(values)
    if array.ndim != 1:
        raise TrainingError(f"{name} has {array.ndim} dimensions instead of 1", "bad_shape")
    if not all(isinstance(value, (bool, np.bool_)) for value in array):
        raise TrainingError(f"option {name} must be True or False for each row", "bad_option")
    return [bool(value) for value in array]


def _mapping(monotone: str | Mapping[str, int]) -> Mapping[str, int]:
    if isinstance(monotone, str) or not all(way in (-1, 0, 1) for way in monotone.values()):
        raise TrainingError('option monotone must be "default" or map fields to 1, 0 or -1', "bad_option")
    return monotone


def _whole(value: int, name: str, most: int, error: type[DiabetesError] = TrainingError) -> int:
    number = operator.index(value)
    if not 0 <= number <= most:
        raise error(f"option {name} must be from 0 to {most}", "bad_option")
    return number
