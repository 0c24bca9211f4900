"""In production, a model of another country comes into service with a local validation or a signed acceptance."""

from __future__ import annotations

import json
import secrets
import warnings

import diabetes
import pytest
from people import made_up, measured_table

from diabetes_stack.models import local, registry
from diabetes_stack.settings import Settings, settings
from diabetes_stack.store import tables
from diabetes_stack.store.migrate import upgrade

KEY = secrets.token_hex(32)
FORCE = ("--force", "no outcomes are stored yet", "--yes")
ACCEPTED = ("--accept-by", "Dra. Pérez", "--reason", "The study has begun and ends in June")


@pytest.fixture(scope="module")
def model():
    """The library's model, recalibrated: nobody can tell for which country."""
    records, results = made_up(800, shift=10)
    people = [{**record, "Resultado": result} for record, result in zip(records, results, strict=True)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return diabetes.Model.bundled().recalibrate(people, source="Hospital San José, 2025")


@pytest.fixture(scope="module")
def validation(model):
    """What ``diabetes validate --out`` writes, with criteria that are met."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = diabetes.evaluate(model, measured_table(700, 8), resamples=0, site="Hospital A").to_dict()
    calibration = next(of for of in found["calibration"] if of["output"] == "diabetes")
    found["validation"] = {
        "verdict": "met",
        "site": "Hospital A",
        "responsible": "Dra. Pérez",
        "locked": "2026-11-02T10:00:00+00:00",
        "plan_sha256": "0" * 64,
        "model_hash": found["model"]["hash"],
        "people": calibration["rows"],
        "events": calibration["events"],
    }
    return found


@pytest.fixture
def promote(command, engine, model, monkeypatch, tmp_path):
    """Promotes the model in production in Colombia, with a file of a validation if one is given."""
    for name, value in {
        "ENVIRONMENT": "production",
        "ENVIRONMENT_COUNTRY": "co",
        "SECRET_KEY": KEY,
        "JWT_SECRET_KEY": KEY[::-1],
        "MLFLOW_TRACKING_URI": "http://127.0.0.1:9",
    }.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    upgrade(engine)
    with engine.begin() as connection:
        version = registry.register(connection, model.to_json().encode())

    def run(*options, file=None):
        if file is not None:
            path = tmp_path / "site.json"
            path.write_text(json.dumps(file), encoding="utf-8")
            options = (*options, "--validation", path)
        return command("model", "promote", version.version, *FORCE, *options)

    return run


def served(engine):
    with engine.connect() as connection:
        deployed = registry.champion(connection)
        return None if deployed is None else deployed.evidence["local"]


def test_without_either_it_is_refused_with_what_to_do_and_the_audit_says_so(promote, engine):
    refused = promote()
    assert refused.exit_code == 1
    assert "not validated in this country (CO)" in refused.output
    assert "--validation FILE" in refused.output
    assert served(engine) is None
    with engine.connect() as connection:
        last = connection.execute(tables.audit.select().order_by(tables.audit.c.id.desc())).first()
    assert (last.action, last.detail["code"]) == ("refuse", "not_validated_here")


def test_a_validation_whose_criteria_are_met_is_kept_as_evidence(promote, engine, validation):
    done = promote(file=validation)
    assert done.exit_code == 0, done.output
    kept = served(engine)
    assert (kept["kind"], kept["site"], kept["events"]) == (
        "validation",
        "Hospital A",
        validation["validation"]["events"],
    )
    with engine.connect() as connection:
        last = connection.execute(tables.audit.select().order_by(tables.audit.c.id.desc())).first()
    assert last.detail["local"]["sha256"] == kept["sha256"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda file: file["validation"].update(verdict="not_met"), "does not meet the criteria"),
        (lambda file: file["validation"].update(verdict="not_enough_events"), "does not meet the criteria"),
        (lambda file: file["validation"].update(model_hash="0" * 64), "of another model"),
        (lambda file: file["validation"].update(events=1), "was changed"),
        (lambda file: file["sums"]["data"].update(answered=1), "was changed"),
        (lambda file: file.pop("validation"), "no local validation"),
        (lambda file: file.update(sums=None), "no local validation"),
    ],
)
def test_a_file_that_proves_no_validation_is_refused(promote, engine, validation, change, told):
    file = json.loads(json.dumps(validation))
    change(file)
    refused = promote(file=file)
    assert (refused.exit_code, told in refused.output) == (1, True), refused.output
    assert served(engine) is None


def test_a_person_may_accept_it_by_name_and_reason_and_not_by_half(promote, engine):
    assert promote(*ACCEPTED[:2]).exit_code == 2
    assert promote(*ACCEPTED[:2], "--reason", "ok").exit_code == 2
    assert served(engine) is None
    assert promote(*ACCEPTED).exit_code == 0
    assert served(engine) == {"kind": "acceptance", "by": ACCEPTED[1], "reason": ACCEPTED[3]}


def test_it_is_asked_for_only_in_production_where_the_country_is_another(tmp_path):
    bundled = diabetes.Model.bundled().info["hash"]

    def asked(hash, **values):
        return local.is_asked_for(
            Settings(
                _env_file=None,
                DIABETES_DATA_DIR=tmp_path,
                secret_key=KEY,
                jwt_secret_key=KEY[::-1],
                database_url=f"sqlite:///{tmp_path / 'a.db'}",
                **values,
            ),
            hash,
        )

    assert asked(bundled, environment="production", environment_country="CO")
    assert not asked(bundled, environment="production", environment_country="us")
    assert asked("0" * 64, environment="production", environment_country="US")
    assert not asked(bundled, environment="production")
    assert not asked(bundled, environment="development", environment_country="CO")


def test_a_new_model_is_not_even_trained_without_an_acceptance(promote, command, tmp_path):
    (tmp_path / "records.csv").write_text("edad,sexo\n45,M\n", encoding="utf-8")
    refused = command(
        "update",
        "model",
        "--data",
        tmp_path / "records.csv",
        "--on",
        "clinic",
        "--source",
        "Hospital A",
        "--yes",
    )
    assert refused.exit_code == 1
    assert "a new model is not validated in this country (CO)" in refused.output
