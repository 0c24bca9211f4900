"""Checks running services from outside, the way users access them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from ..example import EXAMPLE
from .load import load

__all__ = ["REQUEST_PREFIX", "Check", "smoke"]

#: How the ids of these requests begin, by which the access log tells them from those of users.
REQUEST_PREFIX = "smoke-"
_REQUEST_ID = "X-Request-ID"


class _UnexpectedError(ValueError):
    """An answer that is not as it must be: a key of the texts of ``smoke``, and its parts."""

    def __init__(self, code: str, **parts: object) -> None:
        super().__init__(code)
        self.code = code
        self.parts = parts


@dataclass(frozen=True)
class Check:
    """What was checked, the result, and how long it took. ``code`` says what was found, a key of the texts of
    ``smoke`` for which ``parts`` are meant."""

    name: str
    passed: bool
    code: str
    seconds: float
    parts: Mapping[str, object] = field(default_factory=dict)


_Found = tuple[str, dict[str, object]]


def smoke(
    api: str,
    dashboard: str | None = None,
    mlflow: str | None = None,
    token: str | None = None,
    load_seconds: float = 0,
) -> Iterator[Check]:
    """Check the API at this address, and the other services if addresses are given. A few predictions are made for the
    example patient; they are stored like any other, without a reference. ``load_seconds`` adds a load test."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    headers[_REQUEST_ID] = f"{REQUEST_PREFIX}{os.urandom(8).hex()}"
    with httpx.Client(base_url=api.rstrip("/"), headers=headers, timeout=10) as client:
        for name, check in _API_CHECKS.items():
            yield _run(name, lambda check=check: check(client))  # type: ignore[misc]
    if load_seconds:
        yield _run("load", lambda: _load(api, headers, load_seconds))
    for name, address in (("dashboard", dashboard), ("mlflow", mlflow and f"{mlflow.rstrip('/')}/health")):
        if address:
            yield _run(name, lambda address=address: _answers(address))  # type: ignore[misc]


def _run(name: str, check: Callable[[], _Found]) -> Check:
    begin = time.perf_counter()
    passed = False
    try:
        (code, parts), passed = check(), True
    except _UnexpectedError as error:
        code, parts = error.code, error.parts
    except httpx.HTTPError as error:
        code, parts = "silent", {"cause": type(error).__name__}
    except (KeyError, TypeError, ValueError, IndexError) as error:
        code, parts = "odd", {"cause": type(error).__name__}
    return Check(name, passed, code, time.perf_counter() - begin, parts)


def _health(client: httpx.Client) -> _Found:
    body = _ok(client.get("/health"))
    if body["status"] != "healthy":
        raise _UnexpectedError("degraded", status=body["status"])
    return "predictions", {"count": int(body["total_predictions"])}


def _model(client: httpx.Client) -> _Found:
    body = _ok(client.get("/model/info"))
    return "model_is", {"name": body["model_name"], "fields": body["n_features"], "r2": body["r2_score"]}


def _predict(client: httpx.Client) -> _Found:
    body = _ok(client.post("/predict", json=EXAMPLE))
    if not body["prediction_id"]:
        raise _UnexpectedError("not_stored")
    return "estimate", {
        "glucose": float(body["glucose_mg_dl"]), "category": body["category"], "level": body["risk_level"]
    }  # fmt: skip


def _batch(client: httpx.Client) -> _Found:
    single = _ok(client.post("/predict", json=EXAMPLE))["glucose_mg_dl"]
    body = _ok(client.post("/predict/batch", json=[EXAMPLE] * 4 + [{"edad": 300}]))
    if not len(body["results"]) == body["total_patients"] == 5:
        raise _UnexpectedError("lost")
    if not body["results"][4]["errors"]:
        raise _UnexpectedError("not_refused")
    if any(row["glucose_mg_dl"] != single for row in body["results"][:4]):
        raise _UnexpectedError("differ")
    return "same", {}


def _refusal(client: httpx.Client) -> _Found:
    answer = client.post("/predict", json={"edad": 300})
    if answer.status_code != 422:
        raise _UnexpectedError("not_refused")
    return "refused", {"count": len(answer.json()["errors"])}


def _load(api: str, headers: Mapping[str, str], seconds: float) -> _Found:
    found = load(api, headers, seconds)
    figures: dict[str, object] = {
        "requests": found.requests,
        "errors": found.errors,
        "median": found.median * 1000,
        "most": found.most * 1000,
        "slowest": found.slowest * 1000,
    }
    if not found.is_well:
        raise _UnexpectedError("overloaded", **figures)
    return "loaded", figures


def _listed(path: str) -> Callable[[httpx.Client], _Found]:
    def check(client: httpx.Client) -> _Found:
        _ok(client.get(path))
        _expect_200(client.head(path))
        return "answered", {}

    return check


_API_CHECKS: dict[str, Callable[[httpx.Client], _Found]] = {
    "health": _health,
    "ready": _listed("/ready"),
    "model": _model,
    "models": _listed("/models"),
    "categories": _listed("/categories"),
    "features": _listed("/features"),
    "prediction": _predict,
    "batch": _batch,
    "refusal": _refusal,
}


def _answers(address: str) -> _Found:
    _expect_200(httpx.head(address, timeout=10, follow_redirects=True))
    return "answered", {}


def _ok(answer: httpx.Response) -> Any:
    _expect_200(answer)
    return answer.json()


def _expect_200(answer: httpx.Response) -> None:
    if answer.status_code != 200:
        raise _UnexpectedError("status", status=answer.status_code)
