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

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._locales import LOCALES
from ._native import VERSION as __version__
from ._native import Answer, Model, Prediction, Table, algorithms, is_field, prediction_columns

if TYPE_CHECKING:
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
    from ._merged import merge
    from ._sample_size import sample_size
    from ._types import Contribution, LeastSquares, Measured, ScoreResult
    from ._validation._proof import read_validation

# Imported when one of their names is first asked for, the quickest first: a program that only predicts starts
# faster without them.
_LATER = (
    "_errors", "_types", "_headings", "_sample_size", "_fhir", "_api", "_capacity", "_evaluation", "_merged",
    "_validation._proof",
)  # fmt: skip

_MODULES = ("compat", "sklearn", "spark")

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


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name in _MODULES:
            return import_module(f".{name}", __name__)
        if name in __all__:
            for module in (import_module(f".{later}", __name__) for later in _LATER):
                if hasattr(module, name):
                    return globals().setdefault(name, getattr(module, name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
