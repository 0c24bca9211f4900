"""Settings of all services, read from environment variables and a file ``.env``."""

from __future__ import annotations

import os
import secrets
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from .bounds import Bounds

__all__ = ["Environment", "Settings", "settings"]

_SECRET_LENGTH = 32


class Environment(str, Enum):
    """Where the services run. Production refuses weak secrets and models trained on generated records."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Settings(Bounds):
    """One field an environment variable of the same name in capitals; those of :class:`Bounds` besides."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    environment: Environment = Environment.DEVELOPMENT
    log_level: str = Field("INFO", pattern="^(?i:debug|info|warning|error|critical)$")
    data_dir: Path = Field(
        Path("diabetes-data"),
        validation_alias="DIABETES_DATA_DIR",
        description="Where the embedded database, the spool and MLflow's local files lie.",
    )

    api_host: str = "127.0.0.1"
    api_port: int = Field(8002, ge=1, le=65535)
    api_base_url: str | None = Field(
        None, description="Where the dashboard finds the API; without it the dashboard asks the library."
    )
    store_predictions: bool = Field(True, description="Keep every answer; False only to measure without.")
    cors_origins: Annotated[tuple[str, ...], NoDecode] = ()

    streamlit_server_port: int = Field(8501, ge=1, le=65535)
    mlflow_port: int = Field(5000, ge=1, le=65535)
    mlflow_tracking_uri: str | None = None

    database_url: str | None = Field(None, description="Without it: an SQLite file in the data folder.")
    secret_key: SecretStr | None = Field(None, description="Key of the hashes of patient references.")
    jwt_secret_key: SecretStr | None = Field(None, description="Key of the API's tokens.")
    require_token: bool = Field(False, description="Whether the API answers calls with a token only.")

    diabetes_model: Path | None = Field(
        None, description="Model file that answers while no champion is in the database."
    )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _origins(cls, value: object) -> object:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator(
        "database_url", "mlflow_tracking_uri", "api_base_url", "diabetes_model", "secret_key", "jwt_secret_key",
        mode="before",
    )  # fmt: skip
    @classmethod
    def _blank(cls, value: object) -> object:
        return None if value == "" else value

    @model_validator(mode="after")
    def _secrets(self) -> Settings:
        needed = {"secret_key": self.production, "jwt_secret_key": self.require_token}
        for name in (name for name, asked in needed.items() if asked):
            secret = getattr(self, name)
            if secret is None or len(secret.get_secret_value()) < _SECRET_LENGTH:
                why = "in production" if name == "secret_key" else "with REQUIRE_TOKEN"
                raise ValueError(f"{name.upper()} must have at least {_SECRET_LENGTH} characters {why}")
        return self

    @model_validator(mode="after")
    def _a_body_can_be_held(self) -> Settings:
        if self.body_limit > self.held_bytes:
            raise ValueError("HELD_BYTES must be at least BODY_LIMIT")
        return self

    @property
    def production(self) -> bool:
        """Whether patients are answered here."""
        return self.environment is Environment.PRODUCTION

    @property
    def sqlalchemy_url(self) -> str:
        """The database as SQLAlchemy names it; postgres:// and postgresql:// mean psycopg 3."""
        if self.database_url is None:
            return f"sqlite:///{self.folder() / 'diabetes.db'}"
        scheme, separator, rest = self.database_url.partition("://")
        return (
            f"postgresql+psycopg://{rest}"
            if separator and scheme in ("postgres", "postgresql")
            else self.database_url
        )

    @property
    def tracking_uri(self) -> str:
        """Where MLflow is: its own server, or files in the data folder."""
        return self.mlflow_tracking_uri or f"sqlite:///{self.folder() / 'mlflow.db'}"

    @cached_property
    def patient_key(self) -> bytes:
        """Key of the hashes of patient references. Outside production one is made once and kept in a file
        that only its owner reads, so that a reference keeps its hash."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value().encode()
        file = self.folder() / "secret.key"
        try:
            handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return file.read_bytes()
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_hex(_SECRET_LENGTH).encode())
        return file.read_bytes()

    @property
    def jwt_key(self) -> str:
        """Key of the API's tokens; empty without one, which signs nothing."""
        return "" if self.jwt_secret_key is None else self.jwt_secret_key.get_secret_value()

    def folder(self) -> Path:
        """The data folder, made when it is not there."""
        folder = self.data_dir.absolute()
        folder.mkdir(parents=True, exist_ok=True)
        return folder


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
