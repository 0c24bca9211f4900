"""All looks of a round, side by side and each within a time."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from ..models.lookup import in_service
from ..settings import Settings
from ..store.engine import Service, open_store
from .deadline import Late, Workers
from .model.watch import Watch, watch
from .probes import backups, certificates, consistency, database, machine, services
from .probes.counters import Counters
from .reading import Cause, Reading, down, unknown

__all__ = ["Looked", "Looks"]

_log = logging.getLogger(__name__)
#: Seconds for all looks together, and for those at the model, which come after them.
_SECONDS, _MODEL_SECONDS = 25.0, 60.0
#: The model changes slowly: it is watched once an hour.
WATCH_SECONDS = 3600.0
_OF_MODEL = ("input_drift", "output_drift", "accuracy_fall_points", "auroc_fall_points")
_OF_BACKUPS = ("backup_hours", "backup_verified_days", "drill_days")
_OF_MACHINE = ("cpu_percent", "memory_percent")


@dataclass
class Looked:
    """What was found: values, the API's totals, and the look at the model, if it was time for one."""

    readings: list[Reading] = field(default_factory=list)
    counters: Counters | None = None
    watch: Watch | None = None


class Looks:
    """Measures everything that the settings ask for."""

    def __init__(self, settings: Settings, workers: Workers) -> None:
        self._settings = settings
        self._workers = workers
        self._watched: float | None = None
        self.machine = machine.Machine()
        self.engine: Engine = open_store(settings, Service.MONITOR)

    def look(self, baseline: Callable[[str], dict[str, Any] | None]) -> Looked:
        """Look at everything once. ``baseline`` finds the first answers of a model version."""
        found = Looked()
        self.machine.settle()
        results = self._workers.run(self._work(), _SECONDS)
        for name, result in results.items():
            if isinstance(result, Exception):
                found.readings += _missing(name, result)
            elif isinstance(result, services.ApiLook):
                found.readings += result.readings
                found.counters = result.counters
            else:
                found.readings += result
        self._look_at_model(found, baseline)
        return found

    def close(self) -> None:
        """Stop measuring."""
        self.machine.stop()
        self.engine.dispose()

    def _work(self) -> Mapping[str, Callable[[], Any]]:
        chosen = self._settings
        every: dict[str, Callable[[], Any]] = {
            "api": lambda: services.look_at_api(chosen),
            "dashboard": lambda: services.look_at_page(chosen, "dashboard"),
            "mlflow": lambda: services.look_at_page(chosen, "mlflow"),
            "database": lambda: database.look(self.engine),
        }
        work = {name: every[name] for name in chosen.monitor_services}
        work["machine"] = self.machine.look
        work["disk"] = lambda: machine.disk(chosen.place())
        work["backups"] = lambda: backups.look(chosen)
        for place in certificates.addresses(chosen):
            work[f"certificate {place}"] = lambda place=place: [certificates.look(place)]  # type: ignore[misc]
        return work

    def _look_at_model(self, found: Looked, baseline: Callable[[str], dict[str, Any] | None]) -> None:
        """Needs the database, so it is left out while that is down. One connection is enough, because the look at the
        database has ended."""
        watched = self._settings.monitor_services
        if "database" not in watched:
            return
        due = self._watched is None or time.monotonic() - self._watched >= WATCH_SECONDS
        asked = [*(["consistency_percent"] if "api" in watched else []), *(_OF_MODEL if due else [])]
        there = any(one.measure == "up" and one.subject == "database" and one.value for one in found.readings)
        if not there:
            found.readings += [unknown(measure, Cause("no_database")) for measure in asked]
            return
        try:
            model = self._workers.one("model", lambda: self._model(due, baseline), _MODEL_SECONDS)
        except Exception as problem:
            found.readings += _unknown(asked, "model", problem)
            return
        found.readings += model.readings
        if model.watch is not None:
            self._watched = time.monotonic()
            found.watch = model.watch

    def _model(self, due: bool, baseline: Callable[[str], dict[str, Any] | None]) -> Looked:
        found = Looked()
        with self.engine.connect() as connection:
            model = in_service(connection, self._settings)
            if due:
                try:
                    found.watch = watch(connection, model, baseline)
                    found.readings += found.watch.readings()
                except Exception as problem:
                    found.readings += _unknown(_OF_MODEL, "people", problem)
        if "api" in self._settings.monitor_services:
            found.readings.append(consistency.look(self._settings, model))
        return found


def _missing(name: str, problem: Exception) -> list[Reading]:
    """What a look that failed leaves unknown; a service that does not answer in time is down."""
    if name == "api":
        return services.nothing(_cause(name, problem))
    if name in ("dashboard", "mlflow", "database"):
        return [down(name, _cause(name, problem))]
    if name == "machine":
        return _unknown(_OF_MACHINE, name, problem)
    if name == "disk":
        return _unknown(["disk_percent"], name, problem)
    if name == "backups":
        return _unknown(_OF_BACKUPS, name, problem)
    return [unknown("certificate_days", _cause(name, problem), name.partition(" ")[2])]


def _unknown(measures: Iterable[str], name: str, problem: Exception) -> list[Reading]:
    cause = _cause(name, problem)
    return [unknown(measure, cause) for measure in measures]


def _cause(name: str, problem: Exception) -> Cause:
    _log.error("a look failed", extra={"look": name, "cause": type(problem).__name__})
    return Cause("late") if isinstance(problem, Late) else Cause("failed", {"error": type(problem).__name__})
