"""The model that answers: the file of the settings, the champion of the database, and what the API uses."""

from __future__ import annotations

import time
from collections.abc import Iterator

import diabetes
import httpx
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from ...models import registry
from ...models.lookup import default_model, may_answer
from ...settings import Settings
from ..services import SERVICES
from .finding import Area, Finding, problem, unknown, warning, well

__all__ = ["examine"]

_MODEL = Area.MODEL
_PATIENCE = 6.0
_FILES_SECONDS = 10.0


def examine(settings: Settings, engine: Engine | None) -> Iterator[Finding]:
    """Look at the default model, the champion, and whether the API answers with it. The engine is None if the database
    cannot be asked."""
    yield _default(settings)
    if engine is None:
        yield unknown(_MODEL, "champion_unknown")
        return
    try:
        with engine.connect() as connection:
            champion = registry.champion(connection)
            file = None if champion is None else registry.file_of(connection, champion.version.hash)
        yield from _all(engine)
    except (SQLAlchemyError, registry.RegistryError):
        yield unknown(_MODEL, "champion_unknown")
        return
    if champion is None or file is None:
        yield well(_MODEL, "no_champion")
        return
    version = champion.version
    named = {"model": version.name, "version": version.version}
    if not may_answer(settings, version):
        yield problem(_MODEL, "champion_refused", **named)
        return
    if not _is_whole(file, version.hash):
        yield problem(_MODEL, "champion_damaged", **named)
        return
    yield well(_MODEL, "champion_well", **named)
    yield from _followed(settings, version)


def _all(engine: Engine) -> Iterator[Finding]:
    """Compare every registered model file with its hash, as far as there is time."""
    deadline = time.monotonic() + _FILES_SECONDS
    damaged, done = [], 0
    with engine.connect() as connection:
        versions = registry.versions(connection)
        for version in versions:
            if time.monotonic() > deadline:
                yield unknown(_MODEL, "models_unread", count=len(versions) - done)
                break
            if not _is_whole(registry.file_of(connection, version.hash), version.hash):
                damaged.append(f"{version.name} {version.version}")
            done += 1
    if damaged:
        yield problem(_MODEL, "models_damaged", names=", ".join(damaged))
    elif not versions:
        yield well(_MODEL, "models_none")
    elif done:
        yield well(_MODEL, "models_well", count=done)


def _is_whole(file: bytes, hash: str) -> bool:
    try:
        return bool(diabetes.Model.from_json(file.decode()).info["hash"] == hash)
    except (diabetes.DiabetesError, UnicodeDecodeError):
        return False


def _default(settings: Settings) -> Finding:
    """The model that answers while no champion does."""
    file = settings.diabetes_model
    try:
        info = default_model(settings).info
    except registry.RegistryError as error:
        code = "model_generated" if error.code == "synthetic_model" else "model_unstated"
        return problem(_MODEL, code, file=file)
    except diabetes.DiabetesError as error:
        return problem(_MODEL, "model_damaged", file=file, cause=getattr(error, "code", "-"))
    except FileNotFoundError:
        return problem(_MODEL, "model_missing", file=file)
    except OSError as error:
        return problem(_MODEL, "model_unreadable", file=file, cause=error.strerror)
    return well(_MODEL, "model_well", model=info["name"], version=info["version"])


def _followed(settings: Settings, champion: registry.Version) -> Iterator[Finding]:
    address = settings.api_base_url or SERVICES["api"](settings).address
    try:
        answer = httpx.get(f"{address}/model/info", timeout=_PATIENCE)
        served = answer.json().get("version") if answer.status_code == 200 else None
    except (httpx.HTTPError, ValueError, AttributeError):
        return
    if served is not None and served != champion.version:
        yield warning(_MODEL, "champion_not_used", served=served, version=champion.version)
