"""What an archive says about the installation: its packages, and its settings without secrets and without what might
contain one."""

from __future__ import annotations

import json
import re
from enum import Enum
from importlib.metadata import distributions
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..settings import Settings

__all__ = ["INSTALLED", "NAME", "described", "installed"]

#: The name of the file in archives.
NAME = "settings.json"
#: The name of the file with the installed packages.
INSTALLED = "requirements.txt"
#: Texts that are only named; the addresses that are written without user, password and query.
_SENSITIVE = re.compile("SECRET|(?<!PER_)TOKEN|PASSWORD|PASSPHRASE|KEY$")
_SCHEMES = ("http", "https", "postgresql", "postgresql+psycopg", "postgres", "sqlite")


def installed() -> bytes:
    """The installed packages and their versions, as pip reads them."""
    found = {f"{one.metadata['Name']}=={one.version}" for one in distributions()}
    return "".join(f"{line}\n" for line in sorted(found, key=str.lower)).encode()


def described(settings: Settings) -> bytes:
    """The settings as JSON: ``values``, and the names of those that are ``set`` but not written."""
    values: dict[str, Any] = {}
    hidden: list[str] = []
    for field, about in type(settings).model_fields.items():
        value, name = getattr(settings, field), str(about.validation_alias or field.upper())
        shown = None if isinstance(value, str) and _SENSITIVE.search(name) else _shown(value)
        if shown is None and value is not None:
            hidden.append(name)
        else:
            values[name] = shown
    return json.dumps({"values": values, "set": hidden}, indent=1, ensure_ascii=False).encode()


def _shown(value: Any) -> Any:
    """The value as JSON; None if it may not be shown."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, dict):
        return {name: _shown(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        parts = [_shown(part) for part in value]
        return None if None in parts else parts
    if isinstance(value, str):
        return value if "://" not in value else _address(value)
    return value if isinstance(value, bool | int | float) else None


def _address(value: str) -> str | None:
    parts = urlsplit(value)
    if parts.scheme not in _SCHEMES:
        return None
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
