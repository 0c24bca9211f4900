"""POST /predict/batch: many records as JSON, NDJSON or CSV, answered in the same format."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from itertools import islice
from typing import Any
from urllib.parse import quote

import diabetes
import pyarrow as pa
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from ...bounds import Bounds
from ...roles import Role
from .. import bodies
from ..call import post
from ..context import Context, context_of
from ..describe import NUMBER, PATIENT, RECORDS, TEXT, Schema, list_of, object_of, ref
from ..errors import ApiError, refusal
from ..language import language_of, said, said_in
from ..patients import Patient, patient_of
from ..records import dumped
from ..serving import Served
from ..stored import Kept, kept, seal, store
from ..tables import lines_of, read_csv
from ..texts import text
from .predict import served

__all__ = ["predict_batch"]

_log = logging.getLogger(__name__)

#: Lists the columns of a CSV file that are not fields, so that typos are noticed: percent-encoded, at most twenty.
_IGNORED = "Ignored-Columns"
_MOST_NAMES = 20
_LONGEST_NAME = 64
#: Records that are answered and stored together. This bounds the memory needed in addition to the body, and how long
#: a request for a single patient may have to wait.
_GROUP = 250


def _bodies(bounds: Bounds) -> Schema:
    records = {"type": "array", "items": {}, "maxItems": bounds.batch_records}
    return {bodies.JSON: records, bodies.NDJSON: TEXT, bodies.CSV: TEXT}


_BATCH = object_of(
    {
        "results": list_of({"anyOf": [ref("Prediction"), ref("Errors")]}),
        "total_patients": {"type": "integer"},
        "processing_time_ms": NUMBER,
        "timestamp": TEXT,
    }
)


@post(
    "/predict/batch",
    Role.OPERATOR,
    "Many patients",
    _bodies,
    {bodies.JSON: ref("Batch"), bodies.NDJSON: TEXT, bodies.CSV: TEXT},
    PATIENT,
    RECORDS,
    often=True,
    Batch=_BATCH,
)
async def predict_batch(request: Request) -> Response:
    """Predict for many patients with the model in service. An invalid record gets its errors in place of an answer."""
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
        # Only the caller sees the names: in a file without a header they are patients' data.
        _log.info("columns ignored", extra={"count": len(ignored)})
        headers[_IGNORED] = ", ".join(quote(name[:_LONGEST_NAME]) for name in ignored[:_MOST_NAMES])
    as_lines = bodies.accepts(request, bodies.NDJSON)
    rows = work.rows(cells, None if as_lines else (table.dialect or ",")[0])
    return work.stream(rows, bodies.NDJSON if as_lines else f"{bodies.CSV}; charset=utf-8", headers)


class _Work:
    """One request's batch."""

    def __init__(self, context: Context, served: Served, locale: str, patient: Patient) -> None:
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
            return refusal(422, dumped(errors), self.locale, body)
        if len(records) > most:
            raise ApiError(413, "too_many_records", max=most)
        sealed: list[bytes] = []
        for start in range(0, len(records), _GROUP):
            answers, rows = await self.heavily(self._answered, records[start : start + _GROUP])
            await store(self.context, rows)
            sealed += answers
        return said(await self.heavily(self._whole, sealed), self.locale)

    def _whole(self, sealed: Sequence[bytes]) -> bytes:
        head = f'],"total_patients":{len(sealed)},"processing_time_ms":{self._elapsed():.3f},'
        tail = f'{head}"timestamp":"{self.at.isoformat()}"}}'
        return b'{"results":[' + b",".join(sealed) + tail.encode()

    async def lines(self, lines: Iterator[bytes | None]) -> AsyncIterator[bytes]:
        """One answer per line, for every line that is not blank."""
        while found := await self.heavily(self._next, lines):
            written, rows = found
            await store(self.context, rows)
            yield written

    def _next(self, lines: Iterator[bytes | None]) -> tuple[bytes, Kept] | None:
        group = list(islice(lines, _GROUP))
        if not group:
            return None
        answers, rows = self._answered(group)
        return b"".join(line + b"\n" for line in answers), rows

    def _answered(self, records: Sequence[bytes | None]) -> tuple[list[bytes], Kept]:
        """Answers with the API's own fields, and refusals; and the rows to store before they are sent."""
        longest = self.bounds.record_bytes
        answers = [
            None if record is None or len(record) > longest else self.served.answer(record, self.locale)
            for record in records
        ]
        rows, latency_ms = self._kept(answers)
        ids = iter(rows.ids)
        return [self._sent(answer, ids, latency_ms) for answer in answers], rows

    def _sent(self, answer: diabetes.Answer | None, ids: Iterator[str], latency_ms: float) -> bytes:
        if answer is None:
            return self._too_large()
        return (
            answer.json if answer.refused else seal(answer, self.served, next(ids, None), self.at, latency_ms)
        )

    def _kept(self, answers: Iterable[diabetes.Answer | None]) -> tuple[Kept, float]:
        latency_ms = self._elapsed()
        made = (answer for answer in answers if answer is not None)
        return kept(self.context, self.served, made, self.at, latency_ms, self.patient), latency_ms

    def _too_large(self) -> bytes:
        """The error that replaces the answer to an oversized record."""
        message, limits = text("too_large", self.locale), {"max": self.bounds.record_bytes}
        return dumped(
            {"errors": [{"code": "too_large", "field": None, "message": message, "limits": limits}]}
        )

    async def rows(self, cells: Any, separator: str | None) -> AsyncIterator[bytes]:
        """The columns of ``Model.predict_batch`` and each row's number: as CSV, or one object per line if no separator
        is given."""
        for start in range(0, max(cells.num_rows, 1), _GROUP):
            written, rows = await self.heavily(
                self._written, cells.slice(start, _GROUP), separator, start == 0
            )
            await store(self.context, rows)
            yield written

    def _written(self, piece: Any, separator: str | None, header: bool) -> tuple[bytes, Kept]:
        table, answers = self.served.answer_table(diabetes.Table.from_arrow(piece), self.locale)
        rows, _ = self._kept(answers)
        numbers = iter(rows.ids)
        ids = [None if found is None else next(numbers, None) for found in answers]
        return _as_text(table, ids, separator, header), rows

    def _elapsed(self) -> float:
        return (time.perf_counter() - self.begin) * 1000


def _as_text(table: diabetes.Table, ids: list[str | None], separator: str | None, header: bool) -> bytes:
    columns = pa.table(table)
    if separator is None:
        rows = zip(ids, columns.to_pylist(), strict=True)
        return b"".join(dumped({"prediction_id": number, **row}) + b"\n" for number, row in rows)
    numbered = columns.add_column(0, "prediction_id", pa.array(ids, pa.string()))
    return diabetes.Table.from_arrow(numbered).to_csv(separator, header=header, defuse=True)
