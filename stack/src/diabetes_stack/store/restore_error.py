"""Why a file cannot be put back."""

from __future__ import annotations

__all__ = ["RestoreError"]


class RestoreError(Exception):
    """A restore that was refused, and changed nothing: a code, with the parts of its text."""

    def __init__(self, code: str, **parts: object) -> None:
        super().__init__(code)
        self.code = code
        self.parts = parts
