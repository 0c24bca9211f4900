"""Settings of all services, from environment variables and a ``.env`` file."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from enum import Enum
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from .addresses import is_address, is_host, is_local, is_origin, listed
from .cds import Cds
from .keeping import Keeping
from .oidc import Oidc
from .perimeter import Perimeter
from .problems import ProblemsError, joined, said
from .strength import weakness
from .watching import Watching

__all__ = ["Environment", "LogLevel", "Settings", "SettingsError", "settings"]

#: The generated key, in the data folder.
_KEY_FILE = "secret.key"
_MEND_SECRET = "create one with openssl rand -hex 32"
_DATABASES = ("sqlite", "postgres", "postgresql", "postgresql+psycopg")


class SettingsError(ValueError):
    """Invalid settings that prevent a start: what each variable must be, never its value."""


class Environment(str, Enum):
    """Where the services run. Production asks for tokens, and refuses weak secrets, what is open to anybody, and models
    trained on generated records."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class LogLevel(str, Enum):
    """The lowest level that is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"
    CRITICAL = "CRITICAL"


class Settings(Perimeter, Oidc, Keeping, Watching, Cds):
    """Each field, inherited ones too, is set by the environment variable of the same name in capitals."""

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

    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="The former system's name of CORS_ORIGINS; where both are set they must be the same."
    )

    streamlit_server_port: int = Field(8501, ge=1, le=65535)
    mlflow_host: str | None = Field(
        None,
        description="Host of MLflow: by default API_HOST; in production, without a login, this machine.",
    )
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

    findrisc_cut: float | None = Field(
        12,
        ge=0,
        le=26,
        description="Points of FINDRISC from which a test is advised; empty: FINDRISC is not used. 12 is the "
        "cut-off of Colombia's guideline GPC-2015-51 (Aschner et al., Colomb Med 2016;47:109).",
    )
    environment_country: str | None = Field(
        None,
        description="Where these services are used, by its two letters (ISO 3166-1), such as CO: in production a model "
        "that is not known to be of this country comes into service only with a local validation or an acceptance.",
    )
    diabetes_model: Path | None = Field(
        None, description="Model file used while the database has no champion."
    )

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise SettingsError(said(error)) from None
        except UnicodeDecodeError:
            raise SettingsError("the file .env must be text in UTF-8") from None

    @field_validator("cors_origins", "allowed_origins", "mlflow_allowed_hosts", mode="before")
    @classmethod
    def _list(cls, value: object) -> object:
        return listed(value)

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
        "database_url", "mlflow_host", "mlflow_tracking_uri", "api_base_url", "diabetes_model", "secret_key",
        "dashboard_url", "environment_country",
        mode="before",
    )  # fmt: skip
    @classmethod
    def _blank(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("cors_origins", "allowed_origins")
    @classmethod
    def _origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        found = tuple(origin.rstrip("/").lower() for origin in origins)
        if not all(map(is_origin, found)):
            raise ValueError("must name each origin as https://host or https://host:port; * is not allowed")
        return found

    @field_validator("environment_country")
    @classmethod
    def _country(cls, country: str | None) -> str | None:
        if country is not None and not re.fullmatch(r"[A-Za-z]{2}", country.strip()):
            raise ValueError("must be the two letters of a country, such as CO")
        return None if country is None else country.strip().upper()

    @field_validator("mlflow_allowed_hosts")
    @classmethod
    def _names(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not all(re.fullmatch(r"[A-Za-z0-9.*_-]+(:[0-9]+)?", name) for name in names):
            raise ValueError("must be names such as mlflow.example.org, without https://")
        return names

    @field_validator("api_host", "mlflow_host")
    @classmethod
    def _host(cls, host: str | None) -> str | None:
        if host is not None and not is_host(host):
            raise ValueError("must be an address or a name, without http:// and without a port")
        return host

    @field_validator("api_base_url", "dashboard_url")
    @classmethod
    def _address(cls, address: str | None) -> str | None:
        if address is not None and not is_address(address):
            raise ValueError("must be an address such as http://diabetes-api:8002")
        return address

    @field_validator("mlflow_tracking_uri")
    @classmethod
    def _tracking(cls, uri: str | None) -> str | None:
        if uri is None or is_address(uri) or uri.partition("://")[0] == "sqlite":
            return uri
        # As platforms name a service of their private network.
        if re.fullmatch(r"[A-Za-z0-9._-]+:[0-9]+", uri):
            return f"http://{uri}"
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
        self.fit_perimeter(self.production, self.asks_for_login)
        self.cors_origins = self.cors_origins or self.allowed_origins
        if problems := self.problems(self.production):
            raise ProblemsError(problems)
        return self

    @model_validator(mode="wrap")
    @classmethod
    def _everything_at_once(cls, values: Any, handler: Any) -> Any:
        """What is wrong with the whole is also said when a value is wrong by itself."""
        try:
            return handler(values)
        except ValidationError as error:
            refused = {one["loc"][0] for one in error.errors(include_input=False) if one["loc"]}
            if not refused or not isinstance(values, dict):
                raise
            try:
                handler({name: value for name, value in values.items() if name not in refused})
            except ValidationError as others:
                names = tuple(f"{str(name).upper()} " for name in refused)
                raise joined(error, others, names) from None
            raise

    def problems(self, production: bool) -> list[str]:
        """What these settings may not be together: a sentence each, which begins with the variable. ``production`` asks
        what production refuses, wherever this runs."""
        return [
            *self._own_problems(production),
            *self.perimeter_problems(production, self.asks_for_login),
            *self.cds_problems(production),
            *self._weak_secrets(production),
        ]

    def _own_problems(self, production: bool) -> Iterator[str]:
        if self.allowed_origins and set(self.allowed_origins) != set(self.cors_origins):
            yield "ALLOWED_ORIGINS and CORS_ORIGINS name different origins: set only one of them"
        if self.body_limit > self.held_bytes:
            yield "HELD_BYTES must be at least BODY_LIMIT"
        if not production:
            return
        if self.database_url is None:
            yield "DATABASE_URL must be set in production; for a file: sqlite:////folder/name.db"
        if self.oidc_issuer is not None and not self.oidc_issuer.startswith("https://"):
            yield "OIDC_ISSUER must begin with https:// in production"
        if self.log_level is LogLevel.DEBUG:
            yield "LOG_LEVEL must not be DEBUG in production"
        if "*" in self.mlflow_allowed_hosts:
            yield "MLFLOW_ALLOWED_HOSTS must not be * in production: it must name who calls MLflow"
        elif (
            self.mlflow_host is not None
            and not is_local(self.mlflow_host)
            and not self.mlflow_allowed_hosts
            and not self.asks_for_login
        ):
            yield "MLFLOW_HOST must be 127.0.0.1 in production, or MLFLOW_ALLOWED_HOSTS name who calls it"

    def _weak_secrets(self, production: bool) -> Iterator[str]:
        for name, needed, where in (
            ("secret_key", production, "in production"),
            (
                "jwt_secret_key",
                production or self.require_token,
                "with OIDC_ISSUER" if self.asks_for_login else "with REQUIRE_TOKEN",
            ),
        ):
            secret = getattr(self, name)
            weak = weakness(secret.get_secret_value() if secret else "")
            if needed and weak:
                yield f"{name.upper()} {weak} {where}; {_MEND_SECRET}"

    @property
    def production(self) -> bool:
        """Whether real patients are answered here."""
        return self.environment is Environment.PRODUCTION

    @property
    def mlflow_address(self) -> str:
        """The host on which MLflow, or the login before it, listens."""
        here = self.production and not self.asks_for_login
        return self.mlflow_host or ("127.0.0.1" if here else self.api_host)

    @property
    def sqlalchemy_url(self) -> str:
        """The database URL for SQLAlchemy; postgres:// and postgresql:// select psycopg 3."""
        if self.database_url is None:
            return f"sqlite:///{self.place() / 'diabetes.db'}"
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
        known = self.known_patient_key
        if known is not None:
            return known
        file = self.folder() / _KEY_FILE
        try:
            handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return file.read_bytes()
        with os.fdopen(handle, "wb") as stream:
            stream.write(secrets.token_hex(32).encode())
        return file.read_bytes()

    @property
    def known_patient_key(self) -> bytes | None:
        """The key for hashing patient references, if there is one already."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value().encode()
        file = self.folder() / _KEY_FILE
        return file.read_bytes() if file.exists() else None

    @property
    def jwt_key(self) -> str:
        """The key for the API's tokens; empty if not set, in which case none are signed."""
        return "" if self.jwt_secret_key is None else self.jwt_secret_key.get_secret_value()

    def local(self, port: int, host: str | None = None) -> str:
        """The address of a service on this machine that listens on a host, API_HOST by default."""
        listens = host or self.api_host
        reached = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(listens, listens)
        return f"http://{quote(reached, safe='[]:.')}:{port}"

    def place(self) -> Path:
        """The data folder, created if it is missing and can be, for its owner alone. It may not be writable: for those
        who must go on then."""
        folder = self.data_dir.absolute()
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def folder(self) -> Path:
        """The data folder. Raises SettingsError if it is not writable."""
        folder = self.place()
        if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            raise SettingsError("DIABETES_DATA_DIR must be a writable folder, or one that can be created")
        return folder


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
