"""The command ``diabetes``, as it is installed."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import diabetes
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from common import EXAMPLE
from diabetes._cli import main as command

pytestmark = pytest.mark.filterwarnings("ignore::diabetes.TrainingWarning")
COMMAND = Path(sys.executable).with_name("diabetes")
ANSWERS = diabetes.Model.bundled().predict_batch(diabetes.generate(1)).column_names
# Windows-1252, semicolons, decimal commas. Rows: answered, pregnant, a wrong letter, cut short.
WESTERN = (
    "id;nombre;edad;sexo;imc;perimetro_abdominal;tas;tad;fuma;embarazo\r\n"
    '007;"Peña; José";45;M;28,5;95;135;85;Sí;No\r\n'
    "008;=1+1;31;F;24,25;80,5;118;74;;Sí\r\n"
    "009;Hugo;45;H;28,5;95;135;85;No;No\r\n"
    "010;Luz;52;F;27\r\n"
).encode("windows-1252")


def run(*args, stdin=b"", **options):
    """What a command gives: status, standard output, standard error."""
    done = subprocess.run(
        [COMMAND, *map(str, args)], input=stdin, capture_output=True, timeout=600, **options
    )
    return done.returncode, done.stdout, done.stderr.decode()


def main(*args, language="C.UTF-8"):
    """What a command gives, run in this process."""
    out, said = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(said):
        patch.setenv("LC_ALL", language)
        status = command(list(map(str, args)))
    return status, out.getvalue(), said.getvalue()


def ok(*args, **options):
    """The standard output and standard error of a command that works."""
    status, out, said = run(*args, **options)
    assert status == 0, said
    return out, said


def rows(content, separator=","):
    """The rows of CSV, as dictionaries."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


def lines_of(said):
    """The lines of standard error, without blanks at their ends."""
    return [line.rstrip() for line in said.splitlines()]


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    """A file of generated records with outcomes."""
    path = tmp_path_factory.mktemp("people") / "people.csv"
    ok("generate", "--n-samples", 400, "--seed", 5, "--out", path)
    return path


def test_generate_writes_the_table_that_python_generates(people):
    assert people.read_bytes() == diabetes.generate(400, seed=5).to_csv()
    out, said = ok("generate", "--n-samples", 3, "--separator", ";", "--quiet")
    assert out == diabetes.generate(3).to_csv(separator=";")
    assert said == ""


def test_predict_keeps_the_columns_and_the_dialect_of_the_file_and_puts_the_answers_beside_them(bundled):
    out, said = ok("predict", "-", stdin=WESTERN)
    # The file was no plain UTF-8, so spreadsheets get a byte-order mark.
    assert out.startswith(b"\xef\xbb\xbfid;nombre;")
    given = rows(WESTERN.decode("windows-1252").encode(), ";")
    answered = rows(out, ";")
    assert list(answered[0]) == [*given[0], *ANSWERS]
    assert [{name: row[name] for name in given[0]} for row in answered[:3]] == given[:3]
    assert answered[3]["id"] == "010"
    assert answered[3]["tas"] == ""
    assert [row["errors"] for row in answered] == ["", "", "not_allowed:sexo", "cell_count"]
    assert answered[1]["warnings"] == "pregnant"
    assert answered[1]["glucose_mg_dl"] == ""
    record = {
        "edad": 45,
        "sexo": "M",
        "imc": 28.5,
        "perimetro_abdominal": 95,
        "tas": 135,
        "tad": 85,
        "fuma": "Si",
    }
    expected = bundled.predict(record)
    assert answered[0]["glucose_mg_dl"] == f"{expected.glucose_mg_dl:.1f}".replace(".", ",")
    assert answered[0]["prob_Diabetes"] == f"{expected.probabilities['Diabetes']:.4f}".replace(".", ",")
    assert answered[0]["test_advised"] == str(expected.test_advised).lower()
    assert "4 rows: 1 answered, 1 not applicable, 2 invalid" in lines_of(said)
    assert any(
        " ".join(line.split()) == "invalid too many or too few cells 1 first in row 4"
        for line in lines_of(said)
    )


