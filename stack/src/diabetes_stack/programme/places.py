"""The hospital's own names for a site and an insurer: short, printable, and not of a person."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from ..refusals import Refusal

__all__ = ["LONGEST", "NOWHERE", "PATTERN", "Place", "PlaceError", "place_of"]

LONGEST = 60
#: A number alone may be that of an identity card or a telephone, and an address names a person.
#: What the names match at least, as other programs read patterns.
PATTERN = "^[^@]*[A-Za-z][^@]*$"
_LETTER = re.compile(r"[^\W\d_]")


class PlaceError(Refusal):
    """A name that is refused: ``bad_place``. ``field`` says whether it is the site or the insurer."""

    def __init__(self, field: str) -> None:
        super().__init__("bad_place", most=LONGEST)
        self.field = field


class Place(NamedTuple):
    """Where a person belongs; None is not known."""

    site: str | None
    insurer: str | None


NOWHERE = Place(None, None)


def place_of(site: str | None, insurer: str | None) -> Place:
    """The names in normal form; an empty one is not known. Raises PlaceError.

    >>> place_of(" Sede  Norte ", "")
    Place(site='Sede Norte', insurer=None)
    """
    return Place(_name(site, "site"), _name(insurer, "insurer"))


def _name(given: str | None, field: str) -> str | None:
    name = " ".join(unicodedata.normalize("NFC", given or "").split())
    if not name:
        return None
    if len(name) > LONGEST or not name.isprintable() or "@" in name or _LETTER.search(name) is None:
        raise PlaceError(field)
    return name
