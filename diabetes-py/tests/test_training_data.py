"""What training makes of rows it cannot use, models as files, and the area under the curve."""

import math
import warnings

import diabetes
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from common import COMPLETE, figures, synthetic_frame
from sklearn.metrics import roc_auc_score

LINEAR = {"algorithm": "linear", "test_size": 0}


@pytest.fixture(scope="module")
def frame():
    return synthetic_frame(3000, seed=21)


@pytest.fixture(scope="module")
def trained(frame):
    return diabetes.train(frame, **LINEAR)


def refusal(*args, **options):
    with pytest.raises(diabetes.TrainingError) as caught:
        diabetes.train(*args, **options)
    assert isinstance(caught.value, diabetes.DiabetesError)
    return caught.value


def agree(model, other):
    """Whether two models give the example the same figures, but for rounding."""
    one, two = (figures(m.predict(COMPLETE)) for m in (model, other))
    return one["glucose_mg_dl"] == pytest.approx(two["glucose_mg_dl"], rel=1e-9) and one[
        "probabilities"
    ] == pytest.approx(two["probabilities"], abs=1e-6)


def output_names(model):
    """The names of a model's outputs, be they listed as names, as a mapping or as mappings."""
    return {o if isinstance(o, str) else o["name"] for o in model.info["outputs"]}


def test_bad_rows_are_skipped_and_counted_by_code(frame):
    bad = frame.astype({"edad": float, "tas": float})
    bad.loc[0:4, "edad"] = 17.0
    bad.loc[5:7, "tas"] = math.inf
    bad.loc[8:11, "Resultado"] = 5.0
    bad["sexo"] = bad["sexo"].astype(object)
    bad.loc[12:13, "sexo"] = None
    bad.loc[14:14, "sexo"] = "H"
    model = diabetes.train(bad, **LINEAR)
    skipped = model.info["training"]["skipped"]
    assert skipped["out_of_range"] == 9
    assert skipped["not_finite"] == 3
    assert skipped["missing"] == 2
    assert skipped["not_allowed"] == 1
    assert model.info["training"]["rows"] == 3000 - 15
    assert agree(model, diabetes.train(frame.loc[15:], **LINEAR))


def test_rows_without_an_outcome_do_not_train_and_are_counted(frame):
    bare = frame.copy()
    bare.loc[0:99, "Resultado"] = math.nan
    model = diabetes.train(bare, **LINEAR)
    facts = model.info["training"]
    assert facts["rows"] == 2900
    assert sum(facts["skipped"].values()) == 100
    assert agree(model, diabetes.train(frame.loc[100:], **LINEAR))


def test_a_row_that_lacks_a_field_other_than_age_and_sex_still_trains(frame):
    gaps = frame.astype({"imc": float, "tas": float})
    gaps.loc[0:299, "imc"] = math.nan
    gaps.loc[300:599, "tas"] = math.nan
    gaps = gaps.drop(columns=["talla", "peso"])
    facts = diabetes.train(gaps, **LINEAR).info["training"]
    assert facts["rows"] == 3000
    assert sum(facts["skipped"].values()) == 0


def test_too_few_rows_are_refused_with_the_counts(frame):
    few = frame.head(12).astype({"edad": float})
    few.loc[0:2, "edad"] = 17.0
    error = refusal(few, **LINEAR)
    assert error.code == "too_few_rows"
    assert "9" in str(error)
    assert "3" in str(error)
    assert refusal(frame.head(0), **LINEAR).code == "too_few_rows"


def test_data_without_any_outcome_is_refused(frame):
    assert refusal(frame.drop(columns="Resultado"), **LINEAR).code == "no_outcome"


