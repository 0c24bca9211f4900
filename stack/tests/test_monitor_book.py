"""Rules, incidents and reminders: when something is an incident, and when people hear of it."""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone

import pytest

from diabetes_stack.monitor.book import Book, states
from diabetes_stack.monitor.measures import MEASURES
from diabetes_stack.monitor.reading import Cause, Reading, State, down, unknown
from diabetes_stack.monitor.rules import RULES, UNMEASURED
from diabetes_stack.monitor.severity import Severity
from diabetes_stack.monitor.texts import texts

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
LATE = Cause("late")


def told(book, *readings, minutes=0):
    """What a round with these values tells."""
    changes = book.turn(list(readings), NOON + timedelta(minutes=minutes))
    return [(change.kind.value, change.incident.rule) for change in changes]


def test_each_limit_of_the_manual_is_a_rule():
    found = {rule.name: (rule.compare, rule.limit, rule.severity.value) for rule in RULES}
    assert found["cpu_high"] == (">", 80, "high")
    assert found["cpu_mean"] == (">", 70, "medium")
    assert found["cpu_peak"] == (">", 90, "medium")
    assert found["memory_critical"] == (">", 85, "critical")
    assert found["memory_high"] == (">", 80, "medium")
    assert found["response_slow"] == (">", 5, "high")
    assert found["errors_many"] == (">", 5, "critical")
    assert found["errors_some"] == (">", 1, "medium")
    assert found["answers_differ"] == ("<", 95, "critical")
    for service, target in (("api", 99.5), ("dashboard", 99), ("database", 99.9)):
        assert found[f"{service}_availability"][:2] == ("<", target)
    for service in ("api", "dashboard", "mlflow", "database"):
        assert found[f"{service}_down"][2] == "critical"
    assert [severity.response for severity in Severity] == [
        timedelta(minutes=15), timedelta(hours=2), timedelta(hours=24), timedelta(weeks=1),
    ]  # fmt: skip
    assert [severity.resolution for severity in Severity] == [
        timedelta(hours=1), timedelta(hours=4), timedelta(hours=24), None,
    ]  # fmt: skip


def test_every_rule_has_a_measure_and_its_texts():
    assert len({rule.name for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.measure in MEASURES
        assert set(rule.unless) <= {other.name for other in RULES}
    for locale in ("es", "en"):
        text = texts(locale)
        for rule in (*RULES, UNMEASURED):
            assert text(f"rule.{rule.name}")
            assert text(f"do.{rule.name}")
        for measure in MEASURES:
            assert text(f"measure.{measure}")


def test_an_incident_opens_after_its_rounds_and_is_told_once():
    book = Book()
    slow, fast = Reading("response_seconds", 5.01, "api"), Reading("response_seconds", 5.0, "api")
    assert told(book, slow) == []
    assert told(book, fast) == []
    assert told(book, slow) == []
    assert told(book, slow, minutes=5) == [("opened", "response_slow")]
    assert told(book, slow, minutes=10) == []
    assert told(book, fast, minutes=15) == []
    assert told(book, slow, minutes=20) == []
    assert told(book, fast, minutes=25) == []
    assert told(book, fast, minutes=30) == [("recovered", "response_slow")]
    assert told(book, fast, minutes=35) == []


def test_a_service_that_is_down_is_told_at_once():
    book = Book()
    assert told(book, down("api", LATE)) == [("opened", "api_down")]


def test_an_unknown_value_neither_opens_nor_ends_an_incident_and_is_one_itself():
    book = Book()
    told(book, Reading("model_loaded", 0, "api"))
    for _ in range(2):
        assert told(book, unknown("model_loaded", LATE, "api")) == []
    assert told(book, unknown("model_loaded", LATE, "api")) == [("opened", "unmeasured")]
    assert set(book.incidents) == {
        ("model_not_loaded", "api"),
        ("unmeasured", "model_loaded:api"),
    }
    assert told(book, Reading("model_loaded", 1, "api")) == [("recovered", "unmeasured")]
    assert told(book, Reading("model_loaded", 1, "api")) == [("recovered", "model_not_loaded")]


def test_what_a_service_that_is_down_hides_is_not_told_again():
    book = Book()
    for _ in range(5):
        told(book, down("api", LATE), Reading("ready", 0, "api"), unknown("response_seconds", LATE, "api"))
    assert {rule for rule, _ in book.incidents} == {"api_down"}


def test_the_worse_of_two_limits_is_told():
    book = Book()
    for _ in range(3):
        told(book, Reading("memory_percent", 90))
    assert {rule for rule, _ in book.incidents} == {"memory_critical"}
    for _ in range(3):
        told(book, Reading("memory_percent", 83))
    assert {rule for rule, _ in book.incidents} == {"memory_high"}
    for days, rule in (
        (40, None),
        (20, "certificate_month"),
        (5, "certificate_week"),
        (-1, "certificate_expired"),
    ):
        book = Book()
        told(book, Reading("certificate_days", days, "a:443"), Reading("certificate_days", 5, "b:443"))
        assert {name for name, subject in book.incidents if subject == "a:443"} == ({rule} if rule else set())


def test_what_never_was_is_older_than_any_limit():
    assert told(Book(), Reading("backup_hours", math.inf)) == [("opened", "backup_old")]


@pytest.mark.parametrize(
    ("reading", "state"),
    [
        (Reading("cpu_percent", 80), State.WELL),
        (Reading("cpu_percent", 80.1), State.BAD),
        (unknown("cpu_percent", LATE), State.UNKNOWN),
        (Reading("input_drift", None, judged=False), State.NONE),
        (Reading("error_percent", 50, judged=False), State.NONE),
        (Reading("requests_per_second", 3), State.PLAIN),
        (Reading("cpu_peak_percent", 95), State.BAD),
    ],
)
def test_only_a_value_within_its_limits_is_well(reading, state):
    assert states([reading, Reading("memory_percent", 95)])[0] is state


def test_nobody_is_reminded_before_the_response_time_and_only_until_somebody_answers():
    book = Book()
    bad = Reading("up", 0, "api")
    assert told(book, bad) == [("opened", "api_down")]
    assert told(book, bad, minutes=14) == []
    assert told(book, bad, minutes=15) == [("reminder", "api_down")]
    assert told(book, bad, minutes=20) == []
    # The monitor was off meanwhile: one reminder, not several.
    assert told(book, bad, minutes=70) == [("reminder", "api_down")]
    assert told(book, bad, minutes=74) == []
    # The clock is set back.
    assert told(book, bad, minutes=-600) == []
    [incident] = book.incidents.values()
    incident.acknowledged_at = NOON
    assert told(book, bad, minutes=200) == []


def test_a_clock_that_is_set_back_ends_no_incident_before_it_began():
    book = Book()
    told(book, Reading("backup_hours", 30))
    [change] = book.turn([Reading("backup_hours", 1)], NOON - timedelta(hours=1))
    assert change.incident.resolved_at == change.incident.opened_at == NOON
