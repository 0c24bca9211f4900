"""A backup contains everything, says what it contains, and is good or said not to be."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import stat
import tarfile
import threading
import tracemalloc
import warnings
from datetime import timedelta
from importlib import metadata
from pathlib import Path

import diabetes
import pytest
from backups import BUNDLED, START, execute, fill, ids, rows
from people import made_up
from sqlalchemy import select, text, update

from diabetes_stack.backup import archive as files
from diabetes_stack.backup import away, described, places
from diabetes_stack.backup.create import create
from diabetes_stack.backup.database import opened
from diabetes_stack.backup.errors import BackupError
from diabetes_stack.backup.manifest import Manifest, Member
from diabetes_stack.backup.restore import restore
from diabetes_stack.backup.status import status
from diabetes_stack.backup.verify import proof_of, verify
from diabetes_stack.cli.texts import word
from diabetes_stack.models import registry
from diabetes_stack.settings import Settings
from diabetes_stack.settings import settings as current
from diabetes_stack.store import audit, ledger, tables
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.predictions import insert
from diabetes_stack.store.spool import Spool

KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f00123456789abcdef"


@pytest.fixture
def settings(stack_settings):
    """Settings with answers in the database, one file each of MLflow and the monitor, and waiting answers."""
    fill(stack_settings, patient="ana")
    folder = stack_settings.folder()
    (folder / "mlartifacts" / "1" / "run").mkdir(parents=True)
    (folder / "mlartifacts" / "1" / "run" / "card.md").write_text("a card")
    (folder / "mlartifacts" / "1" / "link").symlink_to("/etc/passwd")
    ledger.keep_deletion(folder / "ledger", "f" * 64, ["gone"])
    return stack_settings


@pytest.fixture
def sqlite_settings(tmp_path):
    return Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data")


def codes(proof):
    return {code for code, _ in proof.problems}


def members(archive):
    with tarfile.open(archive.file) as tar:
        return {entry.name: tar.extractfile(entry).read() for entry in tar}


def test_a_backup_has_everything_with_its_hash_and_no_secret(settings):
    settings = settings.model_copy(update={"jwt_secret_key": settings.secret_key})
    spool = Spool.create(settings.folder() / "spool")
    spool.append(rows(settings, 2))
    made = create(settings, "ana")
    assert stat.S_IMODE(made.archive.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.archive.file.parent.stat().st_mode) == 0o700
    content = members(made.archive)
    assert next(iter(content)) == "manifest.json"
    manifest = Manifest.from_bytes(content.pop("manifest.json"))
    assert manifest == made.manifest
    assert content.keys() == manifest.files.keys()
    version = BUNDLED.info["version"]
    assert content[f"models/{version}.json"].decode() == BUNDLED.to_json()
    assert content["mlflow/mlartifacts/1/run/card.md"] == b"a card"
    assert manifest.left_out == {"'mlartifacts/1/link'": "link"}
    assert b"gone" in content["ledger/deletions.jsonl"]
    assert f"SQLAlchemy=={metadata.version('sqlalchemy')}\n".encode() in content["requirements.txt"]
    assert sum(name.startswith("spool/") for name in content) == 1
    assert (manifest.predictions, manifest.database.counts["predictions"]) == (40, 40)
    assert manifest.champion == version
    assert settings.patient_key not in b"".join(content.values())
    assert settings.patient_key.decode() not in manifest.to_bytes().decode()
    # The audit trail and the ledger say that it was made.
    with opened(settings) as engine, engine.connect() as connection:
        head = audit.head(connection)
        [noted] = connection.execute(tables.audit.select()).all()
    assert (noted.action, noted.subject) == ("backup", made.archive.name)
    assert ledger.heads(settings.folder() / "ledger")[-1] == head
    assert proof_of(made.archive) is None
    proof = verify(settings, made.archive)
    assert (proof.good, proof.problems) == (True, [])
    assert (proof.replayed["asked"], proof.replayed["equal"]) == (40, 40)
    assert proof_of(made.archive) == proof
    assert {file.name for file in made.archive.file.parent.iterdir()} == {
        ".lock", made.archive.file.name, f"{made.archive.name}.verified.json",
    }  # fmt: skip


def test_the_settings_are_written_without_secrets(tmp_path):
    secret = Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path, secret_key=KEY, jwt_secret_key=KEY[::-1],
        database_url="postgresql://me:hunter2@db:5432/x?sslpassword=hunter3", api_base_url="http://u:hunter4@api:80",
    )  # fmt: skip
    written = described.described(secret).decode()
    for secret_part in (KEY, KEY[::-1], "hunter"):
        assert secret_part not in written
    found = json.loads(written)
    assert {*found["set"]} == {"SECRET_KEY", "JWT_SECRET_KEY"}
    assert found["values"]["DATABASE_URL"] == "postgresql://db:5432/x"
    assert found["values"]["API_PORT"] == 8002


@pytest.mark.parametrize("begun", ["gone", "empty", "answering"])
def test_a_database_that_was_lost_takes_the_place_of_no_backup(sqlite_settings, begun):
    settings = sqlite_settings
    fill(settings)
    first = create(settings, "ana")
    second = create(settings, "ana")
    assert second.manifest.predictions == first.manifest.predictions
    for side in ("", "-wal", "-shm"):
        (settings.folder() / f"diabetes.db{side}").unlink(missing_ok=True)
    if begun != "gone":
        with opened(settings) as engine:
            upgrade(engine)
            with engine.begin() as connection:
                audit.note(connection, "ana", "train", "models", {})
    if begun == "answering":
        fill(settings, 3)
    with pytest.raises(BackupError) as refused:
        create(settings, "cron")
    wanted = "no_database" if begun == "gone" else "another_database"
    assert refused.value.problems[0].code == wanted
    assert places.archives(places.folder(settings))[-1] == second.archive
    assert create(settings, "ana", another=True).manifest.predictions < 40


def test_an_older_database_that_was_restored_is_backed_up_again(sqlite_settings):
    settings = sqlite_settings
    fill(settings)
    first, _ = create(settings, "ana"), create(settings, "ana")
    restore(settings, first.archive, "ana")
    assert create(settings, "cron").manifest.predictions == 40


def test_commands_make_list_and_verify(command, database_url):
    made = command("backup", "create", "--json")
    assert made.exit_code == 0, made.output
    found = json.loads(made.stdout)
    assert (found["predictions"], found["recorded"]) == (0, True)
    assert Path(found["file"]).name == found["archive"]
    assert "has no predictions" in made.stderr
    verified = command("backup", "verify", "--json")
    assert (verified.exit_code, json.loads(verified.stdout)["good"]) == (0, True)
    [row] = json.loads(command("backup", "list", "--json").stdout)
    assert (row["archive"], row["good"], row["kind"]) == (found["archive"], True, "backup")
    assert found["archive"].partition(".")[0] in command("backup", "list").stdout
    missing = command("backup", "verify", "nothing")
    assert (missing.exit_code, "no backup called nothing" in missing.output) == (1, True)


def test_a_dry_run_writes_nothing(command, tmp_path):
    said = command("backup", "create", "--dry-run", "--json")
    assert (said.exit_code, json.loads(said.stdout)["dry_run"]) == (0, True)
    assert not list((tmp_path / "data" / "backups").glob("backup_*"))


def test_a_damaged_database_of_mlflow_does_not_stop_the_backup_of_the_patients(command, sqlite_settings):
    fill(sqlite_settings, 3)
    for name in ("mlflow.db", "operations.db"):
        (sqlite_settings.folder() / name).write_bytes(b"no database " * 1000)
    made = command("backup", "create", "--json")
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["left_out"] == {"mlflow.db": "damaged", "operations.db": "damaged"}
    assert "damaged databases" in made.stderr
    assert command("backup", "verify").exit_code == 0


def test_every_problem_has_a_sentence():
    folder = Path(files.__file__).parent
    source = "".join(file.read_text() for file in folder.glob("*.py"))
    codes = set(re.findall(r'(?:BackupError|DamagedError|Problem\.of|Problem)[(,]\s*"([a-z_]+)"', source))
    assert len(codes) > 40
    assert not {code for code in codes if f"backup.problem.{code}" not in word.table}


# What an answer depends on.


#: FINDRISC of this person is at least 6 and not more than a 21: which cut counts is seen in the answer.
SOMEBODY = {"edad": 46, "sexo": "F", "imc": 26, "perimetro_abdominal": 82, "tas": 118, "tad": 75}


def measured_on(settings):
    """A person whose measured value is recent on one day, and no more on the next one."""
    for days in range(300, 2000):
        taken = (START - timedelta(days=days)).date().isoformat()
        person = {**SOMEBODY, "glucosa_ayunas": 90, "fecha_glucosa": taken}
        today, next_day = (rows(settings, 1, at=START + timedelta(days=n), record=person)[0] for n in (0, 1))
        if today.outputs != next_day.outputs:
            return person
    raise AssertionError


def test_answers_of_every_language_cut_and_day_are_replayed(settings):
    fill(settings, 10, locale="en", seed=2)
    fill(settings, 10, cut=None, seed=3)
    fill(settings, 10, cut=5.0, record=SOMEBODY)
    # Made just before midnight, with a time just after it.
    late = [
        row._replace(at=row.at + timedelta(days=1)) for row in rows(settings, 5, record=measured_on(settings))
    ]
    with opened(settings) as engine, engine.begin() as connection:
        insert(connection, late)
    proof = verify(settings, create(settings, "ana").archive)
    assert (proof.good, proof.replayed["equal"], proof.replayed["other_cut"]) == (True, 75, 10)


def test_a_record_with_names_that_are_no_fields_is_replayed(settings):
    fill(settings, 3, record={**SOMEBODY, "colesterol": 200, "sexo": SOMEBODY["sexo"].lower()})
    with opened(settings) as engine, engine.connect() as connection:
        stored = connection.execute(select(tables.predictions.c.inputs, tables.predictions.c.outputs)).all()
    assert any("unknown_field" in outputs and "colesterol" not in inputs for inputs, outputs in stored)
    proof = verify(settings, create(settings, "ana").archive)
    assert (proof.good, proof.replayed["differing"]) == (True, 0)


def test_every_model_version_is_replayed_also_when_its_file_is_only_in_an_earlier_backup(
    sqlite_settings, tmp_path
):
    people = [{**record, "Resultado": result} for record, result in zip(*made_up(400), strict=True)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = diabetes.train(people, outputs=("glucose",), source="Hospital San José, 2025")
    file = tmp_path / "other.json"
    other.save(file)
    fill(sqlite_settings, 300)
    own = sqlite_settings.model_copy(update={"diabetes_model": file})
    fill(own, 3, model=other)
    first = create(own, "ana")
    assert first.manifest.champion == other.info["version"]
    # The setting goes, and with it the file.
    second = create(sqlite_settings, "ana")
    assert set(second.manifest.models) == {BUNDLED.info["version"], other.info["version"]}
    proof = verify(sqlite_settings, second.archive, sample=50)
    assert (proof.good, proof.replayed["differing"]) == (True, 0)
    assert proof.replayed["versions"][other.info["version"]] >= 1
    # Without an earlier backup it is said that it is not known.
    for made in (first, second):
        made.archive.file.unlink()
    third = create(sqlite_settings, "ana")
    assert third.manifest.missing_models == (other.info["version"],)
    proof = verify(sqlite_settings, third.archive)
    assert (proof.good, proof.replayed["not_comparable"]) == (
        True,
        proof.replayed["versions"][other.info["version"]],
    )


@pytest.mark.parametrize("change", ["outputs", "inputs", "version"])
def test_an_answer_that_is_not_what_the_model_said_is_found(settings, change):
    [first, *_] = sorted(ids(settings))
    row = tables.predictions
    values = {
        "outputs": {"outputs": rows(settings, 1, seed=9)[0].outputs},
        "inputs": {"inputs": rows(settings, 1, seed=9)[0].inputs},
        "version": {"model_version": "0123456789ab"},
    }[change]
    execute(settings, update(row).where(row.c.id == first).values(values))
    made = create(settings, "ana")
    proof = verify(settings, made.archive)
    if change == "version":
        # Nobody knows that model: it is said, and proves nothing.
        assert (proof.good, made.manifest.missing_models) == (True, ("0123456789ab",))
        assert proof.replayed["not_comparable"] == 1
    else:
        assert (proof.good, codes(proof)) == (False, {"answers_differ"})
        assert proof.replayed["different"] == [first]


def test_answers_of_another_version_of_the_library_are_not_called_wrong(sqlite_settings, monkeypatch):
    settings = sqlite_settings
    monkeypatch.setattr(diabetes, "__version__", "0.0.9")
    fill(settings, 20)
    create(settings, "ana")
    monkeypatch.undo()
    row = tables.predictions
    wrong = rows(settings, 1, seed=9)[0].outputs
    execute(settings, update(row).values(outputs=wrong))
    later = fill(settings, 5, at=START + timedelta(days=10_000), seed=2)
    proof = verify(settings, create(settings, "ana").archive)
    assert (proof.good, proof.replayed["not_comparable"], proof.replayed["equal"]) == (True, 20, 5)
    # Those after the update are compared strictly.
    execute(settings, update(row).where(row.c.id == later[0]).values(outputs=wrong))
    proof = verify(settings, create(settings, "ana").archive)
    assert (proof.good, proof.replayed["different"]) == (False, [later[0]])


# Damage.


def damaged(settings, archive, content):
    """What a verification and a restore say of an archive with this content."""
    archive.file.write_bytes(content)
    proof = verify(settings, archive)
    assert not proof.good
    return codes(proof)


def test_a_changed_byte_anywhere_is_found(sqlite_settings):
    fill(sqlite_settings, 20)
    archive = create(sqlite_settings, "ana").archive
    content = archive.file.read_bytes()
    dice = random.Random(5)
    places = {0, 3, 4, 8, 9, 10, 40, len(content) - 1, len(content) - 5, len(content) - 9}
    places |= {dice.randrange(len(content)) for _ in range(40)}
    for place in sorted(places):
        changed = bytearray(content)
        changed[place] ^= 0xFF
        assert damaged(sqlite_settings, archive, bytes(changed)), place
    archive.file.write_bytes(content)
    assert verify(sqlite_settings, archive).good


@pytest.mark.parametrize("left", [0, 1, 9, 100, 0.5, 0.99, -1])
def test_a_truncated_archive_is_found(sqlite_settings, left):
    fill(sqlite_settings, 20)
    archive = create(sqlite_settings, "ana").archive
    content = archive.file.read_bytes()
    end = int(left * len(content)) if isinstance(left, float) else left
    assert damaged(sqlite_settings, archive, content[:end]) & {"damaged", "no_manifest"}


def test_something_appended_is_found(sqlite_settings):
    archive = create(sqlite_settings, "ana").archive
    content = archive.file.read_bytes()
    for more in (b"x", gzip.compress(b"more"), gzip.compress(bytes(1 << 20))):
        assert damaged(sqlite_settings, archive, content + more) == {"damaged"}


def rewritten(archive, change):
    """The archive with other members: ``change`` gets them as a list of TarInfo and bytes."""
    with tarfile.open(archive.file) as tar:
        entries = [(entry, tar.extractfile(entry).read()) for entry in tar]
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        for one, content in change(entries):
            tar.addfile(one, io.BytesIO(content))
    return packed(made.getvalue())


def packed(content):
    """Compressed as an archive is."""
    made = io.BytesIO()
    with gzip.GzipFile("", "wb", 4, made, mtime=0) as stream:
        stream.write(content)
    return made.getvalue()


def entry(name, content=b"", **options):
    made = tarfile.TarInfo(name)
    made.size = len(content)
    for option, value in options.items():
        setattr(made, option, value)
    return made, content


def last(**options):
    """Put something else in the place of the last member."""
    return lambda entries: [*entries[:-1], entry(entries[-1][0].name, **options)]


def more(name, **options):
    """Add a member."""
    return lambda entries: [*entries, entry(name, b"x", **options)]


def other_settings(content):
    """Put other bytes into the member with the settings."""
    return lambda entries: [
        entry(one.name, content(old) if one.name == "settings.json" else old) for one, old in entries
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda entries: entries, None),
        (lambda entries: entries[1:], "no_manifest"),
        (lambda entries: [entries[1], entries[0], *entries[2:]], "no_manifest"),
        (lambda entries: entries[:-1], "member_missing"),
        (lambda entries: [*entries, entries[-1]], "member_unknown"),
        (more("more"), "member_unknown"),
        (more("../../outside"), "member_unknown"),
        (more("/tmp/outside"), "member_unknown"),
        (last(type=tarfile.SYMTYPE, linkname="/etc"), "member_unknown"),
        (last(type=tarfile.LNKTYPE, linkname="models"), "member_unknown"),
        (last(type=tarfile.FIFOTYPE), "member_unknown"),
        (last(type=tarfile.CHRTYPE), "member_unknown"),
        (last(type=tarfile.DIRTYPE), "member_unknown"),
        (other_settings(lambda old: old + b" "), "member_unknown"),
        (other_settings(lambda old: bytes(len(old))), "member_differs"),
    ],
)
def test_an_archive_with_other_members_is_refused(sqlite_settings, tmp_path, change, code):
    fill(sqlite_settings, 5)
    archive = create(sqlite_settings, "ana").archive
    archive.file.write_bytes(rewritten(archive, change))
    assert codes(verify(sqlite_settings, archive)) == (set() if code is None else {code})
    assert not list(tmp_path.rglob("outside"))
    assert not Path("/tmp/outside").exists()


def with_manifest(archive, **fields):
    def change(entries):
        found = {**json.loads(entries[0][1]), **fields}
        content = json.dumps(found).encode()
        entries[0][0].size = len(content)
        return [(entries[0][0], content), *entries[1:]]

    return rewritten(archive, change)


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a//b", "a/../../b", "", ".", "manifest.json", "a\0b", "x" * 2000]
)
def test_a_manifest_with_an_unsafe_name_is_none(sqlite_settings, name):
    archive = create(sqlite_settings, "ana").archive
    member = {"size": 0, "sha256": "0" * 64}
    assert damaged(sqlite_settings, archive, with_manifest(archive, files={name: member})) == {"no_manifest"}


def test_an_archive_that_claims_more_than_the_disk_is_refused_at_once(sqlite_settings):
    archive = create(sqlite_settings, "ana").archive
    huge = {"database/store.db": {"size": 1 << 60, "sha256": "0" * 64}}
    archive.file.write_bytes(with_manifest(archive, files=huge))
    with pytest.raises(BackupError) as refused:
        verify(sqlite_settings, archive)
    assert refused.value.problems[0].code == "no_space"


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.XGLTYPE])
def test_a_header_that_claims_to_be_large_takes_no_memory(sqlite_settings, kind):
    archive = create(sqlite_settings, "ana").archive
    bomb = tarfile.TarInfo("bomb")
    bomb.type, bomb.size = kind, 4 << 30
    content = packed(bomb.tobuf(tarfile.GNU_FORMAT) + bytes(32 << 20))
    tracemalloc.start()
    # tarfile would read it whole.
    assert damaged(sqlite_settings, archive, content) == {"damaged"}
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()


def test_a_sparse_member_that_would_fill_the_disk_is_refused(sqlite_settings):
    archive = create(sqlite_settings, "ana").archive
    size = 1 << 30
    claim = Member(size=size, sha256="0" * 64).model_dump()

    def change(entries):
        sparse = tarfile.TarInfo("models/x.json")
        sparse.type = tarfile.REGTYPE
        sparse.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.size": str(size),
                              "GNU.sparse.map": f"0,0,{size},0"}  # fmt: skip
        return [entries[0], (sparse, b"")]

    archive.file.write_bytes(with_manifest(archive, files={"models/x.json": claim}))
    archive.file.write_bytes(rewritten(archive, change))
    assert codes(verify(sqlite_settings, archive)) == {"member_unknown"}


def test_a_newer_format_is_said(sqlite_settings):
    archive = create(sqlite_settings, "ana").archive
    archive.file.write_bytes(with_manifest(archive, format=2))
    with pytest.raises(BackupError) as refused:
        verify(sqlite_settings, archive)
    assert refused.value.problems[0].code == "newer_format"


# Consistent, but not what was backed up.


def with_other_database(settings, archive, *statements):
    """The archive of a database on which these statements were run, with a manifest that fits its bytes."""
    work = settings.folder() / "other"
    work.mkdir()
    manifest, _ = files.unpack(archive.file, work)
    execute(
        settings.model_copy(update={"database_url": f"sqlite:///{work / 'database/store.db'}"}),
        *map(text, statements),
    )
    member = files.member_of(work / "database/store.db")
    found = manifest.model_copy(update={"files": {**manifest.files, "database/store.db": member}})
    files.write(archive.file, work, found)
    return archive


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        (["DELETE FROM predictions WHERE id = (SELECT min(id) FROM predictions)"], "count_differs"),
        (["UPDATE counters SET value = value + 1"], "fact_differs"),
        (["UPDATE predictions SET at = '2027-01-01 00:00:00.000000'"], "fact_differs"),
        (["DROP TABLE holds"], "count_differs"),
        (["UPDATE alembic_version SET version_num = '9999'"], "newer_schema"),
        (["DROP TRIGGER audit_is_kept_update", "UPDATE audit SET by = 'eve'"], "audit_broken"),
        (["DROP TRIGGER audit_is_kept_update", "UPDATE audit SET chain = hex(chain)"], "audit_head_differs"),
        (["UPDATE models SET hash = 'abc' || substr(hash, 4)"], "model_differs"),
        (
            ["UPDATE predictions SET outputs = replace(outputs, '\"category\"', '\"Category\"')"],
            "answers_differ",
        ),
    ],
)
def test_a_database_that_is_another_one_is_found(sqlite_settings, statements, code):
    settings = sqlite_settings
    fill(settings, 5)
    with opened(settings) as engine, engine.begin() as connection:
        registry.register(connection, BUNDLED.to_json().encode())
        audit.note(connection, "ana", "register", "model", {})
    archive = with_other_database(settings, create(settings, "ana").archive, *statements)
    assert code in codes(verify(settings, archive))


# The second place.


@pytest.fixture
def keyed(sqlite_settings, tmp_path):
    """Settings with a key for copies, and a second place."""
    away.create_key(tmp_path / "key.txt")
    (tmp_path / "away").mkdir()
    return sqlite_settings.model_copy(
        update={"backup_key_file": tmp_path / "key.txt", "backup_to": tmp_path / "away"}
    )


def test_a_copy_in_a_second_place_is_encrypted_and_has_the_ledger(keyed):
    fill(keyed, 20, patient="ana")
    archive = create(keyed, "ana").archive
    copy = away.send(keyed, archive, keyed.backup_to, "ana")
    assert copy.name == f"{archive.file.name}.age"
    assert copy.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert ledger.heads(keyed.backup_to / "ledger") == ledger.heads(keyed.folder() / "ledger")
    with opened(keyed) as engine, engine.connect() as connection:
        last = connection.execute(tables.audit.select().order_by(tables.audit.c.id.desc())).first()
    assert (last.action, last.subject, last.detail["encrypted"]) == ("backup_copy", archive.name, True)
    # Whom the database was told to forget since then is known there without another backup.
    ledger.keep_deletion(keyed.folder() / "ledger", "a" * 64, ["x"])
    assert away.send_ledger(keyed)
    assert [one.patient for one in ledger.deletions(keyed.backup_to / "ledger")] == ["a" * 64]
    found = places.find(keyed, None, keyed.backup_to)
    assert found.file == copy
    assert verify(keyed, found).good
    assert not [file for file in places.folder(keyed).iterdir() if file.name.startswith(".work")]
    # The public key alone encrypts, and does not open.
    public = next(line for line in keyed.backup_key_file.read_text().split() if line.startswith("age1"))
    only_public = keyed.model_copy(update={"backup_key_file": None, "backup_recipient": (public,)})
    away.send(only_public, archive, keyed.backup_to, "ana")
    with pytest.raises(BackupError, match="no_private_key"):
        verify(only_public, found)
    away.create_key(keyed.folder() / "another.txt")
    another = keyed.model_copy(update={"backup_key_file": keyed.folder() / "another.txt"})
    assert codes(verify(another, found)) == {"not_opened"}
    content = copy.read_bytes()
    for changed in (content[:-1], content[:-1] + bytes([content[-1] ^ 1])):
        copy.write_bytes(changed)
        assert codes(verify(keyed, found)) == {"damaged"}


def test_a_copy_is_not_made_where_it_would_be_readable_or_no_copy(keyed, tmp_path):
    archive = create(keyed, "ana").archive
    keyless = keyed.model_copy(update={"backup_key_file": None})
    for settings, to, code in [
        (keyless, keyed.backup_to, "no_key"),
        (keyed, tmp_path / "nowhere", "no_second_place"),
        (keyed, archive.file.parent, "same_place"),
        (keyed.model_copy(update={"backup_key_file": tmp_path / "none"}), keyed.backup_to, "bad_key_file"),
    ]:
        with pytest.raises(BackupError, match=code):
            away.send(settings, archive, to, "ana")
    assert not list(keyed.backup_to.iterdir())
    assert (
        away.send(keyless, archive, keyed.backup_to, "ana", plain=True).read_bytes()
        == archive.file.read_bytes()
    )


def test_the_command_makes_a_key_and_an_encrypted_copy(command, monkeypatch, tmp_path):
    (tmp_path / "away").mkdir()
    refused = command("backup", "create", "--to", tmp_path / "away")
    assert (refused.exit_code, "--plain" in refused.output) == (1, True)
    assert not list((tmp_path / "data" / "backups").glob("backup_*"))
    assert "would write" in command("backup", "key", tmp_path / "key.txt", "--dry-run").stdout
    made = command("backup", "key", tmp_path / "key.txt")
    assert made.stdout.startswith("BACKUP_RECIPIENT=age1")
    assert stat.S_IMODE((tmp_path / "key.txt").stat().st_mode) == 0o600
    assert command("backup", "key", tmp_path / "key.txt").exit_code == 1
    monkeypatch.setenv("BACKUP_RECIPIENT", made.stdout.strip().partition("=")[2])
    monkeypatch.setenv("BACKUP_KEY_FILE", str(tmp_path / "key.txt"))
    current.cache_clear()
    copied = json.loads(command("backup", "create", "--to", tmp_path / "away", "--json").stdout)
    assert Path(copied["copy"]).exists()
    assert command("backup", "verify", "--from", tmp_path / "away").exit_code == 0
    [row] = json.loads(command("backup", "list", "--from", tmp_path / "away", "--json").stdout)
    assert (row["kind"], row["good"]) == ("encrypted", True)


def test_a_second_place_that_is_away_costs_the_copy_and_not_the_backup(command, monkeypatch, tmp_path):
    monkeypatch.setenv("BACKUP_TO", str(tmp_path / "not-mounted"))
    current.cache_clear()
    said = command("backup", "create", "--json")
    found = json.loads(said.stdout)
    assert (said.exit_code, found["copy"], found["problems"][0]["code"]) == (1, None, "no_second_place")
    assert "is its disk mounted?" in said.stderr
    assert Path(found["file"]).exists()


# Several at once, and what the monitor reads.


def test_two_backups_at_once_are_two_good_ones(settings):
    made = []
    threads = [threading.Thread(target=lambda: made.append(create(settings, "ana"))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first, second = sorted(made, key=lambda one: one.archive.name)
    assert first.archive.name < second.archive.name
    assert all(verify(settings, one.archive).good for one in made)


def test_what_a_killed_command_left_is_removed(sqlite_settings):
    place = places.folder(sqlite_settings)
    (place / ".work-dead").mkdir()
    (place / ".backup_20260101_000000.tar.gz.part").write_bytes(b"half")
    create(sqlite_settings, "ana")
    assert {file.name[:7] for file in place.iterdir()} == {".lock", "backup_"}


def test_the_monitor_is_told_how_backups_stand(sqlite_settings):
    assert set(status(sqlite_settings)) == {None}
    made = create(sqlite_settings, "ana")
    assert status(sqlite_settings).newest == made.archive.at
    assert status(sqlite_settings).verified_good is None
    proof = verify(sqlite_settings, made.archive)
    found = status(sqlite_settings)
    assert (found.verified, found.verified_good, found.newest_good) == (proof.at, True, made.archive.at)
    content = made.archive.file.read_bytes()
    made.archive.file.write_bytes(content[:-1])
    assert not verify(sqlite_settings, made.archive).good
    found = status(sqlite_settings)
    assert (found.verified_good, found.newest_good) == (False, None)
    # A proof of another file is none.
    made.archive.file.write_bytes(content)
    assert status(sqlite_settings).verified_good is None
