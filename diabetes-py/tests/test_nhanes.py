"""Real people: trained on earlier survey cycles as the bundled model was, measured on later ones."""

import re
from pathlib import Path

import diabetes
import numpy as np
import pandas as pd
import pytest
from common import CHOICES, NUMBERS, REQUIRED, shared_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

OUTCOMES = ["Resultado", "hba1c"]


@pytest.fixture(scope="module")
def people():
    """Non-pregnant adults without diagnosed diabetes; told borderline counts as undiagnosed."""
    path = shared_file("data", "nhanes_adults_1999_2014_v2.csv")
    survey = pd.read_csv(path, dtype=dict.fromkeys(CHOICES, "str"), keep_default_na=True)
    undiagnosed = survey["diabetes_diagnosticada"].isin(["No", "Limite"])
    survey = survey[undiagnosed & (survey["embarazo"] == "No")].copy()
    survey["hipertension"] = survey["hipertension"].mask(survey["medicamentos_hta"] == "Si", "Si")
    degrees = {"Si": "Primero", "No": "Ninguno"}
    survey["grado_familiar_dm"] = survey["historia_familiar_dm"].map(degrees)
    return survey


@pytest.fixture(scope="module", params=["linear", "additive"])
def model(people, request):
    fields = [name for name in people if name in NUMBERS or name in CHOICES]
    earlier = people[people["ciclo"] <= 2007]
    return diabetes.train(
        earlier[[*fields, "Resultado"]],
        algorithm=request.param,
        test_size=0,
        weights=0.5 ** ((2007 - earlier["ciclo"]) / 4),
        judges=earlier["ciclo"] >= 2005,
    )


@pytest.fixture(scope="module")
def later(people):
    """Valid people of the later cycles with a measured HbA1c."""
    rows = people[people["ciclo"].between(2009, 2013)].dropna(subset=[*REQUIRED, "hba1c"])
    within = [rows[field].between(*NUMBERS[field]) for field in REQUIRED if field in NUMBERS]
    rows = rows[np.logical_and.reduce(within) & (rows["tad"] < rows["tas"])]
    fields = [name for name in rows if name in NUMBERS or name in CHOICES or name == "Resultado"]
    return rows[fields].reset_index(drop=True)


@pytest.fixture(scope="module")
def answers(model, later):
    return model.predict_batch(later.drop(columns=OUTCOMES))


def lowest_points(score, rows):
    return [score(record).points_min for record in rows.to_dict("records")]


def test_the_later_cycles_are_all_answered(later, answers):
    assert len(later) > 12_000
    assert (later["hba1c"] >= 6.5).sum() > 400
    assert answers["errors"].isna().all()
    assert answers["prob_Diabetes"].between(0, 1).all()


@pytest.mark.parametrize("score", [diabetes.findrisc, diabetes.ada_risk_test])
def test_the_model_finds_undiagnosed_diabetes_better_than_a_paper_form(later, answers, score):
    points = np.array(lowest_points(score, later.drop(columns=OUTCOMES)))
    never_told = (later["antecedente_glucosa_alta"] == "No").to_numpy()
    for people, least in ((never_told, 0.79), (np.ones(len(later), bool), 0.82)):
        diseased = later["hba1c"][people] >= 6.5
        ours = roc_auc_score(diseased, answers["prob_Diabetes"][people])
        form = roc_auc_score(diseased, points[people])
        assert ours >= max(form + 0.02, least)
        assert 0.70 <= form <= 0.79


def test_the_level_holds_with_the_question_known_and_blank(model, later, answers):
    both = later["Resultado"].notna()
    cases = ((later["hba1c"] >= 6.5) | (later["Resultado"] >= 126))[both].sum()
    blank = model.predict_batch(later.drop(columns=[*OUTCOMES, "antecedente_glucosa_alta"]))
    known, blank = (cases / table["prob_Diabetes"][both].sum() for table in (answers, blank))
    assert 0.90 <= known <= 1.15
    assert 0.90 <= blank <= 1.15


def test_no_outcome_leaks_into_the_estimates(model, later, answers):
    assert roc_auc_score(later["hba1c"] >= 6.5, answers["prob_Diabetes"]) < 0.85
    assert roc_auc_score(later["hba1c"] >= 5.7, answers["glucose_mg_dl"]) < 0.85
    told = model.predict_batch(later)
    for name in ("glucose_mg_dl", "prob_Diabetes", "prob_Normal"):
        pd.testing.assert_series_equal(told[name], answers[name], check_exact=True)


