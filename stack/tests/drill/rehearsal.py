"""A clinic at work loses its machine at a random moment; its backups are made, damaged and refused, and bring it back.

Each step is done by the commands that a person would use; what was seen of it is kept in ``told.Seen``.
"""

from __future__ import annotations

import random
import shutil
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import httpx
from backups import fill, ids
from clinic import Clinic, ask, digits
from full_disk import filling_up, limited, mounted, unmounted
from machine import Machine, codes
from sqlalchemy import select

from diabetes_stack.backup.database import opened
from diabetes_stack.backup.facts import counts
from diabetes_stack.example import EXAMPLE
from diabetes_stack.store.tables import predictions, utc_now

KEY, OTHER_KEY = "7c9e6679f0b4" * 4, "b04f9766e9c7" * 4
#: Answers of the patient who is forgotten after the backup.
OF_THE_PATIENT = 5
PATIENT = "olga"
DISK_MEGABYTES = 32
#: For the copy of a row, and what is kept of it, twice.
ROW_KILOBYTES = 6
A_MINUTE = timedelta(minutes=1)
#: The largest file, where no file system can be mounted.
KILOBYTES = 32
#: Answers for which the clinic works before the backup, and between the steps.
BEFORE, BETWEEN = 60, 20
#: The latest moment of the loss, in seconds after the last step before it.
LATEST = 2.0
#: All answers of a short drill are replayed.
SAMPLE = 2_000


