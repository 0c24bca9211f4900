"""Training, judgement, promotion, rollback and MLflow, by the commands."""

from datetime import timedelta
from pathlib import Path

import diabetes
import pytest
from people import NOON, PATIENT, store_measured

from diabetes_stack.cli import model_deploying
from diabetes_stack.models import promotion, registry, tracking
from diabetes_stack.models.judgement import judge
from diabetes_stack.settings import settings
from diabetes_stack.store import outcomes, tables
from diabetes_stack.store.migrate import upgrade


@pytest.fixture
def no_mlflow(monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    settings.cache_clear()


def versions(engine):
    with engine.connect() as connection:
        return registry.versions(connection)


def in_service(engine):
    with engine.connect() as connection:
        deployed = registry.champion(connection)
        return None if deployed is None else (deployed.version.version, deployed.action, deployed.evidence)


def test_a_model_that_fits_the_people_better_is_accepted_and_one_that_does_not_is_refused(connection):
    store_measured(connection, "first", shift=14, seed=1)
    store_measured(connection, "second", shift=14, seed=2, at=NOON + timedelta(days=9))
    bundled = diabetes.Model.bundled()
    local = bundled.recalibrate(outcomes.measured(connection, "first").records, source="first")
    people = outcomes.measured(connection, "second")
    better = judge(bundled, local, people)
    assert better.candidate["diabetes"]["brier"] < better.champion["diabetes"]["brier"]
    assert max(better.brier_better, better.calibration_better) >= 0.9
    # A level that is so far off cannot be mended without changing categories.
    assert [objection.code for objection in better.objections] == ["categories_change"]
    worse = judge(local, bundled, people)
    assert "brier_higher" in [objection.code for objection in worse.objections]


def test_who_was_learned_from_stays_known_when_a_set_is_removed_and_kept_again(command, engine, no_mlflow):
    upgrade(engine)
    with engine.begin() as connection:
        store_measured(connection, "clinic", shift=14)
    assert command("model", "recalibrate", "--source", "clinic").exit_code == 0
    for _ in range(2):
        refused = command("model", "promote", "challenger", "--on", "clinic")
        assert (refused.exit_code, "import newer ones" in refused.output) == (1, True)
        assert command("outcomes", "remove", "--source", "clinic", "--yes").exit_code == 0
        with engine.begin() as connection:
            store_measured(connection, "clinic", shift=14)
    with engine.begin() as connection:
        store_measured(connection, "clinic", count=50, seed=2, at=NOON + timedelta(days=1))
        challenger = registry.find(connection, "challenger")
        assert len(promotion.fresh_people(connection, challenger, "clinic").records) == 50


def test_a_refused_promotion_is_in_the_audit_table(command, engine, no_mlflow):
    upgrade(engine)
    with engine.begin() as connection:
        store_measured(connection, "clinic")
    assert command("model", "train", "--algorithm", "linear", "--n-samples", 1000).exit_code == 0
    [trained] = versions(engine)
    assert command("model", "promote", "challenger", "--on", "clinic").exit_code == 1
    assert command("model", "promote", "nobody", "--on", "clinic").exit_code == 1
    with engine.connect() as connection:
        acts = connection.execute(tables.audit.select().order_by(tables.audit.c.id.desc())).all()
    assert [row.action for row in acts] == ["refuse", "train"]
    assert (acts[0].subject, acts[0].detail["code"], acts[0].detail["on"]) == (
        trained.version,
        "refused",
        "clinic",
    )
    assert acts[0].detail["judgement"]["objections"] == acts[0].detail["objections"] != []
    assert in_service(engine) is None


def test_mlflow_away_loses_nothing_and_rollback_goes_back_step_by_step(command, engine, no_mlflow):
    result = command("model", "train", "--n-samples", 1000)
    assert result.exit_code == 0, result.output
    assert "model sync" in result.output
    found = {version.algorithm: version.version for version in versions(engine)}
    assert set(found) == {"linear", "additive"}
    # Without a terminal it says too what it begins, model by model.
    for line in ("Training additive on 800 rows ...", f"Logging linear {found['linear']} in MLflow ..."):
        assert line in result.output

    assert command("model", "promote", found["linear"]).exit_code == 2
    refused = command("model", "promote", found["linear"], "--on", "nothing")
    assert (refused.exit_code, "no outcome is stored" in refused.output) == (1, True)
    assert in_service(engine) is None
    for algorithm in ("linear", "additive"):
        assert (
            command("model", "promote", found[algorithm], "--force", "a trial of ours", "--yes").exit_code
            == 0
        )
    version, action, evidence = in_service(engine)
    assert (version, action, evidence["reason"]) == (found["additive"], "force", "a trial of ours")
    assert evidence["instead_of"] == found["linear"]

    bundled = diabetes.Model.bundled().info["version"]
    for expected in (found["linear"], bundled):
        assert command("model", "rollback").exit_code == 0
        assert in_service(engine)[:2] == (expected, "rollback")
    assert command("model", "rollback").exit_code == 1
    with engine.connect() as connection:
        acts = [row.action for row in connection.execute(tables.audit.select().order_by(tables.audit.c.id))]
        logged = [row.event for row in connection.execute(tables.logs.select())]
    assert acts == ["train", "train", "refuse", "force", "force", "rollback", "rollback"]
    assert logged.count("model_rollback") == 2


def test_mlflow_has_runs_aliases_and_a_model_that_answers(command, engine):
    pd = pytest.importorskip("pandas")
    result = command("model", "train", "--algorithm", "linear", "--n-samples", 1000)
    assert result.exit_code == 0, result.output
    [trained] = versions(engine)
    assert trained.run_id is not None
    with tracking._client(settings()) as (mlflow, client):
        run = client.get_run(trained.run_id)
        assert run.data.params["algorithm"] == "linear"
        assert "evaluation.diabetes.auroc" in run.data.metrics
        artifacts = {file.path for file in client.list_artifacts(trained.run_id)}
        assert {"card.md", "report.html", "plots"} <= artifacts
        alias = client.get_model_version_by_alias(tracking.MODEL, "challenger")
        assert alias.tags["version"] == trained.version
        loaded = mlflow.pyfunc.load_model(f"models:/{tracking.MODEL}@challenger")
        answers = loaded.predict(pd.DataFrame([PATIENT, {**PATIENT, "edad": 17}]))
        with engine.connect() as connection:
            model = diabetes.Model.from_json(registry.file_of(connection, trained.hash).decode())
        assert answers.glucose_mg_dl[0] == model.predict(PATIENT).glucose_mg_dl
        assert answers.errors[1] == "out_of_range:edad"
        files = mlflow.artifacts.download_artifacts(f"models:/{tracking.MODEL}@challenger")
    assert [path for path in Path(files).rglob("*") if path.suffix in (".pkl", ".joblib")] == []
    assert (
        command("model", "promote", trained.version, "--force", "the first one here", "--yes").exit_code == 0
    )
    with tracking._client(settings()) as (_, client):
        assert set(client.get_registered_model(tracking.MODEL).aliases) == {"champion"}


def test_a_forced_promotion_is_asked_about_and_needs_a_sentence(command, engine, no_mlflow, monkeypatch):
    assert command("model", "register", "nhanes").exit_code == 0
    assert command("model", "train", "--algorithm", "linear", "--n-samples", 1000).exit_code == 0
    force = ("model", "promote", "challenger", "--force")
    for reason in ("", "x", "yes yes yes yes", "a b c", "... 1 2 3 4", "x" * 501):
        refused = command(*force, reason, "--yes")
        assert (refused.exit_code, "at least 3 different words" in " ".join(refused.output.split())) == (
            2,
            True,
        )
    unattended = command(*force, "nobody has outcomes yet")
    assert (unattended.exit_code, "--yes" in unattended.output) == (2, True)
    assert in_service(engine) is None

    asked = []
    monkeypatch.setattr(model_deploying, "confirm", lambda question, yes: asked.append((question, yes)))
    assert command(*force, " nobody  has outcomes yet ").exit_code == 0
    [(question, yes)] = asked
    assert (question.startswith("Put linear "), yes) == (True, False)
    assert in_service(engine)[1:] == ("force", in_service(engine)[2])
    with engine.connect() as connection:
        [act] = connection.execute(tables.audit.select().where(tables.audit.c.action == "force"))
    assert act.detail["reason"] == in_service(engine)[2]["reason"] == "nobody has outcomes yet"
