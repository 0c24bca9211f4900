"""Commands that deploy models: promote, rollback."""

from __future__ import annotations

import warnings

import diabetes
import typer
from sqlalchemy import Connection

from ..models import promotion, registry
from ..models.judgement import Judgement, NothingToJudgeError, judge
from ..models.lookup import in_service, load, may_answer
from ..settings import settings
from .console import errors_said, say, table, working
from .db import begin, operator
from .model_training import shown
from .published import aliases

__all__ = ["add"]


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(name="promote")(_promote)
    group.command(name="rollback")(_rollback)


def _promote(
    version: str = typer.Argument(..., help="Version, hash prefix, name, or challenger."),
    on: str | None = typer.Option(None, "--on", help="Named set of outcomes to evaluate both models on."),
    force: str | None = typer.Option(
        None, "--force", metavar="REASON", help="Reason to promote against the evaluation."
    ),
) -> None:
    """Put a model into service if it is better on measured outcomes and 95 % of the categories agree."""
    if on is None and not force:
        raise typer.BadParameter("give --on NAME, the set of outcomes, or --force REASON if there are none")
    with errors_said(promotion.PromotionError, registry.RegistryError, diabetes.DiabetesError):
        with begin() as connection:
            candidate = registry.find(connection, version)
        try:
            with begin() as connection:
                deployed = _judged(connection, candidate, on, force)
        except (promotion.PromotionError, registry.RegistryError) as refusal:
            with begin() as connection:
                promotion.note_refusal(connection, candidate, refusal, operator())
            raise
        say(f"{deployed.action}: {candidate.name} {candidate.version} is in service")
        with begin() as connection:
            aliases(connection)


def _judged(
    connection: Connection, candidate: registry.Version, on: str | None, force: str | None
) -> registry.Deployment:
    """Evaluate a model against the current one and put it into service."""
    current = in_service(connection, settings())
    if not may_answer(settings(), candidate):
        registry.refuse_unproven(candidate.name, candidate.version, candidate.synthetic)
    judgement: Judgement | NothingToJudgeError | None = None
    if on is not None and candidate.hash != current.info["hash"]:
        try:
            people = promotion.fresh_people(connection, candidate, on)
            with working("Evaluating both models") as progress, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                judged = judgement = judge(current, load(connection, candidate), people, progress)
            _show(candidate, current, judged)
        except NothingToJudgeError as error:
            judgement = error
    return promotion.promote(connection, settings(), candidate, current, on, judgement, operator(), force)


def _rollback() -> None:
    """Put the previous champion back into service."""
    with errors_said(promotion.PromotionError, registry.RegistryError, diabetes.DiabetesError):
        with begin() as connection:
            deployed = promotion.rollback(connection, settings(), operator())
        say(f"rollback: {deployed.version.name} {deployed.version.version} is in service")
        with begin() as connection:
            aliases(connection)


def _show(candidate: registry.Version, current: diabetes.Model, judgement: Judgement) -> None:
    header = ["", "version", "AUROC", "Brier", "obs/exp", "people", "events"]
    lines = []
    for title, version, figures in (
        ("in service", current.info["version"], judgement.champion),
        ("candidate", candidate.version, judgement.candidate),
    ):
        risk = figures["diabetes"]
        lines.append(
            [
                title,
                version,
                shown(risk["auroc"]),
                shown(risk["brier"], 5),
                shown(risk["observed_expected"], 2),
                f"{risk['rows']:,}",
                f"{risk['events']:,}",
            ]
        )
    table(header, lines)
    say(
        f"better in {judgement.brier_better:.0%} of the resamples (Brier), "
        f"{judgement.calibration_better:.0%} (observed/expected); categories agree for "
        f"{judgement.category_agreement:.1%}, risk levels for {judgement.risk_level_agreement:.1%}"
    )
