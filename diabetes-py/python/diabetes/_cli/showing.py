"""The commands generate, info, schema and demo."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from .. import _api
from . import files
from .answering import add_format, json_needs_a_file
from .commands import Commands
from .console import STREAM, BadInput, Console
from .described import described, fields

MOST_ROWS = 100_000_000


def add(commands: Commands) -> None:
    """Add the commands."""
    word = commands.word
    command = commands.add("info", info, "diabetes info nhanes")
    command.add_argument(
        "model", metavar=word("arg.model"), nargs="?", default="nhanes", help=word("info.model")
    )
    commands.add_json(command)
    command = commands.add("schema", schema, "diabetes schema")
    commands.add_json(command)
    commands.add_locale(command)
    command = commands.add("generate", generate, "diabetes generate --n-samples 2000 --out people.csv")
    command.add_argument("--n-samples", type=int, default=1000, metavar="N", help=word("generate.n_samples"))
    command.add_argument("--out", metavar=word("arg.file"), default=STREAM, help=word("option.out"))
    command.add_argument("--seed", type=int, default=42, metavar="N", help=word("generate.seed"))
    add_format(command, commands, ",")
    commands.add_json(command)
    command = commands.add("demo", demo, "diabetes demo --out demo")
    command.add_argument("--seed", type=int, default=42, metavar="N", help=word("generate.seed"))
    command.add_argument("--out", metavar=word("arg.folder"), help=word("demo.out"))
    commands.add_json(command)
    commands.add_locale(command)


def info(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes info``."""
    facts = files.read_model(args.model).info
    if args.json:
        console.show_json(facts)
    else:
        for line in described(facts, console.word):
            console.show(line)
    return 0


def schema(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes schema``: a table on a terminal, JSON for a program."""
    rules = _api.schema(args.locale)
    if args.json or not sys.stdout.isatty():
        console.show_json(rules)
    else:
        for line in fields(rules, console.word):
            console.show(line)
    return 0


def generate(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes generate``."""
    json_needs_a_file(args)
    if not 1 <= args.n_samples <= MOST_ROWS:
        raise BadInput("usage", "n_samples", most=MOST_ROWS)
    word = console.word
    table = console.work(word("work.generating"), lambda: _api.generate(args.n_samples, seed=args.seed))
    with files.output(args.out) as file:
        writer = files.Writer(
            file, files.kind_of(args.out, args.format), args.separator or ",", mark=False, defuse=False
        )
        writer.write(table)
        writer.close()
    if args.json:
        console.show_json({"rows": args.n_samples, "seed": args.seed, "file": args.out})
    console.say(word("generate.written", count=args.n_samples, file=console.name(args.out, "output")))
    return 0


def demo(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes demo``."""
    from .. import demo

    options: dict[str, Any] = {"out": [] if args.out is None else ["--out", args.out]}
    as_json = ["--json"] if args.json else []
    return demo.main(["--seed", str(args.seed), "--locale", args.locale, *options["out"], *as_json])
