"""What lies in the spool's folder holds up nobody, and no good line is lost."""

from __future__ import annotations

import asyncio
import os
import socket

import pytest
from prometheus_client import REGISTRY
from test_writer import row, stored

from diabetes_stack.store import writer as module
from diabetes_stack.store.line import GROUP_BYTES
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.predictions import ROW_BYTES, RowTooLargeError, weigh
from diabetes_stack.store.spool import Spool, line_of
from diabetes_stack.store.writer import StoreBusyError, Writer

#: Seconds after which a test that hangs fails.
HANG = 120


def set_aside(kind):
    return REGISTRY.get_sample_value("diabetes_set_aside_total", {"kind": kind}) or 0.0


def run(engine, folder, work):
    """A writer that has replayed what there was, for as long as ``work`` takes."""

    async def go():
        writer = Writer(engine, folder)
        await writer.start(HANG)
        assert writer.online
        await work(writer)
        writer.stop()

    asyncio.run(go())


async def nothing(_writer):
    pass


def test_what_is_no_spool_is_set_aside_by_name(engine, tmp_path):
    upgrade(engine)
    folder = tmp_path / "spool"
    folder.mkdir()
    good = [row() for _ in range(3)]
    (folder / "a.jsonl").mkdir()
    (folder / "b.jsonl").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "c.jsonl")
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(folder / "d.jsonl"))
    (folder / "notes.txt").write_text("not ours")
    (folder / "e.jsonl").write_bytes(os.urandom(3000).replace(b"\n", b" ") + b"\n")
    (folder / "f.jsonl").write_bytes(b"".join(map(line_of, good)))
    before = set_aside("file"), set_aside("line")
    run(engine, folder, nothing)
    assert stored(engine) == (3, 3)
    assert {file.name for file in folder.iterdir()} == {"aside", "notes.txt"}
    names = {file.name for file in (folder / "aside").iterdir()}
    assert {"a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl"} <= names
    assert (set_aside("file") - before[0], set_aside("line") - before[1]) == (5, 1)
    # Nor is it looked at again.
    run(engine, folder, nothing)
    assert (set_aside("file") - before[0], set_aside("line") - before[1]) == (5, 1)
    listener.close()


@pytest.mark.parametrize(
    "damage",
    [
        b"{}", b"[]", b"\xff\xfe", b"[" * 100_000, b"9" * 5_000, b"null", b'["a",1,2,3,4,5,6,7]', b"x" * 600_000,
        b'["a","2026-01-01T00:00:00","v","{}","{}",null,1,null]', b"\x00" * 100,
    ],
)  # fmt: skip
def test_the_good_lines_of_a_damaged_file_are_stored(engine, tmp_path, damage):
    upgrade(engine)
    good = [row() for _ in range(4)]
    lines = [*map(line_of, good[:2]), damage + b"\n", *map(line_of, good[2:])]
    (tmp_path / "old.jsonl").write_bytes(b"".join(lines))
    run(engine, tmp_path, nothing)
    assert stored(engine) == (4, 4)
    [kept] = (tmp_path / "aside").iterdir()
    assert kept.read_bytes() == damage + b"\n"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_row_that_the_database_refuses_is_set_aside_and_the_others_are_stored(engine, tmp_path):
    bad = row(outputs='{"x":"\ud800"}') if engine.dialect.name == "sqlite" else row(inputs='{"x":"\x00"')
    rows = [row() for _ in range(20)]
    before = set_aside("row")

    async def work(writer):
        await asyncio.gather(*(writer.store([one]) for one in [*rows[:10], bad, *rows[10:]]))
        assert writer.online
        assert writer.is_well

    run(engine, tmp_path, work)
    assert stored(engine) == (20, 20)
    assert set_aside("row") - before == 1
    [kept] = (tmp_path / "aside").iterdir()
    assert bad.id in kept.read_text()


def test_refused_rows_in_a_spool_hold_up_nobody(engine, tmp_path):
    upgrade(engine)
    bad = row(inputs='{"x":"\ud800"}')
    dead = Spool.create(tmp_path)
    dead.append([row(), bad, row()])
    dead.close()
    run(engine, tmp_path, nothing)
    assert stored(engine) == (2, 2)


def test_groups_are_cut_by_bytes_and_what_waits_is_bounded(engine, tmp_path, monkeypatch):
    upgrade(engine)
    groups = []
    plain = module.insert

    def watched(connection, rows):
        groups.append(weigh(rows))
        plain(connection, rows)

    monkeypatch.setattr(module, "insert", watched)
    large = [row(inputs='"' + "x" * (ROW_BYTES // 2) + '"') for _ in range(400)]
    dead = Spool.create(tmp_path)
    dead.append(large[:200])
    dead.close()

    async def work(writer):
        await asyncio.gather(*(writer.store([one]) for one in large[200:]))
        with pytest.raises(RowTooLargeError):
            writer.store([row(inputs="x" * (ROW_BYTES + 1))])
        monkeypatch.setattr(module, "_WAITING_BYTES", ROW_BYTES)
        first = writer.store(large[:100])
        with pytest.raises(StoreBusyError):
            writer.store(large[:1])
        await first
        await writer.store(large[:1])

    run(engine, tmp_path, work)
    assert stored(engine) == (400, 400)
    assert max(groups) <= GROUP_BYTES


def test_a_writer_that_fails_is_not_well_and_works_again(engine, tmp_path, monkeypatch):
    upgrade(engine)
    take = Writer._take
    fails = True

    def failing(self):
        if fails:
            raise RuntimeError("edad 44.125")
        return take(self)

    async def go():
        nonlocal fails
        monkeypatch.setattr(Writer, "_take", failing)
        writer = Writer(engine, tmp_path)
        await writer.start(0.3)
        for _ in range(HANG * 20):
            if not writer.is_well:
                break
            await asyncio.sleep(0.05)
        assert not writer.is_well
        waiting = writer.store([row()])
        fails = False
        await asyncio.wait_for(waiting, HANG)
        writer.stop()

    asyncio.run(go())
    assert stored(engine) == (1, 1)


def test_a_spool_that_somebody_removed_loses_nothing_of_this_process(engine, tmp_path):
    folder = tmp_path / "spool"

    async def go():
        writer = Writer(engine, folder)
        await writer.start(HANG)
        lost = asyncio.Event()
        plain = writer._insert
        writer._insert = lambda rows: plain(rows) if lost.is_set() else writer._lose(ConnectionError())
        await writer.store([row()])
        for file in folder.glob("*.jsonl"):
            file.unlink()
        await writer.store([row()])
        assert len([*folder.glob("*.jsonl")]) == 1
        lost.set()
        for _ in range(HANG * 20):
            if writer.online:
                break
            await asyncio.sleep(0.05)
        writer.stop()

    asyncio.run(go())
    assert stored(engine) == (2, 2)
