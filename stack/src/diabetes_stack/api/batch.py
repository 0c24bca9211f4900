"""POST /predict/batch: many records as JSON, NDJSON or CSV, answered in the same form."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from itertools import islice
from typing import Any
from urllib.parse import quote

import diabetes
import pyarrow as pa
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from . import bodies
from .context import Context, context_of
from .errors import ApiError, refusal
from .language import language_of, said, said_in
from .patients import patient_of
from .predict import served
from .records import dumped
from .serving import Served
from .stored import Made, seal, store
from .tables import lines_of, read_csv
from .texts import text

__all__ = ["predict_batch"]

_log = logging.getLogger(__name__)

#: Names the columns of a CSV file that are no fields, so that a typing error is seen: percent-encoded, at most twenty.
_IGNORED = "Ignored-Columns"
_MOST_NAMES = 20
_LONGEST_NAME = 64
#: Records that are answered and stored together; what is held in memory beside the body.
_GROUP = 1000

#: An answer, and the record that it answers; None for a refusal.
_Answer = tuple[bytes, bytes | None]


async def predict_batch(request: Request) -> Response:
    """Many patients by the model in service. A bad record has its errors in its place."""
    model = served(request)
    kind = bodies.media_type(request, bodies.JSON, bodies.NDJSON, bodies.CSV)
    body = await bodies.read(request)
    work = _Work(context_of(request), model, language_of(request), patient_of(request))
    if kind == bodies.JSON:
        return await work.json(body)
    if kind == bodies.NDJSON:
        lines = await work.heavily(lines_of, body, work.bounds)
        return work.stream(work.lines(lines), bodies.NDJSON)
    table, cells, ignored = await work.heavily(read_csv, body, work.bounds)
    headers = {}
    if ignored:
        # Their names are the caller's to know: a file without a header has patients' data there.
        _log.info("columns ignored", extra={"count": len(ignored)})
        headers[_IGNORED] = ", ".join(quote(name[:_LONGEST_NAME]) for name in ignored[:_MOST_NAMES])
    as_lines = bodies.accepts(request, bodies.NDJSON)
    rows = work.rows(cells, None if as_lines else (table.dialect or ",")[0])
    return work.stream(rows, bodies.NDJSON if as_lines else f"{bodies.CSV}; charset=utf-8", headers)


class _Work:
    """One request's batch."""

    def __init__(self, context: Context, served: Served, locale: str, patient: str | None) -> None:
        self.context = context
        self.bounds = context.settings
        self.heavily = context.load.heavily
        self.served = served
        self.locale = locale
        self.patient = patient
        self.at = datetime.now(timezone.utc)
        self.begin = time.perf_counter()

    def stream(
        self, pieces: AsyncIterator[bytes], kind: str, headers: Mapping[str, str] | None = None
    ) -> Response:
        return StreamingResponse(pieces, media_type=kind, headers={**said_in(self.locale), **(headers or {})})

    async def json(self, body: bytes) -> Response:
        most = self.bounds.batch_records
        try:
            records = await self.heavily(diabetes.json_records, body, most, self.locale)
        except diabetes.ValidationError as error:
            if error.errors[0].code == "not_a_record":
                raise ApiError(422, "not_a_list") from error
            errors = {"errors": [vars(one) for one in error.errors]}
            return refusal(422, dumped(errors), self.locale)
        if len(records) > most:
            raise ApiError(413, "too_many_records", max=most)
        sealed: list[bytes] = []
        for start in range(0, len(records), _GROUP):
            group = [
                record if len(record) <= self.bounds.record_bytes else None
                for record in records[start : start + _GROUP]
            ]
            sealed += await self._sealed(await self.heavily(self._answered, group))
        head = f'],"total_patients":{len(sealed)},"processing_time_ms":{self._elapsed():.3f},'
        tail = f'{head}"timestamp":"{self.at.isoformat()}"}}'
        content = b'{"results":[' + b",".join(sealed) + tail.encode()
        return said(content, self.locale)

    async def lines(self, lines: Iterator[bytes | None]) -> AsyncIterator[bytes]:
        """One answer a line, for every line that is not blank."""
        while answers := await self.heavily(self._next, lines):
            yield b"".join(line + b"\n" for line in await self._sealed(answers))

    def _next(self, lines: Iterator[bytes | None]) -> list[_Answer]:
        return self._answered(list(islice(lines, _GROUP)))

    def _answered(self, records: Sequence[bytes | None]) -> list[_Answer]:
        return [
            (self._too_large(), None) if record is None else self.served.answer(record, self.locale)
            for record in records
        ]

    def _too_large(self) -> bytes:
        """In the place of a record that is larger than one may be."""
        message, limits = text("too_large", self.locale), {"max": self.bounds.record_bytes}
        return dumped(
            {"errors": [{"code": "too_large", "field": None, "message": message, "limits": limits}]}
        )

    async def _sealed(self, answers: Sequence[_Answer]) -> list[bytes]:
        """Answers with what the API adds, stored; refusals as they are."""
        latency_ms = self._elapsed()
        made = [Made(answer, record) for answer, record in answers if record is not None]
        ids = iter(await store(self.context, self.served, made, self.at, latency_ms, self.patient))
        return [
            answer if record is None else seal(answer, self.served, next(ids), self.at, latency_ms)
            for answer, record in answers
        ]

    async def rows(self, cells: Any, separator: str | None) -> AsyncIterator[bytes]:
        """The columns of ``Model.predict_batch`` and each row's number: as CSV, or as one object a line where no
        separator is named."""
        for start in range(0, max(cells.num_rows, 1), _GROUP):
            table, answers = await self.heavily(self._columns, cells.slice(start, _GROUP))
            made = [Made(*found) for found in answers if found is not None]
            stored = iter(
                await store(self.context, self.served, made, self.at, self._elapsed(), self.patient)
            )
            ids = [None if found is None else next(stored) for found in answers]
            yield await self.heavily(_written, table, ids, separator, start == 0)

    def _columns(self, piece: Any) -> tuple[diabetes.Table, list[tuple[bytes, bytes] | None]]:
        return self.served.model.answer_table(diabetes.Table.from_arrow(piece), self.locale)  # type: ignore[return-value]

    def _elapsed(self) -> float:
        return (time.perf_counter() - self.begin) * 1000


def _written(table: diabetes.Table, ids: list[str | None], separator: str | None, header: bool) -> bytes:
    columns = pa.table(table)
    if separator is None:
        rows = zip(ids, columns.to_pylist(), strict=True)
        return b"".join(dumped({"prediction_id": number, **row}) + b"\n" for number, row in rows)
    numbered = columns.add_column(0, "prediction_id", pa.array(ids, pa.string()))
    return diabetes.Table.from_arrow(numbered).to_csv(separator, header=header, defuse=True)