def test_hba1c_alone_is_an_outcome(frame):
    outcome = frame["Resultado"].to_numpy(float)
    data = frame.drop(columns="Resultado").assign(hba1c=np.clip(outcome / 20, 3.5, 15))
    model = diabetes.train(data, outputs=("dysglycaemia", "diabetes"), **LINEAR)
    answer = model.predict(COMPLETE)
    assert 0 <= answer.probabilities["Diabetes"] <= 1
    assert answer.risk_level in ("Bajo", "Moderado", "Alto")
    assert (answer.glucose_mg_dl, answer.interval, answer.category) == (None, None, None)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"algorithm": "forest"}, "unknown_algorithm"),
        ({"test_size": 1.5}, "bad_option"),
        ({"test_size": -0.1}, "bad_option"),
        ({"outputs": ("fortune",)}, "bad_option"),
        ({"outputs": ()}, "bad_option"),
        ({"weights": -np.ones(3000)}, "bad_weights"),
        ({"weights": np.zeros(3000)}, "bad_weights"),
    ],
)
def test_impossible_options_are_refused_by_code(frame, options, code):
    assert refusal(frame, **{**LINEAR, **options}).code == code


def test_weights_of_another_length_are_refused(frame):
    error = refusal(frame, weights=np.ones(2999), **LINEAR)
    assert error.code in ("bad_shape", "bad_weights")


def with_events(frame, events):
    """The rows below 126 mg/dL and a number of rows from 126 up."""
    high = frame["Resultado"].astype(float) >= 126
    chosen = high.to_numpy() & (high.cumsum() <= events).to_numpy()
    return frame[~high.to_numpy() | chosen]


def test_an_output_with_nine_events_is_left_out_and_its_figures_are_empty(frame):
    model = diabetes.train(with_events(frame, 9), **LINEAR)
    assert output_names(model) == {"glucose", "dysglycaemia"}
    answer = model.predict(COMPLETE)
    # Without a level the estimate asks for a test where prediabetes is likely, and never waves one off.
    assert answer.risk_level is None
    assert (answer.next_step["code"], answer.test_advised) in (("unknown", None), ("test", True))
    assert (answer.probabilities or {}).get("Diabetes") is None
    assert answer.category in ("Normal", "Prediabetes")
    assert answer.interpretation
    row = model.predict_batch([COMPLETE])[0]
    assert figures(row) == figures(answer)


def test_an_output_with_enough_events_is_kept(frame):
    model = diabetes.train(with_events(frame, 200), **LINEAR)
    assert output_names(model) == {"glucose", "dysglycaemia", "diabetes"}
    assert model.predict(COMPLETE).risk_level in ("Bajo", "Moderado", "Alto")


def test_diabetes_is_never_likelier_than_any_disturbance_of_glucose(frame):
    random = np.random.default_rng(5)
    few = frame.drop(columns=["talla", "peso"])
    imc = random.uniform(18, 45, len(few))
    ill = random.random(len(few)) < 1 / (1 + np.exp(7.5 - imc / 5))
    level = np.where(ill, 140.0, np.where(random.random(len(few)) < 0.4, 110.0, 90.0))
    model = diabetes.train(few.assign(imc=imc, Resultado=level), **LINEAR)
    # Beyond the training rows the steeper line of diabetes crosses the flatter one.
    shares = model.predict({**COMPLETE, "imc": 90}).probabilities
    assert shares["Prediabetes"] == 0
    assert 0.5 < shares["Diabetes"] < 1
    assert shares["Normal"] > 0
    assert model.predict({**COMPLETE, "imc": 30}).probabilities["Prediabetes"] > 0.1


def test_a_model_of_glucose_alone_estimates_glucose_alone(frame, trained):
    model = diabetes.train(frame, outputs=("glucose",), **LINEAR)
    answer = model.predict(COMPLETE)
    assert output_names(model) == {"glucose"}
    assert (answer.risk_level, answer.test_advised, answer.probabilities) == (None, None, None)
    assert answer.glucose_mg_dl == trained.predict(COMPLETE).glucose_mg_dl


def test_a_saved_model_is_the_same_model_byte_for_byte(trained, tmp_path):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    trained.save(first)
    again = diabetes.Model.load(str(first))
    again.save(str(second))
    assert first.read_bytes() == second.read_bytes()
    assert again.to_json() == trained.to_json()
    assert diabetes.Model.from_json(trained.to_json()).to_json() == trained.to_json()
    assert figures(again.predict(COMPLETE)) == figures(trained.predict(COMPLETE))
    assert again.info == trained.info


