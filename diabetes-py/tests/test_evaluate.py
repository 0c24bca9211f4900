"""Evaluation: figures are those of scikit-learn and statsmodels, rows those that the model answers."""

import json
import warnings

import diabetes
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import statsmodels.api as sm
from common import shared_file, synthetic_frame
from sklearn import metrics

CUTS = {"Resultado": {"dysglycaemia": 100, "diabetes": 126}, "hba1c": {"dysglycaemia": 5.7, "diabetes": 6.5}}
SCORES = {score["name"]: getattr(diabetes, score["name"]) for score in diabetes.scores()}
NEAR = {"rel": 1e-9, "abs": 1e-9}
KEYS = [
    "calibration", "cutoffs", "data", "decision", "discrimination", "evaluated", "glucose", "library_version",
    "missing", "model", "participants", "resamples", "seed", "subgroups", "sums", "terms",
    "warnings",
]  # fmt: skip

pytestmark = pytest.mark.filterwarnings("ignore:ignored columns")


def synthetic_people(n=3000, seed=11):
    """Synthetic people with both tests, each missing for some, and weights."""
    frame = synthetic_frame(n, seed)
    chance = np.random.default_rng(seed)
    frame["hba1c"] = (3.4 + frame["Resultado"] / 45 + chance.normal(0, 0.4, n)).clip(3, 20).round(1)
    frame.loc[chance.random(n) < 0.2, "hba1c"] = np.nan
    frame.loc[chance.random(n) < 0.1, "Resultado"] = np.nan
    frame["w"] = chance.integers(1, 6, n) / 2
    frame["clinic"] = chance.choice(["North", "South", "West"], n)
    return frame


def survey_people():
    """Adults of the survey that the model answers, with its fasting weights."""
    frame = pd.read_csv(shared_file("data", "nhanes_adults_1999_2014.csv")).iloc[::3]
    required = ["edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad"]
    frame = frame.dropna(subset=required).query("tad < tas and tad >= 20")
    frame = frame[(frame["diabetes_diagnosticada"] != "Si") & (frame["embarazo"] != "Si")]
    return frame.rename(columns={"peso_muestral_ayunas": "w"}).query("w > 0").reset_index(drop=True)


@pytest.fixture(scope="module", params=["synthetic", "survey"])
def people(request):
    return synthetic_people() if request.param == "synthetic" else survey_people()


@pytest.fixture(scope="module", params=[None, "w"], ids=["plain", "weighted"])
def weights(request):
    return request.param


@pytest.fixture(scope="module")
def found(bundled, people, weights):
    return evaluate(bundled, people, weights=weights, resamples=0)


@pytest.fixture(scope="module")
def answers(bundled, people):
    """The people with what the model and the scores say of them."""
    said = bundled.predict_batch(people.drop(columns="Resultado"))
    both = people.assign(
        diabetes=said["prob_Diabetes"],
        dysglycaemia=said["prob_Diabetes"] + said["prob_Prediabetes"],
        estimate=said["glucose_mg_dl"],
    )
    records = [{k: v for k, v in row.items() if not pd.isna(v)} for row in people.to_dict("records")]
    for name, score in SCORES.items():
        both[name] = [score(record).points_min for record in records]
    return both


def evaluate(model, data, **options):
    return diabetes.evaluate(model, data, **options).to_dict()


def of_weights(rows, weights):
    return np.ones(len(rows)) if weights is None else rows[weights].to_numpy()


def case(rows, output):
    """Whether any known test reaches its cut-off."""
    reached = [rows[test] >= cuts[output] for test, cuts in CUTS.items()]
    return (reached[0] | reached[1]).to_numpy()


def judged(answers):
    return answers.dropna(subset=list(CUTS))


def test_discrimination_is_scikit_learns(found, answers, weights):
    assert [of["outcome"] for of in found["discrimination"]] == [
        "Resultado >= 100", "Resultado >= 126", "hba1c >= 5.7", "hba1c >= 6.5", "definition", "definition",
    ]  # fmt: skip
    for of in found["discrimination"]:
        if of["field"]:
            rows = answers.dropna(subset=of["field"])
            outcome = (rows[of["field"]] >= of["at"]).to_numpy()
        else:
            rows = judged(answers)
            outcome = case(rows, of["output"])
        assert (of["rows"], of["events"]) == (len(rows), outcome.sum())
        w = of_weights(rows, weights)
        assert [ranking["name"] for ranking in of["rankings"]] == [of["output"], *SCORES]
        areas = {}
        for ranking in of["rankings"]:
            by = rows[ranking["name"]]
            areas[ranking["name"]] = ranking["auroc"]
            area = metrics.roc_auc_score(outcome, by, sample_weight=w)
            assert ranking["auroc"] == pytest.approx(area, **NEAR)
            precision = metrics.average_precision_score(outcome, by, sample_weight=w)
            assert ranking["average_precision"] == pytest.approx(precision, **NEAR)
            if ranking["kind"] == "score":
                assert ranking["auroc_difference"] == pytest.approx(areas[of["output"]] - ranking["auroc"])


