"""Recalibration agrees with independent fits, takes what training takes, and says what it did."""

import datetime
import warnings

import diabetes
import numpy as np
import polars as pl
import pyarrow as pa
import pytest
from common import synthetic_frame
from scipy.optimize import brentq
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

CUTS = {"dysglycaemia": 100, "diabetes": 126}
DATE = "2026-03-01"


@pytest.fixture(scope="module")
def model():
    return diabetes.Model.bundled()


@pytest.fixture(scope="module")
def people():
    return synthetic_frame(1500, seed=11)


@pytest.fixture(scope="module")
def few(people):
    """So few people with diabetes that the slope is not refitted."""
    sick = people["Resultado"] >= 126
    return people[~sick | (sick.cumsum() <= 60)].reset_index(drop=True)


def scores(model, people, output):
    """The scores before calibration."""
    records = people.drop(columns="Resultado").to_dict("records")
    return np.array([sum(part.points for part in model.explain(record, output=output)) for record in records])


def calibration(model, output):
    numbers = model.info["outputs"][output]["calibration"]
    return numbers["intercept"], numbers["slope"]


def facts(model, output):
    return model.info["recalibration"]["outputs"][output]


@pytest.mark.parametrize("output", ["dysglycaemia", "diabetes"])
@pytest.mark.parametrize("weighted", [False, True])
def test_intercept_and_slope_are_those_of_a_logistic_regression(model, people, output, weighted):
    weights = np.linspace(0.5, 2, len(people)) if weighted else np.ones(len(people))
    local = model.recalibrate(people, weights=weights if weighted else None)
    x = scores(model, people, output)[:, None]
    fit = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000)
    fit.fit(x, people["Resultado"] >= CUTS[output], sample_weight=weights)
    assert facts(local, output)["refitted"] == "intercept_and_slope"
    assert calibration(local, output) == pytest.approx((fit.intercept_[0], fit.coef_[0, 0]), rel=1e-4)


def test_with_few_events_the_intercept_is_that_of_a_regression_with_an_offset(model, few):
    local = model.recalibrate(few)
    intercept, slope = calibration(model, "diabetes")
    offset = intercept + slope * scores(model, few, "diabetes")
    events = (few["Resultado"] >= 126).sum()
    shift = brentq(lambda shift: expit(offset + shift).sum() - events, -10, 10, xtol=1e-12)
    assert facts(local, "diabetes")["refitted"] == "intercept"
    assert calibration(local, "diabetes") == pytest.approx((intercept + shift, slope), rel=1e-9)
    assert facts(local, "diabetes")["before"]["in_the_large"] == pytest.approx(shift, abs=0.05)


def test_the_glucose_is_a_line_of_least_squares_and_with_few_rows_a_shift(model, people):
    x = scores(model, people, "glucose")
    slope, intercept = np.polyfit(x, people["Resultado"], 1)
    assert calibration(model.recalibrate(people), "glucose") == pytest.approx((intercept, slope), rel=1e-8)
    local = model.recalibrate(people.head(150))
    shift = (people["Resultado"] - x)[:150].mean()
    assert facts(local, "glucose")["refitted"] == "intercept"
    assert calibration(local, "glucose") == pytest.approx((shift, 1.0), rel=1e-9)


def test_figures_before_and_cutoffs_are_those_of_the_answers(model, people):
    local = model.recalibrate(people)
    sick = people["Resultado"] >= 126
    before = model.predict_batch(people.drop(columns="Resultado"))["prob_Diabetes"]
    assert facts(local, "diabetes")["before"]["observed_expected"] == pytest.approx(sick.sum() / before.sum())
    after = local.predict_batch(people.drop(columns="Resultado"))["prob_Diabetes"]
    assert facts(local, "diabetes")["after"]["observed_expected"] == pytest.approx(1, abs=0.05)
    assert sick.sum() / after.sum() == pytest.approx(1, abs=0.01)
    cutoffs = local.info["recalibration"]["cutoffs"]
    assert cutoffs["before"] == model.info["cutoffs"]
    assert cutoffs["after"] == local.info["cutoffs"]
    assert np.mean(after[sick] >= cutoffs["after"]["sensitivity_80"]) == pytest.approx(0.8, abs=0.01)
    assert np.mean(after[~sick] < cutoffs["after"]["specificity_90"]) == pytest.approx(0.9, abs=0.01)


def test_tables_and_lists_give_the_same_model_and_the_terms_stay(model, people):
    local = model.recalibrate(people, source="generated", date=DATE)
    arrow = pa.Table.from_pandas(people)
    others = [
        people.to_dict("records"),
        pl.from_pandas(people),
        arrow,
        people.rename(columns={"Resultado": "fpg"}),
    ]
    for data, target in zip(others, ["Resultado"] * 3 + ["fpg"], strict=True):
        again = model.recalibrate(data, target=target, source="generated", date=datetime.date(2026, 3, 1))
        assert again.to_json() == local.to_json()
    record = people.drop(columns="Resultado").to_dict("records")[0]
    assert local.explain(record) == model.explain(record)
    assert diabetes.Model.from_json(local.to_json()) == local


