"""Loads a diabetes model in MLflow. Packaged with the model; it only needs diabetes-py."""

from __future__ import annotations

from typing import Any

import diabetes


class Predictor:
    """Predicts for a table of records, with the columns of ``Model.predict_batch``."""

    def __init__(self, model: diabetes.Model) -> None:
        self.model = model

    def predict(self, data: Any, params: dict[str, Any] | None = None) -> Any:
        """One answer per row; an invalid row has its codes in ``errors``."""
        return self.model.predict_batch(data, locale=(params or {}).get("locale", "es"))


def _load_pyfunc(path: str) -> Predictor:
    """MLflow's entry point."""
    return Predictor(diabetes.Model.load(path))
