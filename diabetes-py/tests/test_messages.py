"""What the library says in English is known word for word to its translation, and every code has a name."""

import re
from pathlib import Path

import diabetes
import pytest
from diabetes._texts import texts

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("diabetes-core/src", "diabetes-py/src", "diabetes-py/python/diabetes")
# Between the parts of a sentence that come from several places.
BETWEEN = re.compile(
    r"\{\w+\}|^option |^it is |: |; |, | \(|\)|\"|non-events| after weighting|with diagnosed diabetes"
    r"|who are pregnant|of people|is read as|schema"
)
ENGLISH = {key: text for key, text in texts("en").table.items() if key.startswith("library.")}


@pytest.fixture(scope="module")
def source():
    """The texts of the library's sources, with those that go over several lines joined."""
    files = [
        file for folder in SOURCES for file in (ROOT / folder).rglob("*") if file.suffix in (".rs", ".py")
    ]
    text = " ".join(file.read_text(encoding="utf-8") for file in files if "_texts" not in file.parts)
    return re.sub(r"\\\n\s*", "", text).replace('\\"', '"')


def test_every_sentence_that_is_translated_is_one_that_the_library_says(source):
    parts = {key: [part.strip() for part in BETWEEN.split(text)] for key, text in ENGLISH.items()}
    unsaid = {
        key: part for key, found in parts.items() for part in found if " " in part and part not in source
    }
    assert unsaid == {}
    assert len(ENGLISH) > 80


def test_every_code_of_a_row_has_a_name_in_every_language(source):
    told = (ROOT / "diabetes-core/src/validation/errors.rs").read_text(encoding="utf-8")
    errors = re.findall(r'^    \w+ => "(\w+)",$', told, re.MULTILINE)
    rules = [rule["code"] for rule in diabetes.schema("en")["rules"]]
    reasons = re.findall(r'Err\("(\w+)"\)', source)
    assert len(errors) > 12
    assert len(rules) > 4
    assert "too_few_events" in reasons
    for code in (*errors, *rules, *reasons, "known_diabetes", "pregnant"):
        for locale in diabetes.LOCALES:
            assert f"code.{code}" in texts(locale).table, code
