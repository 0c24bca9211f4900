"""A gentle load test of a running API: a fixed rate of requests for some seconds, with their times and failures.

The requests are answers of the model to its fixed examples, and scores. Neither is stored, so the load leaves no trace
in the figures of the hospital's predictions.
"""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import httpx

from ..example import EXAMPLE

__all__ = ["LONGEST", "Loaded", "load"]

#: Requests per second, a busy screening day of a hospital many times over, but below the limits of a single caller.
_RATE = 50
_CONNECTIONS = 4
#: Seconds that a load test may last.
LONGEST = 60
#: The maintenance manual's limits: seconds of a response, and the share of errors.
_SLOW, _ERRORS = 5.0, 0.01


class Loaded(NamedTuple):
    """What a load test found; times are in seconds."""

    requests: int
    errors: int
    median: float
    most: float
    slowest: float

    @property
    def is_well(self) -> bool:
        """Whether 95 of 100 answers came within five seconds, and fewer than 1 of 100 requests failed."""
        return self.requests > 0 and self.most <= _SLOW and self.errors <= _ERRORS * self.requests


def load(api: str, headers: Mapping[str, str], seconds: float) -> Loaded:
    """Send requests to the API at this address at a fixed rate. ``most`` is the 95th percentile."""
    count = max(1, math.ceil(min(seconds, LONGEST) * _RATE))
    begin = time.monotonic()
    with httpx.Client(base_url=api.rstrip("/"), headers=dict(headers), timeout=2 * _SLOW) as client:

        def ask(number: int) -> float | None:
            time.sleep(max(0.0, begin + number / _RATE - time.monotonic()))
            sent = time.monotonic()
            try:
                answer = (
                    client.get("/model/examples")
                    if number % 2
                    else client.post("/scores/findrisc", json=EXAMPLE)
                )
            except httpx.HTTPError:
                return None
            return time.monotonic() - sent if answer.status_code == 200 else None

        with ThreadPoolExecutor(_CONNECTIONS) as pool:
            times = [*pool.map(ask, range(count))]
    took = sorted(one for one in times if one is not None)
    if not took:
        return Loaded(count, count, 0.0, 0.0, 0.0)
    return Loaded(
        count, count - len(took), took[len(took) // 2], took[math.ceil(0.95 * len(took)) - 1], took[-1]
    )