@pytest.mark.parametrize("name", ["answers.csv", "answers.parquet"])
def test_the_figures_of_a_file_are_rounded_to_what_they_mean_and_written_in_full_on_request(
    bundled, people, tmp_path, name
):
    answers = bundled.predict_batch(diabetes.generate(400, seed=5))
    for option, expected in (((), answers.rounded()), (("--exact",), answers)):
        ok("predict", people, "--answers-only", "--out", tmp_path / name, *option)
        read = pq.read_table(tmp_path / name) if name.endswith("parquet") else None
        written = diabetes.Table.from_arrow(read).to_csv() if read else (tmp_path / name).read_bytes()
        assert written == expected.to_csv()
    # A rounded estimate keeps its category.
    estimates = zip(answers.rounded().column("glucose_mg_dl"), answers.column("category"), strict=True)
    assert all(diabetes.classify_glucose(value).category == category for value, category in estimates)


def test_a_formula_is_announced_and_only_defused_when_asked():
    out, said = ok("predict", "-", stdin=WESTERN)
    assert rows(out, ";")[1]["nombre"] == "=1+1"
    assert "--defuse" in said
    out, said = ok("predict", "-", "--defuse", stdin=WESTERN)
    assert rows(out, ";")[1]["nombre"] == "'=1+1"
    assert "--defuse" not in said


def test_answers_alone_a_prefix_and_another_separator():
    out, _ = ok("predict", "-", "--answers-only", "--separator", ",", stdin=WESTERN)
    assert list(rows(out)[0]) == ANSWERS
    assert "." in rows(out)[0]["glucose_mg_dl"]
    status, _, said = run("predict", "-", "--separator", ",", stdin=out.replace(b"glucose_mg_dl", b"edad", 1))
    assert status == 2
    assert "error: column_clash:" in said
    out, _ = ok("predict", "-", "--prefix", "dm_", stdin=WESTERN)
    assert list(rows(out, ";")[0])[-1] == "dm_errors"


def test_parquet_and_csv_give_the_same_answers(people, tmp_path):
    csv_out, from_csv, from_parquet = (tmp_path / name for name in ("a.csv", "a.parquet", "b.parquet"))
    ok("predict", people, "--out", csv_out)
    ok("predict", people, "--out", from_csv)
    ok("predict", people, "--answers-only", "--out", from_parquet)
    assert diabetes.Table.from_arrow(pq.read_table(from_csv)).to_csv() == csv_out.read_bytes()
    typed = tmp_path / "typed.parquet"
    table = pa.table(diabetes.generate(400, seed=5)).append_column("id", pa.array(range(2**60, 2**60 + 400)))
    pq.write_table(table, typed)
    out, _ = ok("predict", typed)
    assert [row["glucose_mg_dl"] for row in rows(out)] == [
        row["glucose_mg_dl"] for row in rows(csv_out.read_bytes())
    ]
    # An integer that no float holds stays as it is.
    assert rows(out)[1]["id"] == str(2**60 + 1)
    ok("predict", typed, "--answers-only", "--format", "parquet", "--out", tmp_path / "c")
    assert pq.read_table(tmp_path / "c").equals(pq.read_table(from_parquet))


def test_what_parquet_holds_and_csv_cannot_is_said(tmp_path):
    path = tmp_path / "lists.parquet"
    pq.write_table(pa.table({"edad": [45.0], "otros": [[1, 2]]}), path)
    status, out, said = run("predict", path)
    assert (status, out) == (2, b"")
    assert "error: unreadable_table: column otros" in said