class Rehearsal:
    """One clinic with one machine and a second place."""

    def __init__(self, folder: Path, seed: int, database_url=None, rows=0):
        self.folder, self.seed = folder, seed
        self.dice = random.Random(seed)
        self.away = folder / "away"
        self.away.mkdir(parents=True)
        self.age_key = folder / "age.key"
        public = Machine(folder / "safe").said("backup", "key", self.age_key)[1]["recipient"]
        self.here = Machine(
            folder / "here", database_url, SECRET_KEY=KEY, BACKUP_TO=str(self.away), BACKUP_RECIPIENT=public
        )
        self.backups = self.here.data / "backups"
        self.rows, self.older = rows, set()
        self.ends = ExitStack()

    def __enter__(self):
        with ExitStack() as ends:
            self.small_disk = mounted(self.backups, DISK_MEGABYTES + self.rows * ROW_KILOBYTES // 1000)
            if self.small_disk:
                ends.callback(unmounted, self.backups)
            if self.rows:
                begin = utc_now() - self.rows * A_MINUTE
                stored = fill(self.here.settings, self.rows, at=begin, every=A_MINUTE, record=EXAMPLE)
                self.older.update(stored)
            self.clinic = Clinic(self.here.start(), self.seed)
            ends.callback(self.here.api.kill)
            ends.callback(self.clinic.stop)
            self.ends = ends.pop_all()
        return self

    def __exit__(self, *_):
        self.ends.close()

    def before_the_loss(self, seen):
        """Everything that happens while the clinic works."""
        self.backup_under_load()
        self.fill_the_disk(seen)
        self.damage_the_archive(seen)
        self.forget(seen)
        self.clinic.more(BETWEEN)

    def backup_under_load(self):
        with httpx.Client(timeout=30) as client:
            asked = [ask(client, self.here.api.url, EXAMPLE, PATIENT) for _ in range(OF_THE_PATIENT)]
        self.patients = {answer.id for answer in asked}
        self.clinic.more(BEFORE)
        self.certain = self.older | {answer.id for answer in self.clinic.answers}
        status, self.made = self.here.said("backup", "create")
        assert status == 0, self.made
        assert Path(self.made["copy"]).name == f"{self.made['archive']}.age"
        self.clinic.more(BETWEEN)

    def fill_the_disk(self, seen):
        """Another backup finds a disk that fills up; the one before it is as good as it was."""
        before = sorted(self.backups.iterdir())
        if self.small_disk:
            with filling_up(self.backups, ".work*"):
                seen.disk = f"file system: {self.here.refusal('backup', 'create')}"
        else:
            status, said = self.here.apart("backup", "create", within=lambda one: limited(one, KILOBYTES))
            seen.disk = f"limit on files: {codes(said)}" if status else "no"
        assert sorted(self.backups.iterdir()) == before
        assert self.here.said("backup", "verify", self.made["archive"])[0] == 0

    def damage_the_archive(self, seen):
        """One bit of a copy of each archive is another one."""
        found = []
        for file in (Path(self.made["file"]), Path(self.made["copy"])):
            place = self.folder / f"damaged{file.suffix}"
            place.mkdir()
            content = bytearray(file.read_bytes())
            content[self.dice.randrange(len(content))] ^= 1 << self.dice.randrange(8)
            (place / file.name).write_bytes(content)
            status, said = self.here.said(
                "backup", "verify", "--from", place, BACKUP_KEY_FILE=str(self.age_key)
            )
            assert status == 1, said
            found.append(codes(said))
        seen.damaged = "; ".join(found)

    def forget(self, seen):
        status, said = self.here.said("db", "forget", "--patient", PATIENT, "--yes")
        assert status == 0, said
        seen.forgotten = said["deleted"]

    def lose(self, seen, lose_the_database=lambda: None):
        """At a random moment of the work, everything but the second place."""
        seen.failed = len(self.clinic.failed)
        time.sleep(self.dice.uniform(0, LATEST))
        self.lost_at = time.monotonic()
        # The API first: what it answers without its database waits in its folder, which is lost here too.
        self.here.api.kill()
        lose_the_database()
        self.clinic.until(lambda: len(self.clinic.failed) > seen.failed)
        seen.noticed_seconds = self.clinic.failed[seen.failed] - self.lost_at
        self.ends.close()
        shutil.rmtree(self.here.folder)
        seen.answered = len(self.clinic.answers)

    def another(self, name, database_url=None):
        """Another machine, on which nothing is but its keys."""
        return Machine(self.folder / name, database_url, SECRET_KEY=KEY, BACKUP_KEY_FILE=str(self.age_key))

    def refuse(self, seen, empty):
        """What must stop a restore: another key, none, a copy for somebody else, a copy that is damaged."""
        other = self.folder / "other.key"
        Machine(self.folder / "unsafe").said("backup", "key", other)
        told = ("backup", "restore", "--yes", "--from")
        seen.other_secret_key = empty.refusal(*told, self.away, SECRET_KEY=OTHER_KEY)
        seen.no_secret_key = empty.refusal(*told, self.away, SECRET_KEY=None)
        seen.other_age_key = empty.refusal(*told, self.away, BACKUP_KEY_FILE=str(other))
        empty.refusal(*told, self.folder / "damaged.age")
        assert empty.is_empty()

    def restore(self, seen, empty):
        """From the second place; then the API answers."""
        with seen.timed("restored"):
            status, done = empty.apart("backup", "restore", "--yes", "--sample", SAMPLE, "--from", self.away)
        assert status == 0, done
        seen.rows = len(self.older)
        seen.in_backup = self.made["counts"]["predictions"]
        seen.replayed = f"{done['replayed']['equal']} of {done['replayed']['asked']}"
        self.look(seen, empty)
        for command in ("create", "verify"):
            status, said = empty.said("backup", command)
            assert status == 0, said

    def look(self, seen, machine):
        """What is there before the first answer, and that there is one."""
        there = ids(machine.settings)
        with opened(machine.settings) as engine, engine.connect() as connection:
            self.counts = counts(connection)
            rows = connection.execute(
                select(predictions.c.id, predictions.c.outputs, predictions.c.retention)
            )
            stored = {id: (digits(outputs), retention == "clinical") for id, outputs, retention in rows}
        answers = {answer.id: answer for answer in self.clinic.answers}
        lost = [answer for id, answer in answers.items() if id not in there]
        seen.lost = len(lost)
        seen.lost_seconds = max((self.lost_at - answer.at for answer in lost), default=0.0)
        seen.as_received = sum(
            stored[id] == (answer.said, answer.in_record) for id, answer in answers.items() if id in there
        )
        self.there, self.unknown = there, there - answers.keys() - self.older
        answer, seen.steps["answers"] = machine.first_answer()
        assert answer.id in ids(machine.settings)
        exported = machine.said("db", "export", "--patient", PATIENT)[1]
        seen.came_back = len(exported["predictions"]) + len(self.patients & there)
        machine.api.kill()
