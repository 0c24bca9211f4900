"""The report of an evaluation: one file that shows every figure, loads nothing and hides what is withheld."""

import base64
import hashlib
import math
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser

import diabetes
import evaluations
import matplotlib
import pyarrow as pa
import pytest
from diabetes import _report, demo, figures
from diabetes._report import _summary
from diabetes._texts import texts
from hypothesis import given
from hypothesis import strategies as st

SECTIONS = [
    "summary", "population", "participants", "discrimination", "calibration", "decision", "cutoffs",
    "glucose", "subgroups", "missing", "terms", "model", "tripod",
]  # fmt: skip
TRIPOD = [
    "1", "2", "3a", "3b", "3c", "4", "5a", "5b", "6a", "6b", "6c", "7", "8a", "8b", "8c", "9a", "9b", "9c",
    "10", "11", "12a", "12b", "12c", "12d", "12e", "12f", "12g", "13", "14", "15", "16", "17", "18a", "18b",
    "18c", "18d", "18e", "18f", "19", "20a", "20b", "20c", "21", "22", "23a", "23b", "24", "25", "26", "27a",
    "27b", "27c",
]  # fmt: skip
HOSTILE = "<script>alert(1)</script>$\\frac$\"'&<img src=x onerror=y>"
CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--enable-logging=stderr", "--v=0", "--dump-dom",
)  # fmt: skip


class Page(HTMLParser):
    """The tags, the ids and the text of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)
        self.text = " ".join(self.text.split())
        self.ids = [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += f"{data} "


def chromium():
    """The browser; the test is skipped by name where it is absent."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("missing: chromium")
    return found


@pytest.fixture(scope="module")
def html():
    return _report.html(evaluations.complete())


