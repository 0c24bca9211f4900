"""Parts of the report: two models, participants, what authors say; that it is accessible; its numbers."""

import io
import re
import subprocess
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import diabetes
import evaluations
import numpy as np
import pytest
from common import synthetic_frame
from diabetes import _report
from diabetes._participants import participants
from diabetes._texts import _complete, texts
from diabetes._tripod import AUTHOR, PARTLY, BadAnswers, read_answers
from diabetes._waterfall import steps
from test_report import CHROMIUM, chromium

AXE = Path(__file__).resolve().parents[2] / "diabetes-wasm/js/node_modules/axe-core/axe.min.js"
pytestmark = pytest.mark.filterwarnings("ignore:ignored columns")


class Cells(HTMLParser):
    """The cells of all tables, with their own style."""

    def __init__(self, html):
        super().__init__()
        self.cells = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in ("td", "th"):
            self.cells.append((tag, dict(attrs)))


def text_of(html):
    """The text of a page, with one blank between words."""
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main>") :]).split())


def test_two_models_stand_beside_each_other(tables_only):
    other = evaluations.complete()
    other["model"] |= {"name": "ward", "version": "bbbbbbbbbbbb"}
    other["discrimination"][0]["rankings"][0] |= {"auroc": 0.7012, "auroc_interval": [0.68, 0.72]}
    other["glucose"] |= {"mae": 11.27, "mae_interval": [10.9, 11.6]}
    text = text_of(_report.html(evaluations.complete(), beside=other))
    assert "This model is clinic, version 734417e68782; the other is ward, version bbbbbbbbbbbb." in text
    assert "HbA1c ≥ 6.5 %: area under the ROC curve 0.791 (0.771 to 0.811) 0.701 (0.680 to 0.720)" in text
    assert "mean absolute error, mg/dL 9.53 (8.93 to 10.13) 11.27 (10.90 to 11.60)" in text
    # Withheld for one is not compared.
    assert "fasting glucose ≥ 126 mg/dL: area" not in text.lower()
    assert "Two models" not in text_of(_report.html(evaluations.complete()))


def test_what_authors_answer_stands_in_the_checklist(tables_only, tmp_path):
    path = tmp_path / "tripod.yaml"
    path.write_text(
        "17: Comité <b>de ética</b>, acta 12.\n18a: 0123\n3b: 'Sí'\n5b: 2026-01-01\n19:\n", encoding="utf-8"
    )
    answers = read_answers(path)
    assert answers == {
        "17": "Comité <b>de ética</b>, acta 12.",
        "18a": "0123",
        "3b": "Sí",
        "5b": "2026-01-01",
    }
    before, after = (_report.html(evaluations.complete(), "es", given) for given in ({}, answers))
    assert "Comité &lt;b&gt;de ética&lt;/b&gt;, acta 12." in after
    opened = [page.count("por llenar") for page in (before, after)]
    assert opened == [len(AUTHOR) + len(PARTLY), len(AUTHOR) + len(PARTLY) - len(answers)]


@pytest.mark.parametrize(
    ("content", "reason", "text"),
    [
        (b"17: [a\n", "syntax", "2:1"),
        (b"- 17\n", "shape", "?"),
        (b"17:\n  a: b\n", "shape", "17"),
        (b"1: nothing to add\n17: x\n", "unknown", "1"),
        ("17: comité\n".encode("latin-1"), "syntax", "UTF-8"),
    ],
)
def test_answers_that_cannot_be_used_say_where(content, reason, text, tmp_path):
    path = tmp_path / "tripod.yaml"
    path.write_bytes(content)
    with pytest.raises(BadAnswers) as caught:
        read_answers(path)
    assert (caught.value.reason, caught.value.text) == (reason, text)
    with pytest.raises(ValueError, match=reason):
        diabetes.Evaluation(evaluations.complete()).to_html(tmp_path / "report.html", tripod=path)
    assert not (tmp_path / "report.html").exists()


