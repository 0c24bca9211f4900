"""The screening programme: one state follows from all steps of a person, however they come, and nobody is lost."""

from __future__ import annotations

import json
import random
from datetime import date, datetime, time, timedelta, timezone

import diabetes
import pytest
from people import NOON, PATIENT, predict
from sqlalchemy import select, text

from diabetes_stack.programme import marking, marks, places, worklist
from diabetes_stack.programme.counting import counts
from diabetes_stack.programme.enrol import enrol, missing
from diabetes_stack.programme.indicators import indicators, total
from diabetes_stack.programme.paying import plan
from diabetes_stack.programme.telling import NOTHING, results_of, why
from diabetes_stack.store import aside, outcomes, tables
from diabetes_stack.store.predictions import Row
from diabetes_stack.store.spool import line_of, row_of
from diabetes_stack.store.spooled import drop_aside
from diabetes_stack.store.steps.answers import later
from diabetes_stack.store.steps.priorities import PRIORITIES, cells_of, priorities_of
from diabetes_stack.store.steps.states import State

#: A test is advised; normal and current: yearly, in three years; nothing is due.
ADVISED = PATIENT
NORMAL = {"edad": 30, "sexo": "F", "imc": 21, "perimetro_abdominal": 70, "tas": 110, "tad": 70}
TODAY = date(2026, 11, 30)


def of(connection, patient="ana"):
    [found] = worklist.page(connection, worklist.Asked(TODAY, patient=patient)).people
    return found


def listed(connection, **asked):
    return [one.patient for one in worklist.page(connection, worklist.Asked(TODAY, **asked)).people]


def say(connection, state, day, patient="ana", **where):
    place = places.place_of(where.get("site"), where.get("insurer"))
    return marking.mark(connection, patient, State(state), "nurse", day, place)


def result(connection, id, day, hba1c=5.0):
    outcomes.add(connection, id, day, {"hba1c": hba1c}, "lab")


def test_a_person_goes_all_the_way_and_falls_off_the_list_only_at_its_end(connection):
    [id] = predict(connection, [ADVISED], "ana")
    assert (of(connection).state, of(connection).due_on) == ("advised", "2026-03-01")
    say(connection, "ordered", "2026-03-02")
    assert (of(connection).state, of(connection).overdue(TODAY)) == ("ordered", 274)
    result(connection, id, "2026-03-05", 7.1)
    assert (of(connection).state, of(connection).priority) == (
        "resulted",
        PRIORITIES.index("measured_diabetes"),
    )
    say(connection, "told", "2026-03-06")
    assert (of(connection).state, listed(connection)) == ("told", ["ana"])
    say(connection, "followed", "2026-03-07")
    # The library advises to confirm it now, so a follow-up alone does not take her off the list.
    assert (of(connection).state, of(connection).due_on, listed(connection)) == (
        "followed",
        "2026-03-05",
        ["ana"],
    )
    say(connection, "in_care", "2026-03-08")
    assert (of(connection).state, of(connection).due_on, listed(connection)) == ("in_care", None, [])
    assert listed(connection, state=State.IN_CARE) == ["ana"]


def test_a_way_out_never_hides_a_result_that_nobody_was_told_of(connection):
    [id] = predict(connection, [ADVISED], "ana")
    say(connection, "lost", "2026-05-01")
    assert (of(connection).state, listed(connection)) == ("lost", [])
    # It was taken before the person was given up, and arrives after.
    result(connection, id, "2026-04-20")
    assert (of(connection).state, listed(connection)) == ("resulted", ["ana"])


def test_a_result_that_arrives_after_it_was_told_is_shown_once_more(connection):
    """Of two tests of a day one was told; the other one, abnormal, arrives two days after."""
    [id] = predict(connection, [ADVISED], "ana")
    result(connection, id, "2026-03-09")
    say(connection, "followed", "2026-03-10")
    assert listed(connection) == []
    outcomes.add(connection, id, "2026-03-09", {"Resultado": 190}, "lab")
    person = of(connection)
    assert (person.state, person.late, listed(connection)) == ("followed", True, ["ana"])
    assert person.priority == PRIORITIES.index("measured_diabetes")
    told = why(person, results_of(connection, [person])["ana"], "en")
    assert told.startswith("Arrived after the last mark. Measured fasting glucose: in the range of diabetes")
    say(connection, "in_care", "2026-03-12")
    assert listed(connection) == []


