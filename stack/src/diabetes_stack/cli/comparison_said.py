"""The report of ``compare`` in sentences. Shares are rounded down: one that lies below the threshold never reads as if
it reached it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .model_shown import percent
from .texts import word

__all__ = ["agreement", "objections", "refused", "title", "verdict"]


def title(report: dict[str, Any]) -> str:
    """What is compared."""
    return word("compare.title", **{name: report[name] for name in ("records", "old", "model", "version")})


def refused(report: dict[str, Any]) -> list[str]:
    """How many records either refused, the first of their rows, and how many answers belong to no record."""
    lines = [word("compare.refused", **report["refused"])]
    for name, rows in report["refused_rows"].items():
        if rows:
            more = ", …" if report["refused"][name] > len(rows) else ""
            lines.append(word(f"compare.refused_rows.{name}", rows=", ".join(map(str, rows)) + more))
    if report["left_over"]:
        lines.append(word("compare.left_over", answers=report["left_over"]))
    return lines


def agreement(name: str, of: dict[str, Any]) -> str:
    """How many agree."""
    return word("compare.agree", name=name, agree=_share(of["same"], of["compared"]), compared=of["compared"])


def verdict(report: dict[str, Any]) -> str:
    """Whether the new model may replace the other system."""
    return word("compare.agrees" if report["agrees"] else "compare.differs", **_parts(report))


def objections(report: dict[str, Any]) -> list[str]:
    """Why not."""
    return [word(f"compare.objection.{name}", **_parts(report)) for name in report["objections"]]


def _parts(report: dict[str, Any]) -> dict[str, Any]:
    threshold = report["threshold"]
    digits = max(0, -int(Decimal(str(threshold)).as_tuple().exponent) - 2)
    parts = {
        "records": report["records"],
        "threshold": percent(threshold, digits),
        "judged": report["judged"],
    }
    if report["judged"] is None:
        return parts
    of = report[report["judged"]]
    shares = {"agree": _share(of["same"], of["compared"]), "share": _share(of["compared"], of["answered"])}
    return parts | shares | {name: of[name] for name in ("same", "compared", "answered")}


def _share(part: int, whole: int) -> str:
    return percent(1000 * part // whole / 1000)
