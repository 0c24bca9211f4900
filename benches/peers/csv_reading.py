"""A CSV file of a million rows to checked columns, beside pyarrow's reader of the same file in the same run,
on one core: the best of 5, and the ratio.

pyarrow infers the types and checks nothing; ours recognises the encoding of the whole file, reads each cell
by the field's rule and checks every row. `make bench` runs it; timings vary between machines, so quote the
ratio.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

# This file is not the module csv of the standard library.
sys.path.remove(str(Path(__file__).parent))
os.environ.update(RAYON_NUM_THREADS="1", OMP_NUM_THREADS="1")

import diabetes
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from diabetes import _native, _pieces

ROWS = 1_000_000


def people() -> pa.Table:
    """Records as a hospital has them: choices as words, numbers with one decimal."""
    made = pa.table(diabetes.generate(ROWS, seed=1))
    columns = {name: made[name] for name in made.column_names}
    for name, column in columns.items():
        if pa.types.is_floating(column.type):
            columns[name] = pc.round(column, 2 if name == "riesgo_cardiovascular" else 1)
    return pa.table(columns)


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of 5."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def theirs(path: str) -> object:
    return pa.csv.read_csv(path, pa.csv.ReadOptions(use_threads=False))


def ours(path: str, model: diabetes.Model, columns: list[str] | None) -> int:
    """Columns, checked; with all columns also every answer."""
    reader, rows = _native.CsvReader(path, _pieces.BLOCK), 0
    while piece := reader.next(_pieces.BLOCKS):
        rows += model.predict_batch(piece, columns=columns).num_rows
    return rows


def main() -> None:
    model = diabetes.Model.bundled()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "people.csv")
        table = people()
        pa.csv.write_csv(table, path, pa.csv.WriteOptions(quoting_style="none"))
        size = os.path.getsize(path) / 1e6
        shape = f"{ROWS:,} rows x {table.num_columns} columns, {size:.0f} MB of CSV"
        print(f"{shape}, one core: pyarrow {pa.__version__}")
        assert ours(path, model, ["errors"]) == ROWS
        peer = best(lambda: theirs(path))
        print(f"  {'pyarrow.csv, types inferred':<52} {size / peer:6.0f} MB/s")
        for name, columns in (("checked columns", ["errors"]), ("every answer", None)):
            own = best(lambda columns=columns: ours(path, model, columns))
            print(f"  {'diabetes, ' + name:<52} {size / own:6.0f} MB/s  = {own / peer:.2f} x pyarrow's time")


if __name__ == "__main__":
    main()
