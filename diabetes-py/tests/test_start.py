"""A program that only predicts starts without numpy and the parts that it does not use."""

import subprocess
import sys

import diabetes
import pytest

PREDICTS = """
import sys
import diabetes
record = {"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}
diabetes.Model.bundled().predict(record).interpretation
print(*sorted(sys.modules))
"""


def test_a_prediction_imports_neither_numpy_nor_what_trains_and_evaluates() -> None:
    run = subprocess.run([sys.executable, "-c", PREDICTS], capture_output=True, text=True, check=True)
    imported = set(run.stdout.split())
    assert {"diabetes", "diabetes._native"} <= imported
    assert not imported & {"numpy", "pandas", "pyarrow", "logging", "diabetes._api", "diabetes._evaluation"}


@pytest.mark.parametrize("name", diabetes.__all__)
def test_every_name_is_there_and_belongs_to_the_package(name: str) -> None:
    value = getattr(diabetes, name)
    assert name in dir(diabetes)
    if isinstance(value, type):
        assert value.__module__ == "diabetes"


def test_a_name_that_is_not_there_is_said_as_python_says_it() -> None:
    with pytest.raises(AttributeError, match="module 'diabetes' has no attribute 'nothing'"):
        diabetes.nothing  # noqa: B018
