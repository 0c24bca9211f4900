"""A site validates a model: plan, sample size, documents, lock, analysis, verdict."""

import json

import diabetes
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from diabetes._cli import main
from diabetes._cli.files import read_table
from diabetes._cli.outcomes import counts_of, unreadable
from diabetes._validation._documents import documents
from diabetes._validation._plan import read_plan
from diabetes._validation._verdict import verdict

FILLED = {
    "site": "Hospital A",
    "responsible": "Dra. Pérez",
    "setting": "consulta externa",
    "population": "Adultos de 25 a 70 años",
    "recruitment_from": "2024-01-15",
    "recruitment_to": "2024-06-30",
    "outcome": "HbA1c y glucosa en ayunas",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")
    monkeypatch.chdir(tmp_path)
    assert main(["validate", "--new", "plan.yaml"]) == 0
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    for name, value in FILLED.items():
        text = text.replace(f'{name}: ""', f'{name}: "{value}"')
    (tmp_path / "plan.yaml").write_text(text.replace("resamples: 1000", "resamples: 100"), encoding="utf-8")
    (tmp_path / "people.csv").write_bytes(diabetes.generate(600, seed=4).to_csv())
    return tmp_path


@pytest.mark.parametrize(
    ("expected", "published"),
    # Printed by pmvalsampsize 0.2.1 for type "b", the first also in Riley et al., 2021.
    [
        ((0.018, 0.8, (-5, 2.5), 1.0, 0.2, 0.1), (905, 4544, 4252)),
        ((0.1, 0.8, (-2.6, 1.2), 0.2, 0.2, 0.1), (3461, 4369, 836)),
    ],
)
def test_the_sample_size_is_the_published_one(expected, published):
    needed = diabetes.sample_size(*expected)
    ratio, slope, area = published
    # There the first is found in steps of an error, and the second by a million simulated people.
    assert needed["observed_expected"] == pytest.approx(ratio, rel=3e-3)
    assert needed["slope"] == pytest.approx(slope, rel=5e-3)
    assert needed["auroc"] == area
    assert needed["people"] == max(needed["observed_expected"], needed["slope"], area)


def test_a_plan_is_new_once_and_says_what_it_needs(folder, capsys):
    assert main(["validate", "--new", "plan.yaml"]) == 2
    assert main(["validate", "plan.yaml", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["blanks"] == []
    assert told["locked"] is False
    assert told["needed"] == read_plan("plan.yaml").needed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("prevalence: 0.08", "prevalence: many", "expected.prevalence debe ser un número"),
        ("slope: [0.80, 1.20]", "slope: 0.8", "criteria.slope debe ser [mínimo, máximo]"),
        ("seed: 42", "sead: 42", "falta: seed"),
        ("seed: 42", "seed: 42\nmore: 1", "no existe: more"),
        ("smallest_cell: 5", "smallest_cell: 0", "smallest_cell"),
        ("groups: []", "groups: sexo", "lista de columnas"),
        ("model: nhanes", "model: [", "no es YAML"),
        ("seed: 42", "seed: 42\nseed: 43", ":1: seed)"),
        ("prevalence: 0.08", "prevalence: 0.08\n  prevalence: 0.9", "prevalence)"),
        ('"2024-06-30"', "junio", "recruitment_to debe ser un día"),
        ('"2024-06-30"', "2024-02-31", "recruitment_to debe ser un día"),
        ('"2024-06-30"', "30/06/2024", "recruitment_to debe ser un día"),
        ('"2024-06-30"', "2024-01-14", "termina antes de empezar: 2024-01-15 > 2024-01-14"),
        ("groups: []", "groups: [sede, sede]", "groups nombra dos veces lo mismo"),
    ],
)
def test_a_plan_that_cannot_be_used_is_refused_with_what_is_wrong(folder, capsys, old, new, said):
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "plan.yaml").write_text(text.replace(old, new), encoding="utf-8")
    assert main(["validate", "plan.yaml"]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("blank", ['""', "~", "null", "'  '"])
def test_blanks_keep_a_plan_from_being_locked(folder, capsys, blank):
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    (folder / "plan.yaml").write_text(text.replace('"Hospital A"', blank), encoding="utf-8")
    assert main(["validate", "plan.yaml"]) == 0
    assert "falta completar: site" in capsys.readouterr().err
    assert main(["validate", "plan.yaml", "--lock"]) == 2
    assert "site" in capsys.readouterr().err
    assert not (folder / "plan.lock.json").exists()


def test_nothing_is_analysed_without_a_lock_or_after_a_change(folder, capsys):
    run = ["validate", "plan.yaml", "people.csv", "--quiet"]
    assert main(run) == 2
    assert "no está cerrado" in capsys.readouterr().err
    assert main(["validate", "plan.yaml", "--lock"]) == 0
    assert main(["validate", "plan.yaml", "--lock"]) == 2
    assert main(run) == 3
    plan = (folder / "plan.yaml").read_text(encoding="utf-8")
    (folder / "plan.yaml").write_text(plan.replace("slope: [0.80", "slope: [0.10"), encoding="utf-8")
    assert main(run) == 2
    assert "se cambió después de cerrarlo" in capsys.readouterr().err
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    held = json.loads((folder / "plan.lock.json").read_text(encoding="utf-8"))
    held["needed"]["events"] = 1
    (folder / "plan.lock.json").write_text(json.dumps(held), encoding="utf-8")
    assert main(run) == 2
    assert "el cierre se cambió" in capsys.readouterr().err


def test_another_model_under_the_same_name_does_not_run(folder, capsys):
    diabetes.train(diabetes.generate(1000, seed=1), source="made up").save("own.json")
    text = (folder / "plan.yaml").read_text(encoding="utf-8").replace("model: nhanes", "model: own.json")
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    assert main(["validate", "plan.yaml", "--lock"]) == 0
    diabetes.train(diabetes.generate(1000, seed=2), source="made up").save("own.json")
    assert main(["validate", "plan.yaml", "people.csv"]) == 2
    assert "el modelo no es el que se cerró" in capsys.readouterr().err


def test_the_analysis_names_every_bad_row_and_writes_a_report_that_merges(folder, capsys):
    lines = (folder / "people.csv").read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index("edad")
    cells = lines[3].split(",")
    cells[place] = "300"
    lines[3] = ",".join(cells)
    (folder / "people.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["validate", "plan.yaml", "--lock"]) == 0
    run = ["validate", "plan.yaml", "people.csv", "--html", "r.html", "--out", "a.json", "--errors", "e.csv"]
    assert main(run) == 3
    told = capsys.readouterr()
    assert "fila 4: Edad: fuera del intervalo permitido" in told.err
    assert "No se cumplen los criterios" in told.out
    assert (folder / "e.csv").read_text(encoding="utf-8").splitlines()[1].startswith("4,")
    page = (folder / "r.html").read_text(encoding="utf-8")
    assert "La validación local frente a su plan" in page
    assert "no se cumple" in page
    found = json.loads((folder / "a.json").read_text(encoding="utf-8"))
    assert found["validation"]["verdict"] == "not_met"
    assert found["validation"]["model_hash"] == found["model"]["hash"] == found["sums"]["model"]["hash"]
    assert found["sums"]["sites"][0]["name"] == "Hospital A"
    # Other data are analysed too, and said to be others.
    (folder / "people.csv").write_bytes(diabetes.generate(500, seed=8).to_csv())
    assert main(["validate", "plan.yaml", "people.csv", "--out", "b.json", "--quiet"]) == 3
    assert "Los datos no son los del primer análisis" in capsys.readouterr().err
    assert main(["merge", "a.json", "b.json", "--resamples", "20", "--out", "m.json"]) == 0
    assert json.loads((folder / "m.json").read_text(encoding="utf-8"))["data"]["rows"] == 1100


def test_both_documents_are_written_in_both_languages_with_their_blanks_marked(folder, bundled):
    plan = read_plan("plan.yaml")
    for locale, mark, least, others, none in (
        ("es", "por completar", "al menos", "Otros grupos", "ninguno"),
        ("en", "to fill in", "at least", "Other groups", "none"),
    ):
        made = documents(plan, bundled.info, None, locale)
        assert set(made) == {"protocol", "ethics"}
        for markdown, html in made.values():
            assert markdown.startswith("# ")
            assert "Hospital A" in markdown
            assert mark in markdown
            assert "{" not in markdown
            assert html.count("<h2>") == markdown.count("\n## ")
        # What nobody has checked yet is a box to tick, and counts without a smallest cell are admitted.
        assert [markdown.count("☐") for markdown, _ in made.values()] == [2, 4]
        assert all(f"{least} 5" in markdown for markdown, _ in made.values())
        assert f"{others}: {none}." in made["protocol"][0]
        ethics = made["ethics"][0]
        assert "8430" in ethics
        assert "1581" in ethics
        assert str(plan.needed["events"]) in made["protocol"][0]
    assert main(["validate", "plan.yaml", "--documents", "docs", "--quiet"]) == 0
    assert sorted(path.name for path in (folder / "docs").iterdir()) == [
        "ethics.html", "ethics.md", "protocol.html", "protocol.md",
    ]  # fmt: skip


def test_the_documents_of_a_plan_with_cells_of_one_person_say_that_scores_leave(folder, bundled):
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    (folder / "plan.yaml").write_text(text.replace("smallest_cell: 5", "smallest_cell: 1"), encoding="utf-8")
    made = documents(read_plan("plan.yaml"), bundled.info, None, "es")
    for markdown, _ in made.values():
        assert "puntaje de cada persona" in markdown
        assert "casilla" not in markdown
    assert "Ninguna fila sale" not in made["ethics"][0]


def figures(events, auroc, ratio, slope, withheld=False):
    """The members of an evaluation that a verdict reads; each figure with its interval."""
    return {
        "calibration": [
            {
                "output": "diabetes", "rows": 2000, "events": events, "withheld": withheld,
                "observed_expected": ratio[0], "observed_expected_interval": ratio[1:],
                "slope": slope[0], "slope_interval": slope[1:],
            }
        ],
        "discrimination": [
            {"output": "diabetes", "field": None,
             "rankings": [{"auroc": auroc[0], "auroc_interval": auroc[1:]}]}
        ],
    }  # fmt: skip


AREA, RATIO, SLOPE = [0.78, 0.75, 0.81], [1.0, 0.9, 1.1], [1.0, 0.85, 1.15]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (figures(150, AREA, RATIO, SLOPE), "met"),
        (figures(99, AREA, RATIO, SLOPE), "not_enough_events"),
        # As many events as planned: the figure decides, though its interval reaches outside.
        (figures(100, AREA, [1.24, 1.1, 1.4], SLOPE), "met"),
        (figures(100, AREA, [1.26, 1.1, 1.4], SLOPE), "not_met"),
        # An interval wholly outside misses the criterion with few events too.
        (figures(40, AREA, [2.0, 1.5, 2.6], SLOPE), "not_met"),
        (figures(40, [0.6, 0.5, 0.69], RATIO, SLOPE), "not_met"),
        (figures(3, AREA, RATIO, SLOPE, withheld=True), "not_enough_events"),
        ({"calibration": [], "discrimination": []}, "not_enough_events"),
    ],
)
def test_the_verdict_never_approves_by_lack_of_events(found, expected):
    criteria = {"auroc": (0.7, 1.0), "observed_expected": (0.8, 1.25), "slope": (0.8, 1.2)}
    assert verdict(criteria, {"people": 1500, "events": 100}, found)["verdict"] == expected