@pytest.mark.parametrize("output", ["diabetes", "dysglycaemia"])
def test_the_probabilities_are_calibrated_in_cross_fitting(model, output):
    figures = model.info["metrics"]["cross_fitted"][output]
    assert 0.9 <= figures["calibration_slope"] <= 1.1
    assert abs(figures["calibration_intercept"]) <= 0.3
    assert 0.70 < figures["auroc"] < 0.85


def test_the_interval_covers_ninety_percent_in_each_third_of_the_estimate(model):
    figures = model.info["metrics"]["cross_fitted"]["glucose"]
    assert 0.88 <= figures["coverage_90"] <= 0.92
    assert len(figures["coverage_90_by_third"]) == 3
    assert all(0.88 <= share <= 0.92 for share in figures["coverage_90_by_third"])


def test_the_glucose_estimate_claims_no_more_than_is_true(model):
    figures = model.info["metrics"]["cross_fitted"]["glucose"]
    assert 0.05 <= figures["r2"] <= 0.20
    assert 8 <= figures["mae"] <= 12


def test_the_glucose_estimate_is_not_far_off_in_the_later_cycles(later, answers):
    known = later["Resultado"].notna()
    error = later.loc[known, "Resultado"] - answers.loc[known, "glucose_mg_dl"]
    assert known.sum() > 3_500
    assert error.abs().mean() < 12
    covered = later.loc[known, "Resultado"].between(
        answers.loc[known, "interval_low"], answers.loc[known, "interval_high"]
    )
    assert 0.85 <= covered.mean() <= 0.95


@pytest.fixture(scope="module", params=["linear", "additive"])
def recalibrated(people, request):
    """Figures on one half of 2009 to 2012, before and after an old model was recalibrated on the other."""
    fields = [name for name in people if name in NUMBERS or name in CHOICES]
    earlier = people.loc[people["ciclo"] <= 2007, [*fields, "Resultado"]]
    model = diabetes.train(earlier, algorithm=request.param, test_size=0)
    rows = people.loc[people["ciclo"].isin([2009, 2011]), [*fields, "Resultado"]].dropna(subset=OUTCOMES)
    half = np.arange(len(rows)) % 2 == 0
    local = model.recalibrate(rows[half], source="NHANES 2009 to 2012, one half")
    other = rows[~half]
    sick = (other["Resultado"] >= 126) | (other["hba1c"] >= 6.5)
    prediabetic = (other["Resultado"] >= 100) | (other["hba1c"] >= 5.7)

    def figures(which):
        answers = which.predict_batch(other.drop(columns=OUTCOMES))
        known = answers["errors"].isna()
        for output, outcome, p in [
            ("diabetes", sick, answers["prob_Diabetes"]),
            ("dysglycaemia", prediabetic, 1 - answers["prob_Normal"]),
        ]:
            logit = np.log(p[known] / (1 - p[known])).to_frame()
            line = LogisticRegression(C=np.inf, tol=1e-10).fit(logit, outcome[known])
            yield output, (outcome[known].sum() / p[known].sum(), line.coef_[0, 0], outcome[known].sum())

    return local, dict(figures(model)), dict(figures(local))


def test_recalibration_on_one_half_moves_the_other_half_towards_one(recalibrated):
    local, before, after = recalibrated
    assert local.info["recalibration"]["rows"] > 1_900
    for output in ("diabetes", "dysglycaemia"):
        (ratio_before, slope_before, cases), (ratio, slope, _) = before[output], after[output]
        # Few cases differ by chance from half to half.
        assert abs(ratio - 1) < max(abs(ratio_before - 1) / 2, 2 / cases**0.5)
        # It had not changed beyond chance, so it is kept.
        assert slope == pytest.approx(slope_before, abs=1e-3)
        assert 0.85 <= slope <= 1.15


def test_the_figures_of_those_never_told_come_first():
    root = Path(__file__).parents[2]
    for page in ("README.md", "docs/explanation.md", "diabetes-core/models/nhanes.md"):
        rows = re.findall(r"^\| (told No|told Si|all) \|", (root / page).read_text("utf-8"), re.M)
        assert rows[0] == "told No", page
        assert rows.index("told Si") < rows.index("all"), page
