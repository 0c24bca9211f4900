"""What the commands say, in Spanish and English: every help, a wrong command line, the catalogues."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path
from string import Formatter

import pytest
import typer
from speaking import ENGLISH, SPANISH, asked
from typer.core import TyperGroup
from typer.testing import CliRunner

import diabetes_stack
from diabetes_stack import refusals
from diabetes_stack.cli import commands, console, frame, texts
from diabetes_stack.monitor import texts as of_the_monitor
from diabetes_stack.words import catalogue

SOURCE = Path(diabetes_stack.__file__).parent
CATALOGUES = {one.__name__: catalogue(one.__name__) for one in (texts, refusals, of_the_monitor)}

#: Helps that are the same in both languages, because they are names.
SAME = set()
#: Commands that run until they are stopped, and show what they do meanwhile.
WITHOUT_JSON = {"up", "api", "dashboard", "mlflow"}
#: Commands that change nothing but what is running or the files that they are told to write.
READ = {
    *("up", "api", "dashboard", "mlflow", "demo", "smoke", "compare", "doctor"),
    *(
        "worklist",
        "worklist list",
        "worklist export",
        "worklist show",
        "worklist indicators",
        "worklist capacity",
    ),
    *("logs", "model list", "outcomes list", "db dump", "db export", "db holds", "token list"),
    *(
        "backup list",
        "backup verify",
        "backup drill",
        "incident list",
        "incident figures",
        "audit",
        "audit verify",
    ),
    *("monitor", "monitor rules", "monitor model", "schedule"),
}
#: Commands that change something: a dry run says what.
CHANGE = {
    *("model generate", "model train", "model sync", "model register", "model evaluate", "model recalibrate"),
    *("model promote", "model rollback", "model export", "outcomes import", "outcomes remove"),
    *("db upgrade", "db clean", "db check", "db forget", "db restore", "db hold", "db release"),
    *("token create", "token revoke", "backup create", "backup restore", "backup prune", "backup key"),
    *("incident ack", "incident resolve", "update system", "update model", "update rollback"),
    *("worklist mark", "worklist undo", "worklist import", "worklist enrol"),
    "audit accept",
    "check",
}

#: Each wrong line, and what is said of it in Spanish and in English.
WRONG = {
    ("outcomes", "imprt"): ("No existe el comando 'imprt'. Parecido: import", "Similar: import"),
    ("outcomes", "import"): ("Falta el argumento 'F'.", "The argument 'F' is missing."),
    ("outcomes", "import", "f"): ("Falta la opción '--source'.", "The option '--source' is missing."),
    ("outcomes", "import", "f", "--source"): ("'--source' necesita un valor", "'--source' needs a value"),
    ("outcomes", "list", "--json=1"): ("'--json' no lleva valor", "'--json' takes no value"),
    ("outcomes", "list", "f", "g"): ("Sobran estos argumentos: 'f', 'g'", "too many: 'f', 'g'"),
    ("outcomes", "list", "--jsn"): ("No existe la opción '--jsn'.", "There is no option '--jsn'."),
    ("model", "train", "--n-samples", "x"): ("debe ser un número entero", "must be a whole number"),
    ("model", "train", "--n-samples", "1"): ("debe ser 100 o más", "must be 100 or more"),
    ("model", "train", "--test-size", "0.9"): ("debe ser 0,5 o menos", "must be 0.5 or less"),
    ("model", "train", "--test-size", "x"): ("'--test-size': debe ser un número", "must be a number"),
    ("model", "train", "--algorithm", "x"): ("los algoritmos son linear", "the algorithms are linear"),
    ("model", "promote", "x"): ("indique --on NOMBRE", "give --on NAME"),
}


@pytest.fixture(scope="module")
def spoken():
    """What the commands say in each language."""
    return {language: asked(language, WRONG) for language in (SPANISH, ENGLISH)}


@pytest.fixture(scope="module")
def helps(spoken):
    """The help of each command in each language."""
    return {language: said["help"] for language, said in spoken.items()}


@pytest.fixture(scope="module")
def leaves(helps):
    """The commands that do something, with their options."""
    return {
        path: {option for param in one["params"].values() for option in param["options"]}
        for path, one in helps[ENGLISH].items()
        if not one["group"]
    }


@pytest.mark.parametrize("column", [0, 1])
def test_a_wrong_command_line_is_explained_in_the_language_of_the_process(spoken, column):
    for (line, said), answer in zip(WRONG.items(), spoken[(SPANISH, ENGLISH)[column]]["lines"], strict=True):
        assert (answer["status"], answer["out"]) == (2, ""), line
        assert said[column] in re.sub(r"[│\s]+", " ", answer["err"]), line


@pytest.mark.parametrize("column", [0, 1])
def test_the_titles_of_the_help_are_in_the_language_of_the_process(helps, column):
    help = helps[(SPANISH, ENGLISH)[column]]
    for path, one in help.items():
        assert (one["asked"]["status"], one["asked"]["err"]) == (0, ""), path
        for words in (
            ("Uso: ", "Usage: "),
            ("Opciones ─", "Options ─"),
            ("Muestra esta ayuda", "Show this help"),
        ):
            assert words[column] in one["asked"]["out"], path
            assert words[1 - column] not in one["asked"]["out"], path
    assert ("Argumentos ─", "Arguments ─")[column] in help["outcomes import"]["asked"]["out"]
    assert ("Comandos ─", "Commands ─")[column] in help["outcomes"]["asked"]["out"]


def test_every_command_and_option_has_a_help_in_each_language(helps):
    assert helps[SPANISH].keys() == helps[ENGLISH].keys()
    same, empty, unfilled = set(), set(), set()
    for path, one in helps[ENGLISH].items():
        other = helps[SPANISH][path]
        pairs = {path: (one["text"], other["text"])} | {
            f"{path} {name}": (param["help"], other["params"][name]["help"])
            for name, param in one["params"].items()
        }
        for place, both in pairs.items():
            if not all(text.strip() for text in both):
                empty.add(place)
            if any(re.search(r"\{\w*[}:!]", text) for text in both):
                unfilled.add(place)
            if both[0] == both[1]:
                same.add(path)
    assert (empty, unfilled) == (set(), set())
    assert same == SAME


def test_every_command_has_json(leaves):
    assert {path for path, options in leaves.items() if "--json" not in options} == WITHOUT_JSON


def test_every_command_that_changes_something_has_a_dry_run(leaves):
    assert leaves.keys() - READ - CHANGE == set(), "say in this file whether it changes something"
    lacking = {path for path, options in leaves.items() if "--dry-run" not in options and path in CHANGE}
    assert lacking == set()
    assert {path for path, options in leaves.items() if "--dry-run" in options and path in READ} == set()


def test_a_group_with_a_class_of_its_own_keeps_it():
    class Own(TyperGroup):
        def parse_args(self, ctx, args):
            return super().parse_args(ctx, ["inner", *args])

    app, group = typer.Typer(), typer.Typer(cls=Own)
    group.command("inner", help="x")(lambda: typer.echo("here"))
    app.add_typer(group, name="group")
    frame.speak(app)
    assert CliRunner().invoke(app, ["group"]).stdout == "here\n"
    assert texts.word("frame.usage") in CliRunner().invoke(app, ["group", "--help"]).stdout


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_text_has_the_same_parts_in_every_language(name):
    def parts(text):
        return {part for _, part, _, _ in Formatter().parse(text) if part is not None}

    first, *others = CATALOGUES[name].values()
    for other in others:
        differing = [key for key, text in first.table.items() if parts(text) != parts(other.table[key])]
        assert differing == []


def strings(node):
    """The strings in a piece of code, with * for each part that is filled in."""
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) else set()
    inner, found = [*ast.iter_child_nodes(node)], set()
    if isinstance(node, ast.JoinedStr):
        inner = [part for part in node.values if not isinstance(part, ast.Constant)]
        found.add("".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values))
    return found.union(*map(strings, inner))


def keys_in(node):
    """The strings that a piece of code may have as its value, not those in the parts that are filled in."""
    if isinstance(node, ast.JoinedStr):
        return {"".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)}
    if isinstance(node, ast.IfExp):
        return keys_in(node.body) | keys_in(node.orelse)
    return strings(node)


def trees(files):
    return [ast.parse(file.read_text(encoding="utf-8")) for file in files]


def asked_for(files, names):
    """The strings that are the first argument of calls of these names."""
    found = set()
    for node in (node for tree in trees(files) for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            found |= keys_in(node.args[0]) if called in names else set()
    return found


def fits(key, pattern):
    """Whether a pattern that begins with a name is the key, or one that it may become."""
    return pattern[:1] != "*" and re.fullmatch(".+".join(map(re.escape, pattern.split("*"))), key) is not None


def without_use(keys, files):
    used = {string for tree in trees(files) for string in strings(tree)}
    return {key for key in keys - used if not any(fits(key, pattern) for pattern in used if "*" in pattern)}


def test_every_text_of_the_commands_is_used_and_none_is_missing():
    files = [file for file in (SOURCE / "cli").rglob("*.py") if file.parent.name != "texts"]
    keys = CATALOGUES[texts.__name__]["en"].table.keys()
    kinds = asked_for(files, {"named"})
    assert {one for one in asked_for(files, {"word"}) if not any(fits(key, one) for key in keys)} == set()
    assert {key for key in without_use(keys, files) if key.partition(".")[0] not in kinds} == set()


def test_every_refusal_has_a_sentence_and_every_sentence_a_refusal():
    commands()
    kinds = {kind.__name__ for kind in (refusals.Refusal, *refusals.Refusal.__subclasses__())}
    assert {"RegistryError", "OutcomeError", "PromotionError"} <= kinds
    files = [file for file in SOURCE.rglob("*.py") if file.parent.name != "refusals"]
    keys = CATALOGUES[refusals.__name__]["en"].table.keys()
    asked_of = asked_for(files, kinds) - {"*.file"}
    assert {one for one in asked_of if not any(fits(key, one) for key in keys)} == set()
    assert without_use(keys, files) == {"synthetic_model.file", "unstated_source.file"}


@pytest.mark.parametrize(
    ("language", "answer", "agreed"),
    [
        *(("en", "y", True), ("en", " YES ", True), ("en", "", False), ("en", "sí", False)),
        *(("es", "Sí", True), ("es", "s", True), ("es", "", False), ("es", "y", False)),
    ],
)
def test_a_question_is_answered_in_words_of_the_language(monkeypatch, language, answer, agreed):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(console, "word", CATALOGUES[texts.__name__][language])
    monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
    if agreed:
        console.confirm("Sure?", yes=False)
    else:
        with pytest.raises(typer.Abort):
            console.confirm("Sure?", yes=False)
