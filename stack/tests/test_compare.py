"""Records replayed against another system: transitions, agreement, the largest differences."""

import io
import itertools
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import diabetes
import pytest

from diabetes_stack.models.replay import as_json_records
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
    assert report["category"]["answered"] == 2
    assert report["risk_level"]["agreement"] is None
    assert [one["row"] for one in report["worst"]] == [2, 1]
    assert report["glucose"]["mean_difference"] == -9.5


def test_a_running_system_is_compared(command, records, old_system, tmp_path):
    out, html = tmp_path / "out.json", tmp_path / "out.html"
    result = command("compare", "--old", old_system, "--records", records, "--report", out, "--html", html)
    assert result.exit_code == 0, result.output
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["refused"] == {"old": 1, "new": 1, "both": 1}
    assert report["glucose"]["mean_difference"] == pytest.approx(-10)
    assert "<table>" in html.read_text(encoding="utf-8")


def test_a_file_of_answers_is_compared(command, records, tmp_path):
    answers = tmp_path / "old.csv"
    answers.write_text("glucose_mg_dl;category\n101,5;Prediabetes\n131;Diabetes\n;\n", encoding="utf-8")
    assert command("compare", "--old", answers, "--records", records, "--threshold", 0.5).exit_code == 0
    answers.write_text("glucose_mg_dl;category\n101,5;Prediabetes\n", encoding="utf-8")
    short = command("compare", "--old", answers, "--records", records)
    assert (short.exit_code, "1 answers for 3 records" in short.output) == (1, True)
    answers.write_text("glucose_mg_dl;category\n101,5;Prediabetes;x;y\n131;Diabetes\n;\n", encoding="utf-8")
    assert command("compare", "--old", answers, "--records", records, "--threshold", 0.5).exit_code == 0


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
    "nested lines": lambda answers: lines({"input": {}, "prediction": one} for one in answers),
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
    assert (differs.exit_code, "fewer than 95 % agree (category)" in differs.output) == (1, True)
    assert command("compare", "--old", file, "--records", records, "--threshold", 0).exit_code == 0


def test_a_prediction_that_is_only_a_number_is_the_glucose(command, records, tmp_path):
    file = tmp_path / "old.json"
    file.write_text(lines({"prediction": value} for value in (101.5, 131, 90)), encoding="utf-8")
    report = json.loads(command("compare", "--old", file, "--records", records, "--json").stdout)
    assert report["category"]["compared"] == report["glucose"]["compared"] == 2
    # The third record was answered by the old system only: too few could be compared.
    assert (report["agrees"], report["objections"]) == (False, ["few_agree", "few_compared"])


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


PERSON = "45;M;28,5;95;135;85\n"


def people(tmp_path, number):
    file = tmp_path / "people.csv"
    file.write_text(HEADER + PERSON * number, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("answers", "objections", "said"),
    [
        ([{"category": "Prediabetes"}] + [{"error": "no"}] * 9, ["few_compared", "under_half"], "1 of 10 records"),
        ([{"error": "no"}] * 10, ["none_compared"], "refused: 10 by the old system, 0 by the new model"),
        ([{"category": "Prediabetes"}] * 9 + [{"error": "no"}], ["few_compared"], "by the old system, rows: 10"),
        ([{"category": "Prediabetes"}] * 37 + [{"category": "Normal"}] * 2, ["few_agree"], "37 of 39, 94.8 %"),
    ],
)  # fmt: skip
def test_old_answers_that_failed_are_counted_against_the_change(command, tmp_path, answers, objections, said):
    file, records = tmp_path / "old.log", people(tmp_path, len(answers))
    file.write_text(lines(answers), encoding="utf-8")
    shown = command("compare", "--old", file, "--records", records)
    assert (shown.exit_code, said in shown.output) == (1, True), shown.output
    report = json.loads(command("compare", "--old", file, "--records", records, "--json").stdout)
    assert (report["agrees"], report["objections"]) == (False, objections)


def test_half_of_all_records_must_be_comparable_whatever_the_threshold(command, tmp_path):
    file, records = tmp_path / "old.log", tmp_path / "people.csv"
    file.write_text(lines([{"category": "Prediabetes"}, {"error": "no"}, {"error": "no"}]), encoding="utf-8")
    records.write_text(HEADER + PERSON + PERSON.replace("45", "7") * 2, encoding="utf-8")
    result = command("compare", "--old", file, "--records", records, "--threshold", 0)
    assert (result.exit_code, "fewer than half could be compared: 1 of 3" in result.output) == (1, True)


