"""Settings of the hospital's identity provider (OpenID Connect): logins, where people open the services, and the roles
that its tokens name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode

from .addresses import is_address
from .roles import Role

__all__ = ["Oidc"]

_ROLES = ", ".join(role.value for role in Role)


class Oidc(BaseSettings):
    """With ``OIDC_ISSUER`` people log in, at this provider. Each field is set by the environment variable of the same
    name in capitals."""

    oidc_issuer: str | None = Field(
        None, description="The provider of logins, as its tokens name it; without it nobody logs in."
    )
    oidc_audience: str | None = Field(
        None, description="The audience of the provider's tokens that the API accepts; without it, none."
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

    @property
    def has_login(self) -> bool:
        """Whether people can log in; otherwise only programs come, with tokens."""
        return self.asks_for_login and self.oidc_client_id is not None

    @property
    def oidc_document(self) -> str:
        """The address of the provider's description of itself."""
        return f"{(self.oidc_issuer or '').rstrip('/')}/.well-known/openid-configuration"

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

    def role_in(self, claims: Mapping[str, Any]) -> Role | None:
        """The highest role among the names in the claim of roles; None if it names none."""
        found = _within(claims, self.oidc_role_claim)
        # Whoever may enter any address at the provider could take someone else's role.
        if self.oidc_role_claim == "email" and claims.get("email_verified") is not True:
            return None
        names = found if isinstance(found, list) else [found]
        roles = {self.oidc_roles[name] for name in names if isinstance(name, str) and name in self.oidc_roles}
        return max(roles, key=list(Role).index, default=None)


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


def _within(claims: Mapping[str, Any], path: str) -> Any:
    """The value of a claim, or of one within it: a name with dots is first taken as it is."""
    if path in claims:
        return claims[path]
    head, _, rest = path.partition(".")
    inner = claims.get(head)
    return _within(inner, rest) if rest and isinstance(inner, Mapping) else None


def _is_plain(text: str) -> bool:
    """Whether this is the address of an HTTP service, with nothing after its path."""
    parts = urlsplit(text) if is_address(text) else None
    return (
        parts is not None
        and not (parts.query or parts.fragment or parts.username)
        and text.isprintable()
        and " " not in text
    )
