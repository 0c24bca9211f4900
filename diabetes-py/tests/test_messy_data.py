"""What people really bring: odd types, broken rows, wrong options, files that are not there."""

import decimal
import logging
import os
import sqlite3

import diabetes
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from common import COMPLETE, synthetic_frame
from diabetes.compat import DiabetesPredictor

SIX = {name: COMPLETE[name] for name in ("edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad")}


@pytest.fixture(scope="module")
def alone(bundled):
    return bundled.predict(SIX).glucose_mg_dl


def test_decimal_columns_are_numbers(bundled, alone):
    exact = {name: decimal.Decimal(str(v)) if name != "sexo" else v for name, v in SIX.items()}
    table = pa.table({name: [value] for name, value in exact.items()})
    assert pa.types.is_decimal(table.schema.field("imc").type)
    assert bundled.predict_batch(table)["glucose_mg_dl"][0].as_py() == alone
    assert bundled.predict_batch(pd.DataFrame([exact]))["glucose_mg_dl"][0] == alone


def test_half_precision_columns_are_numbers(bundled):
    table = pa.table({**{n: [v] for n, v in SIX.items()}, "imc": pa.array([np.float16(28.5)])})
    assert bundled.predict_batch(table)["errors"][0].as_py() is None


def test_a_polars_column_of_nothing_but_null_is_missing(bundled, alone):
    frame = pl.DataFrame([{**SIX, "fuma": None, "nota": None}])
    with pytest.warns(UserWarning, match="nota"):
        assert bundled.predict_batch(frame)["glucose_mg_dl"][0] == alone


def test_a_subclass_of_a_frame_keeps_its_kind_and_index(bundled, alone):
    class Cohort(pd.DataFrame):
        pass

    answers = bundled.predict_batch(Cohort([SIX], index=["p7"]))
    assert isinstance(answers, pd.DataFrame)
    assert answers.loc["p7", "glucose_mg_dl"] == alone


def test_a_column_of_mixed_types_loses_only_its_bad_cells(bundled):
    frame = pd.DataFrame([SIX] * 4).astype({"imc": object})
    frame["imc"] = [28.5, "28.5", np.float32(28.1), pd.Timestamp("2020-01-01")]
    answers = bundled.predict_batch(frame)
    assert answers["errors"].astype(object).fillna("").tolist() == ["", "", "", "not_a_number:imc"]
    # A float of 32 bits is the decimal that was written.
    assert answers["glucose_mg_dl"][2] == bundled.predict({**SIX, "imc": 28.1}).glucose_mg_dl


@pytest.mark.filterwarnings("ignore:ignored columns")
def test_columns_that_are_not_used_do_no_harm(bundled, alone):
    frame = pd.DataFrame([SIX]).assign(z=[1 + 2j], cells=[np.arange(3)])
    frame.insert(0, "z", ["again"], allow_duplicates=True)
    assert bundled.predict_batch(frame)["glucose_mg_dl"][0] == alone


def test_a_field_that_stands_twice_is_refused(bundled):
    frame = pd.DataFrame([SIX])
    frame.insert(0, "imc", [20.0], allow_duplicates=True)
    with pytest.raises(diabetes.DiabetesError) as caught:
        bundled.predict_batch(frame)
    assert caught.value.code == "unreadable_table"


def test_rows_of_frames_and_databases_are_records(bundled, alone):
    frame = pd.DataFrame([SIX])
    assert frame.apply(bundled.predict, axis=1)[0].glucose_mg_dl == alone
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    row = base.execute(
        "select 45 edad, 'M' sexo, 28.5 imc, 95 perimetro_abdominal, 135 tas, 85 tad"
    ).fetchone()
    assert bundled.predict(row).glucose_mg_dl is not None


def test_broken_text_is_an_error_of_its_record_alone(bundled, alone):
    bad, good = bundled.predict_batch([{**SIX, "sexo": "\ud800"}, SIX])
    assert [error.code for error in bad.errors] == ["not_allowed"]
    assert good.glucose_mg_dl == alone


def test_what_is_no_record_is_skipped_in_training_and_counted():
    records = [*synthetic_frame(300, seed=1).to_dict("records"), 7, None]
    assert diabetes.train(records, test_size=0).info["training"]["skipped"] == {"not_a_record": 2}


