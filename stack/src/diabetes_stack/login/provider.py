"""The provider of logins: Authlib's client, which checks state, nonce, PKCE and signature."""

from __future__ import annotations

import warnings
from typing import Any
from urllib.parse import urlsplit

from authlib.deprecate import AuthlibDeprecationWarning
from joserfc.errors import JoseError

from ..settings import Settings, SettingsError
from .signature import SIGNATURES

with warnings.catch_warnings():
    # On every start Authlib would say that it prefers the successor of httpx, which it uses where that is installed.
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.starlette_client import OAuth, OAuthError, StarletteOAuth2App
try:
    import httpx2 as http
except ImportError:
    import httpx as http

__all__ = ["AWAY", "UNTRUE", "ProviderError", "client", "public_url", "secret"]

#: Seconds to wait for the provider.
_PATIENCE = 10.0


class ProviderError(Exception):
    """The provider is not the one that the settings name, or cannot be used."""


#: What the client raises when the provider does not answer, or its description is of no use.
AWAY = (http.HTTPError, ProviderError, RuntimeError)

#: What an answer of the provider fails with that refuses, cannot be read, or is not true.
UNTRUE = (OAuthError, JoseError, ValueError, KeyError, TypeError)


class _Provider(StarletteOAuth2App):  # type: ignore[misc]
    """The provider as its own document describes it, if that is the document of this issuer."""

    issuer: str

    async def load_server_metadata(self) -> dict[str, Any]:
        found: dict[str, Any] = await super().load_server_metadata()
        if str(found.get("issuer")).rstrip("/") != self.issuer.rstrip("/"):
            found.clear()
            raise ProviderError("the provider's document names another issuer than OIDC_ISSUER")
        offered = found.get("id_token_signing_alg_values_supported") or ["RS256"]
        found["id_token_signing_alg_values_supported"] = [one for one in offered if one in SIGNATURES]
        return found


def client(settings: Settings) -> _Provider:
    """The client of the provider. It asks the provider for its description when somebody logs in. SettingsError when
    settings are missing."""
    registry = OAuth()
    registry.register(
        "oidc",
        client_cls=_Provider,
        client_id=settings.oidc_client_id,
        client_secret=secret(settings),
        server_metadata_url=settings.oidc_document,
        client_kwargs={
            "scope": settings.oidc_scopes,
            "code_challenge_method": "S256",
            "timeout": _PATIENCE,
        },
        authorize_params={"prompt": "select_account"},
    )
    provider: _Provider = registry.create_client("oidc")
    provider.issuer = settings.oidc_issuer or ""
    return provider


def secret(settings: Settings) -> str:
    """The services' secret at the provider. SettingsError when it is missing."""
    if settings.oidc_client_id is None or settings.oidc_client_secret is None:
        raise SettingsError("OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set with OIDC_ISSUER")
    return settings.oidc_client_secret.get_secret_value()


def public_url(settings: Settings, service: str, port: int | None = None) -> str:
    """Where people open ``api``, ``dashboard`` or ``mlflow``, without a slash at the end. In production it must be
    https, because a session's cookie would otherwise travel in the clear."""
    chosen: str | None = getattr(settings, f"{service}_public_url")
    if settings.production and urlsplit(chosen or "").scheme != "https":
        raise SettingsError(
            f"{service.upper()}_PUBLIC_URL must begin with https:// in production with OIDC_ISSUER"
        )
    ports = {
        "api": settings.api_port,
        "dashboard": settings.streamlit_server_port,
        "mlflow": settings.mlflow_port,
    }
    host = settings.mlflow_address if service == "mlflow" else None
    return (chosen or settings.local(port or ports[service], host)).rstrip("/")
