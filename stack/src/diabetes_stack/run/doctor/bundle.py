"""A file for those who help from outside: findings, versions, settings, events and figures of access; no secret, and no
patient's data."""

from __future__ import annotations

import json
import os
import platform
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import Enum
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import httpx
from alembic.migration import MigrationContext
from pydantic import SecretStr
from sqlalchemy import Engine, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from ... import __version__, tokens
from ...settings import Settings
from ...store.engine import Service, open_store
from ...store.tables import logs, utc_now
from ..services import SERVICES

__all__ = ["write"]

_EVENTS = 500
_LONGEST = 200
_PATIENCE = 6.0
#: Settings whose text is shown; of others, what is no number only tells that it is set.
_SHOWN = {
    "allowed_origins", "api_base_url", "api_host", "cors_origins", "data_dir", "database_url", "diabetes_model",
    "mlflow_allowed_hosts", "mlflow_tracking_uri", "schedule_tz",
}  # fmt: skip
_LOGIN = re.compile(r"//[^/@\s]*@")
_HIDDEN = "***"


def write(file: Path, findings: Sequence[dict[str, Any]], settings: Settings | None) -> list[str]:
    """Write the file, which only its owner can read; returns the names of its parts. What cannot be had is left out.
    Raises OSError."""
    parts = {"findings.json": _json(findings), "versions.json": _json(_versions())}
    if settings is not None:
        parts["settings.json"] = _json(_settings(settings))
        parts |= _of_database(settings)
        parts |= _of_access(settings)
    hidden = _secrets(settings)
    temporary = file.with_name(f".{file.name}.new")
    handle = os.open(temporary, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, _without(text, hidden))
        stream.flush()
        os.fsync(stream.fileno())
    temporary.rename(file)
    return list(parts)


def _versions() -> dict[str, Any]:
    packages = {one.metadata["Name"]: one.version for one in distributions()}
    return {
        "diabetes-stack": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": dict(sorted(packages.items())),
    }


def _settings(settings: Settings) -> dict[str, Any]:
    return {name: _shown(name, getattr(settings, name)) for name in type(settings).model_fields}


def _shown(name: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if name not in _SHOWN:
        return "set" if value else "not set"
    if isinstance(value, tuple):
        return [_LOGIN.sub(f"//{_HIDDEN}@", str(one)) for one in value]
    return _LOGIN.sub(f"//{_HIDDEN}@", str(value))


def _of_database(settings: Settings) -> dict[str, str]:
    """The last events, and which tables the database has."""
    engine = open_store(settings, Service.API)
    try:
        return {"events.jsonl": "".join(_events(engine)), "database.json": _json(_database(engine))}
    except SQLAlchemyError as error:
        return {"database.json": _json({"error": type(error).__name__})}
    finally:
        engine.dispose()


def _events(engine: Engine) -> Iterator[str]:
    columns = (logs.c.at, logs.c.service, logs.c.level, logs.c.event, logs.c.detail)
    with engine.connect() as connection:
        for row in connection.execute(select(*columns).order_by(logs.c.id.desc()).limit(_EVENTS)):
            event = row._asdict() | {"at": row.at.isoformat(), "detail": _plain(row.detail)}
            yield json.dumps(event, ensure_ascii=False) + "\n"


def _plain(value: Any) -> Any:
    """Figures and short texts of an event, without what one could log in with."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value[:20]]
    return _LOGIN.sub(f"//{_HIDDEN}@", value)[:_LONGEST] if isinstance(value, str) else value


def _database(engine: Engine) -> dict[str, Any]:
    with engine.connect() as connection:
        return {
            "kind": engine.dialect.name,
            "server": ".".join(map(str, engine.dialect.server_version_info or ())),
            "revisions": list(MigrationContext.configure(connection).get_current_heads()),
            "now": utc_now().isoformat(),
        }


def _of_access(settings: Settings) -> dict[str, str]:
    """Counts and seconds of each call since the API was started."""
    address = settings.api_base_url or SERVICES["api"](settings).address
    headers = {}
    if settings.require_token:
        headers["Authorization"] = f"Bearer {tokens.issue(settings, 'doctor', timedelta(minutes=5))}"
    try:
        answer = httpx.get(f"{address}/metrics", headers=headers, timeout=_PATIENCE)
    except httpx.HTTPError:
        return {}
    if answer.status_code != 200:
        return {}
    lines = [line for line in answer.text.splitlines() if line.startswith("diabetes_")]
    return {"access.txt": "\n".join(lines) + "\n"}


def _secrets(settings: Settings | None) -> list[str]:
    """Texts that must not be in the file, whichever way they got there."""
    found = [value for name, value in os.environ.items() if re.search("KEY|PASSWORD|SECRET|TOKEN", name)]
    if settings is not None:
        values = [getattr(settings, name) for name in type(settings).model_fields]
        found += [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
        found.append(make_url(settings.sqlalchemy_url).password or "")
        key = settings.data_dir / "secret.key"
        if key.is_file() and os.access(key, os.R_OK):
            found.append(key.read_text(errors="replace"))
    # A short one could be part of any word.
    return [one for one in found if len(one) >= 6]


def _without(text: str, hidden: Sequence[str]) -> str:
    for secret in hidden:
        text = text.replace(secret, _HIDDEN)
    return text


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n"
