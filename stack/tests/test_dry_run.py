"""--dry-run says what would be done and changes nothing; --json prints one document and nothing else."""

from __future__ import annotations

import json
import os
from datetime import timedelta

import diabetes
import pytest
from people import NOON, PATIENT, predict, store_measured
from sqlalchemy import select

from diabetes_stack.cli import outcomes as commands
from diabetes_stack.models import registry
from diabetes_stack.settings import settings
from diabetes_stack.store import ledger, tables
from diabetes_stack.store.migrate import upgrade


@pytest.fixture
def no_mlflow(monkeypatch):
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    settings.cache_clear()


@pytest.fixture
def filled(engine, no_mlflow, tmp_path, monkeypatch):
    """A database with people measured, a bundled model and a recalibrated one; the working folder is empty."""
    upgrade(engine)
    with engine.begin() as connection:
        store_measured(connection, "clinic", count=120)
        store_measured(connection, "ward", count=60, seed=2, at=NOON + timedelta(days=1))
        bundled = diabetes.Model.bundled()
        other = bundled.recalibrate(
            [{**PATIENT, "edad": 20 + n % 60, "Resultado": 80 + n % 70} for n in range(200)], source="ward"
        )
        first, second = (registry.register(connection, one.to_json().encode()) for one in (bundled, other))
        registry.name_challenger(connection, second.hash)
        registry.deploy(connection, second.hash, "force", "ana", {"instead_of": first.version})
        registry.deploy(connection, first.hash, "force", "ana", {"instead_of": second.version})
    monkeypatch.chdir(tmp_path)
    return second.version


def everything(engine):
    """All rows of all tables, the files of the ledger, and the working folder."""
    with engine.connect() as connection:
        rows = {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in tables.metadata.sorted_tables
        }
    return rows, ledger.heads(settings().folder() / ledger.FOLDER), sorted(os.listdir())


def test_no_dry_run_changes_anything(command, engine, filled):
    lines = {
        ("model", "generate", "--n-samples", 5): {"records": 5},
        ("model", "train", "--n-samples", 500): {"rows": 400, "held_out": 100},
        ("model", "register", "nhanes", "--source", "Hospital, 2024, all", "--statement"): {"name": "nhanes"},
        ("model", "evaluate", "--source", "clinic", "--html", "r.html"): {"rows": 120, "data": "clinic"},
        ("model", "recalibrate", "--source", "clinic"): {"rows": 120, "in_mlflow": None},
        ("model", "promote", filled, "--on", "clinic", "--force", "a trial of ours", "--yes"): {
            "action": "force"
        },
        ("model", "rollback"): {"action": "rollback"},
        ("model", "sync"): {},
        ("outcomes", "remove", "--source", "clinic"): {"results": 120},
    }
    before = everything(engine)
    for line, expected in lines.items():
        result = command(*line, "--dry-run", "--json")
        assert result.exit_code == 0, (line, result.output)
        found = json.loads(result.stdout)
        assert {name: found[name] for name in expected} == expected, line
        assert found["dry_run"] is True, line
        said = command(*line, "--dry-run")
        assert (said.exit_code, said.stdout.strip() != "") == (0, True), line
        assert everything(engine) == before, line
    published = json.loads(command("model", "sync", "--dry-run", "--json").stdout)["published"]
    assert filled in [model["version"] for model in published]


def test_a_refused_dry_run_leaves_no_trace_either(command, engine, filled):
    before = everything(engine)
    refused = command("model", "promote", filled, "--on", "nobody", "--dry-run", "--json")
    assert refused.exit_code == 1
    found = json.loads(refused.stdout)
    assert (found["code"], [one["code"] for one in found["objections"]]) == ("refused", ["no_outcomes"])
    assert "no outcome is stored" in found["error"]
    assert everything(engine) == before


def test_a_dry_import_counts_as_the_real_one_does_across_groups(command, engine, tmp_path, monkeypatch):
    upgrade(engine)
    monkeypatch.setattr(commands, "_GROUP", 2)
    with engine.begin() as connection:
        one, other = predict(connection, [PATIENT, PATIENT])
    rows = [(one, 101), (other, 99), (one, 101), (one, 102), ("nobody", 90), (other, 99)]
    file = tmp_path / "lab.csv"
    file.write_text(
        "prediction_id,fecha,Resultado\n" + "".join(f"{id},2026-03-02,{value}\n" for id, value in rows)
    )
    before = everything(engine)
    dry = command("outcomes", "import", file, "--source", "clinic", "--dry-run", "--json")
    assert everything(engine) == before
    real = command("outcomes", "import", file, "--source", "clinic", "--json")
    assert (dry.exit_code, real.exit_code) == (1, 1)
    expected = {"source": "clinic", "rows": 6, "new": 2, "known": 2, "bad": 2}
    expected["codes"] = {"conflict": 1, "unknown_prediction": 1}
    found = json.loads(dry.stdout)
    assert {name: found[name] for name in expected} == expected
    assert [row["row"] for row in found["rejected"]] == [4, 5]
    assert found == json.loads(real.stdout) | {"dry_run": True}


def test_every_reading_command_prints_one_document(command, filled, tmp_path):
    (tmp_path / "records.csv").write_text("edad;sexo;imc;perimetro_abdominal;tas;tad\n45;M;28,5;95;135;85\n")
    (tmp_path / "old.csv").write_text("glucose_mg_dl;category\n101,5;Prediabetes\n")
    listed = json.loads(command("model", "list", "--json").stdout)
    assert (len(listed["models"]), listed["in_service"]["default"]) == (2, False)
    assert [model["champion"] for model in listed["models"]].count(True) == 1
    sets = json.loads(command("outcomes", "list", "--json").stdout)
    assert sets["sources"] == [{"source": "clinic", "results": 120}, {"source": "ward", "results": 60}]
    assert sum(level["predictions"] for level in sets["risk_levels"]) == 180
    line = ["compare", "--old", "old.csv", "--records", "records.csv", "--report", "report.json", "--json"]
    compared = json.loads(command(*line).stdout)
    assert compared == json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert (compared["records"], compared["category"]["compared"]) == (1, 1)


def test_an_error_is_json_too_and_is_said_once_more_for_people(command, no_mlflow):
    assert command("model", "register", "nhanes").exit_code == 0
    for line, code in {
        ("model", "sync"): "mlflow_away",
        ("model", "promote", "nobody", "--on", "x"): "unknown_model",
        ("model", "register", __file__): "not_a_model",
        ("compare", "--old", "none.csv", "--records", "none.csv"): None,
    }.items():
        failed = command(*line, "--json")
        found = json.loads(failed.stdout)
        assert (failed.exit_code, found.get("code")) == (1, code)
        assert f"error: {found['error']}" in failed.stderr
        assert command(*line).stdout == ""
