"""What is measured: one row for each measure."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MEASURES", "Measure", "gauge"]


@dataclass(frozen=True)
class Measure:
    """Something with a number. Its name ends with the unit, where it has one."""

    name: str
    #: Decimals shown to people.
    digits: int = 0
    #: Values without which it cannot be measured: while one of them is 0, its absence is no news.
    needs: tuple[str, ...] = ()


_API, _MODEL, _DATABASE = "up:api", "model_loaded:api", "up:database"


_ALL = (
    # 1 while it answers, 0 while it does not; the subject is the service.
    Measure("up"),
    # 1 while predictions can be asked for.
    Measure("ready", needs=(_API,)),
    Measure("model_loaded", needs=(_API,)),
    # Tasks in the API's background that fail.
    Measure("tasks_failing", needs=(_API,)),
    # 1 while the API keeps its answers on its own disk because it cannot reach the database.
    Measure("answers_kept_aside", needs=(_API,)),
    Measure("response_seconds", 3, (_API,)),
    Measure("requests_per_second", 2, (_API,)),
    Measure("predictions_per_minute", 1, (_API,)),
    Measure("error_percent", 2, (_API,)),
    # The mean since the round before, the mean of the rounds of an hour, the highest five seconds of this round.
    Measure("cpu_percent"),
    Measure("cpu_mean_percent"),
    Measure("cpu_peak_percent"),
    Measure("memory_percent"),
    Measure("disk_percent", 1),
    Measure("certificate_days", 1),
    Measure("backup_hours", 1),
    Measure("backup_verified_days", 1),
    Measure("drill_days", 1),
    Measure("consistency_percent", 1, (_API, _MODEL, _DATABASE)),
    # The population stability index of the field, or of the output, that has moved most.
    Measure("input_drift", 3, (_DATABASE,)),
    Measure("output_drift", 3, (_DATABASE,)),
    # How far the model is below its figure at promotion, in percentage points.
    Measure("accuracy_fall_points", 1, (_DATABASE,)),
    Measure("auroc_fall_points", 1, (_DATABASE,)),
    # The highest availability that the last 30 days can still have.
    Measure("availability_percent", 3),
    # 1 while what was measured can be written down.
    Measure("recorded"),
)

MEASURES = {measure.name: measure for measure in _ALL}


def gauge(measure: str) -> str:
    """The name under which Prometheus knows a measure."""
    return f"diabetes_monitor_{measure}"
