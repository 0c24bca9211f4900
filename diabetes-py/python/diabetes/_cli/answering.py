"""The commands predict and score: an answer for every row of a table."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from textwrap import fill
from typing import Any

from .._api import priority, score_batch, scores
from .._native import Table, prediction_columns
from .._participants import NOT_APPLICABLE
from . import files
from .commands import Commands
from .console import STREAM, BadInput, Console, refused

# Priorities that are counted separately, whatever the estimated risk.
APART = ("urgent", "measured_diabetes", "measured_prediabetes")


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
    model, source = files.read_both(args.model, args.file, console)

    def respond(part: Table) -> Table:
        answers: Table = model.predict_batch(part, findrisc_cut=args.findrisc_cut)
        return answers if args.exact else answers.rounded()

    return _answer(args, console, source, respond)


def score(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes score``."""
    source = files.read_source(args.file, console)
    return _answer(args, console, source, lambda part: score_batch(args.name, part, args.cut))


def _answer(
    args: argparse.Namespace, console: Console, source: files.Source, respond: Callable[[Table], Table]
) -> int:
    json_needs_a_file(args)
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
                refuse_clash(source, answers, args.prefix)
            tally.add(answers)
            writer.write(answers if args.answers_only else own(part).beside(answers, args.prefix))
            console.progress(console.word("work.rows", done=tally.rows, rows=rows), since)
        writer.close()
    console.clear()
    tally.report(console)
    if writer.formulas:
        console.warn(console.word("answers.formulas", count=writer.formulas))
    bad = console.word("error.no_valid_row", file=console.name(args.file))
    if args.json:
        console.show_json(tally.as_json() | (refused("no_valid_row", bad) if tally.is_all_bad else {}))
    if tally.is_all_bad:
        console.error("no_valid_row", bad)
        return 2
    return 0


def _unchanged(part: Table) -> Table:
    return part


def refuse_clash(source: files.Source, answers: Table, prefix: str) -> None:
    """Refuse a file that has a column by the name of one that is added."""
    twice = [prefix + name for name in answers.column_names if prefix + name in source.columns]
    if twice:
        raise BadInput("column_clash", "column_clash", file=source.path, columns=", ".join(twice))


class Tally:
    """Counts the results of the rows."""

    def __init__(self) -> None:
        self.rows = 0
        self._bad = 0
        self._not_applicable: Counter[str] = Counter()
        self._apart: Counter[str] = Counter()
        self._errors: Counter[str] = Counter()
        self._first: dict[str, int] = {}

    @property
    def is_all_bad(self) -> bool:
        """Whether there are rows but none is valid."""
        return 0 < self.rows == self._bad

    def add(self, answers: Table) -> None:
        """Count the rows of a part."""
        for place, codes in enumerate(answers.column("errors"), self.rows + 1):
            if codes is not None:
                self._bad += 1
                for code in dict.fromkeys(part.split(":")[0] for part in str(codes).split(";")):
                    self._errors[code] += 1
                    self._first.setdefault(code, place)
        if "warnings" in answers.column_names:
            first = (str(codes).split(";")[0] for codes in answers.column("warnings") if codes is not None)
            self._not_applicable.update(code for code in first if code in NOT_APPLICABLE)
        deciding = [name for name in ("urgent", "measured") if name in answers.column_names]
        if any(any(answers.column(name)) for name in deciding):
            for place, group in enumerate(priority(answers).column("priority"), self.rows + 1):
                if group in APART:
                    self._apart[str(group)] += 1
                    self._first.setdefault(str(group), place)
        self.rows += answers.num_rows

    def as_json(self) -> dict[str, Any]:
        """The counts by code, for a program."""
        excluded = self._not_applicable.total()
        return {
            "rows": self.rows,
            "answered": self.rows - excluded - self._bad,
            "not_applicable": dict(self._not_applicable),
            "invalid": self._bad,
            "apart": {name: self._placed(name, self._apart) for name in APART if self._apart[name]},
            "errors": {code: self._placed(code, self._errors) for code in self._errors},
        }

    def report(self, console: Console) -> None:
        """Print the counts, one reason per line: first the people to see first."""
        word, excluded = console.word, self._not_applicable.total()
        answered = self.rows - excluded - self._bad
        console.say(
            word("answers.counts", rows=self.rows, answered=answered, excluded=excluded, invalid=self._bad)
        )
        lines = [(word("answers.first"), f"group.{name}", name, self._apart) for name in APART]
        lines += [
            (word("answers.not_applicable"), f"code.{code}", code, self._not_applicable)
            for code, _ in self._not_applicable.most_common()
        ]
        lines += [
            (word("answers.invalid"), f"code.{code}", code, self._errors)
            for code, _ in self._errors.most_common()
        ]
        for kind, key, name, counter in lines:
            if count := counter[name]:
                where = word("answers.first_row", row=self._first[name]) if name in self._first else ""
                what = word.table.get(key, name)
                console.say(f"  {kind:<14} {what:<60}{word.numbers.count(count):>10}   {where}".rstrip())

    def _placed(self, name: str, counter: Counter[str]) -> dict[str, int]:
        return {"rows": counter[name], "first_row": self._first[name]}
