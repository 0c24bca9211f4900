"""Distinguishes a database that rejects the data from one that is unavailable."""

from __future__ import annotations

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

__all__ = ["cause_of", "is_about_the_data"]

#: Classes of PostgreSQL error codes: data, constraints, statement limits.
_CLASSES = ("22", "23", "54")


def is_about_the_data(problem: BaseException) -> bool:
    """Whether these rows are the problem, so that others might be accepted."""
    if isinstance(problem, DBAPIError):
        if problem.connection_invalidated:
            return False
        code = getattr(problem.orig, "sqlstate", None)
        if code is not None:
            return str(code).startswith(_CLASSES)
        return isinstance(problem, DataError | IntegrityError)
    if isinstance(problem, StatementError):
        problem = problem.orig or problem
    # The driver could not even encode it.
    return isinstance(problem, ValueError | TypeError | OverflowError)


def cause_of(problem: BaseException) -> str:
    """The type of an error, for logs: its message could contain a row."""
    return type(getattr(problem, "orig", None) or problem).__name__
