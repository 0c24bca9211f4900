"""The command that puts a new model into service: train, judge, promote, watch, and back if it does not answer well."""

from __future__ import annotations

import warnings
from datetime import timedelta
from pathlib import Path
from typing import Any

import diabetes
import typer

from .. import tokens
from ..models import local, promotion, registry
from ..models.judgement import Judgement, NothingToJudgeError
from ..models.lookup import EXPERIMENT, in_service, may_answer
from ..models.renewal import judged, train_all
from ..models.training import ALGORITHMS, Trained
from ..refusals import Refusal
from ..run.model_watch import WatchError, watch
from ..run.services import api as api_service
from ..settings import settings
from ..store import audit
from ..store.engine import Service
from ..store.logs import record
from .console import DRY_RUN, JSON, YES, confirm, errors_said, say, say_json, working
from .db import begin, operator
from .files import read_tables
from .local_evidence import ACCEPT_BY, REASON, acceptance
from .model_training import keep
from .published import aliases
from .texts import word
from .trial import changing

__all__ = ["add"]

_SEED, _TEST_SIZE = 42, 0.2
_DATA = typer.Option(..., "--data", help=word("update.model.data"))
_ALGORITHM = typer.Option(list(ALGORITHMS), "--algorithm", help=word("update.model.algorithm"))


def add(group: typer.Typer) -> None:
    """Add the command."""
    group.command("model", help=word("update.model.help"))(_model)


def _model(
    data: list[Path] = _DATA,
    on: str = typer.Option(..., "--on", help=word("update.model.on")),
    source: str = typer.Option(..., "--source", help=word("update.model.source")),
    algorithm: list[str] = _ALGORITHM,
    name: str = typer.Option("", "--name", help=word("update.model.name")),
    experiment: str = typer.Option(EXPERIMENT, "--experiment-name", help=word("update.model.experiment")),
    seconds: int = typer.Option(60, "--watch", min=0, max=86_400, help=word("update.model.watch")),
    address: str | None = typer.Option(None, "--api", help=word("update.model.api")),
    accept_by: str | None = ACCEPT_BY,
    accept_reason: str | None = REASON,
    yes: bool = YES,
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    """Train models on records, judge the best on a named set of outcomes, put it into service, and watch it."""
    if unknown := set(algorithm) - set(ALGORITHMS):
        raise typer.BadParameter(
            word("update.model.unknown", names=", ".join(sorted(unknown)), known=", ".join(ALGORITHMS))
        )
    accepted = acceptance(accept_by, accept_reason)
    result: dict[str, Any] = {"outcome": None, "on": on, "dry_run": dry_run}
    refusals = (promotion.PromotionError, registry.RegistryError, diabetes.DiabetesError)
    with errors_said(*refusals), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Nobody can have validated a model that is not trained yet.
        if accepted is None and local.is_asked_for(settings(), hash=""):
            country = settings().environment_country
            raise promotion.PromotionError("not_validated_here.new", country=country)
        rows = read_tables(data)
        with working(word("update.model.training", rows=rows.num_rows)):
            trained, chosen = train_all(rows, algorithm, name, source, _TEST_SIZE, _SEED)
        result |= {"model": chosen.model.info["name"], "version": chosen.model.info["version"]}
        if not dry_run:
            confirm(word("update.model.ask"), yes)
            keep(trained, chosen, experiment, source)
        current, judgement = _judge(chosen, on, dry_run)
        result["before"] = current.info["version"]
        objections: list[Refusal] = (
            [judgement] if isinstance(judgement, NothingToJudgeError) else judgement.objections
        )
        if dry_run:
            result["outcome"] = "would_be_refused" if objections else "would_be_promoted"
        elif refusal := _promote(chosen.model, current, on, judgement, accepted):
            result["outcome"] = "refused"
            objections = objections or [refusal]
        else:
            result |= _watched(chosen.model, address or settings().api_base_url, seconds)
            with begin(new=True) as connection:
                aliases(connection)
    result["objections"] = [{"code": one.code, "text": one.said(word.locale)} for one in objections]
    if as_json:
        say_json(result)
    else:
        _say(result)
    if result["outcome"] not in ("promoted", "would_be_promoted"):
        raise typer.Exit(1)


def _judge(chosen: Trained, on: str, dry_run: bool) -> tuple[diabetes.Model, Judgement | NothingToJudgeError]:
    """Judge the chosen model. One that is only tried is registered in a transaction that is not committed."""
    with changing(dry_run) as connection, working(word("update.model.judging", on=on)) as progress:
        version = registry.register(connection, chosen.model.to_json().encode())
        if not may_answer(settings(), version):
            registry.refuse_unproven(version.name, version.version, version.synthetic)
        current = in_service(connection, settings())
        judgement = judged(connection, current, version, on, progress)
    return current, judgement


def _promote(
    model: diabetes.Model,
    current: diabetes.Model,
    on: str,
    judgement: Judgement | NothingToJudgeError,
    accepted: dict[str, Any] | None,
) -> Refusal | None:
    """Put the model into service; gives the refusal, which is recorded, if there is one."""
    with begin(new=True) as connection:
        version = registry.find(connection, model.info["version"])
        try:
            promotion.promote(
                connection, settings(), version, current, on, judgement, operator(), proof=accepted
            )
        except (promotion.PromotionError, registry.RegistryError) as refusal:
            promotion.note_refusal(connection, version, refusal, operator())
            return refusal
    return None


def _watched(model: diabetes.Model, address: str | None, seconds: int) -> dict[str, Any]:
    """Watch the API, and put the model of before back into service if it does not answer as it must."""
    chosen = settings()
    api = address or api_service(chosen).address
    token = tokens.issue(chosen, "update", timedelta(seconds=seconds + 300)) if chosen.require_token else None
    found: dict[str, Any] = {"outcome": "promoted", "compared": 0, "cause": None}
    try:
        with working(word("update.model.watching", address=api)) as progress:
            found["compared"] = watch(
                api,
                model,
                chosen.findrisc_cut,
                seconds,
                token,
                lambda one, all_: progress(int(one), int(all_)),
            )
    except WatchError as error:
        found |= {"outcome": "rolled_back", "cause": word(f"update.model.{error.code}", **error.parts)}
        with begin(new=True) as connection:
            detail = {"code": error.code, "seconds": seconds}
            audit.note(connection, operator(), "watch", model.info["version"], detail)
            record(connection, Service.COMMAND, "model_watch_failed", detail, "ERROR")
            promotion.rollback(connection, chosen, operator())
        return found
    with begin(new=True) as connection:
        detail = {"seconds": seconds, "compared": found["compared"]}
        audit.note(connection, operator(), "watch", model.info["version"], detail)
        record(connection, Service.COMMAND, "model_watched", {"model": model.info["version"], **detail})
    return found


def _say(result: dict[str, Any]) -> None:
    outcome = result["outcome"]
    say(
        word(
            f"update.model.{outcome}",
            **{name: result[name] for name in ("model", "version", "before", "on")},
            objections="; ".join(one["text"] for one in result["objections"]),
            cause=result.get("cause"),
            compared=result.get("compared"),
        )
    )
