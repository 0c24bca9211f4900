"""Where the command modules register their commands."""

from __future__ import annotations

import argparse
from typing import Any

from .._locales import LOCALES
from .._texts import Texts


class Commands:
    """The commands, each with its help, an example and the function that runs it."""

    def __init__(self, actions: Any, word: Texts) -> None:
        self._actions = actions
        self.word = word

    def add(self, name: str, run: Any, example: str, **filled: object) -> argparse.ArgumentParser:
        """Add a command, without its arguments; its texts go by its name, with ``filled`` in its details."""
        summary, details = self.word(f"{name}.summary"), self.word(f"{name}.details", **filled)
        command: argparse.ArgumentParser = self._actions.add_parser(
            name,
            help=summary,
            description=f"{summary}\n\n{details}".strip(),
            epilog=f"{self.word('frame.example')}\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_argument("--quiet", action="store_true", help=self.word("option.quiet"))
        command.set_defaults(run=run)
        return command

    def add_json(self, command: argparse.ArgumentParser) -> None:
        """The option of every command that gives its result to a program."""
        command.add_argument("--json", action="store_true", help=self.word("option.json"))

    def add_locale(self, command: argparse.ArgumentParser) -> None:
        """The option of commands whose texts may be in another language than the terminal's."""
        command.add_argument(
            "--locale", choices=LOCALES, default=self.word.locale, help=self.word("option.locale")
        )
