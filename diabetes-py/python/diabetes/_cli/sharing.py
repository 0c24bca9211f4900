"""The command capacity."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from .._capacity import Capacity, capacity
from .._labels import labels
from .._native import Table
from .._shared_out import cutoff, figures, sentences
from .._texts import Texts
from . import files
from .commands import Commands
from .console import STREAM, BadInput, Console, refused
from .figures import counts
from .outcomes import warn_of_outcomes

WIDTH = 50


def add(commands: Commands) -> None:
    """Add the command."""
    word = commands.word
    command = commands.add(
        "capacity", share_out, "diabetes capacity people.csv --tests 2000 --out places.csv"
    )
    command.add_argument("file", metavar=word("arg.table"), help=word("arg.table.help"))
    command.add_argument("--tests", type=int, required=True, metavar="N", help=word("capacity.tests"))
    command.add_argument("--model", metavar=word("arg.model"), default="nhanes", help=word("predict.model"))
    command.add_argument(
        "--outcome", choices=("diabetes", "dysglycaemia"), default="diabetes", help=word("capacity.outcome")
    )
    command.add_argument("--observed", action="store_true", help=word("capacity.observed.help"))
    command.add_argument(
        "--target", metavar=word("arg.column"), default="Resultado", help=word("option.target")
    )
    command.add_argument("--findrisc-cut", type=float, metavar="N", help=word("predict.findrisc_cut"))
    command.add_argument("--out", metavar=word("arg.file"), help=word("capacity.out"))
    commands.add_json(command)


def share_out(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes capacity``."""
    if args.out == STREAM:
        raise BadInput("usage", "places_need_file")
    model, source = files.read_both(args.model, args.file, console)
    if source.table.num_rows == 0:
        raise BadInput("no_rows", "no_rows", file=args.file)
    if args.observed:
        warn_of_outcomes(source, args.target, console)
    plan: Capacity = console.work(
        console.word("work.sharing"),
        lambda: capacity(
            source.table,
            args.tests,
            model,
            outcome=args.outcome,
            locale=console.word.locale,
            observed=args.observed,
            target=args.target,
            findrisc_cut=args.findrisc_cut,
        ),
    )
    found = plan.to_dict()
    bad = console.word("error.no_valid_row", file=console.name(args.file))
    is_all_bad = sum(found["errors"].values()) == found["rows"]
    if args.out:
        _write(args.out, source, plan.people, console)
    if args.json:
        console.show_json(found | {"text": plan.text} | (refused("no_valid_row", bad) if is_all_bad else {}))
    else:
        for line in (*_table(found, console.word), "", *sentences(found, console.word.locale)):
            console.show(line)
    if is_all_bad:
        console.error("no_valid_row", bad)
        return 2
    return 0


def _write(path: str, source: files.Source, people: Table, console: Console) -> None:
    """Write the rows with the place of each."""
    source.refuse_clash(people, "")
    kind = files.kind_of(path, None)
    own = files.as_text(source.table) if kind == "csv" and not source.is_csv else source.table
    with files.output(path) as file:
        writer = files.Writer(file, kind, source.separator, source.needs_mark, False)
        writer.write(own.beside(people))
        writer.close()
    if writer.formulas:
        console.warn(console.word("answers.formulas", count=writer.formulas))
    console.say(console.word("capacity.written", count=source.table.num_rows, file=path))


def _table(found: Mapping[str, Any], word: Texts) -> Iterator[str]:
    for key in ("tests", "candidates", "tested", "not_tested"):
        yield f"{word(f'capacity.row.{key}'):<{WIDTH}}{word.numbers.count(found[key])}"
    yield f"{word('capacity.row.cutoff'):<{WIDTH}}{cutoff(found, word)}"
    for of in found["apart"]:
        yield f"  {word('place.' + of['place']):<{WIDTH - 2}}{word.numbers.count(of['people'])}"
    if found["errors"]:
        yield f"    {counts(found['errors'], word)}"
    for heading in ("expected", "observed"):
        for output, of in sorted(found[heading].items(), key=lambda pair: pair[0] != found["outcome"]):
            title = word("capacity.happened" if heading == "observed" else "capacity.expected")
            yield f"{title}: {labels(word.locale).inside(output)}"
            for name, shown in figures(of, word).items():
                yield f"  {word(f'capacity.figure.{name}'):<{WIDTH - 2}}{shown}"
