"""The patient of a prediction, if the caller identifies one."""

from __future__ import annotations

from starlette.requests import Request

from ..store.patients import HEADER, normal_form, of_header, reference_hash
from .context import context_of
from .errors import ApiError
from .headers import header

__all__ = ["LONGEST", "REFERENCE_HEADER", "patient_of", "reference_of"]

REFERENCE_HEADER = HEADER
_NAME = HEADER.lower().encode()
LONGEST = 200


def reference_of(request: Request) -> str | None:
    """The reference sent by the caller, in normal form."""
    sent = header(request, _NAME)
    return None if sent is None else normal_form(of_header(sent.encode("latin-1")))


def patient_of(request: Request) -> str | None:
    """The keyed hash of the reference in the header; None if the request is anonymous."""
    reference = reference_of(request)
    if reference is None:
        return None
    if not reference or len(reference) > LONGEST:
        raise ApiError(422, "bad_reference", max=LONGEST)
    return reference_hash(context_of(request).settings, reference)