@pytest.mark.parametrize("outcomes", [[0, 1, 2], [0, 1, None], [0, 1, float("nan")], [-1, 1, 1]])
def test_outcomes_that_are_neither_yes_nor_no_are_refused(outcomes):
    with pytest.raises((ValueError, TypeError)):
        diabetes.auroc(outcomes, [0.1, 0.2, 0.3])


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"seed": -1}, "bad_option"),
        ({"seed": 2**64}, "bad_option"),
        ({"target": "imc"}, "bad_option"),
        ({"target": "hba1c"}, "bad_option"),
        ({"weights": "nope"}, "bad_option"),
        ({"weights": "sexo"}, "bad_option"),
        ({"weights": np.ones((300, 2))}, "bad_shape"),
    ],
)
def test_options_that_make_no_sense_are_refused_by_code(options, code):
    with pytest.raises(diabetes.TrainingError) as caught:
        diabetes.train(synthetic_frame(300, seed=1), **options)
    assert caught.value.code == code


def test_a_count_of_records_has_bounds():
    for n in (-1, 2**62):
        with pytest.raises(diabetes.TrainingError):
            diabetes.generate(n)
    assert diabetes.generate(0).num_rows == 0


def test_a_model_says_what_it_was_trained_on():
    model = diabetes.train(synthetic_frame(300, seed=1), name="clinic", source="invented")
    assert (model.info["name"], model.info["training"]["source"]) == ("clinic", "invented")


def test_an_error_of_the_disk_names_the_file(bundled, tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        diabetes.Model.load(tmp_path / "nope.json")
    assert caught.value.filename == str(tmp_path / "nope.json")
    with pytest.raises(FileNotFoundError):
        bundled.save(tmp_path / "nowhere" / "model.json")
    with pytest.raises(OSError, match="regular file"):
        bundled.save(tmp_path)


def test_saving_follows_links_and_keeps_permissions(bundled, tmp_path):
    file, link = tmp_path / "model.json", tmp_path / "link.json"
    bundled.save(file)
    file.chmod(0o600)
    link.symlink_to(file)
    bundled.save(link)
    assert link.is_symlink()
    assert os.stat(file).st_mode & 0o777 == 0o600
    assert diabetes.Model.load(link) == bundled
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.json", "model.json"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DIABETES_MODEL", raising=False)
    (tmp_path / "models").mkdir()
    return tmp_path


def test_existing_scripts_get_the_model_that_is_there(folder, bundled):
    assert DiabetesPredictor().source == "bundled model nhanes"
    bundled.save(folder / "models" / "best_model.json")
    assert DiabetesPredictor().source == "models/best_model.json"


@pytest.mark.parametrize("name", ["best_model.joblib", "best_model.pkl"])
def test_a_pickled_model_is_not_passed_over(folder, name):
    (folder / "models" / name).write_bytes(b"\x80\x04")
    with pytest.raises(diabetes.ModelFileError, match="Retrain"):
        DiabetesPredictor()


def test_existing_scripts_may_hand_over_a_frame(folder, alone):
    predictor = DiabetesPredictor()
    frame = pd.DataFrame([SIX, {**SIX, "edad": 7}])
    for rows in (frame, pl.from_pandas(frame), pa.Table.from_pandas(frame), frame.to_dict("records")):
        first, second = predictor.predict_batch(rows)
        assert first["glucose_mg_dl"] == alone
        assert second["errors"][0]["code"] == "out_of_range"
    with pytest.raises(TypeError):
        predictor.predict_batch(SIX)


def test_existing_scripts_are_warned_of_a_synthetic_model(folder, synthetic, caplog):
    synthetic.save(folder / "models" / "best_model.json")
    with caplog.at_level(logging.WARNING):
        info = DiabetesPredictor().get_model_info()
    assert info["synthetic"] is True
    assert "generated" in caplog.text


def test_no_test_is_waved_off_beside_an_abnormal_measured_value(bundled):
    text = bundled.predict({**SIX, "edad": 25, "glucosa_ayunas": 200}, locale="en").interpretation
    assert text.startswith("One test is in the range of diabetes: repeat it to confirm.")
    assert "Measured fasting glucose: in the range of diabetes." in text
    assert "no test" not in text
    assert "risk of diabetes is low" not in text


