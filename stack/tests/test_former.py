"""Clients of the former system's API find what they read, beside our own keys."""

import json

import diabetes
import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient

from diabetes_stack.api.app import create_app
from diabetes_stack.api.openapi import document
from diabetes_stack.bounds import Bounds
from diabetes_stack.cli.texts.library import spanish
from diabetes_stack.example import EXAMPLE
from diabetes_stack.models import registry
from diabetes_stack.models.lookup import default_model
from diabetes_stack.settings import Settings, SettingsError
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.migrate import upgrade

OLD = ("random_forest", "gradient_boosting")
EN = {"Accept-Language": "en"}
DOCUMENT = document("", Bounds())
SCHEMAS = DOCUMENT["components"]["schemas"]


def settings(folder, **values):
    return Settings(_env_file=None, DIABETES_DATA_DIR=folder, **values)


@pytest.fixture
def client(tmp_path):
    with TestClient(create_app(settings(tmp_path))) as client:
        yield client


def is_described(name, answer):
    """Whether the OpenAPI document describes an answer."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    return Draft202012Validator(schema).is_valid(answer)


def test_the_list_of_models_has_the_old_keys(client):
    answer = client.get("/models").json()
    assert is_described("Models", answer)
    [model] = answer["models"]
    assert {"name", "display_name", "status"} <= model.keys()
    assert model["name"] in model["display_name"]
    assert answer["total_models"] == len(answer["models"])
    assert answer["experiment_name"] == "Production_Update"
    assert answer["timestamp"].startswith("20")


@pytest.mark.parametrize("name", OLD)
def test_the_model_in_service_answers_to_the_old_names_and_says_so(client, name):
    ours = client.post("/predict", json=EXAMPLE, headers=EN).json()
    answer = client.post(f"/models/{name}/predict", json=EXAMPLE, headers=EN)
    assert answer.status_code == 200
    *others, warning = answer.json()["warnings"]
    assert (others, warning["code"]) == (ours["warnings"], "old_name")
    assert all(part in warning["message"] for part in (name, ours["model_version"]))
    differ = {"warnings", "prediction_id", "timestamp", "processing_time_ms"}
    assert {key: value for key, value in answer.json().items() if key not in differ} == {
        key: value for key, value in ours.items() if key not in differ
    }
    resource = client.post(
        f"/models/{name}/predict", json=EXAMPLE, headers={**EN, "Accept": "application/fhir+json"}
    ).json()
    assert resource["note"][-1]["text"] == warning["message"]
    assert client.get(f"/models/{name}").json()["version"] == ours["model_version"]
    bad = client.post(f"/models/{name}/predict", json={"edad": 7})
    assert bad.status_code == 422


def test_a_registered_model_with_an_old_name_answers_itself(tmp_path):
    chosen = settings(tmp_path)
    engine = open_store(chosen, Service.COMMAND)
    upgrade(engine)
    people = diabetes.generate(400, seed=3)
    with pytest.warns(diabetes.TrainingWarning):
        model = diabetes.train(people, algorithm="linear", name="random_forest")
    with engine.begin() as connection:
        version = registry.register(connection, model.to_json().encode())
    engine.dispose()
    with TestClient(create_app(chosen)) as client:
        answer = client.post("/models/random_forest/predict", json=EXAMPLE).json()
    assert answer["model_version"] == version.version
    assert "old_name" not in {warning["code"] for warning in answer["warnings"]}


def test_an_unknown_model_is_answered_with_the_names_that_exist(client):
    for answer in (
        client.get("/models/xgboost", headers=EN),
        client.post("/models/xgboost/predict", json=EXAMPLE, headers=EN),
    ):
        [error] = answer.json()["errors"]
        assert (answer.status_code, error["code"], error["field"]) == (404, "not_found", "name")
        assert error["limits"] == {"allowed": ["nhanes"]}
        assert "there are these: nhanes" in error["message"] == answer.json()["detail"]
    assert client.get("/models/nhanes").json() == client.get("/model/info").json()
    assert client.head("/models/nhanes").content == b""


def test_categories_are_found_by_name(client):
    answer = client.get("/categories", headers=EN).json()
    assert is_described("Categories", answer)
    assert list(answer["categories"]) == ["Normal", "Prediabetes", "Diabetes"]
    assert answer["categories"]["Normal"]["range"] == {"min": None, "max": 100, "unit": "mg/dL"}
    held_out = diabetes.Model.bundled().info["metrics"]["held_out"]["glucose"]
    assert answer["metrics"] == {name: held_out[name] for name in ("r2", "rmse", "mae", "category_accuracy")}


def test_features_are_named_counted_and_typed(client):
    answer = client.get("/features").json()
    assert is_described("Features", answer)
    assert sorted(answer["required_features"]) == sorted(diabetes.schema()["required"])
    assert answer["total_features"] == len(answer["features"]) == len(answer["feature_types"])
    types = answer["feature_types"]
    assert (types["edad"], types["fuma"], types["puntaje_findrisc"]) == ("number", "string", "integer")


def test_the_model_in_service_is_loaded(client):
    answer = client.get("/model/info").json()
    assert is_described("ModelInfo", answer)
    assert answer["status"] == "loaded"


def test_every_refusal_has_the_detail_of_the_framework(client):
    refused = client.post("/predict", json={**EXAMPLE, "edad": 7, "sexo": "H"}, headers=EN)
    errors = refused.json()["errors"]
    assert is_described("Errors", refused.json())
    assert refused.json()["detail"] == [
        {"loc": ["body", error["field"]], "msg": error["message"], "type": error["code"]} for error in errors
    ]
    whole = client.post("/predict", content=b"[1]", headers={"Content-Type": "application/json"})
    assert [line["loc"] for line in whole.json()["detail"]] == [["body"]]
    query = client.post("/predict?explain=luck", json=EXAMPLE)
    assert [line["loc"] for line in query.json()["detail"]] == [["query", "explain"]]
    for answer in (client.get("/nothing", headers=EN), client.put("/predict", headers=EN)):
        assert is_described("Errors", answer.json())
        assert answer.json()["detail"] == answer.json()["errors"][0]["message"]


def test_the_old_keys_are_marked_as_deprecated():
    found = {
        name: {key for key, schema in SCHEMAS[name]["properties"].items() if schema.get("deprecated")}
        for name in ("Models", "Categories", "Features", "Errors")
    }
    assert found == {
        "Models": {"total_models", "experiment_name", "timestamp"},
        "Categories": {"metrics"},
        "Features": {"required_features", "total_features", "feature_types"},
        "Errors": {"detail"},
    }
    assert SCHEMAS["Models"]["properties"]["models"]["items"]["properties"]["display_name"]["deprecated"]


@pytest.mark.parametrize("name", ["ALLOWED_ORIGINS", "CORS_ORIGINS"])
def test_a_page_of_an_origin_that_is_set_may_call_by_either_name(tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, "https://panel.example.org,http://localhost:8501")
    asked = {
        "Origin": "https://panel.example.org",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,x-requested-with,x-api-key",
    }
    with TestClient(create_app(settings(tmp_path))) as client:
        for path in ("/predict", "/predict/batch", "/models"):
            answer = client.options(path, headers=asked)
            assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (
                200,
                asked["Origin"],
            )
        stranger = client.options("/predict", headers={**asked, "Origin": "https://other.example.org"})
        assert "access-control-allow-origin" not in stranger.headers


def test_two_lists_of_origins_that_differ_stop_the_start(tmp_path, monkeypatch):
    monkeypatch.setenv("ALLOWED_ORIGINS", "https://a.example, https://b.example")
    monkeypatch.setenv("CORS_ORIGINS", "https://b.example,https://a.example/")
    assert set(settings(tmp_path).cors_origins) == {"https://a.example", "https://b.example"}
    monkeypatch.setenv("CORS_ORIGINS", "https://a.example")
    with pytest.raises(SettingsError, match="ALLOWED_ORIGINS and CORS_ORIGINS name different origins"):
        settings(tmp_path)
    monkeypatch.delenv("CORS_ORIGINS")
    monkeypatch.setenv("ALLOWED_ORIGINS", "*")
    with pytest.raises(SettingsError, match="ALLOWED_ORIGINS must name each origin"):
        settings(tmp_path)


@pytest.fixture
def pickles(tmp_path):
    """Models of the former system: pickled, compressed, and under a name that hides it."""
    files = [tmp_path / name for name in ("best_model.joblib", "old.pkl", "old.joblib.gz", "best_model.json")]
    for file in files:
        file.write_bytes(b"\x80\x04\x95\x1a\x00\x00\x00\x8c\x07sklearn\x94.")
    return files


def test_every_command_that_reads_a_model_says_how_to_retrain(local, pickles, tmp_path, monkeypatch):
    table = tmp_path / "people.csv"
    table.write_bytes(diabetes.generate(20, seed=1).to_csv())
    for file in pickles:
        for line in (
            ("model", "evaluate", file, table),
            ("model", "recalibrate", file, table),
            ("model", "register", file),
            ("compare", "--old", table, "--records", table, "--model", file),
        ):
            refused = local(*line)
            assert (refused.exit_code, "retrain on the same data" in refused.output) == (1, True), (
                line,
                refused.output,
            )
    assert spanish("not_a_model", refused.output).startswith("los archivos .joblib y .pkl")
    assert spanish("not_a_model", "this is not a model") == "el archivo no es un modelo de diabetes"
    monkeypatch.setenv("DIABETES_MODEL", str(pickles[0]))
    with pytest.raises(diabetes.ModelFileError, match="retrain"):
        default_model(settings(tmp_path / "data"))


def test_a_bad_row_names_code_and_field_whatever_its_form(client):
    csv = b"Edad;SEXO;imc;Per\xc3\xadmetro abdominal;tas;tad\n;M;28,5;95;135;85\n45;H;28,5;95;135;85\n"
    for accept in ("text/csv", "application/x-ndjson"):
        answer = client.post(
            "/predict/batch", content=csv, headers={"Content-Type": "text/csv", "Accept": accept}
        )
        first, second = answer.text.splitlines()[-2:]
        assert ("missing:edad" in first, "not_allowed:sexo" in second) == (True, True), answer.text
    for heading, said in (("Talla (m)", "another unit"), ("EDAD", "edad")):
        doubtful = client.post(
            "/predict/batch",
            content=f"edad;{heading}\n45;1,70\n".encode(),
            headers={"Content-Type": "text/csv"},
        )
        [error] = doubtful.json()["errors"]
        assert (doubtful.status_code, error["code"], said in error["message"]) == (
            422, "unreadable_table", True,
        ), error  # fmt: skip
    lines = client.post(
        "/predict/batch", content=b'{"sexo": "M"}\n', headers={"Content-Type": "application/x-ndjson"}
    )
    errors = json.loads(lines.text)["errors"]
    assert ("missing", "edad") in {(error["code"], error["field"]) for error in errors}


def test_a_slash_at_the_end_of_a_path_changes_nothing(client):
    for path in ("/health", "/models", "/features", "/model/info"):
        answer = client.get(f"{path}/", follow_redirects=False)
        assert (answer.status_code, answer.json().keys()) == (200, client.get(path).json().keys())
    for path, body in (
        ("/predict", EXAMPLE),
        ("/predict/batch", [EXAMPLE]),
        ("/models/random_forest/predict", EXAMPLE),
    ):
        answer = client.post(f"{path}/", json=body, follow_redirects=False)
        assert (answer.status_code, answer.json().keys()) == (200, client.post(path, json=body).json().keys())
    assert {client.get(path).status_code for path in ("/", "/health//", "/none/", "//health/")} == {404}


@pytest.mark.parametrize("path", ["/predict", "/predict/batch", "/scores/findrisc"])
def test_a_body_with_nan_is_told_what_to_send(client, path):
    for value in ("NaN", "-Infinity"):
        body = f'[{{"edad": {value}}}]' if path.endswith("batch") else f'{{"edad": {value}, "sexo": "M"}}'
        answer = client.post(path, content=body, headers={**EN, "Content-Type": "application/json"})
        [error] = answer.json()["errors"]
        assert (answer.status_code, error["code"]) == (422, "invalid_json")
        assert error["message"].startswith("Invalid JSON (line 1, column ")
        assert error["message"].endswith(
            "NaN and Infinity are not JSON: write null where a value is missing."
        )
        assert answer.json()["detail"][0]["msg"] == error["message"]
    other = client.post(path, content="{", headers={**EN, "Content-Type": "application/json"})
    assert "NaN" not in other.json()["errors"][0]["message"]
