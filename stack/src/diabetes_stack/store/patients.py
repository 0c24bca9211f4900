"""Patient references, which are only stored as keyed hashes."""

from __future__ import annotations

import hmac
import unicodedata

from ..settings import Settings

__all__ = ["HEADER", "normal_form", "of_header", "reference_hash"]

#: The request header with the reference.
HEADER = "X-Patient-Reference"


def normal_form(reference: str) -> str:
    """The normalised form of a reference: composed characters (Unicode NFC), without surrounding spaces. Bytes from a
    command line that is not UTF-8, which Python keeps as surrogates, are read as Latin-1.

    >>> normal_form(" N\u0303andu\u0301-1") == "\xd1and\xfa-1" == normal_form("\udcd1and\udcfa-1")
    True
    """
    if any("\udc80" <= letter <= "\udcff" for letter in reference):
        reference = of_header(reference.encode("utf-8", "surrogateescape"))
    return unicodedata.normalize("NFC", reference).strip()


def of_header(value: bytes) -> str:
    """A reference from a header: UTF-8, or Latin-1 if it is not valid UTF-8."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def reference_hash(settings: Settings, reference: str) -> str:
    """HMAC-SHA256 of the normal form of a reference in UTF-8, as hexadecimal digits."""
    text = normal_form(reference).encode("utf-8", "surrogatepass")
    return hmac.new(settings.patient_key, text, "sha256").hexdigest()