def test_a_category_without_levels_is_missing(bundled, alone):
    empty = pd.Categorical([None])
    assert bundled.predict_batch(pd.DataFrame([SIX]).assign(fuma=empty))["glucose_mg_dl"][0] == alone
    levels = pl.Series("fuma", [None], dtype=pl.Enum([]))
    assert bundled.predict_batch(pl.DataFrame([SIX]).with_columns(levels))["glucose_mg_dl"][0] == alone
    column = pa.DictionaryArray.from_arrays(pa.array([None], pa.int8()), pa.array([], pa.string()))
    table = pa.table({**{name: [value] for name, value in SIX.items()}, "fuma": column})
    assert bundled.predict_batch(table)["glucose_mg_dl"][0].as_py() == alone


def test_what_only_looks_like_a_number_inside_is_refused(bundled):
    periods = pd.DataFrame([SIX] * 2).assign(edad=pd.period_range("2020", periods=2, freq="Y"))
    assert bundled.predict_batch(periods)["errors"].tolist() == ["not_a_number:edad"] * 2


def test_a_number_beyond_all_bounds_is_an_error_of_its_row(bundled):
    frame = pd.DataFrame([SIX] * 2).assign(edad=pd.Series([10**400, 50], dtype=object))
    errors = bundled.predict_batch(frame)["errors"].astype(object)
    assert errors.fillna("").tolist() == ["not_finite:edad", ""]


@pytest.mark.filterwarnings("ignore:ignored columns")
def test_polars_columns_that_are_not_used_do_no_harm(bundled, alone):
    frame = pl.DataFrame([SIX]).with_columns(x=pl.Series([1], dtype=pl.Int128), y=pl.Series([[None]]))
    assert bundled.predict_batch(frame)["glucose_mg_dl"][0] == alone


def test_rows_of_a_database_may_name_their_target():
    base = sqlite3.connect(":memory:")
    base.row_factory = sqlite3.Row
    synthetic_frame(300, seed=1).rename(columns={"Resultado": "glu"}).to_sql("t", base, index=False)
    rows = base.execute("select * from t").fetchall()
    assert diabetes.train(rows, target="glu", test_size=0).info["training"]["rows"] == 300


@pytest.mark.parametrize("known", [3, 50])
def test_a_required_field_that_few_rows_have_does_not_decide_what_is_judged(known):
    frame = synthetic_frame(3000, seed=1)
    frame.loc[known:, "perimetro_abdominal"] = np.nan
    figures = diabetes.train(frame, test_size=0).info["metrics"]["cross_fitted"]
    assert figures["glucose"]["rows"] == figures["diabetes"]["rows"] == 3000
    assert figures["glucose"]["coverage_90"] == pytest.approx(0.9, abs=0.02)


def test_required_fields_that_no_row_has_together_do_not_stop_training():
    frame = synthetic_frame(3000, seed=1)
    frame.loc[:1499, "perimetro_abdominal"] = np.nan
    frame.loc[1500:, "tas"] = np.nan
    assert diabetes.train(frame, test_size=0).info["metrics"]["cross_fitted"]["glucose"]["rows"] >= 1500


def test_an_interval_that_two_rows_would_decide_is_not_given():
    weights = np.ones(1500)
    # Of those with a glucose two count; the others have an HbA1c.
    weights[2:500] = 1e-6
    frame = synthetic_frame(1500, seed=1)
    frame["hba1c"] = np.where(frame["Resultado"] < 126, 5.0, 7.0)
    frame.loc[500:, "Resultado"] = np.nan
    with pytest.warns(UserWarning, match="glucose is left out: too_few_rows .* equivalent to 2 rows"):
        model = diabetes.train(frame, weights=weights, test_size=0)
    assert model.predict(COMPLETE).interval is None
    weights[:2] = 1e20
    with pytest.raises(diabetes.TrainingError, match="1500 to fit, equivalent to 2"):
        diabetes.train(frame, weights=weights, test_size=0)


def test_a_text_without_an_estimate_does_not_announce_one(synthetic):
    model = diabetes.train(synthetic_frame(1000, seed=1), outputs=["dysglycaemia"])
    text = model.predict({**COMPLETE, "glucosa_ayunas": 130}, locale="en").interpretation
    assert "says:" not in text
