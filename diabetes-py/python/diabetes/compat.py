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
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from . import _former
from ._errors import ValidationError
from ._headings import field_of, header
from ._native import Model, is_field

__all__ = ["DiabetesPredictor", "model_info", "predict_glucose"]

_log = logging.getLogger(__name__)
_DEFAULT_FILE = Path("models/best_model.json")
_BUNDLED = "nhanes"


class DiabetesPredictor:
    """Predicts with ``model_path``; else, with ``model_name``, with models/NAME.json; else with
    ``$DIABETES_MODEL``, models/best_model.json or the bundled model, the first that there is.

    ``source`` and the log say which one is in use. A warning says so where an argument of the former system,
    such as ``scaler_path``, has no effect here.

    >>> import warnings
    >>> from diabetes.compat import DiabetesPredictor
    >>> with warnings.catch_warnings(record=True) as told:
    ...     warnings.simplefilter("always")
    ...     predictor = DiabetesPredictor(model_name="random_forest")
    >>> [str(warning.message) for warning in told]
    ["model_name='random_forest' has no effect here: the bundled model nhanes answers"]
    """

    def __init__(
        self,
        model_path: str | os.PathLike[str] | None = None,
        scaler_path: str | os.PathLike[str] | None = None,
        model_name: str | None = None,
        *,
        locale: str = "es",
        **former: Any,
    ) -> None:
        if strange := [name for name in former if not _former.is_argument(name)]:
            raise TypeError(f"DiabetesPredictor() got an unexpected argument {strange[0]!r}")
        given = {"model_path": model_path, "model_name": model_name, "scaler_path": scaler_path, **former}
        self.locale = locale
        decided = self._load(model_path, model_name)
        self._warn_of({name: value for name, value in given.items() if value is not None and name != decided})

    def _warn_of(self, unused: Mapping[str, Any]) -> None:
        """Say which model answers, whatever these arguments named."""
        if unused:
            source = self.source if self._file else f"the {self.source}"
            warnings.warn(_former.unused(unused, source), stacklevel=3)

    def _load(self, path: str | os.PathLike[str] | None, name: str | None) -> str | None:
        """Load a model; returns the argument that decided which, if one did."""
        _former.check_names(model_path=path, model_name=name)
        decided: str | None = "model_path"
        if path is not None and _former.is_name(path):
            path, name = None, str(path)
        elif not path:
            decided = "model_name"
        file = Path(path) if path else _file_called(name)
        if file is None and name != _BUNDLED:
            decided, file = None, _default_file()
        if file is not None:
            _former.refuse_pickle(file)
        self.model = Model.load(file) if file else Model.bundled(_BUNDLED)
        self.source = str(file) if file else f"bundled model {_BUNDLED}"
        self._file = file
        _log.info("model: %s", self.source)
        if self.model.info["synthetic"]:
            _log.warning("%s was trained on generated records: not for patients", self.source)
        elif self.model.info["synthetic"] is None:
            _log.warning(
                "%s does not state the source of its records: they may not come from people", self.source
            )
        return decided or ("model_name" if name == self.model_name else None)

    def load_model(self, model_path: str | os.PathLike[str] | None = None) -> bool:
        """Load another model, or the same again; a predictor loads one when it is made. True, or an error;
        for a name that no model has False, with a warning, and the model in use stays.
        """
        _former.check_names(model_path=model_path)
        if model_path and _is_unknown(str(model_path)):
            self._warn_of({"model_path": model_path})
            return False
        self._load(model_path or self._file, None if self._file else _BUNDLED)
        return True

    @property
    def model_name(self) -> str:
        """The model's name."""
        return str(self.model.info["name"])

    @property
    def feature_columns(self) -> list[str]:
        """The fields that the model uses."""
        return list(self.get_model_info()["feature_columns"])

    @property
    def metadata(self) -> dict[str, Any]:
        """The result of :meth:`get_model_info`."""
        return self.get_model_info()

    def __getattr__(self, name: str) -> NoReturn:
        what = f"a DiabetesPredictor has no {name!r}"
        raise AttributeError(what if name.startswith("__") else f"{what}: {_former.hint(name)}")

    def predict(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The answer for one record, with the keys of the JSON format. An invalid one gives ``error``, a
        text, and ``errors`` instead.

        >>> from diabetes.compat import DiabetesPredictor
        >>> DiabetesPredictor().predict({"edad": 45, "sexo": "M", "imc": 28.5})["error"]
        'Faltan datos obligatorios: perimetro_abdominal, tas y tad.'
        """
        try:
            return self.model.predict(record, locale=self.locale).to_dict()
        except ValidationError as error:
            return _former.refusal(error, self.locale)

    def predict_batch(self, records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The answers for many records, each as from :meth:`predict`."""
        answers = self.model.predict_batch(self._rows(records), locale=self.locale)
        return [
            _former.refusal(answer, self.locale) if isinstance(answer, ValidationError) else answer.to_dict()
            for answer in answers
        ]

    def _rows(self, records: Any) -> Any:
        """The rows of a data frame as mappings, with the fields that its headings name; other input as a
        mapping or list."""
        for method, arguments in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
            if hasattr(records, method):
                rows = getattr(records, method)(*arguments)
                fields = self._fields({str(name) for row in rows[:1] for name in row})
                return [{fields.get(str(name), name): value for name, value in row.items()} for row in rows]
        return records if isinstance(records, Mapping) else list(records)

    def _fields(self, headings: Iterable[str]) -> dict[str, str]:
        """The field that each heading names. Raises DiabetesError, as for a file, if two name the same one,
        or one gives another unit."""
        named = [heading for heading in headings if is_field(heading)]
        if named:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.model.predict_batch(header(named))
        return {heading: field for heading in named if (field := field_of(heading)) is not None}

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


def predict_glucose(
    record: Mapping[str, Any], model_path: str | os.PathLike[str] | None = None, **former: Any
) -> dict[str, Any]:
    """The answer for one record from the model that DiabetesPredictor(...) finds with the same arguments."""
    return DiabetesPredictor(model_path, **former).predict(record)


def _default_file() -> Path | None:
    """$DIABETES_MODEL; else models/best_model.json, or a pickle in its place, so that it is refused."""
    if chosen := os.environ.get("DIABETES_MODEL"):
        return Path(chosen)
    if _DEFAULT_FILE.exists():
        return _DEFAULT_FILE
    pickles = (_DEFAULT_FILE.with_suffix(suffix) for suffix in sorted(_former.PICKLES))
    return next((file for file in pickles if file.exists()), None)


def _file_called(name: str | None) -> Path | None:
    """The file of a model with this name, beside the default one."""
    file = _DEFAULT_FILE.with_name(f"{name}.json") if name else None
    return file if file and file.exists() else None


def _is_unknown(name: str) -> bool:
    """Whether this is the name of a model, and there is none called so."""
    return _former.is_name(name) and name != _BUNDLED and _file_called(name) is None
