"""Files of people at the dashboard: what they may hold, whose names are shown as text, and whole downloads."""

from __future__ import annotations

import io
import subprocess
import sys

import diabetes
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from diabetes_stack.bounds import Bounds
from diabetes_stack.dashboard import charts
from diabetes_stack.dashboard.answered import Answered
from diabetes_stack.dashboard.client import LibraryClient
from diabetes_stack.dashboard.exports import as_csv, as_parquet
from diabetes_stack.dashboard.opening import TooLargeError
from diabetes_stack.dashboard.plain import in_chart, plain
from diabetes_stack.dashboard.tables import as_cells, joined
from diabetes_stack.dashboard.texts import texts
from diabetes_stack.dashboard.upload import read

MODEL = diabetes.Model.bundled()
ES = texts("es")


def parquet(**columns):
    buffer = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), buffer, compression="zstd")
    return buffer.getvalue().to_pybytes()


def repeated(value, rows):
    """A column that is small in a file, whatever it holds."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([value]))


@pytest.mark.parametrize(
    ("content", "bound"),
    [
        (lambda: parquet(edad=pa.array([45.0] * 3_000_000)), "file_rows"),
        (lambda: parquet(edad=repeated("4" * 10_000, 100_000)), "held_bytes"),
        (lambda: parquet(**{f"c{n}": [1.0] for n in range(1_001)}), "file_columns"),
        (lambda: parquet(**{f"c{n}": pa.array([1.0] * 50_000) for n in range(500)}), "file_cells"),
        (lambda: b"edad\n" + b"45\n" * 600_000, "file_rows"),
        (lambda: b",".join(b"c%d" % n for n in range(1_001)) + b"\n", "file_columns"),
        (lambda: b";".join(b"c%d" % n for n in range(900)) + b"\n" + b"1\n" * 100_000, "file_cells"),
        (lambda: b" " * (Bounds().body_limit + 1), "body_limit"),
    ],
    ids=["rows", "text", "columns", "cells", "csv rows", "csv columns", "csv cells", "bytes"],
)
def test_a_file_that_holds_too_much_is_refused_before_it_is_read(content, bound):
    with pytest.raises(TooLargeError) as refused:
        read(content())
    assert (refused.value.bound, refused.value.limit) == (bound, getattr(Bounds(), bound))
    assert "{limit}" in ES.table[f"batch.too_large.{bound}"]


_MEMORY = """
import resource, sys
from diabetes_stack.dashboard.upload import read
from diabetes_stack.dashboard.exports import as_csv, as_parquet
from diabetes_stack.dashboard.opening import TooLargeError
content = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read(content)
except TooLargeError:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in kilobytes on Linux")
@pytest.mark.parametrize("value", ["4", "4" * 100_000], ids=["rows", "text"])
def test_refusing_takes_no_memory(value, tmp_path):
    file = tmp_path / "bomb.parquet"
    file.write_bytes(parquet(edad=repeated(value, 3_000_000 if len(value) == 1 else 400_000)))
    assert file.stat().st_size < 1_000_000
    done = subprocess.run([sys.executable, "-c", _MEMORY, str(file)], capture_output=True, text=True)
    assert int(done.stdout) < 200_000, done.stderr


def test_columns_of_lists_are_refused_in_words():
    with pytest.raises(diabetes.DiabetesError) as refused:
        read(parquet(edad=[[45.0]]))
    assert refused.value.code == "unreadable_table"


def test_texts_of_parquet_files_are_read_as_they_are():
    table = pa.table({"edad": ["45", None, "60"], "n": pa.array([1, 2, None], pa.int64())})
    buffer = pa.BufferOutputStream()
    pq.write_table(table, buffer)
    assert pa.table(read(buffer.getvalue().to_pybytes()).table).to_pydict() == table.to_pydict()


@pytest.mark.parametrize("rows", [4_999, 5_001, 12_000])
def test_a_download_has_every_row_whatever_the_number(rows):
    table = diabetes.generate(rows)
    parquet_file = pa.BufferOutputStream()
    pq.write_table(pa.table(table), parquet_file, row_group_size=3_000)
    for content in (table.to_csv(separator=";"), parquet_file.getvalue().to_pybytes()):
        upload = read(content)
        client = LibraryClient(MODEL)
        done = Answered(upload, joined(client.predict_table(upload, "es")), 1.0, client.info())
        written = diabetes.read_csv(io.BytesIO(as_csv(done)))
        kept = pq.read_table(io.BytesIO(as_parquet(done)))
        assert written.num_rows == kept.num_rows == rows
        assert {"measured", "confirm", "priority", "rank"} <= set(kept.column_names)
        assert sorted(kept["rank"].to_pylist()) == list(range(1, rows + 1))


def test_whole_numbers_and_dates_of_a_parquet_file_are_written_as_csv():
    table = pa.table(
        {
            "edad": pa.array([45, None], pa.int64()),
            "imc": pa.array([28.5, 30.0], pa.float32()),
            "fecha": pa.array([19_000, None], pa.date32()),
            "codigo": pa.array([b"\xff", b"a"]),
        }
    )
    written = diabetes.read_csv(io.BytesIO(as_cells(diabetes.Table.from_arrow(table)).to_csv(separator=",")))
    assert written.column("edad") == ["45", None]
    assert written.column("fecha") == ["2022-01-08", None]
    assert written.column("imc") == ["28.5", "30"]


@pytest.mark.parametrize(
    "name",
    ["`[x](https://example.org)`", "``", "https://example.org", "www.example.org", "a@example.org", ":smile:",
     "<b>x</b>", "**x**", "$x$", "a|b", "# x", ":red[x]", "x\n\n# y"],
)  # fmt: skip
def test_a_name_is_shown_as_code_in_which_nothing_is_read(name):
    shown = plain(name)
    fence = shown[: len(shown) - len(shown.lstrip("`"))]
    inside = shown[len(fence) : -len(fence)]
    assert fence
    assert shown.endswith(fence)
    assert fence not in inside.strip(" ")
    assert "\n" not in shown
    assert " ".join(inside.split()) == " ".join(name.split())


def test_harmless_and_long_names():
    assert plain("NHANES 1999–2014, CDC") == "NHANES 1999–2014, CDC"
    assert len(plain("x" * 1_000_000)) < 100


def test_a_chart_reads_no_html_of_a_name():
    figure = charts.bars(["<a href='https://example.org'>x</a>"], [1], ["red"], ES)
    assert "<a" not in str(figure.data[0].y)
    assert in_chart("a & b") == "a &amp; b"
