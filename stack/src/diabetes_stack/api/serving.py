"""The model in service: follows the database's champion without dropping a request."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

import diabetes
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from ..models import registry
from ..models.lookup import BUNDLED, default_model, may_answer
from ..settings import Settings
from ..supervised import Backoff, Supervised

__all__ = ["ModelService", "Served"]

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 2.0
#: Initial and maximum delay before a refused champion is tried again.
_RETRY_SECONDS, _LONGEST_RETRY_SECONDS = 30.0, 600.0
#: Maximum number of candidates tried in turn.
_MOST_REFUSED = 20
#: Number of models kept loaded in addition to the champion.
_KEPT = 8


@dataclass(frozen=True)
class Served:
    """A model that answers. Requests that started with it finish with it."""

    model: diabetes.Model
    name: str
    version: str
    synthetic: bool | None
    #: Where it comes from: ``champion``, ``registered``, ``bundled`` or the settings' ``file``.
    source: str
    #: The FINDRISC points from which a test is advised.
    findrisc_cut: float | None

    @classmethod
    def of(cls, model: diabetes.Model, source: str, findrisc_cut: float | None) -> Served:
        """A model with the options that apply to every answer."""
        info = model.info
        return cls(model, info["name"], info["version"], info["synthetic"], source, findrisc_cut)

    def answer(self, body: bytes, locale: str) -> diabetes.Answer:
        """The library's answer to one record."""
        return self.model.answer_record(body, locale, self.findrisc_cut)

    def answer_table(
        self, table: diabetes.Table, locale: str
    ) -> tuple[diabetes.Table, list[diabetes.Answer | None]]:
        """The library's answers to rows: as columns, and each as from :meth:`answer`; None for an invalid row."""
        return self.model.answer_table(table, locale, self.findrisc_cut)


class ModelService:
    """Keeps track of the model in service and finds other models by name."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._settings = settings
        self._engine = engine
        #: The deployment in service, and the newest one that was checked.
        self._deployment: int | None = None
        self._newest: int | None = None
        self._others: OrderedDict[str, Served] = OrderedDict()
        self._stopped = threading.Event()
        self._thread = Supervised("models", self._follow)
        self._backoff = Backoff(_RETRY_SECONDS, _LONGEST_RETRY_SECONDS)
        self._retry_at = float("inf")
        #: None until a model is loaded, or if none can be.
        self.current: Served | None = None

    @property
    def is_well(self) -> bool:
        """Whether new champions will be noticed."""
        return self._thread.is_well

    def start(self) -> None:
        """Load the champion or its fallback, and follow the champion from then on."""
        try:
            self._look()
        except Exception as problem:
            _log.error("no look at the champion", extra={"cause": type(problem).__name__})
        if self.current is None:
            self._stand_in()
        self._thread.start()

    def stop(self) -> None:
        """Stop following the champion."""
        self._thread.stop()
        self._stopped.set()
        self._thread.join()

    def called(self, name: str) -> Served:
        """The model with this name, version or hash. Raises registry.RegistryError, and SQLAlchemyError when the
        database is unavailable."""
        current = self.current
        if current is not None and name in ("champion", current.version):
            return current
        if name == BUNDLED:
            return self._keep(BUNDLED, lambda: self._served(diabetes.Model.bundled(BUNDLED), "bundled"))
        if current is not None and name == current.name:
            return current
        with self._engine.connect() as connection:
            version = registry.find(connection, name)
            return self._keep(
                version.hash, lambda: self._load(registry.file_of(connection, version.hash), "registered")
            )

    def _keep(self, key: str, load: Callable[[], Served]) -> Served:
        served = self._others.pop(key, None) or load()
        self._others[key] = served
        while len(self._others) > _KEPT:
            self._others.popitem(last=False)
        return served

    def _follow(self) -> None:
        while not self._stopped.wait(_LOOK_SECONDS):
            self._look()
            self._thread.well()

    def _look(self) -> None:
        """Put the newest usable champion in service. An unusable one is logged by name and the previous one stays; it
        is retried later in case it gets fixed."""
        try:
            with self._engine.connect() as connection:
                newest = registry.champion(connection)
                due = time.monotonic() >= self._retry_at
                if newest is None or (newest.id == self._newest and not due):
                    return
                found, refused = self._first_that_answers(connection, newest)
        except SQLAlchemyError as problem:
            _log.debug("no look at the champion", extra={"cause": type(problem).__name__})
            return
        if found is not None:
            deployment, served = found
            if deployment.id != self._deployment:
                self.current = served
                self._deployment = deployment.id
                _log.info("champion", extra={"version": served.version, "action": deployment.action})
        elif self.current is None or self._deployment is not None:
            self._stand_in()
            self._deployment = None
        if newest.id != self._newest:
            self._newest = newest.id
            self._backoff.well()
        self._retry_at = time.monotonic() + self._backoff.failed() if refused else float("inf")

    def _first_that_answers(
        self, connection: Connection, newest: registry.Deployment
    ) -> tuple[tuple[registry.Deployment, Served] | None, bool]:
        """The newest deployment that can answer, and whether a newer one cannot."""
        refused: set[str] = set()
        older = (one for one in reversed(registry.deployments(connection)) if one.id != newest.id)
        for deployment in chain([newest], older):
            version = deployment.version
            if version.hash in refused:
                continue
            if deployment.id == self._deployment and self.current is not None:
                return (deployment, self.current), bool(refused)
            if not may_answer(self._settings, version):
                self._refuse(version, "it is not known to have learned from real people")
            else:
                try:
                    file = registry.file_of(connection, version.hash)
                    return (deployment, self._load(file, "champion")), bool(refused)
                except (diabetes.DiabetesError, registry.RegistryError) as problem:
                    self._refuse(version, problem.code)
            refused.add(version.hash)
            if len(refused) == _MOST_REFUSED:
                break
        return None, True

    def _refuse(self, version: registry.Version, cause: str) -> None:
        detail = {"model": version.name, "version": version.version, "cause": cause}
        _log.error("the champion cannot answer; the one before it does", extra=detail)

    def _stand_in(self) -> None:
        source = "bundled" if self._settings.diabetes_model is None else "file"
        try:
            self.current = self._served(default_model(self._settings), source)
            _log.info("no champion answers", extra={"model": source})
        except (diabetes.DiabetesError, registry.RegistryError, OSError, ValueError) as problem:
            self.current = None
            _log.error("no model", extra={"cause": str(problem)})

    def _load(self, file: bytes, source: str) -> Served:
        return self._served(diabetes.Model.from_json(file.decode("utf-8", "replace")), source)

    def _served(self, model: diabetes.Model, source: str) -> Served:
        return Served.of(model, source, self._settings.findrisc_cut)
