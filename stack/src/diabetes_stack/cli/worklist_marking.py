"""The screening programme: worklist mark, undo, show, import, enrol."""

from __future__ import annotations

from contextlib import ExitStack, nullcontext
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

import typer
from sqlalchemy import Connection

from ..programme import marking
from ..programme.columns import ColumnsError, known_columns
from ..programme.enrol import enrol
from ..programme.importing import import_rows
from ..programme.marks import Marked, MarkError
from ..programme.places import PlaceError, place_of
from ..programme.texts import texts
from ..programme.worklist import Asked, page
from ..settings import settings
from ..store import audit
from ..store.engine import Service
from ..store.imported import Imported
from ..store.logs import record
from ..store.patients import reference_hash
from ..store.steps.states import State
from ..store.tables import utc_now
from .console import DRY_RUN, JSON, Failure, errors_said, say, say_json, table, working
from .database import begin, operator
from .texts import word
from .trial import changing
from .worklist_file import groups_of, read_rows

__all__ = ["add"]

#: What a person can set.
ByHand = Enum("ByHand", {state.name: state.value for state in marking.BY_HAND}, type=str)  # type: ignore[misc]
_PATIENT = typer.Option(None, "--patient", help=word("db.patient"))
_PREDICTION = typer.Option(None, "--prediction", help=word("worklist.prediction"))
_DATE = typer.Option(None, "--date", help=word("worklist.mark.date"))
_SITE = typer.Option(None, "--site", help=word("worklist.mark.site"))
_INSURER = typer.Option(None, "--insurer", help=word("worklist.mark.insurer"))
#: Rows per transaction: this limits how long the API waits for a command.
_GROUP = 500
#: Reasons that are shown.
_SHOWN = 20


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(name="mark", help=word("worklist.mark.help"))(_mark)
    group.command(name="undo", help=word("worklist.undo.help"))(_undo)
    group.command(name="show", help=word("worklist.show.help"))(_show)
    group.command(name="import", help=word("worklist.import.help"))(_import)
    group.command(name="enrol", help=word("worklist.enrol.help"))(_enrol)


def _mark(
    state: ByHand = typer.Argument(..., help=word("worklist.mark.state")),
    patient: str | None = _PATIENT, prediction: str | None = _PREDICTION, date: str | None = _DATE,
    site: str | None = _SITE, insurer: str | None = _INSURER, dry_run: bool = DRY_RUN, as_json: bool = JSON,
) -> None:  # fmt: skip
    with errors_said(MarkError, PlaceError):
        where = place_of(site, insurer)
        with changing(dry_run) as connection:
            who = _whom(connection, patient, prediction)
            done = marking.mark(connection, who, State(state.value), operator(), date, where)
            _told(connection, done, "mark", {"state": state.value, "step": done.step}, dry_run, as_json)
            if state.value == State.RESULTED.value and not as_json:
                say(texts(word.locale)("result.no_value"))


def _undo(
    step: int = typer.Argument(..., min=1, max=2**63 - 1, help=word("worklist.undo.step")),
    dry_run: bool = DRY_RUN, as_json: bool = JSON,
) -> None:  # fmt: skip
    with errors_said(MarkError), changing(dry_run) as connection:
        done = marking.undo(connection, step, operator())
        _told(connection, done, "undo", {"undoes": step}, dry_run, as_json)


def _told(
    connection: Connection, done: Marked, action: str, detail: dict[str, Any], dry_run: bool, as_json: bool
) -> None:
    if done.is_new:
        audit.note(connection, operator(), f"programme_{action}", done.patient, detail)
    [person] = page(connection, Asked(utc_now().date(), patient=done.patient)).people
    if as_json:
        say_json(
            {
                "new": done.is_new,
                "step": done.step,
                "state": person.state,
                "due_on": person.due_on,
                "dry_run": dry_run,
                "warnings": ["no_value"] if detail.get("state") == State.RESULTED.value else [],
            }
        )
        return
    said = "known" if not done.is_new else "would" if dry_run else "done"
    name = texts(word.locale)(f"state.{person.state}")
    say(word(f"worklist.mark.{said}", state=name, step=done.step))
    if person.due_on is not None:
        say(f"{texts(word.locale)('column.due_on')}: {person.due_on}")


