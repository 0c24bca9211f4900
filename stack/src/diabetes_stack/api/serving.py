"""The model in service: the database's champion, followed without dropping a request."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import diabetes
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from ..models import registry
from ..models.lookup import BUNDLED, default_model, may_answer
from ..settings import Settings

__all__ = ["ModelService", "Served"]

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 2.0
#: Other models than the champion that are kept ready.
_KEPT = 8


@dataclass(frozen=True)
class Served:
    """A model that answers. Requests that began with it end with it."""

    model: diabetes.Model
    name: str
    version: str
    synthetic: bool | None
    #: Where it comes from: ``champion``, ``registered``, ``bundled`` or the settings' ``file``.
    source: str

    @classmethod
    def of(cls, model: diabetes.Model, source: str) -> Served:
        """A model with what is asked of it for every answer."""
        info = model.info
        return cls(model, info["name"], info["version"], info["synthetic"], source)

    def answer(self, body: bytes, locale: str) -> bytes:
        """The library's answer to one record. A list is refused in the words for any other value that is none."""
        answer = self.model.predict_json(body, locale)
        return self.model.predict_json(b"0", locale) if answer[:1] == b"[" else answer


class ModelService:
    """Knows the model in service and finds others by name."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._settings = settings
        self._engine = engine
        self._deployment: int | None = None
        self._others: OrderedDict[str, Served] = OrderedDict()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="models", daemon=True)
        #: None until a model is loaded, or when none can be.
        self.current: Served | None = None

    def start(self) -> None:
        """Load the champion, or what stands in for it, and follow it from then on."""
        self._look()
        if self.current is None:
            self._stand_in()
        self._thread.start()

    def stop(self) -> None:
        """Follow no longer."""
        self._stopped.set()
        self._thread.join()

    def called(self, name: str) -> Served:
        """The model with this name, version or hash. Raises registry.RegistryError, and SQLAlchemyError when the
        database is away."""
        current = self.current
        if current is not None and name in ("champion", current.version):
            return current
        if name == BUNDLED:
            return self._keep(BUNDLED, lambda: Served.of(diabetes.Model.bundled(BUNDLED), "bundled"))
        if current is not None and name == current.name:
            return current
        with self._engine.connect() as connection:
            version = registry.find(connection, name)
            return self._keep(
                version.hash, lambda: _load(registry.file_of(connection, version.hash), "registered")
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

    def _look(self) -> None:
        try:
            with self._engine.connect() as connection:
                champion = registry.champion(connection)
                if champion is None or champion.id == self._deployment:
                    return
                if not may_answer(self._settings, champion.version):
                    _log.error("the champion may not answer: it is not known to have learned from real people")
                    self._stand_in()
                    self._deployment = champion.id
                    return
                file = registry.file_of(connection, champion.version.hash)
            self.current = _load(file, "champion")
            self._deployment = champion.id
            _log.info("champion", extra={"version": champion.version.version, "action": champion.action})
        except SQLAlchemyError as problem:
            _log.debug("no look at the champion", extra={"cause": type(problem).__name__})
        except diabetes.DiabetesError as problem:
            _log.error("the champion cannot be loaded", extra={"cause": problem.code})

    def _stand_in(self) -> None:
        source = "bundled" if self._settings.diabetes_model is None else "file"
        try:
            self.current = Served.of(default_model(self._settings), source)
            _log.info("no champion in the database", extra={"model": source})
        except (diabetes.DiabetesError, registry.RegistryError, OSError) as problem:
            _log.error("no model", extra={"cause": str(problem)})


def _load(file: bytes, source: str) -> Served:
    return Served.of(diabetes.Model.from_json(file.decode()), source)
