"""A model whose file does not say whose records it learned from needs a signed statement in production."""

from __future__ import annotations

import secrets
import warnings

import diabetes
import pytest
from people import made_up
from starlette.testclient import TestClient

from diabetes_stack import tokens
from diabetes_stack.api.app import create_app
from diabetes_stack.example import EXAMPLE
from diabetes_stack.models import lookup, registry
from diabetes_stack.settings import Settings, settings
from diabetes_stack.store import tables

SOURCE = "Hospital San José, tamizaje 2024 a 2025, todas las consultas de medicina general"
KEY = secrets.token_hex(32)


@pytest.fixture(scope="module")
def unstated(tmp_path_factory):
    """The file of a model of few people, trained without a word on whose records they are."""
    records, results = made_up(400)
    people = [{**record, "Resultado": result} for record, result in zip(records, results, strict=True)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = diabetes.train(people, outputs=("glucose",))
    assert model.info["synthetic"] is None
    file = tmp_path_factory.mktemp("models") / "unstated.json"
    model.save(file)
    return file


@pytest.fixture
def production(monkeypatch):
    """Commands and services run in production; MLflow is away."""
    for name, value in {
        "ENVIRONMENT": "production",
        "SECRET_KEY": KEY,
        "JWT_SECRET_KEY": KEY[::-1],
        "MLFLOW_TRACKING_URI": "http://127.0.0.1:9",
    }.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()


def acts(engine):
    with engine.connect() as connection:
        return [
            (row.action, row.detail.get("source"), row.detail.get("code"))
            for row in connection.execute(tables.audit.select().order_by(tables.audit.c.id))
        ]


def test_it_is_no_champion_before_its_source_is_stated_and_the_audit_says_who_did(
    command, engine, production, unstated
):
    registered = command("model", "register", unstated)
    assert (registered.exit_code, "does not say whose records" in registered.output) == (0, True)
    version = diabetes.Model.load(unstated).info["version"]
    refused = command("model", "promote", version, "--force", "the ward asks for it", "--yes")
    assert (refused.exit_code, "model register" in refused.output) == (1, True)

    stated = command("model", "register", version, "--source", SOURCE, "--statement")
    assert stated.exit_code == 0, stated.output
    assert command("model", "promote", version, "--force", "the ward asks for it", "--yes").exit_code == 0
    assert acts(engine) == [
        ("register", None, None),
        ("refuse", None, "unstated_source"),
        ("register", SOURCE, None),
        ("force", None, None),
    ]
    with engine.connect() as connection:
        [signed] = connection.execute(tables.statements.select()).all()
        assert (signed.source, bool(signed.by)) == (SOURCE, True)
        assert lookup.in_service(connection, settings()).info["version"] == version
    with TestClient(create_app(settings())) as client:
        answer = client.post("/predict", json=EXAMPLE, headers=tokens.bearer(settings(), "test"))
        assert (answer.json()["model_version"], answer.json()["synthetic"]) == (version, None)


def test_the_file_that_the_settings_name_needs_one_too(command, production, unstated):
    chosen = Settings(_env_file=None, diabetes_model=unstated)
    with pytest.raises(registry.RegistryError, match="DIABETES_MODEL") as refusal:
        lookup.default_model(chosen)
    assert refusal.value.code == "unstated_source"


def test_outside_production_it_answers_as_it_is(command, engine, unstated, monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    settings.cache_clear()
    assert command("model", "register", unstated).exit_code == 0
    version = diabetes.Model.load(unstated).info["version"]
    assert command("model", "promote", version, "--force", "a trial of ours", "--yes").exit_code == 0


def test_no_statement_makes_generated_records_real(command, engine, production, tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = diabetes.train(diabetes.generate(1000, seed=3), source=SOURCE, outputs=("glucose",))
    assert model.info["synthetic"] is True
    file = tmp_path / "generated.json"
    model.save(file)
    refused = command("model", "register", file, "--source", SOURCE, "--statement")
    assert (refused.exit_code, "generated records" in refused.output) == (1, True)
    with engine.connect() as connection:
        assert connection.execute(tables.statements.select()).all() == []


@pytest.mark.parametrize(
    "options",
    [
        ["--statement"],
        ["--source", SOURCE],
        ["--source", "x", "--statement"],
        ["--source", "--------------", "--statement"],
        ["--source", "   ", "--statement"],
        ["--source", "a source\x00 with a mark", "--statement"],
    ],
)
def test_a_source_without_signature_and_a_signature_without_source_are_refused(command, options):
    assert command("model", "register", "nhanes", *options).exit_code == 2


def test_a_model_of_stated_people_needs_no_more(command, engine, production):
    registered = command("model", "register", "nhanes")
    assert (registered.exit_code, "warning: its file" in registered.output) == (0, False)
    with engine.connect() as connection:
        [version] = registry.versions(connection)
    assert (version.of_people, version.stated) == (True, None)
    assert version.synthetic is False
