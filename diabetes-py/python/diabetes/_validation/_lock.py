"""The lock of a plan: what was decided, and when, before any outcome was seen."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from .. import _native
from .._whole import replacing
from ._plan import BadPlan, Plan

VERSION = 1
SEALED = ("version", "locked", "plan_sha256", "model_hash", "model_name", "needed", "library_version")


def lock_path(plan: str | os.PathLike[str]) -> Path:
    """The lock beside a plan: PLAN.lock.json."""
    return Path(plan).with_suffix(".lock.json")


def lock(path: str | os.PathLike[str], plan: Plan, model: _native.Model) -> dict[str, Any]:
    """Write the lock of a plan and return it. Raises BadPlan for blanks and for a plan that has a lock."""
    if plan.blanks:
        raise BadPlan("blank", ", ".join(plan.blanks))
    if lock_path(path).exists():
        raise BadPlan("locked", str(lock_path(path)))
    made: dict[str, Any] = {
        "version": VERSION,
        "locked": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "plan_sha256": _digest(Path(path).read_bytes()),
        "model_hash": model.info["hash"],
        "model_name": model.info["name"],
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
        read = json.loads(lock_path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadPlan("not_locked", str(path)) from None
    except ValueError as error:
        raise BadPlan("lock_changed", str(lock_path(path))) from error
    if not isinstance(read, dict) or read.get("version") != VERSION or read.get("sha256") != _seal(read):
        raise BadPlan("lock_changed", str(lock_path(path)))
    if read["plan_sha256"] != _digest(Path(path).read_bytes()):
        raise BadPlan("plan_changed", read["locked"][:10])
    if read["model_hash"] != model.info["hash"]:
        raise BadPlan("model_changed", f"{read['model_name']} {read['model_hash'][:12]}")
    return read


def ran(
    path: str | os.PathLike[str], held: dict[str, Any], data: bytes, verdict: str
) -> list[dict[str, str]]:
    """Note a run of the locked analysis; returns the earlier runs on other data."""
    digest = _digest(data)
    others = [run for run in held["runs"] if run["data_sha256"] != digest]
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")
    held["runs"].append({"date": now, "data_sha256": digest, "verdict": verdict})
    _write(path, held)
    return others


def _write(path: str | os.PathLike[str], made: dict[str, Any]) -> None:
    with replacing(lock_path(path)) as file:
        file.write(json.dumps(made, ensure_ascii=False, indent=2).encode() + b"\n")


def _seal(made: dict[str, Any]) -> str:
    """What is decided, as a digest; the runs are added later."""
    return _digest(json.dumps({name: made.get(name) for name in SEALED}, sort_keys=True).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
