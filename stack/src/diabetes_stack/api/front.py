"""By which names the API is called, and over HTTPS only: ``ALLOWED_HOSTS``, ``FORCE_HTTPS``."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address, ip_network

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ..addresses import is_host
from ..settings import Settings
from .access import REASON
from .errors import ApiError, answer_to
from .headers import raw

__all__ = ["Front"]

#: This machine, by its own names.
_OWN_NAMES = ("localhost", "127.0.0.1", "[::1]")
_OWN_NETWORKS = ("127.0.0.0/8", "::1/128")
_HOST, _FORWARDED = b"host", b"x-forwarded-proto"
#: Keeps method and body.
_REDIRECT = 308


class Front:
    """A middleware that refuses calls by other names with 400, and sends plain HTTP to HTTPS.

    Calls from this machine and from trusted addresses, our own services among them, may use plain HTTP, unless they
    pass on a caller who did.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._force_https = settings.force_https
        names = settings.allowed_hosts
        self._exact = {*_OWN_NAMES, *map(_written, (settings.api_host.lower(), *names))}
        self._below = tuple(name[1:] for name in names if name.startswith("*"))
        self._networks = [ip_network(one) for one in (*_OWN_NETWORKS, *settings.forwarded_allow_ips)]
        self._checks_names = bool(names)
        self._is_known = lru_cache(maxsize=1_024)(self._knows)
        self._is_ours = lru_cache(maxsize=4_096)(self._owns)

    @classmethod
    def is_needed(cls, settings: Settings) -> bool:
        """Whether there is anything to check."""
        return bool(settings.allowed_hosts) or settings.force_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            try:
                self._check(scope)
            except ApiError as error:
                await answer_to(Request(scope), error)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        hosts = [value for name, value in scope["headers"] if name == _HOST]
        host = hosts[0] if len(hosts) == 1 else b""
        to_https = self._force_https and scope["scheme"] == "http" and not self._may_be_plain(scope)
        if (self._checks_names and not self._is_known(host)) or (
            to_https and not is_host(_name_of(host).strip("[]"))
        ):
            scope[REASON] = "host"
            raise ApiError(400, "unknown_host")
        if to_https:
            scope[REASON] = "plain_http"
            error = ApiError(_REDIRECT, "plain_http")
            error.headers = {"Location": _with_https(scope, host)}
            raise error

    def _knows(self, host: bytes) -> bool:
        name = _name_of(host)
        return name in self._exact or name.endswith(self._below)

    def _may_be_plain(self, scope: Scope) -> bool:
        client = scope["client"]
        return client is not None and raw(scope, _FORWARDED) is None and self._is_ours(client[0])

    def _owns(self, address: str) -> bool:
        try:
            one = ip_address(address)
        except ValueError:
            return False
        return any(one in network for network in self._networks)


def _written(name: str) -> str:
    """As a header has it."""
    return f"[{name}]" if ":" in name else name


def _name_of(host: bytes) -> str:
    """The host without its port."""
    text = host.decode("latin-1").lower()
    name, _, port = text.rpartition(":")
    return name if name and port.isdigit() and not name.endswith(":") else text


def _with_https(scope: Scope, host: bytes) -> str:
    path = scope.get("raw_path") or scope["path"].encode()
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    return f"https://{_name_of(host)}{(path + query).decode('latin-1')}"
