"""A million rows from Python, beside other software in the same run, on one core: the best of 7, and ratios.

The others add up points without any check; ours checks every row first. `make bench` runs it; timings vary
between machines, so quote the ratios.
"""

import os
import time
from collections.abc import Callable, Iterator

os.environ.update(
    RAYON_NUM_THREADS="1", POLARS_MAX_THREADS="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1"
)

import diabetes
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

ROWS = 1_000_000
NUMBERS = (
    "edad", "imc", "perimetro_abdominal", "tas", "tad", "frecuencia_cardiaca", "riesgo_cardiovascular"
)  # fmt: skip
CHOICES = (
    "sexo", "realiza_ejercicio", "consume_alcohol", "fuma", "medicamentos_hta", "historia_familiar_dm",
    "zona_residencia", "diabetes_gestacional",
)  # fmt: skip
RISKS = ("prob_Prediabetes", "prob_Diabetes")
WEIGHTS = dict(zip(NUMBERS, (0.3, 0.5, 0.2, 0.1, 0.05, 0.02, 9.0), strict=True))


def people() -> pa.Table:
    """Complete records within the training range, choices as dictionaries."""
    made = pa.table(diabetes.generate(ROWS, seed=1)).combine_chunks().select([*NUMBERS, *CHOICES])
    columns = {name: made[name].chunk(0) for name in made.column_names}
    columns["edad"] = pc.max_element_wise(columns["edad"], 20.0)
    return pa.table(columns | {name: columns[name].dictionary_encode() for name in CHOICES})


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of 7."""
    times = []
    for _ in range(7):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def points(levels: list[str]) -> dict[str, float]:
    return {level: float(place + 1) for place, level in enumerate(levels)}


def peers(
    table: pa.Table, polars: pl.DataFrame, pandas: pd.DataFrame
) -> Iterator[tuple[str, Callable[[], object]]]:
    """The sum of every column's points, as fast as each library can."""
    levels = {name: table[name].chunk(0).dictionary.to_pylist() for name in CHOICES}
    base = duckdb.connect(config={"threads": 1})
    base.register("people", table)
    kinds = ", ".join(f"{name} ENUM ({', '.join(map(repr, levels[name]))})" for name in CHOICES)
    numbers = ", ".join(f"{name} DOUBLE" for name in NUMBERS)
    base.execute(f"CREATE TABLE stored ({numbers}, {kinds})")
    base.execute(f"INSERT INTO stored SELECT {', '.join([*NUMBERS, *CHOICES])} FROM people")
    cases = (
        f"CASE {name} "
        + " ".join(f"WHEN '{level}' THEN {of}" for level, of in points(levels[name]).items())
        + " END"
        for name in CHOICES
    )
    terms = " + ".join([*(f"{weight} * {name}" for name, weight in WEIGHTS.items()), *cases])
    yield (
        "DuckDB, sum over ENUM columns",
        lambda: base.sql(f"SELECT {terms} AS sum FROM stored").fetchnumpy(),
    )

    expression = sum((pl.col(name) * weight for name, weight in WEIGHTS.items()), pl.lit(0.0))
    for name in CHOICES:
        expression += pl.col(name).replace_strict(points(levels[name]), return_dtype=pl.Float64)
    yield "polars, expression over Enum columns", lambda: polars.select(expression)

    tables = {name: np.array(list(points(list(pandas[name].cat.categories)).values())) for name in CHOICES}

    def folded() -> object:
        total = np.zeros(ROWS)
        for name, weight in WEIGHTS.items():
            total += weight * pandas[name].to_numpy()
        for name, of in tables.items():
            total += of[pandas[name].cat.codes.to_numpy()]
        return total

    yield "numpy, sum over pandas categories", folded


def rate(seconds: float) -> str:
    return f"{ROWS / seconds / 1e6:6.2f} million rows/s"


def main() -> None:
    model, table = diabetes.Model.bundled(), people()
    polars = pl.DataFrame(table).with_columns(
        pl.col(name).cast(pl.Enum(table[name].chunk(0).dictionary.to_pylist())) for name in CHOICES
    )
    pandas = table.to_pandas()
    print(f"{ROWS:,} rows x {table.num_columns} columns, one core: {pa.__name__} {pa.__version__}, "
          f"polars {pl.__version__}, pandas {pd.__version__}, duckdb {duckdb.__version__}")  # fmt: skip
    times = {}
    for name, work in peers(table, polars, pandas):
        times[name] = best(work)
        print(f"  {name:<52} {rate(times[name])}")
    duck = next(iter(times.values()))
    ours: dict[str, Callable[[], object]] = {
        "Arrow to Arrow, everything": lambda: model.predict_batch(table),
        "Arrow to Arrow, the two risks": lambda: model.predict_batch(table, columns=RISKS),
        "Arrow to Arrow, the estimate": lambda: model.predict_batch(table, columns=["glucose_mg_dl"]),
        "polars Enum to polars, everything": lambda: model.predict_batch(polars),
        "pandas to pandas, everything": lambda: model.predict_batch(pandas),
    }
    for name, work in ours.items():
        times[name] = best(work)
        print(f"  diabetes, {name:<42} {rate(times[name])}  = {times[name] / duck:.2f} x DuckDB's time")
    whole = times["Arrow to Arrow, everything"]
    os.environ["RAYON_NUM_THREADS"] = "2"
    two = best(ours["Arrow to Arrow, everything"])
    print(f"  polars {times['polars Enum to polars, everything'] / whole:.2f} x Arrow's time; "
          f"two threads {whole / two:.2f} x faster than one")  # fmt: skip


if __name__ == "__main__":
    main()
