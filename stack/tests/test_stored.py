"""What is stored is what was answered, in one form whatever way it came; and what may come has bounds."""

from __future__ import annotations

import json
import random

import diabetes
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from diabetes_stack.api.app import create_app
from diabetes_stack.example import EXAMPLE
from diabetes_stack.settings import Settings
from diabetes_stack.store.patients import normal_form, reference_hash
from diabetes_stack.store.tables import predictions

JSON, LINES, CSV = "application/json", "application/x-ndjson", "text/csv"


@pytest.fixture
def client(stack_settings):
    with TestClient(create_app(stack_settings)) as client:
        yield client


def stored(engine):
    columns = (predictions.c.inputs, predictions.c.outputs, predictions.c.risk_level)
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(predictions.c.at))]


def people(count):
    """With what they have and lack, values that people type, and values that follow from others."""
    dice = random.Random(7)
    found = []
    for _ in range(count):
        person = {
            "edad": dice.randint(18, 90), "sexo": dice.choice(["M", "f", "F"]), "imc": round(dice.uniform(17, 45), 2),
            "perimetro_abdominal": dice.choice([95, 101.5]), "tas": dice.randint(100, 180), "tad": 60,
        }  # fmt: skip
        if dice.random() < 0.4:
            del person["imc"]
            person |= {"talla": dice.randint(150, 190), "peso": round(dice.uniform(50, 110), 1)}
        for name, values in (
            ("fuma", ["Si", "no", "SÍ"]), ("historia_familiar_dm", ["No"]), ("hba1c", [5.1, 6.6]),
            ("realiza_ejercicio", ["Si", "No"]), ("puntaje_findrisc", [4, 22]), ("embarazo", ["Si", "No"]),
        ):  # fmt: skip
            if dice.random() < 0.4 and not (name == "embarazo" and person["sexo"] == "M"):
                person[name] = dice.choice(values)
        found.append(person)
    return found


def test_the_same_people_are_stored_alike_whatever_way_they_come(client, engine):
    group = people(40)
    names = sorted({name for person in group for name in person})
    table = "\n".join(
        [";".join(names), *(";".join(str(p.get(n, "")).replace(".", ",") for n in names) for p in group)]
    )
    ways = [
        lambda: [client.post("/predict", json=person).json() for person in group],
        lambda: client.post("/predict/batch", json=group).json()["results"],
        lambda: client.post(
            "/predict/batch", content="\n".join(map(json.dumps, group)), headers={"Content-Type": LINES}
        ),
        lambda: client.post("/predict/batch", content=table, headers={"Content-Type": CSV}),
    ]
    before, kept = 0, []
    for way in ways:
        way()
        rows = stored(engine)
        kept.append(sorted(rows[before:]))
        before = len(rows)
    assert len(kept[0]) == len(group)
    assert kept[0] == kept[1] == kept[2] == kept[3]
    # Only what was given, and it is answered to the bit as it was.
    assert sorted(sorted(json.loads(inputs)) for inputs, _, _ in kept[0]) == sorted(map(sorted, group))
    for inputs, outputs, _ in kept[0]:
        assert diabetes.Model.bundled().predict_json(inputs.encode(), findrisc_cut=12).decode() == outputs


def test_what_was_sent_beside_the_fields_and_long_numbers_are_not_stored(client, engine):
    body = json.dumps({**EXAMPLE, "nombre": "Ana Roa"}).replace(": 45", ": 45." + "0" * 9_000)
    assert client.post("/predict", content=body, headers={"Content-Type": JSON}).status_code == 200
    [(inputs, _, _)] = stored(engine)
    assert json.loads(inputs) == EXAMPLE
    assert len(inputs) < 500


