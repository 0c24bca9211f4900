"""Answers and tables cross between processes."""

import copy
import io
import multiprocessing
import pickle

import diabetes
import pyarrow as pa
import pytest
from common import COMPLETE, EXAMPLE

RECORDS = [
    EXAMPLE,
    {**EXAMPLE, "embarazo": "Si", "sexo": "F"},
    {**EXAMPLE, "hba1c": 7.2, "puntaje_findrisc": 3, "raro": 1, "edad": 115.5},
    {**EXAMPLE, "fuma": None, "consume_alcohol": None, "imc": 28.123456789},
]


@pytest.mark.parametrize("locale", ["es", "en"])
def test_an_answer_is_the_same_after_pickling_and_copying(bundled, synthetic, locale):
    for model in (bundled, synthetic):
        for record in RECORDS:
            answer = model.predict(record, locale=locale)
            for other in (pickle.loads(pickle.dumps(answer)), copy.copy(answer), copy.deepcopy([answer])[0]):
                assert other == answer
                assert other.to_dict() == answer.to_dict()
                assert other.interpretation == answer.interpretation


def test_a_table_is_the_same_after_pickling_and_copying(bundled):
    tables = [
        diabetes.generate(300, seed=2),
        bundled.predict_batch(diabetes.generate(300, seed=2)),
        diabetes.read_csv(io.BytesIO(b"id;edad\n007;45,5\n008;51;3\n")),
    ]
    for table in tables:
        for other in (pickle.loads(pickle.dumps(table)), copy.copy(table), copy.deepcopy(table)):
            assert pa.table(other).equals(pa.table(table), check_metadata=True)
            assert (other.dialect, other.to_csv()) == (table.dialect, table.to_csv())


def test_a_pool_answers_as_one_process_does(bundled):
    bad = {**COMPLETE, "edad": 7}
    parts = [diabetes.generate(20, seed=seed) for seed in range(3)]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        assert pool.map(bundled.predict, RECORDS) == [bundled.predict(record) for record in RECORDS]
        answers = pool.map(bundled.predict_batch, parts)
        with pytest.raises(diabetes.ValidationError):
            pool.map(bundled.predict, [EXAMPLE, bad])
    assert [answer.to_csv() for answer in answers] == [bundled.predict_batch(part).to_csv() for part in parts]
