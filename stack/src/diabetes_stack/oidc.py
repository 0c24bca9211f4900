"""Settings of the hospital's identity provider (OpenID Connect), and the roles that its tokens name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

from .addresses import is_address
from .roles import Role

__all__ = ["Oidc"]

_ROLES = ", ".join(role.value for role in Role)


class Oidc(BaseSettings):
    """Each field is set by the environment variable of the same name in capitals."""

    oidc_issuer: str | None = Field(None, description="Address of the provider, as its tokens name it.")
    oidc_audience: str | None = Field(
        None, description="The audience of the provider's tokens that the API accepts; without it, none."
    )
    oidc_role_claim: str = Field(
        "roles", description="The claim with the roles; dots lead into it, as in realm_access.roles."
    )
    oidc_roles: Annotated[dict[str, Role], NoDecode] = Field(
        {role.value: role for role in Role},
        description="Roles by the provider's names: diabetes-admins=admin,nurses=operator, or a JSON object.",
    )

    @field_validator("oidc_issuer", "oidc_audience", mode="before")
    @classmethod
    def _unset(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("oidc_issuer")
    @classmethod
    def _provider(cls, address: str | None) -> str | None:
        if address is not None and not is_address(address):
            raise ValueError("must be an address such as https://login.example.org")
        return address

    @field_validator("oidc_role_claim")
    @classmethod
    def _named(cls, claim: str) -> str:
        if not claim.strip():
            raise ValueError("must name a claim, such as roles or realm_access.roles")
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
