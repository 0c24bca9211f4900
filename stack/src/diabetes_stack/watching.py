"""Settings of the monitor: what it watches, how often, and who is told."""

from __future__ import annotations

import json
from typing import Annotated

from diabetes import LOCALES
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode

from .addresses import is_address, listed
from .contacts import CONTACTS

__all__ = ["SERVICES", "Watching"]

#: The services of the maintenance manual, in its order.
SERVICES = ("api", "dashboard", "mlflow", "database")

_Addresses = Annotated[tuple[SecretStr, ...], NoDecode]


class Watching(BaseSettings):
    """Each field is set by the environment variable of the same name in capitals."""

    monitor_seconds: float = Field(300, ge=1, le=3600, description="Seconds from one round to the next.")
    monitor_services: Annotated[tuple[str, ...], NoDecode] = Field(
        SERVICES, description="The services that run here and are watched."
    )
    monitor_port: int | None = Field(
        None, ge=1, le=65535, description="Port where the monitor shows its figures to Prometheus."
    )
    monitor_certificates: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Further https addresses whose certificates are watched."
    )
    dashboard_url: str | None = Field(
        None, description="Address of the dashboard; by default this machine and STREAMLIT_SERVER_PORT."
    )
    heartbeat_url: SecretStr | None = Field(
        None, description="Address called after every round, so that somebody else notices a dead monitor."
    )
    heartbeat_stages: bool = Field(
        False, description="Whether the address also takes /start and /fail, as healthchecks.io does."
    )
    alert_urls: _Addresses = Field((), description="Apprise addresses that get every alert.")
    alert_to_devops: _Addresses = Field((), description="Apprise addresses of DevOps, for its alerts only.")
    alert_to_development: _Addresses = Field((), description="The same for development.")
    alert_to_security: _Addresses = Field((), description="The same for security.")
    alert_to_support: _Addresses = Field((), description="The same for support.")
    alert_language: str = Field(LOCALES[0], description="Language of alerts: es or en.")
    contact_devops: str = Field(CONTACTS["devops"], description="Who is asked, as alerts name them.")
    contact_development: str = CONTACTS["development"]
    contact_security: str = CONTACTS["security"]
    contact_support: str = CONTACTS["support"]

    @field_validator(
        "alert_urls", "alert_to_devops", "alert_to_development", "alert_to_security", "alert_to_support",
        mode="before",
    )  # fmt: skip
    @classmethod
    def _addresses(cls, value: object) -> object:
        """Separated by white space, because a comma may be part of one."""
        if not isinstance(value, str):
            return value
        if not value.lstrip().startswith("["):
            return tuple(value.split())
        try:
            return json.loads(value)
        except ValueError:
            raise ValueError("must be addresses separated by spaces, or a JSON list of strings") from None

    @field_validator("monitor_services", "monitor_certificates", mode="before")
    @classmethod
    def _listed_names(cls, value: object) -> object:
        return listed(value)

    @field_validator("monitor_port", "heartbeat_url", mode="before")
    @classmethod
    def _absent(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("alert_language")
    @classmethod
    def _language(cls, tag: str) -> str:
        if tag not in LOCALES:
            raise ValueError(f"must be one of {', '.join(LOCALES)}")
        return tag

    @field_validator("monitor_services")
    @classmethod
    def _services(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not names or not set(names) <= set(SERVICES):
            raise ValueError(f"must name some of {', '.join(SERVICES)}, separated by commas")
        return tuple(name for name in SERVICES if name in names)

    @field_validator("heartbeat_url")
    @classmethod
    def _heartbeat(cls, address: SecretStr | None) -> SecretStr | None:
        if address is not None and not is_address(address.get_secret_value()):
            raise ValueError("must be an address such as https://hc-ping.com/uuid")
        return address

    @field_validator("monitor_certificates")
    @classmethod
    def _certificates(cls, addresses: tuple[str, ...]) -> tuple[str, ...]:
        if not all(is_address(one) and one.startswith("https://") for one in addresses):
            raise ValueError("must be addresses such as https://diabetes.example.org, separated by commas")
        return addresses