def test_weights_are_a_column_or_one_a_row(model, people):
    weights = np.linspace(0, 2, len(people))
    by_rows = model.recalibrate(people, weights=list(weights), date=DATE)
    assert model.recalibrate(people.assign(w=weights), weights="w", date=DATE) == by_rows
    known = by_rows.info["recalibration"]
    assert (known["weighted"], known["skipped"]) == (True, {"no_weight": 1})


def test_the_facts_say_what_was_done(model, people):
    assert model.info["recalibration"] is None
    before = datetime.datetime.now(datetime.timezone.utc).date()
    local = model.recalibrate(people, seed=7, source="generated")
    known = local.info["recalibration"]
    assert before <= datetime.date.fromisoformat(known["date"]) <= before + datetime.timedelta(days=1)
    assert (known["source"], known["seed"], known["folds"]) == ("generated", 7, 5)
    assert known["model_hash"] == model.info["hash"] != local.info["hash"]
    assert (known["rows"], known["skipped"], known["weighted"]) == (len(people), {}, False)
    assert (known["synthetic"], local.info["synthetic"], model.info["synthetic"]) == (True, True, False)
    sick = facts(local, "diabetes")
    assert (sick["rows"], sick["events"]) == (len(people), (people["Resultado"] >= 126).sum())
    assert (sick["judged_on"], sick["reason"]) == ("every_test", None)
    intercept, slope = calibration(model, "diabetes")
    assert sick["calibration_before"] == {"intercept": intercept, "slope": slope}
    again = local.recalibrate(people)
    assert again.info["recalibration"]["model_hash"] == local.info["hash"]


def test_an_output_that_is_kept_is_warned_of(model, people):
    healthy = people[people["Resultado"] < 126]
    with pytest.warns(diabetes.TrainingWarning, match="too_few_events: output diabetes is kept") as caught:
        local = model.recalibrate(healthy)
    assert caught[0].filename == __file__
    assert facts(local, "diabetes")["refitted"] == "kept"
    assert facts(local, "diabetes")["reason"] == "too_few_events"
    assert local.info["cutoffs"] == model.info["cutoffs"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model.recalibrate(people)


@pytest.mark.parametrize(
    ("change", "options", "code"),
    [
        (lambda people: people.head(99), {}, "too_few_rows"),
        (lambda people: people.drop(columns="Resultado").assign(hba1c=5.0), {}, "no_output"),
        (lambda people: people.drop(columns="Resultado"), {}, "no_outcome"),
        (lambda people: people.drop(columns="tas"), {}, "too_few_rows"),
        (lambda people: people.assign(embarazo="Si", sexo="F"), {}, "too_few_rows"),
        (lambda people: people.assign(diabetes_diagnosticada="Si"), {}, "too_few_rows"),
        (lambda people: people, {"weights": [1.0]}, "bad_shape"),
        (lambda people: people, {"weights": "age"}, "bad_option"),
        (lambda people: people, {"target": "edad"}, "bad_option"),
        (lambda people: people, {"target": "fpg"}, "bad_option"),
        (lambda people: people.to_dict("records"), {"target": "fpg"}, "bad_option"),
        (lambda people: people, {"seed": -1}, "bad_option"),
        (lambda people: people, {"date": "yesterday"}, "bad_option"),
    ],
)
def test_what_cannot_be_recalibrated_is_refused(model, people, change, options, code):
    with pytest.raises(diabetes.TrainingError) as caught:
        model.recalibrate(change(people), **options)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "date", ["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-01", "2026-1-1", "tomorrow"]
)
def test_a_date_that_is_no_day_is_refused(bundled, date):
    with pytest.raises(diabetes.TrainingError, match="calendar date") as caught:
        bundled.recalibrate(diabetes.generate(300, seed=1), date=date)
    assert caught.value.code == "bad_option"


def test_a_recalibration_that_helps_is_better_and_one_on_chance_is_refused(model, people):
    judged = model.judge_recalibration(people, resamples=200)
    assert (judged["verdict"], judged["refused"]) == ("better", False)
    figures = judged["outputs"]["diabetes"]
    known = facts(model.recalibrate(people), "diabetes")
    assert figures["after"]["brier"]["value"] == pytest.approx(known["after"]["brier"], rel=1e-12)
    low, high = figures["brier_change"]["interval"]
    assert low <= high < 0
    shuffled = people.assign(Resultado=people["Resultado"].sample(frac=1, random_state=3).to_numpy())
    judged = model.judge_recalibration(shuffled, resamples=200)
    assert (judged["verdict"], judged["refused"]) == ("below_floor", True)
    assert judged["outputs"]["diabetes"]["before"]["auroc"]["value"] < judged["least_auroc"]
