"""One patient does not wait behind files; and everybody gets a turn."""

import asyncio

from test_writer import row

from diabetes_stack.store.line import GROUP, GROUP_BYTES, Line, Waiting, pieces
from diabetes_stack.store.predictions import weigh


def waiting(count, **changes):
    rows = [row(**changes)] * count
    return Waiting(rows, weigh(rows), asyncio.Future(loop=LOOP))


LOOP = asyncio.new_event_loop()


def test_who_brings_few_rows_goes_before_files_and_a_file_goes_with_each_group():
    line = Line()
    files = [waiting(250) for _ in range(3)]
    one, two = waiting(1), waiting(2)
    line.put([*files, one])
    line.put([two])
    assert line.take(0) == [one, two, files[0]]
    three = waiting(1)
    line.put([three])
    assert line.take(0) == [three, files[1]]
    assert not line.is_empty
    assert line.take(60) == [files[2]]
    assert line.is_empty
    assert line.take(0) == []


def test_a_group_is_cut_by_rows_and_by_bytes():
    line = Line()
    line.put([waiting(1) for _ in range(GROUP + 1)])
    assert [len(line.take(0)), len(line.take(0))] == [GROUP, 1]
    large = [waiting(1, inputs='"' + "x" * 30_000 + '"') for _ in range(300)]
    line.put(large)
    first, rest = line.take(0), []
    while more := line.take(0):
        rest += more
    assert first + rest == large
    assert sum(one.bytes for one in first[:-1]) < GROUP_BYTES


def test_who_is_called_is_called_by_the_next_who_takes():
    line, called = Line(), []
    line.call(lambda: called.append(1))
    assert called == []
    assert line.take(0) == []
    assert called == [1]


def test_pieces_keep_the_order_and_the_bounds():
    rows = [row(inputs="x" * 30_000) for _ in range(300)] + [row() for _ in range(2_500)]
    cut = [*pieces(rows)]
    assert [one for piece in cut for one in piece] == rows
    assert all(len(piece) <= GROUP and weigh(piece) <= GROUP_BYTES for piece in cut)
    assert [*pieces([])] == []
