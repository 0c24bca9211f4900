"""Every text that a Spanish report, figure, command or message can show is Spanish: no English word outside a
short list, no name of a column or code, no number as English writes it."""

import argparse
import io
import re
from html import unescape
from pathlib import Path

import diabetes
import evaluations
import pyarrow as pa
import pytest
from common import EXAMPLE
from diabetes import _report, demo, figures
from diabetes._cli import main
from diabetes._cli.parser import parser
from diabetes._cli.spoken import spoken
from diabetes._labels import labels
from diabetes._messages import said, said_warning
from diabetes._report import _page
from diabetes._texts import texts

# Words that are Spanish too, names and abbreviations, and what is typed as it stands.
SHARED = set(
    """
    abdominal ai al alcohol auroc base bit bmj bootstrap brier bytes capital cardiovascular clinic
    collins come compare csv ctrl dd decimal diabetes dl edad error findrisc gestacional hba1c html
    ideal json lang local log max mb mg min mm nhanes no normal null odds parquet pdf pip plan pre prediabetes
    predictor py pyarrow resultado rmse roc r² select sexo sha sql svg terminal tripod use usual utf
    web wilson xls xlsx xml yaml
    """.split()  # noqa: SIM905
)
# Of files, options and columns, which are typed or read as they stand, in a help or a message about them.
TYPED = set(
    """
    additive advised band best calibration dysglycaemia errors explanation glucose imc install joblib
    linear model models patients perimetro pkl place points probability report tas terms test train
    """.split()  # noqa: SIM905
)
WORD = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")
HOLE = re.compile(r"\{\w+\}|%\(\w+\)\w|<[^>]+>|&\w+;|--[\w-]+")
CODE = re.compile(r"\b[a-z]+\d?_[a-z_]+\b")
# A decimal point, or a comma before thousands of people or rows.
ENGLISH_NUMBER = re.compile(
    r"(?<![\w.])\d+\.\d+(?![\w.])|\d,\d{3} (?:personas|filas|adultos|registros|remuestreos)"
)
# Names of columns that are no Spanish words.
WIRE = {name for name in diabetes.schema("es")["properties"] if "_" in name} | {"imc", "tas", "tad", "hba1c"}


def words(text):
    """The words of a text, in small letters."""
    return {word.lower() for word in WORD.findall(HOLE.sub(" ", text)) if len(word) > 1}


def schema_words(locale):
    """The words of the fields' names, units and answers."""
    entries = diabetes.schema(locale)["properties"].values()
    found = [entry["title"] + " " + entry.get("unit_label", "") for entry in entries]
    found += [label for entry in entries for label in entry.get("labels", {}).values()]
    return words(" ".join(found))


ENGLISH = (
    set().union(*(words(text) for text in texts("en").table.values()))
    | schema_words("en")
    | {"the", "and", "of", "is", "with", "are", "this", "not", "for", "people", "than"}
) - schema_words("es")


def faults(text, typed=False):
    """What a reader of Spanish would stumble over."""
    found = sorted((words(text) & ENGLISH) - SHARED - (TYPED if typed else set()))
    found += ENGLISH_NUMBER.findall(text)
    return found if typed else found + CODE.findall(text) + sorted(WIRE & set(re.findall(r"[\w]+", text)))


def visible(html):
    """What a page shows or reads aloud, less its style and script."""
    html = re.sub(r"<(style|script)\b.*?</\1>|<meta [^>]*>", " ", html, flags=re.DOTALL)
    named = " ".join(re.findall(r'(?:aria-label|alt|placeholder)="([^"]*)"', html))
    return unescape(re.sub(r"<[^>]+>", " ", html) + " " + named)


def spanish(evaluation):
    """An evaluation whose own texts are Spanish."""
    evaluation["model"] |= {"name": "clínica", "source": "Clínica del Norte, 2020 a 2025"}
    return evaluation


def test_the_list_of_shared_words_is_short_and_every_word_on_it_is_used():
    used = set().union(*(words(text) for text in texts("es").table.values())) | schema_words("es")
    assert len(SHARED | TYPED) < 100
    assert used | {"clinic", "capital"} >= SHARED | TYPED


def test_every_text_of_the_catalogue_is_spanish():
    table = {key: text.replace("e078378", "") for key, text in texts("es").table.items() if key != "day"}
    found = {key: faults(text, typed=True) for key, text in table.items()}
    # A default that is typed with a point.
    found["train.test_size"].remove("0.2")
    assert {key: odd for key, odd in found.items() if odd} == {}
    assert len(table) > 500


