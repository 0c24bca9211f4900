"""The manifest of an archive: what it holds, and what it is compared with when it is restored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from .errors import BackupError, DamagedError

__all__ = ["FORMAT", "NAME", "DatabaseFacts", "Manifest", "Member", "is_safe"]

#: The archive's first member.
NAME = "manifest.json"
#: The version of the format that is written; newer ones are not read.
FORMAT = 1
_LONGEST = 1024


def is_safe(name: str) -> bool:
    """Whether a member of this name stays within the folder into which it is unpacked.

    >>> is_safe("models/0a1b.json"), is_safe("../x"), is_safe("/etc/passwd"), is_safe("a//b")
    (True, False, False, False)
    """
    parts = name.split("/")
    return (
        len(name) <= _LONGEST
        and "\0" not in name
        and not any(part in ("", ".", "..") for part in parts)
        and not PurePosixPath(name).is_absolute()
        and name.encode("utf-8", "replace") == name.encode("utf-8", "surrogatepass")
    )


def _safe(name: str) -> str:
    if not is_safe(name) or name == NAME:
        raise ValueError("not the name of a member")
    return name


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Member(_Part):
    """A file in the archive."""

    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class AuditHead(_Part):
    """The newest entry of the audit trail."""

    id: int
    chain: str


class DatabaseFacts(_Part):
    """What was in the database at the moment of the copy."""

    kind: str
    server: str
    revision: str | None
    #: Rows by table; those of MLflow as ``mlflow.NAME``.
    counts: Mapping[str, int]
    #: Predictions ever stored, the deleted ones included.
    total: int
    oldest: datetime | None
    newest: datetime | None
    audit: AuditHead | None
    #: Answers by model version.
    versions: Mapping[str, int]


class Manifest(_Part):
    """What an archive holds."""

    format: int = FORMAT
    created: datetime
    stack: str
    library: str
    database: DatabaseFacts
    #: The model in service.
    champion: str | None
    models: tuple[str, ...]
    #: Versions that answered, whose files are not known any more.
    missing_models: tuple[str, ...] = ()
    #: Stands for SECRET_KEY without revealing it; null if there was none.
    key: str | None
    findrisc_cut: float | None
    #: What was left out, and why: ``link`` (or a special file), ``name``, ``damaged``, ``elsewhere`` (another machine).
    left_out: Mapping[str, str] = Field(default_factory=dict)
    files: Mapping[Annotated[str, AfterValidator(_safe)], Member]

    @property
    def predictions(self) -> int:
        """The number of predictions."""
        return self.database.counts.get("predictions", 0)

    @property
    def size(self) -> int:
        """The bytes of all files, unpacked."""
        return sum(member.size for member in self.files.values())

    def to_bytes(self) -> bytes:
        """As JSON."""
        return self.model_dump_json(indent=1).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> Manifest:
        """Parse JSON. Raises DamagedError if it is no manifest, and BackupError if it is one of a newer format."""
        try:
            found = json.loads(content)
            version = found["format"]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise DamagedError("no_manifest") from None
        if isinstance(version, int) and version > FORMAT:
            raise BackupError("newer_format", format=version)
        try:
            return cls.model_validate(found)
        except ValidationError:
            raise DamagedError("no_manifest") from None
