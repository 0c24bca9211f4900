"""Records replayed against another system: transitions, agreement, the largest differences."""

import io
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import diabetes
import pytest

from diabetes_stack.models.transitions import compare

HEADER = "edad;sexo;imc;perimetro_abdominal;tas;tad\n"
ROWS = "45;M;28,5;95;135;85\n70;F;41;120;150;80\n17;M;22;80;120;70\n"


@pytest.fixture
def records(tmp_path):
    file = tmp_path / "records.csv"
    file.write_text(HEADER + ROWS, encoding="utf-8")
    return file


@pytest.fixture
def old_system():
    """A system that answers with the bundled model's glucose and ten more."""
    model = diabetes.Model.bundled()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            answer = json.loads(model.predict_json(self.rfile.read(int(self.headers["Content-Length"]))))
            refused = "errors" in answer
            if not refused:
                answer = {"glucose_mg_dl": answer["glucose_mg_dl"] + 10}
            body = json.dumps(answer).encode()
            self.send_response(422 if refused else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_transitions_are_counted():
    old = [{"category": "Normal", "glucose_mg_dl": 90.0}, {"glucose_mg_dl": 130.0}, {"errors": [422]}]
    new = [{"category": "Normal", "glucose_mg_dl": 91.0}, {"glucose_mg_dl": 110.0}, {}]
    report = compare(old, new)
    assert report["category"]["transitions"] == {
        "Normal": {"Normal": 1},
        "Diabetes": {"Prediabetes": 1},
        "none": {"none": 1},
    }
    assert report["category"]["agreement"] == 0.5
    assert report["risk_level"]["agreement"] is None
    assert [one["row"] for one in report["worst"]] == [2, 1]
    assert report["glucose"]["mean_difference"] == -9.5


def test_a_running_system_is_compared(command, records, old_system, tmp_path):
    out, html = tmp_path / "out.json", tmp_path / "out.html"
    result = command("compare", "--old", old_system, "--records", records, "--report", out, "--html", html)
    assert result.exit_code == 0, result.output
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["refused"] == {"old": 1, "new": 1}
    assert report["glucose"]["mean_difference"] == pytest.approx(-10)
    assert "<table>" in html.read_text(encoding="utf-8")


def test_a_file_of_answers_is_compared(command, records, tmp_path):
    answers = tmp_path / "old.csv"
    answers.write_text("glucose_mg_dl;category\n101,5;Prediabetes\n131;Diabetes\n;\n", encoding="utf-8")
    assert command("compare", "--old", answers, "--records", records, "--threshold", 0.5).exit_code == 0
    answers.write_text("glucose_mg_dl;category\n101,5;Prediabetes\n", encoding="utf-8")
    short = command("compare", "--old", answers, "--records", records)
    assert (short.exit_code, "1 answers for 3 records" in short.output) == (1, True)


def test_a_system_that_is_away_is_named(command, records):
    away = command("compare", "--old", "http://127.0.0.1:9", "--records", records)
    assert (away.exit_code, "127.0.0.1:9" in away.output) == (1, True)


@pytest.fixture
def own(records):
    """The bundled model's answers to the records, as the former system logged its own."""
    table = diabetes.read_csv(io.BytesIO(records.read_bytes()))
    answers = diabetes.Model.bundled().predict_batch(table)
    rows = zip(answers.column("glucose_mg_dl"), answers.column("category"), strict=True)
    return [
        {"error": "edad"} if glucose is None else {"glucose_mg_dl": round(glucose, 2), "category": category}
        for glucose, category in rows
    ]


def lines(answers):
    return "\n".join(map(json.dumps, answers))


FORMS = {
    "a list": json.dumps,
    "a batch": lambda answers: json.dumps({"results": answers, "total_patients": 3}),
    "lines": lines,
    "nested": lambda answers: json.dumps([{"timestamp": "x", "prediction": one} for one in answers]),
    "nested lines": lambda answers: lines({"input": {"edad": 45}, "prediction": one} for one in answers),
    "a log": lambda answers: "\n".join(
        f"2026-01-02 03:04:05,678 - INFO - {json.dumps(one)}" for one in answers
    ),
    "deeper": lambda answers: lines({"response": {"result": one}} for one in answers),
    "csv": lambda answers: (
        "Category;Glucose_mg_dl\r\n"
        + "".join(
            f"{one.get('category', '')};{str(one.get('glucose_mg_dl', '')).replace('.', ',')}\r\n"
            for one in answers
        )
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_old_answers_is_read_whatever_its_name(command, records, own, tmp_path, form):
    file = tmp_path / "api_predictions.log"
    file.write_text(FORMS[form](own), encoding="utf-8")
    same = command("compare", "--old", file, "--records", records, "--json")
    report = json.loads(same.stdout)
    assert (same.exit_code, report["agrees"], report["threshold"]) == (0, True, 0.95)
    assert (report["records"], report["category"]["compared"], report["category"]["agreement"]) == (3, 2, 1.0)
    assert report["glucose"]["mean_absolute_difference"] < 0.01
    other = [{**one, "category": "Diabetes"} if "category" in one else one for one in own]
    file.write_text(FORMS[form](other), encoding="utf-8")
    differs = command("compare", "--old", file, "--records", records)
    assert (differs.exit_code, "fewer than 95 % of the categories agree" in differs.output) == (1, True)
    assert command("compare", "--old", file, "--records", records, "--threshold", 0).exit_code == 0


def test_a_prediction_that_is_only_a_number_is_the_glucose(command, records, tmp_path):
    file = tmp_path / "old.json"
    file.write_text(lines({"prediction": value} for value in (101.5, 131, 90)), encoding="utf-8")
    report = json.loads(command("compare", "--old", file, "--records", records, "--json").stdout)
    assert report["category"]["compared"] == report["glucose"]["compared"] == 2
    # The third record was answered by the old system only: too few could be compared.
    assert report["agrees"] is False


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("paciente;valor\n1;2\n", "no answer has glucose_mg_dl, category, risk_level"),
        ('[{"a": 1}, {"b": 2}, {}]', "no answer has glucose_mg_dl, category, risk_level"),
        ('{"category": "Normal"}\nINFO started\n', "line 2 is not JSON"),
        ('[{"category": "Normal"}, 7, {}]', "answer 2 is not an object"),
        ('[{"category": "Sano"}]', "answer 1: category is none of Normal, Prediabetes, Diabetes"),
        ('[{"glucose_mg_dl": "high"}]', "answer 1: glucose_mg_dl is not a number"),
        ("", "no answer has glucose_mg_dl, category, risk_level"),
    ],
)
def test_answers_that_cannot_be_read_are_refused_by_name(command, records, tmp_path, content, said):
    file = tmp_path / "old.log"
    file.write_text(content, encoding="utf-8")
    refused = command("compare", "--old", file, "--records", records)
    assert (refused.exit_code, said in refused.output) == (1, True), refused.output
