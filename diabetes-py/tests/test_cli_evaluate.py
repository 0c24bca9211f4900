"""The command ``diabetes evaluate``, as it is installed."""

import json
import subprocess
import sys
from pathlib import Path

import diabetes
import pytest

COMMAND = Path(sys.executable).with_name("diabetes")


def run(*args, stdin=b""):
    """What a command gives: status, standard output, standard error."""
    done = subprocess.run(
        [COMMAND, "evaluate", *map(str, args)], input=stdin, capture_output=True, timeout=600
    )
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    """Generated people as a spreadsheet writes them, with a weight and a hospital."""
    path = tmp_path_factory.mktemp("people") / "people.csv"
    first, *rows = diabetes.generate(600, seed=8).to_csv(separator=";").decode().splitlines()
    weighted = (f"{row};{1 + n % 3},5;{'Norte' if n % 2 else 'Sur'}" for n, row in enumerate(rows))
    path.write_text("\n".join([f"{first};peso_muestral;hospital", *weighted]))
    return path


@pytest.fixture(scope="module")
def expected():
    """The same figures from Python, of the generated table itself."""
    table = diabetes.generate(600, seed=8)
    weights = [1.5 + n % 3 for n in range(600)]
    hospital = ["Norte" if n % 2 else "Sur" for n in range(600)]
    options = {"weights": weights, "cluster": hospital, "resamples": 50, "seed": 4}
    return diabetes.evaluate(diabetes.Model.bundled(), table, **options).to_dict()


def test_every_figure_of_a_csv_file_is_the_one_of_the_table_in_python(people, expected):
    options = ("--weights", "peso_muestral", "--cluster", "hospital", "--resamples", 50, "--seed", 4)
    status, out, said = run("nhanes", people, "--json", "-", *options)
    assert status == 0, said
    assert json.loads(out) == json.loads(json.dumps(expected))
    for warning in expected["warnings"]:
        assert f"diabetes: warning: {warning['code']}: " in said


def test_the_table_of_figures_the_report_and_groups(people, tmp_path):
    report, figures = tmp_path / "report.html", tmp_path / "figures.json"
    authors = tmp_path / "tripod.yaml"
    authors.write_text("18a: Secretaría de Salud\n", encoding="utf-8")
    status, out, said = run(
        "nhanes",
        people,
        "--html",
        report,
        "--json",
        figures,
        "--by",
        "hospital",
        "--by",
        "edad",
        "--tripod",
        authors,
        "--beside",
        "nhanes",
        "--resamples",
        20,
    )
    assert status == 0, said
    known = json.loads(figures.read_bytes())
    levels = {(group["by"], group["level"]) for group in known["subgroups"]}
    assert {("hospital", "Norte"), ("hospital", "Sur")} <= levels
    ranking = known["discrimination"][0]["rankings"][0]
    low, high = ranking["auroc_interval"]
    assert f"{ranking['auroc']:.3f} ({low:.3f} to {high:.3f})" in out.decode()
    share = known["cutoffs"][0]["sensitivity"]["value"]
    assert f"sensitivity {100 * share:.1f} %" in out.decode()
    page = report.read_text(encoding="utf-8")
    for shown in (known["model"]["hash"], "Secretaría de Salud", "Two models on the same people"):
        assert shown in page
    assert {path.name for path in tmp_path.iterdir()} == {"report.html", "figures.json", "tripod.yaml"}


@pytest.mark.parametrize(
    ("args", "stdin", "code"),
    [
        (("nhanes", "-"), b"edad;sexo\n45;M\n", "no_outcome"),
        (("nhanes", "-", "--by", "hospital"), b"edad;sexo;hba1c\n45;M;5,5\n", "bad_option"),
        (("nhanes", "-", "--weights", "w"), b"edad;sexo;hba1c;w\n45;M;5,5;1.000\n", "bad_option"),
        (("-", "-"), b"", "usage"),
        (("nhanes", "-", "--html", "-"), b"edad;sexo;hba1c\n45;M;5,5\n", "usage"),
        (("nhanes", "-", "--beside", "nhanes"), b"edad;sexo;hba1c\n45;M;5,5\n", "usage"),
        (("nhanes", "-", "--html", "r.html", "--tripod", __file__), b"", "bad_tripod"),
        (("nhanes", "-", "--html", "r.html", "--tripod", "absent.yaml"), b"", "io"),
    ],
)
def test_bad_input_has_status_2_and_a_code(args, stdin, code):
    status, out, said = run(*args, stdin=stdin)
    assert (status, out) == (2, b"")
    assert said.splitlines()[-1].startswith(f"diabetes: error: {code}: ")


def test_too_few_people_are_said_to_be_too_few():
    header = "edad;sexo;imc;perimetro_abdominal;tas;tad;hba1c\n"
    status, out, _ = run("nhanes", "-", stdin=(header + "45;M;28,5;95;135;85;5,5\n" * 5).encode())
    assert status == 0
    assert b"too few for figures" in out


def test_the_help_has_an_example():
    status, out, _ = run("--help")
    assert status == 0
    assert b"example:\n  diabetes evaluate" in out
