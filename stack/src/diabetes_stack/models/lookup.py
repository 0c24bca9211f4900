"""Finds models for commands: registered ones, files, and the one in service."""

from __future__ import annotations

from pathlib import Path

import diabetes
from sqlalchemy import Connection

from ..settings import Settings
from . import registry

__all__ = [
    "BUNDLED",
    "EXPERIMENT",
    "bundled_hash",
    "default_model",
    "in_service",
    "load",
    "may_answer",
    "model_called",
]

#: The model bundled with the library.
BUNDLED = "nhanes"
#: MLflow's experiment of trainings, where none is named.
EXPERIMENT = "Production_Update"


def bundled_hash() -> str:
    """The hash of the bundled model, which learned from a survey's people."""
    return str(diabetes.Model.bundled(BUNDLED).info["hash"])


def may_answer(settings: Settings, version: registry.Version) -> bool:
    """Whether a model may be in service: in production only one that is known to have learned from real people."""
    return version.of_people or not settings.production


def default_model(settings: Settings) -> diabetes.Model:
    """The model that answers while none was promoted: the file named in the settings, else the bundled model. Raises
    RegistryError when the model in that file may not answer."""
    if settings.diabetes_model is None:
        return diabetes.Model.bundled(BUNDLED)
    model = diabetes.Model.load(settings.diabetes_model)
    info = model.info
    if settings.production and info["synthetic"] is not False:
        registry.refuse_unproven(info["name"], info["version"], info["synthetic"], of_settings=True)
    return model


def in_service(connection: Connection, settings: Settings) -> diabetes.Model:
    """The model that currently answers; the default in place of a champion that may not."""
    champion = registry.champion(connection)
    if champion is None or not may_answer(settings, champion.version):
        return default_model(settings)
    return load(connection, champion.version)


def load(connection: Connection, version: registry.Version) -> diabetes.Model:
    """A registered model."""
    return diabetes.Model.from_json(registry.file_of(connection, version.hash).decode())


def model_called(connection: Connection, settings: Settings, name: str) -> diabetes.Model:
    """A model by a name as for :func:`registry.find`, ``nhanes``, or a model file; ``champion`` is the model in
    service even if none was promoted."""
    if name == "champion":
        return in_service(connection, settings)
    if name == BUNDLED:
        return diabetes.Model.bundled(BUNDLED)
    if Path(name).is_file():
        return diabetes.Model.load(name)
    return load(connection, registry.find(connection, name))
