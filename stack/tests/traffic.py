"""Requests to an API while something happens to it: which were answered, and how long nobody was."""

from __future__ import annotations

import threading
import time
from itertools import pairwise

import httpx

from diabetes_stack.example import EXAMPLE


class Traffic:
    """A few clients that ask one prediction after another, at most about a hundred a second, while the block runs.
    A request whose connection is closed is sent again, as a browser does."""

    def __init__(self, url, clients=2):
        self.url = url
        self.answered, self.refused, self.repeated = [], [], []
        self._ends = []
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(clients)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _ask(self):
        with httpx.Client(timeout=30) as client:
            while not self._stopped.wait(0.02):
                while not self._send(client) and not self._stopped.wait(0.02):
                    pass

    def _send(self, client):
        try:
            answer = client.post(f"{self.url}/predict", json=EXAMPLE)
        except httpx.TransportError as problem:
            self.repeated.append(type(problem).__name__)
            return False
        if answer.status_code == 200:
            self.answered.append(answer.json()["prediction_id"])
            self._ends.append(time.monotonic())
        else:
            self.refused.append(answer.status_code)
        return True

    @property
    def longest_silence(self):
        """The most seconds between two answers."""
        ends = sorted(self._ends)
        return max(b - a for a, b in pairwise(ends))
