"""A person's record from HL7 FHIR, and the codes by which its values are found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from . import _native


@dataclass(frozen=True)
class Source:
    """Where a value was read: the resource, the day of the value (``YYYY-MM-DD``) and its unit as written."""

    __module__ = "diabetes"

    resource: str
    date: str | None
    unit: str | None


@dataclass(frozen=True)
class Note:
    """Something that was left out or is worth knowing: a stable code, the field, the resource, a sentence."""

    __module__ = "diabetes"

    code: str
    field: str | None
    resource: str
    message: str


class Record(Mapping[str, Any]):
    """A person's values by field, where each was read, and what was left out.

    It can be passed wherever a record is expected.
    """

    __module__ = "diabetes"

    def __init__(
        self, values: Mapping[str, Any], sources: Mapping[str, Source], notes: tuple[Note, ...]
    ) -> None:
        self._values = dict(values)
        self._sources = dict(sources)
        self._notes = notes

    @property
    def sources(self) -> dict[str, Source]:
        """Where the value of each field was read."""
        return dict(self._sources)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was left out or is worth knowing."""
        return self._notes

    @classmethod
    def from_fhir(cls, bundle: Any, locale: str = "es", on: date | None = None) -> Record:
        """Read a bundle of FHIR R4, or a single resource.

        ``bundle`` is JSON as bytes or text, a mapping, or an object with ``model_dump_json``, such as those
        of fhir.resources. Read are Patient, Observation (with components and contained ones), Condition,
        MedicationStatement and MedicationRequest, FamilyMemberHistory and QuestionnaireResponse, by the codes
        of :func:`diabetes.codes`. Of several values the most recent one counts. What cannot be read with
        certainty is left out, and :attr:`notes` says so. Ages are reckoned ``on`` this day, today by default.

        Raises ValidationError with the code ``invalid_json``, ``not_fhir``, ``several_patients`` or
        ``deceased``. The record itself is checked when it is used.

        >>> import diabetes
        >>> from datetime import date
        >>> patient = {"resourceType": "Patient", "id": "7", "gender": "male", "birthDate": "1981-02-03"}
        >>> weight = {
        ...     "resourceType": "Observation", "id": "8", "status": "final",
        ...     "effectiveDateTime": "2026-01-09",
        ...     "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
        ...     "valueQuantity": {"value": 180, "code": "[lb_av]"},
        ... }
        >>> bundle = {"resourceType": "Bundle", "entry": [{"resource": patient}, {"resource": weight}]}
        >>> record = diabetes.Record.from_fhir(bundle, on=date(2026, 2, 1))
        >>> dict(record)
        {'edad': 44, 'sexo': 'M', 'peso': 81.646627}
        >>> record.sources["peso"]
        Source(resource='Observation/8', date='2026-01-09', unit='[lb_av]')
        """
        found = _native.read_fhir(_body(bundle), None if on is None else on.isoformat(), locale)
        sources = {name: Source(**source) for name, source in found["sources"].items()}
        return cls(found["record"], sources, tuple(Note(**note) for note in found["notes"]))

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Record(<{len(self)} fields>)"


def _body(bundle: Any) -> bytes:
    if isinstance(bundle, bytes | bytearray | memoryview):
        return bytes(bundle)
    if isinstance(bundle, str):
        return bundle.encode()
    if dump := getattr(bundle, "model_dump_json", None):
        return str(dump()).encode()
    if not isinstance(bundle, Mapping):
        raise TypeError(f"a FHIR bundle is bytes, text or a mapping of its JSON, not {type(bundle).__name__}")
    return json.dumps(bundle, default=_plain, ensure_ascii=False).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a FHIR bundle does not contain {type(value).__name__}")


def codes() -> list[dict[str, Any]]:
    """The clinical codes of the fields, a row a field.

    ``observed``: LOINC codes of observations; the first is written in answers. ``answers``: what their coded
    values mean. ``recorded``: diagnoses and medicines that mean Si. ``excluded``: what looks like the field,
    and ``why`` it is not. ``ucum`` and ``units``: the unit, and others with ``factor`` and ``offset``.
    ``days``: how old a value may be. ``current``: whether only an active diagnosis counts. ``source``.

    >>> import diabetes
    >>> weight = next(row for row in diabetes.codes() if row["field"] == "peso")
    >>> weight["observed"][0]["code"], weight["ucum"], weight["days"]
    ('29463-7', 'kg', 365)
    """
    found: list[dict[str, Any]] = _native.codes()
    return found
