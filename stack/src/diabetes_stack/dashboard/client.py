"""Answers to records: from the API where one is named, else from the library, in the same form."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import diabetes
import httpx

from .tables import Upload, as_row, whole_rows, with_broken
from .texts import LOCALES

__all__ = ["EXPLAINED", "ApiClient", "Client", "LibraryClient", "UnavailableError"]

Record = Mapping[str, Any]
Answer = dict[str, Any]

#: Outputs that an answer is explained for.
EXPLAINED = ("diabetes", "glucose")
#: Rows sent to the API at once: a few seconds' work, so that progress is seen and no request is long.
_ROWS_A_REQUEST = 5_000


class UnavailableError(Exception):
    """The API gave no answer that can be used; ``reason`` says what happened, without a patient's data."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class Client(ABC):
    """Who answers."""

    @abstractmethod
    def predict(self, record: Record, locale: str) -> Answer:
        """One answer with its ``explanation`` by output, or ``{"errors": [...]}``."""

    @abstractmethod
    def info(self) -> dict[str, Any]:
        """What is known of the model that answers; ``version`` names it."""

    @abstractmethod
    def predict_table(self, upload: Upload, locale: str) -> Iterator[diabetes.Table]:
        """Answers to a file's rows, a table of the columns of ``Model.predict_batch`` a piece."""


class LibraryClient(Client):
    """A model in this process. Nothing is stored."""

    def __init__(self, model: diabetes.Model, findrisc_cut: float | None = None) -> None:
        self.model = model
        self._findrisc_cut = findrisc_cut

    def predict(self, record: Record, locale: str) -> Answer:
        answer = self.model.answer_record(json.dumps(record).encode(), locale, self._findrisc_cut)
        found: Answer = json.loads(answer.json)
        if answer.refused:
            return found
        info = self.model.info
        explanation = {
            output: [vars(part) for part in self.model.explain(answer, output)]
            for output in EXPLAINED
            if output in info["outputs"] and answer.not_applicable is None
        }
        return {**found, "explanation": explanation, "model_version": info["version"]}

    def info(self) -> dict[str, Any]:
        return self.model.info

    def predict_table(self, upload: Upload, locale: str) -> Iterator[diabetes.Table]:
        for piece in upload.pieces(_ROWS_A_REQUEST):
            yield diabetes.Table.from_arrow(self.model.predict_batch(piece, locale, self._findrisc_cut))


class ApiClient(Client):
    """The API of the services. It stores what it answers. ``bearer`` gives the headers that open it."""

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
        outputs = self.info()["outputs"]
        explained = {"explain": [output for output in EXPLAINED if output in outputs]}
        answer: Answer = self._call("POST", "/predict", locale, params=explained, json=dict(record)).json()
        return answer

    def info(self) -> dict[str, Any]:
        info: dict[str, Any] = self._call("GET", "/model/info").json()
        return info

    def predict_table(self, upload: Upload, locale: str) -> Iterator[diabetes.Table]:
        for piece in upload.pieces(_ROWS_A_REQUEST):
            whole, broken = whole_rows(piece)
            yield with_broken(self._rows(upload, whole, locale) if whole.num_rows else [], broken)

    def _rows(self, upload: Upload, rows: Any, locale: str) -> list[dict[str, Any]]:
        """The API's answers to rows, as rows of ``Model.predict_batch``."""
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
        """What /health says."""
        health: dict[str, Any] = self._call("GET", "/health").json()
        return health

    def _call(self, method: str, path: str, locale: str = LOCALES[0], **options: Any) -> httpx.Response:
        headers = {"Accept-Language": locale, **self._bearer(), **options.pop("headers", {})}
        try:
            answer = self._http.request(method, path, headers=headers, **options)
        except httpx.HTTPError as error:
            raise UnavailableError(self.url, type(error).__name__) from error
        # 422 is an answer: the errors of the record.
        if answer.status_code not in (200, 422) or not _is_json(answer):
            raise UnavailableError(self.url, f"HTTP {answer.status_code}")
        return answer


def _is_json(answer: httpx.Response) -> bool:
    return "json" in answer.headers.get("Content-Type", "")
