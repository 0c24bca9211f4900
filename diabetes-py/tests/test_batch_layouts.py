"""The same table in any chunks and encodings, on any number of threads: the same answers.

Columns of runs are read cell by cell: they are the oracle for layouts in which repeated values are read once.
``HOSTILE_ROUNDS`` sets how many tables there are."""

import itertools
import os
import random

import diabetes
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from common import CHOICES, COMPLETE, NUMBERS, REQUIRED, YES_NO

ROUNDS = int(os.environ.get("HOSTILE_ROUNDS", "100")) // 4
SEED = int(os.environ.get("HOSTILE_SEED", "1"))
ODD_TEXTS = [
    "",
    " ",
    "nan",
    "NaN",
    "-nan",
    " si ",
    "SÍ",
    "femenino",
    "m",
    "x",
    "1",
    "45",
    " 45 ",
    "4,5",
    "1e400",
    "ñ",
]
ODD_NUMBERS = [float("nan"), float("inf"), -float("inf"), 0.0, -0.0, -1.0, 5.7, 1e300, 17.0, 1.6, 2**53 + 1.0]
KEYS = [pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()]


def hostile_column(name, rows, chance):
    """Mostly sound values of a field, some missing, some that no field has."""
    is_number, kind = name in NUMBERS, chance.random()
    if is_number and kind < 0.6:
        low, high = NUMBERS[name]
        cells = [round(chance.uniform(low, high), chance.choice([0, 1])) for _ in range(rows)]
        odd, arrow = ODD_NUMBERS, pa.float64()
    elif name in YES_NO and kind < 0.3:
        cells, odd, arrow = [chance.random() < 0.5 for _ in range(rows)], [None], pa.bool_()
    else:
        sound = CHOICES.get(name) or [str(chance.randrange(1, 99)) for _ in range(9)]
        cells, odd, arrow = [chance.choice(sound) for _ in range(rows)], ODD_TEXTS, pa.string()
    wrong = chance.choice([0, 0, 0.05, 0.5])
    cells = [chance.choice([None, *odd]) if chance.random() < wrong else cell for cell in cells]
    return pa.array(cells, arrow)


def encoded(column, chance):
    """The column in another layout."""
    kind = column.type
    if pa.types.is_string(kind):
        kind = chance.choice([pa.string(), pa.large_string(), pa.string_view()])
    if chance.random() < 0.5 or kind == pa.string_view():
        return column.cast(kind)
    whole = column.cast(kind).dictionary_encode()
    # Levels in another order, unused, null or twice.
    levels = whole.dictionary.to_pylist()
    more = [*levels, None, levels[0] if levels else None]
    order = chance.sample(range(len(more)), len(more))
    indices = [None if key is None else order.index(key) for key in whole.indices.to_pylist()]
    if chance.random() < 0.5:
        indices = [order.index(len(levels)) if key is None else key for key in indices]
    values = pa.array([more[place] for place in order], kind)
    return pa.DictionaryArray.from_arrays(
        pa.array(indices, chance.choice(KEYS[2:] if len(more) > 127 else KEYS)), values
    )


def cut(column, chance):
    """The column in chunks, some of them empty."""
    edges = sorted([0, len(column), *(chance.randrange(len(column) + 1) for _ in range(chance.randrange(6)))])
    chunks = [column[a:b] for a, b in itertools.pairwise(edges)]
    return pa.chunked_array(chunks, type=column.type)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_any_layout_of_a_table_gives_the_answers_of_its_cells(bundled, number):
    chance = random.Random(f"{SEED} {number}")
    rows = chance.choice([1, 7, 70, 400])
    fields = [*REQUIRED, *chance.sample([*NUMBERS, *CHOICES], 9)]
    table = {name: hostile_column(name, rows, chance) for name in dict.fromkeys(fields)}
    cells = pa.table({name: pc.run_end_encode(column) for name, column in table.items()})
    expected = pa.table(bundled.predict_batch(cells)).to_pylist()
    for _ in range(3):
        columns = {name: cut(encoded(column, chance), chance) for name, column in table.items()}
        answers = bundled.predict_batch(pa.table(columns))
        assert answers.to_pylist() == expected
        scores = diabetes.score_batch("findrisc", pa.table(columns))
        assert pa.table(scores).to_pylist() == pa.table(diabetes.score_batch("findrisc", cells)).to_pylist()


@pytest.mark.parametrize("kind", [pa.float32(), pa.float16(), pa.int8(), pa.uint64(), pa.decimal128(21, 1)])
def test_numbers_of_any_kind_with_nulls_are_those_of_their_cells(bundled, kind):
    ages = pa.array([45, None, 17, 120, None, 71], pa.int64()).cast(kind)
    rows = {name: [COMPLETE[name]] * 6 for name in REQUIRED}
    read = pa.table({**rows, "edad": ages})
    runs = pa.table({**rows, "edad": pc.run_end_encode(ages)})
    assert bundled.predict_batch(read).to_pylist() == bundled.predict_batch(runs).to_pylist()


def test_a_few_rows_of_a_long_dictionary_are_read_as_its_values(bundled):
    ages = pa.DictionaryArray.from_arrays(pa.array([0, None, 99_000], pa.int32()), pa.array([45.0] * 100_000))
    table = pa.table({**{name: [COMPLETE[name]] * 3 for name in REQUIRED}, "edad": ages})
    assert bundled.predict_batch(table)["errors"].to_pylist() == [None, "missing:edad", None]


def test_texts_of_more_kinds_than_are_remembered_are_read_one_by_one(bundled):
    ages = pa.array([f"{20 + place / 10:.1f}" for place in range(900)])
    texts = pa.table({**{name: [COMPLETE[name]] * 900 for name in REQUIRED}, "edad": ages})
    numbers = texts.set_column(0, "edad", ages.cast(pa.float64()))
    assert bundled.predict_batch(texts) == bundled.predict_batch(numbers)


def test_many_rows_have_the_same_answers_on_any_number_of_threads(bundled, monkeypatch):
    table = pa.table(diabetes.generate(150_000, seed=5)).drop_columns(["Resultado"])
    # One row that warns and one that is refused, in different parts.
    ages = table["edad"].to_pylist()
    ages[3], ages[149_000] = 115.0, 7.0
    table = table.set_column(0, "edad", pa.array(ages))
    answers = []
    for threads in ("1", "2", "5"):
        monkeypatch.setenv("RAYON_NUM_THREADS", threads)
        answers.append(bundled.predict_batch(table))
    assert answers[0]["errors"][149_000].as_py() == "out_of_range:edad"
    assert answers[0] == answers[1] == answers[2]
    for name in ("warnings", "imputed", "category"):
        levels = [chunk.dictionary for chunk in answers[1][name].chunks]
        assert len(levels) > 1
        assert all(level.equals(levels[0]) for level in levels)