def reason(connection, patient="ana"):
    person = of(connection, patient)
    return why(person, results_of(connection, [person]).get(patient, NOTHING), "en")


@pytest.mark.parametrize("days", [("2026-03-10", "2026-03-20"), ("2026-03-20", "2026-03-10")])
def test_a_milder_result_never_hides_one_that_nobody_was_told_of(connection, days):
    """In whatever order two results are taken and arrive, the list says the worse one and what is advised after it."""
    for patient, values in (("ana", (7.3, 5.4)), ("bea", (5.4, 7.3))):
        [id] = predict(connection, [ADVISED], patient)
        for day, value in zip(days, values, strict=True):
            result(connection, id, day, value)
        assert "Measured HbA1c: in the range of diabetes" in reason(connection, patient)
        assert "One test is in the range of diabetes: repeat it" in reason(connection, patient)
        newest = dict(zip(days, values, strict=True))[max(days)]
        assert ("the most recent, 20 Mar 2026: normal" in reason(connection, patient)) == (newest == 5.4)
        for state in ("told", "followed"):
            say(connection, state, "2026-03-25", patient)
            assert (of(connection, patient).due_on is not None, of(connection, patient).priority) == (True, 1)
            assert "repeat it to confirm" in reason(connection, patient)
    rows = counts(connection, "2026-03", "2026-03", by_site=False)
    assert rows[0].found == 2


def test_two_tests_in_the_range_of_diabetes_are_the_librarys_step_for_two(connection):
    [id] = predict(connection, [ADVISED], "ana")
    outcomes.add(connection, id, "2026-03-09", {"Resultado": 130}, "lab")
    result(connection, id, "2026-03-20", 7.3)
    assert "see a clinician, who decides on the diagnosis" in reason(connection)


@pytest.mark.parametrize("mark", ["lost", "ordered", "answer", "followed"])
def test_an_abnormal_result_that_arrives_late_is_told_whatever_was_noted_since(connection, mark):
    [id] = predict(connection, [ADVISED], "ana")
    result(connection, id, "2026-03-10", 5.9)
    say(connection, "followed", "2026-03-12")
    if mark == "answer":
        predict(connection, [NORMAL], "ana", NOON + timedelta(days=20))
    else:
        say(connection, mark, "2026-03-20")
    result(connection, id, "2026-03-05", 7.1)
    person = of(connection)
    assert (person.late, person.due_on, listed(connection)) == (True, "2026-03-05", ["ana"])
    assert reason(connection).startswith(
        "Arrived after the last mark. Measured HbA1c: in the range of diabetes"
    )


@pytest.mark.parametrize(
    ("values", "years"),
    [
        ({"hba1c": 5.9}, 1),
        ({"hba1c": 5.0}, 3),
        ({"Resultado": 110}, 0),
        ({"Resultado": 110, "hba1c": 5.0}, 1),
        ({}, 1),
    ],
)
def test_a_follow_up_ends_when_the_library_advises_a_test_again(connection, values, years):
    """Also after a newer answer that knows nothing of the result."""
    today = date.today()
    now = datetime.combine(today, time(12), timezone.utc)
    [id] = predict(connection, [ADVISED], "ana", now - timedelta(days=1))
    if values:
        outcomes.add(connection, id, today, values, "lab")
    else:
        say(connection, "resulted", None)
    say(connection, "told", None)
    say(connection, "followed", None)
    assert (of(connection).state, of(connection).due_on) == ("followed", str(later(today, years)))
    predict(connection, [NORMAL], "ana", now + timedelta(days=2))
    assert (of(connection).state, of(connection).due_on) == ("followed", str(later(today, years)))


