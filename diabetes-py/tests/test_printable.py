"""Texts of the data reach a page, a picture or a terminal without what these cannot show."""

import re
import warnings
from xml.etree import ElementTree

import diabetes
import pandas as pd
import pytest
from common import synthetic_frame
from diabetes import figures

ODD = ["\x0b", "\x00", "\x1b[31m", "\ufffe", "\ud800", "\x9b2J", "\u202e"]
SHOWN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe]")


@pytest.fixture(scope="module")
def evaluation():
    frame = synthetic_frame(400, seed=1)
    name = "model " + "".join(ODD)
    model = diabetes.train(frame, name=name, source="data " + "".join(ODD))
    wards = [f"ward {odd} east" for odd in (*ODD, *["plain"] * (400 - len(ODD)))]
    frame["ward"] = pd.Series(wards, dtype=object)
    frame["odd \x0b name"] = pd.Series([f"level {ODD[row % 3]}" for row in range(400)], dtype=object)
    return diabetes.evaluate(model, frame.to_dict("records"), by=["ward", "odd \x0b name"], resamples=0)


def test_a_report_is_written_whatever_the_levels_and_the_model_are_called(evaluation, tmp_path):
    path = tmp_path / "report.html"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        evaluation.to_html(path)
    page = path.read_text(encoding="utf-8")
    assert "level �" in page
    assert not SHOWN.search(page)
    for drawn in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        ElementTree.fromstring(drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))


@pytest.mark.parametrize("odd", ODD)
def test_a_figure_is_drawn_with_any_name(evaluation, odd):
    entries = evaluation.to_dict()["subgroups"]
    entries = [{**entry, "level": f"level {odd}"} for entry in entries[:4]]
    text = figures.svg(figures.subgroups(entries), f"title {odd}", f"description {odd}")
    ElementTree.fromstring(text)
    assert "title �" in text
    assert not SHOWN.search(text)
