"""The drill: a clinic at work, its backups, a loss at a random moment, and the way back, with SQLite and PostgreSQL.

``make drill`` prints the table; DRILL_SEED repeats a moment, DRILL_ROWS adds older predictions, and DRILL_JSON names
the file for the figures.
"""

from __future__ import annotations

import os
import random
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
import told
from clinic import CLIENTS
from postgresql import base_backup, commits_wait, received_log, recover, servers_ended, wheel
from rehearsal import OF_THE_PATIENT, SAMPLE, Rehearsal
from told import Seen

SEED = int(os.environ.get("DRILL_SEED") or random.SystemRandom().randrange(10**6))
ROWS = int(os.environ.get("DRILL_ROWS") or 0)
JSON = os.environ.get("DRILL_JSON")
#: Tables with a row for each answer of a patient, which is forgotten with it.
OF_PATIENTS = ("predictions", "steps")
#: Tables to which the restore itself adds entries.
GROWING = ("audit", "logs", "models")


@pytest.fixture(scope="module")
def results():
    """What each way back has shown, printed at the end."""
    found = []
    yield found
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"\n{told.table(found)}\nDRILL_SEED={SEED}, {os.cpu_count()} processors, load {load}")
    if JSON:
        Path(JSON).write_text(told.as_json(SEED, found), encoding="utf-8")


@pytest.fixture(autouse=True)
def seed():
    """Shown beside what fails."""
    print(f"\nDRILL_SEED={SEED}")


def databases(server):
    with psycopg.connect(server.address) as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def check_steps(seen):
    """What had to be refused was, and nobody noticed."""
    assert seen.failed == 0
    assert seen.disk.endswith("disk_full")
    assert seen.other_secret_key == "other_key"
    assert seen.no_secret_key == "lost_key"
    assert seen.other_age_key == "not_opened"
    assert seen.forgotten == OF_THE_PATIENT


def check_restored(rehearsal, seen):
    """The backup is there, whole and to the bit, without the forgotten patient."""
    counted = rehearsal.made["counts"]
    assert seen.in_backup >= len(rehearsal.certain) + OF_THE_PATIENT
    assert rehearsal.certain <= rehearsal.there
    assert rehearsal.unknown == set()
    for table in OF_PATIENTS:
        assert rehearsal.counts[table] == counted[table] - seen.forgotten, table
    for table, rows in counted.items():
        if table in GROWING:
            assert rehearsal.counts[table] >= rows
        elif table not in OF_PATIENTS:
            assert rehearsal.counts[table] == rows, table
    asked = min(SAMPLE, seen.in_backup)
    assert seen.replayed == f"{asked} of {asked}"
    assert seen.as_received == rehearsal.counts["predictions"] - ROWS
    assert seen.came_back == 0
    assert seen.lost == seen.answered - seen.as_received


def test_sqlite_comes_back_from_the_second_place(tmp_path, results):
    seen = Seen("SQLite")
    with Rehearsal(tmp_path, SEED, rows=ROWS) as rehearsal:
        rehearsal.before_the_loss(seen)
        rehearsal.lose(seen)
    empty = rehearsal.another("elsewhere")
    rehearsal.refuse(seen, empty)
    rehearsal.restore(seen, empty)
    results.append(seen)
    check_steps(seen)
    check_restored(rehearsal, seen)


def test_postgresql_comes_back_in_another_version_and_from_its_log(tmp_path, results):
    """One loss, two ways back: from the backup in version 18, and from the log that another machine received."""
    seen, logged = Seen("PostgreSQL 16, backup in 18"), Seen("PostgreSQL 16, log received")
    with ExitStack() as stack:
        servers = stack.enter_context(servers_ended())
        old = servers(wheel(16))
        place = old.folder / "base", old.folder / "wal"
        with Rehearsal(tmp_path, SEED, old.url, ROWS) as rehearsal, received_log(old, place[1]):
            commits_wait(old)
            base_backup(old, place[0])
            rehearsal.before_the_loss(seen)
            rehearsal.lose(seen, old.lost)
        new = servers(wheel(18))
        empty = rehearsal.another("elsewhere", new.url)
        rehearsal.refuse(seen, empty)
        rehearsal.restore(seen, empty)
        check_steps(seen)
        check_restored(rehearsal, seen)
        assert databases(new) == {"postgres", "template0", "template1"}

        logged.answered, logged.noticed_seconds = seen.answered, seen.noticed_seconds
        logged.rows, logged.forgotten = seen.rows, seen.forgotten
        with logged.timed("restored"):
            recover(old, *place)
        rehearsal.look(logged, rehearsal.another("recovered", old.url))
        results += [seen, logged]
        assert (logged.lost, logged.came_back) == (0, 0)
        # Stored, and lost with the machine before it was sent.
        assert len(rehearsal.unknown) <= CLIENTS
        assert logged.as_received == logged.answered
