"""Cut-offs that say nothing are left out, and an interval holds its estimate."""

import diabetes
import numpy as np
import pandas as pd
import pytest
from common import COMPLETE, synthetic_frame


@pytest.fixture(scope="module")
def separated():
    frame = synthetic_frame(2000, seed=4).drop(columns=["peso", "puntaje_findrisc", "riesgo_cardiovascular"])
    frame["Resultado"] = np.where(frame["imc"] > 30, 150.0, 85.0) + (frame["edad"] % 5)
    return frame


def test_a_separated_outcome_gives_no_risk_levels_and_says_why(separated):
    with pytest.warns(diabetes.TrainingWarning, match="cutoffs_left_out: separated"):
        model = diabetes.train(separated, test_size=0)
    assert model.info["cutoffs"] is None
    answer = model.predict(COMPLETE)
    assert answer.probabilities is not None
    assert (answer.risk_level, answer.test_advised) == (None, None)
    table = model.predict_batch(separated.drop(columns="Resultado").head(100))
    assert table["risk_level"].isna().all()


def test_a_recalibration_leaves_them_out_too(bundled, separated):
    odd = separated.assign(imc=np.where(separated["Resultado"] > 120, 60.0, 19.0), edad=45, tad=80, tas=120)
    odd["perimetro_abdominal"] = np.where(separated["Resultado"] > 120, 150.0, 70.0)
    with pytest.warns(diabetes.TrainingWarning, match="the cut-offs of the risk levels are left out"):
        model = bundled.recalibrate(
            odd[["edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad", "Resultado"]]
        )
    assert model.info["cutoffs"] is None
    assert model.info["recalibration"]["cutoffs"]["reason"] in ("separated", "equal")
    assert diabetes.Model.from_json(model.to_json()) == model


@pytest.mark.parametrize("algorithm", ["linear", "additive"])
def test_an_interval_holds_its_estimate(algorithm, tmp_path):
    random = np.random.default_rng(5)
    frame = pd.DataFrame(
        {"edad": random.uniform(20, 80, 600), "sexo": "F", "imc": random.uniform(18, 40, 600)}
    )
    # Half of the people of a bin lie far above: nearly all errors are on one side.
    frame["Resultado"] = (
        100 + frame["edad"] / 10 + np.where(random.random(600) < 0.03, -70.0, random.uniform(0, 1, 600))
    )
    model = diabetes.train(frame, algorithm=algorithm, outputs=["glucose"], test_size=0)
    people = frame.drop(columns="Resultado").assign(tas=120, tad=80, perimetro_abdominal=90)
    people.loc[0, "edad"] = 120
    answers = model.predict_batch(people)
    assert (answers["interval_low"] <= answers["glucose_mg_dl"]).all()
    assert (answers["glucose_mg_dl"] <= answers["interval_high"]).all()
    for row in (0, 1, 599):
        alone = model.predict(people.iloc[row].to_dict())
        low, high = alone.interval
        assert (low, alone.glucose_mg_dl, high) == tuple(
            answers.loc[row, ["interval_low", "glucose_mg_dl", "interval_high"]]
        )


def test_an_estimate_stays_in_the_range_of_a_glucose():
    frame = synthetic_frame(1000, seed=6)
    frame["Resultado"] = (frame["imc"] * 20 - 350).clip(20, 1000)
    model = diabetes.train(frame, outputs=["glucose"], test_size=0)
    people = [{**COMPLETE, "imc": 100}, {**COMPLETE, "imc": 10}]
    high, low = (model.predict({k: v for k, v in one.items() if k != "peso"}) for one in people)
    assert (high.glucose_mg_dl, high.interval[1], low.glucose_mg_dl, low.interval[0]) == (1000, 1000, 20, 20)
    batch = model.predict_batch(
        pd.DataFrame([{k: v for k, v in one.items() if k != "peso"} for one in people] * 50)
    )
    assert set(batch["glucose_mg_dl"]) == {20, 1000}
    assert (batch["interval_low"].min(), batch["interval_high"].max()) == (20, 1000)
