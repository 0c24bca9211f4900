"""Settings of the login: the provider, what its names for roles mean, and where people open the services."""

from __future__ import annotations

import json
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode

from .roles import Role

__all__ = ["Oidc"]

_ROLES = ", ".join(role.value for role in Role)


class Oidc(BaseSettings):
    """With ``OIDC_ISSUER`` people log in, at this provider. Each field is set by the environment variable of the same
    name in capitals."""

    oidc_issuer: str | None = Field(
        None, description="The provider of logins, as its tokens name it; without it nobody logs in."
    )
    oidc_client_id: str | None = Field(None, description="The services' name at the provider.")
    oidc_client_secret: SecretStr | None = Field(None, description="The services' secret at the provider.")
    oidc_scopes: str = Field("openid profile email", description="What is asked of the provider.")
    oidc_role_claim: str = Field(
        "roles", description="The claim with the roles; dots lead into it, as in realm_access.roles."
    )
    oidc_roles: Annotated[dict[str, Role], NoDecode] = Field(
        {role.value: role for role in Role},
        description="Roles by the provider's names: diabetes-admins=admin,nurses=operator, or a JSON object.",
    )
    session_hours: float = Field(8, gt=0, le=24, allow_inf_nan=False, description="How long a login lasts.")
    api_public_url: str | None = Field(None, description="Where people open the API.")
    dashboard_public_url: str | None = Field(None, description="Where people open the dashboard.")
    mlflow_public_url: str | None = Field(None, description="Where people open MLflow.")

    @property
    def asks_for_login(self) -> bool:
        """Whether people must log in."""
        return self.oidc_issuer is not None

    @field_validator("oidc_issuer", "api_public_url", "dashboard_public_url", "mlflow_public_url")
    @classmethod
    def _opened(cls, address: str | None) -> str | None:
        if address is not None and not _is_plain(address):
            raise ValueError("must be an address such as https://login.example.org, without ? and #")
        return address

    @field_validator("oidc_scopes")
    @classmethod
    def _asked(cls, scopes: str) -> str:
        if "openid" not in scopes.split():
            raise ValueError("must contain openid")
        return " ".join(scopes.split())

    @field_validator("oidc_role_claim")
    @classmethod
    def _named(cls, claim: str) -> str:
        return claim.strip()

    @field_validator("oidc_roles", mode="before")
    @classmethod
    def _mapped(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        found = _pairs(value)
        if not found or not all(name and role in {one.value for one in Role} for name, role in found.items()):
            raise ValueError(
                f"must give the provider's names one of the roles {_ROLES}: diabetes-admins=admin,nurses=operator"
            )
        return found

    @field_validator("*", mode="before")
    @classmethod
    def _unset(cls, value: object, info: ValidationInfo) -> object:
        """What is blank is not set: files that deploy the services pass every variable on. The last of these is the
        first to run."""
        field = Oidc.model_fields.get(info.field_name or "")
        return field.default if field and isinstance(value, str) and not value.strip() else value


def _pairs(text: str) -> dict[str, str]:
    """The roles as written, by name; empty for what is no mapping. A name may contain =, as in a directory."""
    if text.lstrip().startswith("{"):
        try:
            whole = json.loads(text)
        except ValueError:
            return {}
        return whole if all(isinstance(role, str) for role in whole.values()) else {}
    parts = [part.rpartition("=") for part in text.split(",") if part.strip()]
    return {name.strip(): role.strip().lower() for name, _, role in parts}


def _is_plain(text: str) -> bool:
    """Whether this is the address of an HTTP service, with nothing after its path."""
    try:
        parts = urlsplit(text)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return (
        known
        and not (parts.query or parts.fragment or parts.username)
        and text.isprintable()
        and " " not in text
    )
