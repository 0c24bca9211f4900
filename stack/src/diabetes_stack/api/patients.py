"""The patient of a prediction, if the caller identifies one, and whether it belongs to the clinical record."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request

from ..programme.places import NOWHERE, Place, PlaceError, place_of
from ..store.patients import HEADER, normal_form, of_header, reference_hash
from ..store.retention import CLINICAL
from .context import context_of
from .errors import ApiError
from .headers import header

__all__ = [
    "INSURER_HEADER", "LONGEST", "RECORD_HEADER", "RECORD_VALUE", "REFERENCE_HEADER", "SITE_HEADER", "Patient",
    "named_place", "patient_of", "reference_of",
]  # fmt: skip

REFERENCE_HEADER = HEADER
_NAME = HEADER.lower().encode()
LONGEST = 200
#: The request header of a prediction that belongs to the patient's clinical record, and its only value.
RECORD_HEADER = "X-Clinical-Record"
RECORD_VALUE = "true"
_RECORD_NAME = RECORD_HEADER.lower().encode()
#: The request headers with the hospital's own names of the patient's site and insurer.
SITE_HEADER, INSURER_HEADER = "X-Site", "X-Insurer"
_PLACE_NAMES = (SITE_HEADER.lower().encode(), INSURER_HEADER.lower().encode())


class Patient(NamedTuple):
    """Whose prediction it is, and how long it is kept, as in the columns of the store."""

    #: The keyed hash of the reference; None if the request is anonymous.
    hash: str | None
    retention: str | None
    site: str | None = None
    insurer: str | None = None


def reference_of(request: Request) -> str | None:
    """The reference sent by the caller, in normal form."""
    sent = header(request, _NAME)
    return None if sent is None else normal_form(of_header(sent.encode("latin-1")))


def patient_of(request: Request) -> Patient:
    """The patient in the headers. ApiError for a reference, place or mark of the clinical record that is not valid."""
    reference = reference_of(request)
    if reference is not None and not 0 < len(reference) <= LONGEST:
        raise ApiError(422, "bad_reference", max=LONGEST)
    marked = header(request, _RECORD_NAME)
    if marked is not None and marked != RECORD_VALUE:
        raise ApiError(422, "bad_clinical_record", allowed=[RECORD_VALUE])
    if marked is not None and reference is None:
        raise ApiError(422, "no_reference")
    where = _place(request)
    if where != NOWHERE and reference is None:
        raise ApiError(422, "place_without_reference")
    hashed = None if reference is None else reference_hash(context_of(request).settings, reference)
    return Patient(hashed, None if marked is None else CLINICAL, *where)


def _place(request: Request) -> Place:
    """The site and insurer in the headers. ApiError for one that is not valid."""
    sent = [header(request, name) for name in _PLACE_NAMES]
    return named_place(*(None if value is None else of_header(value.encode("latin-1")) for value in sent))


def named_place(site: str | None, insurer: str | None) -> Place:
    """The place of these names; None for one that was not sent. ApiError for one that is not valid, or empty."""
    try:
        found = place_of(site, insurer)
    except PlaceError as error:
        raise ApiError(422, error.code, error.field, **error.values) from error
    for name, sent, read in zip(Place._fields, (site, insurer), found, strict=True):
        if sent is not None and read is None:
            raise ApiError(422, "bad_place", name)
    return found