def test_score_writes_ranges_of_points_and_takes_a_cut():
    content = b"edad;imc;antecedente_glucosa_alta\n66;31,5;Si\n50;24;\n500;24;\n"
    out, said = ok("score", "findrisc", "-", "--cut", 12, stdin=content)
    first, second, bad = rows(out, ";")
    # 4 for the age, 3 for the index, 5 for the high glucose; the rest of the form gives up to 14 more.
    assert (first["points"], first["points_min"], first["points_max"]) == ("", "12", "26")
    assert first["test_advised"] == "true"
    assert second["test_advised"] == ""
    assert bad["errors"] == "out_of_range:edad"
    assert "3 rows: 2 answered, 0 not applicable, 1 invalid" in lines_of(said)
    status, _, said = run("score", "findrisc", "-", "--cut", 99, stdin=content)
    assert status == 2
    assert "error: bad_cut:" in said


def test_train_writes_the_model_that_python_trains_and_says_how_good_it_is(people, tmp_path):
    path = tmp_path / "model.json"
    _, said = ok("train", people, "--out", path, "--name", "clinic", "--seed", 3, "--source", "a test")
    expected = diabetes.train(diabetes.generate(400, seed=5), name="clinic", seed=3, source="a test")
    assert diabetes.Model.load(path) == expected
    held_out = expected.info["metrics"]["held_out"]["diabetes"]
    assert f"area under the ROC curve {held_out['auroc']:.3f}" in said
    assert expected.info["version"] in said
    out, said = ok("train", "-", "--out", "-", "--quiet", stdin=people.read_bytes())
    assert diabetes.Model.from_json(out.decode()) == diabetes.train(diabetes.generate(400, seed=5))
    assert all(line.startswith("diabetes: warning: ") for line in lines_of(said))


def test_train_takes_every_option(people, tmp_path):
    weighted = tmp_path / "weighted.csv"
    first, *rest = people.read_text().splitlines()
    first = first.replace("Resultado", "gpa")
    weighted.write_text(
        "\n".join([first + ",peso_muestral", *(f"{line},{1 + n % 3}" for n, line in enumerate(rest))])
    )
    path = tmp_path / "model.json"
    options = ("--target", "gpa", "--weights", "peso_muestral", "--outputs", "glucose", "--test-size", "0")
    _, said = ok(
        "train", weighted, "--out", path, "--algorithm", "additive", *options, "--monotone", "edad=0"
    )
    info = diabetes.Model.load(path).info
    assert info["algorithm"] == "additive"
    assert info["training"]["weighted"]
    assert list(info["outputs"]) == ["glucose"]
    assert "Figures cross-fitted in training:" in lines_of(said)


@pytest.mark.parametrize(
    ("args", "stdin", "code"),
    [
        (("train", "-", "--out", "m.json"), b"edad;sexo\n45;M\n", "no_outcome"),
        (("train", "-", "--out", "m.json"), b"edad;sexo;hba1c\n45;M;5,5\n", "too_few_rows"),
        (("train", "-", "--out", "m.json", "--weights", "w"), b"edad;sexo;hba1c\n45;M;5,5\n", "bad_option"),
        (("predict", "-"), b"", "unreadable_table"),
        (("predict", "-"), b"uno;dos\n1;2\n", "unreadable_table"),
        (("predict", "-", "--json"), WESTERN, "usage"),
        (("predict", "-"), b"edad;edad\n1;2\n", "unreadable_table"),
        (("predict", "-"), b"edad;sexo\n", "no_rows"),
        (("predict", "-"), b"edad;sexo\n45;M\n", "no_valid_row"),
        (("predict", "-"), b"PAR1 and then nothing", "unreadable_table"),
        (("predict", "absent.csv"), b"", "io"),
        (("predict", "-", "--model", "absent.json"), WESTERN, "io"),
        (("predict", "-", "--model", "-"), WESTERN, "usage"),
        (("info", "-"), b"{}", "not_a_model"),
        (("info", "-"), b"\xff\xfe", "not_a_model"),
    ],
)
def test_bad_input_has_status_2_and_a_code_in_one_line(args, stdin, code, tmp_path):
    status, _, said = run(*args, stdin=stdin, cwd=tmp_path)
    assert status == 2
    assert [line for line in lines_of(said) if line.startswith(f"diabetes: error: {code}: ")] == [
        lines_of(said)[-1]
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("fly",),
        ("predict",),
        ("score", "nothing", "-"),
        ("generate", "--n-samples", "0"),
        ("train", "-", "--out", "m.json", "--monotone", "edad=up"),
        ("predict", "-", "--separator", "|"),
    ],
)
def test_bad_usage_has_status_2_and_says_what_is_wrong(args):
    status, out, said = run(*args)
    assert (status, out) == (2, b"")
    assert "error: " in said


