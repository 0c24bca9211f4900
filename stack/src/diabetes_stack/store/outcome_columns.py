"""Which columns of a table have a result's person, day and values, whatever their capitals, accents and blanks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from .outcomes import ALIASES, OutcomeError

__all__ = ["DAY", "PATIENT", "known_columns", "plain"]

#: How a row names its day and its patient once its columns are known.
DAY, PATIENT = "fecha", "paciente"
_NAMES = {
    "prediction_id": "prediction_id",
    "patient": PATIENT,
    PATIENT: PATIENT,
    **{name.lower(): name for name in ALIASES},
}
_DAYS = frozenset(
    {
        *(DAY, "date", "taken_on", "test_date", "exam_date", "sample_date", "result_date"),
        *(
            f"fecha_{of}{what}"
            for of in ("", "de_", "del_")
            for what in ("examen", "resultado", "laboratorio")
        ),
        *(f"fecha_{of}{what}" for of in ("", "de_", "de_la_") for what in ("muestra", "toma", "prueba")),
    }
)


def known_columns(headings: Iterable[str], day: str | None = None) -> dict[str, str]:
    """Our name of each column that matters, by its heading; ``day`` is the heading of the day of the test, where it is
    named. Raises OutcomeError if no column has the day, or more than one could."""
    listed = list(headings)
    if day is not None:
        days = [heading for heading in listed if heading == day] or [
            heading for heading in listed if plain(heading) == plain(day)
        ]
    else:
        days = [heading for heading in listed if plain(heading) in _DAYS]
    if len(days) != 1:
        like = days or [heading for heading in listed if {"fecha", "date"} & set(plain(heading).split("_"))]
        sentence = "no_date_column" if not days else "date_columns"
        raise OutcomeError(sentence, columns=", ".join(like or listed))
    others = {
        heading: name for heading in listed if (name := _NAMES.get(plain(heading))) and heading != days[0]
    }
    twice = [heading for heading, name in others.items() if [*others.values()].count(name) > 1]
    if twice:
        raise OutcomeError("columns_twice", columns=", ".join(twice))
    return {**others, days[0]: DAY}


def plain(heading: str) -> str:
    """A heading in small letters without accents, with one _ for blanks and hyphens."""
    letters = unicodedata.normalize("NFKD", heading.strip().lower())
    return "_".join(
        "".join(one for one in letters if not unicodedata.combining(one)).replace("-", " ").split()
    )
