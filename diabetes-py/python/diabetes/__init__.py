"""Type-2 diabetes risk as an additive scorecard: validate, predict, explain, train, evaluate.

A model is a table, so it can be read, its predictions can be explained exactly, and a given record yields
bit-identical results on every platform. It estimates risk; it is not a diagnostic device.

>>> import diabetes
>>> model = diabetes.Model.bundled()
>>> record = {"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}
>>> model.predict(record, locale="en").category
'Prediabetes'
"""

from __future__ import annotations

from . import compat
from ._api import (
    ada_risk_test,
    advice,
    auroc,
    categories,
    classify_glucose,
    classify_hba1c,
    findrisc,
    findrisc_2003,
    format_number,
    generate,
    json_records,
    labels,
    least_squares,
    preview_csv,
    priority,
    proportion,
    read_csv,
    read_csv_fields,
    schema,
    score,
    score_batch,
    scores,
    train,
    urgent,
    validate,
)
from ._capacity import Capacity, capacity
from ._errors import (
    DiabetesError,
    FieldError,
    ModelFileError,
    TrainingError,
    TrainingWarning,
    ValidationError,
)
from ._evaluation import Evaluation, evaluate
from ._fhir import Note, Record, Source, codes
from ._headings import field_of
from ._locales import LOCALES
from ._merged import merge
from ._native import VERSION as __version__
from ._native import Answer, Model, Prediction, Table, algorithms, is_field, prediction_columns
from ._sample_size import sample_size
from ._types import Contribution, LeastSquares, Measured, ScoreResult
from ._validation._proof import read_validation

for _class in (
    Capacity, Contribution, DiabetesError, Evaluation, FieldError, LeastSquares, Measured, ModelFileError,
    Note, Record, ScoreResult, Source, TrainingError, TrainingWarning, ValidationError,
):  # fmt: skip
    _class.__module__ = "diabetes"
del _class

__all__ = [
    "LOCALES",
    "Answer",
    "Capacity",
    "Contribution",
    "DiabetesError",
    "Evaluation",
    "FieldError",
    "LeastSquares",
    "Measured",
    "Model",
    "ModelFileError",
    "Note",
    "Prediction",
    "Record",
    "ScoreResult",
    "Source",
    "Table",
    "TrainingError",
    "TrainingWarning",
    "ValidationError",
    "__version__",
    "ada_risk_test",
    "advice",
    "algorithms",
    "auroc",
    "capacity",
    "categories",
    "classify_glucose",
    "classify_hba1c",
    "codes",
    "compat",
    "evaluate",
    "field_of",
    "findrisc",
    "findrisc_2003",
    "format_number",
    "generate",
    "is_field",
    "json_records",
    "labels",
    "least_squares",
    "merge",
    "prediction_columns",
    "preview_csv",
    "priority",
    "proportion",
    "read_csv",
    "read_csv_fields",
    "read_validation",
    "sample_size",
    "schema",
    "score",
    "score_batch",
    "scores",
    "train",
    "urgent",
    "validate",
]
