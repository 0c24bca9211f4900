"""What a caller wants, as its headers say it."""

import pytest
from starlette.requests import Request

from diabetes_stack.api.bodies import CSV, NDJSON, accepts
from diabetes_stack.api.fhir import MEDIA_TYPE as FHIR


def asks(accept, kind):
    return accepts(Request({"type": "http", "headers": [(b"accept", accept.encode())]}), kind)


@pytest.mark.parametrize(
    "accept",
    [
        FHIR,
        FHIR.upper(),
        f"{FHIR}; fhirVersion=4.0",
        f"application/json, {FHIR}",
        f"application/json;q=0.5, {FHIR};q=0.8",
        f"{FHIR};q=0.1, text/html",
        f"application/json;q=0.9, */*, {FHIR}",
        f"{FHIR};fhirVersion=4.0;Q=0.5, application/*;q=0.4",
    ],
)
def test_fhir_is_given_to_who_wants_it(accept):
    assert asks(accept, FHIR)


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "application/json",
        f"{FHIR};q=0",
        f"{FHIR};q=0.0, application/json",
        f"{FHIR};q=0.5, application/json",
        f"{FHIR};q=0.5, */*",
        f"{FHIR};q=much",
        f"x{FHIR}",
        "application/json;profile=application/fhir+json",
    ],
)
def test_and_to_nobody_else(accept):
    assert not asks(accept, FHIR)


def test_lines_of_objects_instead_of_csv():
    assert asks(NDJSON, NDJSON)
    assert not asks(f"{CSV}, {NDJSON};q=0.5", NDJSON)
