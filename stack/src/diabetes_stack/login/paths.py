"""The paths of a login, the same at every service."""

from __future__ import annotations

__all__ = ["CALLBACK", "LOGIN", "LOGOUT", "PATHS"]

#: Leads to the provider.
LOGIN = "/login"
#: Where the provider sends people back, after a login and after a logout.
CALLBACK = "/callback"
#: Asks, and ends the session.
LOGOUT = "/logout"
PATHS = (LOGIN, CALLBACK, LOGOUT)
