"""Looks that are bounded in time, and the load of a container."""

from __future__ import annotations

import socket
import threading
import time
from types import SimpleNamespace

import pytest
from watched import LocalServer

from diabetes_stack.monitor.deadline import Late, Workers
from diabetes_stack.monitor.probes.database import look
from diabetes_stack.monitor.probes.machine import Machine
from diabetes_stack.monitor.web import NoAnswer, fetch
from diabetes_stack.settings import Settings
from diabetes_stack.store import engine as module
from diabetes_stack.store.engine import Service, open_store


def test_work_that_hangs_is_left_behind_and_not_begun_again():
    workers, free, begun = Workers(), threading.Event(), []

    def hang():
        begun.append(1)
        free.wait(30)
        return "done"

    begin = time.monotonic()
    found = workers.run({"hangs": hang, "works": lambda: 1, "fails": lambda: 1 / 0}, 0.1)
    assert isinstance(found["hangs"], Late)
    assert found["works"] == 1
    assert isinstance(found["fails"], ZeroDivisionError)
    with pytest.raises(Late):
        workers.one("hangs", hang, 10)
    assert time.monotonic() - begin < 5
    assert begun == [1]
    free.set()
    while isinstance(workers.run({"hangs": hang}, 10)["hangs"], Late):
        assert time.monotonic() - begin < 20
        time.sleep(0.01)
    assert len(begun) == 2


def test_a_database_that_accepts_and_never_answers_is_down_within_its_time(tmp_path, monkeypatch):
    monkeypatch.setattr(Service.MONITOR, "patience", 1)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        url = f"postgresql://a:b@127.0.0.1:{deaf.getsockname()[1]}/c"
        engine = open_store(
            Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path, database_url=url), Service.MONITOR
        )
        begin = time.monotonic()
        [found] = look(engine)
        # libpq waits two seconds at least.
        assert time.monotonic() - begin < 8
        assert (found.value, found.subject) == (0, "database")
        engine.dispose()
    assert module.Service.MONITOR.connections == 1


def test_an_answer_without_end_is_cut_off():
    server = LocalServer({"/health": (200, b"x" * (5 << 20))})
    with pytest.raises(NoAnswer) as cut:
        fetch(f"{server.url}/health")
    assert cut.value.cause.code == "too_long"
    server.stop()


def test_the_load_is_that_of_the_container_where_it_has_limits(tmp_path, monkeypatch):
    (tmp_path / "cpu.max").write_text("200000 100000\n")
    (tmp_path / "memory.max").write_text("1000\n")
    (tmp_path / "memory.current").write_text("900\n")
    (tmp_path / "memory.stat").write_text("anon 500\ninactive_file 100\n")
    stat = tmp_path / "cpu.stat"
    stat.write_text("usage_usec 1000000\nuser_usec 1\n")
    clock = SimpleNamespace(now=0.0)

    def sleep(seconds):
        clock.now += seconds
        # Of two processors for a second, one and a half were used.
        stat.write_text("usage_usec 2500000\n")

    monkeypatch.setattr("diabetes_stack.monitor.probes.machine.time",
                        SimpleNamespace(monotonic=lambda: clock.now, sleep=sleep))  # fmt: skip
    found = {one.measure: one.value for one in Machine(tmp_path).look()}
    assert found["cpu_percent"] == found["cpu_peak_percent"] == pytest.approx(75)
    assert found["memory_percent"] == pytest.approx(80)


def test_a_container_without_limits_is_measured_as_its_machine(tmp_path):
    (tmp_path / "cpu.max").write_text("max 100000\n")
    (tmp_path / "memory.max").write_text("max\n")
    found = {one.measure: one.value for one in Machine(tmp_path).look()}
    assert all(0 <= value <= 100 for value in found.values())
    assert found["memory_percent"] > 0
