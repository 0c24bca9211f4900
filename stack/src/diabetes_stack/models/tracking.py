"""Models in MLflow: runs with parameters, metrics, plots and a card, versions and aliases.

The database is the source of truth and MLflow displays the models. Nothing is lost while MLflow is unavailable,
and ``sync`` brings it up to date.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import diabetes
import httpx
from sqlalchemy import Connection

from .. import tokens
from ..refusals import Refusal
from ..settings import Settings
from . import registry
from .card import card
from .figures import flat, summary

if TYPE_CHECKING:
    from mlflow import MlflowClient

__all__ = ["MODEL", "TrackingError", "publish", "set_aliases", "sync"]

#: The registered model whose versions are the registry's models, identified by their tag ``version``.
MODEL = "diabetes"
#: The experiment for models registered while MLflow was unavailable.
_LATER = "Registered"
_FLAVOUR = Path(__file__).parent / "flavour" / "diabetes_pyfunc.py"
_PATIENCE = 5.0
_LONGEST = 500
_TOKEN = "MLFLOW_TRACKING_TOKEN"
#: Whom MLflow's log names for what commands publish, and for how long: a model is published in seconds.
_HOLDER = "diabetes-stack"
_LIFETIME = timedelta(minutes=15)


class TrackingError(Refusal):
    """``mlflow_away``: MLflow is unavailable or refuses; the registry in the database is not affected."""


def publish(
    settings: Settings,
    model: diabetes.Model,
    experiment: str = _LATER,
    evaluation: diabetes.Evaluation | None = None,
    report: bool = True,
) -> str:
    """Log a model as a run of an experiment and as a version; returns the run's id. A version that already exists
    keeps its run. ``evaluation`` adds its figures, its calibration curve and, unless ``report`` is false, the report,
    whose charts take most of the time."""
    info = model.info
    with _client(settings) as (mlflow, client):
        known = _versions(client).get(info["version"])
        if known is not None:
            return str(known.run_id)
        mlflow.set_experiment(experiment_id=_experiment(settings, client, experiment))
        with mlflow.start_run(run_name=f"{info['name']} {info['version']}") as run:
            mlflow.set_tags(_tags(info) | {"mlflow.note.content": card(info)})
            mlflow.log_params(_parameters(info))
            figures = {name: of for name, of in info["metrics"].items() if of}
            if evaluation is not None:
                figures["evaluation"] = summary(evaluation.to_dict())
            mlflow.log_metrics(flat(figures))
            mlflow.log_text(card(info), "card.md")
            if evaluation is not None:
                _log_plots(mlflow, evaluation, report)
            version = _log_model(mlflow, model)
        client.update_model_version(MODEL, version, card(info)[:5000])
        for name, value in _tags(info).items():
            client.set_model_version_tag(MODEL, version, name, value)
        return str(run.info.run_id)


def set_aliases(
    settings: Settings, champion: registry.Version | None, challenger: registry.Version | None
) -> None:
    """Point the aliases to these models; None removes the alias."""
    with _client(settings) as (_, client):
        known = _versions(client)
        for alias, model in (("champion", champion), ("challenger", challenger)):
            if model is not None and model.version in known:
                client.set_registered_model_alias(MODEL, alias, known[model.version].version)
            elif known:
                client.delete_registered_model_alias(MODEL, alias)


def sync(settings: Settings, connection: Connection) -> int:
    """Publish every model that has no run, then the aliases; returns how many were published."""
    files = [
        registry.file_of(connection, version.hash)
        for version in reversed(registry.versions(connection))
        if version.run_id is None
    ]
    deployed, challenger = registry.champion(connection), registry.challenger(connection)
    runs = [publish(settings, diabetes.Model.from_json(file.decode())) for file in files]
    set_aliases(settings, deployed.version if deployed else None, challenger)
    # Written last so that no lock is held while waiting for MLflow. A run not stored here is found by its version.
    for file, run in zip(files, runs, strict=True):
        registry.register(connection, file, run)
    return len(files)


@contextmanager
def _client(settings: Settings) -> Iterator[tuple[Any, MlflowClient]]:
    """MLflow and its client; any problem is raised as a TrackingError."""
    uri = settings.tracking_uri
    # No telemetry, and no waiting for a server that is unavailable.
    for name, value in {
        "MLFLOW_DISABLE_TELEMETRY": "true",
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "1",
        "MLFLOW_HTTP_REQUEST_TIMEOUT": "30",
        "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
    }.items():
        os.environ.setdefault(name, value)
    try:
        if uri.startswith(("http://", "https://")):
            httpx.get(f"{uri.rstrip('/')}/health", timeout=_PATIENCE).raise_for_status()
        import mlflow

        mlflow.set_tracking_uri(uri)
        mlflow.set_registry_uri(uri)
        with _token(settings):
            yield mlflow, mlflow.MlflowClient(uri, uri)
    except Exception as error:
        raise TrackingError("mlflow_away", address=_without_password(uri), cause=error) from error


@contextmanager
def _token(settings: Settings) -> Iterator[None]:
    """A token for MLflow behind a login, which its client takes from the environment; one that is there is kept."""
    if not settings.asks_for_login or _TOKEN in os.environ:
        yield
        return
    os.environ[_TOKEN] = tokens.issue(settings, _HOLDER, _LIFETIME)
    try:
        yield
    finally:
        os.environ.pop(_TOKEN, None)


def _without_password(uri: str) -> str:
    scheme, separator, rest = uri.partition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"


def _experiment(settings: Settings, client: MlflowClient, name: str) -> str:
    """The experiment's id. Without a server its files are in the data folder, wherever the command runs."""
    found = client.get_experiment_by_name(name)
    if found is not None:
        return str(found.experiment_id)
    if settings.tracking_uri.startswith(("http://", "https://")):
        return str(client.create_experiment(name))
    return str(client.create_experiment(name, (settings.folder() / "mlflow-artifacts").as_uri()))