def test_what_cannot_be_written_has_status_1_before_anything_is_read(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    for args, option in (
        (("predict", "absent.csv"), "--out"),
        (("train", "absent.csv"), "--out"),
        (("evaluate", "nhanes", "absent.csv"), "--html"),
        (("evaluate", "nhanes", "absent.csv"), "--json"),
    ):
        for out in (tmp_path / "absent" / "answers.csv", tmp_path / "file" / "answers.csv", tmp_path):
            status, _, said = main(*args, option, out)
            assert status == 1
            assert said.startswith("diabetes: error: io: ")
            assert f"{out}\n" in said
    status, _, said = main("demo", "--out", tmp_path / "file")
    assert (status, said.startswith("diabetes: error: io: ")) == (1, True)


def test_a_file_that_is_read_is_never_overwritten(people, tmp_path):
    table, link, twin = tmp_path / "people.csv", tmp_path / "link.csv", tmp_path / "twin.csv"
    table.write_bytes(people.read_bytes())
    link.symlink_to(table)
    twin.hardlink_to(table)
    model = diabetes.Model.bundled()
    model.save(tmp_path / "model.json")
    own = tmp_path / "model.json"
    for out in (table, link, twin):
        for args in (
            ("train", table, "--out", out),
            ("recalibrate", "nhanes", table, "--out", out),
            ("evaluate", "nhanes", table, "--html", out),
            ("evaluate", "nhanes", table, "--json", out),
            ("predict", table, "--answers-only", "--out", out),
            ("merge", tmp_path / "other.json", table, "--out", out),
        ):
            status, _, said = main(*args)
            assert status == 2
            assert f"error: usage: {out} is read by this command" in said
    for args in (
        ("recalibrate", own, table, "--out", own),
        ("predict", table, "--model", own, "--out", own),
        ("export", own, "--sql", "sqlite", "--out", own),
    ):
        assert main(*args)[0] == 2
    status, _, said = main("evaluate", "nhanes", table, "--html", tmp_path / "r", "--json", tmp_path / "r")
    assert (status, "is named for two results" in said) == (2, True)
    assert table.read_bytes() == people.read_bytes()
    assert diabetes.Model.load(own) == model


def test_a_table_without_age_is_told_so_before_its_rows_are_read(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text('sexo,imc,Resultado\nM,25,95\n"M,25,95\n', encoding="utf-8")
    status, _, said = main("train", path, "--out", tmp_path / "m.json")
    assert (status, said) == (
        2,
        "diabetes: error: missing_column: training needs columns that the table lacks: edad\n",
    )
    _, _, said = main("train", path, "--out", tmp_path / "m.json", language="es_CO.UTF-8")
    assert "para entrenar hacen falta columnas que la tabla no tiene: «Edad»" in said


def test_that_a_file_would_be_overwritten_is_said_in_spanish(people):
    status, _, said = main("train", people, "--out", people, language="es_CO.UTF-8")
    assert status == 2
    assert f"{people} es un archivo de entrada y se sobrescribiría: elija otro archivo" in said


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    out = tmp_path / "answers.csv"
    out.write_bytes(b"old")
    out.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(out)
    content = b"edad;sexo;otros\n45;M;x\n"
    pq.write_table(pa.table({"edad": [45.0], "otros": [[1]]}), tmp_path / "lists.parquet")
    assert run("predict", tmp_path / "lists.parquet", "--out", out)[0] == 2
    assert out.read_bytes() == b"old"
    # Every row is bad: the answers say why, and the status says that there are none.
    assert run("predict", "-", "--out", link, stdin=content)[0] == 2
    missing = ";".join(f"missing:{name}" for name in ("imc", "perimetro_abdominal", "tas", "tad"))
    assert rows(out.read_bytes(), ";")[0]["errors"] == missing
    assert link.is_symlink()
    assert out.stat().st_mode & 0o777 == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"answers.csv", "link.csv", "lists.parquet"}


def test_a_file_can_be_answered_in_place(people, tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(people.read_bytes())
    ok("predict", path, "--out", path)
    assert list(rows(path.read_bytes())[0])[-1] == "errors"


def test_a_reader_that_goes_away_is_no_error(people):
    command = f"'{COMMAND}' generate --n-samples 50000 --quiet | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command + '; echo "${PIPESTATUS[0]}"'], capture_output=True, timeout=600
    )
    assert done.stdout.splitlines()[-1] == b"141"
    assert done.stderr == b""


def processor_seconds(process):
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def test_ctrl_c_ends_long_work_at_once_and_leaves_nothing(tmp_path):
    content = tmp_path / "many.csv"
    content.write_bytes(diabetes.generate(200_000).to_csv())
    args = [COMMAND, "train", content, "--out", tmp_path / "model.json"]
    process = subprocess.Popen(args, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    # The first message comes when the file is read and training begins.
    assert process.stderr.readline().startswith(b"Training on 200,000 rows")
    reading = processor_seconds(process)
    while processor_seconds(process) < reading + 0.2 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 130
    # Seconds of the processor: a busy machine has no more of them. The whole takes several.
    assert used.ru_utime + used.ru_stime < reading + 1.5
    assert process.stderr.read() == b""
    assert [path.name for path in tmp_path.iterdir()] == ["many.csv"]


def test_parquet_without_pyarrow_says_what_to_install(people, tmp_path):
    (tmp_path / "pyarrow.py").write_text("raise ModuleNotFoundError('No module named pyarrow')")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    status, _, said = run("predict", people, "--out", tmp_path / "a.parquet", env=environment)
    assert status == 1
    assert "pip install pyarrow" in said
    # CSV needs nothing but the package.
    ok("predict", people, "--out", tmp_path / "a.csv", env=environment)


def test_info_tells_of_a_model_in_words_and_in_json(people, tmp_path):
    out, _ = ok("info")
    info = diabetes.Model.bundled().info
    for shown in (
        info["hash"],
        info["algorithm"],
        info["created"],
        info["origin"]["en"],
        "20 to 85 years",
    ):
        assert shown in out.decode()
    out, _ = ok("info", "nhanes", "--json")
    assert json.loads(out) == info
    path = tmp_path / "model.json"
    ok("train", people, "--out", path, "--outputs", "glucose")
    assert "glucose" in ok("info", path)[0].decode()


def test_schema_is_the_one_of_the_library_in_either_language():
    assert json.loads(ok("schema")[0]) == diabetes.schema("en") == json.loads(ok("schema", "--json")[0])
    assert json.loads(ok("schema", "--locale", "es")[0]) == diabetes.schema("es")


def test_the_demonstration_is_a_command():
    out, _ = ok("demo", "--help")
    assert b"--locale" in out


def test_the_module_is_the_command():
    out = subprocess.run(
        [sys.executable, "-m", "diabetes", "--version"], capture_output=True, check=True
    ).stdout
    assert out.decode().strip() == f"diabetes {diabetes.__version__}" == ok("--version")[0].decode().strip()


def test_recalibrate_writes_the_model_that_python_recalibrates_and_says_what_has_changed(people, tmp_path):
    path = tmp_path / "clinic.json"
    _, said = ok("recalibrate", "nhanes", people, "--out", path, "--source", "a test", "--seed", 3)
    expected = diabetes.Model.bundled().recalibrate(diabetes.generate(400, seed=5), seed=3, source="a test")
    assert diabetes.Model.load(path) == expected
    for when in ("before", "after"):
        figures = expected.info["recalibration"]["outputs"]["diabetes"][when]
        assert f"Brier score {figures['brier']:.3f}" in said
    assert "a test" in ok("info", path)[0].decode()
    status, _, said = run("recalibrate", "nhanes", "-", "--out", path, stdin=b"edad;sexo;hba1c\n45;M;5,5\n")
    assert status == 2
    assert "diabetes: error: too_few_rows: " in said


@pytest.mark.parametrize(
    "name", ["ask", "predict", "score", "train", "recalibrate", "info", "schema", "generate", "demo"]
)
def test_the_help_of_a_command_has_an_example(name):
    out, _ = ok(name, "--help")
    assert f"example:\n  diabetes {name}" in out.decode()
    assert name in ok("--help")[0].decode()


def test_a_model_of_ones_own_predicts(people, tmp_path):
    path = tmp_path / "model.json"
    ok("train", people, "--out", path)
    record = tmp_path / "record.csv"
    record.write_text(",".join(EXAMPLE) + "\n" + ",".join(map(str, EXAMPLE.values())) + "\n")
    out, _ = ok("predict", record, "--model", path, "--exact")
    assert float(rows(out)[0]["glucose_mg_dl"]) == diabetes.Model.load(path).predict(EXAMPLE).glucose_mg_dl


def test_a_parquet_file_may_have_a_name_twice_that_is_no_field(tmp_path):
    table = pa.table(diabetes.generate(5, seed=1)).drop_columns(["Resultado"])
    table = table.append_column("nota", pa.array(["a"] * 5)).append_column("nota", pa.array([1] * 5))
    pq.write_table(table, tmp_path / "people.parquet")
    ok("predict", tmp_path / "people.parquet", "--out", tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text().splitlines()
    assert (len(lines), lines[0].count("nota"), lines[1].count("a,1,")) == (6, 2, 1)


def test_every_command_gives_its_result_and_an_error_to_programs(people, tmp_path):
    model, answers = tmp_path / "model.json", tmp_path / "answers.csv"
    for args, keys in (
        (("info",), {"name", "hash"}),
        (("schema",), {"properties", "rules"}),
        (("generate", "--n-samples", 5, "--out", answers), {"rows", "file"}),
        (("predict", people, "--out", answers), {"rows", "answered", "apart", "errors"}),
        (("score", "findrisc", people, "--out", answers), {"rows", "answered", "invalid"}),
        (("train", people, "--out", model), {"name", "metrics"}),
        (("recalibrate", "nhanes", people, "--out", model), {"name", "recalibration"}),
        (("evaluate", "nhanes", people, "--resamples", 0), {"discrimination", "participants"}),
        (("capacity", people, "--tests", 5), {"cutoff", "expected", "curve", "text"}),
    ):
        told = json.loads(ok(*args, "--quiet", "--json")[0])
        assert keys <= told.keys()
    status, out, _ = run("train", "-", "--out", model, "--json", stdin=b"edad;sexo\n45;M\n")
    assert (status, json.loads(out)["error"]["code"]) == (2, "no_outcome")
    status, out, _ = run("predict", "-", "--out", answers, "--json", stdin=b"edad;sexo\n45;M\n")
    told = json.loads(out)
    assert (status, told["error"]["code"], told["errors"]["missing"]) == (
        2,
        "no_valid_row",
        {"rows": 1, "first_row": 1},
    )
