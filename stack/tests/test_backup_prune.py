"""Seven days of backups are kept, always one that proved itself, and every version of a model."""

from __future__ import annotations

import json
import os
import tarfile
import warnings
from datetime import datetime, timedelta, timezone
from pathlib import Path

import diabetes
import pytest
import time_machine
from backups import fill
from people import made_up

from diabetes_stack.backup import away, places
from diabetes_stack.backup.create import create
from diabetes_stack.backup.database import opened
from diabetes_stack.backup.prune import prune
from diabetes_stack.backup.verify import proof_of, verify
from diabetes_stack.models import registry
from diabetes_stack.settings import Settings

FIRST = datetime(2026, 3, 1, 3, tzinfo=timezone.utc)


@pytest.fixture
def settings(tmp_path):
    found = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data")
    fill(found, 3)
    return found


def daily(settings, days, start=FIRST, verified=(), **options):
    """A backup a day; gives their names."""
    names = []
    for day in range(days):
        with time_machine.travel(start + timedelta(days=day), tick=False):
            archive = create(settings, "cron", **options).archive
            if day in verified:
                assert verify(settings, archive).good
            names.append(archive.name)
    return names


def pruned(settings, day, **options):
    """What is deleted on a day, and what is kept for another reason than its age."""
    with time_machine.travel(FIRST + timedelta(days=day, hours=1), tick=False):
        done = prune(settings, "cron", **options)
    reasons = {one.archive.name: one.reason for one in done if one.reason != "recent"}
    return [name for name, reason in reasons.items() if reason == "old"], reasons


def left(place):
    return [archive.name for archive in places.archives(place)]


def test_a_fortnight_of_backups(settings):
    names = daily(settings, 14, verified=range(14))
    gone, _ = pruned(settings, 13)
    # The newest is from that day, the oldest from seven days and an hour before.
    assert gone == names[:7]
    assert left(places.folder(settings)) == names[7:]
    assert not [file for file in places.folder(settings).iterdir() if file.name.startswith(names[0])]
    assert pruned(settings, 13)[0] == []


def test_the_newest_that_was_verified_and_the_newest_stay_however_old(settings):
    names = daily(settings, 5, verified=(0, 1))
    gone, reasons = pruned(settings, 100)
    assert gone == [names[0], names[2], names[3]]
    assert (reasons[names[1]], reasons[names[4]]) == ("verified", "newest")


def test_a_failed_verification_counts_for_nothing(settings):
    names = daily(settings, 3, verified=(0, 1))
    file = places.find(settings, names[1]).file
    file.write_bytes(file.read_bytes()[:-1])
    assert not verify(settings, places.find(settings, names[1])).good
    gone, reasons = pruned(settings, 100)
    assert (gone, reasons[names[0]]) == ([names[1]], "verified")


def test_an_archive_that_changed_after_it_proved_itself_counts_for_nothing(settings):
    names = daily(settings, 3, verified=(0, 1))
    archive = places.find(settings, names[1])
    before = archive.file.stat()
    content = bytearray(archive.file.read_bytes())
    content[len(content) // 2] ^= 1
    archive.file.write_bytes(content)
    assert proof_of(archive) is None
    # As a disk loses it: no write tells.
    os.utime(archive.file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert proof_of(archive, reread=True) is None
    gone, reasons = pruned(settings, 100)
    assert (gone, reasons[names[0]]) == ([names[1]], "verified")


def test_an_archive_that_was_only_copied_keeps_its_proof(settings):
    archive = places.find(settings, *daily(settings, 1, verified=(0,)))
    os.utime(archive.file, (1, 1))
    assert proof_of(archive).good


def test_a_dry_run_deletes_nothing(settings):
    names = daily(settings, 3)
    gone, _ = pruned(settings, 100, dry_run=True)
    assert gone == names[:2]
    assert left(places.folder(settings)) == names


def model_of(seed):
    people = [{**record, "Resultado": result} for record, result in zip(*made_up(300, seed), strict=True)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return diabetes.train(people, outputs=("glucose",), source=f"Hospital San José, {seed}")


def register(settings, model):
    with opened(settings) as engine, engine.begin() as connection:
        registry.register(connection, model.to_json().encode())


def test_the_last_archive_that_has_a_version_of_a_model_stays(settings, tmp_path):
    daily(settings, 1)
    only_there = model_of(5)
    register(settings, only_there)
    [with_it] = daily(settings, 1, FIRST + timedelta(days=1))
    # The database is another one now, and does not know the model; nor do backups from another machine.
    (settings.folder() / "diabetes.db").unlink()
    moved = places.find(settings, with_it).file.rename(tmp_path / f"{with_it}.tar.gz")
    names = daily(settings, 2, FIRST + timedelta(days=2), another=True)
    moved.rename(places.folder(settings) / moved.name)
    _, reasons = pruned(settings, 100)
    assert reasons[with_it] == "models"
    # A backup carries over what earlier ones have: then it is in two.
    assert only_there.info["version"] in create(settings, "ana", another=True).manifest.models
    gone, _ = pruned(settings, 100)
    assert gone == [with_it, names[1]]


def test_a_clock_that_was_set_back_costs_no_backup(settings):
    names = daily(settings, 3, FIRST + timedelta(days=30))
    assert pruned(settings, 0)[0] == []
    assert left(places.folder(settings)) == names


def test_the_manuals_archives_are_left_to_a_person(settings):
    old = places.folder(settings) / "backup_20250923_120000.tar.gz"
    with tarfile.open(old, "w:gz") as tar:
        entry = tarfile.TarInfo("20250923_120000/best_model.joblib")
        tar.addfile(entry)
    daily(settings, 2)
    _, reasons = pruned(settings, 50)
    assert reasons["backup_20250923_120000"] == "manual"
    assert old.exists()


def test_the_second_place_is_pruned_alike(settings, tmp_path):
    (tmp_path / "away").mkdir()
    away.create_key(tmp_path / "key.txt")
    settings = settings.model_copy(
        update={"backup_to": tmp_path / "away", "backup_key_file": tmp_path / "key.txt"}
    )
    names = daily(settings, 10, verified=(1,))
    for archive in places.archives(places.folder(settings)):
        away.send(settings, archive, settings.backup_to, "cron")
    pruned(settings, 9)
    kept = [names[1], *names[3:]]
    assert left(places.folder(settings)) == kept
    assert left(settings.backup_to) == kept


def test_the_command_says_what_it_deletes(command, settings):
    names = daily(settings, 3)
    said = command("backup", "prune", "--dry-run")
    assert (said.exit_code, f"{names[0]}.tar.gz  would be deleted" in said.stdout) == (0, True)
    found = json.loads(command("backup", "prune", "--json").stdout)["archives"]
    assert [(Path(one["file"]).name.partition(".")[0], one["deleted"]) for one in found] == [
        (names[0], True), (names[1], True), (names[2], False),
    ]  # fmt: skip
    assert "deleted: 0, kept: 1" in command("backup", "prune").stdout
