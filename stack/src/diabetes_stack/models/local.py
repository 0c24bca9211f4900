"""Whether a model was validated where these services run: what is asked for, a validation's file, an acceptance."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

import diabetes

from ..refusals import Refusal
from ..settings import Settings
from . import registry

__all__ = ["LocalValidationError", "accepted", "country_of", "is_asked_for", "validated"]

#: Whose records the library's own models learned from.
_BUNDLED = {"nhanes": "US"}

_KEPT = ("site", "responsible", "locked", "plan_sha256", "lock_sha256", "people", "events")


class LocalValidationError(Refusal):
    """A file that proves no validation of the model: ``no_validation``."""


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {diabetes.Model.bundled(name).info["hash"]: country for name, country in _BUNDLED.items()}


def country_of(hash: str) -> str | None:
    """The country whose people a model learned from; a model's file does not tell, so None for all but the library's
    own."""
    return _countries().get(hash)


def is_asked_for(settings: Settings, hash: str) -> bool:
    """Whether a model comes into service only with a local validation or an acceptance: in production, where
    ENVIRONMENT_COUNTRY is set and the model is not known to be of that country."""
    country = settings.environment_country
    return settings.production and country is not None and country_of(hash) != country


def validated(content: bytes, candidate: registry.Version) -> dict[str, Any]:
    """What is kept of the file that ``diabetes validate`` wrote. Raises LocalValidationError unless it is unchanged,
    of this model, and the criteria of its plan are met by its own figures, with enough people."""
    try:
        found = diabetes.read_validation(json.loads(content))
    except (ValueError, diabetes.DiabetesError) as error:
        is_forged = isinstance(error, diabetes.DiabetesError) and error.code == "verdict_differs"
        raise LocalValidationError(
            "no_validation.forged" if is_forged else "no_validation.damaged"
        ) from error
    if found["model_hash"] != candidate.hash:
        raise LocalValidationError("no_validation.other", version=candidate.version)
    if found["verdict"] in ("open", "not_enough_events"):
        raise LocalValidationError("no_validation.open", site=found["site"])
    if found["verdict"] != "met":
        raise LocalValidationError("no_validation.not_met", site=found["site"])
    if found["is_small"]:
        raise LocalValidationError("no_validation.small", site=found["site"], events=found["events"])
    return {
        "kind": "validation",
        **{name: found[name] for name in _KEPT},
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def accepted(by: str, reason: str) -> dict[str, Any]:
    """What is kept of a person's acceptance of a model that was not validated here."""
    return {"kind": "acceptance", "by": by, "reason": reason}
