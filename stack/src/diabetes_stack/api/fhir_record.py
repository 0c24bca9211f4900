"""A record from a FHIR bundle that was sent, and the resources that an answer refers to."""

from __future__ import annotations

import json
from dataclasses import asdict

import diabetes

from .records import dumped

__all__ = ["members", "read", "referred"]


def read(body: bytes, locale: str) -> tuple[diabetes.Record, bytes]:
    """The record in a bundle, and as the JSON of a plain record. ValidationError if there is none."""
    record = diabetes.Record.from_fhir(body, locale)
    return record, json.dumps(dict(record), ensure_ascii=False).encode()


def members(record: diabetes.Record) -> dict[str, bytes]:
    """What a plain answer says about the bundle: where each value was read, and what was left out."""
    sources = {name: asdict(source) for name, source in record.sources.items()}
    return {"sources": dumped(sources), "notes": dumped([asdict(note) for note in record.notes])}


def referred(record: diabetes.Record | None) -> tuple[dict[str, str], str | None]:
    """The references to the resources of each field, and to the patient. A contained resource is referred to by the one
    that contains it; one without a name cannot be referred to."""
    found = {}
    for name, source in record.sources.items() if record else ():
        if not source.resource.startswith("Bundle.entry["):
            found[name] = source.resource.partition("#")[0]
    patients = (name for name in found.values() if name.startswith("Patient/"))
    patient = next(patients, None)
    return {name: resource for name, resource in found.items() if resource != patient}, patient