@pytest.mark.parametrize(
    "made", [evaluations.complete, evaluations.without_figures, evaluations.glucose_only]
)
def test_a_spanish_report_is_spanish_to_the_last_word(made, monkeypatch):
    # The figures of the complete one are looked at below.
    monkeypatch.setitem(_page._TEMPLATES["es"].globals, "inline", lambda figure, name, *told: " ".join(told))
    evaluation = spanish(made())
    if made is evaluations.complete:
        evaluation["model"]["recalibration"] = evaluations.RECALIBRATED | {"source": "Sala 7"}
    evaluation["data"] |= {"weighted": True, "clusters": 57, "no_weight": 13}
    other = spanish(evaluations.complete())
    html = _report.html(evaluation, "es", {"17": "Aprobado por el comité."}, other)
    assert '<html lang="es">' in html
    text = re.sub(r"e078378|BMJ 2024;385:|\b0\.1\.0\b", "", visible(html))
    assert faults(text) == []


def test_spanish_figures_are_spanish(bundled):
    evaluation = evaluations.complete()
    record = {**EXAMPLE, "antecedente_glucosa_alta": "Si"}
    drawn = [
        *(
            figures.explanation(bundled.explain(record, output=name), name, locale="es")
            for name in diabetes.Model.bundled().info["outputs"]
        ),
        figures.explanation(bundled.explain(record, output="diabetes"), "diabetes", bundled, locale="es"),
        figures.discrimination(evaluation["discrimination"], locale="es"),
        figures.calibration_curve(evaluation["calibration"], locale="es"),
        figures.calibration_curve(evaluation["calibration"], "es", evaluation["calibration"]),
        figures.decision_curve(evaluation["decision"], locale="es"),
        figures.capacity_curve(diabetes.capacity([0.3, 0.2, 0.1], 2).to_dict(), locale="es"),
        figures.subgroups(evaluation["subgroups"], locale="es"),
        figures.terms(evaluation["terms"], locale="es"),
    ]
    for figure in drawn:
        assert faults(visible(figures.svg(figure, "Una figura"))) == []


def test_the_groups_that_the_library_makes_have_spanish_names(bundled):
    groups = diabetes.evaluate(bundled, diabetes.generate(900, seed=3), by="imc", resamples=0).to_dict()[
        "subgroups"
    ]
    groups += diabetes.evaluate(bundled, diabetes.generate(900, seed=3), by="tas", resamples=0).to_dict()[
        "subgroups"
    ]
    shown = [labels("es").level(group["level"], group["by"]) for group in groups]
    assert len(set(shown)) > 12
    assert faults("; ".join(shown)) == []


def helps():
    """The help of the command and of each of its commands, in Spanish."""
    word = texts("es")
    with spoken(word):
        top = parser(word)
        [commands] = [action for action in top._actions if isinstance(action, argparse._SubParsersAction)]
        return {
            "diabetes": top.format_help(),
            **{n: one.format_help() for n, one in commands.choices.items()},
        }


@pytest.mark.parametrize("name", helps())
def test_the_help_of_a_command_is_spanish(name):
    text = helps()[name].split("ejemplo:")[0]
    # Commands, options, columns and choices are typed as they stand.
    typed = set(helps()) | set(
        diabetes.prediction_columns() if hasattr(diabetes, "prediction_columns") else ()
    )
    text = re.sub(
        r"\{[^}]*\}|\n(?:glucose_mg_dl|imputed)[^.]*\.\n|points_min|points_max|test_advised|ada_risk_test",
        " ",
        text,
    )
    text = re.sub(r"glucose_mg_dl,.*?errors\.", " ", text, flags=re.DOTALL)
    assert set(faults(text, typed=True)) <= typed | {"0.2"}


