"""Checks running services from outside, the way users access them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from ..example import EXAMPLE

__all__ = ["Check", "smoke"]


@dataclass(frozen=True)
class Check:
    """What was checked, the result, and how long it took."""

    name: str
    passed: bool
    detail: str
    seconds: float


def smoke(
    api: str, dashboard: str | None = None, mlflow: str | None = None, token: str | None = None
) -> Iterator[Check]:
    """Check the API at this address, and the other services if addresses are given. One prediction and one batch are
    made for the example patient; they are stored like any other."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with httpx.Client(base_url=api.rstrip("/"), headers=headers, timeout=10) as client:
        for name, check in _API_CHECKS.items():
            yield _run(name, lambda check=check: check(client))  # type: ignore[misc]
    for name, address in (("dashboard", dashboard), ("mlflow", mlflow and f"{mlflow.rstrip('/')}/health")):
        if address:
            yield _run(name, lambda address=address: _answers(address))  # type: ignore[misc]


def _run(name: str, check: Callable[[], str]) -> Check:
    begin = time.perf_counter()
    try:
        detail, passed = check(), True
    except (httpx.HTTPError, AssertionError, KeyError, TypeError, ValueError) as error:
        detail, passed = f"{type(error).__name__}: {error}", False
    return Check(name, passed, detail, time.perf_counter() - begin)


def _health(client: httpx.Client) -> str:
    body = _ok(client.get("/health"))
    _expect(body["status"] == "healthy", f"status {body['status']}")
    return f"{body['total_predictions']} predictions so far"


def _model(client: httpx.Client) -> str:
    body = _ok(client.get("/model/info"))
    return f"{body['model_name']}, {body['n_features']} features, R² {body['r2_score']}"


def _predict(client: httpx.Client) -> str:
    body = _ok(client.post("/predict", json=EXAMPLE))
    _expect(bool(body["prediction_id"]), "no prediction_id")
    return f"{body['glucose_mg_dl']:.1f} mg/dL, {body['category']}, risk {body['risk_level']}"


def _batch(client: httpx.Client) -> str:
    single = _ok(client.post("/predict", json=EXAMPLE))["glucose_mg_dl"]
    body = _ok(client.post("/predict/batch", json=[EXAMPLE] * 4 + [{"edad": 300}]))
    _expect(len(body["results"]) == body["total_patients"] == 5, "five records were asked")
    _expect(bool(body["results"][4]["errors"]), "the bad record has no errors")
    _expect(all(row["glucose_mg_dl"] == single for row in body["results"][:4]), "batch and single differ")
    return "four answers equal to the single one, the bad record named"


def _refusal(client: httpx.Client) -> str:
    answer = client.post("/predict", json={"edad": 300})
    _expect(answer.status_code == 422, f"status {answer.status_code}")
    return f"{len(answer.json()['errors'])} errors at once"


def _listed(path: str) -> Callable[[httpx.Client], str]:
    def check(client: httpx.Client) -> str:
        _ok(client.get(path))
        _expect(client.head(path).status_code == 200, "HEAD is not answered")
        return "answered"

    return check


_API_CHECKS: dict[str, Callable[[httpx.Client], str]] = {
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


def _answers(address: str) -> str:
    answer = httpx.head(address, timeout=10, follow_redirects=True)
    _expect(answer.status_code == 200, f"status {answer.status_code}")
    return "answered"


def _ok(answer: httpx.Response) -> Any:
    _expect(answer.status_code == 200, f"status {answer.status_code}: {answer.text[:200]}")
    return answer.json()


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)
