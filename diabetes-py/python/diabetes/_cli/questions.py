"""The questions of one person, in order, and how an answer typed at a terminal is read."""

from __future__ import annotations

import re
import sys
import unicodedata
from datetime import datetime
from typing import Any

from .._api import schema, validate
from .._printable import plain
from .._texts import Texts

Record = dict[str, str | float]

# What decides most comes first; each field of a pair after the other.
DECIDING = ("diabetes_diagnosticada", "embarazo")
NEEDED = ("edad", "sexo", "talla", "peso", "imc", "perimetro_abdominal", "tas", "tad")
THEN = ("antecedente_glucosa_alta", "sintomas", "glucosa_ayunas", "fecha_glucosa", "hba1c", "fecha_hba1c")
REST = (
    "diabetes_gestacional", "historia_familiar_dm", "grado_familiar_dm", "hipertension", "medicamentos_hta",
    "realiza_ejercicio", "consume_verduras_frutas_diario", "fuma", "consume_alcohol", "frecuencia_cardiaca",
    "riesgo_cardiovascular", "zona_residencia", "estrato",
)  # fmt: skip
FIRST = (*DECIDING, *NEEDED, *THEN)
# An answer that the question before it rules out.
RULED_OUT = {"grado_familiar_dm": "Ninguno"}
# Asked after another question only: the day of a value that was measured.
DAY_OF = {"fecha_glucosa": "glucosa_ayunas", "fecha_hba1c": "hba1c"}
DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")


class Ended(Exception):  # noqa: N818
    """There are no more answers to read."""


class Dialogue:
    """Asks on standard error and reads from standard input."""

    def __init__(self, word: Texts, used: set[str]) -> None:
        self._word = word
        self._used = used
        self._fields: dict[str, Any] = schema(word.locale)["properties"]
        self._required: list[str] = schema(word.locale)["required"]

    def record(self) -> Record:
        """Ask everything; what is not known is left out. Raises Ended at the end of input."""
        record: Record = {}
        self._say(self._word("ask.begins"))
        known = (*FIRST, *REST)
        for field in (*known, *(name for name in self._fields if name not in known)):
            if self._applies(field, record):
                value = self._asked(field, record)
                if value is not None:
                    record[field] = value
                    self._say_what_follows(field, value)
        return record

    def _applies(self, field: str, record: Record) -> bool:
        if field in DAY_OF:
            return DAY_OF[field] in record
        if field == "imc":
            return not {"talla", "peso"} <= record.keys()
        if field == "diabetes_gestacional":
            return record.get("sexo") == "F"
        if field == "grado_familiar_dm":
            return record.get("historia_familiar_dm") == "Si"
        return field in FIRST or field in self._used

    def _asked(self, field: str, record: Record) -> str | float | None:
        """The answer to a question; asked again until it can be used. None if it is not known."""
        while True:
            typed = self._read(self._question(field))
            value = self._meant(field, typed) if typed else None
            if typed and value is None:
                self._say("  " + self._word("ask.choose", text=typed, choices=self._choices(field)))
                continue
            given = record if value is None else {**record, field: value}
            faults = [
                error
                for error in validate(given, self._word.locale)
                if error.field == field and (value is not None or error.code == "missing")
            ]
            if not faults:
                return value
            for error in faults:
                self._say(f"  {error.message}")

    def _question(self, field: str) -> str:
        entry = self._fields[field]
        text = self._word.table.get(f"question.{field}", entry["title"])
        if "labels" in entry:
            return f"{text} [{self._choices(field)}] "
        shown, unit = self._word.numbers.shortest, entry.get("unit_label", "")
        if "minimum" in entry:
            low, high = shown(entry["minimum"]), shown(entry["maximum"])
            limits = self._word("ask.range", low=low, high=high)
            return f"{text} [{f'{unit}; ' if unit else ''}{limits}] "
        return f"{text} "

    def _choices(self, field: str) -> str:
        return ", ".join(f"{place} {label}" for place, label in enumerate(self._labels(field).values(), 1))

    def _labels(self, field: str) -> dict[str, str]:
        """The answers of a choice, by name."""
        labels: dict[str, str] = self._fields[field]["labels"]
        return {name: label for name, label in labels.items() if name != RULED_OUT.get(field)}

    def _meant(self, field: str, typed: str) -> str | float | None:
        """What an answer means: a choice by its number, its name or a beginning of it that no other has; a
        number with a decimal comma or point; otherwise the text itself, for the library to judge. None for a
        choice that is unclear."""
        entry = self._fields[field]
        if entry.get("format") == "date":
            return self._day(typed)
        if "labels" not in entry:
            return typed.replace(",", ".") if DECIMAL_COMMA.fullmatch(typed) else typed
        names = list(self._labels(field))
        if typed.isdecimal():
            return names[int(typed) - 1] if 1 <= int(typed) <= len(names) else None
        plain = _simple(typed)
        meant = {
            name
            for name, label in self._labels(field).items()
            if plain == _simple(name) or _simple(label).startswith(plain)
        }
        return meant.pop() if len(meant) == 1 else None

    def _day(self, typed: str) -> str:
        """A date as the language writes it, in the library's form; another one as it was typed."""
        try:
            return datetime.strptime(typed, self._word("day")).date().isoformat()
        except ValueError:
            return typed

    def _say_what_follows(self, field: str, value: object) -> None:
        if field in DECIDING and value == "Si":
            self._say("  " + self._word(f"ask.{field}"))

    def _read(self, prompt: str) -> str:
        self._say(prompt, end="")
        line = sys.stdin.buffer.readline()
        if not sys.stdin.isatty():
            self._say()
        if not line:
            raise Ended
        return line.decode(sys.stdin.encoding or "utf-8", "replace").strip()

    def _say(self, text: str = "", end: str = "\n") -> None:
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(plain(text).encode(encoding, "replace").decode(encoding) + end)
        sys.stderr.flush()


def _simple(text: str) -> str:
    """Without capitals and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
