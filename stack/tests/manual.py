"""The lines of the hospital's maintenance manual, numbered: headings, table rows, bullets, checklists, commands and
figures. ``manual.txt`` holds them, so that the tests need no manual."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("manual.txt")
#: Lines that ask nothing: labels, the head of a table, what the manual says about itself.
_NOTHING = re.compile(
    r"Comando|Respuesta esperada|Contenido:|fi|Actividad \| .*|Este documento describe .*|Última actualización: .*"
    r"|Versión del Sistema: .*|Estado de Mantenimiento: .*"
)
#: Signs of Markdown, of lists, and pictures.
_MARKS = re.compile(r"^#+ |^- |\[ \] |\*\*|`|[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")


class Line(NamedTuple):
    """A line of the manual: its chapter and number, such as 2.7, and its words. A chapter is line 0."""

    number: str
    text: str
    is_heading: bool


def numbered(manual: str) -> list[Line]:
    """The lines of the manual that ask for something."""
    lines: list[Line] = []
    chapter = count = 0
    for text, level in _lines(manual):
        if level == 2:
            chapter, count = chapter + 1, 0
        elif not _NOTHING.fullmatch(text):
            count += 1
        else:
            continue
        if chapter:
            lines.append(Line(f"{chapter}.{count}", text, level > 0))
    return lines


def known() -> list[Line]:
    """The lines that the project holds."""
    rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    return [Line(number, text, kind == "heading") for number, kind, text in rows]


def _lines(manual: str) -> list[tuple[str, int]]:
    """Each line without marks, and the level of a heading; a command or answer of several lines is one line. The title
    of the document and the name of the system are left out."""
    found: list[tuple[str, int]] = []
    in_code, end = False, None
    for raw in manual.split("\n---\n", 1)[1].splitlines():
        line = raw.strip()
        if line.startswith("```"):
            in_code = not in_code
        elif end:
            found[-1] = (_clean(f"{found[-1][0]} {line}"), 0)
            end = None if re.fullmatch(end, line) else end
        elif not line or line.startswith("#!") or set(line) <= set("|- "):
            continue
        else:
            heading = re.match(r"#+(?= )", line)
            name_of_problem = not in_code and line.startswith("**") and line.endswith(":**")
            level = len(heading[0]) if heading and not in_code else 4 if name_of_problem else 0
            found.append((_clean(line), level))
            starts = {"{": r"\}", "\\": r".*[^\\]", '-c "': '"'}
            end = next((last for first, last in starts.items() if in_code and line.endswith(first)), None)
    return found


def _clean(line: str) -> str:
    text = re.sub(r"\s*\\?\s+", " ", line.strip("|"))
    for _ in range(3):
        text = _MARKS.sub("", text).strip()
    return text
