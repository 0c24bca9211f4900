"""What the names of the former system mean here: its models, its arguments, its attributes, its errors."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ._errors import ModelFileError, ValidationError
from ._texts import texts

__all__ = ["PICKLES", "check_names", "hint", "is_argument", "is_name", "refusal", "refuse_pickle", "unused"]

PICKLES = frozenset({".joblib", ".pkl", ".pickle", ".sav"})
# Arguments that named its files and models end so.
ARGUMENTS = ("_path", "_file", "_dir", "_name")
# What to call instead of its attributes, by the beginning of their names.
INSTEAD = {
    "scaler": "numbers are not scaled: predict(record) takes them in the units of diabetes.schema()",
    "label_encoder": "choices are not encoded: predict(record) takes Si, No, M, F and the other words",
    "encoder": "choices are not encoded: predict(record) takes Si, No, M, F and the other words",
    "preprocess": "predict(record) takes the record as it is, and diabetes.validate(record) checks it",
    "prepare": "predict(record) takes the record as it is, and diabetes.validate(record) checks it",
    "feature_importance": 'call model.explain(record, output="glucose")',
    "feature_names": "it is called feature_columns",
    "features": "it is called feature_columns",
    "predict_proba": 'the answer of predict(record) has "probabilities"',
    "predict_single": "call predict(record)",
    "is_loaded": "a predictor always has a model: model_name and source say which",
}


def check_names(**given: object) -> None:
    """Raise TypeError for an argument that names a model or its file and is neither a text nor a path."""
    for name, value in given.items():
        if value is not None and not isinstance(value, str | os.PathLike):
            raise TypeError(f"{name} must be a path or a name, not {type(value).__name__}")


def is_argument(name: str) -> bool:
    """Whether a keyword looks like one that named a file or a model."""
    return name.endswith(ARGUMENTS)


def is_name(path: object) -> bool:
    """Whether what is given as a path is the name of a model, such as random_forest."""
    text = str(path)
    return Path(text).name == text and "." not in text and not Path(text).exists()


def unused(arguments: Mapping[str, Any], source: str) -> str:
    """The warning about arguments that have no effect here."""
    named = ", ".join(f"{name}={value!r}" for name, value in arguments.items())
    return f"{named} has no effect here: {source} answers"


def hint(name: str) -> str:
    """What to call instead of an attribute that a predictor lacks."""
    for beginning, text in INSTEAD.items():
        if name.startswith(beginning):
            return text
    return "it has predict, predict_batch, get_model_info, model, model_name, feature_columns and metadata"


def refusal(error: ValidationError, locale: str) -> dict[str, Any]:
    """An invalid record in the old shape: ``error``, a text that first names all that is missing; and
    ``errors``, each with its code, field, message and limits."""
    word = texts(locale)
    missing = [str(one.field) for one in error.errors if one.code == "missing"]
    said = [one.message for one in error.errors if one.code != "missing"]
    if missing:
        said.insert(0, word("former.missing", fields=word.listed(missing)))
    return {"error": " ".join(said), "errors": [vars(one) for one in error.errors]}


def refuse_pickle(path: Path) -> None:
    """Raise ModelFileError if a file is named as pickles are; it says how to retrain."""
    if PICKLES.intersection(suffix.lower() for suffix in path.suffixes):
        raise ModelFileError(
            f"{path.name} is a pickled scikit-learn model, which this library does not read. Retrain on the "
            'same data: diabetes.train(data, target="Resultado").save("models/best_model.json")',
            "not_a_model",
        )
