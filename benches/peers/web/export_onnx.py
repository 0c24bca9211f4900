"""Exports the existing system's pipeline as ONNX files, and the records for the benchmark `make bench-web`.

Writes to the folder given on the command line: `pipeline.onnx` (named inputs, numbers as float32 [n, 1],
choices as strings [n, 1]), `numeric.onnx` (one float32 input [n, k], the encoded fields; scaler and
regression), `folded.onnx` (like `numeric.onnx`, but with the scaler folded into the weights, which the
existing system does not do), `fields.json` (the inputs, in order), and `unrounded.json` and `rounded.json`,
100,000 records each as columns: as generated, and rounded the way people fill in forms.
"""

import json
import sys
from pathlib import Path

import diabetes
import numpy as np
import pandas as pd
from diabetes.demo import EXAMPLE
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

ROWS = 100_000
CHOICES = {
    field: [choice for choice in spec["enum"] if choice is not None]
    for field, spec in diabetes.schema()["properties"].items()
    if "enum" in spec
}
FIELDS = list(EXAMPLE)
NUMBERS = [field for field in FIELDS if field not in CHOICES]
TEXTS = [field for field in FIELDS if field in CHOICES]
# Decimals that people type; the other numbers are integers.
DECIMALS = {"imc": 1, "riesgo_cardiovascular": 2}


def records(n: int, seed: int) -> tuple[pd.DataFrame, np.ndarray]:
    table = diabetes.generate(n, seed=seed)
    frame = pd.DataFrame({field: table.column(field) for field in FIELDS})
    return frame, np.array(table.column("Resultado"))


def rounded(frame: pd.DataFrame) -> pd.DataFrame:
    """Round half up, so that tad stays below tas, from which it differs by at least 1."""
    digits = {field: 10 ** DECIMALS.get(field, 0) for field in NUMBERS}
    return frame.assign(**{field: np.floor(frame[field] * d + 0.5) / d for field, d in digits.items()})


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    people, outcome = records(20_000, seed=1)
    encoder = ColumnTransformer(
        [
            ("numbers", StandardScaler(), NUMBERS),
            ("choices", OneHotEncoder(categories=[CHOICES[field] for field in TEXTS]), TEXTS),
        ]
    )
    pipeline = Pipeline([("encode", encoder), ("regress", LinearRegression())]).fit(people, outcome)
    inputs = [(field, FloatTensorType([None, 1])) for field in NUMBERS]
    inputs += [(field, StringTensorType([None, 1])) for field in TEXTS]
    (folder / "pipeline.onnx").write_bytes(to_onnx(pipeline, initial_types=inputs).SerializeToString())

    raw = OneHotEncoder(categories=[CHOICES[field] for field in TEXTS], sparse_output=False)
    matrix = np.hstack([people[NUMBERS].to_numpy(), raw.fit_transform(people[TEXTS])]).astype(np.float32)
    shape = [("x", FloatTensorType([None, matrix.shape[1]]))]
    scaled = make_pipeline(StandardScaler(), LinearRegression())
    for name, regression in (("numeric", scaled), ("folded", LinearRegression())):
        fitted = regression.fit(matrix.astype(np.float64), outcome)
        (folder / f"{name}.onnx").write_bytes(to_onnx(fitted, initial_types=shape).SerializeToString())

    choices = {field: CHOICES[field] for field in TEXTS}
    fields = {"example": EXAMPLE, "numbers": NUMBERS, "choices": choices}
    (folder / "fields.json").write_text(json.dumps(fields))
    frame, _ = records(ROWS, seed=2)
    for name, table in (("unrounded", frame), ("rounded", rounded(frame))):
        (folder / f"{name}.json").write_text(json.dumps(table.to_dict(orient="list")))


if __name__ == "__main__":
    main()
