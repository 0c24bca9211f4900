"""The patient of a prediction, if the caller identifies one, and whether it belongs to the clinical record."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request

from ..store.patients import HEADER, normal_form, of_header, reference_hash
from ..store.retention import CLINICAL
from .context import context_of
from .errors import ApiError
from .headers import header

__all__ = [
    "LONGEST", "RECORD_HEADER", "RECORD_VALUE", "REFERENCE_HEADER", "Patient", "patient_of", "reference_of",
]  # fmt: skip

REFERENCE_HEADER = HEADER
_NAME = HEADER.lower().encode()
LONGEST = 200
#: The request header of a prediction that belongs to the patient's clinical record, and its only value.
RECORD_HEADER = "X-Clinical-Record"
RECORD_VALUE = "true"
_RECORD_NAME = RECORD_HEADER.lower().encode()


class Patient(NamedTuple):
    """Whose prediction it is, and how long it is kept, as in the columns of the store."""

    #: The keyed hash of the reference; None if the request is anonymous.
    hash: str | None
    retention: str | None


def reference_of(request: Request) -> str | None:
    """The reference sent by the caller, in normal form."""
    sent = header(request, _NAME)
    return None if sent is None else normal_form(of_header(sent.encode("latin-1")))


def patient_of(request: Request) -> Patient:
    """The patient in the headers. ApiError for a reference or a mark of the clinical record that is not valid."""
    reference = reference_of(request)
    if reference is not None and not 0 < len(reference) <= LONGEST:
        raise ApiError(422, "bad_reference", max=LONGEST)
    marked = header(request, _RECORD_NAME)
    if marked is not None and marked != RECORD_VALUE:
        raise ApiError(422, "bad_clinical_record", allowed=[RECORD_VALUE])
    if marked is not None and reference is None:
        raise ApiError(422, "no_reference")
    hashed = None if reference is None else reference_hash(context_of(request).settings, reference)
    return Patient(hashed, None if marked is None else CLINICAL)
