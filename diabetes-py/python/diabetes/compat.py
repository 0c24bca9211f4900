"""The API that existing scripts call, implemented on top of this library.

>>> from diabetes.compat import DiabetesPredictor, predict_glucose
>>> predictor = DiabetesPredictor()
>>> record = {"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}
>>> predictor.predict(record)["category"]
'Prediabetes'
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ._errors import ModelFileError, ValidationError
from ._native import Model

__all__ = ["DiabetesPredictor", "model_info", "predict_glucose"]

_log = logging.getLogger(__name__)
_DEFAULT_FILE = Path("models/best_model.json")
_PICKLES = {".joblib", ".pkl", ".pickle", ".sav"}


class DiabetesPredictor:
    """Predicts with ``model_path``, else ``$DIABETES_MODEL``, else models/best_model.json, else the bundled
    model.

    ``source`` and the log say which one is in use.
    """

    def __init__(self, model_path: str | os.PathLike[str] | None = None, locale: str = "es") -> None:
        path = model_path or os.environ.get("DIABETES_MODEL")
        if not path:
            path = _default_file()
        self.locale = locale
        self.source = str(path) if path else "bundled model nhanes"
        self.model = _load(Path(path)) if path else Model.bundled()
        _log.info("model: %s", self.source)
        if self.model.info["synthetic"]:
            _log.warning("%s was trained on generated records: not for patients", self.source)
        elif self.model.info["synthetic"] is None:
            _log.warning(
                "%s does not state the source of its records: they may not come from people", self.source
            )

    def predict(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The answer for one record, with the keys of the JSON format. Raises ValidationError."""
        return self.model.predict(record, locale=self.locale).to_dict()

    def predict_batch(self, records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The answers for many records; an invalid one has ``errors`` instead."""
        answers = self.model.predict_batch(_rows(records), locale=self.locale)
        return [_as_dict(answer) for answer in answers]

    def get_model_info(self) -> dict[str, Any]:
        """The result of :func:`model_info` for this model."""
        return model_info(self.model)


def model_info(model: Model) -> dict[str, Any]:
    """Name, R², date and inputs of a model. R² was measured on held-out rows, or by cross-fitting if there
    were none.

    >>> from diabetes import Model
    >>> from diabetes.compat import model_info
    >>> model_info(Model.bundled())["model_name"]
    'nhanes'
    """
    info = model.info
    metrics = info["metrics"]
    glucose = metrics["held_out"]["glucose"] or metrics["cross_fitted"]["glucose"] or {}
    columns = [field["field"] for field in info["fields"] if field["used"]]
    return {
        "model_name": info["name"],
        "r2_score": glucose.get("r2"),
        "training_date": info["created"],
        "synthetic": info["synthetic"],
        "n_features": len(columns),
        "feature_columns": columns,
    }


def predict_glucose(record: Mapping[str, Any]) -> dict[str, Any]:
    """The answer for one record from the model that DiabetesPredictor() finds."""
    return DiabetesPredictor().predict(record)


def _default_file() -> Path | None:
    """models/best_model.json, or a pickle in its place, so that it is refused rather than ignored."""
    if _DEFAULT_FILE.exists():
        return _DEFAULT_FILE
    pickles = (_DEFAULT_FILE.with_suffix(suffix) for suffix in sorted(_PICKLES))
    return next((file for file in pickles if file.exists()), None)


def _rows(records: Any) -> Any:
    """The rows of a data frame as mappings; other input as a mapping or list."""
    for method, arguments in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
        if hasattr(records, method):
            return getattr(records, method)(*arguments)
    return records if isinstance(records, Mapping) else list(records)


def _load(path: Path) -> Model:
    if _PICKLES.intersection(suffix.lower() for suffix in path.suffixes):
        raise ModelFileError(
            f"{path.name} is a pickled scikit-learn model, which this library does not read. Retrain on the "
            'same data: diabetes.train(data, target="Resultado").save("models/best_model.json")',
            "not_a_model",
        )
    return Model.load(path)


def _as_dict(answer: Any) -> dict[str, Any]:
    if isinstance(answer, ValidationError):
        return {"errors": [vars(error) for error in answer.errors]}
    return dict(answer.to_dict())
