"""Records in the OpenAPI document: the library's schema, plus the other forms that each value is accepted in.

The recommended form comes first. Text is read in any case, with or without accents; a number may be decimal text.
The schema cannot express the range of text with an exponent, such as 1.2e2, so such a number may still be refused.
"""

from __future__ import annotations

from typing import Any

import diabetes

from ..example import EXAMPLE

__all__ = ["limits", "schemas"]

Schema = dict[str, Any]

_BLANKS = r"[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*"
_ACCENTS = {"a": "Áá", "e": "Éé", "i": "Íí\u0130", "o": "Óó", "u": "ÚúÜü"}
#: Combining accents that follow their letter.
_MARKS = r"[\u0300-\u036f]*"
_TRUTHS = {"Si", "No"}
_EXPONENT = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)[eE][+-]?[0-9]+"
_ZERO = "[+-]?(0+[.]?0*|[.]0+)"
_FRACTION = "[+]?0*[.][0-9]+"
#: Dates in a record start in 1950.
_YEAR, _LEAP = (
    "(19[5-9][0-9]|[2-9][0-9]{3})",
    "(19([579][26]|[68][048])|2[0-9]([02468][48]|[2468]0|[13579][26])|2[048]00)",
)
_DAY = "(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31"


def schemas() -> dict[str, Schema]:
    """One schema for the model's records and one for the scores', which require no field."""
    library = diabetes.schema("en")
    fields = library["properties"]
    required = [name for name in library["required"] if name != "imc"]
    record = {name: _field(field, name not in required) for name, field in fields.items()}
    with_imc = _present(fields, "imc")
    without = _present(fields, "talla", "peso")
    refused = " ".join(rule["message"] for rule in library["rules"] if rule["is_error"])
    shape = {"type": "object", "description": f"Refused between fields: {refused}", "example": EXAMPLE}
    return {
        "Record": {
            **shape,
            "title": library["title"],
            "required": required,
            "properties": record,
            "anyOf": [with_imc, without],
        },
        "PartialRecord": {**shape, "properties": {name: _field(it, True) for name, it in fields.items()}},
    }


def limits(field: Schema) -> Schema:
    """The range of a number."""
    return {key: field[key] for key in ("minimum", "maximum") if key in field}


def _present(fields: Schema, *names: str) -> Schema:
    """These fields are present, and not null or blank."""
    return {"required": [*names], "properties": {name: _field(fields[name], False) for name in names}}


def _field(field: Schema, may_be_missing: bool) -> Schema:
    texts = {key: field[key] for key in ("title", "description")}
    forms = _choice(field) if "enum" in field else _date(field) if "format" in field else _number(field)
    if may_be_missing:
        forms += [{"type": "null"}, {"type": "string", "pattern": f"^{_BLANKS}([Nn][Aa][Nn]{_BLANKS})?$"}]
    return {**texts, "anyOf": forms}


def _choice(field: Schema) -> list[Schema]:
    choices = [choice for choice in field["enum"] if choice is not None]
    as_truth = set(choices) == _TRUTHS
    words = [*choices, *field.get("synonyms", ())]
    spelled = "|".join("".join(map(_letter, word)) for word in words)
    text = {"type": "string", "pattern": f"^{_BLANKS}{_MARKS}({spelled}){_BLANKS}$"}
    return [{"type": "string", "enum": choices}, text, *([{"type": "boolean"}] if as_truth else [])]


def _date(field: Schema) -> list[Schema]:
    """A calendar date, with an optional time that is ignored. The schema cannot rule out future dates."""
    day = f"({_YEAR}-({_DAY})|{_LEAP}-02-29)"
    return [
        {"type": "string", "format": field["format"], "pattern": f"^{day}$"},
        {"type": "string", "pattern": f"^{_BLANKS}{day}([T ][0-9][0-9:.+Z-]*)?{_BLANKS}$"},
    ]


def _letter(letter: str) -> str:
    small = letter.lower()
    return f"[{small.upper()}{small}{_ACCENTS.get(small, '')}]{_MARKS}"


def _number(field: Schema) -> list[Schema]:
    kind = "integer" if "integer" in field["type"] else "number"
    low, high = int(field["minimum"]), int(field["maximum"])
    decimals, zeros = "([.][0-9]*)?", "([.]0*)?"
    below = f"({'|'.join(_whole(low, high - 1))}){zeros if kind == 'integer' else decimals}"
    forms = [f"[+]?0*({below}|{high}{zeros})", _EXPONENT]
    if low == 0:
        forms += [_ZERO] if kind == "integer" else [_ZERO, _FRACTION]
    pattern = f"^{_BLANKS}({'|'.join(forms)}){_BLANKS}$"
    return [{"type": kind, **limits(field)}, {"type": "string", "pattern": pattern}]


def _whole(low: int, high: int) -> list[str]:
    """Regular expressions for the integers from ``low`` to ``high``: whole tens are grouped, the rest listed.

    >>> _whole(18, 119)
    ['1[8-9]', '[2-9][0-9]', '1[0-1][0-9]']
    """
    if low // 10 == high // 10:
        return [f"{low // 10 or ''}[{low % 10}-{high % 10}]"]
    first = low // 10 + (low % 10 > 0 or low < 10)
    last = high // 10 - (high % 10 < 9)
    return [
        *(_whole(low, low // 10 * 10 + 9) if first > low // 10 else []),
        *([f"{tens}[0-9]" for tens in _whole(first, last)] if first <= last else []),
        *(_whole(high // 10 * 10, high) if last < high // 10 else []),
    ]
