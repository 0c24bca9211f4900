"""In production no model of generated records answers, whichever way it comes."""

from __future__ import annotations

import json
import warnings

import diabetes
import pytest
from starlette.testclient import TestClient

from diabetes_stack import tokens
from diabetes_stack.api.app import create_app
from diabetes_stack.example import EXAMPLE
from diabetes_stack.models import lookup, registry
from diabetes_stack.settings import Settings
from diabetes_stack.store.migrate import upgrade

KEY = "0f3b9a6d51c87e24a90b6fd3358e7c12"
PRODUCTION = {"environment": "production", "secret_key": KEY, "jwt_secret_key": KEY[::-1]}


def caller(settings):
    """A client with a token, which production asks for."""
    return TestClient(create_app(settings), headers=tokens.bearer(settings, "test"))


@pytest.fixture(scope="module")
def synthetic():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return diabetes.train(diabetes.generate(300, seed=1))


def test_the_file_that_the_settings_name(command, synthetic, tmp_path, monkeypatch):
    file = tmp_path / "synthetic.json"
    synthetic.save(file)
    chosen = {
        "DIABETES_DATA_DIR": tmp_path,
        "diabetes_model": file,
        "database_url": f"sqlite:///{tmp_path / 'diabetes.db'}",
    }
    assert lookup.default_model(Settings(_env_file=None, **chosen)).info == synthetic.info
    with pytest.raises(registry.RegistryError, match="DIABETES_MODEL"):
        lookup.default_model(Settings(_env_file=None, **chosen, **PRODUCTION))
    with caller(Settings(_env_file=None, **chosen, **PRODUCTION)) as client:
        assert client.get("/ready").status_code == 503
        assert client.post("/predict", json=EXAMPLE).status_code == 503
    for name, value in {**PRODUCTION, "diabetes_model": file}.items():
        monkeypatch.setenv(name.upper(), str(value))
    for service in ("up", "api", "dashboard"):
        refused = command(service)
        assert (refused.exit_code, "DIABETES_MODEL names its file" in refused.output) == (1, True), service


def test_a_champion_of_a_database_from_elsewhere(engine, database_url, synthetic, tmp_path):
    upgrade(engine)
    with engine.begin() as connection:
        version = registry.register(connection, synthetic.to_json().encode())
        registry.deploy(connection, version.hash, "force", "test", {}, synthetic_allowed=True)
    chosen = {"DIABETES_DATA_DIR": tmp_path, "database_url": database_url}
    with TestClient(create_app(Settings(_env_file=None, **chosen))) as client:
        assert json.loads(client.post("/predict", json=EXAMPLE).content)["synthetic"] is True
    production = Settings(_env_file=None, **chosen, **PRODUCTION)
    with caller(production) as client:
        assert client.get("/model/info").json()["source"] == "bundled"
        assert client.post("/predict", json=EXAMPLE).json()["synthetic"] is False
    with engine.connect() as connection:
        assert lookup.in_service(connection, production).info == diabetes.Model.bundled().info
