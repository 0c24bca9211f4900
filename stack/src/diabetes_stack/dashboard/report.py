"""An answer to save: as text and as JSON."""

from __future__ import annotations

import json
from typing import Any

from .fields import fields as described
from .texts import Texts

__all__ = ["document", "summary"]


def summary(answer: dict[str, Any], record: dict[str, Any], info: dict[str, Any], text: Texts) -> str:
    """The answer in words with its inputs, the model and the time."""
    known = described(text)
    version = answer.get("model_version") or info.get("version")
    lines = [
        text("title"),
        f"{text('report.date')}: {answer['timestamp']}",
        text("model", name=info.get("name") or info.get("model_name"), version=version),
    ]
    if answer.get("prediction_id"):
        lines.append(f"{text('report.id')}: {answer['prediction_id']}")
    lines += ["", answer["interpretation"], *(warning["message"] for warning in answer["warnings"])]
    lines += ["", f"{text('report.data')}:"]
    lines += [f"- {known[name].title}: {known[name].told(value)}" for name, value in record.items()]
    return "\n".join([*lines, "", text("reservation")])


def document(answer: dict[str, Any], record: dict[str, Any]) -> str:
    """The whole answer, for another program."""
    kept = {name: value for name, value in answer.items() if name != "locale"}
    return json.dumps({"record": record, "answer": kept}, ensure_ascii=False, indent=2)
