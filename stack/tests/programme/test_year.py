"""A year of made-up people in the programme: each indicator as plain SQL counts it from predictions, results and marks,
and each state as the rules say it, one person after another. ``make programme`` runs it with 20,000 people.
"""

from __future__ import annotations

import os
import statistics
import time
from collections import defaultdict
from datetime import date

import pytest
from sqlalchemy import text
from year import answered, arrive, happened, store

from diabetes_stack.programme.counting import counts
from diabetes_stack.programme.worklist import MOST, Asked, page
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.migrate import upgrade

PEOPLE = int(os.environ.get("PROGRAMME_PEOPLE") or 150)
SEED = 20261130
TODAY = date.today()
#: Lists that are timed.
TIMES = 40 if PEOPLE > 1000 else 2
#: From the answers, results and marks themselves, in the words of the definitions.
INDICATORS = """
WITH answer AS (
    SELECT id, patient, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM') AS month,
           outputs -> 'next_step' ->> 'code' IN ('confirm', 'complete', 'test') AS advises,
           (outputs -> 'probabilities' ->> 'Diabetes')::float8 AS risk
    FROM predictions
), people AS (
    SELECT patient, month, bool_or(advises) AS advised,
           (array_agg(risk ORDER BY id) FILTER (WHERE advises))[1] AS risk
    FROM answer GROUP BY patient, month
), result AS (
    SELECT patient, month,
           bool_or((test = 'hba1c' AND value >= 6.5) OR (test = 'Resultado' AND value >= 126)) AS found
    FROM outcomes JOIN answer ON answer.id = outcomes.prediction_id GROUP BY patient, month
), mark AS (
    SELECT patient, month, state, row_number() OVER (PARTITION BY patient, month ORDER BY day DESC,
           CASE state WHEN 'ordered' THEN 0 WHEN 'told' THEN 1 WHEN 'lost' THEN 2 ELSE 3 END) AS place
    FROM (SELECT prediction_id, state, day FROM steps WHERE source = 'hand') AS marks
    JOIN answer ON answer.id = marks.prediction_id
)
SELECT people.month, truth.site, truth.insurer, count(*), count(*) FILTER (WHERE advised),
       count(*) FILTER (WHERE advised AND found IS NOT NULL), count(*) FILTER (WHERE advised AND found),
       count(*) FILTER (WHERE advised AND found IS NULL AND mark.state = 'lost'),
       coalesce(sum(people.risk) FILTER (WHERE advised AND found IS NOT NULL), 0)
FROM people JOIN truth USING (patient) LEFT JOIN result USING (patient, month)
LEFT JOIN mark ON mark.patient = people.patient AND mark.month = people.month AND mark.place = 1
GROUP BY 1, 2, 3
"""


@pytest.fixture(scope="module")
def year(database_of, tmp_path_factory):
    """The database, and what came into it."""
    from diabetes_stack.settings import Settings

    folder = tmp_path_factory.mktemp("year")
    engine = open_store(
        Settings(_env_file=None, DIABETES_DATA_DIR=folder, database_url=database_of()), Service.COMMAND
    )
    upgrade(engine)
    people, rows = answered(PEOPLE, SEED)
    store(engine, rows)
    results, marks = happened(people, rows, SEED)
    said = arrive(engine, results, marks)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE truth (patient text PRIMARY KEY, site text, insurer text)"))
        connection.execute(
            text("INSERT INTO truth VALUES (:hash, :site, :insurer)"),
            [{"hash": one.hash, "site": one.site, "insurer": one.insurer} for one in people],
        )
        connection.execute(text("ANALYZE"))
    yield engine, people, rows, results, marks, said
    engine.dispose()


def test_what_arrives_twice_late_or_for_nobody_is_counted_and_loses_nothing(year):
    _, _, _, results, marks, (of_results, of_marks) = year
    distinct = {(one["prediction_id"], one["fecha"]) for one in results}
    nobody = sum(bad.code == "unknown_prediction" for bad in of_results.bad)
    assert (of_results.rows, nobody) == (len(results), 20)
    assert of_results.new + of_results.known + len(of_results.bad) == len(results)
    assert of_results.new == len(distinct) - 20
    # A prediction's id ends with its person, of whom the same is said once.
    said = {(one["prediction_id"][-12:], one["state"], one["date"]) for one in marks}
    assert (of_marks.bad, of_marks.new) == ([], len(said))
    assert of_marks.new + of_marks.known == len(marks)


