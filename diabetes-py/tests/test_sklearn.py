"""The estimators for scikit-learn: its own checks, the engine's models on people, lines on any matrix."""

import importlib
import io
import pickle
import subprocess
import sys

import diabetes
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from common import synthetic_frame
from diabetes._line import Line
from diabetes.sklearn import DiabetesClassifier, DiabetesRegressor
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import GridSearchCV, cross_val_predict, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

PEOPLE = synthetic_frame(1500, seed=5)
GLUCOSE = PEOPLE["Resultado"]
PREDICTORS = PEOPLE.drop(columns="Resultado")
CASE = (GLUCOSE >= 126).to_numpy()


@parametrize_with_checks([DiabetesRegressor(), DiabetesClassifier()])
def test_the_checks_of_scikit_learn_pass(estimator, check):
    check(estimator)


def matrix(n=400, p=5, seed=3):
    """A numeric frame with a number and two classes that overlap; and weights."""
    random = np.random.default_rng(seed)
    x = pd.DataFrame(random.normal(size=(n, p)) * np.arange(1, p + 1) + 2, columns=list("abcde")[:p])
    y = x.to_numpy() @ random.normal(size=p) + random.normal(size=n) * 3
    return x, y, np.where(y > y.mean(), "yes", "no"), random.integers(0, 4, n).astype(float)


@pytest.mark.parametrize("options", [{}, {"algorithm": "additive", "test_size": 0.3, "random_state": 7}])
def test_people_get_the_model_of_train_to_the_last_bit(options):
    told = {"test_size": 0, **options}
    told["seed"] = told.pop("random_state", 42)
    model = diabetes.train(PEOPLE, **told)
    number = DiabetesRegressor(**options).fit(PREDICTORS, GLUCOSE)
    classes = DiabetesClassifier(**options).fit(PEOPLE, CASE)
    assert number.model_ == classes.model_ == model
    answers = model.predict_batch(PREDICTORS)
    assert number.predict(PREDICTORS).tolist() == answers["glucose_mg_dl"].tolist()
    assert classes.predict_proba(PREDICTORS)[:, 1].tolist() == answers["prob_Diabetes"].tolist()
    assert classes.predict(PEOPLE).tolist() == (answers["prob_Diabetes"] > 0.5).tolist()


def test_dysglycaemia_may_be_the_output():
    fit = DiabetesClassifier(output="dysglycaemia").fit(PEOPLE, np.where(GLUCOSE >= 100, "yes", "a no"))
    assert fit.classes_.tolist() == ["a no", "yes"]
    expected = fit.model_.predict_batch(PREDICTORS)["prob_Normal"]
    assert fit.predict_proba(PREDICTORS)[:, 0].tolist() == expected.tolist()


def test_weights_and_polars_frames_of_people_are_those_of_train():
    weights = np.arange(len(PEOPLE)) % 3
    expected = diabetes.train(PEOPLE, weights=weights, test_size=0)
    for frame in (PREDICTORS, pl.from_pandas(PREDICTORS)):
        fit = DiabetesRegressor().fit(frame, GLUCOSE, sample_weight=weights)
        assert fit.model_ == expected
        assert len(fit.predict(frame)) == len(PEOPLE)
    frame = pl.from_pandas(PEOPLE)
    assert DiabetesClassifier().fit(frame, CASE, sample_weight=weights).model_ == expected


def test_a_missing_value_counts_as_the_model_says():
    fit = DiabetesRegressor().fit(PREDICTORS, GLUCOSE)
    known = PREDICTORS.head(3).copy()
    gaps = known.assign(frecuencia_cardiaca=[60.0, None, 70.0], fuma=["Si", "No", None])
    assert fit.predict(gaps).tolist() == fit.model_.predict_batch(gaps)["glucose_mg_dl"].tolist()


@pytest.mark.parametrize("convert", [pd.DataFrame, pl.from_pandas])
def test_rows_that_are_refused_raise_every_error_with_its_row(convert):
    fit = DiabetesRegressor().fit(convert(PREDICTORS), GLUCOSE)
    people = PREDICTORS.head(4).copy()
    people.loc[1, ["edad", "imc"]] = [7, 500]
    people.loc[3, "sexo"] = "X"
    with pytest.raises(diabetes.ValidationError) as caught:
        fit.predict(convert(people))
    told = [(error.message.split(":")[0], error.code, error.field) for error in caught.value.errors]
    assert told == [
        ("Row 1", "out_of_range", "edad"),
        ("Row 1", "out_of_range", "imc"),
        ("Row 3", "not_allowed", "sexo"),
    ]


