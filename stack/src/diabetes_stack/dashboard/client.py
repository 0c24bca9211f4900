"""Answers to records: from the API if one is configured, otherwise from the library, in the same format."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timezone
from typing import Any

import diabetes
import httpx

from .tables import as_row, whole_rows, with_broken
from .texts import LOCALES
from .upload import Upload

__all__ = ["ApiClient", "Client", "LibraryClient", "UnavailableError"]

Record = Mapping[str, Any]
Answer = dict[str, Any]

#: Rows per request to the API: a few seconds' work, so that progress is visible and no request takes long.
_ROWS_A_REQUEST = 5_000
#: Then the API has not got the request.
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
#: Said by a proxy that has passed it on, or by an API that broke off.
_FROM_BETWEEN = (500, 502, 504)


class UnavailableError(Exception):
    """The API gave no usable answer; ``reason`` says what happened, without a patient's data. ``is_unsure`` if it may
    have stored one all the same."""

    def __init__(self, url: str, reason: str, is_unsure: bool = False) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.is_unsure = is_unsure


class Client(ABC):
    """A source of answers."""

    @abstractmethod
    def predict(self, record: Record, locale: str) -> Answer:
        """One answer, or ``{"errors": [...]}``."""

    @abstractmethod
    def info(self) -> dict[str, Any]:
        """Information about the model that answers, including its ``version``."""

    @abstractmethod
    def predict_table(self, upload: Upload, locale: str, start: int = 0) -> Iterator[diabetes.Table]:
        """Answers to a file's rows from ``start`` on, as one table per piece with the columns of
        ``Model.predict_batch``."""


class LibraryClient(Client):
    """A model in this process. It stores nothing."""

    def __init__(self, model: diabetes.Model, findrisc_cut: float | None = None) -> None:
        self.model = model
        self._findrisc_cut = findrisc_cut

    def predict(self, record: Record, locale: str) -> Answer:
        answer = self.model.answer_record(json.dumps(record).encode(), locale, self._findrisc_cut)
        found: Answer = json.loads(answer.json)
        if answer.refused:
            return found
        at = datetime.now(timezone.utc).isoformat(timespec="seconds")
        return {**found, "model_version": self.model.info["version"], "timestamp": at}

    def info(self) -> dict[str, Any]:
        return self.model.info

    def predict_table(self, upload: Upload, locale: str, start: int = 0) -> Iterator[diabetes.Table]:
        for piece in upload.pieces(_ROWS_A_REQUEST, start):
            yield diabetes.Table.from_arrow(self.model.predict_batch(piece, locale, self._findrisc_cut))


class ApiClient(Client):
    """The services' API, which stores its answers. ``bearer`` gives the headers that authorise access."""

    def __init__(
        self,
        url: str,
        transport: httpx.BaseTransport | None = None,
        bearer: Callable[[], dict[str, str]] = dict,
    ) -> None:
        self.url = url.rstrip("/")
        self._bearer = bearer
        self._http = httpx.Client(
            base_url=self.url, timeout=httpx.Timeout(60, connect=5), transport=transport
        )

    def predict(self, record: Record, locale: str) -> Answer:
        answer: Answer = self._call("POST", "/predict", locale, json=dict(record)).json()
        return answer

    def info(self) -> dict[str, Any]:
        info: dict[str, Any] = self._call("GET", "/model/info").json()
        return info

    def predict_table(self, upload: Upload, locale: str, start: int = 0) -> Iterator[diabetes.Table]:
        for piece in upload.pieces(_ROWS_A_REQUEST, start):
            whole, broken = whole_rows(piece)
            yield with_broken(self._rows(upload, whole, locale) if whole.num_rows else [], broken)

    def _rows(self, upload: Upload, rows: Any, locale: str) -> list[dict[str, Any]]:
        """The API's answers to rows, in the form of rows from ``Model.predict_batch``."""
        kind, body = upload.body(rows)
        headers = {"Content-Type": kind, "Accept": "application/x-ndjson, application/json"}
        answer = self._call("POST", "/predict/batch", locale, content=body, headers=headers)
        if answer.status_code != 200:
            raise UnavailableError(self.url, f"HTTP {answer.status_code}")
        if "ndjson" in answer.headers["Content-Type"]:
            answers = [json.loads(line) for line in answer.content.splitlines()]
        else:
            answers = [as_row(result) for result in answer.json()["results"]]
        if len(answers) != rows.num_rows:
            raise UnavailableError(self.url, f"{len(answers)} answers for {rows.num_rows} rows")
        return answers

    def health(self) -> dict[str, Any]:
        """The response of /health."""
        health: dict[str, Any] = self._call("GET", "/health").json()
        return health

    def _call(self, method: str, path: str, locale: str = LOCALES[0], **options: Any) -> httpx.Response:
        headers = {"Accept-Language": locale, **self._bearer(), **options.pop("headers", {})}
        try:
            answer = self._http.request(method, path, headers=headers, **options)
        except httpx.HTTPError as error:
            unsure = not isinstance(error, _NEVER_SENT)
            raise UnavailableError(self.url, type(error).__name__, unsure) from error
        # 422 is an answer too: the errors in the record.
        if answer.status_code not in (200, 422) or not _is_json(answer):
            unsure = answer.status_code in _FROM_BETWEEN
            raise UnavailableError(self.url, f"HTTP {answer.status_code}", unsure)
        return answer


def _is_json(answer: httpx.Response) -> bool:
    return "json" in answer.headers.get("Content-Type", "")
