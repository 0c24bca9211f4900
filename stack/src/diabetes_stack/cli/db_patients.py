"""Database commands about a patient: export, forget, and legal holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typer

from ..backup import away
from ..backup.errors import BackupError
from ..settings import settings
from ..store import forgotten, holds, privacy, spooled
from ..store.dump import temporary
from ..store.patients import reference_hash
from ..store.predictions import Row
from ..store.retention import CLINICAL, class_of
from .console import DRY_RUN, JSON, YES, confirm, errors_said, say, say_json, table, warn
from .database import PATIENT, begin, ledger_folder, operator
from .reason import reason_of
from .texts import word

__all__ = ["add"]

#: Digits of a patient's hash that a person is shown.
_DIGITS = 12
_OUT = typer.Option(None, "--out", help=word("db.export.out"))
_REASON = typer.Option(..., "--reason", help=word("db.hold.reason"))
_ALL = typer.Option(False, "--all", help=word("db.holds.all"))


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(name="export", help=word("db.export.help"))(_export)
    group.command(name="forget", help=word("db.forget.help"))(_forget)
    group.command(name="hold", help=word("db.hold.help"))(_hold)
    group.command(name="release", help=word("db.release.help"))(_release)
    group.command(name="holds", help=word("db.holds.help"))(_holds)


def _export(patient: str = PATIENT, out: Path | None = _OUT, as_json: bool = JSON) -> None:
    key = reference_hash(settings(), patient)
    with errors_said(OSError), begin() as connection:
        found = privacy.export(connection, key, operator())
        found["waiting"] = [_waiting(row) for row in spooled.waiting(_spool(), key)]
        if out is not None:
            with temporary(out) as part:
                part.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if not (found["predictions"] or found["waiting"]):
        warn(word("db.unknown_patient"))
    if out is None:
        say_json(found)
    elif as_json:
        say_json({"file": str(out), "predictions": len(found["predictions"])})
    else:
        say(word("db.export.done", count=word.number(len(found["predictions"])), file=out))


def _forget(patient: str = PATIENT, yes: bool = YES, dry_run: bool = DRY_RUN, as_json: bool = JSON) -> None:
    key = reference_hash(settings(), patient)
    if not dry_run:
        confirm(word("db.forget.ask"), yes)
    with errors_said(OSError):
        with begin() as connection:
            orders = [one.reason for one in holds.in_force(connection, key)]
            if dry_run:
                found = privacy.forgettable(connection, key)
            else:
                found = privacy.forget(connection, ledger_folder(), key, operator())
        waiting = sum(row.retention != CLINICAL for row in spooled.waiting(_spool(), key))
        aside = 0 if dry_run or orders else spooled.drop_aside(_spool(), key)
    if not dry_run:
        _send_away()
    if not (found.deleted or found.kept or orders or waiting or aside):
        warn(word("db.unknown_patient"))
    if as_json:
        count = {"deleted": 0, "deletable": found.deleted} if dry_run else {"deleted": found.deleted}
        kept: list[dict[str, Any]] = [
            {"reason": one.reason, "rows": one.rows, "law": one.law, "text": word(f"db.kept.{one.reason}")}
            for one in found.kept
        ]
        say_json(
            {**count, "kept": kept, "holds": orders, "waiting": waiting, "aside": aside, "dry_run": dry_run}
        )
    else:
        say(word("db.forget.would" if dry_run else "db.forget.done", count=word.number(found.deleted)))
        for one in found.kept:
            why = word(f"db.kept.{one.reason}")
            say(word("db.forget.kept", count=word.number(one.rows), why=why, law=one.law))
        for order in orders:
            say(word("db.forget.order", reason=order))
        if waiting:
            say(word("db.forget.waiting", count=word.number(waiting)))
    if found.kept:
        raise typer.Exit(1)


def _hold(
    patient: str = PATIENT, reason: str = _REASON, dry_run: bool = DRY_RUN, as_json: bool = JSON
) -> None:
    with errors_said(OSError):
        text = reason_of(reason, holds.LONGEST_REASON)
        key = reference_hash(settings(), patient)
        with begin() as connection:
            rows = holds.rows(connection, key)
            new = text not in [one.reason for one in holds.in_force(connection, key)]
            if not dry_run:
                new = holds.hold(connection, ledger_folder(), key, text, operator())
    if not dry_run:
        _send_away()
    if not rows:
        warn(word("db.unknown_patient"))
    if as_json:
        say_json({"held": rows, "new": new, "dry_run": dry_run})
    else:
        said = "db.hold.known" if not new else "db.hold.would" if dry_run else "db.hold.done"
        say(word(said, count=word.number(rows)))


def _release(patient: str = PATIENT, dry_run: bool = DRY_RUN, as_json: bool = JSON) -> None:
    key = reference_hash(settings(), patient)
    with errors_said(OSError), begin() as connection:
        count = len(holds.in_force(connection, key))
        again = 0
        if not dry_run:
            count = holds.release(connection, ledger_folder(), key, operator())
            # What it was told to forget before the hold.
            again = forgotten.replay(connection, ledger_folder())
    if not dry_run:
        _send_away()
    if as_json:
        say_json(
            {
                "released": 0 if dry_run else count,
                "holds": count,
                "forgotten_again": again,
                "dry_run": dry_run,
            }
        )
    else:
        said = "db.release.none" if not count else "db.release.would" if dry_run else "db.release.done"
        say(word(said, count=word.number(count)))
        if again:
            say(word("db.forgotten_again", rows=word.number(again)))


def _send_away() -> None:
    """Tell the second place of the backups, so that a database restored from there knows it too."""
    try:
        away.send_ledger(settings())
    except (BackupError, OSError) as error:
        warn(word("db.forget.not_told", cause=error))


def _holds(all_: bool = _ALL, as_json: bool = JSON) -> None:
    with begin() as connection:
        found = holds.listed(connection, over=all_)
        rows = [holds.rows(connection, one.patient) for one in found]
    if as_json:
        say_json(
            {
                "holds": [
                    {**one._asdict(), "predictions": count} for one, count in zip(found, rows, strict=True)
                ]
            }
        )
        return
    if not found:
        say(word("db.holds.none"))
        return
    heads = ("patient", "reason", "since", "by", "until", "predictions")
    table(
        [word(f"db.holds.{head}") for head in heads],
        [
            [
                one.patient[:_DIGITS],
                one.reason,
                f"{one.at:%Y-%m-%d}",
                one.by,
                f"{one.released_at:%Y-%m-%d}" if one.released_at else "-",
                word.number(count),
            ]
            for one, count in zip(found, rows, strict=True)
        ],
    )


def _spool() -> Path:
    return settings().folder() / spooled.FOLDER


def _waiting(row: Row) -> dict[str, Any]:
    return {
        "prediction_id": row.id,
        "timestamp": row.at.isoformat(),
        "model_version": row.model_version,
        "retention": class_of(row.patient, row.retention).value,
        "inputs": json.loads(row.inputs),
        "outputs": json.loads(row.outputs),
    }
