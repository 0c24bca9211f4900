"""Where the command modules register their commands."""

from __future__ import annotations

import argparse
from typing import Any


class Commands:
    """The commands, each with its help, an example and the function that runs it."""

    def __init__(self, actions: Any) -> None:
        self._actions = actions

    def add(self, name: str, run: Any, summary: str, details: str, example: str) -> argparse.ArgumentParser:
        """Add a command, without its arguments."""
        command: argparse.ArgumentParser = self._actions.add_parser(
            name,
            help=summary,
            description=f"{summary}\n\n{details}".strip(),
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_argument("--quiet", action="store_true", help="show only warnings and errors")
        command.set_defaults(run=run)
        return command
