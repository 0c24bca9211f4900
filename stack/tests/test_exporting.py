"""The model in service as a file, which scripts with the former system's calls find by themselves."""

import json

import diabetes
import pytest
from diabetes.compat import DiabetesPredictor

from diabetes_stack.example import EXAMPLE


@pytest.fixture(scope="module")
def trained():
    with pytest.warns(diabetes.TrainingWarning):
        return diabetes.train(diabetes.generate(400, seed=5), outputs=("glucose",), name="own")


def test_scripts_answer_with_the_model_in_service_after_it_was_exported(
    command, trained, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DIABETES_MODEL", raising=False)
    trained.save(tmp_path / "own.json")
    assert command("model", "register", "own.json").exit_code == 0
    reason = "The first model of our own, in a test."
    promoted = command("model", "promote", "own", "--force", reason, "--yes")
    assert "model export champion --out models/best_model.json" in promoted.output
    assert DiabetesPredictor().source == "bundled model nhanes"
    file = tmp_path / "models" / "best_model.json"
    would = json.loads(command("model", "export", "--dry-run", "--json").stdout)
    assert (would["dry_run"], would["model"]["name"], file.parent.exists()) == (True, "own", False)
    assert command("model", "export").exit_code == 0
    script = DiabetesPredictor()
    assert (script.source, script.model) == ("models/best_model.json", trained)
    assert script.predict(EXAMPLE) == trained.predict(EXAMPLE).to_dict()
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    assert command("model", "export", "nhanes", "--out", file).exit_code == 0
    assert diabetes.Model.load(file) == diabetes.Model.bundled()


def test_a_model_that_does_not_exist_or_a_folder_that_cannot_is_named(command, tmp_path):
    unknown = command("model", "export", "none", "--out", tmp_path / "models" / "m.json")
    assert (unknown.exit_code, (tmp_path / "models").exists()) == (1, False)
    (tmp_path / "taken").write_text("")
    refused = command("model", "export", "--out", tmp_path / "taken" / "m.json")
    assert (refused.exit_code, "taken" in refused.output) == (1, True)
