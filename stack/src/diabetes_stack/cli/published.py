"""MLflow for commands: while it is unavailable they go on, and say how to catch up later."""

from __future__ import annotations

import diabetes
from sqlalchemy import Connection

from ..models import registry, tracking
from ..settings import settings
from .console import warn, working
from .texts import word

__all__ = ["aliases", "publish"]


def publish(
    connection: Connection,
    model: diabetes.Model,
    experiment: str,
    evaluation: diabetes.Evaluation | None = None,
    report: bool = True,
) -> bool:
    """Log a registered model in MLflow; return whether that worked."""
    info = model.info
    try:
        with working(word("model.mlflow_model", name=info["name"], version=info["version"])):
            run = tracking.publish(settings(), model, experiment, evaluation, report)
    except tracking.TrackingError as error:
        _away(error)
        return False
    registry.register(connection, model.to_json().encode(), run)
    return True


def aliases(connection: Connection) -> bool:
    """Update MLflow's versions and aliases from the database; return whether that worked."""
    try:
        tracking.sync(settings(), connection)
    except tracking.TrackingError as error:
        _away(error)
        return False
    return True


def _away(error: tracking.TrackingError) -> None:
    warn(error.said(word.locale))
    warn(word("model.sync.later"))