def test_calibration_is_statsmodels(found, answers, weights):
    rows = judged(answers)
    w = of_weights(rows, weights)
    for of in found["calibration"]:
        p = rows[of["output"]].to_numpy()
        y = case(rows, of["output"]).astype(float)
        assert (of["judged_on"], of["rows"], of["events"]) == ("every_test", len(rows), y.sum())
        logit = np.log(p / (1 - p))
        family = sm.families.Binomial()
        line = sm.GLM(y, sm.add_constant(logit), family=family, freq_weights=w).fit(tol=1e-14)
        assert (of["intercept"], of["slope"]) == pytest.approx(tuple(line.params), **NEAR)
        large = sm.GLM(y, np.ones(len(y)), family=family, offset=logit, freq_weights=w).fit(tol=1e-14)
        assert of["in_the_large"] == pytest.approx(large.params[0], **NEAR)
        assert of["brier"] == pytest.approx(metrics.brier_score_loss(y, p, sample_weight=w), **NEAR)
        share = np.average(y, weights=w)
        assert of["brier_scaled"] == pytest.approx(1 - of["brier"] / (share * (1 - share)), **NEAR)
        assert of["observed_expected"] == pytest.approx((w * y).sum() / (w * p).sum(), **NEAR)
        curve = pd.DataFrame(of["curve"])
        assert len(curve) == 10
        assert curve["rows"].sum() == len(rows)
        assert curve["events"].sum() == y.sum()
        assert (curve["low"] < curve["observed"]).all()
        assert (curve["observed"] < curve["high"]).all()
        if weights is None:
            assert curve["predicted"].to_numpy() @ curve["rows"] == pytest.approx(p.sum())
            assert curve["rows"].max() - curve["rows"].min() <= 0.02 * len(rows)


def test_glucose_is_scikit_learns(found, answers, weights):
    rows = answers.dropna(subset="Resultado")
    y, estimate, w = rows["Resultado"], rows["estimate"], of_weights(rows, weights)
    of = found["glucose"]
    assert of["rows"] == len(rows)
    assert of["r2"] == pytest.approx(metrics.r2_score(y, estimate, sample_weight=w), **NEAR)
    assert of["mae"] == pytest.approx(metrics.mean_absolute_error(y, estimate, sample_weight=w), **NEAR)
    squared = metrics.mean_squared_error(y, estimate, sample_weight=w)
    assert of["rmse"] == pytest.approx(np.sqrt(squared), **NEAR)
    assert of["bias"] == pytest.approx(np.average(estimate - y, weights=w), **NEAR)


def test_decision_and_cutoffs_are_those_of_the_confusion_matrix(found, answers, weights):
    rows = judged(answers)
    y, p, w = case(rows, "diabetes"), rows["diabetes"].to_numpy(), of_weights(rows, weights)
    assert [point["threshold"] for point in found["decision"]["points"]] == [k / 100 for k in range(1, 21)]
    for point in found["decision"]["points"]:
        t = point["threshold"]
        (_, fp), (_, tp) = metrics.confusion_matrix(y, p >= t, sample_weight=w) / w.sum()
        assert point["model"] == pytest.approx(tp - fp * t / (1 - t), **NEAR)
        share = np.average(y, weights=w)
        assert point["all"] == pytest.approx(share - (1 - share) * t / (1 - t), **NEAR)
    assert [of["name"] for of in found["cutoffs"]] == ["Moderado", "Alto"]
    for of in found["cutoffs"]:
        flagged = p >= of["at"]
        assert [of["tn"], of["fp"], of["fn"], of["tp"]] == list(metrics.confusion_matrix(y, flagged).ravel())
        assert of["flagged"] == pytest.approx(np.average(flagged, weights=w), **NEAR)
        recall = metrics.recall_score(y, flagged, sample_weight=w)
        assert of["sensitivity"]["value"] == pytest.approx(recall, **NEAR)
        ppv = metrics.precision_score(y, flagged, sample_weight=w)
        assert of["ppv"]["value"] == pytest.approx(ppv, **NEAR)
        assert of["number_needed_to_test"] == pytest.approx(1 / ppv, **NEAR)
        if weights is None:
            wilson = sm.stats.proportion_confint(of["tp"], y.sum(), method="wilson")
            assert (of["sensitivity"]["low"], of["sensitivity"]["high"]) == pytest.approx(wilson, **NEAR)


