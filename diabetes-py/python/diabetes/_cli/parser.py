"""The arguments of every command."""

from __future__ import annotations

import argparse
from typing import Any

from .._native import VERSION
from . import answering, evaluating, showing, training

DESCRIPTION = """\
Estimate the risk of type-2 diabetes from records: train, evaluate, recalibrate, predict, score.

Tables are CSV (, or ; between cells, any usual encoding, decimal point or comma) or Parquet; - stands for
standard input or output. Data goes to standard output, messages to standard error. MODEL is a file or nhanes,
the model that comes with the package. It estimates; it is no diagnostic device."""
STATUS = """\
exit status: 0 done; 1 it could not be done, such as writing a file; 2 bad input or usage.
Help on a command: diabetes COMMAND --help"""


class Commands:
    """The commands, each with its help, an example and what runs it."""

    def __init__(self, actions: Any) -> None:
        self._actions = actions

    def add(self, name: str, run: Any, summary: str, details: str, example: str) -> argparse.ArgumentParser:
        """A new command, without its arguments."""
        command: argparse.ArgumentParser = self._actions.add_parser(
            name,
            help=summary,
            description=f"{summary}\n\n{details}".strip(),
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_argument("--quiet", action="store_true", help="only warnings and errors as messages")
        command.set_defaults(run=run)
        return command


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    top = argparse.ArgumentParser(
        prog="diabetes",
        description=DESCRIPTION,
        epilog=STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"diabetes {VERSION}")
    actions = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    commands = Commands(actions)
    for module in (answering, training, evaluating, showing):
        module.add(commands)
    return top
