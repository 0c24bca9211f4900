"""Shows untrusted text, such as column names, literally: never as Markdown, links or HTML."""

from __future__ import annotations

import html
import re

__all__ = ["in_chart", "plain"]

#: Names can be arbitrarily long; the displayed part is limited.
_LONGEST = 80
#: Text in which nothing is interpreted as markup.
_HARMLESS = re.compile(r"(?!.*www\.)[^\W_](?:[^\W_]|[ .,;()/%+\N{EN DASH}-])*", re.IGNORECASE)


def plain(value: object) -> str:
    """Text for Markdown: unchanged if that is safe, otherwise as code, which is shown literally."""
    text = _short(value)
    if _HARMLESS.fullmatch(text):
        return text
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def in_chart(value: object) -> str:
    """Text for a plotly figure, which interprets some HTML."""
    return html.escape(_short(value), quote=False)


def _short(value: object) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in str(value)[: 4 * _LONGEST]).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"
