"""A new model comes into service by one command, is watched, and leaves again if the API does not answer with it."""

from __future__ import annotations

import json
import threading
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import diabetes
import httpx
import pyarrow.parquet as pq
import pytest
from people import measured_table, store_measured
from servers import ApiProcess

from diabetes_stack.models import judgement, registry
from diabetes_stack.run import model_watch
from diabetes_stack.run.model_watch import WatchError, watch
from diabetes_stack.settings import settings
from diabetes_stack.store import tables
from diabetes_stack.store.migrate import upgrade

SOURCE = "Hospital San José, 2025"


@pytest.fixture(scope="module")
def wrong_model():
    """A model that estimates glucose well, and diabetes badly."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return diabetes.train(measured_table(2500, 6, wrong=0.3), algorithm="linear", source=SOURCE)


@pytest.fixture
def data(tmp_path):
    file = tmp_path / "records.parquet"
    pq.write_table(measured_table(2500, 6), file)
    return file


@pytest.fixture
def no_mlflow(monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    settings.cache_clear()


@pytest.fixture
def in_use(command, engine, no_mlflow, wrong_model, monkeypatch):
    """A database in which that model is in service, and people with outcomes."""
    monkeypatch.setattr(judgement, "RESAMPLES", 50)
    upgrade(engine)
    with engine.begin() as connection:
        version = registry.register(connection, wrong_model.to_json().encode())
        registry.deploy(connection, version.hash, "force", "test", {"instead_of": None})
        store_measured(connection, "clinic", count=600, seed=3)

    def update(*arguments):
        return command(
            "update", "model", "--on", "clinic", "--source", SOURCE, "--algorithm", "linear", *arguments
        )

    return update


def champion(engine):
    with engine.connect() as connection:
        return registry.champion(connection).version.version


def actions(engine):
    with engine.connect() as connection:
        return [row.action for row in connection.execute(tables.audit.select().order_by(tables.audit.c.id))]


def test_a_better_model_is_put_into_service_and_watched(
    in_use, engine, database_url, data, wrong_model, tmp_path, monkeypatch
):
    before = wrong_model.info["version"]
    tried = in_use("--data", data, "--dry-run", "--json")
    assert tried.exit_code == 0, tried.output
    assert json.loads(tried.stdout).items() >= {"outcome": "would_be_promoted", "before": before}.items()
    with engine.connect() as connection:
        assert [one.version for one in registry.versions(connection)] == [before]
    assert actions(engine) == []

    monkeypatch.setattr(model_watch, "_EVERY", 0.5)
    api = ApiProcess(tmp_path, DATABASE_URL=database_url)
    done = in_use("--data", data, "--yes", "--json", "--watch", 1, "--api", api.url)
    served = httpx.get(f"{api.url}/model/info", timeout=10).json()["version"]
    api.stop()
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert (said["outcome"], said["objections"], said["compared"] >= 2) == ("promoted", [], True)
    assert champion(engine) == said["version"] == served
    assert actions(engine) == ["train", "promote", "watch"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_model_that_the_api_does_not_use_is_taken_back(
    in_use, engine, data, wrong_model, tmp_path, monkeypatch
):
    """The API has another database, as when an address is wrong."""
    monkeypatch.setattr(model_watch, "_FOLLOW_SECONDS", 0.5)
    with Pretended(lambda body: body) as api:
        done = in_use("--data", data, "--yes", "--json", "--watch", 1, "--api", api.url)
    said = json.loads(done.stdout)
    assert (done.exit_code, said["outcome"]) == (1, "rolled_back")
    assert "did not use the model" in said["cause"]
    assert champion(engine) == wrong_model.info["version"] == said["before"]
    assert actions(engine) == ["train", "promote", "watch", "rollback"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_model_that_is_not_better_is_refused(in_use, engine, data, wrong_model, tmp_path):
    worse = tmp_path / "worse.parquet"
    pq.write_table(measured_table(2500, 6, wrong=0.6), worse)
    refused = in_use("--data", worse, "--yes", "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["outcome"] == "refused"
    assert champion(engine) == wrong_model.info["version"]
    assert actions(engine) == ["train", "refuse"]


class Pretended:
    """An API that answers with the bundled model, and changes its answers."""

    def __init__(self, change):
        model = diabetes.Model.bundled()

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self):
                known = {
                    "version": model.info["version"],
                    "model_name": "nhanes",
                    "n_features": 1,
                    "r2_score": 1,
                }
                self.say(known | {"status": "healthy", "total_predictions": 0})

            def do_HEAD(self):
                self.do_GET()

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if isinstance(body, list):
                    found = [{"errors": [1]} if one["edad"] > 100 else self.one(one) for one in body]
                    self.say({"results": found, "total_patients": len(found)})
                elif body["edad"] > 100:
                    self.say({"errors": [1]}, 422)
                else:
                    self.say(self.one(body))

            def one(self, record):
                return change(model.predict(record, findrisc_cut=12).to_dict() | {"prediction_id": "1"})

            def say(self, body, status=200):
                self.send_response(status)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()


def test_an_answer_that_differs_in_the_last_bit_is_noticed(monkeypatch):
    monkeypatch.setattr(model_watch, "_EVERY", 0.01)
    model = diabetes.Model.bundled()
    with Pretended(lambda body: body) as api:
        assert watch(api.url, model, 12, 0.3) > 5

    def nearly(body):
        return body | {"glucose_mg_dl": body["glucose_mg_dl"] * (1 + 2e-16)}

    with Pretended(nearly) as api, pytest.raises(WatchError) as failure:
        watch(api.url, model, 12, 0.3)
    assert (failure.value.code, failure.value.parts) == ("inconsistent", {"names": "glucose_mg_dl"})