def numbers(value, path=()):
    """The path of every number in nested mappings and lists."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from numbers(item, (*path, key))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield path


def changed(evaluation, path):
    """The evaluation with another number at the path."""
    *inner, last = path
    place = evaluation
    for key in inner:
        place = place[key]
    place[last] = place[last] * 1.5 + 1 if isinstance(place[last], float) else place[last] + 17
    return evaluation


def is_drawn(path):
    """Whether a number of a term is in its picture alone."""
    return "quantiles" in path or "shares" in path


def is_withheld(evaluation, path):
    """Whether a number belongs to an entry without figures; its events are not told exactly."""
    entry = evaluation[path[0]]
    inside = entry[path[1]] if isinstance(entry, list) else entry
    return isinstance(inside, dict) and inside.get("withheld", False) and path[-1] == "events"


def test_every_number_of_the_evaluation_is_in_the_tables(tables_only):
    complete = evaluations.complete()
    before = _report.html(complete)
    paths = [p for p in numbers(complete) if not is_drawn(p) and not is_withheld(complete, p)]
    assert len(paths) > 350
    silent = [path for path in paths if _report.html(changed(evaluations.complete(), path)) == before]
    assert not silent


@pytest.mark.parametrize(
    "shown",
    [
        "Evaluation of the diabetes risk model “clinic”",
        "Clinic of the North, 2020 to 2025",
        "The model was evaluated on 4,123 people ,",
        "4,098 of them with a known outcome: 127 had HbA1c ≥ 6.5 %.",
        "79 times in 100 , an area under the ROC curve of 0.791 (0.771 to 0.811)",
        "it ranks better than FINDRISC, 0.773 (0.753 to 0.793); better than ADA risk test, 0.760",
        "undiagnosed diabetes are too low on the whole: for each person it expected, 1.17 (1.07 to 1.27)",
        "would test 429 , find 62 of the 76 with diabetes and miss 14",
        "It is not a diagnostic device.",
        "Too few rows have every test, and a missing test hides cases: prediabetes or diabetes.",
        "left out because not valid: a required answer is missing 528",
        "left out because the model does not apply: diabetes already diagnosed 611",
        "HbA1c ≥ 5.7 %: 1,402 of 4,098 people (34.2 %)",
        "ADA risk test 0.760 (0.740 to 0.780) 0.190 (0.170 to 0.210) +0.031 (+0.020 to +0.042) 1,377",
        "Slope 0.91 (0.81 to 1.01)",
        "share found (sensitivity) 81.2 % (78.2 to 84.2) 46.3 %",
        "Moderate: 4.9 % 429 62 14 367 557",
        "Mean absolute error, mg/dL 9.53 (8.93 to 10.13)",
        "in the highest third of the estimates 89.1 %",
        "Male 1,703 61 0.781 (0.741 to 0.821) 1.21 (1.01 to 1.41) 811 9.4 −1.4 88.7 %",
        "< 45 1,703 fewer than 10 with the outcome 811",
        "Smoking yes 4,097 26 0.6 %",
        "Sex Male",
        "Age, years 58.2 (47.1 to 68.9) 44.6 (32.2 to 57.5)",
        "Yes 31 (21.7 %) 402 (22.7 %)",
        "calibration a = 0.3050, b = 1.0240",
        "997 bootstrap resamples, seed 42",
    ],
)  # fmt: skip
def test_the_report_says_in_words_and_digits(html, shown):
    assert shown in Page(html).text.replace(" .", ".")


def test_the_page_is_whole_and_accessible(html):
    page = Page(html)
    headings = [attributes.get("id") for tag, attributes in page.tags if tag == "h2"]
    assert [section for section in SECTIONS if section not in page.ids] == []
    assert len(headings) == len(SECTIONS) + 1  # and the contents
    assert len(page.ids) == len(set(page.ids))
    labels = {target for _, a in page.tags for target in a.get("aria-labelledby", "").split()}
    links = {a["href"].removeprefix("#") for tag, a in page.tags if tag in ("a", "use")}
    assert labels | links <= set(page.ids)
    images = [a for tag, a in page.tags if tag == "svg"]
    assert len(images) == 5 + len(evaluations.COMPLETE["terms"])
    assert all(a["role"] == "img" and a["aria-labelledby"] for a in images)
    assert all("scope" in a for tag, a in page.tags if tag == "th")
    assert html.count("<table") == html.count("<caption>")
    assert dict(page.tags)["html"] == {"lang": "en"}


def test_the_page_needs_nothing_from_outside(html):
    page = Page(html)
    assert not {tag for tag, _ in page.tags} & {"link", "img", "iframe", "object", "embed", "form"}
    assert [attributes for tag, attributes in page.tags if tag == "script"] == [{}]
    assert not [name for _, a in page.tags for name in a if name.startswith("on") or name == "src"]
    assert all(a["href"].startswith("#") for _, a in page.tags if "href" in a)
    assert not re.findall(r"url\((?!#)|@import|https?:|xlink", html)
    script = html[html.index("<script>") + 8 : html.index("</script>")]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'"
    assert ("meta", {"http-equiv": "Content-Security-Policy", "content": policy}) in page.tags


def test_the_checklist_has_every_item(html):
    checklist = html[html.index('class="checklist"') :]
    items = re.findall(r'scope="row">(\w+)</th>', checklist)
    assert items == TRIPOD
    assert 15 < checklist.count("for the author") < len(TRIPOD)


def test_hostile_texts_are_shown_and_do_nothing():
    evaluation = evaluations.complete()
    evaluation["model"] |= {"name": HOSTILE, "source": HOSTILE, "algorithm": HOSTILE, "origin": None}
    evaluation["warnings"] = [{"code": HOSTILE, "message": HOSTILE}]
    evaluation["subgroups"][0] |= {"by": HOSTILE, "level": HOSTILE}
    evaluation["data"]["invalid"] = {HOSTILE: 3}
    evaluation["discrimination"][0]["rankings"][1]["name"] = HOSTILE
    for term in evaluation["terms"]:
        if term["kind"] == "choice":
            term["levels"] = [HOSTILE, "No"]
    html = _report.html(evaluation)
    assert "<script>alert" not in html
    assert "<img" not in html
    assert Page(html).text.count(HOSTILE) > 15


def test_figures_that_are_withheld_are_not_shown():
    evaluation = evaluations.complete()
    kept = {"withheld": True, "events": 9}
    evaluation["discrimination"][0] |= kept
    evaluation["calibration"][1] |= {**kept, "slope": 6.543}
    evaluation["decision"] |= kept
    evaluation["subgroups"][0] |= kept
    text = Page(_report.html(evaluation)).text
    for figure in ("0.791", "6.54", "0.781"):
        assert figure not in text
    assert text.count("fewer than 10 with the outcome") >= 9
    assert "Decision curve" not in text


def test_a_model_with_one_output_has_a_report(html):
    text = Page(_report.html(evaluations.glucose_only())).text
    assert "off by 9.5 (8.9 to 10.1) mg/dL on average" in text
    assert "no probability to rank people by" in text
    assert "Undiagnosed diabetes" not in text


def test_too_few_people_have_a_report():
    html = _report.html(evaluations.without_figures())
    page = Page(html)
    assert set(SECTIONS) <= set(page.ids)
    assert "too few of them have a known outcome" in page.text
    assert "None" not in page.text.replace("None.", "")
    assert "Not shown: fewer than 10 people with or without the outcome" in page.text
    assert "nan" not in page.text.lower().split()


def test_weights_clusters_and_generated_records_are_told(tables_only):
    evaluation = evaluations.complete()
    evaluation["data"] |= {"weighted": True, "clusters": 57, "no_weight": 13}
    evaluation["model"] |= {"synthetic": True, "recalibration": evaluations.RECALIBRATED}
    text = Page(_report.html(evaluation)).text
    assert "Every figure is weighted" in text
    assert "resample the 57 clusters whole" in text
    assert "left out without a weight 13" in text
    assert text.index("trained on generated records") < text.index("From the records given")
    assert "2026-10-01, on 881 people, Ward 7; before, the model was bbbbbbbbbbbb" in text
    assert "Undiagnosed diabetes intercept 0.4170 1.0240 0.3050 1.0240" in text


def test_a_definition_that_comes_to_one_test_is_not_told_twice(tables_only):
    evaluation = evaluations.complete()
    assert "Undiagnosed diabetes (any test): 149" in Page(_report.html(evaluation)).text
    evaluation["discrimination"][3] = evaluation["discrimination"][0] | {"field": None, "at": None}
    assert "(any test)" not in Page(_report.html(evaluation)).text


def test_a_test_that_the_data_lacks_is_told(tables_only):
    evaluation = evaluations.complete()
    evaluation["data"]["tests"] = {"hba1c": 4098}
    text = Page(_report.html(evaluation)).text
    assert "Judged by HbA1c alone, its probabilities of undiagnosed diabetes are" in text
    assert text.count("The data holds HbA1c alone") == 2


def test_the_same_evaluation_gives_the_same_bytes(html, tmp_path):
    path = tmp_path / "report.html"
    settings = dict(matplotlib.rcParams)
    _report.write(evaluations.complete(), path)
    assert path.read_bytes() == html.encode()
    assert dict(matplotlib.rcParams) == settings
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]


def test_a_report_that_cannot_be_put_in_place_leaves_nothing_behind(tables_only, tmp_path):
    path = tmp_path / "report.html"
    path.mkdir()
    with pytest.raises(OSError, match=path.name):
        _report.write(evaluations.complete(), path)
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize("package", ["matplotlib", "jinja2"])
def test_a_missing_package_is_named_with_what_installs_it(package):
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "from diabetes import _report\n"
        "try: _report.html({})\n"
        "except ModuleNotFoundError as error: print(error.name, error)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.startswith(package)
    assert 'pip install "diabetes-py[report]"' in printed


def test_drawing_leaves_pyplot_alone():
    code = "import sys; import diabetes._report._page; print('matplotlib.pyplot' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "False"


@given(*[st.floats(0, 1)] * 3)
def test_of_a_thousand_people_none_is_lost(flagged, ppv, npv):
    people = _summary.natural({"flagged": flagged, "ppv": {"value": ppv}, "npv": {"value": npv}})
    assert sum(people.values()) == 1000
    exact = [flagged * ppv, flagged * (1 - ppv), (1 - flagged) * (1 - npv), (1 - flagged) * npv]
    for cell, share in zip(("tp", "fp", "fn", "tn"), exact, strict=True):
        assert abs(people[cell] - 1000 * share) < 1 + 1e-6


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        ([-0.02, -0.01], "worse"),
        ([-0.01, 0.02], "alike"),
        ([0.01, 0.02], "better"),
    ],
)
def test_a_difference_is_only_called_one_when_its_interval_says_so(interval, words):
    assert _summary.beside(interval) == words


def without_intervals(value):
    """The same as after an evaluation with no resamples."""
    if isinstance(value, dict):
        return {
            key: None if key.endswith("_interval") else without_intervals(item) for key, item in value.items()
        }
    return [without_intervals(item) for item in value] if isinstance(value, list) else value


def test_without_intervals_nothing_is_called_better_alike_or_right(html):
    def claims(locale):
        word = texts(locale)
        told = [f"{word(f'report.how.{how}')} FINDRISC" for how in ("worse", "alike", "better")]
        return told + [
            f"<strong>{word(f'report.level.{level}')}</strong>" for level in ("high", "right", "low")
        ]

    evaluation = without_intervals(evaluations.complete())
    evaluation["model"]["source"] = "Clínica de Cali."
    page = _report.html(evaluation, "es")
    assert [claim for claim in claims("es") if claim in page] == []
    assert "mejor ni peor" in page
    assert sum(claim in html for claim in claims("en")) == 2
    # A source that ends in a full stop gets no second one.
    assert "Aprendió de: Clínica de Cali.</p>" in page


def test_an_explanation_names_every_field_that_matters_and_adds_up(bundled):
    record = {"edad": 45, "sexo": "M", "imc": 28.5, "perimetro_abdominal": 95, "tas": 135, "tad": 85}
    parts = bundled.explain(record, output="diabetes")
    drawn = figures.explanation(parts, "diabetes", model=bundled)
    text = figures.svg(drawn, "One answer")
    assert text == figures.svg(drawn, "One answer")
    assert "<title" in text
    for part in parts[1:]:
        title = diabetes.schema("en")["properties"][part.field]["title"]
        assert (f">{title}: " in text) == (part.points != 0)
    answered = bundled.predict(record).probabilities["Diabetes"]
    assert f">{100 * answered:.1f}\N{NO-BREAK SPACE}%<" in text
    assert ">calibration of the model<" in text
    uncalibrated = 1 / (1 + math.exp(-sum(part.points for part in parts)))
    before = figures.svg(figures.explanation(parts, "diabetes"), "One answer")
    assert f">{100 * uncalibrated:.1f}\N{NO-BREAK SPACE}%<" in before
    assert ">this person, before calibration<" in before


@pytest.fixture
def people():
    """Generated people, with an HbA1c that goes with their glucose."""
    rows = pa.table(diabetes.generate(400, seed=5)).to_pylist()
    return [(row, 3.5 + row.pop("Resultado") / 45) for row in rows]


def test_the_demonstration_writes_its_report_and_pictures(bundled, people, tmp_path, capsys):
    demo.Demonstration(texts("en")).show_report(bundled, people, tmp_path)
    names = {"report.html", "explanation.svg", "calibration.svg", "terms.svg"}
    assert {file.name for file in tmp_path.iterdir()} == names
    printed = capsys.readouterr().out
    assert all(name in printed for name in (*names, str(tmp_path)))


def test_the_demonstration_goes_on_without_what_the_report_needs(
    bundled, people, tmp_path, capsys, monkeypatch
):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.delitem(sys.modules, "diabetes._report._page")
    monkeypatch.delattr(_report, "_page")
    demo.Demonstration(texts("en")).show_report(bundled, people, tmp_path)
    printed = capsys.readouterr().out
    assert 'Not written, jinja2 is missing: pip install "diabetes-py[report]"' in printed
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "made", [evaluations.complete, evaluations.without_figures, evaluations.glucose_only]
)
def test_a_browser_shows_the_page_without_a_complaint(made, tmp_path):
    path = tmp_path / "report.html"
    _report.write(made(), path)
    shown = subprocess.run(
        [chromium(), *CHROMIUM, f"--user-data-dir={tmp_path / 'profile'}", path.as_uri()],
        capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    assert set(SECTIONS) <= set(Page(shown.stdout).ids)
    assert "CONSOLE" not in shown.stderr
