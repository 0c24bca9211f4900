"""What a number of tests finds: against a search over all cut-offs, simulated outcomes, counts by hand."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import diabetes
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from common import EXAMPLE, synthetic_frame
from diabetes import figures
from diabetes._printable import plain
from tables import LIBRARIES
from test_spanish import faults, visible

COMMAND = Path(sys.executable).with_name("diabetes")
DAY = "2026-11-30"
PERSON = {"edad": 58, "sexo": "F", "imc": 30, "perimetro_abdominal": 98, "tas": 135, "tad": 85}
APART = {
    "urgent": {"tas": 215, "tad": 125, "hba1c": 7.1},
    "measured_diabetes": {"hba1c": 7.1},
    "measured_prediabetes": {"glucosa_ayunas": 110},
    "known_diabetes": {"diabetes_diagnosticada": "Si"},
    "pregnant": {"edad": 28, "embarazo": "Si"},
    "recent_normal": {"hba1c": 5.2, "fecha_hba1c": "2026-05-01"},
    "errors": {"edad": 7},
}
# What is found by measuring counts, whatever else is wrong or known.
MEASURED = {
    "urgent": {"edad": 7, "tas": 215},
    "measured_diabetes": {"edad": 7, "glucosa_ayunas": 140},
}


def people(seed):
    """Random people; coarse values, so that many of some populations have equal risks."""
    frame = synthetic_frame(150 + 20 * seed, seed).drop(columns=["Resultado"])
    kept = list(PERSON) if seed % 2 else [*frame.columns.difference(["imc"]), "imc"]
    step = {"edad": 20, "imc": 8, "perimetro_abdominal": 20, "tas": 30, "tad": 20} if seed % 2 else {}
    for name, size in step.items():
        frame[name] = (frame[name] / size).round() * size
    return frame[kept]


def by_search(risks, tests):
    """The rows above the best affordable cut-off, by trying all."""
    best = (0, frozenset())
    for cut in set(risks):
        chosen = frozenset(row for row, risk in enumerate(risks) if risk >= cut)
        if best[0] < len(chosen) <= tests:
            best = (len(chosen), chosen)
    return best[1]


@pytest.mark.parametrize("seed", range(20))
def test_the_choice_is_the_best_of_all_affordable_cutoffs(bundled, seed):
    frame = people(seed)
    answers = bundled.predict_batch(frame)
    eligible = answers["prob_Diabetes"].notna() & answers["urgent"].isna()
    rows, risks = np.flatnonzero(eligible), answers["prob_Diabetes"][eligible].to_numpy()
    for tests in (1, 7, len(rows) // 5, len(rows) // 2, len(rows)):
        plan = diabetes.capacity(frame, tests, bundled)
        chosen = np.flatnonzero(plan.people["place"] == "test")
        assert set(chosen) == set(rows[sorted(by_search(risks, tests))])
        assert plan.tested == len(chosen) <= tests
        if plan.cutoff is not None:
            assert set(rows[risks >= plan.cutoff]) == set(chosen)
        found = plan.expected["diabetes"]["found"]
        assert found["value"] == pytest.approx(answers["prob_Diabetes"].to_numpy()[chosen].sum(), rel=1e-12)
        wider = (answers["prob_Diabetes"] + answers["prob_Prediabetes"]).to_numpy()[chosen].sum()
        assert plan.expected["dysglycaemia"]["found"]["value"] == pytest.approx(wider, rel=1e-12)


def ends(risks):
    """The 95 % interval of the number of cases, from the characteristic function (Hong, 2013)."""
    size = len(risks) + 1
    turns = np.exp(2j * np.pi * np.arange(size) / size)
    chances = np.fft.fft(np.prod(1 + risks[:, None] * (turns - 1), axis=0)).real / size
    return [int(np.argmax(chances.cumsum() >= level)) for level in (0.025, 0.975)]


@pytest.mark.parametrize(("size", "tests", "power"), [(30, 10, 1), (500, 120, 3), (3000, 500, 4)])
def test_intervals_are_those_of_the_distribution_and_cover_simulated_outcomes(size, tests, power):
    random = np.random.default_rng(size)
    risks = random.random(size) ** power
    plan = diabetes.capacity(risks, tests)
    tested = np.array(plan.people.column("place")) == "test"
    of = plan.expected["diabetes"]
    for name, group in (("found", risks[tested]), ("missed", risks[~tested])):
        assert [of[name]["low"], of[name]["high"]] == ends(group)
    outcomes = random.random((2000, size)) < risks
    found, missed = outcomes[:, tested].sum(axis=1), outcomes[:, ~tested].sum(axis=1)
    with np.errstate(divide="ignore"):
        seen = {
            "found": found,
            "missed": missed,
            "predictive_value": found / tests,
            "sensitivity": found / (found + missed),
            "missed_per_1000_not_tested": 1000 * missed / (size - tests),
            "missed_per_1000_screened": 1000 * missed / size,
            "number_needed_to_test": tests / found,
        }
    assert seen.keys() == of.keys()
    for name, values in seen.items():
        low, high = of[name]["low"], of[name]["high"] or np.inf
        covered = ((values >= low - 1e-9) & (values <= high + 1e-9)).mean()
        assert 0.93 <= covered <= 0.999, (name, covered)


def test_with_outcomes_the_figures_are_counted(bundled):
    frame = synthetic_frame(3000, 8)
    plan = diabetes.capacity(frame, 400, bundled, observed=True)
    tested = (plan.people["place"] == "test").to_numpy()
    case = (frame["Resultado"] >= 126).to_numpy()
    assert (plan.tested, tested.sum()) == (400, 400)
    seen = plan.observed["diabetes"]
    found, missed = (case & tested).sum(), (case & ~tested).sum()
    expected = {
        "found": found,
        "missed": missed,
        "predictive_value": found / 400,
        "sensitivity": found / (found + missed),
        "missed_per_1000_not_tested": 1000 * missed / 2600,
        "missed_per_1000_screened": 1000 * missed / 3000,
        "number_needed_to_test": 400 / found,
    }
    assert {name: figure["value"] for name, figure in seen.items()} == pytest.approx(expected)
    assert all(figure["low"] <= figure["value"] <= figure["high"] for figure in seen.values())
    assert plan.observed["dysglycaemia"]["found"]["value"] == ((frame["Resultado"] >= 100) & tested).sum()
    # The generated people have more diabetes than those of the survey.
    assert (
        "do not seem well calibrated for these people"
        in diabetes.capacity(frame, 400, bundled, locale="en", observed=True).text
    )
    renamed = frame.rename(columns={"Resultado": "fpg"})
    again = diabetes.capacity(renamed, 400, bundled, observed=True, target="fpg")
    assert again == plan


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_kind_of_table_and_a_list_have_the_same_plan(bundled, library):
    records = [{**EXAMPLE, "edad": 30 + n} for n in range(40)] + [{**PERSON, "edad": 7}]
    names = dict.fromkeys(name for record in records for name in record)
    frame = pd.DataFrame([{name: record.get(name) for name in names} for record in records])
    plan = diabetes.capacity(
        LIBRARIES[library][0](pa.Table.from_pandas(frame, preserve_index=False)), 9, bundled
    )
    listed = diabetes.capacity(records, 9, bundled)
    assert plan == listed
    assert plan.tested == 9
    place = plan.people["place"] if hasattr(plan.people, "__getitem__") else plan.people.column("place")
    assert [str(one) for one in place] == listed.people.column("place")
    assert listed.people.column("place")[31:] == ["test"] * 9 + ["errors"]


@pytest.mark.parametrize("place", APART)
def test_a_person_with_care_of_their_own_takes_no_test_and_is_counted(bundled, place):
    rows = [PERSON, {**PERSON, **APART[place]}, {**PERSON, "edad": 40}]
    plan = diabetes.capacity(rows, 3, bundled, locale="es", today=DAY)
    assert plan.people.column("place") == ["test", place, "test"]
    assert plan.people.column("probability")[1] is None
    assert plan.to_dict()["apart"] == [{"place": place, "people": 1}]
    assert plan.to_dict()["errors"] == ({"out_of_range": 1} if place == "errors" else {})
    first = {"errors": "Quedan fuera: 1 ", "urgent": "atienda a 1 ", "measured_diabetes": "atienda a 1 "}
    assert first.get(place, "Aparte quedan, con su propia atención, 1 ") in plan.text
    assert ("personas contadas aparte no salen de estas" in plan.text) == (place != "errors")


@pytest.mark.parametrize("place", MEASURED)
def test_a_record_with_errors_is_not_passed_over_if_something_was_found(bundled, place):
    plan = diabetes.capacity([PERSON, {**PERSON, **MEASURED[place]}], 1, bundled, locale="en")
    assert plan.people.column("place") == ["test", place]
    assert plan.to_dict()["errors"] == {"out_of_range": 1}
    assert plan.text.startswith("Before anything else, see 1 person with a ")
    alone = pd.DataFrame([{**PERSON, **MEASURED[place]}]).to_csv(index=False).encode()
    status, out, said = run("-", "--tests", 1, stdin=alone)
    assert (status, "Before anything else, see 1 person" in out, "no_valid_row" in said) == (2, True, True)


def test_people_below_the_cutoff_keep_their_advice(bundled):
    frame = synthetic_frame(800, 3).drop(columns=["Resultado"])
    plan = diabetes.capacity(frame, 50, bundled, locale="en")
    answers = bundled.predict_batch(frame)
    below = (plan.people["place"] == "no_test") & answers["test_advised"]
    assert plan.to_dict()["advised_not_tested"] == below.sum() > 50
    assert "is not a clinical one: people below it still need what their advice says" in plan.text
    assert f"who are advised to have a test now all the same: {below.sum()}." in plan.text
    everyone = diabetes.capacity(frame, 800, bundled, locale="en")
    assert "clinical" not in everyone.text
    assert "advised" not in everyone.text


def test_the_conclusion_has_the_figures_as_each_language_writes_them(bundled):
    frame = synthetic_frame(12_000, 3).drop(columns=["Resultado"])
    plan = diabetes.capacity(frame, 2000, bundled, locale="es")
    of = plan.expected["diabetes"]
    found = [f"{of['found'][key]:.0f}" for key in ("value", "low", "high")]
    text = plain(plan.text)
    assert text.startswith("Con 2000 pruebas: pruebe a quienes tienen un riesgo estimado de diabetes sin ")
    assert f"{100 * plan.cutoff:.10g} % o más (2000 de 12 000 personas)".replace(".", ",") in text
    assert f"{found[0]} casos de diabetes sin diagnosticar ({found[1]} a {found[2]})" in text
    assert "suponen que los riesgos están bien calibrados" in text
    assert "no se ha medido en Colombia" in text
    assert faults(plan.text) == []
    english = plain(diabetes.capacity(frame, 2000, bundled, locale="en").text)
    assert f"{found[0]} cases of undiagnosed diabetes ({found[1]} to {found[2]})" in english


@pytest.mark.parametrize(
    ("risks", "tests", "told"),
    [
        ([0.1, 0.2], 0, "Sin pruebas no se encuentra a nadie. Entre 2 personas se esperan 0,3 casos"),
        ([0.1] * 5, 4, "No se elige a nadie: 5 personas comparten el riesgo más alto"),
        ([0.3] + [0.1] * 5, 4, "Después vienen 5 personas con el mismo riesgo"),
        ([0.1, 0.2], 9, "Con 9 pruebas alcanza para todos: 2 personas. Pruebas sin usar: 7."),
        ([0.25], 1, "Con 1 prueba alcanza para todos: 1 persona."),
        ([None, float("nan"), 2.0], 1, "No hay a quién elegir"),
    ],
)
def test_odd_populations_are_told_plainly(risks, tests, told):
    plan = diabetes.capacity(risks, tests)
    assert told in plain(plan.text)
    assert plan.tested <= tests
    assert faults(plan.text) == []
    assert json.loads(json.dumps(plan.to_dict())) == plan.to_dict()


@pytest.mark.parametrize("tests", [-1, 2.5, float("nan"), "2000", None, 2**60])
def test_a_number_of_tests_that_is_none_is_refused(tests):
    with pytest.raises(diabetes.DiabetesError, match="option tests must be a whole number") as caught:
        diabetes.capacity([0.1, 0.2], tests)
    assert caught.value.code == "bad_option"


def test_what_cannot_be_shared_out_is_refused_with_a_code(bundled):
    only = diabetes.train(diabetes.generate(500, seed=2), outputs=["glucose", "dysglycaemia"], source="x")
    refused = [
        (lambda: diabetes.capacity([PERSON], 1, outcome="glucose"), "bad_option"),
        (lambda: diabetes.capacity([PERSON], 1, outcome="nothing"), "bad_option"),
        (lambda: diabetes.capacity([PERSON], 1, only), "no_such_output"),
        (lambda: diabetes.capacity([PERSON], 1, observed=True), "no_outcome"),
        (lambda: diabetes.capacity([0.1], 1, bundled), "bad_option"),
        (lambda: diabetes.capacity(np.zeros((2, 2)), 1), "bad_shape"),
        (lambda: diabetes.capacity(pd.Series(["a"]), 1), "bad_shape"),
    ]
    for call, code in refused:
        with pytest.raises(diabetes.DiabetesError) as caught:
            call()
        assert caught.value.code == code
    plan = diabetes.capacity([PERSON], 1, only, outcome="dysglycaemia")
    assert (list(plan.expected), plan.to_dict()["found_if_risk_differs"]) == (["dysglycaemia"], None)
    with pytest.raises(ValueError, match="locale"):
        diabetes.capacity([0.1], 1, locale="fr")


def test_the_picture_marks_the_own_number_of_tests():
    plan = diabetes.capacity(np.random.default_rng(2).random(500) ** 4, 80).to_dict()
    drawn = figures.capacity_curve(plan, "es")
    [axes] = drawn.axes
    own = [line for line in axes.lines if line.get_markersize() > 5 and line.get_marker() == "o"]
    assert [line.get_xdata()[0] for line in own] == [80]
    text = visible(figures.svg(drawn, "Una figura"))
    assert faults(text) == []
    assert re.search(r"80 pruebas: \d+ \(\d+ a \d+\) casos", text.replace("\xa0", " "))
    assert figures.capacity_curve(diabetes.capacity([], 3).to_dict()).axes


def run(*args, stdin=b"", language="en_US.UTF-8"):
    """What a command gives: status, standard output, standard error."""
    done = subprocess.run(
        [COMMAND, "capacity", *map(str, args)],
        input=stdin,
        capture_output=True,
        timeout=600,
        env={**os.environ, "LC_ALL": language},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_command_shows_the_plan_and_writes_each_place(bundled, tmp_path):
    table, places = tmp_path / "people.csv", tmp_path / "places.csv"
    table.write_bytes(diabetes.generate(400, seed=6).to_csv(separator=";"))
    status, out, said = run(table, "--tests", 60, "--out", places, language="es_CO.UTF-8")
    plan = diabetes.capacity(diabetes.read_csv(str(table)), 60, bundled, locale="es")
    assert status == 0, said
    first, *told = plain(plan.text).split(". ")
    assert first in out
    assert told[-1] in out
    assert re.search(r"pruebas que se pueden pagar +60\n", out)
    assert faults(out) == []
    written = pd.read_csv(places, sep=";", decimal=",")
    assert (written["place"] == "test").sum() == 60
    assert written["probability"].to_list() == plan.people.column("probability")
    status, out, _ = run(table, "--tests", 60, "--json")
    assert (status, json.loads(out)["cutoff"]) == (0, plan.cutoff)
    status, out, said = run(places, "--tests", 60, "--out", tmp_path / "again.csv")
    assert (status, "column" in said) == (2, True)


@pytest.mark.parametrize(
    ("args", "stdin", "code", "told"),
    [
        (("--tests", "-3"), b"edad;sexo\n45;M\n", "bad_option", "--tests debe ser un número entero de 0 a"),
        (("--tests", "3", "--out", "-"), b"edad;sexo\n45;M\n", "usage", "--out necesita un archivo"),
        (("--tests", "3"), b"edad;sexo\n", "no_rows", "tiene encabezado pero ninguna fila"),
        (("--tests", "3"), b"edad;sexo\n45;M\n", "no_valid_row", "no tiene ninguna fila válida"),
        (
            ("--tests", "3", "--observed"),
            b"edad;sexo;imc;perimetro_abdominal;tas;tad\n45;M;28;95;135;85\n",
            "no_outcome",
            "no hay resultados",
        ),
    ],
)
def test_the_command_refuses_in_words_and_with_a_code(args, stdin, code, told):
    status, _, said = run("-", *args, stdin=stdin, language="es_CO.UTF-8")
    assert (status, told in said) == (2, True), said
    status, out, _ = run("-", *args, "--json", stdin=stdin)
    assert (status, json.loads(out)["error"]["code"]) == (2, code)
