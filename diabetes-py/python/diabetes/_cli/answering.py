"""The commands predict and score: an answer for every row of a table."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from textwrap import fill

from .._api import priority, score_batch, scores
from .._native import Table, prediction_columns
from . import files
from .commands import Commands
from .console import BadInput, Console

# Why a valid record may have no figures; these codes come first in ``warnings``.
NOT_APPLICABLE = ("known_diabetes", "pregnant")
# Priorities that are counted separately, whatever the estimated risk.
APART = {
    "urgent": ("urgent", "see a clinician"),
    "measured_diabetes": ("measured", "range of diabetes"),
    "measured_prediabetes": ("measured", "range of prediabetes"),
}

PREDICT = f"""\
{fill("Writes the columns of F unchanged, then " + ", ".join(prediction_columns()) + ".", width=110)}
Urgent and measured values come before any estimate: such rows are counted separately.
A bad row keeps its place, with its error codes and no figures. The status is 2 when no row is valid."""
SCORE = """\
Writes the columns of F unchanged, then points (empty when items are missing), points_min, points_max, band,
test_advised, errors. No column is required; missing items give a range of points."""


def add(commands: Commands) -> None:
    """Add the commands."""
    command = commands.add(
        "predict",
        predict,
        "Estimate glucose and risk for every row of a table.",
        PREDICT,
        "diabetes predict patients.csv --out answers.csv",
    )
    command.add_argument("file", metavar="F", help="table of records; - reads standard input")
    command.add_argument("--model", metavar="M", default="nhanes", help="model file or name (default nhanes)")
    command.add_argument(
        "--findrisc-cut",
        type=float,
        metavar="N",
        help="points of FINDRISC from which a test is advised (default: FINDRISC is not used)",
    )
    add_output(command)
    command = commands.add(
        "score",
        score,
        "Score every row of a table with a published form.",
        SCORE,
        "diabetes score findrisc patients.csv --cut 12 --out scores.csv",
    )
    names = [str(score["name"]) for score in scores()]
    command.add_argument("name", metavar="NAME", choices=names, help=f"the score: {', '.join(names)}")
    command.add_argument("file", metavar="F", help="table of records; - reads standard input")
    command.add_argument(
        "--cut",
        type=float,
        metavar="N",
        help="points from which a test is advised (default: the score's own)",
    )
    add_output(command)


def add_output(command: argparse.ArgumentParser) -> None:
    """The options of a command that adds columns to a table."""
    command.add_argument("--out", metavar="G", default=files.STREAM, help="file to write (default: -)")
    columns = command.add_mutually_exclusive_group()
    columns.add_argument("--answers-only", action="store_true", help="leave out the columns of F")
    columns.add_argument("--prefix", default="", help="put this before the names of the added columns")
    add_format(command, "that of F")
    command.add_argument(
        "--defuse",
        action="store_true",
        help="in CSV, put ' before text that a spreadsheet would run as a formula (it begins with = + - @)",
    )


def add_format(command: argparse.ArgumentParser, separator: str) -> None:
    """The options for how a table is written."""
    command.add_argument(
        "--format", choices=("csv", "parquet"), help="output format (default: by the file name, else csv)"
    )
    command.add_argument(
        "--separator",
        choices=(",", ";", "\t"),
        metavar="{,;TAB}",
        help=f"separator of CSV output (default: {separator}); with ; added numbers have a decimal comma",
    )


def predict(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes predict``."""
    model, source = files.read_both(args.model, args.file, console)

    def respond(part: Table) -> Table:
        answers: Table = model.predict_batch(part, findrisc_cut=args.findrisc_cut)
        return answers

    return _answer(args, console, source, respond)


def score(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes score``."""
    source = files.read_source(args.file, console)
    return _answer(args, console, source, lambda part: score_batch(args.name, part, args.cut))


def _answer(
    args: argparse.Namespace, console: Console, source: files.Source, respond: Callable[[Table], Table]
) -> int:
    rows = source.table.num_rows
    if rows == 0:
        raise BadInput("no_rows", f"{files.name_of(args.file)} has a header but no rows")
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
                _refuse_clash(source, answers, args.prefix)
            tally.add(answers)
            writer.write(answers if args.answers_only else own(part).beside(answers, args.prefix))
            console.progress(f"{tally.rows:,} of {rows:,} rows", since)
        writer.close()
    console.clear()
    tally.report(console)
    if writer.formulas:
        console.warn(
            f"{writer.formulas:,} cells of the file begin like formulas that a spreadsheet would run; "
            "--defuse puts an apostrophe before them"
        )
    if tally.is_all_bad:
        console.error("no_valid_row", f"{files.name_of(args.file)} has no valid row")
        return 2
    return 0


def _unchanged(part: Table) -> Table:
    return part


def _refuse_clash(source: files.Source, answers: Table, prefix: str) -> None:
    twice = [prefix + name for name in answers.column_names if prefix + name in source.columns]
    if twice:
        raise BadInput(
            "column_clash",
            f"{files.name_of(source.path)} already has columns with these names: {', '.join(twice)}; "
            "see --prefix and --answers-only",
        )


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
                for code in dict.fromkeys(str(codes).split(";")):
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

    def report(self, console: Console) -> None:
        """Print the counts, one code per line."""
        excluded = self._not_applicable.total()
        answered = self.rows - excluded - self._bad
        console.say(
            f"{self.rows:,} rows: {answered:,} answered, {excluded:,} not applicable, {self._bad:,} invalid"
        )
        for group, (kind, where) in APART.items():
            if count := self._apart[group]:
                first = f"first in row {self._first[group]:,}"
                console.say(f"  {kind:<16}{where:<20}{count:>10,}   {first}")
        for code, count in self._not_applicable.most_common():
            console.say(f"  not applicable  {code:<20}{count:>10,}")
        for code, count in self._errors.most_common():
            console.say(f"  invalid         {code:<20}{count:>10,}   first in row {self._first[code]:,}")
