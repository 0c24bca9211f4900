"""The model files in an archive: every version that was ever registered or answered, so that each answer can be
replayed."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import diabetes
from sqlalchemy import Connection, inspect, select

from ..models import registry
from ..models.lookup import default_model, in_service
from ..models.registry import RegistryError
from ..settings import Settings
from ..store import tables
from . import archive
from .errors import BackupError, Problem
from .manifest import Manifest
from .places import Archive

__all__ = [
    "FOLDER", "Collected", "another_answers", "carry_over", "collect", "load", "register_missing",
]  # fmt: skip

_log = logging.getLogger(__name__)
#: The folder in archives; each file has its version as name.
FOLDER = "models"


class Collected(NamedTuple):
    """The model in service, and the versions whose files are in the folder."""

    champion: str | None
    versions: set[str]


def collect(connection: Connection, settings: Settings, staging: Path) -> Collected:
    """Write the files of all registered models, and of the one that answers while none was promoted."""
    folder = staging / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    versions: set[str] = set()
    champion: str | None = None
    if inspect(connection).has_table(tables.models.name):
        model = tables.models.c
        for version, file in connection.execute(select(model.version, model.file)).yield_per(1):
            (folder / f"{version}.json").write_bytes(file)
            versions.add(version)
        deployed = tables.deployments.c
        champion = connection.scalar(
            select(model.version).join(tables.deployments, deployed.model_hash == model.hash)
            .order_by(deployed.id.desc()).limit(1)
        )  # fmt: skip
    try:
        default = default_model(settings)
    except (diabetes.DiabetesError, RegistryError, OSError):
        return Collected(champion, versions)
    version = default.info["version"]
    (folder / f"{version}.json").write_text(default.to_json(), encoding="utf-8")
    return Collected(champion or version, versions | {version})


def carry_over(earlier: Collection[Archive], known: set[str], staging: Path) -> set[str]:
    """Add the versions that are only in earlier archives; returns them. A damaged archive is passed over."""
    found: set[str] = set()
    for one in reversed(list(earlier)):
        if one.is_encrypted:
            continue
        try:
            lacking = set(archive.read_manifest(one.file).models) - known - found
            if lacking:
                archive.take(one.file, {f"{FOLDER}/{version}.json" for version in lacking}, staging)
        except (BackupError, OSError):
            _log.warning("an earlier backup cannot be read", extra={"archive": one.name})
            continue
        found |= {version for version in lacking if (staging / FOLDER / f"{version}.json").exists()}
    return found


def load(folder: Path, manifest: Manifest) -> tuple[dict[str, diabetes.Model], list[Problem]]:
    """The models of an unpacked archive by version, and which ones cannot be read or are other ones."""
    found: dict[str, diabetes.Model] = {}
    problems: list[Problem] = []
    for version in manifest.models:
        try:
            model = diabetes.Model.from_json(
                (folder / FOLDER / f"{version}.json").read_text(encoding="utf-8")
            )
        except (OSError, UnicodeDecodeError, diabetes.DiabetesError) as problem:
            problems.append(
                Problem.of(
                    "model_unreadable",
                    version=version,
                    cause=getattr(problem, "code", type(problem).__name__),
                )
            )
            continue
        if model.info["version"] != version:
            problems.append(Problem.of("model_differs", version=version))
        found[version] = model
    return found, problems


def register_missing(connection: Connection, known: Mapping[str, diabetes.Model]) -> None:
    """Register the models of an archive that its database lacks, such as one that answered without being promoted."""
    registered = {version.version for version in registry.versions(connection)}
    bundled = diabetes.Model.bundled().info["version"]
    for version, model in known.items():
        if version not in registered and version != bundled:
            registry.register(connection, model.to_json().encode())


def another_answers(connection: Connection, settings: Settings, manifest: Manifest) -> str | None:
    """The version of the model that was in service, if another one is with this database and these settings."""
    try:
        answers = in_service(connection, settings).info["version"]
    except (diabetes.DiabetesError, RegistryError, OSError):
        answers = None
    return manifest.champion if manifest.champion != answers else None
