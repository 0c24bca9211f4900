"""Model versions in the database, and which one is in service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

import diabetes
from sqlalchemy import ColumnElement, Connection, Select, select, update

from ..refusals import Refusal
from ..store import tables
from ..store.insert import insert_missing

__all__ = [
    "Deployment",
    "RegistryError",
    "Version",
    "challenger",
    "champion",
    "deploy",
    "deployments",
    "file_of",
    "find",
    "name_challenger",
    "refuse_unproven",
    "register",
    "state",
    "versions",
]

_HEXADECIMAL = frozenset("0123456789abcdef")
_SHORTEST_PREFIX = 4
_LONGEST_NAME = 100
_MODELS = tables.models.c
_ROWS = tables.deployments.c


class RegistryError(Refusal):
    """A refusal by the registry: ``unknown_model``, ``ambiguous_model``, ``synthetic_model``, ``unstated_source``."""


@dataclass(frozen=True)
class Version:
    """A registered model; ``hash``, ``version`` and ``synthetic`` are taken from its ``info``."""

    hash: str
    name: str
    version: str
    algorithm: str
    synthetic: bool | None
    registered_at: datetime
    run_id: str | None
    #: The source of its records, as stated at registration.
    stated: str | None

    @property
    def of_people(self) -> bool:
        """Whether it is known to have learned from real people: its file says so, or someone stated it."""
        return self.synthetic is False or (self.synthetic is None and self.stated is not None)


@dataclass(frozen=True)
class Deployment:
    """A model that was put into service; the last deployment is the champion."""

    id: int
    version: Version
    action: str
    at: datetime
    by: str
    evidence: dict[str, Any]


_VERSION = (
    _MODELS.hash,
    _MODELS.name,
    _MODELS.version,
    _MODELS.algorithm,
    _MODELS.synthetic,
    _MODELS.registered_at,
    _MODELS.run_id,
    select(tables.statements.c.source)
    .where(tables.statements.c.model_hash == _MODELS.hash)
    .order_by(tables.statements.c.id.desc())
    .limit(1)
    .scalar_subquery()
    .label("stated"),
)
_NEWEST = (_MODELS.registered_at.desc(), _MODELS.hash)


def register(connection: Connection, file: bytes, run_id: str | None = None) -> Version:
    """Store a model file; registering it again only adds a run that was not known before.

    Raises diabetes.ModelFileError when the file is damaged or not a model.
    """
    # The library says what a file is that is not text.
    info = diabetes.Model.from_json(file.decode("utf-8", "replace")).info
    insert_missing(
        connection,
        tables.models,
        [
            {
                "hash": info["hash"],
                "name": info["name"][:_LONGEST_NAME],
                "version": info["version"],
                "algorithm": info["algorithm"],
                "synthetic": info["synthetic"],
                "file": file,
                "run_id": run_id,
            }
        ],
    )
    if run_id is not None:
        connection.execute(
            update(tables.models)
            .where(_MODELS.hash == info["hash"], _MODELS.run_id.is_(None))
            .values(run_id=run_id)
        )
    return _one(connection, _MODELS.hash == info["hash"])


def state(connection: Connection, hash: str, source: str, by: str) -> Version:
    """Store who states the origin of a model's records. Refused if the records are evidently generated."""
    version = _one(connection, _MODELS.hash == hash, hash)
    if version.synthetic:
        refuse_unproven(version.name, version.version, version.synthetic)
    connection.execute(tables.statements.insert().values(model_hash=hash, source=source, by=by[:100]))
    return _one(connection, _MODELS.hash == hash, hash)


def versions(connection: Connection) -> list[Version]:
    """All models, newest first."""
    return [_version(row) for row in connection.execute(select(*_VERSION).order_by(*_NEWEST))]