def test_what_is_long_before_the_prediction_is_asked_about_and_is_not_of_this_screening(connection):
    """A result of a year before belongs to it, as the library repeats tests after a year; one day more does not."""
    [id] = predict(connection, [ADVISED], "ana")
    for day in ("2010-05-01", "2025-02-28"):
        with pytest.raises(outcomes.OutcomeError, match="check it") as refused:
            result(connection, id, day, 6.6)
        assert refused.value.code == "long_before"
        with pytest.raises(marks.MarkError, match="check it"):
            say(connection, "told", day)
    result(connection, id, "2025-03-01", 6.6)
    assert (of(connection).state, of(connection).since) == ("resulted", "2025-03-01")


def test_an_answer_after_which_nothing_is_due_does_not_end_what_follows_from_a_result(connection):
    [id] = predict(connection, [ADVISED], "ana")
    result(connection, id, "2026-03-05", 7.1)
    say(connection, "told", "2026-03-06")
    predict(connection, [NORMAL], "ana", NOON + timedelta(days=10))
    assert (of(connection).state, listed(connection)) == ("told", ["ana"])


def test_an_open_order_outlasts_a_newer_answer_and_a_closed_one_does_not(connection):
    predict(connection, [ADVISED], "ana")
    say(connection, "ordered", "2026-03-02")
    predict(connection, [ADVISED], "ana", NOON + timedelta(days=10))
    assert of(connection).state == "ordered"
    say(connection, "declined", "2026-03-20")
    assert of(connection).state == "declined"
    predict(connection, [ADVISED], "ana", NOON + timedelta(days=40))
    assert (of(connection).state, of(connection).due_on) == ("advised", "2026-04-10")


def test_what_is_due_follows_the_years_of_the_library(connection):
    records = {
        "usual": NORMAL,
        "yearly": {**NORMAL, "hba1c": 5.9, "fecha_hba1c": "2026-02-10"},
        "repeat_3_years": {**NORMAL, "hba1c": 5.0, "fecha_hba1c": date.today().isoformat()},
        "test": ADVISED,
        "confirm": {**NORMAL, "hba1c": 7.0},
    }
    now = datetime.combine(date.today(), time(12), timezone.utc)
    for code, record in records.items():
        predict(connection, [record], code, now)
    found = {code: (of(connection, code).next_step, of(connection, code).due_on) for code in records}
    today = date.today()
    in_three = today.replace(year=today.year + 3) if (today.month, today.day) != (2, 29) else None
    assert found["usual"] == ("usual", None)
    assert found["yearly"] == ("yearly", "2027-02-10")
    assert found["repeat_3_years"] == ("repeat_3_years", str(in_three)) or in_three is None
    assert (found["test"], found["confirm"]) == (("test", str(today)), ("confirm", str(today)))
    assert of(connection, "usual").state == "assessed"


def test_a_person_in_follow_up_comes_back_when_the_next_test_is_due(connection):
    predict(connection, [{**NORMAL, "hba1c": 5.9, "fecha_hba1c": "2025-10-10"}], "ana")
    say(connection, "followed", "2026-03-02")
    assert (of(connection).due_on, listed(connection)) == ("2026-10-10", ["ana"])


def test_those_come_first_who_come_first_in_the_library(connection):
    records = [
        NORMAL | {"hba1c": 7.2},
        ADVISED | {"tas": 215, "tad": 125},
        ADVISED,
        NORMAL | {"glucosa_ayunas": 110},
        ADVISED | {"edad": 70, "imc": 38, "hipertension": "Si", "historia_familiar_dm": "Si"},
    ]
    for number, record in enumerate(records):
        predict(connection, [record], f"p{number}")
    order = listed(connection)
    assert order[:3] == ["p1", "p0", "p3"]
    assert set(order) == {f"p{number}" for number in range(5)}
    answers = diabetes.Model.bundled().predict_batch([*records])
    assert [of(connection, f"p{n}").priority for n in range(5)] == [
        PRIORITIES.index(one.priority) for one in answers
    ]


