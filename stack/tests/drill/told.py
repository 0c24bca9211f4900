"""What a drill has shown, as one table for a person and as JSON."""

from __future__ import annotations

import json
import os
from dataclasses import asdict

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
