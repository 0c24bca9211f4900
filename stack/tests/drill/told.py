"""What a drill has shown, as one table for a person and as JSON."""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field


@dataclass
class Seen:
    """What was seen of one way back."""

    way: str
    answered: int = 0
    #: Requests that failed before the loss.
    failed: int = 0
    noticed_seconds: float = 0.0
    forgotten: int = 0
    #: Answers of the forgotten patient that are there afterwards.
    came_back: int = 0
    lost: int = 0
    #: From the first answer that is lost to the loss.
    lost_seconds: float = 0.0
    #: Answers that are there afterwards, as their clients had received them.
    as_received: int = 0
    #: Predictions that were there before the clinic began.
    rows: int = 0
    #: What was seen of the backup; None for a way back without it.
    in_backup: int | None = None
    replayed: str | None = None
    disk: str | None = None
    damaged: str | None = None
    other_secret_key: str | None = None
    no_secret_key: str | None = None
    other_age_key: str | None = None
    steps: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, step):
        begin = time.monotonic()
        yield
        self.steps[step] = time.monotonic() - begin

    @property
    def back_seconds(self):
        """From the moment at which the loss was noticed to the first answer."""
        return sum(self.steps.values())


ROWS = (
    ("older predictions", "rows"),
    ("answers given", "answered"),
    ("in the backup", "in_backup"),
    ("requests that failed before the loss", "failed"),
    ("disk full while a backup is written", "disk"),
    ("damaged archive, damaged copy", "damaged"),
    ("another SECRET_KEY", "other_secret_key"),
    ("no SECRET_KEY", "no_secret_key"),
    ("a copy for another key", "other_age_key"),
    ("forgotten after the backup", "forgotten"),
    ("of these, come back", "came_back"),
    ("replayed, equal to the bit", "replayed"),
    ("there, as the client received them", "as_received"),
    ("answers lost", "lost"),
    ("lost, in seconds", "lost_seconds"),
    ("loss noticed after, in seconds", "noticed_seconds"),
    ("restored in, in seconds", "restored"),
    ("API starts and answers in, in seconds", "answers"),
    ("noticed to first answer, in seconds", "back_seconds"),
)


def table(results):
    """A column for each way back."""
    head = ("", *(one.way for one in results))
    lines = [head, *((label, *(cell(one, name) for one in results)) for label, name in ROWS)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def cell(seen, name):
    value = seen.steps.get(name) if name in ("restored", "answers") else getattr(seen, name)
    if value is None:
        return "-"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def as_json(seed, results):
    ways = [{**asdict(one), "back_seconds": one.back_seconds} for one in results]
    machine = {"processors": os.cpu_count(), "load": os.getloadavg()}
    return json.dumps({"seed": seed, "machine": machine, "ways": ways}, indent=2) + "\n"
