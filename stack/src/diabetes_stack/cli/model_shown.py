"""How models and their figures look in results: in JSON, and in the cells of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..models.registry import Version
from ..store.outcomes import Untested
from .console import say, table
from .texts import word

__all__ = ["identity", "percent", "show_untested", "shown", "untested"]


def identity(model: Version | Mapping[str, Any]) -> dict[str, Any]:
    """What identifies a model, for JSON: ``name``, ``version``, ``hash``."""
    found = vars(model) if isinstance(model, Version) else model
    return {name: found[name] for name in ("name", "version", "hash")}


def shown(value: Any, digits: int = 3) -> str:
    """A figure in the language's format, or a dash if there is none."""
    return "-" if value is None else word.number(value, digits)


def percent(value: Any, digits: int = 1) -> str:
    """A share as a percentage, or a dash if there is none."""
    return "-" if value is None else f"{word.number(100 * value, digits)} %"


def untested(levels: list[Untested]) -> list[dict[str, Any]]:
    """Predictions without a result, for JSON: ``risk_level`` (null without one), ``predictions``, ``untested``."""
    return [vars(level) for level in levels]


def show_untested(levels: list[Untested]) -> None:
    """Show the predictions without a result."""
    say()
    table(
        [word("outcomes.level"), word("outcomes.predictions"), word("outcomes.untested")],
        [
            [level.risk_level or "-", shown(level.predictions, 0), shown(level.untested, 0)]
            for level in levels
        ],
    )
