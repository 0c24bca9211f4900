"""The lock of a plan: what was decided, and when, before any outcome was seen."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .. import _native
from .._whole import replacing
from ._bounds import outside
from ._plan import BadPlan, Plan

VERSION = 1
SEALED = (
    *("version", "locked", "plan_sha256", "model_hash", "model_name"),
    *("criteria", "needed", "library_version"),
)


def lock_path(plan: str | os.PathLike[str]) -> Path:
    """The lock beside a plan: PLAN.lock.json."""
    return Path(plan).with_suffix(".lock.json")


def lock(path: str | os.PathLike[str], plan: Plan, model: _native.Model) -> dict[str, Any]:
    """Write the lock of a plan and return it. Raises BadPlan for blanks, for criteria or
    widths that allow anything, and for a plan that has a lock."""
    if plan.blanks:
        raise BadPlan("blank", ", ".join(plan.blanks))
    if wide := list(outside(plan.criteria, plan.precision)):
        raise BadPlan("too_wide", "; ".join(f"{name}: {low:g} - {high:g}" for name, low, high in wide))
    if lock_path(path).exists():
        raise BadPlan("locked", str(lock_path(path)))
    made: dict[str, Any] = {
        "version": VERSION,
        "locked": _now(),
        "plan_sha256": digest(Path(path).read_bytes()),
        "model_hash": model.info["hash"],
        "model_name": model.info["name"],
        "criteria": {name: list(limits) for name, limits in plan.criteria.items()},
        "needed": plan.needed,
        "library_version": _native.VERSION,
    }
    made["sha256"] = _seal(made)
    made["runs"] = []
    _write(path, made)
    return made


def locked(path: str | os.PathLike[str], model: _native.Model) -> dict[str, Any]:
    """The lock of a plan that still holds.

    Raises BadPlan without one, and where the lock, the plan or the model was changed since.
    """
    try:
        read: dict[str, Any] = json.loads(lock_path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadPlan("not_locked", str(path)) from None
    except ValueError as error:
        raise BadPlan("lock_changed", str(lock_path(path))) from error
    if not is_sealed(read) or not _is_chained(read):
        raise BadPlan("lock_changed", str(lock_path(path)))
    if read["plan_sha256"] != digest(Path(path).read_bytes()):
        raise BadPlan("plan_changed", read["locked"][:10])
    if read["model_hash"] != model.info["hash"]:
        raise BadPlan("model_changed", f"{read['model_name']} {read['model_hash'][:12]}")
    return read


def is_sealed(read: Any) -> bool:
    """Whether what was decided still has the digest that it was given."""
    return isinstance(read, dict) and read.get("version") == VERSION and read.get("sha256") == _seal(read)


def decided(held: Mapping[str, Any]) -> dict[str, Any]:
    """The lock without its runs."""
    return {name: held[name] for name in (*SEALED, "sha256")}


def ran(
    path: str | os.PathLike[str], held: dict[str, Any], data: bytes, verdict: str
) -> list[dict[str, str]]:
    """Note a run of the locked analysis; returns the earlier runs on other data."""
    data_digest = digest(data)
    others = [run for run in held["runs"] if run["data_sha256"] != data_digest]
    run = {"date": _now(), "data_sha256": data_digest, "verdict": verdict}
    held["runs"].append({**run, "sha256": _link(held["runs"], held, run)})
    _write(path, held)
    return others


def digest(content: bytes) -> str:
    """The SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()


def _is_chained(held: Mapping[str, Any]) -> bool:
    """Whether each run holds the digest of those before it, so that none was cut out before the last."""
    runs = held.get("runs")
    if not isinstance(runs, list) or not all(isinstance(run, dict) for run in runs):
        return False
    try:
        return all(run["sha256"] == _link(runs[:place], held, run) for place, run in enumerate(runs))
    except KeyError:
        return False


def _link(before: list[Any], held: Mapping[str, Any], run: Mapping[str, Any]) -> str:
    last = before[-1]["sha256"] if before else held["sha256"]
    return _digest_of([last, run["date"], run["data_sha256"], run["verdict"]])


def _seal(made: Mapping[str, Any]) -> str:
    """What is decided, as a digest; the runs are added later."""
    return _digest_of({name: made.get(name) for name in SEALED})


def _digest_of(value: Any) -> str:
    return digest(json.dumps(value, sort_keys=True).encode())


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")


def _write(path: str | os.PathLike[str], made: dict[str, Any]) -> None:
    with replacing(lock_path(path)) as file:
        file.write(json.dumps(made, ensure_ascii=False, indent=2).encode() + b"\n")
