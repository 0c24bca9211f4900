"""MLflow for commands: while it is unavailable they go on, and say how to catch up later."""

from __future__ import annotations

import diabetes
from sqlalchemy import Connection

from ..models import registry, tracking
from ..settings import settings
from .console import warn

__all__ = ["aliases", "publish"]


def publish(
    connection: Connection,
    model: diabetes.Model,
    experiment: str,
    evaluation: diabetes.Evaluation | None = None,
) -> bool:
    """Log a registered model in MLflow; return whether that worked."""
    try:
        run = tracking.publish(settings(), model, experiment, evaluation)
    except tracking.TrackingError as error:
        _away(error)
        return False
    registry.register(connection, model.to_json().encode(), run)
    return True


def aliases(connection: Connection) -> None:
    """Update MLflow's versions and aliases from the database."""
    try:
        tracking.sync(settings(), connection)
    except tracking.TrackingError as error:
        _away(error)


def _away(error: tracking.TrackingError) -> None:
    warn(f"{error}")
    warn("everything is in the database; when MLflow is back, run diabetes-stack model sync")
