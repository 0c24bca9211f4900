"""How backups stand, for the monitor; read from files alone, so that it is known while the database is away."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ..settings import Settings
from .drill import drills
from .places import archives, shelf
from .verify import proof_of

__all__ = ["Status", "status"]


class Status(NamedTuple):
    """Times are in UTC; None if there was none."""

    #: When the newest archive was made.
    newest: datetime | None
    #: When an archive was last verified, and whether it was good.
    verified: datetime | None
    verified_good: bool | None
    #: When the newest archive that proved itself was made.
    newest_good: datetime | None
    #: The last drill, whether all went well, and how long the return took.
    drilled: datetime | None
    drilled_good: bool | None
    drill_seconds: float | None


def status(settings: Settings) -> Status:
    """The state of the archives in the data folder."""
    found = archives(shelf(settings))
    proofs = [(proof, archive) for archive in found if (proof := proof_of(archive)) is not None]
    last = max((proof for proof, _ in proofs), key=lambda proof: proof.at, default=None)
    good = [archive.at for proof, archive in proofs if proof.good]
    drill = next(reversed(drills(settings)), None)
    return Status(
        newest=found[-1].at if found else None,
        verified=last.at if last else None,
        verified_good=last.good if last else None,
        newest_good=good[-1] if good else None,
        drilled=drill.at if drill else None,
        drilled_good=drill.good if drill else None,
        drill_seconds=drill.seconds.get("return") if drill else None,
    )
