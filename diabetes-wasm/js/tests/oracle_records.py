"""Seeded random records: valid ones over the whole hard ranges, and invalid ones of every code."""

import datetime
import math
import random
from typing import Any

import diabetes

Record = dict[str, Any]

FIELDS: dict[str, dict[str, Any]] = diabetes.schema()["properties"]
REQUIRED: list[str] = diabetes.schema()["required"]
CHOICES = {
    name: [choice for choice in spec["enum"] if choice is not None]
    for name, spec in FIELDS.items()
    if "enum" in spec
}
DATES = [name for name, spec in FIELDS.items() if spec.get("format") == "date"]
NUMBERS = [name for name in FIELDS if name not in CHOICES and name not in DATES]
OPTIONAL_NUMBERS = [name for name in NUMBERS if name not in REQUIRED]
YES_NO = ["Si", "No"]
SPELLINGS = {
    "Si": ["Sí", "si", "SI", "sí", " Si ", "Si\u0301", True, "true"],
    "No": ["no", "NO", " no", False, "FALSE"],
}
NAMES = ["glucosa", "Edad", "peso_kg", "nombre", "__proto__", "constructor", "campo añadido", "x" * 80, ""]


def limits(name: str) -> tuple[float, float]:
    return FIELDS[name]["minimum"], FIELDS[name]["maximum"]


def number(rng: random.Random, low: float, high: float) -> float | int:
    """Whole, with one decimal, with all its bits, or a limit itself."""
    match rng.randrange(10):
        case 0:
            return rng.choice([low, high])
        case 1 | 2 | 3 if math.ceil(low) <= math.floor(high):
            return rng.randint(math.ceil(low), math.floor(high))
        case 4 | 5:
            return min(max(round(rng.uniform(low, high), 1), low), high)
        case _:
            return rng.uniform(low, high)


def valid(rng: random.Random) -> Record:
    """A valid record: any of the optional fields missing, talla and peso that agree with imc."""
    record: Record = {name: number(rng, *limits(name)) for name in REQUIRED if name in NUMBERS}
    record["sexo"] = rng.choice(CHOICES["sexo"])
    low, high = limits("tad")
    record["tad"] = number(rng, low, min(high, math.nextafter(record["tas"], 0)))
    share = rng.choice([0.0, 0.3, 0.9, 1.0])
    for name in OPTIONAL_NUMBERS:
        if name not in ("talla", "peso") and rng.random() < share:
            low, high = limits(name)
            whole = "integer" in FIELDS[name]["type"]
            record[name] = rng.randint(int(low), int(high)) if whole else number(rng, low, high)
    for name in DATES:
        if rng.random() < share:
            record[name] = day(rng)
    for name in CHOICES:
        if name not in record and rng.random() < share:
            record[name] = rng.choice(CHOICES[name])
    for name in ("embarazo", "diabetes_diagnosticada"):
        if name in record and rng.random() < 0.8:
            record[name] = "No"
    if record["sexo"] == "M" and record.get("diabetes_gestacional") == "Si":
        record["diabetes_gestacional"] = "No"
    stature(rng, record)
    if rng.random() < 0.5:
        dress(rng, record)
    shuffled = list(record.items())
    rng.shuffle(shuffled)
    return dict(shuffled)


def day(rng: random.Random) -> str:
    """A day since 1950, often of the last years; sometimes with a time."""
    ago = rng.choice([rng.randrange(1500), rng.randrange(27_000)])
    text = (datetime.date.today() - datetime.timedelta(days=ago)).isoformat()
    return text + rng.choice(["", "", "", "T08:30:00", " 00:00:00"])


def stature(rng: random.Random, record: Record) -> None:
    """Height and weight: sometimes beside imc, sometimes instead of it."""
    if rng.random() < 0.5:
        return
    height = number(rng, *limits("talla"))
    weight = record["imc"] * (height / 100) ** 2
    low, high = limits("peso")
    # At the ends of imc the rounding of the quotient decides.
    if not low <= weight <= high or record["imc"] in limits("imc"):
        return
    record |= {"talla": height, "peso": weight}
    match rng.randrange(3):
        case 0:
            del record["imc"]
        case 1:
            record["imc"] = min(
                max(record["imc"] + rng.uniform(-0.49, 0.49), limits("imc")[0]), limits("imc")[1]
            )
        case _:
            del record[rng.choice(["talla", "peso"])]


