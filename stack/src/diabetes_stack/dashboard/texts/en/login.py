"""The login."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "login.needed": "Log in to use the dashboard.",
    "login.ended": "Your login has ended. Log in again.",
    "login.failed": "The login could not be accepted. Log in again; if it fails again, write to {mail}.",
    "login.no_role": (
        "You are logged in as {name}, but your account has no permission to use the dashboard. Ask "
        "{mail} for it."
    ),
    "login.in": "Log in",
    "login.out": "Log out",
    "login.name": "{name} ({role})",
    "role.reader": "reader",
    "role.operator": "operator",
    "role.admin": "admin",
}
