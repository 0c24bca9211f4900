"""Outcomes that are in a table but cannot be read: their rows are left out of every figure."""

from __future__ import annotations

import csv
import io
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from .._headings import field_of
from .._labels import labels
from .._native import Model, Table, read_csv, schema
from .console import Console
from .files import Source, pyarrow

__all__ = ["TARGET", "column_of", "counted", "counts_of", "say_unreadable", "unreadable", "warn_of_outcomes"]

TARGET, HBA1C = "Resultado", "hba1c"
# The field that is read as the outcome is: same range, same unit.
READ_AS = {TARGET: "glucosa_ayunas", HBA1C: HBA1C}


def column_of(columns: Iterable[str], target: str) -> str | None:
    """The heading of the outcome's column, however its name is written; None if there is none."""
    columns, field = list(columns), field_of(target)
    return next(
        (name for name in columns if name == target),
        next((name for name in columns if field is not None and field_of(name) == field), None),
    )


def unreadable(source: Source, target: str) -> list[str]:
    """The errors of each row's outcomes, such as "not_a_number:Resultado"; empty where there is none."""
    tests = {TARGET: column_of(source.columns, target), HBA1C: column_of(source.columns, HBA1C)}
    found = {READ_AS[test]: name for test, name in tests.items() if name is not None}
    if not found:
        return [""] * source.table.num_rows
    with warnings.catch_warnings():
        # That the other fields are missing here says nothing.
        warnings.simplefilter("ignore", UserWarning)
        answers: Any = Model.bundled().predict_batch(_columns(source, found), columns=["errors"])
    shown = {READ_AS[TARGET]: target, HBA1C: HBA1C}
    rows = answers.column("errors")
    rows = rows.to_pylist() if hasattr(rows, "to_pylist") else rows
    return [";".join(_named(codes or "", shown)) for codes in rows]


def counts_of(rows: Sequence[str]) -> Counter[tuple[str, str]]:
    """How many outcomes have each error: by column and code."""
    errors = (error.partition(":") for codes in rows if codes for error in codes.split(";"))
    return Counter((field, code) for code, _, field in errors)


def counted(unreadable: Iterable[tuple[str, str, int]], target: str) -> Counter[tuple[str, str]]:
    """The same of field, code and number, as the engine gives them."""
    return Counter({(target if field == TARGET else field, code): rows for field, code, rows in unreadable})


def warn_of_outcomes(source: Source, target: str, console: Console) -> list[str]:
    """Say how many outcomes cannot be read, by column and reason; returns the errors of each row."""
    rows = unreadable(source, target)
    say_unreadable(counts_of(rows), console)
    return rows


def say_unreadable(found: Counter[tuple[str, str]], console: Console) -> None:
    """Say how many outcomes cannot be read, by column and reason."""
    word = console.word
    for column in dict.fromkeys(field for field, _ in found):
        by_code = {code: count for (field, code), count in found.items() if field == column}
        console.warn(
            word(
                "outcomes.unreadable",
                count=sum(by_code.values()),
                column=labels(word.locale).field(column),
                counts=", ".join(
                    f"{word.named('code', code)} {word.numbers.count(count)}"
                    for code, count in by_code.items()
                ),
                wanted=_wanted(column, word.locale),
            )
        )


def _columns(source: Source, found: dict[str, str]) -> Any:
    """The columns of the tests alone, under the names of the fields that they are read as."""
    if source.table.dialect is None:
        pa, _ = pyarrow()
        return pa.table(source.table).select(list(found.values())).rename_columns(list(found))
    text = io.StringIO()
    lines = csv.writer(text, delimiter=source.separator, lineterminator="\n")
    # A row without any test would be an empty line.
    lines.writerow(["edad", *found])
    columns = [source.table.column(name) for name in found.values()]
    lines.writerows(["40", *values] for values in zip(*columns, strict=True))
    table: Table = read_csv(text.getvalue().encode())
    return table


def _named(codes: str, shown: dict[str, str]) -> Iterable[str]:
    for error in filter(None, codes.split(";")):
        code, _, field = error.partition(":")
        if field in shown:
            yield f"{code}:{shown[field]}"


def _wanted(column: str, locale: str) -> str:
    """What a value has to be, such as "20 - 1000 mg/dL"."""
    entry = schema(locale)["properties"][HBA1C if column == HBA1C else READ_AS[TARGET]]
    return f"{entry['minimum']:g} - {entry['maximum']:g} {entry['unit']}"
