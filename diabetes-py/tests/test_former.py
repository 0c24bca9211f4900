"""Scripts written for the former system run unchanged: what they construct, call, read and catch."""

import copy
import warnings

import diabetes
import pytest
from common import COMPLETE
from diabetes.compat import DiabetesPredictor, predict_glucose

SIX = {name: COMPLETE[name] for name in ("edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad")}
OLD = ("random_forest", "gradient_boosting")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder to work in."""
    (tmp_path / "models").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DIABETES_MODEL", raising=False)
    return tmp_path


@pytest.mark.parametrize(
    "construct",
    [
        *(lambda name=name: DiabetesPredictor(model_name=name) for name in OLD),
        lambda: DiabetesPredictor("random_forest"),
        lambda: DiabetesPredictor(scaler_path="models/scaler.joblib"),
        lambda: DiabetesPredictor(None, "models/scaler.joblib"),
        lambda: DiabetesPredictor(model_name="xgboost", scaler_path="s.pkl", metadata_path="m.json"),
    ],
)
def test_a_constructor_of_the_former_system_is_accepted_with_one_warning(construct, bundled):
    with pytest.warns(UserWarning, match="has no effect here: the bundled model nhanes answers") as told:
        predictor = construct()
    assert len(told) == 1
    assert predictor.predict(SIX) == bundled.predict(SIX).to_dict()


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ((), {"model_name": "random_forest"}),
        (("gradient_boosting",), {}),
        ((None,), {"scaler_path": "s.joblib"}),
    ],
)
def test_predict_glucose_takes_the_former_arguments_too(arguments, options, bundled):
    with pytest.warns(UserWarning, match="the bundled model nhanes answers") as told:
        answer = predict_glucose(SIX, *arguments, **options)
    assert (len(told), answer) == (1, bundled.predict(SIX).to_dict())


def test_a_path_or_the_name_of_a_file_decides_which_model_answers(folder, synthetic):
    synthetic.save(folder / "models" / "forest.json")
    expected = synthetic.predict(SIX).to_dict()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for answer in (
            predict_glucose(SIX, "models/forest.json"),
            predict_glucose(SIX, folder / "models" / "forest.json"),
            predict_glucose(SIX, model_name="forest"),
            DiabetesPredictor(model_path="models/forest.json").predict(SIX),
        ):
            assert answer == expected
        assert DiabetesPredictor(model_name="nhanes").source == "bundled model nhanes"
    with pytest.warns(UserWarning, match=r"scaler_path='s.joblib' has no effect here: models/forest.json"):
        assert DiabetesPredictor("models/forest.json", "s.joblib").predict(SIX) == expected


def test_what_is_neither_a_file_nor_a_name_is_an_error(folder):
    with pytest.raises(FileNotFoundError):
        DiabetesPredictor("models/none.json")
    with pytest.raises(TypeError, match="nonsense"):
        DiabetesPredictor(nonsense=1)
    for name in ("old.joblib", "old.pkl"):
        (folder / name).write_bytes(b"\x80\x04")
        for call in (DiabetesPredictor, lambda path: predict_glucose(SIX, path), diabetes.Model.load):
            with pytest.raises(diabetes.ModelFileError, match=r"(?i)retrain"):
                call(name)


def test_a_bad_record_gives_the_old_error_beside_the_errors():
    predictor = DiabetesPredictor(locale="en")
    bad = {**SIX, "edad": 7, "sexo": "H"}
    expected = [vars(error) for error in diabetes.validate(bad, locale="en")]
    single, [first, good] = predictor.predict(bad), predictor.predict_batch([bad, SIX])
    assert single == first == {"error": " ".join(e["message"] for e in expected), "errors": expected}
    assert "error" not in good
    assert set(predict_glucose(None)) == {"error", "errors"}


def test_what_is_missing_is_named_in_one_sentence():
    few = {"edad": 45, "sexo": "M", "imc": 28.5}
    answer = DiabetesPredictor().predict(few)
    assert answer["error"] == "Faltan datos obligatorios: perimetro_abdominal, tas y tad."
    assert DiabetesPredictor(locale="en").predict(few)["error"] == (
        "Required data is missing: perimetro_abdominal, tas and tad."
    )
    mixed = DiabetesPredictor().predict({**few, "edad": 7})["error"]
    assert mixed.startswith("Faltan datos obligatorios: perimetro_abdominal, tas y tad. ")
    assert [error["field"] for error in answer["errors"]] == ["perimetro_abdominal", "tas", "tad"]


def test_attributes_of_the_former_system_have_a_meaning_or_say_what_to_call(folder, synthetic):
    predictor = DiabetesPredictor()
    info = predictor.get_model_info()
    assert (predictor.model_name, predictor.feature_columns) == (info["model_name"], info["feature_columns"])
    assert predictor.metadata == info
    assert predictor.load_model() is True
    synthetic.save(folder / "own.json")
    assert predictor.load_model("own.json") is True
    assert (predictor.source, predictor.model) == ("own.json", synthetic)
    assert predictor.load_model() is True
    assert predictor.source == "own.json"
    with pytest.raises(FileNotFoundError):
        predictor.load_model("none.json")
    assert (predictor.source, predictor.load_model()) == ("own.json", True)
    with pytest.warns(UserWarning, match=r"model_path='random_forest' has no effect here: own.json answers"):
        assert predictor.load_model("random_forest") is False
    assert (predictor.source, predictor.model) == ("own.json", synthetic)
    assert predictor.load_model("nhanes") is True
    assert predictor.source == "bundled model nhanes"
    for name, instead in {
        "scaler": "not scaled",
        "label_encoders": "not encoded",
        "preprocess_data": "validate",
        "feature_importances_": "explain",
        "anything_else": "predict_batch",
    }.items():
        with pytest.raises(AttributeError, match=f"'{name}'.*{instead}"):
            getattr(predictor, name)
    assert copy.deepcopy(predictor).predict(SIX) == predictor.predict(SIX)


@pytest.mark.parametrize("value", [5, 0, True, False, b"x", 1.5, ["models/best_model.json"]])
def test_what_is_neither_a_text_nor_a_path_is_named(value):
    for call in (
        DiabetesPredictor,
        DiabetesPredictor().load_model,
        lambda given: DiabetesPredictor(model_name=given),
        lambda given: predict_glucose(SIX, given),
    ):
        with pytest.raises(TypeError, match=rf"must be a path or a name, not {type(value).__name__}"):
            call(value)


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_data_frame_has_the_headings_of_a_file(library, bundled):
    module = pytest.importorskip(library)
    frame = module.table if library == "pyarrow" else module.DataFrame
    headings = {"edad": "Edad", "sexo": "SEXO", "perimetro_abdominal": "Perímetro abdominal (cm)"}
    columns = {headings.get(name, name): [value] for name, value in SIX.items()}
    assert DiabetesPredictor().predict_batch(frame(columns)) == [bundled.predict(SIX).to_dict()]
    for more, said in (({"EDAD": [46]}, '"(Edad|EDAD)" and'), ({"Talla (m)": [1.7]}, "Talla .m.")):
        with pytest.raises(diabetes.DiabetesError, match=said):
            DiabetesPredictor().predict_batch(frame({**columns, **more}))


def test_a_data_frame_without_rows_has_no_answers():
    pandas = pytest.importorskip("pandas")
    assert DiabetesPredictor().predict_batch(pandas.DataFrame({"Edad": []})) == []
    assert DiabetesPredictor().predict_batch(pandas.DataFrame()) == []