WRONG = [
    (("predict", "-"), b""),
    (("predict", "-"), b"uno;dos\n1;2\n"),
    (("predict", "-"), b"edad;edad\n1;2\n"),
    (("predict", "-"), b"edad;sexo\n"),
    (("predict", "-"), b"edad;sexo\n45;M\n"),
    (("predict", "-"), b'edad;sexo\n"45;M\n46;F\n'),
    (("predict", "-"), b"PK\x03\x04"),
    (("predict", "-"), b"PAR1 y nada"),
    (("predict", "-"), b"talla (pulgadas);sexo\n70;M\n"),
    (("predict", "nada.csv"), b""),
    (("predict", "-", "--json"), b"edad;sexo\n45;M\n"),
    (("score", "findrisc", "-", "--cut", "99"), b"edad;imc\n45;28\n"),
    (("train", "-", "--out", "m.json"), b"edad;sexo\n45;M\n"),
    (("train", "-", "--out", "m.json"), b"edad;sexo;hba1c\n45;M;5,5\n"),
    (("train", "-", "--out", "m.json", "--weights", "w"), b"edad;sexo;hba1c\n45;M;5,5\n"),
    (("train", "-", "--out", "m.json", "--test-size", "2"), b"edad;sexo;hba1c\n45;M;5,5\n"),
    (("train", "-", "--out", "m.json", "--outputs", "nada"), b"edad;sexo;hba1c\n45;M;5,5\n"),
    (("train", "-", "--out", "m.json", "--monotone", "edad=arriba"), b"edad;sexo;hba1c\n45;M;5,5\n"),
    (
        ("train", "-", "--out", "m.json", "--algorithm", "additive", "--monotone", "sexo=1"),
        b"edad;sexo;hba1c\n4;M;5\n",
    ),
    (("recalibrate", "nhanes", "-", "--out", "m.json"), b"edad;sexo;hba1c\n45;M;5,5\n"),
    (("evaluate", "nhanes", "-", "--by", "sede"), b"edad;sexo;hba1c\n45;M;5,5\n"),
    (("evaluate", "nhanes", "-", "--resamples", "9999999"), b"edad;sexo;hba1c\n45;M;5,5\n"),
    (("evaluate", "nhanes", "-", "--html", "-"), b""),
    (("capacity", "-", "--tests", "-3"), b"edad;sexo\n45;M\n"),
    (("capacity", "-", "--tests", "muchas"), b"edad;sexo\n45;M\n"),
    (("capacity", "-"), b"edad;sexo\n45;M\n"),
    (("info", "-"), b"{}"),
    (("info", "-"), b'{"format": "diabetes-model", "format_version": 1'),
    (("info", "-"), b"\xff\xfe"),
    (("generate", "--n-samples", "0"), b""),
    (("ask",), b"no\nno\n"),
    (("vuela",), b""),
    (("predict",), b""),
    (("predict", "-", "--model"), b""),
    (("predict", "-", "--findrisc-cut", "doce"), b""),
    (("predict", "-", "--prefix", "a", "--answers-only"), b""),
    (("predict", "-", "sobra"), b""),
    (("info", "--quiet=si"), b""),
]


