"""Replays stored answers: the same record, the same version of the model, the same bits.

An answer also depends on its language, on the day, on FINDRISC_CUT and on the version of the library, which are not
stored with it. The first three have few values, so all are tried; an answer is equal if one of them gives its bytes.
The versions of the library are known from the entries that backups leave in the audit trail: an answer that differs
counts as different if this version made it, and as not comparable if another one may have.

The record is stored as it was read. Warnings about how it was sent, such as a name that is no field, are only in the
stored answer.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise, product
from typing import Any, NamedTuple

import diabetes
from sqlalchemy import Connection, func, select

from ..store.tables import audit, predictions
from .facts import answers_by_version
from .manifest import Manifest

__all__ = ["ACTION", "SAMPLE", "Replayed", "replay"]

#: Answers that are replayed unless another number is asked for.
SAMPLE = 200
#: The action of the audit entries that backups leave.
ACTION = "backup"
#: Points of FINDRISC; the settings allow a cut at any of them, or none.
_CUTS: tuple[float | None, ...] = (None, *map(float, range(27)))
_NAMED = 20
_ROWS = predictions.c


class _Stored(NamedTuple):
    id: str
    at: datetime
    model_version: str
    inputs: str
    outputs: str


@dataclass
class Replayed:
    """How many answers were replayed, and how that ended."""

    asked: int = 0
    equal: int = 0
    #: Of the equal ones, those given with another FINDRISC_CUT than the one of the archive.
    other_cut: int = 0
    #: Not comparable: made by a version of the library that is not installed here, or by a model that is not kept.
    not_comparable: int = 0
    #: Numbers of predictions whose answers differ, at most twenty of them.
    different: list[str] = field(default_factory=list)
    differing: int = 0
    versions: dict[str, int] = field(default_factory=dict)

    @property
    def proves_nothing(self) -> bool:
        """Whether there were answers, and none was equal."""
        return self.asked > 0 and self.equal == 0


def replay(
    connection: Connection, models: Mapping[str, diabetes.Model], manifest: Manifest, count: int = SAMPLE
) -> Replayed:
    """Replay ``count`` answers of a restored database, spread over model versions and time; each archive has its own
    sample, always the same."""
    libraries = _libraries(connection, manifest)
    cuts = sorted(_CUTS, key=lambda cut: cut != manifest.findrisc_cut)
    if manifest.findrisc_cut not in cuts:
        cuts.insert(0, manifest.findrisc_cut)
    found = Replayed()
    for stored in _sample(connection, count, seed=manifest.created.isoformat()):
        found.asked += 1
        found.versions[stored.model_version] = found.versions.get(stored.model_version, 0) + 1
        model = models.get(stored.model_version)
        if model is None and stored.model_version in manifest.missing_models:
            found.not_comparable += 1
            continue
        cut = _matching(model, stored, cuts) if model is not None else _NOTHING
        if cut is not _NOTHING:
            found.equal += 1
            found.other_cut += cut != manifest.findrisc_cut
        elif model is not None and _may_be_of_another(stored.at, libraries):
            found.not_comparable += 1
        else:
            found.differing += 1
            found.different = [*found.different, stored.id][:_NAMED]
    return found


_NOTHING = object()


def _matching(model: diabetes.Model, stored: _Stored, cuts: Sequence[float | None]) -> Any:
    """The FINDRISC_CUT with which the model gives this answer; ``_NOTHING`` if none does."""
    record, answer, given = stored.inputs.encode(), stored.outputs.encode(), stored.at.date()
    days: tuple[date, ...] = (given, given - timedelta(days=1), given + timedelta(days=1))
    for cut, day, locale in product(cuts, days, diabetes.LOCALES):
        if _same(model.answer_record(record, locale, cut, day).json, answer):
            return cut
    return _NOTHING


def _same(again: bytes, stored: bytes) -> bool:
    """Whether two answers are the same to the last digit, but for warnings about how the record was sent."""
    if again == stored:
        return True
    now, before = (json.loads(one, parse_float=str, parse_int=str) for one in (again, stored))
    warnings, known = now.pop("warnings", []), before.pop("warnings", [])
    return bool(now == before and all(one in known for one in warnings))


def _sample(connection: Connection, count: int, seed: str) -> Iterator[_Stored]:
    """Rows at even distances in time, from every model version as its share is, but at least one."""
    sizes = answers_by_version(connection)
    total = sum(sizes.values())
    dice = random.Random(seed)
    place = func.row_number().over(partition_by=_ROWS.model_version, order_by=(_ROWS.at, _ROWS.id))
    numbered = select(_ROWS.id, place.label("place")).subquery()
    for version, size in sorted(sizes.items()):
        wanted = min(size, max(1, count * size // total))
        ends = [step * size // wanted for step in range(wanted + 1)]
        places = [dice.randrange(first, last) + 1 for first, last in pairwise(ends)]
        chosen = (
            select(*(_ROWS[name] for name in _Stored._fields))
            .join(numbered, numbered.c.id == _ROWS.id)
            .where(_ROWS.model_version == version, numbered.c.place.in_(places))
        )
        for row in connection.execute(chosen):
            yield _Stored(*row)


def _libraries(connection: Connection, manifest: Manifest) -> list[tuple[datetime, str]]:
    """When which version of the library was seen, in order."""
    entries = select(audit.c.at, audit.c.detail).where(audit.c.action == ACTION).order_by(audit.c.id)
    seen = [(at, detail["library"]) for at, detail in connection.execute(entries) if "library" in detail]
    return [*seen, (manifest.created, manifest.library)]


def _may_be_of_another(at: datetime, libraries: Sequence[tuple[datetime, str]]) -> bool:
    """Whether the library seen last before this time, or first after it, is not the one installed here."""
    before = [version for when, version in libraries if when <= at][-1:]
    after = [version for when, version in libraries if when > at][:1]
    return any(version != diabetes.__version__ for version in before + after)
