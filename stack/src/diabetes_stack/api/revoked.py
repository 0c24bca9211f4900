"""The list of revoked tokens, as the database last gave it. It is also kept in a file, for a start while the database
is away."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from sqlalchemy import Connection

from ..store.revocations import revoked_since
from ..store.tables import utc_now
from ..tokens import LEEWAY, LONGEST

__all__ = ["FILE", "Revoked"]

_log = logging.getLogger(__name__)
#: The name of the file in the data folder.
FILE = "revoked.json"


class Revoked:
    """Ids of tokens that no longer count."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._ids = self._kept()

    def __contains__(self, token: str) -> bool:
        return token in self._ids

    def look(self, connection: Connection) -> None:
        """Take the list of the database; older tokens have expired. Raises SQLAlchemyError, OSError."""
        found = frozenset(revoked_since(connection, utc_now() - LONGEST - LEEWAY))
        if found != self._ids:
            self._ids = found
            self._keep(found)

    def _kept(self) -> frozenset[str]:
        try:
            return frozenset(json.loads(self._file.read_bytes())["tokens"])
        except FileNotFoundError:
            return frozenset()
        except (OSError, ValueError, TypeError, KeyError) as problem:
            _log.error("the file of revoked tokens cannot be read", extra={"cause": type(problem).__name__})
            return frozenset()

    def _keep(self, ids: frozenset[str]) -> None:
        new = self._file.with_suffix(".new")
        handle = os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w") as stream:
            json.dump({"tokens": sorted(ids)}, stream)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(self._file)
