"""Records replayed against another system: transitions, agreement, the largest differences."""

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
    assert command("compare", "--old", answers, "--records", records).exit_code == 0
    answers.write_text("glucose_mg_dl;category\n101,5;Prediabetes\n", encoding="utf-8")
    short = command("compare", "--old", answers, "--records", records)
    assert (short.exit_code, "1 answers for 3 records" in short.output) == (1, True)


def test_a_system_that_is_away_is_named(command, records):
    away = command("compare", "--old", "http://127.0.0.1:9", "--records", records)
    assert (away.exit_code, "127.0.0.1:9" in away.output) == (1, True)
