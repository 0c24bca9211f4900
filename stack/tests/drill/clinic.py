"""People of a clinic who ask an API for predictions, one after another, and what they were answered."""

from __future__ import annotations

import json
import random
import threading
import time
from typing import NamedTuple

import httpx
from people import made_up

from diabetes_stack.api.patients import RECORD_HEADER, RECORD_VALUE, REFERENCE_HEADER
from diabetes_stack.example import EXAMPLES

CLIENTS = 3
PAUSE = 0.02
#: What the API adds to an answer of the library.
OWN = ("synthetic", "prediction_id", "timestamp", "model_version", "processing_time_ms")


class Answer(NamedTuple):
    """An answer that a client has received."""

    id: str
    #: When it was there, on the monotonic clock.
    at: float
    #: What the library said, with every digit.
    said: dict
    patient: str | None
    in_record: bool


def digits(text):
    """JSON whose numbers keep every digit."""
    return json.loads(text, parse_float=str, parse_int=str)


def ask(client, url, record, patient=None, in_record=False, language="es"):
    """Ask for a prediction; an Answer, or httpx.HTTPError."""
    headers = {"Accept-Language": language}
    if patient is not None:
        headers[REFERENCE_HEADER] = patient
    if in_record:
        headers[RECORD_HEADER] = RECORD_VALUE
    sent = client.post(f"{url}/predict", json=record, headers=headers)
    sent.raise_for_status()
    said = digits(sent.text)
    id = said["prediction_id"]
    return Answer(
        id, time.monotonic(), {name: said[name] for name in said if name not in OWN}, patient, in_record
    )


class Clinic:
    """A few clients: of three people one is anonymous, one is a patient, and the answer for one belongs to a clinical
    record."""

    def __init__(self, url, seed):
        self.url = url
        self.answers, self.failed = [], []
        self._people = [*EXAMPLES, *made_up(100, seed)[0]]
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=(random.Random(seed + number),))
            for number in range(CLIENTS)
        ]
        for thread in self._threads:
            thread.start()

    def _work(self, dice):
        with httpx.Client(timeout=30) as client:
            while not self._stopped.wait(PAUSE):
                patient, in_record = dice.choice([(None, False), ("p", False), ("r", True)])
                if patient is not None:
                    patient += str(dice.randrange(20))
                record, language = dice.choice(self._people), dice.choice(["es", "en"])
                try:
                    self.answers.append(ask(client, self.url, record, patient, in_record, language))
                except httpx.HTTPError:
                    self.failed.append(time.monotonic())

    def until(self, reached):
        """Wait until this is so."""
        for _ in range(6000):
            if reached():
                return
            time.sleep(0.01)
        raise AssertionError(f"{len(self.answers)} answers, {len(self.failed)} failures")

    def more(self, count):
        """Wait until that many more are answered."""
        goal = len(self.answers) + count
        self.until(lambda: len(self.answers) >= goal)

    def stop(self):
        self._stopped.set()
        for thread in self._threads:
            thread.join()