def test_participants_are_those_of_the_data_counted_another_way(bundled):
    people = synthetic_frame(1500, seed=21)
    people.loc[people.index % 7 == 0, "fuma"] = None
    people.loc[people.index % 50 == 0, "edad"] = 5
    people["embarazo"] = np.where((people["sexo"] == "F") & (people.index % 9 == 0), "Si", "No")
    table = diabetes.evaluate(bundled, people, resamples=0).to_dict()["participants"]
    kept = people[(people["edad"] != 5) & (people["embarazo"] == "No")]
    groups = [kept[kept["Resultado"] >= 126], kept[kept["Resultado"] < 126]]
    assert table["rows"] == [len(group) for group in groups]
    fields = {entry["field"]: entry for entry in table["fields"]}
    for group, told in zip(groups, fields["imc"]["groups"], strict=True):
        assert (told["low"], told["median"], told["high"]) == pytest.approx(
            group["imc"].quantile([0.25, 0.5, 0.75])
        )
    for group, told in zip(groups, fields["fuma"]["groups"], strict=True):
        assert told["counts"] == {name: (group["fuma"] == name).sum() for name in ("Si", "No")}
        assert told["missing"] == group["fuma"].isna().sum()


def test_participants_of_a_spreadsheet_are_those_of_the_table(bundled, tmp_path):
    people = diabetes.generate(600, seed=9)
    text = people.to_csv(separator=";").decode().replace("Edad", "edad").replace(";Si;", ";Sí;")
    expected, found = (
        diabetes.evaluate(bundled, data, resamples=0).to_dict()["participants"]
        for data in (people, diabetes.read_csv(io.BytesIO(text.encode())))
    )
    assert found == expected


def test_what_cannot_be_counted_alike_is_left_out(bundled):
    people = synthetic_frame(600, seed=2)
    # The engine computes the index from height and weight.
    people["talla"], people["peso"] = 170.0, people["imc"] * 1.7**2
    figures = diabetes.evaluate(bundled, people.drop(columns="imc"), resamples=0).to_dict()
    fields = [entry["field"] for entry in figures["participants"]["fields"]]
    assert "imc" not in fields
    assert "edad" in fields
    figures["data"]["answered"] -= 1
    assert participants(bundled, people, figures, "Resultado", None) is None
    stream = iter(people.to_dict("records"))
    assert participants(bundled, stream, figures, "Resultado", None) is None


def test_small_counts_are_not_shown_exactly(tables_only):
    evaluation = evaluations.complete()
    evaluation["participants"]["fields"][1]["groups"][0] = {"counts": {"Si": 3, "No": 0}, "missing": 7}
    text = text_of(_report.html(evaluation))
    assert "Yes fewer than 10 402 (22.7 %)" in text
    assert "No 0 (0.0 %) 1,369 (77.3 %)" in text
    assert "not known fewer than 10 41" in text


def test_every_cell_takes_its_border_to_another_program(tables_only):
    html = _report.html(evaluations.complete(), beside=evaluations.complete())
    cells = Cells(html).cells
    assert len(cells) > 500
    assert all(attributes["style"] == "border: 1px solid #98a4b0" for _, attributes in cells)
    assert html.count("<table") > 10