def test_subgroups_are_the_same_figures_of_fewer_people(found, answers, weights):
    by = {
        ("sexo", "F"): answers["sexo"] == "F",
        ("edad", "45-54"): answers["edad"].between(45, 55, inclusive="left"),
        ("imc", "obesity (>= 30)"): answers["imc"] >= 30,
    }
    groups = {(group["by"], group["level"]): group for group in found["subgroups"]}
    for key, mask in by.items():
        of = groups[key]
        rows = judged(answers[mask])
        y, p, w = case(rows, "diabetes"), rows["diabetes"], of_weights(rows, weights)
        assert (of["rows"], of["events"]) == (len(rows), y.sum())
        assert of["auroc"] == pytest.approx(metrics.roc_auc_score(y, p, sample_weight=w), **NEAR)
        assert of["observed_expected"] == pytest.approx((w * y).sum() / (w * p).sum(), **NEAR)
        rows = answers[mask].dropna(subset="Resultado")
        w = of_weights(rows, weights)
        assert of["glucose_rows"] == len(rows)
        mae = metrics.mean_absolute_error(rows["Resultado"], rows["estimate"], sample_weight=w)
        assert of["glucose_mae"] == pytest.approx(mae, **NEAR)


def test_the_intervals_are_those_of_a_bootstrap_in_numpy(bundled):
    people = synthetic_people(1500, seed=4).dropna(subset="Resultado")
    found = evaluate(bundled, people, resamples=1000)
    of = found["discrimination"][1]["rankings"][1]
    said = bundled.predict_batch(people.drop(columns="Resultado"))
    p = said["prob_Diabetes"].to_numpy()
    records = people.to_dict("records")
    points = np.array([diabetes.findrisc({k: v for k, v in r.items() if v == v}).points_min for r in records])
    y = (people["Resultado"] >= 126).to_numpy()
    chance = np.random.default_rng(1)
    drawn = []
    for _ in range(600):
        rows = chance.integers(0, len(y), len(y))
        drawn.append(diabetes.auroc(y[rows], p[rows]) - diabetes.auroc(y[rows], points[rows]))
    low, high = np.percentile(drawn, [2.5, 97.5])
    assert of["auroc_difference_interval"] == pytest.approx([low, high], abs=0.15 * (high - low))
    # Paired: narrower than the intervals of the two areas would suggest.
    assert low < of["auroc_difference"] < high


def test_clusters_widen_intervals_and_the_seed_decides(bundled):
    people = synthetic_people(1200, seed=6)
    # Sorted by the outcome, neighbours are alike.
    people = people.sort_values("Resultado").reset_index(drop=True)
    people["village"] = people.index // 40

    def width(**options):
        figures = evaluate(bundled, people, resamples=300, **options)
        low, high = figures["calibration"][1]["observed_expected_interval"]
        return high - low

    assert width(cluster="village") > 2 * width()
    assert width(cluster="village") == width(cluster=people["village"].to_numpy())
    assert width(seed=1) == width(seed=1) != width(seed=2)


def test_every_kind_of_data_gives_the_same_evaluation(bundled):
    people = synthetic_people(400, seed=8)
    options = {"by": ["clinic", "w"], "weights": "w", "cluster": "clinic", "resamples": 20}
    expected = evaluate(bundled, people, **options)
    assert sorted(expected) == KEYS
    json.dumps(expected, allow_nan=False)
    records = people.astype(object).where(people.notna(), None).to_dict("records")
    for data in (pa.table(people), pl.from_pandas(people), records):
        assert evaluate(bundled, data, **options) == expected
    arrays = {"weights": people["w"], "cluster": list(people["clinic"])}
    assert evaluate(bundled, people, **{**options, **arrays}) == expected
    renamed = people.rename(columns={"Resultado": "fpg"})
    assert evaluate(bundled, renamed, target="fpg", **options) == expected


def test_columns_with_a_use_are_not_called_ignored(bundled):
    people = synthetic_people(300, seed=9).rename(columns={"Resultado": "fpg"})
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        diabetes.evaluate(bundled, people, by="clinic", target="fpg", resamples=0)
        diabetes.evaluate(bundled, people, by="clinic", weights="w", target="fpg", resamples=0)
        diabetes.evaluate(bundled, people, weights="w", target="fpg", cluster="clinic", resamples=0)
    assert [str(warning.message) for warning in caught] == ["ignored columns: w (nearest known: imc)"]