def with_outcomes(people, separator, values):
    """The table as CSV whose first outcomes are other texts."""
    lines = people.to_csv(separator).decode().splitlines()
    place = lines[0].split(separator).index("Resultado")
    for line, value in enumerate(values, start=1):
        cells = lines[line].split(separator)
        cells[place] = value
        lines[line] = separator.join(cells)
    return ("\n".join(lines) + "\n").encode()


ODD = ["131*", "pendiente", "7.2", "5000", "<200", "", "NA", "-1", "inf", " 100 ", "SI", "1e2"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("odd", [ODD, ["1.000", "131*"], ["98,5", "7,2"], []])
def test_each_outcome_that_the_evaluation_cannot_read_is_listed(tmp_path, bundled, separator, odd):
    odd = [f'"{value}"' if separator in value else value for value in odd]
    path = tmp_path / "people.csv"
    path.write_bytes(with_outcomes(diabetes.generate(60, seed=3), separator, odd))
    source = read_table(str(path))
    listed = counts_of(unreadable(source, "Resultado"))
    invalid = diabetes.evaluate(bundled, source.table, resamples=0).to_dict()["data"]["invalid"]
    assert {code: count for (_, code), count in listed.items()} == invalid
    assert {column for column, _ in listed} <= {"Resultado"}


def test_outcomes_of_parquet_and_of_a_column_of_another_name_are_listed_too(tmp_path):
    people = pa.table(diabetes.generate(30, seed=3))
    glucose = pa.array(["131*", *map(str, people["Resultado"].to_pylist()[1:])])
    people = people.set_column(people.column_names.index("Resultado"), "Glucemia", glucose)
    people = people.append_column("hba1c", pa.array([5.5, 55.0, *[5.4] * 28]))
    pq.write_table(people, tmp_path / "people.parquet")
    rows = unreadable(read_table(str(tmp_path / "people.parquet")), "Glucemia")
    assert rows == ["not_a_number:Glucemia", "out_of_range:hba1c", *[""] * 28]


def test_a_laboratory_that_marks_high_values_gets_no_verdict_and_every_row_by_name(
    folder, capsys, tables_only
):
    people = diabetes.generate(600, seed=4)
    marked = [f"{value:.0f}*" if value >= 126 else f"{value}" for value in people.column("Resultado")]
    count = sum(value.endswith("*") for value in marked)
    assert count > 10
    (folder / "people.csv").write_bytes(with_outcomes(people, ",", marked))
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    for old, new in {"[0.70, 1.00]": "[0.60, 1.00]", "[0.80, 1.25]": "[0.50, 2.00]"}.items():
        text = text.replace(old, new)
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    assert main(["validate", "plan.yaml", "--lock"]) == 0
    run = ["validate", "plan.yaml", "people.csv", "--html", "r.html", "--out", "a.json", "--errors", "e.csv"]
    assert main(run) == 3
    told = capsys.readouterr()
    assert f"Resultado: valores que no se pueden leer: {count} (no es un número {count})" in told.err
    assert len((folder / "e.csv").read_text(encoding="utf-8").splitlines()) == count + 1
    found = json.loads((folder / "a.json").read_text(encoding="utf-8"))["validation"]
    assert found["open"] == [{"code": "unreadable_outcomes", "count": count}]
    assert found["verdict"] == "open"
    assert "No hay veredicto" in told.out
    page = (folder / "r.html").read_text(encoding="utf-8")
    assert f"no se puede leer: {count}" in page
    assert "no se ha medido en Colombia." in page
    assert "Colombia.." not in page
    for command in (["evaluate", "nhanes", "people.csv", "--resamples", "0"],
                    ["train", "people.csv", "--out", "m.json"],
                    ["recalibrate", "nhanes", "people.csv", "--out", "m.json"]):  # fmt: skip
        main(command)
        assert f"Resultado: valores que no se pueden leer: {count} " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("auroc: [0.70, 1.00]", "auroc: [0.00, 1.00]", "criteria.auroc: 0.6 - 1"),
        ("auroc: [0.70, 1.00]", "auroc: [0.70, 2.00]", "criteria.auroc: 0.6 - 1"),
        (
            "observed_expected: [0.80, 1.25]",
            "observed_expected: [0, 1000]",
            "criteria.observed_expected: 0.5 - 2",
        ),
        (
            "observed_expected: [0.80, 1.25]",
            "observed_expected: [1.1, 2]",
            "criteria.observed_expected: 0.5 - 2",
        ),
        ("slope: [0.80, 1.20]", "slope: [-5, 50]", "criteria.slope: 0.5 - 2"),
        ("slope: [0.80, 1.20]", "slope: [0.6, 0.9]", "criteria.slope: 0.5 - 2"),
        (
            "observed_expected_width: 0.4",
            "observed_expected_width: 50",
            "precision.observed_expected_width: 0 - 1",
        ),
        ("slope_width: 0.4", "slope_width: 50", "precision.slope_width: 0 - 0.6"),
        ("auroc_width: 0.1", "auroc_width: 0.99", "precision.auroc_width: 0 - 0.2"),
    ],
)
def test_a_plan_that_lets_any_model_pass_is_not_locked(folder, capsys, old, new, said):
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    assert old in text
    (folder / "plan.yaml").write_text(text.replace(old, new), encoding="utf-8")
    assert main(["validate", "plan.yaml", "--lock"]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count(": 0") == said.count(": 0")
    assert not (folder / "plan.lock.json").exists()


def test_a_plan_for_fewer_than_a_hundred_cases_is_said_to_be_small(folder, capsys):
    assert main(["validate", "plan.yaml"]) == 0
    assert "menos de 100" not in capsys.readouterr().err
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    for old, new in {"h: 0.4": "h: 0.6", "auroc_width: 0.1": "auroc_width: 0.2"}.items():
        text = text.replace(old, new)
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    assert read_plan("plan.yaml").needed["events"] < 100
    assert main(["validate", "plan.yaml", "--lock"]) == 0
    assert "este plan prevé menos de 100 personas con el resultado" in capsys.readouterr().err


def test_a_run_cannot_be_cut_out_of_the_lock_before_a_later_one(folder, capsys):
    assert main(["validate", "plan.yaml", "--lock"]) == 0
    run = ["validate", "plan.yaml", "people.csv", "--quiet"]
    assert [main(run), main(run)] == [3, 3]
    whole = json.loads((folder / "plan.lock.json").read_text(encoding="utf-8"))
    for runs in (whole["runs"][1:], [{**whole["runs"][0], "verdict": "met"}, whole["runs"][1]], [{}], {}):
        (folder / "plan.lock.json").write_text(json.dumps({**whole, "runs": runs}), encoding="utf-8")
        assert main(run) == 2
        assert "el cierre se cambió" in capsys.readouterr().err
    (folder / "plan.lock.json").write_text(json.dumps(whole), encoding="utf-8")
    assert main(run) == 3


def test_what_a_file_proves_is_what_was_found(folder):
    assert main(["validate", "plan.yaml", "--lock"]) == 0
    assert main(["validate", "plan.yaml", "people.csv", "--quiet", "--out", "a.json"]) == 3
    lock = json.loads((folder / "plan.lock.json").read_text(encoding="utf-8"))
    found = json.loads((folder / "a.json").read_text(encoding="utf-8"))["validation"]
    proven = diabetes.read_validation("a.json")
    assert proven["lock_sha256"] == lock["sha256"]
    assert {
        name: found[name] for name in ("verdict", "criteria", "people", "events", "site")
    }.items() <= proven.items()
    with pytest.raises(diabetes.DiabetesError) as refused:
        diabetes.read_validation({"validation": found})
    assert refused.value.code == "bad_validation"


def rewrite(folder, changes):
    """The plan with other lines."""
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "plan.yaml").write_text(text, encoding="utf-8")


