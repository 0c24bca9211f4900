"""Database commands: upgrade, clean."""

from __future__ import annotations

import typer

from ..store import audit, cleaning, forgotten, migrate, retention, upkeep
from ..store.tables import utc_now
from .console import DRY_RUN, JSON, say, say_json, working
from .database import begin_on, keep_head, ledger_folder, opened, operator
from .texts import word

__all__ = ["add"]

_OPTIMISE = typer.Option(True, "--optimise/--no-optimise", help=word("db.clean.optimise"))


def add(group: typer.Typer) -> None:
    """Add the commands."""
    group.command(name="upgrade", help=word("db.upgrade.help"))(_upgrade)
    group.command(name="clean", help=word("db.clean.help"))(_clean)


def _upgrade(dry_run: bool = DRY_RUN, as_json: bool = JSON) -> None:
    with opened(new=True) as engine:
        steps = migrate.plan(engine, migrate.head()).revisions
        address = engine.url.render_as_string(hide_password=True)
        again = 0
        if not dry_run:
            migrate.upgrade(engine)
            with begin_on(engine) as connection:
                again = forgotten.replay(connection, ledger_folder())
    if as_json:
        say_json({"database": address, "revisions": steps, "forgotten_again": again, "dry_run": dry_run})
        return
    said = "db.upgrade.none" if not steps else "db.upgrade.would" if dry_run else "db.upgrade.done"
    say(word(said, address=address, steps=", ".join(steps)))
    _say_forgotten(again)


def _clean(optimise: bool = _OPTIMISE, dry_run: bool = DRY_RUN, as_json: bool = JSON) -> None:
    now = utc_now()
    done: list[str] = []
    again = 0
    with opened() as engine:
        migrate.upgrade(engine)
        if dry_run:
            with engine.connect() as connection:
                rows = cleaning.expired(connection, now)
        else:
            with begin_on(engine) as connection:
                again = forgotten.replay(connection, ledger_folder())
            with working(word("db.clean.working")) as progress:
                rows = cleaning.clean(engine, now, operator(), progress)
            with engine.connect() as connection:
                keep_head(audit.head(connection))
            done = upkeep.optimise(engine, rows) if optimise else []
    if as_json:
        say_json({**rows, "forgotten_again": again, "optimised": done, "dry_run": dry_run})
        return
    say(
        word(
            "db.clean.would" if dry_run else "db.clean.done",
            logs=word.number(rows["logs"]),
            log_days=retention.LOGS.days,
            predictions=word.number(rows["predictions"]),
            days=retention.ANONYMOUS_PREDICTIONS.days,
        )
    )
    _say_forgotten(again)


def _say_forgotten(again: int) -> None:
    if again:
        say(word("db.forgotten_again", rows=word.number(again)))
