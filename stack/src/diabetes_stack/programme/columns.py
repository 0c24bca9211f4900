"""Which columns of a table have a person, a state, a day and a place, whatever their capitals, accents and blanks."""

from __future__ import annotations

from collections.abc import Iterable

from ..refusals import Refusal
from ..store.outcome_columns import plain
from ..store.steps.states import State
from .texts import LOCALES, texts

__all__ = [
    "DAY", "INSURER", "PATIENT", "PREDICTION", "SITE", "STATE", "ColumnsError", "known_columns", "reference_column",
    "state_of",
]  # fmt: skip

PATIENT, PREDICTION, STATE, DAY, SITE, INSURER = (
    "patient",
    "prediction_id",
    "state",
    "date",
    "site",
    "insurer",
)
_NAMES = {
    **dict.fromkeys(("paciente", "patient", "referencia", "reference"), PATIENT),
    "prediction_id": PREDICTION,
    **dict.fromkeys(("estado", "state"), STATE),
    **dict.fromkeys(("fecha", "date", "day"), DAY),
    **dict.fromkeys(("sede", "site", "ips"), SITE),
    **dict.fromkeys(("aseguradora", "insurer", "eps"), INSURER),
}
_STATES = {
    **{state.value: state for state in State},
    **{plain(texts(locale)(f"state.{state.value}")): state for locale in LOCALES for state in State},
    **dict.fromkeys(("ordenada", "ordenado"), State.ORDERED),
    **dict.fromkeys(("comunicada", "comunicado"), State.TOLD),
    **dict.fromkeys(("seguimiento", "en_control"), State.FOLLOWED),
    **dict.fromkeys(("rechazada", "rechazado", "no_quiso"), State.DECLINED),
    **dict.fromkeys(("perdida", "perdido", "no_localizada", "no_localizado"), State.LOST),
    "no_hace_falta": State.NOT_NEEDED,
    **dict.fromkeys(("en_atencion", "en_tratamiento"), State.IN_CARE),
}


class ColumnsError(Refusal):
    """A table without a person or anything to say of one, or with a column that is there twice."""


def known_columns(headings: Iterable[str]) -> dict[str, str]:
    """Our name of each column that matters, by its heading. Raises ColumnsError."""
    listed = list(headings)
    found = {heading: name for heading in listed if (name := _NAMES.get(plain(heading)))}
    names = [_NAMES.get(plain(heading)) for heading in listed]
    if twice := [
        heading for heading, name in zip(listed, names, strict=True) if name and names.count(name) > 1
    ]:
        raise ColumnsError("columns_twice", columns=", ".join(twice))
    for wanted, missing in (
        ({PATIENT, PREDICTION}, "paciente, prediction_id"),
        ({STATE, SITE, INSURER}, "estado, sede"),
    ):
        if not wanted & {*names}:
            raise ColumnsError("no_columns", missing=missing, columns=", ".join(listed))
    return found


def reference_column(headings: Iterable[str]) -> str:
    """The heading of the column with references. Raises ColumnsError unless there is one."""
    listed = list(headings)
    found = [heading for heading in listed if _NAMES.get(plain(heading)) == PATIENT]
    if len(found) != 1:
        sentence = "columns_twice" if found else "no_columns"
        raise ColumnsError(sentence, missing="paciente", columns=", ".join(found or listed))
    return found[0]


def state_of(text: str) -> State | None:
    """The state with this code or name; None if there is none."""
    return _STATES.get(plain(text))