def _show(patient: str | None = _PATIENT, prediction: str | None = _PREDICTION, as_json: bool = JSON) -> None:
    with errors_said(MarkError), begin() as connection:
        steps = marking.history(connection, _whom(connection, patient, prediction))
    if as_json:
        say_json({"steps": steps})
        return
    if not steps:
        raise_none()
    text = texts(word.locale)
    names = ("step", "day", "state", "site", "insurer", "by", "recorded")
    table(
        [text(f"column.{name}") for name in names],
        [
            [
                str(step["id"]),
                step["day"],
                text(f"state.{step['state']}") + ("" if step["counts"] else word("worklist.show.undone")),
                step["site"] or "–",
                step["insurer"] or "–",
                step["by"],
                f"{step['at']:%Y-%m-%d %H:%M}",
            ]
            for step in steps
        ],
    )


def raise_none() -> None:
    """Say that nobody is known by this reference."""
    with errors_said():
        raise Failure(word("db.unknown_patient"))


def _import(
    file: Path = typer.Argument(..., metavar="F", help=word("worklist.import.file")),
    dry_run: bool = DRY_RUN, as_json: bool = JSON,
) -> None:  # fmt: skip
    imported = Imported()
    with errors_said(ColumnsError):
        found = read_rows(file)
        names = known_columns(found.column_names)
        found = found.rename_columns([names.get(heading, heading) for heading in found.column_names])
        hashed = partial(reference_hash, settings())
        with working(word("worklist.import.working", rows=found.num_rows)) as progress, ExitStack() as trial:
            # A trial is one transaction, so that a row sees those before it.
            whole = trial.enter_context(changing(True)) if dry_run else None
            for rows in groups_of(found, _GROUP):
                with nullcontext(whole) if whole is not None else changing(False) as connection:
                    import_rows(connection, rows, operator(), hashed, imported, word.locale)
                progress(imported.rows, found.num_rows)
    figures, codes = imported.figures(), dict(imported.codes)
    if not dry_run:
        with begin() as connection:
            audit.note(connection, operator(), "programme_import", "programme", {**figures, "codes": codes})
            record(connection, Service.COMMAND, "programme_imported", figures)
    if as_json:
        rejected = [vars(row) for row in imported.bad]
        say_json({**figures, "codes": codes, "rejected": rejected, "dry_run": dry_run})
    else:
        say(word("worklist.import.would" if dry_run else "worklist.import.done", **figures))
        for bad in imported.bad[:_SHOWN]:
            say(word("outcomes.import.row", row=bad.row, code=bad.code, text=bad.message))
        if (left := imported.refused - min(len(imported.bad), _SHOWN)) > 0:
            listed = ", ".join(f"{code} {word.number(count)}" for code, count in codes.items())
            say(word("outcomes.import.more", rows=left, codes=listed))
    if imported.bad:
        raise typer.Exit(1)


def _enrol(dry_run: bool = DRY_RUN, as_json: bool = JSON) -> None:
    total = 0
    while True:
        with changing(dry_run) as connection:
            added = 0
            # A trial is undone, so it is one transaction.
            while more := enrol(connection):
                added += more
                if not dry_run:
                    break
        total += added
        if dry_run or not added:
            break
    if as_json:
        say_json({"predictions": total, "dry_run": dry_run})
    else:
        say(word("worklist.enrol.would" if dry_run else "worklist.enrol.done", count=word.number(total)))


def _whom(connection: Connection, patient: str | None, prediction: str | None) -> str:
    if (patient is None) == (prediction is None):
        raise typer.BadParameter(word("worklist.whom"), param_hint="--patient, --prediction")
    if prediction is not None:
        return marking.patient_of(connection, prediction)
    return reference_hash(settings(), patient or "")