@pytest.fixture
def answering():
    """Starts a system that answers the n-th request with ``answer(n)``: a status and a text."""
    servers = []

    def start(answer):
        count = itertools.count()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                status, text = answer(next(count))
                body = text.encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        servers.append((server, thread))
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


OURS = json.dumps({"category": "Prediabetes", "model_version": "x", "prediction_id": "y", "next_step": {}})


@pytest.mark.parametrize(
    ("status", "text", "exit_code", "said"),
    [
        (200, OURS, 2, "is this system itself"),
        (200, "<html>hi</html>", 1, "does not answer record 1 with JSON"),
        (200, "[1]", 1, "with a JSON object"),
        (401, "{}", 1, "answers 401 to record 1"),
        (307, "", 1, "answers 307 to record 1"),
        (500, "{}", 1, "answers 500 to the first record, and fails at every other one too"),
    ],
)
def test_a_system_that_is_not_the_former_one_is_refused(
    command, tmp_path, answering, status, text, exit_code, said
):
    address = answering(lambda _: (status, text))
    refused = command("compare", "--old", address, "--records", people(tmp_path, 3))
    assert (refused.exit_code, said in refused.output) == (exit_code, True), refused.output


def test_a_record_at_which_the_old_system_fails_is_counted_as_refused(command, tmp_path, answering):
    address = answering(lambda n: (500, "oops") if n == 4 else (200, '{"category": "Prediabetes"}'))
    records = people(tmp_path, 30)
    report = json.loads(command("compare", "--old", address, "--records", records, "--json").stdout)
    assert (report["refused"]["old"], len(report["refused_rows"]["old"]), report["agrees"]) == (1, 1, True)


def test_the_former_system_is_asked_with_the_names_of_the_fields_whatever_the_headings():
    assert as_json_records(
        [{"Edad": "45", "SEXO": "M", "Perímetro abdominal (cm)": "95,5", "Nombre": "x"}]
    ) == [{"edad": 45.0, "sexo": "M", "perimetro_abdominal": 95.5}]


INPUTS = [
    {"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85},
    {"edad": 70, "sexo": "F", "imc": 41, "perimetro_abdominal": 120, "tas": 150, "tad": 80},
    {"edad": 17, "sexo": "M", "imc": 22, "perimetro_abdominal": 80, "tas": 120, "tad": 70},
]


def test_answers_logged_with_their_records_are_matched_by_them(command, records, own, tmp_path):
    logged = [{"input": one, "prediction": answer} for one, answer in zip(INPUTS, own, strict=True)]
    other = {"input": {**INPUTS[0], "edad": 46}, "prediction": {"category": "Diabetes"}}
    file = tmp_path / "old.log"
    file.write_text(lines([other, *reversed(logged)]), encoding="utf-8")
    report = json.loads(command("compare", "--old", file, "--records", records, "--json").stdout)
    assert (report["agrees"], report["left_over"]) == (True, 1)
    assert report["glucose"]["mean_absolute_difference"] < 0.01
    file.write_text(lines([other, *logged[1:]]), encoding="utf-8")
    refused = command("compare", "--old", file, "--records", records)
    assert (refused.exit_code, "1 of 3 records have no answer of their own" in refused.output) == (1, True)
    # A log that says nothing of the columns of the records cannot stand in another order.
    file.write_text(lines({**one, "input": {"caso": 1}} for one in [other, *logged]), encoding="utf-8")
    refused = command("compare", "--old", file, "--records", records)
    assert (refused.exit_code, "4 answers for 3 records" in refused.output) == (1, True)
    # Where only some lines have their record, those must stand in the order of the records.
    file.write_text(lines([other, *own[1:]]), encoding="utf-8")
    refused = command("compare", "--old", file, "--records", records)
    assert (refused.exit_code, "1 of 3 records" in refused.output) == (1, True)


def test_the_old_log_may_be_the_records_too(command, own, tmp_path):
    file = tmp_path / "old.log"
    file.write_text(
        lines({"input": one, "prediction": answer} for one, answer in zip(INPUTS, own, strict=True))
    )
    report = json.loads(command("compare", "--old", file, "--records", file, "--json").stdout)
    assert (report["records"], report["category"]["compared"], report["agrees"]) == (3, 2, True)
    file.write_text(lines(own), encoding="utf-8")
    refused = command("compare", "--old", file, "--records", file)
    assert (refused.exit_code, "3 of 3 lines do not carry their record" in refused.output) == (1, True)
