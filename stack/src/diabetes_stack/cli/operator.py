"""Who runs a command."""

from __future__ import annotations

import getpass

__all__ = ["operator"]


def operator() -> str:
    """The user running this command, for the audit table."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
