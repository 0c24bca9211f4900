"""Changes of the model in service: promotion based on measured outcomes, and rollback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import diabetes
from sqlalchemy import Connection

from ..refusals import Refusal
from ..settings import Settings
from ..store import audit
from ..store.engine import Service
from ..store.logs import record
from ..store.outcomes import Measured, measured
from . import figures, local, registry
from .judgement import Judgement, NothingToJudgeError
from .lookup import default_model

__all__ = ["PromotionError", "fresh_people", "note_refusal", "promote", "rollback"]


class PromotionError(Refusal):
    """A refused change: ``in_service``, ``no_previous``, ``not_validated_here``, or ``refused`` with the evidence."""

    def __init__(self, sentence: str, /, proof: Mapping[str, Any] | None = None, **values: Any) -> None:
        super().__init__(sentence, **values)
        self._proof = dict(proof or {})

    @property
    def evidence(self) -> dict[str, Any]:
        """The evidence as it is stored: ``on``, ``instead_of``, ``judgement``, ``objections``, ``reason``,
        ``local``."""
        return self._proof


def fresh_people(connection: Connection, version: registry.Version, on: str) -> Measured:
    """People of a named set whose outcomes were not used to recalibrate a model."""
    found = measured(connection, on, unknown_to=version.version)
    if not found.records and measured(connection, on).records:
        raise NothingToJudgeError("all_learned", on=on)
    return found


def promote(
    connection: Connection,
    settings: Settings,
    candidate: registry.Version,
    current: diabetes.Model,
    on: str | None,
    judgement: Judgement | NothingToJudgeError | None,
    by: str,
    force: str | None = None,
    proof: Mapping[str, Any] | None = None,
) -> registry.Deployment:
    """Put a model into service. ``judgement`` compares it with ``current`` on the set ``on``; ``force`` is the
    reason to do so against the judgement, or without one; ``proof`` is what shows a local validation, or who accepts
    that there is none. Raises PromotionError and RegistryError."""
    if candidate.hash == current.info["hash"]:
        raise PromotionError("in_service", name=candidate.name, version=candidate.version)
    objections = (
        judgement.objections if isinstance(judgement, Judgement) else [judgement or Refusal("not_evaluated")]
    )
    evidence: dict[str, Any] = {
        "on": on,
        "instead_of": current.info["version"],
        "judgement": judgement.to_dict() if isinstance(judgement, Judgement) else None,
        "objections": [objection.to_dict() for objection in objections],
        "reason": force if objections else None,
        "local": None if proof is None else dict(proof),
    }
    if proof is None and local.is_asked_for(settings, candidate.hash):
        raise PromotionError("not_validated_here", evidence, country=settings.environment_country)
    if objections and not force:
        raise PromotionError("refused", evidence, objections=tuple(objections))
    action = "force" if objections else "promote"
    deployed = registry.deploy(
        connection, candidate.hash, action, by, evidence, synthetic_allowed=not settings.production
    )
    if isinstance(judgement, Judgement) and on is not None:
        figures.keep(connection, current.info["version"], on, judgement.champion)
        figures.keep(connection, candidate.version, on, judgement.candidate)
    _told(connection, deployed, by)
    return deployed


def note_refusal(
    connection: Connection,
    candidate: registry.Version,
    refusal: PromotionError | registry.RegistryError,
    by: str,
) -> None:
    """Record in the audit table that a promotion was refused, and why."""
    detail = {"code": refusal.code, "message": str(refusal), **refusal.evidence}
    audit.note(connection, by, "refuse", candidate.version, detail)


def rollback(connection: Connection, settings: Settings, by: str) -> registry.Deployment:
    """Put the model before the champion back into service: a second rollback goes one model further back, and the
    default model precedes the first promotion. Raises PromotionError and RegistryError."""
    standing = _standing(registry.deployments(connection))
    if not standing:
        raise PromotionError("no_previous")
    if len(standing) > 1:
        version = standing[-2]
    else:
        version = registry.register(connection, default_model(settings).to_json().encode())
    deployed = registry.deploy(
        connection,
        version.hash,
        "rollback",
        by,
        {"instead_of": standing[-1].version},
        synthetic_allowed=not settings.production,
    )
    _told(connection, deployed, by)
    return deployed


def _standing(deployments: list[registry.Deployment]) -> list[registry.Version]:
    """Promotions that were not rolled back, the champion last; empty when the default model answers."""
    standing: list[registry.Version] = []
    for deployment in deployments:
        if deployment.action != "rollback":
            standing.append(deployment.version)
        elif standing:
            standing.pop()
    return standing


def _told(connection: Connection, deployed: registry.Deployment, by: str) -> None:
    detail = {
        "model": deployed.version.version,
        "name": deployed.version.name,
        "instead_of": deployed.evidence["instead_of"],
        "deployment": deployed.id,
    }
    audit.note(connection, by, deployed.action, deployed.version.version, detail | deployed.evidence)
    record(connection, Service.COMMAND, f"model_{deployed.action}", detail)
