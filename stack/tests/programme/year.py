"""A year of made-up people in the programme: answers, orders, marks, results that come twice, late or for nobody."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone

import diabetes

from diabetes_stack.programme.importing import import_rows
from diabetes_stack.store.imported import Imported
from diabetes_stack.store.outcome_import import import_rows as import_results
from diabetes_stack.store.predictions import Row, insert

SITES = ("Norte", "Sur", "Centro", None)
INSURERS = ("Sura", "Nueva EPS", None)
DAYS = 365
#: Long enough ago for what happens after the last answer.
BEGIN = datetime.combine(date.today() - timedelta(days=DAYS + 120), time(8), timezone.utc)
_GROUP = 1000


@dataclass
class Person:
    """What is known of a person without asking the database."""

    hash: str
    site: str | None
    insurer: str | None
    ids: list[str] = field(default_factory=list)


def number_of(at, person):
    """An id that begins with its time, as version 7 has it."""
    milliseconds = f"{int(at.timestamp() * 1000):012x}"
    return f"{milliseconds[:8]}-{milliseconds[8:]}-7000-8000-{person:012x}"


def answered(people, seed):
    """The rows of predictions of so many people over a year, and who they are; one in five comes again."""
    dice = random.Random(seed)
    model = diabetes.Model.bundled()
    found, rows = [], []
    for number in range(people):
        record = {
            "edad": dice.randint(25, 80),
            "sexo": dice.choice("MF"),
            "imc": round(min(max(dice.gauss(29, 5), 18), 45), 1),
            "perimetro_abdominal": round(min(max(dice.gauss(98, 12), 65), 140), 1),
            "tas": round(min(max(dice.gauss(130, 15), 95), 190)),
            "tad": 70,
            **({"hba1c": round(dice.uniform(5.0, 7.5), 1)} if dice.random() < 0.03 else {}),
        }
        person = Person(f"{number:064x}", dice.choice(SITES), dice.choice(INSURERS))
        first = dice.randrange(DAYS)
        for day in sorted({first, *([dice.randrange(DAYS)] if dice.random() < 0.2 else [])}):
            at = BEGIN + timedelta(days=day, minutes=dice.randrange(600))
            id = number_of(at, number)
            text = json.dumps(record).encode()
            outputs = model.predict_json(text).decode()
            level = outputs.partition('"risk_level":"')[2].partition('"')[0] or None
            rows.append(
                Row(id, at, model.info["version"], text.decode(), outputs, level, 1.0, person.hash, None,
                    person.site, person.insurer)
            )  # fmt: skip
            person.ids.append(id)
        found.append(person)
    return found, rows


def store(engine, rows):
    """Store predictions in groups, not in their order, as spools that were replayed do."""
    for start in range(0, len(rows), _GROUP):
        with engine.begin() as connection:
            insert(connection, rows[start : start + _GROUP])


def happened(people, rows, seed):
    """What laboratories and people say in the year after: rows of results, and rows of marks; shuffled, one in ten
    twice, some for nobody."""
    dice = random.Random(seed + 1)
    at = {row.id: row.at for row in rows}
    results, marks = [], []
    for person in people:
        for id in person.ids:
            day = at[id].date()
            if dice.random() < 0.7:
                marks.append(_mark(id, "ordered", day + timedelta(days=dice.randrange(20))))
            if dice.random() < 0.5:
                taken = day + timedelta(days=dice.randrange(40))
                test, value = dice.choice(
                    (("hba1c", round(dice.gauss(5.9, 0.8), 1)), ("Resultado", dice.randint(75, 180)))
                )
                results.append({"prediction_id": id, "fecha": taken.isoformat(), test: max(value, 4.0)})
                if dice.random() < 0.7:
                    marks.append(_mark(id, "told", taken + timedelta(days=dice.randrange(15))))
                    if dice.random() < 0.7:
                        marks.append(_mark(id, "followed", taken + timedelta(days=15 + dice.randrange(10))))
            elif dice.random() < 0.5:
                state = dice.choice(("lost", "declined", "not_needed"))
                marks.append(_mark(id, state, day + timedelta(days=20 + dice.randrange(60))))
    for listed in (results, marks):
        listed += [dict(row) for row in dice.sample(listed, len(listed) // 10)]
        dice.shuffle(listed)
    nobody = "0190f3c4-1111-7000-8000-"
    results += [
        {"prediction_id": f"{nobody}{n:012x}", "fecha": "2026-01-31", "hba1c": 6.0} for n in range(20)
    ]
    return results, marks


def _mark(id, state, day):
    return {"prediction_id": id, "state": state, "date": min(day, date.today()).isoformat()}


def arrive(engine, results, marks):
    """Import both; gives what was said of them."""
    of_results, of_marks = Imported(), Imported()
    for start in range(0, len(results), _GROUP):
        with engine.begin() as connection:
            import_results(connection, results[start : start + _GROUP], "lab", str, of_results)
    for start in range(0, len(marks), _GROUP):
        with engine.begin() as connection:
            import_rows(connection, marks[start : start + _GROUP], "ana", str, of_marks, "en")
    return of_results, of_marks
