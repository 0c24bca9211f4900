"""Roles of those who call the services: each may do what the one before it may."""

from __future__ import annotations

from enum import Enum

__all__ = ["Role"]


class Role(str, Enum):
    """Reader: look at figures. Operator: predict, store results. Admin: everything.

    >>> Role.ADMIN.includes(Role.READER), Role.READER.includes(Role.OPERATOR)
    (True, False)
    """

    READER = "reader"
    OPERATOR = "operator"
    ADMIN = "admin"

    def includes(self, other: Role) -> bool:
        """Whether this role may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)
