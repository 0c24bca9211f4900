"""Outcomes of 500 real people: evaluation and recalibration from the store, what production refuses."""

import json
import os
from pathlib import Path

import pandas as pd
import pytest
from people import predict

from diabetes_stack.models import registry
from diabetes_stack.settings import settings
from diabetes_stack.store.migrate import upgrade

SHARED = Path(os.environ.get("DIABETES_SHARED") or Path(__file__).parents[3] / "shared")
SURVEY = SHARED / "data" / "nhanes_adults_1999_2014.csv"
LABORATORY = ["hba1c", "Resultado"]
NO_FIELDS = ["seqn", "ciclo", "peso_muestral_ayunas", "upm", "estrato_muestral"]

pytestmark = pytest.mark.skipif(not SURVEY.is_file(), reason="the survey is not here")


@pytest.fixture
def people():
    """The first 500 adults of the survey with everything measured and no known diabetes."""
    survey = pd.read_csv(SURVEY)
    needed = ["edad", "sexo", "imc", "perimetro_abdominal", "tas", "tad", *LABORATORY]
    survey = survey.dropna(subset=needed)
    survey = survey[(survey.diabetes_diagnosticada == "No") & (survey.embarazo != "Si")]
    return survey.head(500).drop(columns=NO_FIELDS)


def test_evaluation_and_recalibration_on_stored_outcomes(command, engine, people, tmp_path):
    upgrade(engine)
    records = [
        {name: value for name, value in row.items() if value == value}
        for row in people.drop(columns=LABORATORY).to_dict("records")
    ]
    with engine.begin() as connection:
        ids = predict(connection, records)
    file = tmp_path / "laboratory.csv"
    people[LABORATORY].assign(prediction_id=ids, fecha="2026-03-05").to_csv(file, index=False)
    assert "500 new" in command("outcomes", "import", file, "--source", "survey").output

    before = json.loads(command("model", "evaluate", "--live", "--json").stdout)
    assert (before["rows"], before["diabetes"]["events"]) == (500, 17)
    assert sum(level["untested"] for level in before["untested"].values()) == 0

    result = command("model", "recalibrate", "--live")
    assert result.exit_code == 0, result.output
    with engine.connect() as connection:
        challenger = registry.challenger(connection)
        info = json.loads(registry.file_of(connection, challenger.hash))["recalibration"]
    for output in ("diabetes", "dysglycaemia"):
        figures = info["outputs"][output]
        was, became = (figures[when]["observed_expected"] for when in ("before", "after"))
        assert was == pytest.approx(before[output]["observed_expected"])
        assert abs(became - 1) < 0.05 < abs(was - 1)

    # It cannot be judged on the people it was recalibrated on.
    refused = command("model", "promote", "challenger", "--on", "survey")
    assert (refused.exit_code, "import newer ones" in refused.output) == (1, True)


def test_a_synthetic_champion_is_refused_in_production(command, engine, monkeypatch):
    trained = command("model", "train", "--algorithm", "linear", "--n-samples", 1000)
    assert trained.exit_code == 0, trained.output
    for name in ("SECRET_KEY", "JWT_SECRET_KEY"):
        monkeypatch.setenv(name, "0f3b9a6d51c87e24a90b6fd3358e7c12d4a1")
    monkeypatch.setenv("ENVIRONMENT", "production")
    settings.cache_clear()
    refused = command("model", "promote", "challenger", "--force", "because we want it", "--yes")
    assert (refused.exit_code, "never used for patients" in refused.output) == (1, True)
    with engine.connect() as connection:
        assert registry.champion(connection) is None
