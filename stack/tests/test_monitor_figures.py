"""A week of the monitor with a moved clock, and its figures as computed by hand."""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta, timezone

import pytest
import time_machine

from diabetes_stack.monitor import saved, tables
from diabetes_stack.monitor.availability import Step, availability
from diabetes_stack.monitor.availability import reading as availability_reading
from diabetes_stack.monitor.figures import figures
from diabetes_stack.monitor.looking import Looked
from diabetes_stack.monitor.monitor import Monitor
from diabetes_stack.monitor.overview import overview
from diabetes_stack.monitor.past import elapsed_since, hour_of
from diabetes_stack.monitor.people import acknowledge, incidents
from diabetes_stack.monitor.probes.machine import mean_load
from diabetes_stack.monitor.reading import Cause, Reading, State, down
from diabetes_stack.monitor.record import Record
from diabetes_stack.monitor.severity import Severity
from diabetes_stack.monitor.thinning import thin
from diabetes_stack.settings import Settings

MONDAY = datetime(2026, 3, 2, tzinfo=timezone.utc)
HOUR = 3600.0
SERVICES = ("api", "dashboard", "mlflow", "database")


@pytest.fixture
def hourly(tmp_path):
    return Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path, monitor_seconds=HOUR)


class Week:
    """Rounds on the hour. ``down`` says which services are down in which hours; the clock on the wall is wrong by
    ``skew`` hours in some."""

    def __init__(self, settings, down, skew):
        self.settings = settings
        self.down = down
        self.skew = skew

    def run(self, traveller, hours):
        """One process that makes these rounds."""
        clock = {"now": 0.0}
        monitor = Monitor(self.settings, seconds=lambda: clock["now"])
        monitor.looks.look = lambda _baseline: Looked(self.found)
        for hour in hours:
            clock["now"] = hour * HOUR
            traveller.move_to(MONDAY + timedelta(hours=hour + self.skew(hour)))
            self.found = [
                down(name, Cause("late")) if hour in self.down.get(name, ()) else Reading("up", 1, name)
                for name in SERVICES
            ]
            self.found.append(Reading("ready", 0 if hour in self.down["api"] else 1, "api"))
            self.found.append(Reading("cpu_percent", 50))
            monitor.round()
            if hour == 24:
                traveller.shift(timedelta(minutes=10))
                with Record(self.settings).begin() as connection:
                    acknowledge(connection, 1, "ana", "on it")
        monitor.close()


def test_a_week_with_outages_a_gap_and_a_wrong_clock(hourly, monkeypatch):
    # Clocks are put forward in this zone on Sunday of this week.
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    fell = {"api": (24, 25), "database": (73,), "dashboard": range(140, 168)}
    # From Thursday to Friday midnight the clock is two hours late, and is then put right.
    week = Week(hourly, fell, lambda hour: -2 if 72 <= hour < 96 else 0)
    until = MONDAY + timedelta(hours=168)
    with time_machine.travel(MONDAY, tick=False) as traveller:
        week.run(traveller, range(0, 121))
        # For five hours after that nobody looks.
        week.run(traveller, range(126, 168))
    monkeypatch.undo()
    time.tzset()

    with Record(hourly).begin() as connection:
        found = figures(connection, MONDAY, until)
    of = {one.service: one.availability for one in found.services}
    assert {name: (one.up, one.down, one.unknown, one.outages) for name, one in of.items()} == {
        "api": (161 * HOUR, 2 * HOUR, 5 * HOUR, 1),
        "dashboard": (135 * HOUR, 28 * HOUR, 5 * HOUR, 1),
        "mlflow": (163 * HOUR, 0, 5 * HOUR, 0),
        "database": (162 * HOUR, 1 * HOUR, 5 * HOUR, 1),
    }
    assert of["api"].measured == pytest.approx(100 * 161 / 163)
    assert of["api"].least == pytest.approx(100 * 161 / 168)
    assert of["api"].most == pytest.approx(100 * 166 / 168)
    assert of["api"].between_failures == 161 * HOUR
    assert {one.service: one.met for one in found.services} == {
        "api": False, "dashboard": False, "mlflow": None, "database": False,
    }  # fmt: skip
    # Two good rounds end an incident: the API's after 3 hours, the database's after 2; the dashboard's is open.
    assert (found.outages, found.mttr, found.mtbf) == (3, 2.5 * HOUR, 163 * HOUR / 3)
    assert (found.mttr_met, found.mtbf_met) == (False, False)
    critical = next(one for one in found.severities if one.severity is Severity.CRITICAL)
    assert (critical.opened, critical.still_open, critical.mean_resolution) == (3, 1, 2.5 * HOUR)
    # The API's was taken after ten minutes, the others' not within fifteen.
    assert (critical.answered_in_time, critical.answered_late, critical.met) == (1, 2, False)
    assert found.is_missed
    assert json.loads(json.dumps(found.to_dict(), default=str))["services"][0]["down"] == 2 * HOUR
    with Record(hourly).begin() as connection:
        assert all(
            one.resolved_at is None or one.resolved_at >= one.opened_at for one in incidents(connection)
        )


def step(minutes, is_up, elapsed=None, interval=300.0):
    return Step(MONDAY + timedelta(minutes=minutes), interval, elapsed, is_up)


