"""Commands that list models and show them in MLflow: list, sync."""

from __future__ import annotations

from typing import Any

import diabetes
import typer
from sqlalchemy import Connection

from ..models import registry, tracking
from ..models.lookup import in_service
from ..settings import settings
from .console import DRY_RUN, JSON, errors_said, say, say_json, table, working
from .db import begin
from .model_shown import identity
from .texts import word

__all__ = ["add"]


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(name="list", help=word("model.list.help"))(_list)
    group.command(name="sync", help=word("model.sync.help"))(_sync)


def _list(as_json: bool = JSON) -> None:
    """Every registered model, the newest first."""
    with errors_said(registry.RegistryError, diabetes.DiabetesError), begin(new=True) as connection:
        champion, challenger = _named(connection)
        models = [_told(version, champion, challenger) for version in registry.versions(connection)]
        current = in_service(connection, settings()).info
    if as_json:
        say_json(
            {
                "models": models,
                "in_service": identity(current) | {"default": champion is None},
            }
        )
        return
    header = [
        word("model.model"),
        word("model.version"),
        word("model.algorithm"),
        word("model.registered"),
        "",
    ]
    table(header, [_line(model) for model in models])
    now = "model.list.default" if champion is None else "model.list.in_service"
    say(word(now, name=current["name"], version=current["version"]))


def _named(connection: Connection) -> tuple[registry.Version | None, registry.Version | None]:
    """The champion and the challenger."""
    deployed = registry.champion(connection)
    return deployed.version if deployed else None, registry.challenger(connection)


def _told(
    version: registry.Version, champion: registry.Version | None, challenger: registry.Version | None
) -> dict[str, Any]:
    return identity(version) | {
        "algorithm": version.algorithm,
        "registered_at": version.registered_at.isoformat(),
        "synthetic": version.synthetic,
        "stated_source": version.stated,
        "of_people": version.of_people,
        "mlflow_run": version.run_id,
        "champion": version == champion,
        "challenger": version == challenger,
    }


def _line(model: dict[str, Any]) -> list[str]:
    notes = (
        (word("model.champion"), model["champion"]),
        (word("model.challenger"), model["challenger"]),
        (word("model.list.synthetic"), model["synthetic"]),
        (word("model.list.unstated"), not model["of_people"] and not model["synthetic"]),
        (word("model.list.no_run"), model["mlflow_run"] is None),
    )
    day = model["registered_at"][:16].replace("T", " ")
    noted = ", ".join(note for note, holds in notes if holds)
    return [model["name"], model["version"], model["algorithm"], day, noted]


def _sync(dry_run: bool = DRY_RUN, as_json: bool = JSON) -> None:
    """Update MLflow from the database: missing models, then the aliases."""
    with errors_said(tracking.TrackingError), begin(new=True) as connection:
        missing = [version for version in registry.versions(connection) if version.run_id is None]
        champion, challenger = _named(connection)
        if not dry_run:
            with working(word("model.mlflow")):
                tracking.sync(settings(), connection)
    if as_json:
        say_json(
            {
                "published": [identity(version) for version in missing],
                "champion": champion and identity(champion),
                "challenger": challenger and identity(challenger),
                "dry_run": dry_run,
            }
        )
        return
    say(word("model.sync.would" if dry_run else "model.sync.done", models=len(missing)))