@pytest.mark.parametrize("text", ["", "hello", "[]", "{}", '{"format": "other"}', "null"])
def test_a_file_that_is_no_model_is_refused(text, tmp_path):
    path = tmp_path / "model.json"
    path.write_text(text)
    for read in (lambda: diabetes.Model.load(path), lambda: diabetes.Model.from_json(text)):
        with pytest.raises(diabetes.ModelFileError) as caught:
            read()
        assert caught.value.code == "not_a_model"
        assert isinstance(caught.value, ValueError)


def test_a_changed_digit_anywhere_is_noticed(trained):
    text = trained.to_json()
    digits = [i for i, c in enumerate(text) if c.isdigit() and text[i - 1].isdigit()]
    for i in digits[:: max(1, len(digits) // 40)]:
        changed = text[:i] + str((int(text[i]) + 1) % 10) + text[i + 1 :]
        with pytest.raises(diabetes.ModelFileError):
            diabetes.Model.from_json(changed)
    for end in (len(text) // 2, len(text) - 5):
        with pytest.raises(diabetes.ModelFileError):
            diabetes.Model.from_json(text[:end])


@pytest.mark.parametrize("weighted", [False, True])
def test_auroc_is_the_share_of_pairs_in_the_right_order(weighted):
    random = np.random.default_rng(4)
    outcomes = random.random(150) < 0.3
    scores = random.integers(0, 8, 150) + outcomes
    weights = random.uniform(0.1, 3, 150) if weighted else np.ones(150)
    won = total = 0.0
    for i in np.flatnonzero(outcomes):
        for j in np.flatnonzero(~outcomes):
            pair = weights[i] * weights[j]
            total += pair
            won += pair * (1.0 if scores[i] > scores[j] else 0.5 if scores[i] == scores[j] else 0.0)
    options = {"weights": weights} if weighted else {}
    found = diabetes.auroc(outcomes, scores, **options)
    assert found == pytest.approx(won / total, rel=1e-12)
    assert found == pytest.approx(roc_auc_score(outcomes, scores, sample_weight=weights), rel=1e-12)
    assert diabetes.auroc(outcomes.astype(int).tolist(), scores.tolist(), **options) == found


def test_auroc_of_a_useless_a_perfect_and_a_reversed_score():
    outcomes = [0, 0, 1, 1]
    assert diabetes.auroc(outcomes, [3, 3, 3, 3]) == 0.5
    assert diabetes.auroc(outcomes, [1, 2, 3, 4]) == 1.0
    assert diabetes.auroc(outcomes, [4, 3, 2, 1]) == 0.0


def test_rows_skipped_for_errors_are_a_warning_with_the_counts(frame):
    wrong = frame.copy()
    wrong.loc[[1, 2], "edad"] = 7
    wrong.loc[3, "sexo"] = "H"
    wrong.loc[[4, 5, 6], "embarazo"] = "Si"
    wrong.loc[[4, 5, 6], "sexo"] = "F"
    wrong.loc[[7, 8], "Resultado"] = np.nan
    for options in ({}, {"weights": np.ones(len(frame))}):
        with pytest.warns(diabetes.TrainingWarning) as caught:
            model = diabetes.train(wrong, **LINEAR, **options)
        [told] = [str(one.message) for one in caught if str(one.message).startswith("rows_skipped: ")]
        assert "3 in all: not_allowed 1, out_of_range 2;" in told
        assert "; the first row with an error is row 2: edad out_of_range;" in told
        assert model.info["training"]["skipped"] == {
            "no_outcome": 2, "not_allowed": 1, "out_of_range": 2, "pregnant": 3
        }  # fmt: skip
    sound = wrong.drop(index=[1, 2, 3])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        diabetes.train(sound, **LINEAR)
    assert caught
    assert not [one for one in caught if "rows_skipped" in str(one.message)]


def test_the_first_row_with_an_error_is_counted_through_all_pieces(frame):
    wrong = frame.copy()
    wrong.loc[[700, 900], "sexo"] = "H"
    pieces = pa.Table.from_pandas(wrong, preserve_index=False).to_reader(max_chunksize=300)
    with pytest.warns(
        diabetes.TrainingWarning, match="the first row with an error is row 701: sexo not_allowed;"
    ):
        diabetes.train(pieces, **LINEAR)


def test_too_few_rows_name_the_first_row_with_an_error(frame):
    few = frame.head(20).copy()
    few.loc[few.index[3:], "edad"] = 7
    for data in (few, few.to_dict("records")):
        with pytest.raises(
            diabetes.TrainingError, match=r"the first row with an error is row 4: edad out_of_range$"
        ):
            diabetes.train(data, **LINEAR)


def test_a_recalibration_tells_of_rows_that_it_leaves_out(frame):
    model, wrong = diabetes.Model.bundled(), frame.copy()
    wrong.loc[wrong.index[5:8], "edad"] = 7
    wrong.loc[wrong.index[20:24], "Resultado"] = np.nan
    told = (
        r"^rows_skipped: rows were left out, 7 in all: no_outcome 4, out_of_range 3; "
        r"the first row with an error is row 6: edad out_of_range$"
    )
    with pytest.warns(diabetes.TrainingWarning, match=told):
        model.recalibrate(wrong)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model.recalibrate(frame)
    assert not [one for one in caught if "rows_skipped" in str(one.message)]


def test_a_constant_field_that_follows_from_another_is_not_told(frame):
    assert "historia_familiar_dm" in frame
    assert "grado_familiar_dm" not in frame
    model = diabetes.train(frame, **LINEAR)
    told = [warning["field"] for warning in model.info["training"]["warnings"]]
    assert "grado_familiar_dm" not in told
    model = diabetes.train(frame.assign(estrato=3), **LINEAR)
    assert "estrato" in [warning["field"] for warning in model.info["training"]["warnings"]]


def test_a_table_without_age_or_sex_is_told_which_column_it_lacks(frame, tmp_path):
    arrow = pa.Table.from_pandas(frame, preserve_index=False)
    for names in (["edad"], ["sexo"], ["edad", "sexo"]):
        table = arrow.drop_columns(names)
        csv, parquet = tmp_path / "people.csv", tmp_path / "people.parquet"
        table.to_pandas().to_csv(csv, index=False)
        pq.write_table(table, parquet)
        whole = [table, table.to_pandas(), pl.from_arrow(table), table.to_reader(), table.to_batches()[0]]
        for data in (*whole, csv, str(parquet), diabetes.Table.from_arrow(table)):
            error = refusal(data)
            assert error.code == "missing_column"
            assert str(error) == f"training needs columns that the table lacks: {', '.join(names)}"
        assert refusal(table, weights=np.ones(len(frame))).code == "missing_column"
    assert refusal(frame.assign(edad=np.nan)).code == "too_few_rows"
    assert diabetes.train(frame.rename(columns={"edad": "Edad (años)", "sexo": "SEXO"}), **LINEAR)


def test_a_file_without_age_is_refused_before_its_rows_are_read(tmp_path):
    path = tmp_path / "people.csv"
    # Its second row has a quote that is never closed.
    path.write_text('sexo,imc,Resultado\nM,25,95\n"M,25,95\n', encoding="utf-8")
    assert refusal(path).code == "missing_column"


def test_several_tables_are_no_records():
    batches = pa.table(diabetes.generate(60)).to_batches()
    for data in (batches, iter(batches), tuple(batches), [pa.table(diabetes.generate(3)).to_pandas()]):
        for use in (diabetes.train, diabetes.Model.bundled().predict_batch):
            if not isinstance(data, (list, tuple)):
                data = iter(batches)
            with pytest.raises(TypeError, match=r"not several of type .*pyarrow\.Table\.from_batches"):
                use(data)


class Cursor:
    """A cursor of a database: each call of iter() goes on where the last one stood."""

    def __init__(self, rows):
        self.rows = iter(rows)

    def __iter__(self):
        yield from self.rows


def test_records_that_come_one_by_one_are_all_read():
    records = [COMPLETE, None, COMPLETE]
    expected = diabetes.Model.bundled().predict_batch(records)
    assert len(expected) == 3
    for rows in (iter(records), (one for one in records), Cursor(records)):
        answers = diabetes.Model.bundled().predict_batch(rows)
        assert list(map(str, answers)) == list(map(str, expected))
    assert diabetes.Model.bundled().predict_batch(iter([])) == []
