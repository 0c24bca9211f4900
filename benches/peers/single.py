"""Single records and least squares from Python, compared with peers in one run. Prints medians and ratios.

`make bench` runs it; timings vary between machines, so quote the ratios.
"""

import json
import statistics
import time
from collections.abc import Callable

import diabetes
import numpy as np
import pyarrow as pa
from diabetes.demo import EXAMPLE
from sklearn.linear_model import LinearRegression


def median_us(work: Callable[[], object], repeats: int) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter_ns()
        work()
        times.append((time.perf_counter_ns() - start) / 1000)
    return statistics.median(times)


def folded_weights() -> Callable[[], float]:
    """The minimum a Python script could do: numpy weights, no validation, glucose only."""
    used = [of["field"] for of in diabetes.Model.bundled().info["fields"] if of["used"]]
    columns = [field for field in used if field in EXAMPLE]
    people = pa.table(diabetes.generate(2_000)).select([*columns, "Resultado"])
    model = diabetes.train(people, outputs=("glucose",))
    card = json.loads(model.to_json())["glucose"]["scorecard"]
    lines = [term for term in card["terms"] if "line" in term["shape"]]
    levels = [term for term in card["terms"] if "levels" in term["shape"]]
    weights = np.array([term["shape"]["line"]["coefficient"] for term in lines])
    centers = np.array([term["shape"]["line"]["center"] for term in lines])
    codes = {"M": 0, "F": 1, "Si": 0, "No": 1}

    def predict() -> float:
        values = np.array([EXAMPLE[term["field"]] for term in lines])
        points = sum(term["shape"]["levels"]["points"][codes[EXAMPLE[term["field"]]]] for term in levels)
        return float(card["intercept"] + weights @ (values - centers) + points)

    return predict


def main() -> None:
    model = diabetes.Model.bundled()
    body = json.dumps(EXAMPLE).encode()
    print("one record, median of 20,000")
    peer = median_us(folded_weights(), 20_000)
    print(f"  numpy, folded weights, no validation, glucose only  {peer:7.2f} us")
    for name, work in (
        ("predict: all outputs, validated", lambda: model.predict(EXAMPLE)),
        ("predict_json: bytes in, bytes out", lambda: model.predict_json(body)),
    ):
        ours = median_us(work, 20_000)
        print(f"  {name:<50}  {ours:7.2f} us  = {ours / peer:.2f} of numpy")
    rng = np.random.default_rng(0)
    x = rng.normal(size=(1_000_000, 30))
    y = x @ rng.normal(size=30) + rng.normal(size=len(x))
    print("least squares 1,000,000 x 30, median of 5")
    peer = median_us(lambda: LinearRegression().fit(x, y), 5)
    ours = median_us(lambda: diabetes.least_squares(x, y), 5)
    print(f"  scikit-learn LinearRegression  {peer / 1e6:.3f} s")
    print(f"  diabetes.least_squares         {ours / 1e6:.3f} s  = {ours / peer:.2f} of scikit-learn")


if __name__ == "__main__":
    main()