def analysed(folder, people):
    """What the locked analysis of a table finds."""
    if not (folder / "plan.lock.json").exists():
        assert main(["validate", "plan.yaml", "--lock", "--quiet"]) == 0
    (folder / "people.csv").write_bytes(people)
    main(["validate", "plan.yaml", "people.csv", "--quiet", "--out", "a.json", "--html", "r.html"])
    return json.loads((folder / "a.json").read_text(encoding="utf-8"))["validation"]


WIDE = {"[0.70, 1.00]": "[0.60, 1.00]", "[0.80, 1.25]": "[0.50, 2.00]", "[0.80, 1.20]": "[0.50, 2.00]"}


def test_people_who_stand_more_than_once_are_counted_and_many_leave_no_verdict(folder, capsys, tables_only):
    rewrite(folder, WIDE)
    header, *rows = diabetes.generate(300, seed=4).to_csv().decode().splitlines()
    named = [f"{number},{row}" for number, row in enumerate([*rows, *rows[:3]])]
    few = analysed(folder, "\n".join([f"id,{header}", *named, ""]).encode())
    assert few["open"] == []
    assert "que otra anterior: 3. Cada persona" in capsys.readouterr().err
    many = analysed(folder, "\n".join([header, *rows * 5, ""]).encode())
    assert many["open"] == [{"code": "repeated_rows", "count": 1200}]
    assert "otra anterior: 1" in (folder / "r.html").read_text(encoding="utf-8")
    capsys.readouterr()
    analysed(folder, "\n".join([header, *rows, ""]).encode())
    assert "que otra anterior" not in capsys.readouterr().err


