"""The words around the commands: what argparse says in help and of a wrong command line, in any language.

argparse looks its texts up by gettext; while a command line is read, they come from the catalogue instead.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .._texts import Texts

# argparse's own texts, in its versions from Python 3.10 on, and the keys of ours.
SAID = {
    "usage: ": "frame.usage",
    "positional arguments": "frame.arguments",
    "options": "frame.options",
    "optional arguments": "frame.options",
    "show this help message and exit": "frame.help",
    "%(prog)s: error: %(message)s\n": "frame.error",
    "argument %(argument_name)s: %(message)s": "frame.argument",
    "the following arguments are required: %s": "frame.required",
    "unrecognized arguments: %s": "frame.extra",
    "invalid choice: %(value)r (choose from %(choices)s)": "frame.choice",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": "frame.near",
    "invalid %(type)s value: %(value)r": "frame.value",
    "expected one argument": "frame.one",
    "expected at most one argument": "frame.at_most_one",
    "expected at least one argument": "frame.at_least_one",
    "not allowed with argument %s": "frame.not_with",
    "ignored explicit argument %r": "frame.takes_none",
    "ambiguous option: %(option)s could match %(matches)s": "frame.ambiguous",
    "one of the arguments %s is required": "frame.one_of",
}


@contextmanager
def spoken(word: Texts) -> Iterator[None]:
    """Have argparse say its texts in a language."""

    def say(text: str) -> str:
        return word(SAID[text]) if text in SAID else text

    def say_counted(one: str, many: str, count: int) -> str:
        return say(one if count == 1 else many)

    module: Any = argparse
    kept = module._, module.ngettext
    module._, module.ngettext = say, say_counted
    try:
        yield
    finally:
        module._, module.ngettext = kept
