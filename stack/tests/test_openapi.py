"""The OpenAPI document is right: what it says of a value is what the library accepts, and schemathesis, which calls
everything that the document describes, finds no failure."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import diabetes
import pytest
from jsonschema import Draft202012Validator
from servers import ApiProcess

from diabetes_stack.api.app import create_app
from diabetes_stack.api.openapi import document
from diabetes_stack.api.pages import PAGES
from diabetes_stack.bounds import Bounds
from diabetes_stack.example import EXAMPLE
from diabetes_stack.settings import Settings

FOLDER = Path(__file__).parent.parent
SCHEMAS = document("", Bounds())["components"]["schemas"]
FIELDS = sorted(diabetes.schema()["properties"])
WORDS = [
    "Si",
    "Sí",
    "SÍ ",
    "no",
    "True",
    "FALSE",
    "Nunca",
    "ocasional",
    "Frecuénte",
    "primero",
    "rural",
    "M",
    "f",
]
EDGES = (
    0,
    1,
    3,
    6,
    9,
    10,
    18,
    19,
    20,
    26,
    30,
    40,
    60,
    99,
    100,
    119,
    120,
    199,
    200,
    220,
    250,
    300,
    400,
    999,
    1000,
)
NUMBERS = [number + shift for number in EDGES for shift in (-1, -0.25, 0, 0.25)]
TEXTS = [
    "",
    "\t",
    "nan",
    " NaN",
    "x",
    "H",
    "1",
    "+45",
    " 28.50\n",
    "007",
    "5.",
    "5.0",
    "120.00",
    "120.01",
    "1 2",
    "--5",
]
SPELLED = [
    "Limite",
    " LÍMITE\u00a0",
    "limite\u0301",
    "\u0301si",
    "S\u0130",
    "ver\u0301dadero",
    "\u2003No\u3000",
    "\u200bNo",
    "si\x00",
    "-0",
    "-0.0",
    "-.0",
    ".5",
    "+.5",
    ".",
    "+",
    "0.",
    "1_0",
    "１０",
    "0x1",
    "inf",
    "5,5",
    "\u00a045\u00a0",
    "1e",
]
#: Their range cannot be said in a pattern: the document lets all of them through.
EXPONENTS = ["1e1", "1E+2", "4.5e1", ".5e0", "450e-1", "1e-1", "1e2"]
VALUES = [
    None,
    True,
    False,
    [],
    {},
    *WORDS,
    *SPELLED,
    *NUMBERS,
    *TEXTS,
    *(f"{number:g}" for number in NUMBERS),
]


def is_valid(name, record):
    return Draft202012Validator(SCHEMAS[name]).is_valid(record)


@pytest.mark.parametrize("field", FIELDS)
def test_a_value_is_valid_when_the_library_reads_it(field):
    for value in VALUES:
        try:
            diabetes.score("findrisc", {field: value})
        except diabetes.ValidationError:
            assert not is_valid("PartialRecord", {field: value}), value
        else:
            assert is_valid("PartialRecord", {field: value}), value


@pytest.mark.parametrize("field", FIELDS)
def test_no_value_is_invalid_that_the_library_reads(field):
    for value in EXPONENTS:
        try:
            diabetes.score("findrisc", {field: value})
        except diabetes.ValidationError:
            continue
        assert is_valid("PartialRecord", {field: value}), value


def test_every_synonym_is_valid():
    for field, spec in diabetes.schema()["properties"].items():
        for word, choice in spec.get("synonyms", {}).items():
            assert choice in spec["enum"]
            assert is_valid("PartialRecord", {field: word.upper()}), (field, word)
    assert "Limite" in diabetes.schema()["properties"]["diabetes_diagnosticada"]["synonyms"]


@pytest.mark.parametrize("field", FIELDS)
def test_a_record_is_valid_when_the_library_answers_it(field):
    measured = {**EXAMPLE, "talla": 170, "peso": 82.4}
    changes = [{field: value} for value in (None, "", " nan")]
    for record in (EXAMPLE, measured):
        rest = {name: value for name, value in record.items() if name != field}
        for changed in (rest, *({**rest, **change} for change in changes)):
            refused = b'"errors"' in diabetes.Model.bundled().predict_json(json.dumps(changed).encode())
            assert is_valid("Record", changed) is not refused, changed


def test_every_call_is_described():
    routes = [
        route for route in create_app(Settings(_env_file=None)).routes if getattr(route, "methods", None)
    ]
    calls = {
        (route.path, method.lower())
        for route in routes
        if route.path not in PAGES
        for method in route.methods - {"HEAD"}
    }
    paths = document("", Bounds())["paths"].items()
    assert calls == {(path, method) for path, described in paths for method in described if method != "head"}


def test_schemathesis_finds_no_failure(tmp_path):
    api = ApiProcess(tmp_path)
    command = [str(Path(sys.executable).parent / "schemathesis"), "run", f"{api.url}/openapi.json"]
    command += ["--max-examples", "20", "--seed", "1"]
    run = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=900)
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    api.stop()
