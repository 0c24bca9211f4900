"""References of patients, which are stored as keyed hashes only."""

from __future__ import annotations

import hmac
import unicodedata

from ..settings import Settings

__all__ = ["HEADER", "normal_form", "of_header", "reference_hash"]

#: The header in which a reference comes with a request.
HEADER = "X-Patient-Reference"


def normal_form(reference: str) -> str:
    """The one spelling of a reference: composed letters (Unicode NFC), without blanks around it. Of a command line in
    another encoding than UTF-8, which Python keeps byte by byte, it is read as Latin-1.

    >>> normal_form(" N\u0303andu\u0301-1") == "\xd1and\xfa-1" == normal_form("\udcd1and\udcfa-1")
    True
    """
    if any("\udc80" <= letter <= "\udcff" for letter in reference):
        reference = of_header(reference.encode("utf-8", "surrogateescape"))
    return unicodedata.normalize("NFC", reference).strip()


def of_header(value: bytes) -> str:
    """A reference as a header has it: UTF-8, or Latin-1 where it is none."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")


def reference_hash(settings: Settings, reference: str) -> str:
    """HMAC-SHA256 of a reference in its normal form, as UTF-8; in hexadecimal digits."""
    text = normal_form(reference).encode("utf-8", "surrogatepass")
    return hmac.new(settings.patient_key, text, "sha256").hexdigest()
