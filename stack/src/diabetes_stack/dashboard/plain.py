"""Texts that others wrote, such as the names of columns, shown as they are: never read as Markdown, as a link or as
HTML."""

from __future__ import annotations

import html
import re

__all__ = ["in_chart", "plain"]

#: A name may be as long as its file; what is shown of it is not.
_LONGEST = 80
#: Nothing in these is read as anything but text.
_HARMLESS = re.compile(r"(?!.*www\.)[^\W_](?:[^\W_]|[ .,;()/%+\N{EN DASH}-])*", re.IGNORECASE)


def plain(value: object) -> str:
    """A text in Markdown: as it is where that is safe, else as code, in which nothing is read."""
    text = _short(value)
    if _HARMLESS.fullmatch(text):
        return text
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def in_chart(value: object) -> str:
    """A text in a figure of plotly, which reads some HTML."""
    return html.escape(_short(value), quote=False)


def _short(value: object) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in str(value)[: 4 * _LONGEST]).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
