"""MLflow's files in the data folder: its database, where it is not a schema of the store's, and its artifacts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from sqlalchemy import URL, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from ..settings import Settings
from . import sqlite_copy
from .facts import counts
from .manifest import is_safe
from .places import sync_folder

__all__ = ["DATABASE", "FOLDER", "add_artifacts", "copy", "counted", "database_file", "size"]

#: The folder in archives, and the database in it.
FOLDER = "mlflow"
DATABASE = f"{FOLDER}/mlflow.db"
#: Artifacts written by the server, and by commands that work without one.
_ARTIFACTS = ("mlartifacts", "mlflow-artifacts")


def database_file(settings: Settings) -> Path:
    """MLflow's own database, whether it exists or not."""
    uri = settings.tracking_uri
    if uri.startswith("sqlite:"):
        return Path(make_url(uri).database or "")
    return settings.folder() / "mlflow.db"


def size(settings: Settings) -> int:
    """The bytes of all of it."""
    files = (file for name in _ARTIFACTS for file in (settings.folder() / name).rglob("*") if file.is_file())
    return sqlite_copy.database_size(database_file(settings)) + sum(file.lstat().st_size for file in files)


def copy(settings: Settings, staging: Path) -> dict[str, str]:
    """Copy what there is; returns what was left out, and why."""
    left_out: dict[str, str] = {}
    database = database_file(settings)
    if database.exists() and not sqlite_copy.is_sound(database):
        left_out[database.name] = "damaged"
    elif database.exists():
        sqlite_copy.copy(database, staging / DATABASE)
    for name in _ARTIFACTS:
        for file in sorted((settings.folder() / name).rglob("*")):
            inside = f"{name}/{file.relative_to(settings.folder() / name).as_posix()}"
            if file.is_symlink() or not (file.is_dir() or file.is_file()):
                left_out[ascii(inside)] = "link"
            elif file.is_file() and not is_safe(inside):
                left_out[ascii(inside)] = "name"
            elif file.is_file():
                target = staging / FOLDER / inside
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                shutil.copyfile(file, target)
    elsewhere = (settings.mlflow_tracking_uri or "").startswith("http")
    if elsewhere and not any((settings.folder() / name).is_dir() for name in _ARTIFACTS):
        left_out["mlartifacts"] = "elsewhere"
    return left_out


def counted(staging: Path) -> dict[str, int]:
    """The rows of its copied database by table; empty without one."""
    file = staging / DATABASE
    if not file.exists():
        return {}
    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool)
    with engine.connect() as connection:
        return counts(connection, f"{FOLDER}.")


def add_artifacts(settings: Settings, staging: Path) -> int:
    """Move the artifacts of an unpacked archive to the data folder. Those that are there stay as they are: artifacts
    are never changed, and have their run in their path. Returns how many were added."""
    added = 0
    for name in _ARTIFACTS:
        source = staging / FOLDER / name
        for file in sorted(source.rglob("*")) if source.is_dir() else []:
            target = settings.folder() / name / file.relative_to(source)
            if not file.is_file() or target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with file.open("rb") as stream:
                os.fsync(stream.fileno())
            os.rename(file, target)
            sync_folder(target.parent)
            added += 1
    return added
