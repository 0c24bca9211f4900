"""The command export."""

from __future__ import annotations

import argparse

from . import files
from .answering import json_needs_a_file
from .commands import Commands
from .console import STREAM, Console

DIALECTS = "postgresql|sqlite|duckdb"


def add(commands: Commands) -> None:
    """Add the command."""
    word = commands.word
    command = commands.add("export", export, "diabetes export nhanes --sql postgresql --out risk.sql")
    command.add_argument("model", metavar=word("arg.model"), help=word("arg.model.help"))
    command.add_argument("--sql", metavar=DIALECTS, required=True, help=word("export.sql"))
    command.add_argument("--table", metavar=word("arg.table"), default="patients", help=word("export.table"))
    command.add_argument("--out", metavar=word("arg.file"), default=STREAM, help=word("option.out"))
    commands.add_json(command)


def export(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes export``."""
    json_needs_a_file(args)
    model = files.read_model(args.model)
    select = model.to_sql(args.sql, args.table)
    with files.output(args.out) as file:
        file.write(select.encode())
    version = model.info["version"]
    if args.json:
        console.show_json({"dialect": args.sql, "table": args.table, "version": version, "file": args.out})
    told = {"name": model.info["name"], "version": version, "file": console.name(args.out, "output")}
    console.say(console.word("export.written", **told))
    return 0