@pytest.mark.parametrize(("args", "content"), WRONG, ids=lambda part: str(part)[:60])
def test_what_is_wrong_is_said_in_spanish(args, content, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    try:
        status = main(args)
    except SystemExit as ended:
        status = ended.code
    assert status in (1, 2)
    told = "\n".join(line for line in capsys.readouterr().err.splitlines() if line.startswith("diabetes"))
    assert "error: " in told
    assert "solo existe en inglés" not in told
    commands = {
        "predict",
        "info",
        "evaluate",
        "train",
        "score",
        "schema",
        "generate",
        "demo",
        "ask",
        "merge",
        "recalibrate",
        "capacity",
        "validate",
    }
    told = re.sub(r"^diabetes \w+", "", told, flags=re.MULTILINE)
    assert set(faults(told, typed=True)) <= commands


def test_a_command_speaks_the_language_of_the_first_variable_that_is_set(monkeypatch, capsys):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    told = []
    for name, value in (
        ("LANG", "es_CO.UTF-8"),
        ("LC_MESSAGES", "en_US"),
        ("LC_ALL", "es"),
        ("LC_ALL", "C.UTF-8"),
    ):
        monkeypatch.setenv(name, value)
        main(("info",))
        told.append(capsys.readouterr().out.split("\n")[0])
    version = diabetes.Model.bundled().info["version"]
    assert told == [f"nhanes, {word} {version}" for word in ("versión", "version", "versión", "version")]


def test_info_and_the_summary_of_an_evaluation_are_spanish(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")
    monkeypatch.chdir(tmp_path)
    Path("p.csv").write_bytes(diabetes.generate(300, seed=5).to_csv())
    for args in (
        ("info",),
        ("predict", "p.csv", "--out", "a.csv"),
        ("train", "p.csv", "--out", "m.json"),
        ("recalibrate", "nhanes", "p.csv", "--out", "m.json"),
        ("evaluate", "nhanes", "p.csv", "--resamples", "20"),
        ("generate", "--n-samples", "1200", "--out", "g.csv"),
    ):
        assert main(args) == 0
    done = capsys.readouterr()
    text = re.sub(r"\b0\.1\.0\b|\w+\.(csv|json)|[0-9a-f]{12,}|\b\d\d/\d\d/\d{4}", "", done.out + done.err)
    # The algorithm is the name of a model without one.
    assert set(faults(text)) <= {"linear"}


def test_what_the_schema_shows_on_a_terminal_is_spanish_beside_the_columns(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert main(("schema",)) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("edad ") or any(line.startswith("edad ") for line in lines)
    assert faults("\n".join(line[32:] for line in lines[:-1])) == []


def test_the_demonstration_is_spanish(bundled, capsys, tmp_path):
    rows = pa.table(diabetes.generate(300, seed=5)).to_pylist()
    people = [(row | {"diabetes_diagnosticada": "No"}, 3.5 + row.pop("Resultado") / 45) for row in rows]
    for place, (row, _) in enumerate(people):
        row["antecedente_glucosa_alta"] = ("No", "Si")[place % 2]
    people[0][0]["edad"] = 7
    shown = demo.Demonstration(texts("es"))
    valid = shown.show_survey(bundled, people)
    shown.show_training(42, tmp_path, valid[:20])
    shown.show_patient("demo.patient", bundled)
    text = capsys.readouterr().out.replace(str(tmp_path), "").replace("synthetic.json", "")
    assert faults(text) == []


MESSAGES = [
    (
        "few_events_per_parameter: diabetes: 34 events or non-events for 12 parameters, fewer than 10 for "
        "each: the figures may not hold for other people",
        "diabetes sin diagnosticar: 34 personas con el resultado, o sin él, para 12 parámetros, menos de 10",
    ),
    (
        "no output can be fitted: glucose too_few_rows (5 rows), diabetes too_few_events (12 rows, 3 events)",
        "glucosa en ayunas: muy pocas filas (5 filas), diabetes sin diagnosticar: muy pocas personas con el "
        "resultado (12 filas, 3 con el resultado)",
    ),
    (
        "too few rows: 1 to fit, 50 needed; not used: missing 3, pregnant 2",
        "hacen falta 50; no se usaron: falta un dato obligatorio: 3, embarazo: 2",
    ),
    (
        "few_events: fewer than 10 people with the outcome, or fewer than 10 without it: hba1c >= 6.5, the "
        "definition of diabetes",
        "o menos de 10 sin él: HbA1c ≥ 6,5, la definición de diabetes sin diagnosticar",
    ),
    (
        "the table cannot be read: its first line does not name any field of the schema: uno (nearest known: "
        "fuma), dos (nearest known: edad)",
        "su primera línea no nombra ningún campo: uno (lo más parecido: «Consumo de tabaco»), dos (lo más "
        "parecido: «Edad»)",
    ),
    ("separated: output diabetes is kept as it was", "diabetes sin diagnosticar queda como estaba"),
]


@pytest.mark.parametrize(("text", "told"), MESSAGES)
def test_a_message_of_the_library_keeps_its_names_and_figures_in_spanish(text, told):
    assert told in said_warning(text, "es")
    assert faults(said_warning(text, "es")) == []


def test_a_message_that_is_not_known_says_its_code_and_how_to_see_it():
    assert said("something else", "es", "other") == (
        "hay un mensaje que solo existe en inglés (other); para verlo, repita con LANG=C"
    )
    assert said("something else", "en", "other") == "something else"


def test_what_is_asked_of_a_person_and_answered_is_spanish(monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")
    wrong = [
        "quizá",
        "2",
        "2",
        "520",
        "x",
        "",
        "52",
        "3",
        "2",
        "1,58",
        "158",
        "785",
        "78,5",
        "4",
        "98,5",
        "13",
    ]
    typed = [
        *wrong,
        "130",
        "135",
        "85",
        "1",
        "1",
        "5,5",
        "95",
        "ayer",
        "",
        "40",
        "6,1",
        "",
        "1",
        "1",
        "2",
        "2",
        "1",
    ]
    content = "".join(f"{line}\n" for line in [*typed, *[""] * 20])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    assert main(("ask",)) == 0
    done = capsys.readouterr()
    assert "¿Está en metros?" in done.err
    answer = done.out.replace("nhanes", "")
    assert faults(done.err + re.sub(r"versión \w+", "", answer)) == []
