"""Generated records are told from people by their joint distribution, not by a mark or a name."""

import warnings

import diabetes
import numpy as np
import pandas as pd
import pytest
from common import shared_file, synthetic_frame

LINEAR = {"outputs": ["glucose"], "test_size": 0}
NUMBERS = ["edad", "imc", "talla", "peso", "perimetro_abdominal", "tas", "tad", "frecuencia_cardiaca"]


def known(data, **options):
    """What a model of the data says of it."""
    return diabetes.train(data, **LINEAR, **options).info["synthetic"]


def of_another_program(rows, seed, decimals=None):
    """Records of the same law, written as another program would, with columns of its own."""
    random = np.random.default_rng(seed)
    c = random.choice(3, rows, p=[0.40, 0.35, 0.25])
    ends = np.array([(70, 99), (100, 126), (127, 200)])[c]
    bell = lambda base, shift, sd, low, high: random.normal(base + shift * c, sd).clip(low, high)  # noqa: E731
    frame = pd.DataFrame(
        {
            "identificacion": 1_000_000 + np.arange(rows),
            "fecha_registro": pd.date_range("2024-01-01", periods=rows, freq="h"),
            "edad": bell(30, 10, 15, 18, 90),
            "sexo": random.choice(["M", "F"], rows),
            "imc": bell(22, 4, 3, 16, 45),
            "talla": bell(165, 0, 10, 140, 200),
            "perimetro_abdominal": bell(80, 10, 10, 60, 150),
            "tas": bell(110, 15, 10, 90, 200),
            "tad": bell(70, 10, 7, 60, 120),
            "frecuencia_cardiaca": bell(70, 5, 10, 50, 110),
            "fuma": np.where(random.random(rows) < 0.2 + 0.1 * c, "Si", "No"),
            "puntaje_findrisc": bell(5, 7, 3, 0, 26),
            "Resultado": (random.uniform(ends[:, 0], ends[:, 1]) + random.normal(0, 5, rows)).clip(50, 400),
        }
    )
    frame["tas"] = np.where(frame["tas"] > frame["tad"], frame["tas"], frame["tad"] + 1)
    frame["peso"] = frame["imc"] * (frame["talla"] / 100) ** 2
    return frame if decimals is None else frame.round(decimals)


@pytest.mark.parametrize("decimals", [None, 2, 1])
def test_generated_records_of_any_program_are_known(decimals, tmp_path):
    frame = of_another_program(1000, 1, decimals)
    assert known(frame, source="Hospital, 2020 to 2025") is True
    frame.to_csv(tmp_path / "people.csv", index=False, sep=";", decimal=",")
    assert known(diabetes.read_csv(tmp_path / "people.csv"), source="Hospital") is True


def test_generated_records_are_known_rounded_renamed_and_in_part():
    frame = synthetic_frame(1000, seed=2)
    assert known(frame.round(2), source="x") is True
    assert known(frame.drop(columns="peso").round(dict.fromkeys([*NUMBERS, "Resultado"], 0))) is True
    assert known(frame.rename(columns={"Resultado": "fpg"}), target="fpg", source="x") is True
    assert known(frame[["Resultado", "sexo", "edad", "fuma"]], source="x") is True
    assert known(frame[frame["sexo"] == "F"], source="x") is True
    assert known(frame.sample(frac=1, random_state=1), source="x") is True
    assert known(frame.head(120), source="x") is True
    assert known(frame.to_dict("records"), source="x") is True


@pytest.fixture(scope="module")
def people():
    survey = pd.read_csv(shared_file("data", "nhanes_adults_1999_2014_v2.csv"), low_memory=False)
    # Those with diagnosed diabetes and the pregnant train nothing: here they count like the others.
    survey = survey.drop(columns=["diabetes_diagnosticada", "embarazo", "consume_alcohol"])
    return survey.dropna(subset=["Resultado", "tas", "tad"])


def test_people_are_never_taken_for_generated(people):
    groups = {
        "women": people["sexo"] == "F",
        "old": people["edad"] > 60,
        "young": people["edad"] < 35,
        "high": people["Resultado"] >= 126,
        "lean": people["imc"] < 25,
        **{f"cycle {cycle}": people["ciclo"] == cycle for cycle in people["ciclo"].unique()},
    }
    assert known(people, source="NHANES") is False
    for number, (name, wanted) in enumerate(groups.items()):
        group = people[wanted]
        assert known(group, source="NHANES") is False, name
        for fields in (
            list(people),
            ["edad", "sexo", "Resultado"],
            ["edad", "sexo", "tas", "imc", "Resultado"],
        ):
            part = group[fields].sample(120, random_state=number)
            assert known(part, source="NHANES") is False, (name, fields)


def test_generated_records_are_known_among_people(people):
    generated = synthetic_frame(1000, seed=3)
    appended = pd.concat([people.head(3000), generated])
    assert known(appended, source="NHANES") is True
    mixed = pd.concat([people.sample(300, random_state=1), generated]).sample(frac=1, random_state=1)
    assert known(mixed, source="NHANES") is True


def test_without_a_source_the_model_says_that_it_is_not_known(tmp_path):
    # Of no law that the library knows.
    random = np.random.default_rng(1)
    frame = pd.DataFrame(
        {"edad": random.uniform(18, 90, 400), "sexo": "F", "imc": random.uniform(18, 40, 400)}
    )
    frame["Resultado"] = 80 + frame["edad"] / 2 + random.normal(0, 10, 400)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        model = diabetes.train(frame, outputs=["glucose"])
        stated = diabetes.train(frame, outputs=["glucose"], source="Clinic, 2020 to 2025")
    assert [str(one.message).split(":")[0] for one in said].count("source_not_stated") == 1
    assert (model.info["synthetic"], stated.info["synthetic"]) == (None, False)
    assert known(frame, source="  ") is None
    model.save(tmp_path / "model.json")
    assert diabetes.Model.load(tmp_path / "model.json") == model
    evaluated = diabetes.evaluate(model, frame.assign(tas=120, tad=80, perimetro_abdominal=90), resamples=0)
    assert "source_not_stated" in [note["code"] for note in evaluated.to_dict()["warnings"]]


def test_a_recalibration_counts_too_and_also_an_earlier_one(bundled):
    random = np.random.default_rng(2)
    own = synthetic_frame(400, seed=4)
    own["imc"], own["perimetro_abdominal"] = random.uniform(18, 40, 400), random.uniform(70, 120, 400)
    own["edad"], own["tad"], own["tas"] = random.uniform(30, 80, 400), 75, random.uniform(100, 160, 400)
    own = own.drop(columns=["peso", "puntaje_findrisc", "talla"])
    assert bundled.info["synthetic"] is False
    assert bundled.recalibrate(own, source="Clinic").info["synthetic"] is False
    assert bundled.recalibrate(own).info["synthetic"] is None
    generated = bundled.recalibrate(synthetic_frame(400, seed=5), source="Clinic")
    assert generated.info["synthetic"] is True
    assert generated.recalibrate(own, source="Clinic").info["synthetic"] is True
