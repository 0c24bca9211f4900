"""Answers for a file of any size, piece by piece; an interrupted run goes on where it stopped."""

from __future__ import annotations

import argparse
import datetime
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from typing import IO, Any

from .. import _pieces
from .._errors import DiabetesError
from .._native import VERSION, CsvRows, Table
from . import files
from .console import STREAM, BadInput, Console
from .inputs import CsvInput, Input, ParquetInput
from .partial import Partial
from .tally import Tally

# A smaller file is read whole.
LARGE_BYTES = 1 << 24
LARGE_ROWS = 1 << 18
# The bytes at the beginning of a file by which it is known again.
BEGINNING = 1 << 20
# The options that alter the output.
OPTIONS = (
    "name", "cut", "findrisc_cut", "exact", "answers_only", "prefix", "separator", "defuse",
)  # fmt: skip

# The answers to a piece on a day.
Respond = Callable[[Table | CsvRows, str], Table]


def is_large(path: str) -> bool:
    """Whether a file is answered piece by piece; a pipe is read whole, once."""
    if path == STREAM:
        return False
    try:
        if not os.path.isfile(path):
            return False
        if os.path.getsize(path) > LARGE_BYTES:
            return True
        return _pieces.is_parquet(path) and ParquetInput.rows_of(path) > LARGE_ROWS
    except OSError:
        # Reading it will say why.
        return False


def answer(
    args: argparse.Namespace, console: Console, respond: Respond, model: str | None = None
) -> tuple[Tally, int]:
    """Answer a large file, with a ``model`` of this hash or without one; returns the counts of its rows and
    the number of cells that look like formulas."""
    with files.reading(args.file):
        given: Input = ParquetInput(args.file) if _pieces.is_parquet(args.file) else CsvInput(args.file)
    run = _Run(args, respond, given, _identity(args, model))
    if args.out == STREAM or not Partial.is_for(args.out):
        with files.output(args.out) as file:
            return run.write(file, console)
    return _resumable(run, args, console)


def _resumable(run: _Run, args: argparse.Namespace, console: Console) -> tuple[Tally, int]:
    word, partial = console.word, Partial(args.out)
    with partial.opened():
        kept = None if args.restart else partial.kept
        if kept is not None:
            if changed := [name for name in run.of if kept["of"].get(name) != run.of[name]]:
                what = ", ".join(word(f"run.{name}") for name in changed)
                raise BadInput("other_run", "other_run", part=args.out + ".part", changed=what)
            partial.go_on(kept)
            run.go_on(kept)
            told = {"file": console.name(args.file), "rows": run.tally.rows, "day": word.day(run.today)}
            console.say(word("answers.resumed", **told))
        try:
            if kept is None:
                partial.begin(run.state())
            result = run.write(partial.file, console, partial)
            run.finish(partial)
        except BaseException as error:
            if isinstance(error, BadInput | DiabetesError) and error.code != "io":
                # The file is at fault, and another one will not go on here.
                partial.drop()
            elif stopped := partial.stop():
                console.say(word("answers.stopped", rows=stopped["tally"]["rows"]))
            raise
    return result


class _Run:
    """The answers for one file; ``of`` is what must be the same to go on."""

    def __init__(self, args: argparse.Namespace, respond: Respond, given: Input, of: dict[str, Any]) -> None:
        self.of = of
        self.tally = Tally()
        self.today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        self._args = args
        self._answer = respond
        self._given = given
        self._formulas = 0
        self._kind = files.kind_of(args.out, args.format)

    def state(self) -> dict[str, Any]:
        """From what :meth:`go_on` goes on."""
        return {
            "of": self.of,
            "place": self._given.place,
            "today": self.today,
            "formulas": self._formulas,
            "tally": self.tally.kept(),
        }

    def go_on(self, kept: dict[str, Any]) -> None:
        """Go on as an earlier run would have done, with its day."""
        self._given.go_on(kept["place"])
        self.tally, self.today, self._formulas = Tally.of(kept["tally"]), kept["today"], kept["formulas"]

    def write(self, file: IO[bytes], console: Console, partial: Partial | None = None) -> tuple[Tally, int]:
        """Write the answers; a ``partial`` file gets the state after each piece."""
        args, source = self._args, self._given.source
        separator = args.separator or source.separator
        is_first = self.tally.rows == 0
        writer = files.Writer(
            file, self._kind, separator, source.needs_mark, args.defuse, is_first, partial is not None
        )
        if not args.answers_only:
            source.refuse_clash(self._respond(self._given.head), args.prefix)
        since, before = time.monotonic(), self._given.done
        start = self.tally.rows
        for piece in self._read():
            answers = self._respond(piece)
            self.tally.add(answers)
            writer.write(answers if args.answers_only else self._own(piece).beside(answers, args.prefix))
            self._formulas, writer.formulas = self._formulas + writer.formulas, 0
            if partial is not None:
                partial.at(self.state())
            self._progress(console, since, self.tally.rows - start, self._given.done - before)
        if self.tally.rows == 0:
            raise BadInput("no_rows", "no_rows", file=args.file)
        writer.close()
        if partial is not None:
            partial.at(self.state())
            partial.keep()
        return self.tally, self._formulas

    def finish(self, partial: Partial) -> None:
        """The result takes its place."""
        if self._kind == "parquet":
            files.join_parquet(partial.file, self._args.out)
            partial.drop()
        else:
            partial.finish()

    def _read(self) -> Iterator[Table | CsvRows]:
        with files.reading(self._args.file):
            yield from self._given.pieces()

    def _respond(self, piece: Table | CsvRows) -> Table:
        with files.naming(self._args.file):
            return self._answer(piece, self.today)

    def _own(self, piece: Table | CsvRows) -> Table:
        if isinstance(piece, CsvRows):
            return piece.table()
        return files.as_text(piece) if self._kind == "csv" else piece

    def _progress(self, console: Console, since: float, rows: int, share: float) -> None:
        """Rows and bytes a second of this run, and what is left of the file at this rate."""
        seconds = max(time.monotonic() - since, 1e-3)
        left = seconds * (1 - self._given.done) / max(share, 1e-9)
        size = os.path.getsize(self._args.file) * share / 1e6
        word = console.word
        told = word(
            "work.answered",
            done=self.tally.rows,
            rate=round(rows / seconds),
            speed=word.numbers.fixed(size / seconds, 1),
            left=_span(left),
        )
        console.progress(told, since)


def _span(seconds: float) -> str:
    """About how long: 40 s, 12 min, 3 h."""
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


def _identity(args: argparse.Namespace, model: str | None) -> dict[str, Any]:
    """What must be the same for a run to go on."""
    with open(args.file, "rb") as file:
        found = os.fstat(file.fileno())
        beginning = hashlib.sha256(file.read(BEGINNING)).hexdigest()
    return {
        "input": [found.st_size, found.st_mtime_ns, beginning],
        "model": model,
        "options": {name: getattr(args, name, None) for name in OPTIONS}
        | {"format": files.kind_of(args.out, args.format)},
        "version": VERSION,
    }