def test_people_to_whom_the_estimate_does_not_apply_get_no_number():
    people = PREDICTORS.assign(embarazo="No", diabetes_diagnosticada="No")
    fit = DiabetesRegressor().fit(people, GLUCOSE)
    asked = people.head(3).copy()
    asked.loc[2, "diabetes_diagnosticada"] = "Si"
    with pytest.raises(diabetes.DiabetesError, match="1 of the people: rows 2") as caught:
        fit.predict(asked)
    assert caught.value.code == "no_estimate"


def test_outcomes_are_checked_and_are_no_predictors():
    with pytest.raises(ValueError, match="differs in 1 rows, first in row 4"):
        DiabetesClassifier().fit(PEOPLE, np.where(np.arange(len(PEOPLE)) == 4, ~CASE, CASE))
    with pytest.raises(diabetes.TrainingError, match="Resultado or hba1c") as caught:
        DiabetesClassifier().fit(PREDICTORS, CASE)
    assert caught.value.code == "no_outcome"
    with pytest.raises(ValueError, match="leave Resultado out"):
        DiabetesRegressor().fit(PEOPLE, GLUCOSE)
    fit = DiabetesClassifier().fit(PEOPLE, CASE)
    assert fit.n_features_in_ == PREDICTORS.shape[1]
    assert list(fit.feature_names_in_) == list(PREDICTORS.columns)
    wrong = PREDICTORS.head(3).assign(hba1c=[11.0, 4.1, 7.0])
    assert fit.predict_proba(wrong).tolist() == fit.predict_proba(PREDICTORS.head(3)).tolist()


@pytest.mark.parametrize("weighted", [False, True])
def test_lines_agree_with_scikit_learn(weighted):
    x, y, classes, weights = matrix()
    weights = weights if weighted else None
    mine, theirs = DiabetesRegressor().fit(x, y, weights), LinearRegression().fit(x, y, weights)
    np.testing.assert_allclose(mine.coef_, theirs.coef_, rtol=1e-9)
    np.testing.assert_allclose(mine.predict(x), theirs.predict(x), rtol=1e-9)
    mine = DiabetesClassifier(alpha=0).fit(x, classes, weights)
    theirs = LogisticRegression(C=np.inf, tol=1e-10, max_iter=10_000).fit(x, classes, weights)
    np.testing.assert_allclose(mine.coef_, theirs.coef_[0], rtol=1e-6)
    np.testing.assert_allclose(mine.predict_proba(x), theirs.predict_proba(x), rtol=1e-6)
    assert mine.predict(x).tolist() == theirs.predict(x).tolist()
    assert list(mine.terms_) == ["a", "b", "c", "d", "e"]


def test_alpha_is_a_penalty_per_standard_deviation():
    x, _, classes, _ = matrix()
    standard = StandardScaler().fit_transform(x)
    theirs = LogisticRegression(C=1 / (0.01 * len(x)), tol=1e-10).fit(standard, classes)
    mine = DiabetesClassifier(alpha=0.01).fit(x, classes)
    np.testing.assert_allclose(mine.coef_ * x.std(ddof=0), theirs.coef_[0], rtol=1e-5)


def test_aliased_columns_are_named_and_separated_classes_refused():
    x, y, classes, _ = matrix()
    x = x.assign(twice=2 * x["a"], same=1.0)
    with pytest.warns(diabetes.TrainingWarning, match="twice, same"):
        fit = DiabetesRegressor().fit(x, y)
    assert (fit.terms_["twice"], fit.terms_["same"]) == (0, 0)
    with pytest.warns(diabetes.TrainingWarning, match="coefficient 0: twice, same"):
        DiabetesClassifier(alpha=0).fit(x, classes)
    with pytest.raises(ValueError, match=r"same name|unique column names"):
        DiabetesRegressor().fit(x.rename(columns={"b": "a"}), y)
    with pytest.warns(diabetes.TrainingWarning, match="coefficient 0: same"):
        DiabetesClassifier().fit(x, classes)
    with pytest.raises(diabetes.TrainingError) as caught:
        DiabetesClassifier(alpha=0).fit(y[:, None], classes)
    assert caught.value.code == "separated"
    assert DiabetesClassifier().fit(y[:, None], classes).score(y[:, None], classes) > 0.95


