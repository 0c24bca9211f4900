"""The package's functions: signatures, documentation and conversions; the engine does the work."""

from __future__ import annotations

import operator
import os
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, TypeVar

import numpy as np
import numpy.typing as npt

from . import _native
from ._errors import DiabetesError, FieldError, TrainingError, TrainingWarning
from ._frames import like, readable
from ._pieces import tables
from ._trainable import First, of_skipped, refuse_lacking
from ._types import LeastSquares, Measured, ScoreResult

T = TypeVar("T")


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

    ``data`` is anything with ``__arrow_c_stream__`` (pandas, polars, pyarrow, DuckDB results), a list of
    mappings, or the path of a CSV or Parquet file; each row needs edad and sexo. A file, and a stream such as
    a pyarrow ``RecordBatchReader``, may be larger than memory: beyond 524,288 usable rows, coefficients are
    fitted to all rows, which are kept in a temporary file, and the rest comes from 524,288 of them.
    ``target`` names the fasting plasma glucose in mg/dL; a column ``hba1c`` (%) is also used for the
    outcomes. Rows that are invalid, of pregnant people, of people with diagnosed diabetes, or without an
    outcome are skipped and counted by code in ``model.info["training"]["skipped"]``.

    ``algorithm`` is "linear" (a line for each number, a table for each choice) or "additive" (a generalised
    additive model: a smooth curve for each number, fitted per sex where that pays off). ``outputs`` names the
    outputs to train. ``name`` (default: the algorithm's) and ``source``, a description of the data, are saved
    in the model file. ``model.info["synthetic"]`` is True when the records were generated, which their joint
    distribution shows from 100 rows on, False when they look real and ``source`` is given, and None when
    they look real but it is not.

    ``weights`` is the name of a column or one number per row, in order; a row with a missing or zero weight
    is left out. A fraction ``test_size`` of the rows, chosen by a hash of ``seed`` and the record, is held
    out for measurement only. ``monotone``, for "additive", maps number fields to 1 (the curve never falls),
    -1 (never rises) or 0 (unconstrained). By default edad, imc, perimetro_abdominal and tas never fall; a
    mapping changes that for the fields it names. Linear terms are always monotone.

    ``judges`` is True or False for each row, in order: the terms are fitted on all rows, but calibration,
    interval, cut-offs and figures use only the rows marked True, such as the latest years.

    ``periods`` is the name of a column or one integer per row, in order, such as the year of the record. At
    least four periods, each with 10 cases and 10 non-cases among the training rows that have every test, show
    how much the level of risk varies between periods: answers then have a ``risk_interval``. Otherwise it is
    None, and a warning says why. No other figure changes.

    Raises TrainingError, with the counts, when too few rows are left, and ``missing_column`` without edad or
    sexo. Anything that may make the model worse than it looks issues a TrainingWarning that begins with its
    code: ``rows_skipped``, with counts by code, when rows had errors, and those that are also listed in
    ``model.info["training"]["warnings"]``: an output left out, fewer than 10 events per parameter,
    puntaje_findrisc as a predictor, a field that determines the outcome, unused fields, rows of people the
    estimate does not apply to, or a source that is not stated.

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
    names = (None if name is None else _text(name), _text(source or ""))
    judging = None if judges is None else _booleans(judges, "judges")
    is_file = isinstance(data, str | os.PathLike)
    parts = tables(data) if is_file else iter([data])
    first, rows, seed = _rows(next(parts), target, weights, seed, columns)
    by_column = judging is None and not isinstance(rows, np.ndarray) and not isinstance(years, np.ndarray)
    if by_column and (hasattr(first, "__arrow_c_stream__") or isinstance(first, _native.CsvRows)):
        # One by one, so that memory does not grow with them.
        trainer = _native.Trainer(
            target,
            algorithm,
            list(outputs),
            None if rows is None else str(rows),
            directions,
            test_size,
            seed,
            *names,
            None if years is None else str(years),
        )
        trainer.add(first)
        if is_file:
            refuse_lacking(first)
        for part in parts:
            trainer.add(part)
        model = _of_rows(first, trainer.finish)
        error = trainer.first_error
    elif is_file:
        raise TrainingError(
            "weights and periods of a file are names of columns, without judges", "bad_option"
        )
    else:
        model, error = _of_rows(
            first,
            lambda: _native.train(
                first,
                target,
                algorithm,
                list(outputs),
                rows,
                directions,
                test_size,
                seed,
                *names,
                judging,
                years,
            ),
        )
    _warn(model, error)
    return model


def least_squares(x: npt.ArrayLike, y: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> LeastSquares:
    """Least-squares fit of ``y`` (n) on ``x`` (n × p) with an intercept; ``weights`` (n) are non-negative.

    A column that is constant or a linear combination of earlier ones is listed in ``aliased`` and has a
    coefficient of 0. A matrix of 64- or 32-bit floats is not copied, whatever its strides. Raises
    TrainingError for a non-finite value (naming its row and column), for mismatched shapes, and for fewer
    than p + 1 rows.

    >>> import diabetes
    >>> fit = diabetes.least_squares([[1, 2], [2, 4], [3, 6], [4, 8]], [3, 5, 7, 9])
    >>> round(float(fit.coefficients[0]), 12), round(fit.intercept, 12), fit.aliased
    (2.0, 1.0, [1])
    """
    # The solver reads either size of number, block by block, so that a large matrix is not copied.
    is_single = isinstance(x, np.ndarray) and x.dtype == np.float32
    matrix = np.asarray(x) if is_single else _real(x, "x")
    if matrix.ndim != 2:
        raise TrainingError(f"x has {matrix.ndim} dimensions instead of 2", "bad_shape")
    rows = None if weights is None else _vector(weights, "weights")
    return LeastSquares(*_native.least_squares(matrix, _vector(y, "y"), rows))


def validate(record: Any, locale: str = "es", strict: bool = False) -> list[FieldError]:
    """List every error that prevents a prediction for a record; empty when the record is valid.

    >>> import diabetes
    >>> [error.code for error in diabetes.validate({"edad": 200, "sexo": "H", "imc": 28.5})]
    ['out_of_range', 'not_allowed', 'missing', 'missing', 'missing']
    """
    return _native.validate(record, locale, strict)


def schema(locale: str = "es") -> dict[str, Any]:
    """JSON Schema of a record; the locale only changes texts.

    >>> import diabetes
    >>> diabetes.schema("en")["required"]
    ['edad', 'sexo', 'imc', 'perimetro_abdominal', 'tas', 'tad']
    """
    return _native.schema(locale)


def generate(n: int, seed: int = 42) -> _native.Table:
    """Generate records with their outcome, for tests and demonstrations.

    No predictor can exceed R² 0.8395 and a category accuracy of 0.920 on them.

    >>> import diabetes
    >>> diabetes.generate(10).num_rows
    10
    """
    return _native.generate(_whole(n, "n", 100_000_000), _whole(seed, "seed", 2**64 - 1))


def json_records(body: bytes, most: int | None = None, locale: str = "es") -> list[bytes]:
    """Split a JSON list into the texts of its records. The list is checked as a whole;
    :meth:`Model.answer_record` checks each record.

    When the list has more than ``most`` items, the first ``most`` + 1 are returned. Raises ValidationError,
    ``invalid_json`` or ``not_a_record``, when the text is not a list.

    >>> import diabetes
    >>> diabetes.json_records(b'[{"edad": 45}, 7]')
    [b'{"edad": 45}', b'7']
    """
    return _native.json_records(body, sys.maxsize if most is None else most, locale)


def preview_csv(source: str | os.PathLike[str] | IO[bytes] | IO[str]) -> dict[str, Any]:
    """Look at the columns of a CSV file whose headings need not name any field: what each probably means, for
    a person to confirm, and some of its cells. ``named`` is true where the heading names the field; ``unit``
    is the English name of its unit where that is another, by the heading or the values; ``other_unit`` is the
    field whose value the heading gives in a unit that cannot be converted; ``perhaps`` is a field that the
    column is if a person says so, such as a glucose that is not said to be fasting.

    >>> import diabetes, io
    >>> preview = diabetes.preview_csv(io.StringIO("Nombre;Años cumplidos\\nAna;45\\n"))
    >>> [column["suggestion"]["field"] for column in preview["columns"]]
    [None, 'edad']
    >>> preview["columns"][1]["samples"]
    ['45']
    """
    return _native.preview_csv(_content(source))


def read_csv(
    source: str | os.PathLike[str] | IO[bytes] | IO[str], fields: Sequence[str | None] | None = None
) -> _native.Table:
    """Read a CSV file as a table for ``train``, ``predict_batch`` and others; ``source`` is a path or a file.

    The encoding (UTF-8, UTF-16 with a byte-order mark, Windows-1252) and the separator (``,``, ``;`` or tab)
    are detected; a first line ``sep=;`` sets the separator. Headings match fields regardless of case,
    accents, spaces and a unit in brackets. Cells stay text, so that identifiers keep their zeros; the
    functions that take the table parse the numbers, with a decimal point or comma, and report a number that
    could be read in two ways as the error ``ambiguous_number`` of its row. If any row has fewer or more cells
    than the header, the column ``csv.cells`` holds its number of cells, and the row has the error
    ``cell_count``; it holds 0 where text follows a closing quote, the error ``text_after_quote``.

    With ``fields``, one per column, the headings may say anything: a column is named by its field, or keeps
    its heading where that is None; words for the sex become M and F.

    Pass on this table itself, or pyarrow's version of it: a frame of another library does not record how the
    file writes numbers. Raises DiabetesError (``unreadable_table``) when the first line names no field, names
    one twice or in another unit, or when a quote is never closed, giving its line.

    >>> import diabetes, io
    >>> table = diabetes.read_csv(io.StringIO("id;edad;sexo;imc\\n007;45;M;28,5\\n"))
    >>> table.column("id"), table.column("imc")
    (['007'], ['28,5'])
    >>> table = diabetes.read_csv(io.StringIO("Quién;Género\\nAna;Femenino\\n"), fields=[None, "sexo"])
    >>> table.column_names, table.column("sexo")
    (['Quién', 'sexo'], ['F'])
    """
    return _native.read_csv(_content(source), fields)


def _content(source: str | os.PathLike[str] | IO[bytes] | IO[str]) -> bytes:
    if isinstance(source, str | os.PathLike):
        return Path(source).read_bytes()
    content = source.read()
    return content.encode() if isinstance(content, str) else content


def read_csv_fields(body: bytes) -> tuple[_native.Table, list[str]]:
    """Read the columns of a CSV file that are fields of the schema, as :func:`read_csv` does, and list the
    names of the other columns, which are not read: however many there are, only the fields take up memory.

    >>> import diabetes
    >>> table, others = diabetes.read_csv_fields(b"id;Edad;sexo\\n007;45;M\\n")
    >>> table.column_names, others
    (['Edad', 'sexo'], ['id'])
    """
    return _native.read_csv_fields(body)


def score(name: str, record: Any, cut: float | None = None, locale: str = "es") -> ScoreResult:
    """Compute a published score, by its name in :func:`scores`, for any mapping; no field is required.
    Bytes are parsed as a JSON object, as by :meth:`Model.predict_json`.

    ``cut`` is the number of points from which a test is advised; by default the score's own cut-off applies,
    if it has one. Unknown items give an interval of points. Raises ValidationError, or DiabetesError with the
    code ``unknown_score`` or, for a cut-off outside the range of points, ``bad_cut``.

    >>> import diabetes
    >>> diabetes.score("ada_risk_test", {"edad": 62, "sexo": "M", "imc": 31}).referral
    {'cut': 5.0, 'advised': True}
    """
    return ScoreResult(**_native.score(name, record, cut, locale))


def findrisc(record: Any, cut: float | None = None, locale: str = "es") -> ScoreResult:
    """Compute FINDRISC, the 0 to 26 point form, for any mapping; no field is required.

    Cut-offs differ by region, so there is no default for ``cut``.

    >>> import diabetes
    >>> result = diabetes.findrisc({"edad": 50, "imc": 31, "realiza_ejercicio": "Si"}, cut=12)
    >>> result.points, result.points_min, result.points_max, result.referral
    (None, 5.0, 22.0, {'cut': 12.0, 'advised': None})
    """
    return score("findrisc", record, cut, locale)


def findrisc_2003(record: Any, cut: float | None = None, locale: str = "es") -> ScoreResult:
    """Compute FINDRISC as published in 2003: seven items, 0 to 20 points; not the same score as the form.

    No field covers its activity item (four hours a week), so the points are always an interval:
    ``points_min`` applies to a person who is that active, ``points_max`` to one who is not. A test is advised
    from ``cut`` points, by default the paper's 9.

    >>> import diabetes
    >>> diabetes.findrisc_2003({"edad": 66, "imc": 31, "antecedente_glucosa_alta": "Si"}).referral
    {'cut': 9.0, 'advised': True}
    """
    return score("findrisc_2003", record, cut, locale)


def ada_risk_test(record: Any, cut: float | None = None, locale: str = "es") -> ScoreResult:
    """Compute the ADA risk test, 0 to 11 points, for any mapping; a test is advised from ``cut``, default 5.

    >>> import diabetes
    >>> diabetes.ada_risk_test({"edad": 62, "sexo": "M", "imc": 31}).points_min
    6.0
    """
    return score("ada_risk_test", record, cut, locale)


def score_batch(name: str, data: Any, cut: float | None = None) -> Any:
    """Compute a published score for every row of a table; ``name`` and ``cut`` as in :func:`score`.

    ``data`` is anything with ``__arrow_c_stream__``; no column is required. Returns the same kind of table
    with the columns points, points_min, points_max, band, test_advised, and errors (the codes of an invalid
    row joined by ``;``); null where a column does not apply.

    >>> import diabetes
    >>> scores = diabetes.score_batch("ada_risk_test", diabetes.generate(5))
    >>> scores.column_names
    ['points', 'points_min', 'points_max', 'band', 'test_advised', 'errors']
    """
    table = readable(data)
    if not hasattr(table, "__arrow_c_stream__"):
        raise TypeError("expected a table; score() takes one record")
    return like(_native.score_batch(name, table, cut), table)


def scores(locale: str = "es") -> list[dict[str, Any]]:
    """List the published scores, with the outcome, population, table and publication of each. The locale
    changes texts only; ``short_title`` and the bands' ``label`` have every language.

    The keys are ``name``, ``title``, ``range``, ``horizon_years``, ``population``, ``outcome``, ``bands``,
    ``default_cut``, ``other_cuts``, ``citation``, ``licence``, ``note`` and ``items``.

    >>> import diabetes
    >>> [(score["name"], score["range"]) for score in diabetes.scores()]
    [('findrisc', [0.0, 26.0]), ('findrisc_2003', [0.0, 20.0]), ('ada_risk_test', [0.0, 11.0])]
    """
    return _native.scores(locale)


def labels(locale: str = "es") -> dict[str, dict[str, str]]:
    """Name the codes of an answer in words: ``risk_level``, ``confidence``, ``category``, ``output``,
    ``not_applicable``, ``urgent``, ``next_step`` and ``column``, each by code.

    >>> import diabetes
    >>> diabetes.labels("es")["confidence"], diabetes.labels("en")["column"]["imputed"]
    ({'Bajo': 'poca', 'Moderado': 'media', 'Alto': 'mucha'}, 'Missing data')
    """
    return _native.labels(locale)


def format_number(value: float, decimals: int = 0, locale: str = "es") -> str:
    """Write a number for people, with at most 6 decimals: a decimal comma in Spanish, groups of three
    digits (in Spanish from five digits on, after a thin space), a true minus; a dash for NaN.

    >>> import diabetes
    >>> diabetes.format_number(28.45, 1), diabetes.format_number(-1234.5, 2, "en")
    ('28,4', '−1,234.50')
    """
    return _native.format_number(value, decimals, locale)


def priority(answers: Any) -> Any:
    """Rank the rows of :meth:`Model.predict_batch` by priority.

    Urgent rows come first, then rows with a measured value, before any estimate. Returns the same kind of
    table with the columns ``priority`` and ``rank`` (1 comes first). The priorities, in this order:
    ``urgent``, ``measured_diabetes``, ``measured_prediabetes``, the levels of risk ``Alto``, ``Moderado`` and
    ``Bajo``, ``no_level``, ``not_applicable``, ``errors``; within one, the higher ``prob_Diabetes`` comes
    first. Each row has exactly one, so counts by priority add up. Raises ValueError when a column is missing.

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
    """List the advice for each code: code, urgent, test_advised, due_years, text, source.

    The urgent codes come first, then the next steps in order of precedence: the first that applies is used.
    ``due_years`` counts from the result that a step follows, or else from the advice: 0 is now, None never.

    >>> import diabetes
    >>> [row["code"] for row in diabetes.advice() if row["test_advised"]]
    ['confirm', 'complete', 'test']
    >>> [(row["code"], row["due_years"]) for row in diabetes.advice() if row["due_years"]]
    [('yearly', 1), ('repeat_3_years', 3)]
    """
    return _native.advice(locale)


def proportion(counted: int, total: int) -> dict[str, float | None]:
    """Give the proportion of ``counted`` among ``total`` as ``value``, with its 95 % interval (Wilson, 1927).

    The interval is ``low`` to ``high``. All three are None if ``total`` is 0. Raises ValueError if
    ``counted`` is larger.

    >>> import diabetes
    >>> {name: round(value, 3) for name, value in diabetes.proportion(8, 10).items()}
    {'value': 0.8, 'low': 0.49, 'high': 0.943}
    """
    if counted > total:
        raise ValueError("more are counted than there are")
    return _native.proportion(counted, total)


def urgent(record: Mapping[str, Any], locale: str = "es") -> list[str]:
    """Find what needs a clinician the same day in any record, however little else is known.

    The codes are ``glucose_low``, ``glucose_high`` and ``blood_pressure``. A value with an error is left
    out; the others are judged all the same.

    >>> import diabetes
    >>> diabetes.urgent({"glucosa_ayunas": 412, "edad": "?"})
    ['glucose_high']
    """
    return _native.urgent(record, locale)


def classify_glucose(mg_dl: float, locale: str = "es") -> Measured:
    """Classify a measured fasting glucose, in mg/dL within 20-1000, by the ADA's cut-offs alone.

    The lowest of these classes is Normal; a prediction, however, gives a glucose below 54 no category.

    >>> import diabetes
    >>> diabetes.classify_glucose(126)
    Measured(category='Diabetes', risk_level='Alto', confirm=True)
    """
    return Measured(**_native.classify_glucose(mg_dl, locale))


def categories(locale: str = "es") -> list[dict[str, Any]]:
    """List the ADA categories of a measured fasting glucose, ascending.

    The keys are ``category``, ``min`` (mg/dL, inclusive), ``max`` (exclusive), ``risk_level``,
    ``description`` and ``recommendation``.

    >>> import diabetes
    >>> [(row["category"], row["min"], row["max"]) for row in diabetes.categories()]
    [('Normal', None, 100.0), ('Prediabetes', 100.0, 126.0), ('Diabetes', 126.0, None)]
    """
    return _native.categories(locale)


def classify_hba1c(percent: float, locale: str = "es") -> Measured:
    """Classify a measured HbA1c, in % within 3-20.

    >>> import diabetes
    >>> diabetes.classify_hba1c(5.6)
    Measured(category='Normal', risk_level='Bajo', confirm=False)
    """
    return Measured(**_native.classify_hba1c(percent, locale))


def auroc(outcomes: npt.ArrayLike, scores: npt.ArrayLike, weights: npt.ArrayLike | None = None) -> float:
    """Area under the ROC curve; ties count half. ``outcomes`` are booleans or 0 and 1.

    Raises ValueError when an outcome is anything else or missing, when either class is empty, when lengths
    differ, when a score is NaN, or when a weight is negative or not finite.

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
    """Text that can be written to a file: lone surrogates are replaced."""
    return text.encode(errors="replace").decode()


def _of_rows(table: Any, trained: Callable[[], T]) -> T:
    """The model; a table without a usable row may lack a column."""
    try:
        return trained()
    except TrainingError as error:
        if error.code == "too_few_rows":
            refuse_lacking(table)
        raise


def _warn(model: _native.Model, first: First | None = None) -> None:
    """Issue the warnings of a training to the caller of the caller."""
    for warning in model.info["training"]["warnings"]:
        warnings.warn(f"{warning['code']}: {warning['message']}", TrainingWarning, stacklevel=3)
    if (told := of_skipped(model.info["training"]["skipped"], first)) is not None:
        warnings.warn(told, TrainingWarning, stacklevel=3)


def _rows(
    data: Any, target: str, weights: str | npt.ArrayLike | None, seed: int, named: Sequence[str] = ()
) -> tuple[Any, str | npt.NDArray[np.float64] | None, int]:
    """Data, weights and seed in the form the engine takes, for training and recalibration."""
    rows = _by_row(weights, "weights")
    columns = (target, rows) if isinstance(rows, str) else (target,)
    return readable(data, (*columns, *named)), rows, _whole(seed, "seed", 2**64 - 1)


def _by_row(
    values: str | npt.ArrayLike | None, name: str, error: type[DiabetesError] = TrainingError
) -> str | npt.NDArray[np.float64] | None:
    """The name of a column, or one number per row."""
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
