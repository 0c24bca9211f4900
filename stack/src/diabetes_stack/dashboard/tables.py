"""Tables of answers to many people: joined, written as cells, and what is wrong with a row."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import diabetes
import pyarrow as pa

from .. import columns
from .upload import Upload

__all__ = [
    "BadRow",
    "as_cells",
    "as_row",
    "bad_rows",
    "codes",
    "joined",
    "messages",
    "one_part",
    "pointed",
    "whole_rows",
    "with_broken",
]

_TEXT, _NUMBER = pa.string(), pa.float64()


@cache
def _schema() -> Any:
    """The columns of ``Model.predict_batch``."""
    return pa.table(diabetes.Model.bundled().predict_batch(diabetes.generate(0))).schema


def whole_rows(piece: Any) -> tuple[Any, list[str | None]]:
    """The rows of a CSV piece that have as many cells as the header, and a code for each row that does not:
    such rows cannot be sent on, because writing them again would make their cells fit."""
    if columns.CELLS not in piece.column_names:
        return piece, [None] * piece.num_rows
    cells = piece[columns.CELLS]
    codes = {None: None, 0: "text_after_quote"}
    broken = [codes.get(count, "cell_count") for count in cells.to_pylist()]
    return piece.filter(cells.is_null()).drop_columns([columns.CELLS]), broken


def with_broken(rows: Iterable[dict[str, Any]], broken: list[str | None]) -> diabetes.Table:
    """Answers to the whole rows with the columns of ``Model.predict_batch``, and the other rows in place."""
    whole = iter(rows)
    answers = [{"errors": code} if code else next(whole) for code in broken]
    return diabetes.Table.from_arrow(pa.Table.from_pylist(answers, _schema()))


def as_row(answer: dict[str, Any]) -> dict[str, Any]:
    """Convert an answer to a record to a row of ``Model.predict_batch``. Rows sent as JSON get such answers: as CSV,
    the values would be parsed by other rules, which accept a decimal comma in text."""
    if "errors" in answer:
        return {"errors": ";".join(map(_code_and_field, answer["errors"]))}
    low, high = answer["interval"] or (None, None)
    risk_low, risk_high = answer["risk_interval"] or (None, None)
    reason = [answer["not_applicable"]] if answer["not_applicable"] else []
    # Rows of a table have no such warning: the table's unknown columns are listed once.
    warned = [warning["code"] for warning in answer["warnings"] if warning["code"] != "unknown_field"]
    probabilities = answer["probabilities"] or {}
    return {
        **{
            name: answer[name]
            for name in diabetes.prediction_columns()
            if name in answer and name not in _JOINED
        },
        "interval_low": low,
        "interval_high": high,
        "risk_low": risk_low,
        "risk_high": risk_high,
        **{f"prob_{name}": value for name, value in probabilities.items()},
        **_measured(answer["measured"]),
        "next_step": answer["next_step"]["code"],
        "urgent": ";".join(answer["urgent"]) or None,
        "imputed": ";".join(answer["imputed"]) or None,
        "warnings": ";".join([*reason, *warned]) or None,
    }


_JOINED = frozenset({"next_step", "urgent", "measured", "imputed", "warnings", "errors"})


def _measured(values: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The columns for measured values: field and category; in pregnancy a value has no category."""
    texts = (f"{name}:{value['category']}" if value["category"] else name for name, value in values.items())
    confirmed = [value["confirm"] for value in values.values() if value["confirm"] is not None]
    return {"measured": ";".join(texts) or None, "confirm": any(confirmed) if confirmed else None}


def joined(tables: Iterable[diabetes.Table]) -> diabetes.Table:
    """Concatenate pieces into a table with one part."""
    return one_part(pa.concat_tables([pa.table(table) for table in tables]))


def one_part(table: Any) -> diabetes.Table:
    """The table with a single part: tables can only be joined side by side if their parts match."""
    return diabetes.Table.from_arrow(pa.table(table).combine_chunks())


def as_cells(table: diabetes.Table) -> diabetes.Table:
    """The table with types that can be written as CSV; integers, dates and the like become text."""
    whole = pa.table(table)
    for place, field in enumerate(whole.schema):
        if field.name != columns.CELLS and field.type not in (_TEXT, _NUMBER, pa.bool_()):
            cells = _cells(whole.column(place))
            whole = whole.set_column(place, field.with_type(cells.type), cells)
    return diabetes.Table.from_arrow(whole)


def _cells(column: Any) -> Any:
    if pa.types.is_floating(column.type):
        return column.cast(_NUMBER)
    try:
        return column.cast(_TEXT)
    except pa.ArrowException:
        return pa.chunked_array(
            [pa.array([None if cell is None else str(cell) for cell in column.to_pylist()], _TEXT)]
        )


def _code_and_field(error: dict[str, Any]) -> str:
    """An error as the library has it in a table: ``missing:edad``."""
    field = error["field"]
    return (
        f"{error['code']}:{field}" if field is not None and diabetes.is_field(field) else str(error["code"])
    )


def codes(answers: Any, column: str = "errors") -> Counter[str]:
    """The number of rows with each code in a column, whatever the fields."""
    texts = answers[column].drop_null().to_pylist()
    return Counter(
        itertools.chain.from_iterable({part.split(":")[0] for part in text.split(";")} for text in texts)
    )


@dataclass(frozen=True)
class BadRow:
    """Why a row has no answer: ``row`` counts from 1 below the header."""

    row: int
    codes: tuple[str, ...]
    messages: tuple[str, ...]


def bad_rows(upload: Upload, answers: Any, locale: str, most: int) -> list[BadRow]:
    """The first rows without an answer. The codes come from the answers; the messages from the library, which
    validates the same row as a record."""
    errors = answers["errors"]
    places = [place for place, code in enumerate(errors.to_pylist()) if code][:most]
    rows = pa.table(upload.taken).take(pa.array(places, pa.int64())).to_pylist()
    return [_bad(place, errors[place].as_py(), row, locale) for place, row in zip(places, rows, strict=True)]


def _bad(place: int, joined_codes: str, row: dict[str, Any], locale: str) -> BadRow:
    return BadRow(place + 1, tuple(joined_codes.split(";")), tuple(messages(joined_codes, row, locale)))


def messages(joined_codes: str | None, row: dict[str, Any], locale: str) -> list[str]:
    """What the library says of the errors of a row; nothing of errors of the file, which a record cannot have."""
    found = {code.split(":")[0] for code in (joined_codes or "").split(";")} - {""}
    if not found:
        return []
    return [error.message for error in diabetes.validate(pointed(row), locale) if error.code in found]


def pointed(row: dict[str, Any]) -> dict[str, Any]:
    """Cells with a decimal comma converted to a point, or a valid number would be reported as an error."""
    return {
        name: cell.replace(",", ".") if isinstance(cell, str) and _has_decimal_comma(cell) else cell
        for name, cell in row.items()
    }


def _has_decimal_comma(cell: str) -> bool:
    return cell.count(",") == 1 and cell.replace(",", "").replace("-", "").strip().isdigit()
