"""The examples of the documentation and of the docstrings do what they say."""

import contextlib
import doctest
import inspect
import io
import re
from pathlib import Path

import diabetes
import pytest
from diabetes import figures

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "diabetes-py" / "README.md"]
CARD = ROOT / "diabetes-core" / "models" / "nhanes.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
LINKING = [*PAGES, ROOT / "CHANGELOG.md", CONTRIBUTING, CARD]
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
FLAGS = doctest.ELLIPSIS


def blocks(page):
    """The fenced blocks of a page: first line, language and the rest of the fence, text."""
    text = page.read_text(encoding="utf-8")
    for found in BLOCK.finditer(text):
        yield text.count("\n", 0, found.start(2)), found[1], found[2]


def anchors(page):
    """The names that links to the headings of a page end in."""
    headings = re.findall(r"^#+ (.+)$", BLOCK.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def name(page):
    """The path of a page inside the project."""
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_python_blocks_of_a_page_run_and_print_what_the_page_shows(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DIABETES_MODEL", raising=False)
    namespace = {"__name__": "__main__"}
    printed = ""
    for line, info, text in blocks(page):
        if info == "python":
            # Empty lines before it, so that a traceback names the line of the page.
            code = compile("\n" * line + text, str(page), "exec")
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(code, namespace)
            printed = out.getvalue()
        elif info == "output":
            shown = doctest.OutputChecker().check_output(text, printed, FLAGS)
            assert shown, f"{name(page)}, line {line + 1}: printed was\n{printed}"
        else:
            assert not info.startswith("py") or info == "python no-run", f"line {line}: {info}"


def test_the_documentation_has_python_blocks_that_run():
    count = {name(page): [info for _, info, _ in blocks(page)].count("python") for page in PAGES}
    assert count["docs/tutorial.md"] >= 7
    assert count["docs/how-to.md"] >= 15
    assert sum(count.values()) >= 26


@pytest.mark.parametrize("page", LINKING, ids=name)
def test_the_links_of_a_page_lead_somewhere(page):
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for link in LINK.findall(text):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def places():
    """The rows of the table of places: the folder, the file that decides, and the whole row."""
    table = CONTRIBUTING.read_text(encoding="utf-8").split("## Where things are")[1].split("\n## ")[0]
    base = ROOT
    for line in table.splitlines():
        if line.startswith("In `"):
            base = ROOT / line.split("`")[1]
        elif line.startswith("Elsewhere"):
            base = ROOT
        elif line.startswith("|"):
            yield base, line.split("|")[2].partition(";")[0], line


def named(base, text):
    """The files and folders that a text names, as paths; one that is not there is in the root."""
    for path in re.findall(r"`([\w./-]*[./][\w./-]+)`", text):
        yield base / path if (base / path).exists() else ROOT / path


def test_the_files_that_the_table_of_places_names_are_there():
    found = [(path, line) for base, _, line in places() for path in named(base, line)]
    assert not [f"{path}: {line}" for path, line in found if not path.exists()]
    assert len(found) > 500


#: The folders whose files have a row each in the table of places.
SOURCES = (
    "diabetes-core/src",
    "diabetes-core/kernel/src",
    "diabetes-core/models/recipe",
    "diabetes-py/src",
    "diabetes-py/python/diabetes",
    "diabetes-wasm/src",
    "diabetes-wasm/js/src",
    "diabetes-wasm/www/src",
    "stack/src/diabetes_stack",
    "xtask/src",
)
#: Folders whose files share a row: a language, a part of the report or a migration each.
ALIKE = (
    "diabetes-py/python/diabetes/_report/templates",
    "diabetes-py/python/diabetes/_texts/en",
    "diabetes-py/python/diabetes/_texts/es",
    "stack/src/diabetes_stack/cli/texts",
    "stack/src/diabetes_stack/cli/texts/en",
    "stack/src/diabetes_stack/cli/texts/es",
    "stack/src/diabetes_stack/dashboard/texts",
    "stack/src/diabetes_stack/dashboard/texts/en",
    "stack/src/diabetes_stack/dashboard/texts/es",
    "stack/src/diabetes_stack/monitor/texts",
    "stack/src/diabetes_stack/programme/texts",
    "stack/src/diabetes_stack/store/migrations/versions",
)
#: Files that decide nothing: they list modules, start what another file holds, are tests, or are generated.
UNLISTED = {
    "diabetes-core/kernel/src/lib.rs",
    "diabetes-core/src/advice/tests.rs",
    "diabetes-core/src/capacity.rs",
    "diabetes-core/src/evaluate.rs",
    "diabetes-core/src/provenance/tests.rs",
    "diabetes-core/src/train/engine/tests.rs",
    "diabetes-core/src/train/trainer/tests.rs",
    "diabetes-py/python/diabetes/__main__.py",
    "diabetes-py/python/diabetes/figures/__init__.py",
    "diabetes-py/src/lib.rs",
    "diabetes-wasm/js/src/fields.ts",
    "diabetes-wasm/www/src/modules.d.ts",
    "stack/src/diabetes_stack/__main__.py",
    "stack/src/diabetes_stack/api/__init__.py",
    "stack/src/diabetes_stack/api/calls/__init__.py",
    "stack/src/diabetes_stack/backup/__init__.py",
    "stack/src/diabetes_stack/checklist/__init__.py",
    "stack/src/diabetes_stack/dashboard/__init__.py",
    "stack/src/diabetes_stack/dashboard/app.py",
    "stack/src/diabetes_stack/dashboard/views/__init__.py",
    "stack/src/diabetes_stack/login/__init__.py",
    "stack/src/diabetes_stack/models/__init__.py",
    "stack/src/diabetes_stack/monitor/__init__.py",
    "stack/src/diabetes_stack/monitor/export/__init__.py",
    "stack/src/diabetes_stack/monitor/model/__init__.py",
    "stack/src/diabetes_stack/monitor/probes/__init__.py",
    "stack/src/diabetes_stack/programme/__init__.py",
    "stack/src/diabetes_stack/run/__init__.py",
    "stack/src/diabetes_stack/run/doctor/__init__.py",
    "stack/src/diabetes_stack/security/__init__.py",
    "stack/src/diabetes_stack/store/__init__.py",
    "stack/src/diabetes_stack/store/steps/__init__.py",
}
KINDS = {".rs", ".py", ".pyi", ".ts", ".html", ".css", ".mako"}


def test_every_source_file_has_a_row_in_the_table_of_places():
    owners = {path for base, owner, _ in places() for path in named(base, owner)}
    alike = {ROOT / folder for folder in ALIKE} & owners
    files = [file for folder in SOURCES for file in (ROOT / folder).rglob("*") if file.suffix in KINDS]
    missing = [file for file in files if file not in owners and file.parent not in alike]
    assert {name(file) for file in missing} <= UNLISTED
    assert len(files) > 400


def test_the_card_of_the_bundled_model_is_its_text_with_the_facts_of_the_model():
    card = CARD.read_text(encoding="utf-8")
    assert card.startswith(CARD.with_name("card.md").read_text(encoding="utf-8") + "\n## Facts\n")
    info = diabetes.Model.bundled().info
    assert f"| version | {info['version']} |" in card
    assert f"| algorithm | {info['algorithm']} |" in card


def public():
    """Every public object by its dotted name: modules, functions, classes, their methods and getters."""
    yield "diabetes", diabetes
    for module in (diabetes, diabetes.compat, diabetes.sklearn, diabetes.spark, figures):
        for key in module.__all__:
            thing = getattr(module, key)
            if key.startswith("_"):
                continue
            dotted = f"{module.__name__}.{key}"
            yield dotted, thing
            if inspect.isclass(thing):
                members = ((own, vars(thing)[own]) for own in vars(thing) if not own.startswith("_"))
                yield from ((f"{dotted}.{own}", member) for own, member in members if is_documented(member))


def is_documented(member):
    """Whether a member is one that carries a docstring of its own: a method or a getter."""
    return inspect.isroutine(member) or isinstance(member, property) or inspect.isdatadescriptor(member)


PUBLIC = dict(public())
EXAMPLES = {dotted: doc for dotted, thing in PUBLIC.items() if ">>>" in (doc := inspect.getdoc(thing) or "")}


@pytest.mark.parametrize("dotted", PUBLIC)
def test_what_is_public_is_documented(dotted):
    assert inspect.getdoc(PUBLIC[dotted])


@pytest.mark.parametrize("dotted", EXAMPLES)
def test_the_example_of_a_docstring_gives_what_it_shows(dotted, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DIABETES_MODEL", raising=False)
    example = doctest.DocTestParser().get_doctest(EXAMPLES[dotted], {}, dotted, dotted, 0)
    report = io.StringIO()
    result = doctest.DocTestRunner(optionflags=FLAGS).run(example, out=report.write)
    assert result.attempted > 0
    assert not result.failed, report.getvalue()


def test_every_function_has_an_example():
    functions = {dotted for dotted, thing in PUBLIC.items() if inspect.isfunction(thing)}
    assert {dotted for dotted in functions if dotted.count(".") == 1} <= set(EXAMPLES)
    assert len(EXAMPLES) >= 20