@pytest.mark.parametrize(
    "estimator",
    [
        DiabetesRegressor(algorithm="additive"),
        DiabetesRegressor(monotone={"edad": 1}),
        DiabetesClassifier(test_size=0.2),
        DiabetesClassifier(source="a survey"),
        DiabetesClassifier(output="dysglycaemia"),
        DiabetesClassifier(alpha=-1),
    ],
)
def test_options_that_mean_nothing_for_a_matrix_are_refused(estimator):
    x, y, classes, _ = matrix()
    with pytest.raises(diabetes.TrainingError, match="option") as caught:
        estimator.fit(x, y if isinstance(estimator, DiabetesRegressor) else classes)
    assert caught.value.code == "bad_option"


def test_options_of_people_that_are_wrong_are_refused():
    for estimator in (DiabetesClassifier(alpha=0.1), DiabetesClassifier(output="glucose")):
        with pytest.raises(diabetes.TrainingError) as caught:
            estimator.fit(PEOPLE, CASE)
        assert caught.value.code == "bad_option"
    few = PEOPLE[GLUCOSE < 126]
    for output in ("dysglycaemia", "diabetes"):
        estimator = DiabetesClassifier(output=output)
        with pytest.raises(diabetes.TrainingError, match="diabetes too_few_events") as caught:
            estimator.fit(few, few["Resultado"] >= (100 if output == "dysglycaemia" else 90))
        assert caught.value.code == "no_output"
        assert not hasattr(estimator, "model_")
    with pytest.raises(ValueError, match="data frame whose columns are all fields"):
        DiabetesRegressor().fit(PREDICTORS, GLUCOSE).predict(np.zeros((2, PREDICTORS.shape[1])))


def test_pipelines_searches_and_scores_work():
    x, y, classes, _ = matrix()
    scaled = make_pipeline(StandardScaler(), DiabetesRegressor()).set_output(transform="pandas").fit(x, y)
    np.testing.assert_allclose(scaled.predict(x), LinearRegression().fit(x, y).predict(x), rtol=1e-9)
    assert list(scaled[-1].terms_) == list(x.columns)
    columns = ColumnTransformer([("scaled", StandardScaler(), ["a", "b"])], remainder="passthrough")
    search = GridSearchCV(
        make_pipeline(columns, DiabetesClassifier()), {"diabetesclassifier__alpha": [1e-4, 1.0]}
    )
    assert search.fit(x, classes).best_params_ == {"diabetesclassifier__alpha": 1e-4}
    assert search.score(x, classes) > 0.7


def test_people_are_cross_validated():
    assert cross_val_score(DiabetesRegressor(), PREDICTORS, GLUCOSE, cv=3).min() > 0.7
    areas = cross_val_score(DiabetesClassifier(), PEOPLE, CASE, cv=3, scoring="roc_auc")
    assert areas.min() > 0.9
    found = cross_val_predict(DiabetesClassifier(), PEOPLE, CASE, cv=3, method="predict_proba")
    np.testing.assert_allclose(found.sum(axis=1), 1)
    search = GridSearchCV(DiabetesRegressor(), {"algorithm": ["linear", "additive"]}, cv=2)
    assert search.fit(PREDICTORS.head(600), GLUCOSE.head(600)).best_estimator_.model_.info["metrics"]


def test_a_random_state_draws_the_seed():
    first, again = (DiabetesRegressor(test_size=0.3, random_state=np.random.RandomState(0)) for _ in range(2))
    drawn = first.fit(PREDICTORS, GLUCOSE).model_
    assert again.fit(PREDICTORS, GLUCOSE).model_ == drawn
    assert first.fit(PREDICTORS, GLUCOSE).model_ != drawn


READER = """
import pickle, sys
import diabetes
assert "sklearn" not in sys.modules
for fit, data in pickle.load(sys.stdin.buffer):
    print(fit.predict(data).tolist())
"""


