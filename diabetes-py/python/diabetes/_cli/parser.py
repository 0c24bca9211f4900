"""The arguments of all commands."""

from __future__ import annotations

import argparse

from .._native import VERSION
from .._texts import Texts
from . import answering, asking, evaluating, exporting, sharing, showing, training
from .commands import Commands


def parser(word: Texts) -> argparse.ArgumentParser:
    """The command-line parser, with its help in a language."""
    top = argparse.ArgumentParser(
        prog="diabetes",
        description=word("frame.about"),
        epilog=word("frame.status"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"diabetes {VERSION}", help=word("frame.version"))
    actions = top.add_subparsers(
        title=word("frame.commands"), metavar=word("frame.command"), dest="command", required=True
    )
    commands = Commands(actions, word)
    for module in (asking, answering, training, evaluating, sharing, exporting, showing):
        module.add(commands)
    return top
