"""Settings of who may call the API and how often: tokens, host names, a proxy, rates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import limits
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import NoDecode

from .addresses import is_name, is_network, listed
from .bounds import Bounds

__all__ = ["NO_RATE", "Perimeter"]

#: Turns a rate off where there would be one by default.
NO_RATE = "off"
#: The rates in production: several wards, or a program that sends one record after another.
_RATE = "6000/minute"


class Perimeter(Bounds):
    """Each field is set by the environment variable of the same name in capitals."""

    jwt_secret_key: SecretStr | None = Field(None, description="Key that signs the API's tokens.")
    require_token: bool | None = Field(
        None, description="Whether calls to the API need a token; by default in production."
    )

    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Host names by which the API is called, besides those of this machine; empty: any."
    )
    forwarded_allow_ips: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Addresses or networks of proxies whose X-Forwarded-For and -Proto are believed."
    )
    force_https: bool = Field(
        False, description="Send plain HTTP that came from outside to HTTPS; needs FORWARDED_ALLOW_IPS."
    )

    rate_per_token: str | None = Field(
        None, description=f"Calls per token, such as 600/minute; by default {_RATE} in production; off."
    )
    rate_per_address: str | None = Field(
        None, description=f"Calls per address, such as 600/minute; by default {_RATE} in production; off."
    )
    lock_failures: int = Field(
        20, ge=0, description="Refused tokens from an address after which it is locked; 0: never."
    )
    lock_seconds: int = Field(
        300, gt=0, description="Seconds within which they count, and for which the address is locked."
    )

    @field_validator("allowed_hosts", "forwarded_allow_ips", mode="before")
    @classmethod
    def _parts(cls, value: object) -> object:
        return listed(value)

    @field_validator(
        "jwt_secret_key", "require_token", "rate_per_token", "rate_per_address",
        mode="before",
    )  # fmt: skip
    @classmethod
    def _not_given(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("allowed_hosts")
    @classmethod
    def _hosts(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if not all(map(is_name, names)):
            raise ValueError("must be names such as api.example.org or *.example.org; empty allows any")
        return tuple(name.lower() for name in names)

    @field_validator("forwarded_allow_ips")
    @classmethod
    def _proxies(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        if not all(map(is_network, networks)):
            raise ValueError("must be addresses or networks such as 10.0.0.0/8; * is not allowed")
        return networks

    @field_validator("rate_per_token", "rate_per_address")
    @classmethod
    def _rate(cls, rate: str | None) -> str | None:
        if rate is None or rate.strip().lower() == NO_RATE:
            return rate and NO_RATE
        try:
            if limits.parse(rate).amount > 0:
                return rate
        except ValueError:
            pass
        raise ValueError("must be a number of calls in a time, such as 600/minute, or off")

    def fit_perimeter(self, production: bool, asks_for_login: bool) -> None:
        """Fill in what depends on the environment, and on whether people log in: then programs do not come in without a
        token."""
        if self.require_token is None:
            self.require_token = production or asks_for_login
        for name in ("rate_per_token", "rate_per_address"):
            if getattr(self, name) is None:
                setattr(self, name, _RATE if production else NO_RATE)

    def perimeter_problems(self, production: bool, asks_for_login: bool) -> Iterator[str]:
        """What cannot be, or not in production: a sentence each."""
        if self.force_https and not self.forwarded_allow_ips:
            yield "FORCE_HTTPS needs FORWARDED_ALLOW_IPS, the addresses of the proxy that ends HTTPS"
        if not self.require_token and (production or asks_for_login):
            yield f"REQUIRE_TOKEN must not be false {'in production' if production else 'with OIDC_ISSUER'}"
