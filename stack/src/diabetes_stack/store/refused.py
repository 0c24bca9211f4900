"""Whether a database refuses what it is given, or is not there to take anything."""

from __future__ import annotations

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError

__all__ = ["cause_of", "is_about_the_data"]

#: Classes of PostgreSQL's codes: data, constraints, limits of a statement.
_CLASSES = ("22", "23", "54")


def is_about_the_data(problem: BaseException) -> bool:
    """Whether another row might be taken where these were not."""
    if isinstance(problem, DBAPIError):
        if problem.connection_invalidated:
            return False
        code = getattr(problem.orig, "sqlstate", None)
        if code is not None:
            return str(code).startswith(_CLASSES)
        return isinstance(problem, DataError | IntegrityError)
    if isinstance(problem, StatementError):
        problem = problem.orig or problem
    # What the driver could not even write.
    return isinstance(problem, ValueError | TypeError | OverflowError)


def cause_of(problem: BaseException) -> str:
    """The kind of a fault, for logs: its message could hold a row."""
    return type(getattr(problem, "orig", None) or problem).__name__
