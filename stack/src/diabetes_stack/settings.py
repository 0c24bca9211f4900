"""Settings of all services, from environment variables and a ``.env`` file."""

from __future__ import annotations

import json
import os
import re
import secrets
from enum import Enum
from functools import cached_property, lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from .bounds import Bounds
from .oidc import Oidc
from .strength import weakness

__all__ = ["Environment", "LogLevel", "Settings", "SettingsError", "settings"]

_MEND_SECRET = "create one with openssl rand -hex 32"
_DATABASES = ("sqlite", "postgres", "postgresql", "postgresql+psycopg")


class SettingsError(ValueError):
    """Invalid settings that prevent a start: what each variable must be, never its value."""


class Environment(str, Enum):
    """Where the services run. Production refuses weak secrets and models trained on generated records."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class LogLevel(str, Enum):
    """The lowest level that is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"
    CRITICAL = "CRITICAL"


class Settings(Bounds, Oidc):
    """Each field, also of :class:`Bounds` and :class:`Oidc`, is set by the environment variable of the same name in
    capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    environment: Environment = Environment.DEVELOPMENT
    log_level: LogLevel = LogLevel.INFO
    data_dir: Path = Field(
        Path("diabetes-data"),
        validation_alias="DIABETES_DATA_DIR",
        description="Folder of the embedded database, the spool and MLflow's local files.",
    )

    api_host: str = "127.0.0.1"
    api_port: int = Field(8002, ge=1, le=65535)
    api_base_url: str | None = Field(
        None,
        description="Address of the API for the dashboard; without it the dashboard uses the library directly.",
    )
    store_predictions: bool = Field(True, description="Store every answer; False only for benchmarks.")
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Origins of other pages that may call the API, separated by commas or as a JSON list."
    )

    streamlit_server_port: int = Field(8501, ge=1, le=65535)
    mlflow_port: int = Field(5000, ge=1, le=65535)
    mlflow_tracking_uri: str | None = None
    mlflow_allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Host names for calls to MLflow, without https://; a name with a port allows only that port.",
    )

    database_url: str | None = Field(
        None,
        description="Address of the database; by default an SQLite file in the data folder. Required in production.",
    )
    secret_key: SecretStr | None = Field(None, description="Key for the hashes of patient references.")
    jwt_secret_key: SecretStr | None = Field(None, description="Key that signs the API's tokens.")
    require_token: bool = Field(False, description="Whether calls to the API need a token.")

    findrisc_cut: float | None = Field(
        12,
        ge=0,
        le=26,
        description="Points of FINDRISC from which a test is advised; empty: FINDRISC is not used. 12 is the "
        "cut-off of Colombia's guideline GPC-2015-51 (Aschner et al., Colomb Med 2016;47:109).",
    )
    diabetes_model: Path | None = Field(
        None, description="Model file used while the database has no champion."
    )

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            # pydantic's own message contains the refused value, which may be a secret.
            raise SettingsError("; ".join(_said(one) for one in error.errors(include_input=False))) from None
        except UnicodeDecodeError:
            raise SettingsError("the file .env must be text in UTF-8") from None

    @field_validator("cors_origins", "mlflow_allowed_hosts", mode="before")
    @classmethod
    def _list(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        if not value.lstrip().startswith("["):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        try:
            return json.loads(value)
        except ValueError:
            raise ValueError("must be names separated by commas, or a JSON list of strings") from None

    @field_validator("findrisc_cut", mode="before")
    @classmethod
    def _none(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("environment", "log_level", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        if not isinstance(value, str) or isinstance(value, Enum):
            return value
        text = value.strip()
        return text.lower() if text.lower() in {one.value for one in Environment} else text.upper()

    @field_validator(
        "database_url", "mlflow_tracking_uri", "api_base_url", "diabetes_model", "secret_key", "jwt_secret_key",
        mode="before",
    )  # fmt: skip
    @classmethod
    def _blank(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        found = tuple(origin.rstrip("/").lower() for origin in origins)
        if not all(map(_is_origin, found)):
            raise ValueError("must name each origin as https://host or https://host:port; * is not allowed")
        return found

    @field_validator("mlflow_allowed_hosts")
    @classmethod
    def _names(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not all(re.fullmatch(r"[A-Za-z0-9.*_-]+(:[0-9]+)?", name) for name in names):
            raise ValueError("must be names such as mlflow.example.org, without https://")
        return names

    @field_validator("api_host")
    @classmethod
    def _host(cls, host: str) -> str:
        if not _is_host(host):
            raise ValueError("must be an address or a name, without http:// and without a port")
        return host

    @field_validator("api_base_url")
    @classmethod
    def _address(cls, address: str | None) -> str | None:
        if address is not None and not _is_address(address):
            raise ValueError("must be an address such as http://diabetes-api:8002")
        return address

    @field_validator("mlflow_tracking_uri")
    @classmethod
    def _tracking(cls, uri: str | None) -> str | None:
        if uri is None or _is_address(uri) or uri.partition("://")[0] == "sqlite":
            return uri
        raise ValueError("must be the address of MLflow's server, such as http://diabetes-mlflow:5000")

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str | None) -> str | None:
        if url is None:
            return None
        try:
            parsed = make_url(url)
        except (ArgumentError, ValueError):
            parsed = None
        if parsed is None or parsed.drivername not in _DATABASES or not parsed.database:
            raise ValueError(
                "must have the form postgresql://user:password@host:5432/name or sqlite:////folder/name.db"
            )
        return url

    @model_validator(mode="after")
    def _fit(self) -> Settings:
        if self.body_limit > self.held_bytes:
            raise ValueError("HELD_BYTES must be at least BODY_LIMIT")
        # Where people log in, programs do not come in without a token.
        self.require_token = self.require_token or self.asks_for_login
        if self.production and (self.oidc_issuer or "https:").partition(":")[0] != "https":
            raise ValueError("OIDC_ISSUER must begin with https:// in production")
        if self.production and self.database_url is None:
            raise ValueError("DATABASE_URL must be set in production; for a file: sqlite:////folder/name.db")
        asked = (
            ("secret_key", self.production, "in production"),
            (
                "jwt_secret_key",
                self.require_token,
                "with OIDC_ISSUER" if self.asks_for_login else "with REQUIRE_TOKEN",
            ),
        )
        for name, needed, where in asked:
            secret = getattr(self, name)
            weak = weakness(secret.get_secret_value() if secret else "")
            if needed and weak:
                raise ValueError(f"{name.upper()} {weak} {where}; {_MEND_SECRET}")
        return self

    @property
    def production(self) -> bool:
        """Whether real patients are answered here."""
        return self.environment is Environment.PRODUCTION

    @property
    def sqlalchemy_url(self) -> str:
        """The database URL for SQLAlchemy; postgres:// and postgresql:// select psycopg 3."""
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
        """MLflow's location: its own server, or files in the data folder."""
        return self.mlflow_tracking_uri or f"sqlite:///{self.folder() / 'mlflow.db'}"

    @cached_property
    def patient_key(self) -> bytes:
        """The key for hashing patient references. Outside production one is generated once and kept in a file that only
        its owner can read, so that a reference keeps its hash."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value().encode()
        file = self.folder() / "secret.key"
        try:
            handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return file.read_bytes()
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_hex(32).encode())
        return file.read_bytes()

    @property
    def jwt_key(self) -> str:
        """The key for the API's tokens; empty if not set, in which case none are signed."""
        return "" if self.jwt_secret_key is None else self.jwt_secret_key.get_secret_value()

    def local_url(self, port: int) -> str:
        """The address of a service with this port, from this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.api_host, self.api_host)
        return f"http://{quote(host, safe='[]:.')}:{port}"

    def folder(self) -> Path:
        """The data folder, created if missing. Raises SettingsError if it is not writable."""
        folder = self.data_dir.absolute()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            writable = os.access(folder, os.W_OK | os.X_OK)
        except OSError:
            writable = False
        if not writable:
            raise SettingsError("DIABETES_DATA_DIR must be a writable folder, or one that can be created")
        return folder


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()


def _said(error: Any) -> str:
    """Describe a pydantic error in a sentence, without the refused value."""
    text = str(error["msg"]).removeprefix("Value error, ").replace("Input should", "must")
    return text if not error["loc"] else f"{str(error['loc'][0]).upper()} {text}"


def _is_host(text: str) -> bool:
    if ":" in text:
        try:
            return bool(ip_address(text).version)
        except ValueError:
            return False
    return re.fullmatch(r"[A-Za-z0-9._-]+", text) is not None


def _is_address(text: str) -> bool:
    """Whether this is the address of an HTTP service."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_origin(text: str) -> bool:
    return _is_address(text) and re.fullmatch(r"https?://[a-z0-9._:\[\]-]+", text) is not None