def test_another_process_predicts_the_same_and_imports_scikit_learn_only_then():
    x, y, classes, _ = matrix()
    fits = [
        (DiabetesRegressor().fit(PREDICTORS, GLUCOSE), PREDICTORS.head(9)),
        (DiabetesRegressor().fit(x, y), x.head(9)),
        (DiabetesClassifier().fit(x, classes), x.head(9)),
    ]
    sent = pickle.dumps(fits)
    told = subprocess.run([sys.executable, "-c", READER], input=sent, capture_output=True, check=True).stdout
    assert told.decode().split("\n")[:-1] == [str(fit.predict(data).tolist()) for fit, data in fits]
    for fit, _ in fits:
        assert clone(fit).get_params() == fit.get_params()


def test_a_damaged_estimator_is_refused():
    x, y, _, _ = matrix()
    for fit in (DiabetesRegressor().fit(x, y), DiabetesRegressor().fit(PREDICTORS, GLUCOSE)):
        content = pickle.dumps(fit)
        place = content.rindex(b'"intercept"') + len(b'"intercept": 1')
        digit = b"1" if content[place : place + 1] != b"1" else b"2"
        with pytest.raises(diabetes.ModelFileError) as caught:
            pickle.loads(content[:place] + digit + content[place + 1 :])
        assert caught.value.code == "damaged"


def test_the_file_of_a_line_is_checked():
    x, y, _, _ = matrix()
    line = DiabetesRegressor().fit(x, y).line_
    assert Line.from_json(line.to_json()).to_json() == line.to_json()
    for text, code in (
        ("{", "damaged"),
        ("[]", "not_a_model"),
        (line.to_json().replace('"a"', '"b"'), "damaged"),
    ):
        with pytest.raises(diabetes.ModelFileError) as caught:
            Line.from_json(text)
        assert caught.value.code == code


def test_without_scikit_learn_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.setitem(sys.modules, "sklearn.base", None)
    monkeypatch.delitem(sys.modules, "diabetes.sklearn")
    monkeypatch.delitem(sys.modules, "diabetes._estimator")
    with pytest.raises(ModuleNotFoundError, match=r"pip install \"diabetes-py\[sklearn\]\""):
        importlib.import_module("diabetes.sklearn")


@pytest.mark.parametrize("convert", [pd.DataFrame, pl.from_pandas])
def test_a_frame_of_people_with_other_columns_is_never_a_matrix(convert):
    numbers = PEOPLE.select_dtypes("number").assign(hba1c=5.0, id=range(len(PEOPLE)), ward=1)
    for estimator, y in ((DiabetesClassifier(), CASE), (DiabetesRegressor(), GLUCOSE)):
        with pytest.raises(ValueError, match=r"2 columns that are no field: 'id', 'ward'; .*X\.to_numpy\(\)"):
            estimator.fit(convert(numbers), y)
    with pytest.raises(ValueError, match="no field: 'id'"):
        DiabetesClassifier().fit(convert(PREDICTORS.rename(columns={"edad": "EDAD "}).assign(id=1)), CASE)
    fit = DiabetesRegressor().fit(convert(PREDICTORS), GLUCOSE)
    with pytest.raises(ValueError, match="no field: 'id'"):
        fit.predict(convert(PREDICTORS.assign(id=1)))


def test_people_without_a_test_are_refused_with_any_label():
    people = PEOPLE.assign(hba1c=np.nan)
    people.loc[[4, 7], "Resultado"] = np.nan
    for frame in (people, pl.from_pandas(people), people.assign(hba1c=None), people.assign(hba1c=" ")):
        with pytest.raises(ValueError, match=r"2 rows have no test, first row 4: .* Resultado and hba1c"):
            DiabetesClassifier().fit(frame, CASE)
    people.loc[[4, 7], "hba1c"] = np.where(CASE[[4, 7]], 7.0, 5.0)
    assert DiabetesClassifier().fit(people, CASE).model_.info["training"]["rows"] == len(PEOPLE)
    people.loc[4, "hba1c"] = np.nan
    weights = np.where(np.arange(len(PEOPLE)) == 4, 0.0, 1.0)
    assert DiabetesClassifier().fit(people, CASE, sample_weight=weights).model_


