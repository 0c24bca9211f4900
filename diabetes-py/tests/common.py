"""The fields, the example patient and the helpers that the tests share."""

from __future__ import annotations

import os
from pathlib import Path

import diabetes
import pyarrow as pa
import pytest

NUMBERS = {
    "edad": (18, 120),
    "imc": (10, 100),
    "perimetro_abdominal": (40, 220),
    "tas": (60, 300),
    "tad": (20, 200),
    "frecuencia_cardiaca": (30, 220),
    "puntaje_findrisc": (0, 26),
    "riesgo_cardiovascular": (0, 1),
    "talla": (100, 250),
    "peso": (20, 400),
    "estrato": (1, 6),
    "glucosa_ayunas": (20, 1000),
    "hba1c": (3, 20),
}
YES_NO = (
    "realiza_ejercicio",
    "fuma",
    "medicamentos_hta",
    "historia_familiar_dm",
    "diabetes_gestacional",
    "hipertension",
    "consume_verduras_frutas_diario",
    "antecedente_glucosa_alta",
    "embarazo",
    "diabetes_diagnosticada",
)
CHOICES = {
    "sexo": ["M", "F"],
    "consume_alcohol": ["Nunca", "Ocasional", "Frecuente"],
    "zona_residencia": ["Urbana", "Rural"],
    "grado_familiar_dm": ["Ninguno", "Segundo", "Primero"],
    **{field: ["Si", "No"] for field in YES_NO},
}
REQUIRED = ("edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad")
FIGURES = (
    "glucose_mg_dl",
    "interval",
    "category",
    "confidence",
    "probabilities",
    "risk_level",
    "risk_interval",
    "test_advised",
)

EXAMPLE = {
    "edad": 45,
    "sexo": "M",
    "imc": 28.5,
    "tas": 135,
    "tad": 85,
    "perimetro_abdominal": 95,
    "frecuencia_cardiaca": 75,
    "realiza_ejercicio": "Si",
    "consume_alcohol": "Ocasional",
    "fuma": "No",
    "medicamentos_hta": "Si",
    "historia_familiar_dm": "Si",
    "diabetes_gestacional": "No",
    "puntaje_findrisc": 12,
    "riesgo_cardiovascular": 0.4,
}
# Every field that a model trained on the synthetic table uses.
COMPLETE = {**EXAMPLE, "zona_residencia": "Urbana", "estrato": 3}
# Every FINDRISC item known: 2 + 1 + 3 + 0 + 0 + 2 + 0 + 3 = 11 points.
SCORED = {
    **EXAMPLE,
    "puntaje_findrisc": 11,
    "consume_verduras_frutas_diario": "Si",
    "antecedente_glucosa_alta": "No",
    "grado_familiar_dm": "Segundo",
}


def without(record, *fields):
    """The record less some of its fields."""
    return {field: value for field, value in record.items() if field not in fields}


def figures(prediction):
    """Everything that a prediction estimates."""
    return {name: getattr(prediction, name) for name in FIGURES}


def codes(errors):
    """The code and the field of each error, in the order given."""
    return [(error.code, error.field) for error in errors]


def errors_of(model, record, **options):
    """The errors with which a prediction refuses a record."""
    with pytest.raises(diabetes.ValidationError) as caught:
        model.predict(record, **options)
    return caught.value.errors


def warned(prediction):
    """The code and the field of each warning."""
    return [(w["code"], w["field"]) for w in prediction.to_dict()["warnings"]]


def synthetic_frame(n, seed):
    """The synthetic table as a pandas DataFrame."""
    return pa.table(diabetes.generate(n, seed=seed)).to_pandas()


def shared_file(*parts):
    """A file of the shared folder; the test is skipped by name where it is absent."""
    beside = Path(__file__).resolve().parents[2].parent / "shared"
    path = Path(os.environ.get("DIABETES_SHARED", beside)).joinpath(*parts)
    if not path.exists():
        pytest.skip(f"missing: {path.name} (set DIABETES_SHARED to the shared folder)")
    return path
