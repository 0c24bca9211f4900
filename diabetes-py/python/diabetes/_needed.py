"""Libraries that only a part of the package needs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def needed(part: str, library: str, extra: str) -> Iterator[None]:
    """Names the library, and the extra that installs it, if an import within fails."""
    try:
        yield
    except ModuleNotFoundError as error:
        told = f'{part} needs {library}: pip install "diabetes-py[{extra}]"'
        raise ModuleNotFoundError(told) from error
