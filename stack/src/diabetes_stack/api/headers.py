"""Headers of requests, and how much each of several choices in one is wanted."""

from __future__ import annotations

from functools import lru_cache

from starlette.requests import Request

__all__ = ["choices", "header", "wanted"]


def header(request: Request, name: bytes) -> str | None:
    """The first header of this name, which is in lower case."""
    for key, value in request.scope["headers"]:
        if key == name:
            return value.decode("latin-1")  # type: ignore[no-any-return]
    return None


def choices(value: str) -> list[tuple[str, float]]:
    """The choices of a header such as ``Accept``, in lower case, and how much each is wanted: 1 where nothing is said,
    0 for not at all. Of one that is very long the beginning counts."""
    found = []
    for part in value[:1000].split(","):
        choice, *options = part.split(";")
        named = {name.strip().lower(): text for name, _, text in (one.partition("=") for one in options)}
        found.append((choice.strip().lower(), _quality(named["q"]) if "q" in named else 1.0))
    return found


def wanted(request: Request, kind: str, instead: str) -> bool:
    """Whether ``Accept`` names this media type and wants it no less than what is given else."""
    return _wanted(header(request, b"accept") or "", kind, instead)


@lru_cache(maxsize=256)
def _wanted(accept: str, kind: str, instead: str) -> bool:
    named = dict(choices(accept))
    # The nearest of the names that stand for what is given else.
    ranges = (instead, f"{instead.partition('/')[0]}/*", "*/*")
    other = next((named[name] for name in ranges if name in named), 0.0)
    return named.get(kind, 0.0) > 0 and named[kind] >= other


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
