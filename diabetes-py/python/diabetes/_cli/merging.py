"""The command merge."""

from __future__ import annotations

import argparse

from .._merged import merge as merge_evaluations
from . import files
from .commands import Commands
from .console import STREAM, BadInput, Console, Failure
from .evaluating import summary


def add(commands: Commands) -> None:
    """Add the command."""
    word = commands.word
    command = commands.add(
        "merge", merge, "diabetes merge north.json south.json --html report.html --out all.json"
    )
    command.add_argument("files", metavar=f"{word('arg.file')}.json", nargs="+", help=word("merge.files"))
    command.add_argument("--html", metavar=word("arg.file"), help=word("evaluate.html"))
    command.add_argument("--out", metavar=word("arg.file"), help=word("merge.out"))
    command.add_argument("--resamples", type=int, default=1000, metavar="N", help=word("evaluate.resamples"))
    command.add_argument("--seed", type=int, default=42, metavar="N", help=word("evaluate.seed"))
    commands.add_json(command)
    commands.add_locale(command)


def merge(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes merge``."""
    if STREAM in (args.html, args.out):
        raise BadInput("usage", "report_needs_file")
    try:
        merged = console.work(
            console.word("work.evaluating"),
            lambda: merge_evaluations(args.files, resamples=args.resamples, seed=args.seed),
        )
    except UnicodeDecodeError as error:
        raise BadInput("bad_sums", "merge.not_text") from error
    figures = merged.to_dict()
    for warning in figures["warnings"]:
        console.warn_of(f"{warning['code']}: {warning['message']}")
    if args.out:
        with files.output(args.out) as file:
            file.write(files.evaluation_json(figures))
    if args.html:
        try:
            merged.to_html(args.html, locale=args.locale)
        except ModuleNotFoundError as error:
            raise Failure("missing_package", "report_needs", package=error.name) from error
        console.say(console.word("evaluate.written", file=args.html))
    if args.json:
        console.show_json(figures)
        return 0
    for line in summary(figures, console.word):
        console.show(line)
    return 0
