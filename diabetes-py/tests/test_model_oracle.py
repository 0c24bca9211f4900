"""A model file is all that is needed: a plain reader of docs/model-format.md gives the same answers."""

import math
import re
from pathlib import Path
from types import SimpleNamespace

import diabetes
import pytest
from common import synthetic_frame

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "model-format.md"
EXACT = ("glucose_mg_dl", "interval", "category", "confidence", "risk_level")


@pytest.fixture(scope="module")
def reader():
    """The program that the page ends with."""
    program = next(
        block
        for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
        if "def read" in block
    )
    names: dict = {}
    exec(program, names)
    return SimpleNamespace(**{name: names[name] for name in ("read", "predict")})


@pytest.fixture(scope="module")
def tiny():
    """A model with a term of every shape."""
    model = diabetes.Model.load(ROOT / "fixtures" / "models" / "tiny.json")
    assert all(f'"{shape}":' in model.to_json() for shape in ("line", "steps", "curve", "levels", "by"))
    return model


@pytest.mark.parametrize("which", ["bundled", "synthetic", "tiny"])
def test_a_plain_reader_of_the_model_file_gives_the_same_answers(reader, which, request, tmp_path):
    model = request.getfixturevalue(which)
    model.save(tmp_path / "model.json")
    table = reader.read(tmp_path / "model.json")
    records = synthetic_frame(500, seed=77).drop(columns="Resultado").to_dict("records")
    for position, record in enumerate(records):
        if position % 3 == 0:
            record = {
                name: value for name, value in record.items() if name not in ("fuma", "historia_familiar_dm")
            }
        plain, ours = reader.predict(table, record), model.predict(record).to_dict()
        assert {name: plain[name] for name in EXACT} == {name: ours[name] for name in EXACT}
        for name, probability in plain["probabilities"].items():
            assert math.isclose(probability, ours["probabilities"][name], abs_tol=1e-14)
        ends = plain["risk_interval"]
        assert (ends is None) == (ours["risk_interval"] is None)
        assert ends is None or ours["risk_interval"] == pytest.approx(ends, abs=1e-14)
