"""Settings of backups and of the scheduled jobs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

from .addresses import listed

__all__ = ["Keeping"]


class Keeping(BaseSettings):
    """Each field is set by the environment variable of the same name in capitals."""

    postgres_bin: Path | None = Field(
        None, description="Folder with pg_dump and pg_restore; by default they are searched for."
    )
    backup_to: Path | None = Field(
        None, description="Folder on another disk or machine that gets an encrypted copy of every backup."
    )
    backup_recipient: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Public keys of age for which copies are encrypted, separated by commas."
    )
    backup_key_file: Path | None = Field(
        None, description="File with the private key of age that opens the copies; it also encrypts them."
    )
    schedule: bool = Field(True, description="Whether `up` runs the scheduled jobs.")
    schedule_tz: str = Field(
        "America/Bogota", description="Time zone of the scheduled jobs, such as America/Bogota or UTC."
    )

    @field_validator("postgres_bin", "backup_to", "backup_key_file", mode="before")
    @classmethod
    def _no_path(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("backup_recipient", mode="before")
    @classmethod
    def _keys(cls, value: object) -> object:
        return listed(value)

    @field_validator("backup_recipient")
    @classmethod
    def _recipients(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        if not all(re.fullmatch(r"age1[02-9ac-hj-np-z]{58}", key) for key in keys):
            raise ValueError("must be public keys of age, which begin with age1")
        return keys

    @field_validator("postgres_bin")
    @classmethod
    def _programs(cls, folder: Path | None) -> Path | None:
        if folder is not None and not folder.is_dir():
            raise ValueError("must be the folder that contains pg_dump")
        return folder

    @field_validator("schedule_tz")
    @classmethod
    def _zone(cls, name: str) -> str:
        try:
            return ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("must be a time zone such as America/Bogota or UTC") from None