def _versions(client: MlflowClient) -> dict[str, Any]:
    """MLflow's versions by model version."""
    found: dict[str, Any] = {}
    token: str | None = None
    while True:
        page = client.search_model_versions(f"name = '{MODEL}'", page_token=token)
        found |= {version.tags["version"]: version for version in page if "version" in version.tags}
        token = page.token
        if not token:
            return found


def _log_model(mlflow: Any, model: diabetes.Model) -> str:
    """The model as a pyfunc: its file, a loader, the library's wheel. No pickle."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save(file)
        logged = mlflow.pyfunc.log_model(
            name="model",
            loader_module=_FLAVOUR.stem,
            code_paths=[str(_FLAVOUR)],
            data_path=str(file),
            pip_requirements=[f"diabetes-py[parquet]=={diabetes.__version__}"],
            registered_model_name=MODEL,
        )
    return str(logged.registered_model_version)


def _log_plots(mlflow: Any, evaluation: diabetes.Evaluation, report: bool) -> None:
    """The calibration curve as a picture, and the report, which also has every term."""
    from diabetes import figures

    curve = figures.calibration_curve(evaluation.to_dict()["calibration"])
    mlflow.log_figure(curve, "plots/calibration.png")
    if not report:
        return
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        evaluation.to_html(page)
        mlflow.log_artifact(str(page))


def _tags(info: dict[str, Any]) -> dict[str, str]:
    return {
        "version": info["version"],
        "hash": info["hash"],
        "algorithm": info["algorithm"],
        "synthetic": "not stated" if info["synthetic"] is None else str(info["synthetic"]).lower(),
    }


def _parameters(info: dict[str, Any]) -> dict[str, Any]:
    facts = info["training"]
    chosen = {name: facts[name] for name in ("rows", "held_out", "test_size", "seed", "folds", "weighted")}
    used = sum(field["used"] for field in info["fields"])
    return chosen | {
        "algorithm": info["algorithm"],
        "source": facts["source"][:_LONGEST],
        "library_version": info["library_version"],
        "fields": used,
    }
