"""Whether the API answers as the model in service does here, bit for bit."""

from __future__ import annotations

import json
from typing import Any

import diabetes

from ...example import EXAMPLES
from ...settings import Settings
from ...tokens import bearer
from ..reading import Cause, Reading, unknown
from ..web import NoAnswer, fetch
from .services import address

__all__ = ["look"]

_MEASURE = "consistency_percent"


def look(settings: Settings, model: diabetes.Model) -> Reading:
    """The share of the fixed records to which the API's answer equals the library's in every number and text. JSON
    carries a number's shortest digits, so equal numbers are equal bits."""
    try:
        # The language is part of the answer.
        headers = {"Accept-Language": diabetes.LOCALES[0], **bearer(settings, "monitor")}
        found = json.loads(fetch(f"{address(settings, 'api')}/model/examples", headers).body)
        version, theirs = str(found["model_version"]), list(found["answers"])
    except NoAnswer as problem:
        return unknown(_MEASURE, problem.cause)
    except (ValueError, KeyError, TypeError) as problem:
        return unknown(_MEASURE, Cause("unreadable", {"error": type(problem).__name__}))
    ours = [_answer(settings, model, record) for record in EXAMPLES]
    same = sum(a == b for a, b in zip(ours, theirs, strict=False))
    parts = {"same": same, "of": len(ours), "theirs": version, "ours": model.info["version"]}
    differs = "model_differs" if version != model.info["version"] else "answers_same"
    return Reading(_MEASURE, 100 * same / len(ours), cause=Cause(differs, parts))


def _answer(settings: Settings, model: diabetes.Model, record: dict[str, Any]) -> Any:
    answer = model.answer_record(json.dumps(record).encode(), diabetes.LOCALES[0], settings.findrisc_cut)
    return json.loads(answer.json)
