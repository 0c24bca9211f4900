"""On which rows a model learned, as keyed hashes, so that it is not judged on them.

A hash of a person's row could be guessed from the person's values, so each is an HMAC under the key of patient
references, cut to eight bytes: without the key nothing can be looked up, and no value can be read from it. Whoever has
both the key and the database can find out whether a row that they already know was used.
"""

from __future__ import annotations

import hmac
import json
import os
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import diabetes
import pyarrow as pa
from sqlalchemy import Connection, select

from ..settings import Settings
from ..store import tables
from ..store.insert import insert_missing
from .lookup import bundled_hash

__all__ = ["MOST", "hashes_of", "keep", "known"]

#: Rows of which hashes are kept, 4 MB; of a larger training it is not known which rows it had.
MOST = 500_000
_BYTES = 8
#: Values by which a row that the library refuses may be told from others.
_FEWEST = 4
_COLUMNS = tables.training_rows.c


def hashes_of(settings: Settings, rows: Any) -> list[bytes]:
    """The hash of each row of a table, or of each record, by the values that the library reads. Rows with the same
    required fields are the same row, whatever other columns a file has."""
    key = settings.patient_key
    return [hmac.digest(key, b"row\0" + text, "sha256")[:_BYTES] for text in _texts(rows)]


def keep(
    connection: Connection, settings: Settings, model: str, hashes: Sequence[bytes], base: str | None = None
) -> None:
    """Store on which rows a registered model learned, and those of the model that it was recalibrated from. Nothing is
    stored if those are not known, as in :func:`known`, except of the bundled model, which learned from a survey."""
    earlier = known(connection, settings, base) if base is not None else None
    if base not in (None, bundled_hash()) and earlier is None:
        return
    whole = {*hashes, *(earlier or ())}
    few = len(whole) <= MOST
    row = {
        "model_hash": model,
        "rows": len(whole),
        "key": _key_id(settings),
        "hashes": b"".join(sorted(whole)) if few else None,
    }
    insert_missing(connection, tables.training_rows, [row])


def known(connection: Connection, settings: Settings, model: str) -> frozenset[bytes] | None:
    """The hashes of a model's rows; None if they are not known, or were made with another key."""
    query = select(_COLUMNS.key, _COLUMNS.hashes).where(_COLUMNS.model_hash == model)
    found = connection.execute(query).first()
    if found is None or found.hashes is None or found.key != _key_id(settings):
        return None
    whole = bytes(found.hashes)
    return frozenset(whole[start : start + _BYTES] for start in range(0, len(whole), _BYTES))


def _key_id(settings: Settings) -> str:
    return hmac.digest(settings.patient_key, b"key of training rows", "sha256").hex()[:16]


def _texts(rows: Any) -> Iterable[bytes]:
    """What identifies each row: its required fields as the library reads them; all fields of one that it refuses; and
    nothing of one with hardly any, which is like no other."""
    model, schema = diabetes.Model.bundled(), diabetes.schema("en")
    records = rows.to_pylist() if isinstance(rows, pa.Table) else list(rows)
    answers = (
        model.answer_table(rows)[1]
        if isinstance(rows, pa.Table)
        else [model.answer_record(json.dumps(record, default=str).encode()) for record in records]
    )
    for record, answer in zip(records, answers, strict=True):
        given = None if answer is None else answer.given
        if given is not None:
            yield json.dumps([given.get(name) for name in schema["required"]]).encode()
            continue
        cells = sorted(_cells(record))
        yield json.dumps(cells).encode() if len(cells) >= _FEWEST else os.urandom(_BYTES)


def _cells(record: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for heading, value in record.items():
        name = _field(heading)
        text = "" if value is None or value != value else str(value).strip().casefold().replace(",", ".")
        if name is not None and text:
            yield name, text


@lru_cache(maxsize=1000)
def _field(heading: str) -> str | None:
    """A heading without what people write in different ways; None if it is not of a field."""
    if not diabetes.is_field(heading):
        return None
    letters = unicodedata.normalize("NFKD", heading.casefold().partition("(")[0])
    return "".join(letter for letter in letters if letter.isalnum())