@pytest.mark.parametrize("seed", range(3))
def test_events_in_any_order_give_the_same_state(connection, seed):
    """The states of many people, each with the same events as another one to whom they came in another order."""
    dice = random.Random(seed)
    for number in range(12):
        twins = (f"a{number}", f"b{number}")
        days = sorted(dice.sample(range(1, 28), dice.randint(2, 6)))
        events = [(dice.choice([*marking.BY_HAND, "result", "answer"]), date(2026, 4, day)) for day in days]
        for twin in twins:
            [id] = predict(connection, [ADVISED], twin)
            # The newest answer is known before marks are set; results name their prediction.
            for event, day in dice.sample(events, len(events)):
                if event == "result":
                    result(connection, id, day, 6.0)
                elif event == "answer":
                    at = datetime.combine(day, time(8), timezone.utc)
                    predict(connection, [ADVISED], twin, at)
                else:
                    say(connection, event.value, day, twin)
        one, other = (of(connection, twin) for twin in twins)
        assert (one.state, one.since) == (other.state, other.since), events
        assert one.state == expected(events), events


def expected(events):
    """The state by the rules of the documentation, one after another."""
    last = {}
    for event, day in events:
        last[str(getattr(event, "value", event))] = day
    closed = max((last[s] for s in ("told", "followed", "not_needed", "in_care") if s in last), default=None)
    results = [last[s] for s in ("result", "resulted") if s in last]
    if results and (closed is None or max(results) > closed):
        return "resulted"
    ends = {
        s: last[s] for s in ("told", "followed", "not_needed", "in_care", "declined", "lost") if s in last
    }
    end = max(ends.values(), default=None)
    if "ordered" in last and (end is None or last["ordered"] > end):
        return "ordered"
    answered = last.get("answer", NOON.date())
    # Marks of a day count from its end, so an answer of the same day is older.
    if end is None or answered > end:
        return "advised"
    return next(s for s, day in ends.items() if day == end)


def test_repeating_changes_nothing_and_a_mistake_is_undone_by_a_step(connection):
    [id] = predict(connection, [ADVISED], "ana")
    first, again = say(connection, "ordered", "2026-03-02"), say(connection, "ordered", "2026-03-02")
    assert (first.is_new, again.is_new, again.step) == (True, False, first.step)
    for _ in range(2):
        result(connection, id, "2026-03-05", 7.1)
    steps = marking.history(connection, "ana")
    assert [step["state"] for step in steps] == ["assessed", "ordered", "resulted"]
    wrong = marking.undo(connection, steps[-1]["id"], "nurse")
    assert (wrong.is_new, marking.undo(connection, steps[-1]["id"], "nurse").is_new) == (True, False)
    assert (of(connection).state, len(marking.history(connection, "ana"))) == ("ordered", 4)
    for step, code in (
        (steps[0]["id"], "unknown_step"),
        (wrong.step, "step_undone"),
        (10**9, "unknown_step"),
    ):
        with pytest.raises(marks.MarkError) as refused:
            marking.undo(connection, step, "nurse")
        assert refused.value.code == code


def test_a_result_that_is_sent_again_after_it_was_undone_is_a_new_step_and_counts(connection):
    [id] = predict(connection, [ADVISED], "ana")
    result(connection, id, "2026-03-05", 7.1)
    marking.undo(connection, marking.history(connection, "ana")[-1]["id"], "nurse")
    pending = {}
    sent = (id, "2026-03-05", {"hba1c": 7.1}, "lab")
    assert [outcomes.add(connection, *sent, pending=pending) for _ in range(2)] == [1, 0]
    assert [outcomes.add(connection, *sent) for _ in range(2)] == [1, 0]
    assert (of(connection).state, of(connection).priority) == ("resulted", 1)
    assert len(connection.execute(select(tables.outcomes)).all()) == 1
    assert "in the range of diabetes" in reason(connection)


