"""The Python packages that the services need, as installed here: not what else is in the environment."""

from __future__ import annotations

from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

__all__ = ["OWN", "Package", "packages"]

#: Packages of this project, which no index knows.
OWN = ("diabetes-stack", "diabetes-py")
#: Characters of the name of a licence; what is longer is its text.
_LONGEST = 100


class Package(NamedTuple):
    """An installed package, and the names of those that it needs."""

    name: str
    version: str
    licence: str | None
    needs: tuple[str, ...]


def packages() -> dict[str, Package]:
    """The services' own package and all that it needs, by name."""
    found: dict[str, tuple[Distribution, set[str]]] = {}
    waiting: list[tuple[str, frozenset[str]]] = [(OWN[0], frozenset())]
    seen = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue
        needs = _needs(one, extras)
        found.setdefault(name, (one, set()))[1].update(need for need, _ in needs)
        waiting += needs
    return {
        name: Package(name, one.version, _licence(one), tuple(sorted(needs & found.keys())))
        for name, (one, needs) in sorted(found.items())
    }


def _needs(one: Distribution, extras: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    wanted = [Requirement(text) for text in one.requires or ()]
    chosen = [{"extra": extra} for extra in ("", *sorted(extras))]
    return [
        (canonicalize_name(need.name), frozenset(need.extras))
        for need in wanted
        if need.marker is None or any(need.marker.evaluate(dict(extra)) for extra in chosen)
    ]


def _licence(one: Distribution) -> str | None:
    stated = [
        *(one.metadata.get_all("License-Expression") or ()),
        *(one.metadata.get_all("License") or ()),
        "",
    ][0]
    if 0 < len(stated) < _LONGEST and "\n" not in stated:
        return str(stated)
    named = {
        line.rpartition(" :: ")[2]
        for line in one.metadata.get_all("Classifier") or ()
        if "License ::" in line
    }
    return " AND ".join(sorted(named)) or None
