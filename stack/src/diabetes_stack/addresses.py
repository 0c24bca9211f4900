"""Forms of what a setting may name: a host, the address of a service, an origin, a network, a list of them."""

from __future__ import annotations

import json
import re
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

__all__ = ["is_address", "is_host", "is_local", "is_name", "is_network", "is_origin", "listed"]


def is_host(text: str) -> bool:
    """Whether this is an address or a name, without a port."""
    if ":" in text:
        return _is_ip(text)
    return re.fullmatch(r"[A-Za-z0-9._-]+", text) is not None


def is_local(host: str) -> bool:
    """Whether only this machine can reach this host.

    >>> is_local("127.0.0.1"), is_local("localhost"), is_local("0.0.0.0")
    (True, True, False)
    """
    return host == "localhost" or (_is_ip(host) and ip_address(host).is_loopback)


def is_name(text: str) -> bool:
    """Whether this is a host name, or all names below one: ``*.example.org``."""
    return re.fullmatch(r"(\*\.)?[A-Za-z0-9._-]+", text) is not None or _is_ip(text)


def is_network(text: str) -> bool:
    """Whether this is an IP address, or a network by its first address, and not all of them.

    >>> is_network("10.0.0.0/8"), is_network("10.0.0.7/8"), is_network("0.0.0.0/0")
    (True, False, False)
    """
    try:
        return ip_network(text).prefixlen > 0
    except ValueError:
        return False


def is_address(text: str) -> bool:
    """Whether this is the address of an HTTP service."""
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def is_origin(text: str) -> bool:
    """Whether this is an origin of pages, in lower case."""
    return is_address(text) and re.fullmatch(r"https?://[a-z0-9._:\[\]-]+", text) is not None


def listed(value: object) -> object:
    """The parts of a text with commas, or of a JSON list. ValueError for a broken list."""
    if not isinstance(value, str):
        return value
    if not value.lstrip().startswith("["):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    try:
        return json.loads(value)
    except ValueError:
        raise ValueError("must be names separated by commas, or a JSON list of strings") from None


def _is_ip(text: str) -> bool:
    try:
        return bool(ip_address(text).version)
    except ValueError:
        return False