def test_a_set_of_results_that_was_removed_no_longer_counts_and_may_come_again(connection):
    [id] = predict(connection, [ADVISED], "ana")
    result(connection, id, "2026-03-05", 7.1)
    outcomes.remove(connection, "lab")
    assert of(connection).state == "advised"
    result(connection, id, "2026-03-05", 5.1)
    assert (of(connection).state, of(connection).priority) == ("resulted", PRIORITIES.index("Moderado"))


def test_nobody_changes_a_step(connection):
    predict(connection, [ADVISED], "ana")
    with pytest.raises(Exception, match="only added to"), connection.begin_nested():
        connection.execute(text("UPDATE steps SET state = 'followed'"))


def test_predictions_of_an_earlier_version_are_put_on_the_list_with_their_results(connection):
    [id] = predict(connection, [ADVISED], "ana")
    predict(connection, [ADVISED], "bea")
    result(connection, id, "2026-03-05", 7.1)
    connection.execute(tables.steps.delete())
    assert (missing(connection), listed(connection)) == (True, [])
    # Whoever is marked meanwhile is put on it at once.
    say(connection, "ordered", "2026-03-02", "bea")
    assert listed(connection) == ["bea"]
    while enrol(connection):
        pass
    assert (missing(connection), of(connection).state, of(connection, "bea").state) == (
        False,
        "resulted",
        "ordered",
    )


def test_a_prediction_without_a_patient_is_nobodys_step(connection):
    [id] = predict(connection, [ADVISED])
    result(connection, id, "2026-03-05")
    assert connection.scalar(select(tables.steps.c.id)) is None
    with pytest.raises(marks.MarkError, match="nobody can be called"):
        marking.patient_of(connection, id)


def test_places_are_the_last_said_and_filter_the_list(connection):
    predict(connection, [ADVISED], "ana")
    predict(connection, [ADVISED], "bea")
    say(connection, "ordered", "2026-03-02", site="Sede  Norte", insurer="Sura")
    marks.add(connection, [marks.place_mark("ana", places.place_of("Sur", None))], "nurse")
    assert of(connection)[-2:] == ("Sur", "Sura")
    assert (listed(connection, site="Sur"), listed(connection, site="Sede Norte")) == (["ana"], [])
    assert listed(connection, insurer="Sura", overdue=200) == ["ana"]
    assert listed(connection, overdue=300) == []
    for name in ("1020304050", "ana@clinica.co", "x" * 61, "a\x00b"):
        with pytest.raises(places.PlaceError):
            places.place_of(name, None)


def test_the_tests_that_can_be_paid_go_to_the_highest_risks_of_those_who_wait_with_an_estimate_alone(
    connection,
):
    risks = {}
    for name, imc in (("ana", 27), ("bea", 31), ("cid", 35), ("dan", 39), ("eva", 43)):
        predict(connection, [{**ADVISED, "imc": imc}], name)
        risks[name] = of(connection, name).risk
    # Neither who has an order or a result nor who has a measured value takes a test.
    say(connection, "ordered", "2026-03-02", "eva")
    predict(connection, [{**ADVISED, "imc": 41, "hba1c": 6.8}], "fay")
    predict(connection, [{**ADVISED, "imc": 41, "tas": 190}], "gil")
    found = plan(connection, worklist.Asked(TODAY), 2, "es")
    assert [one.patient for one in found.chosen] == sorted(["ana", "bea", "cid", "dan"], key=risks.get)[:1:-1]
    assert found.capacity.cutoff <= min(one.risk for one in found.chosen)
    assert (found.capacity.tested, found.advised_not_tested, found.apart) == (2, 2, 2)
    # Nobody takes one who needs no test now; who waits with a result is counted, whatever the state, at each site.
    predict(connection, [NORMAL], "hal")
    for name, state in (("ida", None), ("jon", "told"), ("kim", "followed"), ("leo", "in_care")):
        [id] = predict(connection, [ADVISED], name)
        result(connection, id, "2026-03-05", 7.1)
        if state:
            say(connection, state, "2026-03-06", name, site="Norte")
    assert plan(connection, worklist.Asked(TODAY), 2, "es").apart == 5
    north = plan(connection, worklist.Asked(TODAY, site="Norte"), 2, "es")
    assert (north.apart, ": 2. Llámelas" in north.told("es")[-1]) == (2, True)
    assert plan(connection, worklist.Asked(TODAY), 0, "es").chosen == []
    assert len(plan(connection, worklist.Asked(TODAY), 100, "es").chosen) == 4
    assert plan(connection, worklist.Asked(TODAY, site="Norte"), 9, "es").chosen == []


