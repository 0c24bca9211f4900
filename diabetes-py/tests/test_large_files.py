"""Answers for files of any size: the same as at once, and the same after an interruption."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time

import diabetes
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from diabetes import _pieces
from diabetes._cli import large, main, partial

# The command in a process of its own, for which every file is large and a block small.
SMALL = """
import sys
from diabetes import _cli, _pieces
from diabetes._cli import large, partial
large.LARGE_BYTES, large.LARGE_ROWS, partial.EVERY = 0, 0, 0.0
_pieces.BLOCK, _pieces.BLOCKS, _pieces.ROWS = 4096, 2, 50
sys.exit(_cli.main())
"""
# The same, which waits when it has kept answers.
HELD = SMALL.replace(
    "sys.exit",
    """
import time
at = partial.Partial.at
partial.Partial.at = lambda part, state: (at(part, state), time.sleep(600 if part.file.tell() else 0))
sys.exit""",
)
PEOPLE = pa.table(diabetes.generate(1_500, seed=21))
OPTIONS = ("--exact", "--findrisc-cut", "12")


def apart(*args, command=("predict",), script=SMALL):
    return [sys.executable, "-W", "ignore", "-c", script, *command, *map(str, args)]


@pytest.fixture
def run(monkeypatch, capsys):
    """Runs the command in this process; gives its status and what it says."""

    def run(*args, small=True, command=("predict",)):
        with monkeypatch.context() as context:
            if small:
                for module, name, value in (
                    (large, "LARGE_BYTES", 0), (large, "LARGE_ROWS", 0), (partial, "EVERY", 0.0),
                    (_pieces, "BLOCK", 4096), (_pieces, "BLOCKS", 2), (_pieces, "ROWS", 50),
                ):  # fmt: skip
                    context.setattr(module, name, value)
            capsys.readouterr()
            return main([*command, *map(str, args)]), capsys.readouterr().err

    return run


@pytest.fixture
def people(tmp_path):
    """A file with numbers of one decimal, an error, a name in quotes, and urgent rows."""
    columns = {name: PEOPLE[name] for name in PEOPLE.column_names}
    for name in ("edad", "imc", "tas", "tad"):
        columns[name] = pc.round(columns[name], 1)
    names = [f"Peña; José {row}\ndos" if row % 7 == 0 else f"0{row}" for row in range(PEOPLE.num_rows)]
    table = pa.table({"nombre": names, **columns})
    path = tmp_path / "people.csv"
    pa.csv.write_csv(table, path, pa.csv.WriteOptions(delimiter=","))
    text = path.read_text(encoding="utf-8").replace(",M,", ",hombre?,", 3)
    path.write_text(text, encoding="utf-8")
    return path


def left(folder):
    return sorted(path.name for path in folder.iterdir() if ".part" in path.name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_a_large_file_is_answered_as_if_it_were_small(run, people, tmp_path, encoding):
    file = tmp_path / "encoded.csv"
    file.write_text(people.read_text(encoding="utf-8"), encoding=encoding)
    for options in ((), ("--answers-only", "--separator", ";", *OPTIONS), ("--defuse", "--prefix", "r_")):
        whole, pieces = tmp_path / "whole.csv", tmp_path / "pieces.csv"
        told = run(file, "--out", whole, *options, small=False)
        assert told[0] == 0
        assert "1,500" in told[1]
        assert run(file, "--out", pieces, *options) == told
        assert pieces.read_bytes() == whole.read_bytes()
    assert left(tmp_path) == []


def test_parquet_is_read_and_written_in_row_groups(run, tmp_path):
    path, out, rows = tmp_path / "people.parquet", tmp_path / "out.parquet", tmp_path / "out.csv"
    pq.write_table(PEOPLE, path, row_group_size=333)
    assert run(path, "--out", out, "--exact")[0] == 0
    assert pq.ParquetFile(out).num_row_groups > 20
    expected = pa.table(diabetes.Model.bundled().predict_batch(diabetes.Table.from_arrow(PEOPLE)))
    answers = pq.read_table(out).select(expected.column_names)
    for name in expected.column_names:
        assert answers[name].to_pylist() == expected[name].to_pylist()
    assert run(path, "--out", rows)[0] == 0
    whole = tmp_path / "whole.csv"
    assert run(path, "--out", whole, small=False)[0] == 0
    assert rows.read_bytes() == whole.read_bytes()


@pytest.mark.parametrize("name", ["out.csv", "out.parquet"])
def test_a_run_killed_at_any_moment_goes_on_to_the_same_bytes(run, people, tmp_path, name):
    once, again = tmp_path / f"once-{name}", tmp_path / name
    assert run(people, "--out", once, *OPTIONS)[0] == 0
    chance, went_on = random.Random(5), 0
    for _ in range(3):
        process = subprocess.Popen(apart(people, "--out", again, *OPTIONS), stderr=subprocess.PIPE)
        before = (state_of(again) or {}).get("output", 0)
        while process.poll() is None and (state_of(again) or {}).get("output", 0) == before:
            time.sleep(0.001)
        time.sleep(chance.random() / 50)
        process.kill()
        went_on += b"going on" in process.communicate()[1]
        assert not again.exists() or process.returncode == 0
    status, told = run(people, "--out", again, *OPTIONS)
    assert status == 0
    assert went_on + ("going on" in told) > 0
    assert again.read_bytes() == once.read_bytes()
    assert left(tmp_path) == []


def state_of(out):
    """What an interrupted run kept, or None."""
    try:
        return json.loads(out.with_name(out.name + ".part.json").read_text())["state"]
    except FileNotFoundError:
        return None


def interrupted(people, out, *options, command=("predict",), stop=signal.SIGINT):
    """A run that was stopped after its first state."""
    of = apart(people, "--out", out, *options, command=command, script=HELD)
    process = subprocess.Popen(of, stderr=subprocess.PIPE)
    while not (state_of(out) or {}).get("output"):
        assert process.poll() is None
        time.sleep(0.001)
    process.send_signal(stop)
    told = process.communicate()[1].decode()
    assert process.returncode == 128 + stop
    assert "same command goes on" in told
    return state_of(out)


def test_what_changed_is_refused_and_never_mixed(run, people, tmp_path):
    out, model = tmp_path / "out.csv", tmp_path / "model.json"
    kept = interrupted(people, out)
    part = out.with_name("out.csv.part")
    assert kept["output"] <= part.stat().st_size
    assert kept["tally"]["rows"] > 0
    status, told = run(people, "--out", out, "--exact")
    assert status == 2
    assert "the options" in told
    assert "--restart" in told
    diabetes.train(diabetes.generate(500), outputs=["glucose"]).save(model)
    assert "the model" in run(people, "--out", out, "--model", model)[1]
    os.utime(people, ns=(1, 1))
    status, told = run(people, "--out", out)
    assert status == 2
    assert "the table" in told
    assert not out.exists()
    assert run(people, "--out", out, "--restart")[0] == 0
    assert out.exists()
    assert left(tmp_path) == []


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_score_is_computed_piece_by_piece_and_goes_on(run, people, tmp_path, kind):
    command, file = ("score", "findrisc"), people
    if kind == "parquet":
        file = tmp_path / "people.parquet"
        pq.write_table(pa.table(diabetes.read_csv(people)), file)
    whole, pieces = tmp_path / f"whole.{kind}", tmp_path / f"pieces.{kind}"
    told = run(file, "--out", whole, small=False, command=command)
    assert told[0] == 0
    assert run(file, "--out", pieces, command=command) == told
    if kind == "csv":
        assert pieces.read_bytes() == whole.read_bytes()
    else:
        assert pq.read_table(pieces).equals(pq.read_table(whole))
    out = tmp_path / f"out.{kind}"
    interrupted(file, out, command=command)
    for other in (("score", "ada_risk_test"), ("score", "findrisc", "--cut", "15")):
        status, told = run(file, "--out", out, command=other)
        assert status == 2
        assert "the options" in told
    assert run(file, "--out", out)[0] == 2
    assert "going on" in run(file, "--out", out, command=command)[1]
    assert out.read_bytes() == pieces.read_bytes()
    assert left(tmp_path) == []


def test_a_later_day_changes_nothing_in_a_run_that_goes_on(run, people, tmp_path):
    out = tmp_path / "out.csv"
    interrupted(people, out)
    part = partial.Partial(str(out))
    with part.opened():
        part.go_on({**part.kept, "today": "2024-02-29"})
        part.keep()
    status, told = run(people, "--out", out)
    assert status == 0
    assert "2024" in told


def test_a_run_that_the_system_ends_goes_on(run, people, tmp_path):
    once, out = tmp_path / "once.csv", tmp_path / "out.csv"
    assert run(people, "--out", once)[0] == 0
    interrupted(people, out, stop=signal.SIGTERM)
    assert "going on" in run(people, "--out", out)[1]
    assert out.read_bytes() == once.read_bytes()


def test_a_damaged_part_is_not_gone_on_with(run, people, tmp_path):
    out = tmp_path / "out.csv"
    kept = interrupted(people, out)
    part = out.with_name("out.csv.part")
    content = bytearray(part.read_bytes())
    content[kept["output"] // 2] ^= 1
    part.write_bytes(content)
    for damaged in (content, content[: kept["output"] - 1]):
        part.write_bytes(damaged)
        status, told = run(people, "--out", out)
        assert status == 2
        assert "--restart" in told
        assert part.read_bytes() == damaged
    assert run(people, "--out", out, "--restart")[0] == 0
    assert left(tmp_path) == []


@pytest.mark.parametrize("state", [None, "{}", "null", "[]", '{"output": 1}', '{"state": {}, "sha256": ""}'])
@pytest.mark.parametrize("options", [(), ("--restart",)])
def test_a_file_of_somebody_else_is_left_alone(run, people, tmp_path, state, options):
    out, part = tmp_path / "out.csv", tmp_path / "out.csv.part"
    part.write_text("patients")
    if state is not None:
        out.with_name("out.csv.part.json").write_text(state)
    status, told = run(people, "--out", out, *options)
    assert status == 2
    assert "move it away" in told
    assert part.read_text() == "patients"
    assert not out.exists()


def test_a_link_in_the_place_of_the_part_is_not_followed(run, people, tmp_path):
    other = tmp_path / "other"
    other.write_text("keep")
    (tmp_path / "out.csv.part").symlink_to(other)
    assert run(people, "--out", tmp_path / "out.csv")[0] == 2
    assert other.read_text() == "keep"


@pytest.mark.parametrize("change", ["longer", "shorter", "rewritten", "replaced"])
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_table_that_changes_while_it_is_read_is_refused(run, people, tmp_path, monkeypatch, change, kind):
    file, out = people, tmp_path / "out.csv"
    if kind == "parquet":
        file = tmp_path / "people.parquet"
        pq.write_table(PEOPLE, file)
    content = file.read_bytes()
    half = content[: len(content) // 2]
    new = {"longer": content + b"\n", "shorter": half, "rewritten": content, "replaced": content}[change]
    answer = diabetes.Model.predict_batch
    changes = iter([True])

    def predict_batch(*given, **options):
        answers = answer(*given, **options)
        if answers.num_rows and next(changes, False):
            if change == "replaced":
                (tmp_path / "new").write_bytes(new)
                os.replace(tmp_path / "new", file)
            else:
                with open(file, "r+b") as opened:
                    opened.write(new)
                    opened.truncate()
            os.utime(file, ns=(7, 7))
        return answers

    class Slow:
        info = diabetes.Model.bundled().info
        predict_batch = staticmethod(
            lambda *given, **options: predict_batch(diabetes.Model.bundled(), *given, **options)
        )

    monkeypatch.setattr(large.files, "read_model", lambda name: Slow)
    status, told = run(file, "--out", out)
    assert status == 2
    assert ("changed while it was read" in told) or change == "shorter"
    assert not out.exists()
    assert left(tmp_path) == []


@pytest.mark.parametrize("change", ["longer", "rewritten"])
def test_training_and_evaluation_refuse_a_table_that_changes(people, change, monkeypatch):
    monkeypatch.setattr(_pieces, "BLOCK", 4096)
    monkeypatch.setattr(_pieces, "BLOCKS", 2)
    pieces = _pieces.tables(people)
    next(pieces)
    content = people.read_bytes()
    people.write_bytes(content + (b"\n" if change == "longer" else b""))
    os.utime(people, ns=(7, 7))
    with pytest.raises(diabetes.DiabetesError, match="changed while it was read"):
        list(pieces)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_pipe_is_read_once(run, people, tmp_path, kind):
    file, pipe, out, whole = people, tmp_path / "pipe", tmp_path / "out.csv", tmp_path / "whole.csv"
    if kind == "parquet":
        file = tmp_path / "people.parquet"
        pq.write_table(PEOPLE, file)
    assert run(file, "--out", whole)[0] == 0
    os.mkfifo(pipe)

    def piped(work):
        writer = threading.Thread(target=lambda: pipe.write_bytes(file.read_bytes()), daemon=True)
        writer.start()
        done = work()
        writer.join(10)
        assert not writer.is_alive()
        return done

    assert piped(lambda: run(pipe, "--out", out))[0] == 0
    assert out.read_bytes() == whole.read_bytes()
    assert piped(lambda: diabetes.train(pipe, test_size=0, outputs=["glucose"])).to_json() == (
        diabetes.train(file, test_size=0, outputs=["glucose"]).to_json()
    )
    bundled = diabetes.Model.bundled()
    assert piped(lambda: diabetes.evaluate(bundled, pipe, resamples=0)) == (
        diabetes.evaluate(bundled, file, resamples=0)
    )


def test_two_runs_do_not_write_one_file(run, people, tmp_path):
    fcntl = pytest.importorskip("fcntl")
    with open(tmp_path / "out.csv.part", "wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        status, told = run(people, "--out", tmp_path / "out.csv")
    assert status == 2
    assert "another run" in told


def test_a_full_disk_keeps_what_was_written(run, people, tmp_path):
    resource = pytest.importorskip("resource")
    out, once = tmp_path / "out.csv", tmp_path / "once.csv"
    assert run(people, "--out", once)[0] == 0
    limit = once.stat().st_size // 2

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(apart(people, "--out", out), capture_output=True, timeout=100, preexec_fn=limited)
    assert done.returncode == 1
    assert b"same command goes on" in done.stderr
    assert not out.exists()
    assert "going on" in run(people, "--out", out)[1]
    assert out.read_bytes() == once.read_bytes()


def test_a_large_file_that_cannot_be_read_leaves_nothing(run, tmp_path):
    path = tmp_path / "open.csv"
    path.write_text("edad,sexo\n" + '40,"M\n' + "40,M\n" * 2_000)
    status, told = run(path, "--out", tmp_path / "out.csv")
    assert status == 2
    assert "open.csv" in told
    assert "line 2" in told
    assert left(tmp_path) == []
