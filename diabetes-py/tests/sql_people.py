"""People for a model as SQL: rows with everything that a column may hold, and the answers of the library."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

import diabetes
import pyarrow as pa

#: Usual values, the limits of ranges and rules, and what lies beyond them.
NUMBERS = {
    "edad": ((18, 90), (17.9, 18, 44.999999999999, 45, 55, 64, 65, 85, 120, 121)),
    "imc": ((16, 48), (9.9, 10, 25, 30, 30.000000000000004, 84.86999999999338, 100.5)),
    "perimetro_abdominal": ((60, 140), (39, 40, 55, 55.5, 80, 88, 94, 102, 178.1999999999989, 220, 95e2)),
    "tas": ((95, 165), (59, 60, 64.7, 80, 159.9, 160, 179.9, 180, 269.99999999986284, 300, 301)),
    "tad": ((55, 94), (19, 20, 93, 109.9, 110, 119.9, 120, 132, 200)),
    "frecuencia_cardiaca": ((50, 110), (29, 34, 172, 220)),
    "puntaje_findrisc": ((0, 26), (-1, 7, 12, 12.5, 26, 27)),
    "riesgo_cardiovascular": ((0, 1), (0, 0.0, -0.0, 1, 1.5)),
    "talla": ((148, 190), (1.7, 99, 100, 250, 0)),
    "peso": ((48, 115), (19, 150, 149.9, 400, 401)),
    "estrato": ((1, 6), (0, 3.5, 6, 7)),
    "glucosa_ayunas": ((70, 140), (19, 20, 30, 53.9, 54, 99.9, 100, 126, 249.9, 250, 1000)),
    "hba1c": ((4.6, 7.2), (2.9, 5.699999999999999, 5.7, 6.5, 15, 20)),
}
YES_NO = ("Si", "No", "Si", "No", "sí", "NO", " Sí ", "true", "False", "", "nan", "x")
CHOICES = {
    "sexo": ("M", "F", "M", "F", "m", " F", "H", ""),
    "consume_alcohol": ("Nunca", "Ocasional", "Frecuente", "FRECUENTE", "núnca", "a veces"),
    "zona_residencia": ("Urbana", "Rural", "rural", "Urbána"),
    "grado_familiar_dm": ("Ninguno", "Segundo", "Primero", "primero ", "Tercero"),
    "diabetes_diagnosticada": ("No", "No", "No", "Si", "Límite", "LIMITE"),
    "embarazo": ("No", "No", "No", "Si", "x"),
    **dict.fromkeys(
        (
            "realiza_ejercicio",
            "fuma",
            "medicamentos_hta",
            "historia_familiar_dm",
            "diabetes_gestacional",
            "hipertension",
            "consume_verduras_frutas_diario",
            "antecedente_glucosa_alta",
            "sintomas",
        ),
        YES_NO,
    ),
}
DATES = ("fecha_glucosa", "fecha_hba1c")
REQUIRED = ("edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad")
#: The schema's order, as a hospital would declare its table.
FIELDS = (*NUMBERS, *CHOICES, *DATES)
#: A probability below it is 0 in a database: that of log-odds below -43.
NOTHING = 2.2e-19


def people(count, seed=1, strange=0.004):
    """Rows as columns; a share of the values is strange, and so is most of a few rows."""
    chance = random.Random(seed)
    rows = {"id": list(range(count)), **{field: [] for field in FIELDS}}
    for _ in range(count):
        odd = 0.4 if chance.random() < 0.08 else strange
        for field in FIELDS:
            missing = 0.01 if field in REQUIRED else 0.85 if field in ("embarazo", *DATES) else 0.4
            known = chance.random() >= missing
            rows[field].append(_value(field, odd, chance) if known else None)
        if chance.random() < 0.9:
            _settle(rows, chance)
    return rows


def _settle(rows, chance):
    """What most people do not contradict: the last row's weight and body mass index, a man's pregnancies."""
    height, index, weight = (rows[field][-1] for field in ("talla", "imc", "peso"))
    if None not in (height, index, weight) and 100 <= height <= 250:
        rows["peso"][-1] = index * (height / 100) ** 2 + chance.uniform(-1, 1)
    if rows["sexo"][-1] != "F":
        rows["diabetes_gestacional"][-1] = chance.choice((None, "No"))


def _value(field, odd, chance):
    is_odd = chance.random() < odd
    if field in DATES:
        day = date.today() - timedelta(days=chance.randint(-3 if is_odd else 0, 30_000 if is_odd else 1600))
        return day.isoformat()
    if field in CHOICES:
        usual = [text for text in CHOICES[field] if text in ("Si", "No", "M", "F") or text.istitle()][:3]
        return chance.choice(CHOICES[field] if is_odd else usual)
    (low, high), limits = NUMBERS[field]
    if is_odd:
        return float(chance.choice((*limits, math.inf, -math.inf, math.nan)))
    if field in ("puntaje_findrisc", "estrato"):
        return float(chance.randint(low, high))
    return round(chance.uniform(low, high), chance.choice((0, 1, 13)))


def records(rows):
    """The rows as records."""
    return [
        dict(zip(FIELDS, values, strict=True))
        for values in zip(*(rows[field] for field in FIELDS), strict=True)
    ]


def expected(model, rows):
    """The answers of the library to the rows: the columns of predict_batch, points, scores."""
    table = pa.table(
        {field: pa.array(rows[field], pa.float64() if field in NUMBERS else pa.string()) for field in FIELDS}
    )
    answers = model.predict_batch(table).to_pydict()
    all_records = records(rows)
    for row, codes in enumerate(answers["errors"]):
        if codes is not None:
            errors = diabetes.validate(all_records[row])
            assert ";".join(f"{error.code}:{error.field}" for error in errors) == codes
    outputs = list(model.info["outputs"])
    for output in outputs:
        middle = "" if len(outputs) == 1 else f"{output}_"
        scores = answers[f"score_{output}"] = [None] * len(all_records)
        for row, record in enumerate(all_records):
            reason = (answers["warnings"][row] or "").split(";")[0]
            if answers["errors"][row] is not None or reason in ("known_diabetes", "pregnant"):
                continue
            for part in model.explain(record, output=output):
                name = f"points_{middle}{part.field}"
                if name not in answers:
                    answers[name] = [None] * len(all_records)
                answers[name][row] = part.points
                scores[row] = part.points if part.field == "base" else scores[row] + part.points
    answers["model_version"] = [model.info["version"]] * len(all_records)
    return answers


def disagreements(ours, theirs):
    """Where the answers of a database differ from the library's, in any bit of a number."""
    columns = diabetes.prediction_columns()
    assert [name for name in theirs if name in ours][: len(columns)] == columns
    assert set(ours) <= set(theirs)
    return [
        (name, row, mine, other)
        for name in ours
        for row, (mine, other) in enumerate(zip(ours[name], theirs[name], strict=True))
        if not _agree(name, mine, other)
    ]


def _agree(name, mine, other):
    if name in ("test_advised", "confirm") and None not in (mine, other):
        return bool(mine) == bool(other)
    if None in (mine, other) or isinstance(mine, str):
        return mine == other
    if name.startswith(("prob_", "risk_")) and mine < NOTHING:
        return 0 <= other < NOTHING
    return float(mine).hex() == float(other).hex()
