"""POST /predict/batch: many records as JSON, NDJSON or CSV, answered in the same form."""

from __future__ import annotations

import asyncio
import io
import logging
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime, timezone
from itertools import islice
from typing import Any
from urllib.parse import quote

import diabetes
import pyarrow as pa
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from .. import columns
from . import bodies
from .context import Context, context_of
from .errors import ApiError, refusal
from .language import language_of, said, said_in
from .patients import patient_of
from .predict import served
from .records import answers_of, dumped, kept, kept_of_cells, parsed
from .serving import Served
from .stored import Made, is_refusal, seal, store

__all__ = ["predict_batch"]

_log = logging.getLogger(__name__)

#: Names the columns of a CSV file that are no fields, so that a typing error is seen: percent-encoded, at most twenty.
_IGNORED = "Ignored-Columns"
_MOST_NAMES = 20
_LONGEST_NAME = 64
#: Records that are answered and stored together; what is held in memory beside the body.
_GROUP = 2000


async def predict_batch(request: Request) -> Response:
    """Many patients by the model in service. A bad record has its errors in its place."""
    model = served(request)
    kind = bodies.media_type(request, bodies.JSON, bodies.NDJSON, bodies.CSV)
    body = await bodies.read(request)
    work = _Work(context_of(request), model, language_of(request), patient_of(request))
    if kind == bodies.JSON:
        return await work.json(body)
    if kind == bodies.NDJSON:
        return work.stream(work.lines(body), bodies.NDJSON)
    try:
        table = await asyncio.to_thread(diabetes.read_csv, io.BytesIO(body))
    except diabetes.DiabetesError as error:
        raise ApiError(422, error.code, message=str(error)) from error
    cells = pa.table(table)
    ignored = columns.unknown(cells.column_names)
    headers = {}
    if ignored:
        # Their names are the caller's to know: a file without a header has patients' data there.
        _log.info("columns ignored", extra={"count": len(ignored)})
        cells = cells.drop_columns(ignored)
        headers[_IGNORED] = ", ".join(quote(name[:_LONGEST_NAME]) for name in ignored[:_MOST_NAMES])
    as_lines = bodies.accepts(request, bodies.NDJSON)
    rows = work.rows(cells, None if as_lines else (table.dialect or ",")[0])
    return work.stream(rows, bodies.NDJSON if as_lines else f"{bodies.CSV}; charset=utf-8", headers)


class _Work:
    """One request's batch."""

    def __init__(self, context: Context, served: Served, locale: str, patient: str | None) -> None:
        self.context = context
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
        answers = await asyncio.to_thread(self.served.model.predict_json, body, self.locale)
        if is_refusal(answers):
            return refusal(422, answers, self.locale)
        if not answers.startswith(b"["):
            raise ApiError(422, "not_a_list")
        records = await asyncio.to_thread(parsed, body)
        outputs = await asyncio.to_thread(answers_of, answers)
        sealed: list[bytes] = []
        for start in range(0, len(outputs), _GROUP):
            group = slice(start, start + _GROUP)
            sealed += await self._sealed(map(dumped, records[group]), outputs[group])
        head = f'],"total_patients":{len(sealed)},"processing_time_ms":{self._elapsed():.3f},'
        tail = f'{head}"timestamp":"{self.at.isoformat()}"}}'
        content = b'{"results":[' + b",".join(sealed) + tail.encode()
        return said(content, self.locale)

    async def lines(self, body: bytes) -> AsyncIterator[bytes]:
        """One answer a line, for every line that is not blank."""
        lines: Iterator[bytes] = (line for line in io.BytesIO(body) if line.strip())
        while group := list(islice(lines, _GROUP)):
            answers = await asyncio.to_thread(self._answered, group)
            yield b"".join(line + b"\n" for line in await self._sealed(group, answers))

    def _answered(self, lines: list[bytes]) -> list[bytes]:
        return [self.served.answer(line, self.locale) for line in lines]

    async def _sealed(self, records: Any, answers: list[bytes]) -> list[bytes]:
        """Answers with what the API adds, stored; refusals as they are."""
        latency_ms = self._elapsed()
        made = [
            Made(kept(record, answer), answer)
            for record, answer in zip(records, answers, strict=True)
            if not is_refusal(answer)
        ]
        ids = iter(await store(self.context, self.served, made, self.at, latency_ms, self.patient))
        return [
            answer if is_refusal(answer) else seal(answer, self.served, next(ids), self.at, latency_ms)
            for answer in answers
        ]

    async def rows(self, cells: Any, separator: str | None) -> AsyncIterator[bytes]:
        """The columns of ``Model.predict_batch`` and each row's number: as CSV, or as one object a line where no
        separator is named."""
        for start in range(0, max(cells.num_rows, 1), _GROUP):
            piece = cells.slice(start, _GROUP)
            answers = await asyncio.to_thread(self._columns, piece)
            rows = answers.to_pylist()
            made = await asyncio.to_thread(self._made, piece.to_pylist(), rows)
            stored = iter(
                await store(self.context, self.served, made, self.at, self._elapsed(), self.patient)
            )
            ids = [None if row["errors"] else next(stored) for row in rows]
            if separator is None:
                yield b"".join(
                    dumped({"prediction_id": number, **row}) + b"\n"
                    for number, row in zip(ids, rows, strict=True)
                )
            else:
                numbered = answers.add_column(0, "prediction_id", pa.array(ids, pa.string()))
                whole = diabetes.Table.from_arrow(numbered)
                yield whole.to_csv(separator, header=start == 0, defuse=True)

    def _made(self, cells: list[dict[str, str | None]], rows: list[dict[str, Any]]) -> list[Made]:
        """The good rows as records with their answers, in the form of every other prediction."""
        good = [kept_of_cells(row) for row, answer in zip(cells, rows, strict=True) if not answer["errors"]]
        answers = answers_of(self.served.model.predict_json(dumped(good), self.locale))
        return [Made(dumped(record).decode(), answer) for record, answer in zip(good, answers, strict=True)]

    def _columns(self, piece: Any) -> Any:
        return pa.table(self.served.model.predict_batch(diabetes.Table.from_arrow(piece), self.locale))

    def _elapsed(self) -> float:
        return (time.perf_counter() - self.begin) * 1000
