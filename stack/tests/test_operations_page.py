"""The pages of operations: a row for every line of the maintenance manual, with commands that exist."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import manual
import pytest
from typer.main import get_command

from diabetes_stack.cli import commands

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "operations.md", "es": DOCS / "operations.es.md"}
SHARED = Path(os.environ.get("DIABETES_SHARED") or Path(__file__).parents[3] / "shared")
MANUAL = SHARED / "reference" / "maintenance-procedures.es.md"
PERSON = {"en": "human", "es": "persona"}
#: Lines that only a person can do, and lines that a command and a person do together.
BY_PEOPLE = {"10.46", "13.16"}
WITH_PEOPLE = {"9.23", "9.24", "10.36", "11.20"}


def cells(line):
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def rows_of(language):
    """The rows of the manual's lines by number: the words of the manual, the commands, what is seen."""
    found = {}
    chapter = None
    for line in PAGES[language].read_text(encoding="utf-8").splitlines():
        heading = re.fullmatch(r"## (\d+)\. (.*)", line)
        if heading:
            chapter = heading[1]
            found[f"{chapter}.0"] = [heading[2], "", ""]
        elif chapter and re.match(r"\| \d+\.\d+ \|", line):
            number, *rest = cells(line)
            assert number.partition(".")[0] == chapter, number
            assert number not in found, f"two rows for {number}"
            found[number] = rest
    return found


@pytest.fixture(scope="module", params=PAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def rows(language):
    return rows_of(language)


def spans(text):
    """The commands of diabetes-stack in a text, in backticks or in blocks of code."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    prose = " ".join(re.sub(r"```.*?```", "", text, flags=re.DOTALL).split())
    lines += re.findall(r"`(diabetes-stack [^`]*)`", prose)
    return {line for line in lines if line.startswith("diabetes-stack ")}


def lacking(line):
    """The command that a line names if it does not exist; else those of its options that do not."""
    command, path, options = get_command(commands()), [], set()
    for word in shlex.split(line)[1:]:
        if word.startswith("--"):
            options.add(word)
        elif (command is None or hasattr(command, "commands")) and re.fullmatch(r"[a-z-]+", word):
            path.append(word)
            command = command and command.commands.get(word)
    name = " ".join(path)
    if command is None:
        return {name}
    context = command.make_context(name, [], resilient_parsing=True)
    known = {option for param in command.get_params(context) for option in param.opts}
    return {f"{name} {option}" for option in options - known}


def test_the_manual_s_lines_are_all_here():
    if not MANUAL.is_file():
        pytest.skip("the maintenance manual is not here")
    assert manual.known() == manual.numbered(MANUAL.read_text(encoding="utf-8"))


def test_every_line_of_the_manual_has_a_row_in_its_words(rows):
    lines = manual.known()
    assert [line.number for line in lines] == [*rows]
    for line in lines:
        quoted = re.sub(r"\*\*|`", "", rows[line.number][0])
        if quoted.endswith(" …"):
            assert line.text.startswith(quoted[:-2]), line
            assert len(quoted) > 50, line
        else:
            assert quoted == line.text, line


def test_every_row_has_a_command_and_says_what_is_seen(rows, language):
    people, both = set(), set()
    for line in manual.known():
        _, commands, seen = rows[line.number]
        if line.is_heading:
            assert (commands, seen) == ("", ""), line
            continue
        assert seen, line
        by_command, by_person = "`diabetes-stack " in commands, PERSON[language] in commands
        assert by_command or by_person, line
        if by_person:
            (both if by_command else people).add(line.number)
    assert (people, both) == (BY_PEOPLE, WITH_PEOPLE)


def test_every_limit_of_the_manual_is_in_what_is_seen(rows, language):
    limits = 0
    for line in manual.known():
        for limit in re.findall(
            r"[<>] ?(\d+(?:\.\d+)?)|(\d+)(?= (?:días|horas|semana|conexiones))", line.text
        ):
            number = "".join(limit) if language == "en" else "".join(limit).replace(".", ",")
            assert re.search(rf"(?<!\d){re.escape(number)}(?!\d)", rows[line.number][2]), line
            limits += 1
    assert limits > 30


def test_both_pages_have_the_same_rows_and_commands():
    english, spanish = rows_of("en"), rows_of("es")
    assert english.keys() == spanish.keys()
    for number, (quoted, typed, _) in english.items():
        assert spanish[number][0] == quoted, number
        assert spanish[number][1] == typed.replace(PERSON["en"], PERSON["es"]), number
    blocks = [re.findall(r"```.*?```", PAGES[page].read_text(encoding="utf-8"), re.DOTALL) for page in PAGES]
    assert blocks[0] == blocks[1] != []


def test_every_command_in_the_pages_exists(language):
    found = spans(PAGES[language].read_text(encoding="utf-8"))
    assert len(found) > 50
    named = {line for line in found if not re.match("diabetes-stack COM[A-Z]+ ", line)}
    assert {one for line in named for one in lacking(line)} == set()