def test_groups_that_are_asked_for_stand_beside_the_usual_ones_or_take_their_place(bundled):
    people = synthetic_people(1000, seed=10)
    people.loc[:99, "clinic"] = None
    found = evaluate(bundled, people, by=["clinic", "edad", "w"], resamples=0)
    levels = {}
    for group in found["subgroups"]:
        levels.setdefault(group["by"], []).append(group["level"])
    assert levels["clinic"] == ["North", "South", "West"]
    assert sum(g["glucose_rows"] for g in found["subgroups"] if g["by"] == "clinic") <= 900
    # Five weights are a level each; ages are cut at their quartiles.
    assert levels["w"] == ["0.5", "1", "1.5", "2", "2.5"]
    assert len(levels["edad"]) == 4
    assert levels["edad"][0].startswith("< ")
    assert levels["sexo"] == ["M", "F"]
    assert levels["estrato"] == ["1", "2", "3", "4", "5", "6"]


def test_rows_that_are_not_answered_are_counted_by_code(bundled):
    people = synthetic_people(500, seed=12)
    people["embarazo"] = "No"
    people["diabetes_diagnosticada"] = "No"
    people.loc[0, "edad"] = 7
    people.loc[1, "imc"] = np.nan
    people.loc[1, ["talla", "peso"]] = np.nan
    people.loc[2, "diabetes_diagnosticada"] = "Si"
    people.loc[[3, 4], "embarazo"] = "Si"
    people.loc[[3, 4], "sexo"] = "F"
    people.loc[5, "w"] = np.nan
    data = evaluate(bundled, people, weights="w", resamples=0)["data"]
    assert data["invalid"] == {"missing": 1, "out_of_range": 1}
    assert data["not_applicable"] == {"known_diabetes": 1, "pregnant": 2}
    assert (data["rows"], data["no_weight"], data["answered"]) == (500, 1, 494)
    rest = people.iloc[6:]
    assert data["tests"] == {test: rest[test].notna().sum() for test in CUTS}


def test_what_to_keep_in_mind_is_said(bundled, synthetic):
    def codes(model, people, **options):
        return {warning["code"] for warning in evaluate(model, people, resamples=0, **options)["warnings"]}

    people = synthetic_people(300, seed=13)
    assert codes(synthetic, people) >= {"synthetic_model", "implausible_auroc", "diagnosis_unknown"}
    assert "synthetic_model" not in codes(bundled, people.assign(diabetes_diagnosticada="No"))
    assert "few_events" in codes(bundled, people.assign(Resultado=90.0, hba1c=5.0))
    assert codes(bundled, people.assign(edad=7)) >= {"no_rows", "few_events"}


def test_a_model_of_glucose_alone_is_judged_by_its_glucose(synthetic):
    people = synthetic_people(600, seed=14)
    model = diabetes.train(synthetic_frame(1000, 1), outputs="glucose")
    found = evaluate(model, people, resamples=50)
    assert found["discrimination"] == found["calibration"] == []
    assert found["decision"] is found["cutoffs"] is None
    low, high = found["glucose"]["r2_interval"]
    assert low < found["glucose"]["r2"] < high
    groups = [group for group in found["subgroups"] if group["glucose_rows"] > 9]
    assert all(group["withheld"] and group["glucose_mae"] for group in groups)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"by": "nothing"}, "bad_option"),
        ({"weights": "clinic"}, "bad_option"),
        ({"cluster": "nothing"}, "bad_option"),
        ({"target": "imc"}, "bad_option"),
        ({"resamples": 1_000_000}, "bad_option"),
        ({"seed": -1}, "bad_option"),
        ({"weights": [1.0]}, "bad_shape"),
        ({"weights": [[1.0]]}, "bad_shape"),
        ({"cluster": ["a"]}, "bad_shape"),
        ({"weights": [-1.0] * 50}, "bad_weights"),
    ],
)
def test_an_option_that_cannot_be_used_is_an_error(bundled, options, code):
    people = synthetic_people(50, seed=1)
    for data in (people, people.to_dict("records")):
        with pytest.raises(diabetes.DiabetesError) as caught:
            evaluate(bundled, data, **options)
        assert caught.value.code == code


def test_without_an_outcome_there_is_nothing_to_judge_by(bundled):
    with pytest.raises(diabetes.DiabetesError) as caught:
        evaluate(bundled, synthetic_people(50, seed=1).drop(columns=["Resultado", "hba1c"]))
    assert caught.value.code == "no_outcome"


def test_an_evaluation_is_a_value(bundled):
    people = diabetes.generate(300, seed=2)
    one, same = (diabetes.evaluate(bundled, people, resamples=20) for _ in range(2))
    assert one == same != diabetes.evaluate(bundled, people, resamples=20, seed=1)
    assert repr(one) == "Evaluation(model='nhanes', rows=300)"
    one.to_dict()["data"]["rows"] = 0
    assert one == same
    assert one.to_dict()["model"]["hash"] == bundled.info["hash"]
