"""In production, a model of another country comes into service with a local validation or a signed acceptance."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import subprocess
import sys
import warnings

import diabetes
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from people import made_up

from diabetes_stack.models import local, registry
from diabetes_stack.settings import Settings, settings
from diabetes_stack.store import tables
from diabetes_stack.store.migrate import upgrade

KEY = secrets.token_hex(32)
# Where the made-up people differ from what a new plan proposes.
PLAN = {
    **dict.fromkeys(("site", "setting", "population", "outcome"), "Hospital A"),
    "responsible": "Dra. Pérez",
    "recruitment_from": "2024-01-15",
    "recruitment_to": "2024-06-30",
    "model": "own.json",
    "observed_expected": "[0.50, 2.00]",
    "slope": "[0.50, 2.00]",
    "resamples": "100",
}
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


def measured(count, seed):
    """People like those of the model, with their glucose."""
    records, results = made_up(count, seed, shift=10)
    return pa.Table.from_pylist(
        [{**record, "Resultado": result} for record, result in zip(records, results, strict=True)]
    )


def validate(folder, model, people, **changes):
    """What ``diabetes validate --out`` writes for a plan with these values."""
    run = [sys.executable, "-m", "diabetes", "validate"]
    command = {"cwd": folder, "env": os.environ | {"LC_ALL": "C"}, "capture_output": True, "text": True}
    model.save(folder / "own.json")
    pq.write_table(people, folder / "people.parquet")
    subprocess.run([*run, "--new", "plan.yaml"], check=True, **command)
    plan = (folder / "plan.yaml").read_text(encoding="utf-8").replace("[0.70, 1.00]", "[0.60, 1.00]")
    for name, value in (PLAN | changes).items():
        plan, found = re.subn(
            rf"^( *{name}): .*$", lambda line, value=value: f"{line[1]}: {value}", plan, flags=re.M
        )
        assert found == 1, name
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    subprocess.run([*run, "plan.yaml", "--lock"], check=True, **command)
    done = subprocess.run([*run, "plan.yaml", "people.parquet", "--out", "site.json"], **command)
    assert done.returncode in (0, 3), done.stderr
    return json.loads((folder / "site.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validation(model, tmp_path_factory):
    """A validation whose criteria are met."""
    found = validate(tmp_path_factory.mktemp("site"), model, measured(2_000, 8))
    assert found["validation"]["verdict"] == "met"
    return found


@pytest.fixture(scope="module")
def missed(model, tmp_path_factory):
    """A validation whose criteria are not met."""
    found = validate(tmp_path_factory.mktemp("missed"), model, measured(1_500, 9), slope="[0.99999, 1.00001]")
    assert found["validation"]["verdict"] == "not_met"
    return found


@pytest.fixture(scope="module")
def small(model, tmp_path_factory):
    """A validation whose criteria are met, by a plan for few people."""
    wide = {"observed_expected_width": "0.8", "slope_width": "0.6", "auroc_width": "0.2"}
    found = validate(tmp_path_factory.mktemp("small"), model, measured(2_000, 8), **wide)
    assert found["validation"]["verdict"] == "met"
    return found


@pytest.fixture(scope="module")
def unread(model, tmp_path_factory):
    """A validation with an outcome that cannot be read."""
    people = measured(2_000, 8)
    glucose = pa.array(["131*", *map(str, people["Resultado"].to_pylist()[1:])])
    marked = people.set_column(people.column_names.index("Resultado"), "Resultado", glucose)
    found = validate(tmp_path_factory.mktemp("unread"), model, marked)
    assert found["validation"]["open"] == [{"code": "unreadable_outcomes", "count": 1}]
    return found


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    """A validation of another model."""
    return validate(tmp_path_factory.mktemp("other"), diabetes.Model.bundled(), measured(500, 8))


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


def resealed(file):
    """The file as somebody writes it who knows how its digest is made."""
    validation = {name: value for name, value in file["validation"].items() if name != "sha256"}
    text = json.dumps({**file, "validation": validation}, sort_keys=True)
    file["validation"]["sha256"] = hashlib.sha256(text.encode()).hexdigest()


def in_calibration(file, **values):
    next(of for of in file["calibration"] if of["output"] == "diabetes").update(values)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda file: file["validation"].update(verdict="not_met"), "was changed"),
        (lambda file: file["validation"].update(people=5_000), "was changed"),
        (lambda file: file["validation"]["criteria"][0].update(low=0.1), "was changed"),
        (lambda file: file["validation"].update(model_hash="0" * 64), "was changed"),
        (lambda file: in_calibration(file, slope=1.01), "was changed"),
        (lambda file: file["sums"]["data"].update(answered=1), "was changed"),
        (lambda file: file.pop("validation"), "no local validation"),
        (lambda file: file.update(sums=None), "no local validation"),
        (lambda file: file["validation"].pop("lock"), "no local validation"),
    ],
)
def test_a_file_that_was_changed_is_refused(promote, engine, validation, change, told):
    file = json.loads(json.dumps(validation))
    change(file)
    refused = promote(file=file)
    assert (refused.exit_code, told in refused.output) == (1, True), refused.output
    assert served(engine) is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda file: file["validation"].update(verdict="not_met"), "forged"),
        (lambda file: file["validation"].update(people=5_000), "forged"),
        (lambda file: file["validation"]["criteria"][0].update(low=0.1), "forged"),
        (lambda file: file["validation"]["lock"]["needed"].update(events=1), "was changed"),
        (lambda file: in_calibration(file, observed_expected=1.01), "was changed"),
        (lambda file: in_calibration(file, events=5), "was changed"),
        (lambda file: file["validation"].update(site="Hospital B"), "was changed"),
    ],
)
def test_a_file_with_a_new_digest_is_refused_where_it_contradicts_itself(
    promote, engine, validation, change, told
):
    file = json.loads(json.dumps(validation))
    change(file)
    resealed(file)
    refused = promote(file=file)
    assert (refused.exit_code, told in refused.output) == (1, True), refused.output
    assert served(engine) is None


def test_a_verdict_that_is_not_met_stays_so_when_somebody_writes_met(promote, engine, missed):
    file = json.loads(json.dumps(missed))
    assert "does not meet the criteria" in promote(file=file).output
    file["validation"]["verdict"] = "met"
    assert "was changed" in promote(file=file).output
    resealed(file)
    assert "forged" in promote(file=file).output
    assert served(engine) is None


def test_a_plan_for_few_people_needs_a_signed_acceptance(promote, engine, small):
    refused = promote(file=small)
    assert (refused.exit_code, "fewer than 100 people" in refused.output) == (1, True), refused.output
    assert served(engine) is None
    assert promote(*ACCEPTED).exit_code == 0


def test_a_validation_without_a_verdict_or_of_another_model_is_refused(promote, engine, unread, foreign):
    for file, told in ((unread, "gave no verdict"), (foreign, "of another model")):
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
