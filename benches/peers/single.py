"""One record, start-up and least squares from Python, beside other software in the same run.

`make bench` runs it. Times are medians, ours and theirs in turn; they vary between machines, so quote the
ratios. Without onnxruntime, which `make bench-all` installs, its rows are left out.
"""

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", RAYON_NUM_THREADS="1")

import diabetes
import numpy as np
from diabetes.demo import EXAMPLE
from sklearn.linear_model import LinearRegression

HAS_ONNX = all(importlib.util.find_spec(name) for name in ("onnxruntime", "skl2onnx"))
Work = Callable[[], object]


def in_turn(works: Mapping[str, Work], rounds: int, times: int) -> dict[str, float]:
    """The median seconds of one call of each, all called in turn so that a busy moment meets everybody."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = time.perf_counter()
            for _ in range(times):
                work()
            taken[name].append((time.perf_counter() - start) / times)
    return {name: statistics.median(of) for name, of in taken.items()}


def report(title: str, seconds: dict[str, float], unit: float, sign: str) -> None:
    """Print each time and its ratios to the others; ours come first."""
    print(title)
    for name, own in seconds.items():
        ratios = [
            f"{own / other:.2f} x {peer}"
            for peer, other in seconds.items()
            if not peer.startswith("diabetes")
        ]
        shown = f"   {', '.join(ratios)}" if name.startswith("diabetes") else ""
        print(f"  {name:<38} {own / unit:9.2f} {sign}{shown}")


def pure_python(record: dict[str, Any]) -> float:
    """The 29 columns of the system that the library replaces, weighted and added. Nothing is checked."""
    edad, imc, tas, tad = record["edad"], record["imc"], record["tas"], record["tad"]
    perimetro, talla = record["perimetro_abdominal"], record.get("talla", 165)
    fuma, ejercicio = record["fuma"] == "Si", record["realiza_ejercicio"] == "Si"
    alcohol = record["consume_alcohol"]
    return float(
        12.5 + 0.11 * edad + 0.42 * imc + 0.05 * perimetro + 0.08 * tas + 0.03 * tad
        + 0.02 * record["frecuencia_cardiaca"] + 0.01 * talla + 0.02 * record.get("peso", 70)
        + 1.1 * (record["sexo"] == "M") - 2.1 * ejercicio + 1.7 * fuma
        + 3.2 * (record["medicamentos_hta"] == "Si") + 4.1 * (record["historia_familiar_dm"] == "Si")
        + 0.3 * (record.get("zona_residencia") == "Urbana") + 0.1 * record.get("estrato", 3)
        + 2.2 * (record["diabetes_gestacional"] == "Si") + 1.4 * record["puntaje_findrisc"]
        + 8.1 * record["riesgo_cardiovascular"] + 0.1 * (tas + 2 * tad) / 3 + 0.1 * (tas - tad)
        + 2.3 * perimetro / talla
        + 0.9 * ((imc >= 18.5) + (imc >= 25) + (imc >= 30) + (imc >= 35))
        + 0.8 * ((edad >= 30) + (edad >= 45) + (edad >= 60) + (edad >= 75)) + 0.001 * edad * edad
        + 0.7 * ((tas - 120) / 20 + (imc - 25) / 5 + (edad - 40) / 20 + fuma)
        + 0.6 * (2 * ejercicio - fuma)
        + 0.5 * (alcohol == "No") + 0.4 * (alcohol == "Ocasional") + 0.3 * (alcohol == "Frecuente")
    )  # fmt: skip


def exported(folder: Path) -> Path:
    """The pipeline of the system that the library replaces, as an ONNX file."""
    script = Path(__file__).parent / "web" / "export_onnx.py"
    subprocess.run([sys.executable, script, folder], check=True, stdout=subprocess.DEVNULL)
    return folder / "pipeline.onnx"


def onnx_pipeline(file: Path) -> Work:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def value(given: Any) -> Any:
        return np.array([[given]], dtype=object if isinstance(given, str) else np.float32)

    return lambda: session.run(None, {name: value(given) for name, given in EXAMPLE.items()})


def one_record(file: Path | None) -> None:
    model, body = diabetes.Model.bundled(), json.dumps(EXAMPLE).encode()
    works: dict[str, Work] = {
        "diabetes, predict(dict)": lambda: model.predict(EXAMPLE),
        "diabetes, predict_json(bytes)": lambda: model.predict_json(body),
        "pure Python, nothing checked": lambda: pure_python(EXAMPLE),
    }
    if file:
        works["onnxruntime, exported pipeline"] = onnx_pipeline(file)
    title = "One record: checked, three outputs, interval and category; the others: one number"
    report(title, in_turn(works, 300, 50), 1e-6, "us")


OURS = f"""
import diabetes
diabetes.Model.bundled().predict({EXAMPLE!r})
"""
THEIRS = """
import json, sys
import numpy, onnxruntime
from pathlib import Path
pipeline = Path(sys.argv[1])
session = onnxruntime.InferenceSession(str(pipeline), providers=["CPUExecutionProvider"])
record = json.loads((pipeline.parent / "fields.json").read_text())["example"]
kind = lambda value: object if isinstance(value, str) else numpy.float32
session.run(None, {name: numpy.array([[value]], kind(value)) for name, value in record.items()})
"""


def start(file: Path | None) -> None:
    def run(code: str) -> Work:
        return lambda: subprocess.run([sys.executable, "-c", code, str(file)], check=True)

    works = {"diabetes": run(OURS)}
    if file:
        works["onnxruntime, exported pipeline"] = run(THEIRS)
    works["python, nothing imported"] = run("pass")
    report("From the start of Python to the first prediction", in_turn(works, 9, 1), 1e-3, "ms")


def normal_equations(x: np.ndarray, y: np.ndarray, chunk: int = 8192) -> np.ndarray:
    """Least squares by numpy in chunks; no means are taken out, and no column is checked."""
    gram, moments = np.zeros((x.shape[1] + 1,) * 2), np.zeros(x.shape[1] + 1)
    block = np.ones((chunk, x.shape[1] + 1))
    for begin in range(0, len(x), chunk):
        rows = x[begin : begin + chunk]
        part = block[: len(rows)]
        part[:, 1:] = rows
        gram += part.T @ part
        moments += part.T @ y[begin : begin + chunk]
    return np.linalg.solve(gram, moments)


def least_squares() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(1_000_000, 30))
    y = x @ rng.normal(size=30) + rng.normal(size=len(x))
    works: dict[str, Work] = {
        "diabetes.least_squares": lambda: diabetes.least_squares(x, y),
        "numpy, normal equations in chunks": lambda: normal_equations(x, y),
        "scikit-learn, LinearRegression": lambda: LinearRegression().fit(x, y),
    }
    report("Least squares, 1,000,000 x 30", in_turn(works, 5, 1), 1e-3, "ms")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = exported(Path(folder)) if HAS_ONNX else None
        one_record(file)
        start(file)
    least_squares()


if __name__ == "__main__":
    main()