def test_the_indicators_of_a_sample_are_those_counted_by_hand(connection):
    """March, all of one site: five people with an answer (covered 5), four of them advised (one is normal). Of these
    two have a result (tested 2), one of 7.1 % (found 1): yield 1/2, two tests per finding. One of the other two is
    marked as lost (1/4); the other was lost and then reached. April: one person, advised, nothing else."""
    ids = {name: predict(connection, [ADVISED], name)[0] for name in ("ana", "bea", "cid", "dan")}
    predict(connection, [NORMAL], "eva")
    result(connection, ids["ana"], "2026-03-20", 7.1)
    result(connection, ids["bea"], "2026-06-20", 5.0)
    say(connection, "lost", "2026-04-02", "cid")
    say(connection, "lost", "2026-04-02", "dan")
    say(connection, "ordered", "2026-04-03", "dan")
    predict(connection, [ADVISED], "ana", NOON + timedelta(days=35))
    rows = counts(connection, "2026-03", "2026-04", by_site=False)
    assert [row[:8] for row in rows] == [
        ("2026-04", None, None, 1, 1, 0, 0, 0),
        ("2026-03", None, None, 5, 4, 2, 1, 1),
    ]
    april, march = indicators(rows)
    risk = diabetes.Model.bundled().predict(ADVISED).probabilities["Diabetes"]
    assert march.observed_expected == pytest.approx(1 / (2 * risk))
    assert march.found._asdict() == diabetes.proportion(1, 2)
    assert march.number_needed.value == 2
    assert march.lost.value == 0.25
    # Nobody was tested: no figure, not 0.
    assert (april.found.value, april.number_needed.value, april.observed_expected) == (None, None, None)
    assert total(rows).counts[3:8] == (6, 5, 2, 1, 1)
    assert "yield" in march.few
    assert total([]).advised.value is None


def test_a_place_waits_with_its_row_and_without_one_earlier_versions_read_it():
    row = Row("1", NOON, "v", "{}", "{}", None, 1.0, "ana", None, "Sede Norte", None)
    assert row_of(line_of(row)) == row
    plain = row._replace(site=None)
    assert row_of(line_of(plain)) == plain
    assert len(json.loads(line_of(plain))) == 9


def test_a_row_of_a_clinical_record_that_was_set_aside_is_kept_whatever_its_place(tmp_path):
    rows = [
        Row(str(number), NOON, "v", "{}", "{}", None, 1.0, "ana", kept, site, None)
        for number, (kept, site) in enumerate(
            [("clinical", "Norte"), ("clinical", None), (None, "clinical"), (None, None)]
        )
    ]
    for row in rows:
        aside.keep_bytes(tmp_path, "row", line_of(row), "refused")
    assert drop_aside(tmp_path, "ana") == 2
    left = [row_of(file.read_bytes()) for file in (tmp_path / aside.FOLDER).iterdir() if file.is_file()]
    assert {row.id for row in left if row} == {"0", "1"}


def test_the_priorities_are_those_of_the_library_in_its_order():
    urgent = cells_of(["glucose_high"], {})
    measured = [cells_of([], {"hba1c": category}) for category in ("Diabetes", "Prediabetes")]
    levels = [cells_of([], {}, level) for level in ("Alto", "Moderado", "Bajo", None)]
    other = cells_of([], {}, None, None, "pregnant")
    wrong = {**other, "errors": "edad:missing"}
    assert priorities_of([urgent, *measured, *levels, other, wrong]) == [*range(len(PRIORITIES))]