def test_people_with_one_of_two_tests_are_counted(folder, capsys, tables_only):
    people = pa.table(diabetes.generate(400, seed=4))
    glucose = [
        None if place % 4 < 2 else value for place, value in enumerate(people["Resultado"].to_pylist())
    ]
    hba1c = [None if place % 4 == 1 else 5.5 for place in range(400)]
    people = people.set_column(people.column_names.index("Resultado"), "Resultado", pa.array(glucose))
    found = analysed(
        folder, diabetes.Table.from_arrow(people.append_column("hba1c", pa.array(hba1c))).to_csv()
    )
    assert found["unjudged"] == {"one_test": 100, "no_test": 100}
    assert found["people"] == 200
    told = capsys.readouterr().out
    assert "solo tienen uno de los dos exámenes, y por eso no se evaluaron: 100" in told
    assert "sin ningún examen, que no se evaluaron: 100" in told
    assert "por eso no se evaluaron: 100" in (folder / "r.html").read_text(encoding="utf-8")


def test_the_glucose_of_the_plan_has_to_be_in_the_data_and_no_other(folder, capsys):
    people = pa.table(diabetes.generate(100, seed=4)).append_column("hba1c", pa.array([5.5] * 100))
    pq.write_table(people.drop_columns(["Resultado"]), folder / "hba1c.parquet")
    pq.write_table(people, folder / "both.parquet")
    assert main(["validate", "plan.yaml", "--lock"]) == 0
    assert main(["validate", "plan.yaml", "hba1c.parquet"]) == 2
    assert "no tiene la columna Resultado, que el plan nombra" in capsys.readouterr().err
    (folder / "plan.lock.json").unlink()
    rewrite(folder, {"target: Resultado": "target:"})
    assert main(["validate", "plan.yaml", "--lock"]) == 0
    assert main(["validate", "plan.yaml", "hba1c.parquet"]) == 3
    assert main(["validate", "plan.yaml", "both.parquet"]) == 2
    assert "el plan no prevé glucosa" in capsys.readouterr().err


