"""Models by name, for commands: registered ones, files, and the one in service."""

from __future__ import annotations

from pathlib import Path

import diabetes
from sqlalchemy import Connection

from ..settings import Settings
from . import registry

__all__ = ["default_model", "in_service", "load", "model_called"]

#: The model that comes with the library.
BUNDLED = "nhanes"


def default_model(settings: Settings) -> diabetes.Model:
    """What answers while no model was promoted: the file that the settings name, else the bundled model."""
    if settings.diabetes_model is None:
        return diabetes.Model.bundled(BUNDLED)
    return diabetes.Model.load(settings.diabetes_model)


def in_service(connection: Connection, settings: Settings) -> diabetes.Model:
    """The model that answers now."""
    champion = registry.champion(connection)
    return default_model(settings) if champion is None else load(connection, champion.version)


def load(connection: Connection, version: registry.Version) -> diabetes.Model:
    """A registered model."""
    return diabetes.Model.from_json(registry.file_of(connection, version.hash).decode())


def model_called(connection: Connection, settings: Settings, name: str) -> diabetes.Model:
    """A model by what :func:`registry.find` takes, ``nhanes``, or a model file; ``champion`` is the one in
    service even where none was promoted."""
    if name == "champion":
        return in_service(connection, settings)
    if name == BUNDLED:
        return diabetes.Model.bundled(BUNDLED)
    if Path(name).is_file():
        return diabetes.Model.load(name)
    return load(connection, registry.find(connection, name))
