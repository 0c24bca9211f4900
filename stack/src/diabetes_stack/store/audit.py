"""Audit trail: who did what to records and models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from .tables import audit

__all__ = ["note"]


def note(connection: Connection, by: str, action: str, subject: str, detail: Mapping[str, Any]) -> None:
    """Record an action; a patient is only identified by the keyed hash."""
    connection.execute(
        audit.insert().values(by=by[:100], action=action, subject=subject[:100], detail=dict(detail))
    )
