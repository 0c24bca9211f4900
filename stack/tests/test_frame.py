"""A wrong command line, and the words around the commands, in Spanish and English."""

from __future__ import annotations

import re

import pytest
from speaking import ENGLISH, SPANISH, asked

#: Each line, and what is said of it in Spanish and in English.
WRONG = {
    ("outcomes", "imprt"): ("No existe el comando 'imprt'. Parecido: import", "Similar: import"),
    ("outcomes", "import"): ("Falta el argumento 'F'.", "The argument 'F' is missing."),
    ("outcomes", "import", "f"): ("Falta la opción '--source'.", "The option '--source' is missing."),
    ("outcomes", "import", "f", "--source"): ("'--source' necesita un valor", "'--source' needs a value"),
    ("outcomes", "list", "f", "g"): ("Sobran estos argumentos: 'f', 'g'", "too many: 'f', 'g'"),
    ("outcomes", "list", "--jsn"): ("No existe la opción '--jsn'.", "There is no option '--jsn'."),
    ("model", "train", "--n-samples", "x"): ("debe ser un número entero", "must be a whole number"),
    ("model", "train", "--n-samples", "1"): ("debe ser 100 o más", "must be 100 or more"),
    ("model", "train", "--test-size", "0.9"): ("debe ser 0,5 o menos", "must be 0.5 or less"),
    ("model", "train", "--test-size", "x"): ("'--test-size': debe ser un número", "must be a number"),
}


@pytest.fixture(scope="module", params=[SPANISH, ENGLISH])
def answers(request):
    """The column of the table, and what the commands say in that language."""
    return [SPANISH, ENGLISH].index(request.param), asked(request.param, WRONG)


def test_a_wrong_command_line_is_explained_in_the_language_of_the_process(answers):
    column, found = answers
    for (line, texts), answer in zip(WRONG.items(), found["lines"], strict=True):
        assert (answer["status"], answer["out"]) == (2, ""), line
        assert texts[column] in re.sub(r"[│\s]+", " ", answer["err"]), line


def test_the_titles_of_the_help_are_in_the_language_of_the_process(answers):
    column, found = answers
    shown = found["help"]["outcomes import"]["shown"]
    for words in (("Uso: ", "Usage: "), ("Opciones ─", "Options ─"), ("Argumentos ─", "Arguments ─")):
        assert words[column] in shown
        assert words[1 - column] not in shown
    assert ("Comandos ─", "Commands ─")[column] in found["help"]["outcomes"]["shown"]
    assert ("Muestra esta ayuda", "Show this help")[column] in shown