def test_what_nobody_watched_is_neither_up_nor_down():
    until = MONDAY + timedelta(minutes=60)
    none = availability([], MONDAY, until)
    assert (none.up, none.down, none.unknown, none.measured, none.least, none.most) == (
        0,
        0,
        3600,
        None,
        0,
        100,
    )
    # From 10 to 15 up, to 20 unknown, to 25 down, then a gap of 25 minutes, of which five still hold.
    found = availability([step(10, True), step(15, None), step(20, False), step(25, True), step(50, True)],
                         MONDAY, until)  # fmt: skip
    assert (found.up, found.down, found.unknown) == (
        5 * 60 + 5 * 60 + 10 * 60,
        5 * 60,
        10 * 60 + 5 * 60 + 20 * 60,
    )
    assert found.period == 3600
    assert found.outages == 1


def test_no_duration_is_negative_and_a_clock_set_forward_adds_none():
    until = MONDAY + timedelta(minutes=20)
    back = availability(
        [step(0, True), step(5, True, 300), step(-55, True, 300), step(-50, False)], MONDAY, until
    )
    # The last has no measured distance, and by the wall 70 minutes until the end, of which five hold.
    assert (back.up, back.down) == (15 * 60, 5 * 60)
    forward = availability([step(0, True), step(605, True, 300), step(610, True, 300)], MONDAY, until)
    assert (forward.up, forward.unknown) == (600, 0)
    unmeasured = availability([step(10, True), step(5, True)], MONDAY, MONDAY + timedelta(minutes=10))
    assert (unmeasured.up, unmeasured.down) == (300, 0)


def rounds(settings, minutes_up):
    """Rounds of these minutes, with whether the API was ready."""
    with Record(settings).begin() as connection:
        for minute, is_up in minutes_up:
            at = MONDAY + timedelta(minutes=minute)
            ready = [Reading("ready", float(is_up), "api"), Reading("cpu_percent", 50)]
            when = saved.When(at, "boot", minute * 60.0, 300.0)
            saved.keep_run(connection, when, 1.0, 300.0, ready, [State.PLAIN, State.WELL], None)


def test_a_target_is_judged_when_it_is_certain(hourly):
    now = MONDAY + timedelta(days=30)
    rounds(hourly, [(5 * number, number >= 12) for number in range(40)])
    with Record(hourly).begin() as connection:
        found = availability_reading(connection, "api", now)
    # An hour of 30 days was down, the rest of 200 minutes up, and nobody knows about the others.
    assert found.value == pytest.approx(100 * (1 - 1 / 720))
    assert not found.judged
    rounds(hourly, [(200 + 5 * number, False) for number in range(32)])
    with Record(hourly).begin() as connection:
        found = availability_reading(connection, "api", now)
    # 3 h 40 min are more than the 3 h 36 min that 99.5 % of 30 days allow.
    assert found.judged
    assert found.value == pytest.approx(100 * (1 - (220 / 60) / 720))
    assert found.value < 99.5


def test_the_mean_of_an_hour_is_that_of_its_rounds(hourly):
    with Record(hourly).begin() as connection:
        for number in range(20):
            when = saved.When(MONDAY + timedelta(minutes=5 * number), "boot", 300.0 * number, 300.0)
            load = [Reading("cpu_percent", 100.0 if number < 8 else 60.0)]
            saved.keep_run(connection, when, 1.0, 300.0, load, [State.WELL], None)
        earlier = hour_of(connection, "cpu_percent", MONDAY + timedelta(minutes=100))
        assert elapsed_since(connection, "boot", 300.0 * 20) == 300
        assert elapsed_since(connection, "another", 300.0 * 20) is None
        assert elapsed_since(connection, "boot", 1.0) is None
    # The rounds of the minutes 45 to 95, and this one.
    assert earlier == [60.0] * 11
    found = mean_load([Reading("cpu_percent", 84.0)], earlier)
    assert (found.value, found.judged) == (62.0, True)
    assert not mean_load([Reading("cpu_percent", 84.0)], earlier[:4]).judged


def test_old_values_are_thinned_and_availability_is_not(hourly):
    rounds(hourly, [(5 * number, True) for number in range(24)])
    now = MONDAY + timedelta(days=10)
    with Record(hourly).begin() as connection:
        before = availability_reading(connection, "api", now)
        for _ in range(2):
            thin(connection, now)
        kept = [row.measure for row in connection.execute(tables.samples.select())]
        assert (kept.count("ready"), kept.count("cpu_percent")) == (24, 2)
        assert availability_reading(connection, "api", now) == before
        thin(connection, MONDAY + timedelta(days=100))
        assert {row.measure for row in connection.execute(tables.samples.select())} == {"ready"}
        thin(connection, MONDAY + timedelta(days=401))
        assert connection.execute(tables.samples.select()).all() == []
        assert connection.execute(tables.runs.select()).all() == []


def test_the_overview_says_when_it_is_not_of_now(hourly):
    with Record(hourly).begin() as connection:
        assert overview(connection).last is None
    rounds(hourly, [(0, True)])
    with Record(hourly).begin() as connection:
        for minutes, is_running in ((1, True), (15, True), (16, False), (-16, False)):
            found = overview(connection, MONDAY + timedelta(minutes=minutes))
            assert found.is_running is is_running
    assert {(one.measure, one.value, one.state) for one in found.values} == {
        ("ready", 1.0, State.PLAIN), ("cpu_percent", 50.0, State.WELL),
    }  # fmt: skip