def test_every_indicator_is_that_of_plain_sql(year, capsys):
    engine = year[0]
    with engine.connect() as connection:
        expected = {tuple(row[:3]): tuple(row[3:]) for row in connection.execute(text(INDICATORS))}
        found = counts(connection, "2000-01", "2999-12", by_site=True, by_insurer=True)
    assert {row[:3]: row[3:8] for row in found} == {place: row[:5] for place, row in expected.items()}
    for row in found:
        assert row.expected == pytest.approx(expected[row[:3]][5])
    whole = [sum(row[place] for row in found) for place in range(3, 8)]
    names = ("covered", "advised", "tested", "found", "lost")
    figures = ", ".join(f"{name} {count:,}" for name, count in zip(names, whole, strict=True))
    with capsys.disabled():
        print(f"\n{len(found):,} rows of indicators equal to plain SQL: {figures}")
    assert whole[2] > 0


def expected_states(people, rows, results, marks):
    """The state of each person by the rules, from what was made, without the database."""
    days = {row.id: row.at for row in rows}
    due = {row.id: '"test_advised":true' in row.outputs for row in rows}
    of_prediction = defaultdict(list)
    for one in results:
        of_prediction[one["prediction_id"]].append(("resulted", one["fecha"]))
    for one in marks:
        of_prediction[one["prediction_id"]].append((one["state"], one["date"]))
    for person in people:
        last = {}
        for id in person.ids:
            for state, day in of_prediction[id]:
                last[state] = max(day, last.get(state, day))
        ends = {s: last[s] for s in ("told", "lost", "declined", "followed", "not_needed") if s in last}
        closed = max((last[s] for s in ("told", "followed", "not_needed") if s in last), default="")
        end = max(ends.values(), default="")
        newest = max(person.ids)
        if last.get("resulted", "") > closed:
            yield person.hash, "resulted"
        elif last.get("ordered", "") >= end and "ordered" in last:
            yield person.hash, "ordered"
        # A mark of a day counts from its end.
        elif days[newest].date().isoformat() > end:
            # One after which nothing is due does not end what was told.
            told = end != "" and end in (ends.get("told"), ends.get("followed"))
            yield person.hash, "advised" if due[newest] else "other told" if told else "other"
        else:
            yield person.hash, next(s for s, day in ends.items() if day == end)


def test_every_state_is_that_of_the_rules(year):
    engine, people, rows, results, marks, _ = year
    wanted = dict(expected_states(people, rows, results, marks))
    from diabetes_stack.store.steps.states import State

    found = {}
    with engine.connect() as connection:
        for state in State:
            offset = 0
            while chosen := page(connection, Asked(TODAY, state), MOST, offset).people:
                found |= {one.patient: one.state for one in chosen}
                offset += MOST
    assert found.keys() == wanted.keys()
    # Today's marks count from now, those of another day from its end.
    also = {"other": ("assessed", "advised"), "other told": ("told", "followed", "advised")}
    differing = {
        person: (state, wanted[person])
        for person, state in found.items()
        if state != wanted[person] and state not in also.get(wanted[person], ())
    }
    assert differing == {}


def test_the_list_is_fast(year, capsys):
    """Not a limit: a busy machine is slower. The figures are printed."""
    engine = year[0]
    lists = {"all": Asked(TODAY), "site": Asked(TODAY, site="Norte"), "overdue": Asked(TODAY, overdue=30)}
    with engine.connect() as connection:
        for name, asked in lists.items():
            seconds = []
            for _ in range(TIMES):
                begin = time.perf_counter()
                found = page(connection, asked)
                seconds.append(1000 * (time.perf_counter() - begin))
            p95 = statistics.quantiles(seconds, n=20)[-1]
            with capsys.disabled():
                load = os.getloadavg()[0]
                print(
                    f"worklist, {name}: {found.total:,} of {PEOPLE:,} people, p50 {statistics.median(seconds):.0f} ms, "
                    f"p95 {p95:.0f} ms, {os.cpu_count()} processors, load {load:.1f}"
                )
            assert 0 < len(found.people) <= 50
