"""The arguments of all commands."""

from __future__ import annotations

import argparse

from .._native import VERSION
from . import answering, evaluating, showing, training
from .commands import Commands

DESCRIPTION = """\
Estimate the risk of type-2 diabetes from records: train, evaluate, recalibrate, predict, score.

Tables are CSV (, or ; between cells, any usual encoding, decimal point or comma) or Parquet; - stands for
standard input or output. Data goes to standard output, messages to standard error. MODEL is a file or nhanes,
the model that comes with the package. It estimates; it is not a diagnostic device."""
STATUS = """\
exit status: 0 success; 1 failure, such as a file that cannot be written; 2 bad input or usage.
Help on a command: diabetes COMMAND --help"""


def parser() -> argparse.ArgumentParser:
    """The command-line parser."""
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
