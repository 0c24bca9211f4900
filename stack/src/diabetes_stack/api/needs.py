"""The role that each address of the API needs. What is in no list of calls needs a token too."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.routing import compile_path
from starlette.types import Scope

from ..roles import Role

__all__ = ["ENOUGH", "Needs"]

#: The roles that may do what needs a role.
ENOUGH = {need: frozenset(role for role in Role if role.includes(need)) for need in Role}


class Needs:
    """What a caller must be, by method and path; None for a call that anybody may make."""

    def __init__(self, calls: Iterable[tuple[str, str, Role | None]]) -> None:
        """Takes method, path and role of every call and page."""
        self._fixed: dict[str, dict[str, Role | None]] = {"GET": {}}
        self._patterns = []
        for method, path, role in calls:
            if "{" in path:
                self._patterns.append((method, compile_path(path)[0], role))
            else:
                self._fixed.setdefault(method, {})[path] = role
        self._fixed["HEAD"] = self._fixed["GET"]

    def of(self, scope: Scope) -> Role | None:
        """The role that this request needs. Any role may find out that an address does not exist."""
        method, path = scope["method"], scope["path"]
        fixed = self._fixed.get(method)
        if fixed is not None and path in fixed:
            return fixed[path]
        wanted = "GET" if method == "HEAD" else method
        for of, pattern, role in self._patterns:
            if of == wanted and pattern.match(path):
                return role
        return Role.READER
