"""The command ask: one person's questions one after another, then the answer."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from textwrap import fill
from typing import Any

from .._errors import ValidationError
from .._labels import labels
from .._native import Model
from .._texts import Texts
from . import files
from .commands import Commands
from .console import STREAM, BadInput, Console, Failure
from .questions import Dialogue, Ended, Record

WIDTH = 88


def add(commands: Commands) -> None:
    """Add the command."""
    word = commands.word
    command = commands.add("ask", ask, "diabetes ask")
    command.add_argument("--model", metavar=word("arg.model"), default="nhanes", help=word("predict.model"))
    command.add_argument("--findrisc-cut", type=float, metavar="N", help=word("predict.findrisc_cut"))
    commands.add_json(command)
    commands.add_locale(command)


def ask(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes ask``."""
    if args.model == STREAM:
        raise BadInput("usage", "answers_from_stream")
    model, word = files.read_model(args.model), console.word
    used = {str(field["field"]) for field in model.info["fields"] if field["used"]}
    try:
        record = Dialogue(word, used).record()
        answer = model.predict(record, locale=word.locale, findrisc_cut=args.findrisc_cut)
    except Ended as ended:
        raise Failure("ended", "ended") from ended
    except ValidationError as error:
        raise BadInput(error.code, "record", text=" ".join(one.message for one in error.errors)) from error
    if args.json:
        console.show_json({"record": record, "answer": answer.to_dict()})
        return 0
    for line in _told(answer.to_dict(), model, record, word):
        console.show(line)
    return 0


def _told(answer: dict[str, Any], model: Model, record: Record, word: Texts) -> Iterator[str]:
    """The answer in words: what the library says, its warnings, and what was not known."""
    yield ""
    yield word("ask.answer")
    yield from _paragraph(str(answer["interpretation"]))
    for warning in answer["warnings"]:
        yield from _paragraph(word("ask.warning", text=warning["message"]))
    if unknown := [labels(word.locale).field(field) for field in answer["imputed"] if field not in record]:
        yield from _paragraph(word("ask.unknown", fields="; ".join(unknown)))
    yield from _paragraph(word("ask.model", name=model.info["name"], version=model.info["version"]))


def _paragraph(text: str) -> Iterator[str]:
    yield from fill(text, WIDTH, initial_indent="  ", subsequent_indent="  ").splitlines()
