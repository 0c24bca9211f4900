"""The commands predict and score: an answer for every row of a table."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from textwrap import fill

from .._api import score_batch, scores
from .._native import CsvRows, Model, Table, prediction_columns
from . import files, large
from .commands import Commands
from .console import STREAM, BadInput, Console, refused
from .tally import Tally


def add(commands: Commands) -> None:
    """Add the commands."""
    word = commands.word
    columns = fill(", ".join(prediction_columns()) + ".", width=110)
    command = commands.add(
        "predict", predict, "diabetes predict patients.csv --out answers.csv", columns=columns
    )
    command.add_argument("file", metavar=word("arg.table"), help=word("arg.table.help"))
    command.add_argument("--model", metavar=word("arg.model"), default="nhanes", help=word("predict.model"))
    command.add_argument("--findrisc-cut", type=float, metavar="N", help=word("predict.findrisc_cut"))
    command.add_argument("--exact", action="store_true", help=word("predict.exact"))
    add_output(command, commands)
    command = commands.add("score", score, "diabetes score findrisc patients.csv --cut 12 --out scores.csv")
    names = [str(score["name"]) for score in scores()]
    command.add_argument(
        "name", metavar=word("arg.score"), choices=names, help=word("score.name", names=", ".join(names))
    )
    command.add_argument("file", metavar=word("arg.table"), help=word("arg.table.help"))
    command.add_argument("--cut", type=float, metavar="N", help=word("score.cut"))
    add_output(command, commands)


def add_output(command: argparse.ArgumentParser, commands: Commands) -> None:
    """The options of a command that adds columns to a table."""
    word = commands.word
    command.add_argument("--out", metavar=word("arg.file"), default=STREAM, help=word("option.out"))
    columns = command.add_mutually_exclusive_group()
    columns.add_argument("--answers-only", action="store_true", help=word("option.answers_only"))
    columns.add_argument("--prefix", metavar=word("arg.text"), default="", help=word("option.prefix"))
    add_format(command, commands, word("option.separator.same"))
    command.add_argument("--defuse", action="store_true", help=word("option.defuse"))
    command.add_argument("--restart", action="store_true", help=word("option.restart"))
    commands.add_json(command)


def add_format(command: argparse.ArgumentParser, commands: Commands, separator: str) -> None:
    """The options for how a table is written."""
    word = commands.word
    command.add_argument("--format", choices=("csv", "parquet"), help=word("option.format"))
    command.add_argument(
        "--separator",
        choices=(",", ";", "\t"),
        metavar="{,;TAB}",
        help=word("option.separator", separator=separator),
    )


def json_needs_a_file(args: argparse.Namespace) -> None:
    """Refuse ``--json`` for a command that already writes its result to standard output."""
    if args.json and args.out == STREAM:
        raise BadInput("usage", "json_needs_file")


def predict(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes predict``."""
    model: Model
    source: files.Source | None
    if large.is_large(args.file):
        model, source = files.read_model(args.model), None
    else:
        model, source = files.read_both(args.model, args.file, console)

    def respond(part: Table | CsvRows, today: str | None = None) -> Table:
        answers: Table = model.predict_batch(part, findrisc_cut=args.findrisc_cut, today=today)
        return answers if args.exact else answers.rounded()

    return _answer(args, console, source, respond, model.info["hash"])


def score(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes score``."""
    source = None if large.is_large(args.file) else files.read_source(args.file, console)

    def respond(part: Table | CsvRows, today: str | None = None) -> Table:
        table = part.table() if isinstance(part, CsvRows) else part
        answers: Table = score_batch(args.name, table, args.cut)
        return answers

    return _answer(args, console, source, respond)


def _answer(
    args: argparse.Namespace,
    console: Console,
    source: files.Source | None,
    respond: Callable[..., Table],
    model: str | None = None,
) -> int:
    """Answer the rows of a table that was read, or else the large file, with a ``model`` of this hash."""
    json_needs_a_file(args)
    if source is None:
        return _report(args, console, *large.answer(args, console, respond, model))
    rows = source.table.num_rows
    if rows == 0:
        raise BadInput("no_rows", "no_rows", file=args.file)
    kind = files.kind_of(args.out, args.format)
    # CSV keeps its cells unchanged; Parquet columns may have to become text.
    own = files.as_text if kind == "csv" and not source.is_csv else _unchanged
    tally, since = Tally(), time.monotonic()
    with files.output(args.out) as file:
        separator = args.separator or source.separator
        writer = files.Writer(file, kind, separator, source.needs_mark, args.defuse)
        for part in source.table.parts():
            answers = respond(part)
            if tally.rows == 0 and not args.answers_only:
                source.refuse_clash(answers, args.prefix)
            tally.add(answers)
            writer.write(answers if args.answers_only else own(part).beside(answers, args.prefix))
            console.progress(console.word("work.rows", done=tally.rows, rows=rows), since)
        writer.close()
    return _report(args, console, tally, writer.formulas)


def _report(args: argparse.Namespace, console: Console, tally: Tally, formulas: int) -> int:
    console.clear()
    tally.report(console)
    if formulas:
        console.warn(console.word("answers.formulas", count=formulas))
    bad = console.word("error.no_valid_row", file=console.name(args.file))
    if args.json:
        console.show_json(tally.as_json() | (refused("no_valid_row", bad) if tally.is_all_bad else {}))
    if tally.is_all_bad:
        console.error("no_valid_row", bad)
        return 2
    return 0


def _unchanged(part: Table) -> Table:
    return part