@pytest.mark.parametrize(("locale", "scheme"), [("es", "dark"), ("en", "light")])
def test_axe_finds_nothing_in_the_report(locale, scheme, tmp_path):
    if not AXE.exists():
        pytest.skip("missing: axe-core (npm ci in diabetes-wasm/js)")
    evaluation = evaluations.complete()
    evaluation["terms"] = evaluation["terms"][-2:]
    html = _report.html(evaluation, locale, {"17": "x"}, evaluations.complete())
    run = (
        "for (const part of document.querySelectorAll('details')) part.open = true;"
        "const paper = getComputedStyle(document.body).backgroundColor;"
        "axe.run().then((found) => { document.title ="
        " `${paper} violations: ${found.violations.map((one) => one.id)} passes: ${found.passes.length}`; });"
    )
    html = re.sub(r"<meta http-equiv[^>]*>", "", html).replace(
        "</body>", f"<script>{AXE.read_text(encoding='utf-8')}</script><script>{run}</script></body>"
    )
    path = tmp_path / "report.html"
    path.write_text(html, encoding="utf-8")
    theme = f"--blink-settings=preferredColorScheme={'0' if scheme == 'dark' else '1'}"
    options = (*CHROMIUM, theme, "--virtual-time-budget=60000", f"--user-data-dir={tmp_path / 'profile'}")
    shown = subprocess.run(
        [chromium(), *options, path.as_uri()], capture_output=True, text=True, check=True, timeout=600
    ).stdout
    paper = {"light": "255, 255, 255", "dark": "18, 24, 30"}[scheme]
    [title] = re.findall("<title>(.*violations.*)</title>", shown)
    assert re.fullmatch(rf"rgb\({paper}\) violations:  passes: [1-9]\d", title), title


def test_what_is_pointed_at_is_said_without_a_script_too(bundled):
    html = _report.html(evaluations.complete(), "es")
    tips = re.findall(r'<g class="tip">\s*<title>([^<]+)</title>', html)
    assert (
        any(re.fullmatch(r"Predicho 4,4\s%; observado .* personas", tip) for tip in tips) or len(tips) > 100
    )
    assert any(tip.startswith("Edad, ") and "personas del entrenamiento" in tip for tip in tips)
    assert any(tip.startswith("Sexo, Hombre: multiplica las posibilidades (odds) por 1,20") for tip in tips)


def test_a_waterfall_ends_in_what_the_model_answers(bundled):
    record = {"edad": 61, "sexo": "F", "imc": 33.1, "perimetro_abdominal": 104, "tas": 150, "tad": 90}
    answer = bundled.predict(record)
    shares = answer.probabilities
    expected = {
        "glucose": answer.glucose_mg_dl,
        "diabetes": shares["Diabetes"],
        "dysglycaemia": shares["Prediabetes"] + shares["Diabetes"],
    }
    for output, value in expected.items():
        walked = steps(bundled.explain(record, output=output), output, bundled.info)
        assert walked[-1].reached == pytest.approx(value, rel=1e-12)
        for before, after in pairwise(walked):
            assert after.before == pytest.approx(before.reached, rel=1e-9)
        kinds = [step.kind for step in walked]
        assert ("calibration" in kinds) == (output != "glucose")
    limited = steps(bundled.explain(record, output="diabetes"), "diabetes", bundled.info, answered=0.01)
    assert [step.kind for step in limited][-2:] == ["limit", "end"]
    assert limited[-1].reached == 0.01


def test_a_language_that_lacks_a_text_or_fills_in_another_is_refused():
    found = {locale: texts(locale) for locale in diabetes.LOCALES}
    lacking = {key: text for key, text in texts("es").table.items() if key != "report.title"}
    with pytest.raises(LookupError, match=r"report\.title"):
        _complete({**found, "es": type(texts("es"))("es", lacking, texts("es").numbers)})
    other = {**texts("es").table, "report.title": "Evaluación de {nombre}"}
    with pytest.raises(LookupError, match=r"report\.title"):
        _complete({**found, "es": type(texts("es"))("es", other, texts("es").numbers)})
    with pytest.raises(ValueError, match="es, en"):
        texts("fr")


@pytest.mark.parametrize(
    ("value", "digits", "es", "en"),
    [
        (1234.5, 1, "1234,5", "1,234.5"),
        (27159, 0, "27\N{NARROW NO-BREAK SPACE}159", "27,159"),
        (-0.0004, 3, "0,000", "0.000"),
        (-9520, 0, "−9520", "−9,520"),
        (None, 2, "–", "–"),
    ],
)
def test_numbers_are_written_as_the_language_does(value, digits, es, en):
    assert texts("es").numbers.fixed(value, digits) == es
    assert texts("en").numbers.fixed(value, digits) == en