def find(connection: Connection, name: str) -> Version:
    """A model by its version, a prefix of its hash (four digits or more), or its name (the newest with that name);
    ``champion`` and ``challenger`` are special names."""
    if name in ("champion", "challenger"):
        found = _champion_version(connection) if name == "champion" else challenger(connection)
        if found is None:
            raise RegistryError("unknown_model.alias", name=name)
        return found
    if len(name) >= _SHORTEST_PREFIX and _HEXADECIMAL.issuperset(name):
        matching = connection.execute(
            select(*_VERSION).where(_MODELS.hash.startswith(name)).limit(2)
        ).fetchall()
        if len(matching) > 1:
            raise RegistryError("ambiguous_model", name=name)
        if matching:
            return _version(matching[0])
    return _one(connection, _MODELS.name == name, name)


def file_of(connection: Connection, hash: str) -> bytes:
    """The model file, byte for byte."""
    file = connection.scalar(select(_MODELS.file).where(_MODELS.hash == hash))
    if file is None:
        raise RegistryError("unknown_model.hash", hash=hash)
    return bytes(file)


def champion(connection: Connection) -> Deployment | None:
    """The model in service; None if none was ever promoted and the default answers."""
    row = connection.execute(_deployments().order_by(_ROWS.id.desc()).limit(1)).first()
    return None if row is None else _deployment(row)


def deployments(connection: Connection) -> list[Deployment]:
    """All deployments, oldest first."""
    return [_deployment(row) for row in connection.execute(_deployments().order_by(_ROWS.id))]


def deploy(
    connection: Connection,
    hash: str,
    action: str,
    by: str,
    evidence: Mapping[str, Any],
    synthetic_allowed: bool = False,
) -> Deployment:
    """Put a model into service. One not known to have learned from real people is refused unless explicitly allowed,
    which is never the case in production."""
    version = _one(connection, _MODELS.hash == hash, hash)
    if not (version.of_people or synthetic_allowed):
        refuse_unproven(version.name, version.version, version.synthetic)
    connection.execute(
        tables.deployments.insert().values(model_hash=hash, action=action, by=by, evidence=dict(evidence))
    )
    deployed = champion(connection)
    assert deployed is not None
    return deployed


def refuse_unproven(
    name: str, version: str, synthetic: bool | None, *, of_settings: bool = False
) -> NoReturn:
    """Raise the reason why a model may not answer patients: generated records, or records of unknown origin.
    ``of_settings``: it is the one that DIABETES_MODEL names."""
    sentence = "synthetic_model" if synthetic else "unstated_source"
    raise RegistryError(f"{sentence}.file" if of_settings else sentence, name=name, version=version)


def challenger(connection: Connection) -> Version | None:
    """The model last named to succeed the champion; None when it is already in service."""
    row = connection.execute(
        select(*_VERSION)
        .where(_MODELS.challenger_at.is_not(None))
        .order_by(_MODELS.challenger_at.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    version = _version(row)
    current = _champion_version(connection)
    return None if current is not None and current.hash == version.hash else version


def name_challenger(connection: Connection, hash: str) -> None:
    """Name the model that is to succeed the champion."""
    connection.execute(
        update(tables.models).where(_MODELS.hash == hash).values(challenger_at=tables.utc_now())
    )


def _champion_version(connection: Connection) -> Version | None:
    current = champion(connection)
    return None if current is None else current.version


def _one(connection: Connection, condition: ColumnElement[bool], name: str = "") -> Version:
    row = connection.execute(select(*_VERSION).where(condition).order_by(*_NEWEST).limit(1)).first()
    if row is None:
        raise RegistryError("unknown_model", name=name)
    return _version(row)


def _version(row: Iterable[Any]) -> Version:
    return Version(*row)


def _deployments() -> Select[Any]:
    columns = (_ROWS.id, _ROWS.action, _ROWS.at, _ROWS.by, _ROWS.evidence)
    return select(*columns, *_VERSION).join(tables.models, _ROWS.model_hash == _MODELS.hash)


def _deployment(row: Iterable[Any]) -> Deployment:
    id, action, at, by, evidence, *version = row
    return Deployment(id, Version(*version), action, at, by, evidence)