def dress(rng: random.Random, record: Record) -> None:
    """Other spellings of the same values, ways to say that one is missing, and names nobody knows."""
    for name, value in record.items():
        if rng.random() < 0.1:
            if name in NUMBERS:
                record[name] = rng.choice([repr(value), f" {value!r} "])
            elif value in SPELLINGS:
                record[name] = rng.choice(SPELLINGS[value])
            elif name in DATES:
                record[name] = f" {value} "
            else:
                record[name] = value.lower()
    for name in FIELDS:
        if name not in record and name not in REQUIRED and rng.random() < 0.1:
            record[name] = rng.choice([None, "", "NaN", "nan", " "])
    if rng.random() < 0.1:
        for name in rng.sample(NAMES, rng.randint(1, 3)):
            record[name] = rng.choice([1, None, "x", [1], {"y": 2}])
    if rng.random() < 0.01:
        record |= {f"otro_{i}": i for i in range(30)}


def missing(rng: random.Random, record: Record) -> None:
    name = rng.choice(REQUIRED)
    if name == "imc":
        record |= {"talla": None}
    record[name] = rng.choice([None, "", "NaN"])


def out_of_range(rng: random.Random, record: Record) -> None:
    name = rng.choice(NUMBERS)
    low, high = limits(name)
    record[name] = rng.choice(
        [math.nextafter(low, -math.inf), math.nextafter(high, math.inf), low - 1, high + 1, -1e300, 10**300]
    )


def not_a_number(rng: random.Random, record: Record) -> None:
    record[rng.choice(NUMBERS)] = rng.choice(
        ["abc", "28,5", "1.000,5", "-nan", "0x10", [1], {}, True, False, "Si"]
    )


def not_a_date(rng: random.Random, record: Record) -> None:
    record[rng.choice(DATES)] = rng.choice(
        ["01/03/2024", "2024-02-30", "2024-3-1", "2024", "20240301", 20240301, 45352.5, True, [], "hoy"]
    )


def not_finite(rng: random.Random, record: Record) -> None:
    record[rng.choice(NUMBERS)] = rng.choice([10**400, -(10**400), "Infinity", "-inf", "1e999"])


def not_allowed(rng: random.Random, record: Record) -> None:
    name = rng.choice(list(CHOICES))
    values: list[Any] = ["quizá", "H", "Mujer", 0, 1, 1.5, [], ["Si"], {"Si": 1}]
    record[name] = rng.choice(values if CHOICES[name] == YES_NO else [*values, True, False])


def not_whole(rng: random.Random, record: Record) -> None:
    record[rng.choice(["estrato", "puntaje_findrisc"])] = rng.choice([1.5, 5.999, "2.5"])


def tad_not_below_tas(rng: random.Random, record: Record) -> None:
    record["tas"] = rng.uniform(60, 200)
    record["tad"] = rng.choice([record["tas"], rng.uniform(record["tas"], 200)])


def imc_mismatch(rng: random.Random, record: Record) -> None:
    height, weight = rng.uniform(140, 200), rng.uniform(60, 120)
    computed = weight / (height / 100) ** 2
    record |= {"talla": height, "peso": weight, "imc": computed + rng.choice([-0.51, 0.51, 3])}


def gestational_man(rng: random.Random, record: Record) -> None:
    record |= {"sexo": "M", "diabetes_gestacional": rng.choice(["Si", True, "sí"])}


def unknown_field(rng: random.Random, record: Record) -> None:
    """An error with strict alone."""
    record[rng.choice(NAMES)] = 1


FAULTS = [
    missing,
    out_of_range,
    not_a_number,
    not_a_date,
    not_finite,
    not_allowed,
    not_whole,
    tad_not_below_tas,
    imc_mismatch,
    gestational_man,
    unknown_field,
]
NO_RECORDS: list[Any] = [None, 7, 1.5, True, "edad", "", [], [{"edad": 45}], [7]]


def invalid(rng: random.Random, position: int) -> tuple[Any, str]:
    """A record with faults, and a code that it must have; every code has its turn, alone and with others."""
    if position % 25 == 0:
        return rng.choice(NO_RECORDS), "not_a_record"
    record = valid(rng)
    fault = FAULTS[position % len(FAULTS)]
    if position % 2 == 0 or rng.random() < 0.3:
        for other in rng.sample(FAULTS[:6], rng.randint(1, 4)):
            other(rng, record)
    # The last one stands, whatever the others changed.
    fault(rng, record)
    return record, fault.__name__


def broken(rng: random.Random, body: str) -> str:
    """A body that is no JSON, or says a field twice."""
    match rng.randrange(4):
        case 0:
            return body[: rng.randrange(len(body))]
        case 1:
            return body.replace("}", ', "edad": 50}') if body.endswith("}") else body + "}"
        case 2:
            return body.replace(":", "", 1)
        case _:
            return body + rng.choice(["}", ",", "\u00e9", " null"])
