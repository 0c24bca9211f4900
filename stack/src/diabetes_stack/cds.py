"""Settings of CDS Hooks: the clinical systems that may ask, and where they ask."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

from .addresses import is_address

__all__ = ["Cds"]


class Cds(BaseSettings):
    """Each field is set by the environment variable of the same name in capitals."""

    cds_clients: Annotated[dict[str, str], NoDecode] = Field(
        {},
        description="Clinical systems that ask by CDS Hooks: the issuer of their tokens and where their public keys "
        "are, ISSUER=ADDRESS, separated by blanks; an address is https:// or a file.",
    )
    cds_url: str | None = Field(
        None, description="Where they ask, as their tokens name it: the address before /cds-services."
    )

    @field_validator("cds_clients", mode="before")
    @classmethod
    def _clients(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        # The address of keys may contain =, an issuer may not.
        pairs = [part.partition("=") for part in value.split()]
        found = {issuer: keys for issuer, _, keys in pairs}
        if len(found) < len(pairs) or not all(issuer and keys for issuer, keys in found.items()):
            raise ValueError("must be pairs ISSUER=ADDRESS, separated by blanks, each issuer once")
        return found

    @field_validator("cds_url")
    @classmethod
    def _called(cls, address: str | None) -> str | None:
        if address is None or not address.strip():
            return None
        if not is_address(address) or urlsplit(address).query or urlsplit(address).fragment:
            raise ValueError("must be an address such as https://cds.example.org")
        return address.rstrip("/")

    def cds_problems(self, production: bool) -> list[str]:
        """What these settings may not be together."""
        found = []
        if self.cds_clients and self.cds_url is None:
            found.append("CDS_URL must be set with CDS_CLIENTS: the tokens of the clients must name it")
        if production and self.cds_url is not None and not self.cds_url.startswith("https://"):
            found.append("CDS_URL must begin with https:// in production")
        if production and any(keys.startswith("http://") for keys in self.cds_clients.values()):
            found.append("CDS_CLIENTS must have their keys at https:// or in a file in production")
        return found