def test_an_early_look_leaves_no_verdict_and_tests_from_outside_the_period_are_counted(folder, capsys):
    people = pa.table(diabetes.generate(300, seed=4)).append_column("hba1c", pa.array([5.5] * 300))
    days = ["2024-01-14", "2024-01-15", "2024-06-30", "2024-07-01", "01/02/2024", *[None] * 295]
    pq.write_table(people.append_column("fecha_hba1c", pa.array(days)), folder / "people.parquet")
    rewrite(folder, {'"2024-06-30"': '"9999-12-31"', **WIDE})
    assert main(["validate", "plan.yaml", "--lock"]) == 0
    assert main(["validate", "plan.yaml", "people.parquet", "--out", "a.json"]) == 3
    told = capsys.readouterr()
    assert "un examen de fuera del periodo del plan: 1" in told.err
    found = json.loads((folder / "a.json").read_text(encoding="utf-8"))["validation"]
    assert found["open"] == [{"code": "before_end", "count": 1}]
    (folder / "plan.lock.json").unlink()
    rewrite(folder, {'"9999-12-31"': '"2024-06-30"'})
    assert main(["validate", "plan.yaml", "--lock"]) == 0
    main(["validate", "plan.yaml", "people.parquet", "--out", "a.json"])
    assert "un examen de fuera del periodo del plan: 2" in capsys.readouterr().err
    assert json.loads((folder / "a.json").read_text(encoding="utf-8"))["validation"]["open"] == []


def test_a_key_of_tripod_that_stands_twice_is_refused(folder, capsys):
    (folder / "tripod.yaml").write_text("18a: Ministry\n18a: Company\n", encoding="utf-8")
    run = ["evaluate", "nhanes", "people.csv", "--html", "r.html", "--tripod", "tripod.yaml"]
    assert main(run) == 2
    assert "2:1: 18a" in capsys.readouterr().err
