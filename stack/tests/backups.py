"""Answers as the API stores them, and backups of them, for tests."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta, timezone

import diabetes
from people import made_up
from sqlalchemy import func, select

from diabetes_stack.backup.database import opened
from diabetes_stack.store.ids import uuid7
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.patients import reference_hash
from diabetes_stack.store.predictions import Row, insert
from diabetes_stack.store.tables import predictions

START = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
BUNDLED = diabetes.Model.bundled()


def rows(
    settings, count, *, at=START, every=timedelta(hours=1), patient=None, locale="es", cut=12.0, model=BUNDLED,
    seed=1, record=None,
):  # fmt: skip
    """Rows, by default an hour apart, as the API makes them."""
    hash = None if patient is None else reference_hash(settings, patient)
    found = []
    people = made_up(count, seed)[0] if record is None else [record] * count
    for number, person in enumerate(people):
        when = at + number * every
        answer = model.answer_record(json.dumps(person).encode(), locale, cut, when.date())
        inputs, outputs = answer.record.decode(), answer.json.decode()
        found.append(Row(uuid7(), when, model.info["version"], inputs, outputs, answer.risk_level, 1.0, hash))
    return found


def fill(settings, count=40, **options):
    """Store answers; gives their ids."""
    stored = rows(settings, count, **options)
    with opened(settings) as engine:
        upgrade(engine)
        with engine.begin() as connection:
            insert(connection, stored)
    return [row.id for row in stored]


def ids(settings):
    """The ids in the database."""
    with opened(settings) as engine, engine.connect() as connection:
        return set(connection.scalars(select(predictions.c.id)))


def count(settings, table=predictions):
    """The rows of a table."""
    with opened(settings) as engine, engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def execute(settings, *statements):
    """Run statements in a transaction."""
    with opened(settings) as engine, engine.begin() as connection:
        for statement in statements:
            connection.execute(statement)


def noise(size, seed=0):
    """Bytes that nothing compresses."""
    return random.Random(seed).randbytes(size)
