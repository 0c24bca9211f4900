"""How long the certificates of https addresses are still valid."""

from __future__ import annotations

import socket
import ssl
from urllib.parse import urlsplit

from cryptography import x509

from ...settings import Settings
from ...store.tables import utc_now
from ..reading import Cause, Reading, unknown
from .services import address

__all__ = ["addresses", "look"]

_SECONDS = 5.0
_DAY = 86_400


def addresses(settings: Settings) -> list[str]:
    """Every https address in the settings, once, as host:port."""
    services = [address(settings, name) for name in settings.monitor_services if name != "database"]
    found = [urlsplit(one) for one in (*services, *settings.monitor_certificates)]
    return sorted({f"{one.hostname}:{one.port or 443}" for one in found if one.scheme == "https"})


def look(place: str) -> Reading:
    """Days until the certificate at host:port expires, below 0 if it has. Whether it is otherwise trusted shows when
    the service itself is asked."""
    host, _, port = place.rpartition(":")
    context = ssl.create_default_context()
    # An expired certificate must be read too.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((host, int(port)), _SECONDS) as plain,
            context.wrap_socket(plain, server_hostname=host) as secured,
        ):
            shown = secured.getpeercert(binary_form=True) or b""
        end = x509.load_der_x509_certificate(shown).not_valid_after_utc
    except (OSError, ValueError) as problem:
        return unknown("certificate_days", Cause("no_answer", {"error": type(problem).__name__}), place)
    return Reading("certificate_days", (end - utc_now()).total_seconds() / _DAY, place)
