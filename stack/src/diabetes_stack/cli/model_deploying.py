"""Commands that deploy models: promote, rollback."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import diabetes
import typer
from sqlalchemy import Connection

from ..models import local, promotion, registry
from ..models.judgement import Judgement, NothingToJudgeError
from ..models.lookup import in_service, may_answer
from ..models.renewal import judged
from ..settings import settings
from .console import DRY_RUN, JSON, YES, confirm, errors_said, say, say_json, table, working
from .db import begin, operator
from .local_evidence import ACCEPT_BY, REASON, VALIDATION, acceptance, validation
from .model_shown import identity, percent, shown
from .published import aliases
from .reason import sentence_of
from .texts import word
from .trial import changing

__all__ = ["add"]


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(name="promote", help=word("model.promote.help"))(_promote)
    group.command(name="rollback", help=word("model.rollback.help"))(_rollback)


def _promote(
    version: str = typer.Argument(..., metavar="VERSION", help=word("model.promote.version")),
    on: str | None = typer.Option(None, "--on", help=word("model.promote.on")),
    force: str | None = typer.Option(None, "--force", help=word("model.promote.force")),
    validated: Path | None = VALIDATION,
    accept_by: str | None = ACCEPT_BY,
    accept_reason: str | None = REASON,
    yes: bool = YES,
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Put a model into service if it is better on measured outcomes and 95 % of the categories agree. ``dry_run``
    judges it as well, and says what would come of it."""
    if on is None and force is None:
        raise typer.BadParameter(word("model.promote.no_evidence"))
    reason = sentence_of(force) if force is not None else None
    accepted = acceptance(accept_by, accept_reason)
    refusals = (promotion.PromotionError, registry.RegistryError, local.LocalValidationError)
    with errors_said(*refusals, diabetes.DiabetesError):
        with begin(new=True) as connection:
            candidate = registry.find(connection, version)
        proof = validation(validated, candidate) or accepted
        if reason is not None and not dry_run:
            confirm(word("model.promote.sure", name=candidate.name, version=candidate.version), yes)
        try:
            with changing(dry_run) as connection:
                deployed = _judged(connection, candidate, on, reason, proof, quiet=as_json)
        except (promotion.PromotionError, registry.RegistryError) as refusal:
            if not dry_run:
                with begin(new=True) as connection:
                    promotion.note_refusal(connection, candidate, refusal, operator())
            raise
        _say_deployed(deployed, dry_run, as_json)


def _judged(
    connection: Connection,
    candidate: registry.Version,
    on: str | None,
    force: str | None,
    proof: dict[str, Any] | None,
    quiet: bool,
) -> registry.Deployment:
    """Evaluate a model against the current one and put it into service."""
    current = in_service(connection, settings())
    if not may_answer(settings(), candidate):
        registry.refuse_unproven(candidate.name, candidate.version, candidate.synthetic)
    judgement: Judgement | NothingToJudgeError | None = None
    if on is not None and candidate.hash != current.info["hash"]:
        with working(word("model.promote.working")) as progress, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            judgement = judged(connection, current, candidate, on, progress)
        if isinstance(judgement, Judgement) and not quiet:
            _show(candidate, current, judgement)
    return promotion.promote(
        connection, settings(), candidate, current, on, judgement, operator(), force, proof
    )


def _rollback(dry_run: bool = DRY_RUN, as_json: bool = JSON) -> None:
    """Put the previous champion back into service."""
    with errors_said(promotion.PromotionError, registry.RegistryError, diabetes.DiabetesError):
        with changing(dry_run) as connection:
            deployed = promotion.rollback(connection, settings(), operator())
        _say_deployed(deployed, dry_run, as_json)


def _say_deployed(deployed: registry.Deployment, dry_run: bool, as_json: bool) -> None:
    """Say which model is in service, and update MLflow. JSON: ``action`` (``promote``, ``force``, ``rollback``),
    ``model``, the evidence, ``in_mlflow``, ``dry_run``."""
    version = deployed.version
    if not as_json:
        action = "would" if dry_run else deployed.action
        say(word(f"model.deployed.{action}", name=version.name, version=version.version))
        if not dry_run:
            say(word("model.deployed.scripts"))
    in_mlflow = None
    if not dry_run:
        with begin(new=True) as connection:
            in_mlflow = aliases(connection)
    if as_json:
        result: dict[str, Any] = {"action": deployed.action, "model": identity(version)}
        say_json(result | deployed.evidence | {"in_mlflow": in_mlflow, "dry_run": dry_run})


def _show(candidate: registry.Version, current: diabetes.Model, judgement: Judgement) -> None:
    header = [
        *("", word("model.version"), "AUROC", "Brier", word("model.observed_expected")),
        *(word("model.people"), word("model.events")),
    ]
    lines = []
    for title, version, figures in (
        (word("model.in_service"), current.info["version"], judgement.champion),
        (word("model.promote.candidate"), candidate.version, judgement.candidate),
    ):
        risk = figures["diabetes"]
        lines.append(
            [
                title,
                version,
                shown(risk["auroc"]),
                shown(risk["brier"], 5),
                shown(risk["observed_expected"], 2),
                shown(risk["rows"], 0),
                shown(risk["events"], 0),
            ]
        )
    table(header, lines)
    say(
        word(
            "model.promote.judged",
            brier=percent(judgement.brier_better, 0),
            calibration=percent(judgement.calibration_better, 0),
            categories=percent(judgement.category_agreement),
            levels=percent(judgement.risk_level_agreement),
        )
    )