def test_a_line_or_an_item_that_nobody_reads_has_its_error_in_its_place(client):
    good = json.dumps(EXAMPLE)
    digits = '{"edad": ' + "9" * 5_000 + "}"
    large = good[:-1] + ',"x":"' + "x" * 20_000 + '"}'
    items = [
        good,
        digits,
        "[" * 1_000 + "]" * 1_000,
        large,
        '{"edad": 1, "edad": 2}',
        '{"edad": "NaN"}',
        good,
    ]
    codes = [None, "not_finite", "not_a_record", "too_large", "missing", "missing", None]
    lines = client.post("/predict/batch", content="\n".join(items), headers={"Content-Type": LINES})
    batch = client.post("/predict/batch", content=f"[{','.join(items)}]", headers={"Content-Type": JSON})
    for answers in ([json.loads(line) for line in lines.text.splitlines()], batch.json()["results"]):
        found = [[error["code"] for error in answer.get("errors", [])] for answer in answers]
        assert len(found) == len(codes)
        for place, code in enumerate(codes):
            assert (code in found[place]) if code else not found[place]
        assert "duplicate_field" in found[4]
        assert answers[3]["errors"][0]["limits"] == {"max": 16 * 1024}


@pytest.fixture
def small(tmp_path):
    chosen = Settings(
        _env_file=None, DIABETES_DATA_DIR=tmp_path, store_predictions=False, batch_records=3, file_columns=100,
        file_rows=5,
    )  # fmt: skip
    with TestClient(create_app(chosen)) as client:
        yield client


def test_what_is_over_a_bound_is_refused_with_the_bound(small):
    row = "45,M\n"
    for kind, body, code, most in (
        (JSON, "[{},{},{},{}]", "too_many_records", 3),
        (JSON, "[" + "[]," * 100_000 + "{}]", "too_many_records", 3),
        (LINES, "{}\n" * 7, "too_many_rows", 5),
        (LINES, "\n" * 100_000, "too_many_rows", 5),
        (CSV, "edad,sexo\n" + row * 6, "too_many_rows", 5),
        (CSV, "edad,sexo," + ",".join(map(str, range(20_000))) + "\n" + row, "too_many_columns", 100),
        (CSV, 'edad,"\n",sexo' + "," * 200 + "\n" + row, "too_many_columns", 100),
        (CSV, "edad,sexo\n45,M" + "," * 1_000_000, "too_large", 8 * 16 * 1024),
    ):
        answer = small.post("/predict/batch", content=body, headers={"Content-Type": kind})
        assert answer.status_code == 413, (kind, body[:20])
        assert (answer.json()["errors"][0]["code"], answer.json()["errors"][0]["limits"]) == (
            code,
            {"max": most},
        )
    for kind, body in ((JSON, "[{},{},{}]"), (LINES, "{}\n" * 5), (CSV, "edad,sexo\n" + row * 5)):
        assert small.post("/predict/batch", content=body, headers={"Content-Type": kind}).status_code == 200


def test_a_list_that_is_none_is_refused_in_the_words_for_it(small):
    for body, code in (
        ("{}", "not_a_list"),
        ("7", "not_a_list"),
        ("[1,", "invalid_json"),
        ("", "invalid_json"),
    ):
        answer = small.post("/predict/batch", content=body, headers={"Content-Type": JSON})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)


@pytest.mark.parametrize(
    "sent",
    ["Ñandú-1".encode(), "N\u0303andu\u0301-1".encode(), "Ñandú-1".encode("latin-1"), " Ñandú-1 ".encode()],
)
def test_a_reference_is_found_however_its_letters_were_sent(client, command, sent):
    assert client.post("/predict", json=EXAMPLE, headers={b"X-Patient-Reference": sent}).status_code == 200
    assert "1 predictions deleted" in command("db", "forget", "--patient", "Ñandú-1", "--yes").output


def test_the_subject_of_a_resource_is_the_reference_in_its_normal_form(client):
    headers = {b"X-Patient-Reference": "N\u0303andu\u0301-1".encode(), b"Accept": b"application/fhir+json"}
    resource = client.post("/predict", json=EXAMPLE, headers=headers).json()
    assert resource["subject"]["identifier"]["value"] == "Ñandú-1"


def test_a_reference_of_ascii_letters_keeps_its_hash(stack_settings):
    import hmac

    plain = hmac.new(stack_settings.patient_key, b"CC 1234", "sha256").hexdigest()
    assert reference_hash(stack_settings, " CC 1234") == plain
    # As Python has the arguments of a command line that is not in UTF-8.
    assert normal_form("\udcd1and\udcfa-1") == "Ñandú-1"