@pytest.mark.parametrize(
    "kind", ["float16", "float32", "Float32", "float[pyarrow]", "float64", "polars", "category", "text"]
)
def test_a_test_at_its_cut_off_reaches_it_in_every_number_type(kind):
    tests = (3.4 + GLUCOSE / 45).round(1)
    reaches = (tests >= 5.7).to_numpy()
    assert (tests == 5.7).any()
    people = PREDICTORS.assign(hba1c=tests.astype({"polars": "float64", "text": "str"}.get(kind, kind)))
    if kind == "polars":
        people = pl.from_pandas(people).with_columns(pl.col("hba1c").cast(pl.Float32))
    fit = DiabetesClassifier(output="dysglycaemia").fit(people, reaches)
    assert fit.model_.info["training"]["rows"] == len(PEOPLE)
    with pytest.raises(ValueError, match=r"hba1c >= 5\.7: it differs in 1500 rows"):
        DiabetesClassifier(output="dysglycaemia").fit(people, ~reaches)


def test_tables_of_every_library_are_people():
    expected = DiabetesClassifier().fit(PEOPLE, CASE)
    arrow = pa.Table.from_pandas(PEOPLE, preserve_index=False)
    for table in (
        arrow,
        arrow.to_batches()[0],
        diabetes.Table.from_arrow(arrow),
        pl.from_arrow(arrow).lazy(),
    ):
        fit = DiabetesClassifier().fit(table, CASE)
        assert fit.model_ == expected.model_
        assert fit.predict(table).tolist() == expected.predict(PEOPLE).tolist()
    x, y, _, _ = matrix()
    fit = DiabetesRegressor().fit(pa.Table.from_pandas(x, preserve_index=False), y)
    assert list(fit.terms_) == list(x.columns)


def test_records_and_the_cells_of_a_file_are_refused_by_name():
    records = PREDICTORS.head(60).to_dict("records")
    for rows in (records, iter(records), records[0]):
        with pytest.raises(TypeError, match=r"not records: make a frame, pandas\.DataFrame\(records\)"):
            DiabetesRegressor().fit(rows, GLUCOSE.head(60))
    table = diabetes.read_csv(io.BytesIO(PREDICTORS.to_csv(index=False).encode()))
    for cells in (table, pa.table(table)):
        with pytest.raises(TypeError, match=r"pandas\.read_csv"):
            DiabetesRegressor().fit(cells, GLUCOSE)


def test_of_many_refused_rows_the_first_are_told_and_the_others_counted():
    fit = DiabetesRegressor().fit(PREDICTORS, GLUCOSE)
    with pytest.raises(diabetes.ValidationError) as caught:
        fit.predict(PREDICTORS.assign(edad=7))
    assert [error.code for error in caught.value.errors] == ["out_of_range"] * 10 + ["more_rows"]
    assert "1490 more rows are refused, 1500 in all" in str(caught.value)


def test_a_fit_that_fails_leaves_an_estimator_that_is_not_fitted():
    x, y, classes, _ = matrix()
    for estimator, people, wrong in (
        (DiabetesRegressor(), (PREDICTORS, GLUCOSE), (PREDICTORS, GLUCOSE.head(3))),
        (DiabetesRegressor(), (x, y), (x.assign(a=np.nan), y)),
        (DiabetesClassifier(), (PEOPLE, CASE), (PEOPLE, ~CASE)),
        (DiabetesClassifier(), (x, classes), (x.head(1), classes[:1])),
        (DiabetesClassifier(), (PEOPLE, CASE), (PEOPLE.head(30), CASE[:30])),
    ):
        estimator.fit(*people)
        with pytest.raises((ValueError, diabetes.TrainingError)):
            estimator.fit(*wrong)
        for name in ("predict", "score"):
            with pytest.raises(NotFittedError):
                getattr(estimator, name)(*wrong[: 1 if name == "predict" else 2])


def test_a_model_of_people_says_that_it_has_no_coefficients_of_columns():
    fit = DiabetesRegressor().fit(PREDICTORS, GLUCOSE)
    for name in ("coef_", "intercept_", "terms_"):
        with pytest.raises(AttributeError, match="model_ has its terms"):
            getattr(fit, name)
        assert not hasattr(DiabetesRegressor(), name)


def test_an_alpha_that_is_no_number_is_refused_by_name():
    x, _, classes, _ = matrix()
    with pytest.raises(diabetes.TrainingError, match="option alpha: 'x' is not a number") as caught:
        DiabetesClassifier(alpha="x").fit(x, classes)
    assert caught.value.code == "bad_option"
