"""The commands in English."""

from __future__ import annotations

from ...words import Texts

__all__ = ["TEXTS"]

_WORDS = {
    # Common to all commands.
    "json": "Print the result as JSON.",
    "dry_run": "Say what would be done, and change nothing.",
    "yes": "Do not ask for confirmation.",
    "error": "error: {text}",
    "warning": "warning: {text}",
    "unattended": "--yes is needed: without a terminal nobody can be asked",
    # Services: up, api, dashboard, mlflow, smoke, demo.
    "login.proxy.help": "Run the login in front of MLflow. The command mlflow starts it.",
    "login.proxy.upstream": "Address of MLflow on this machine.",
    # Database: db.
    # Models: model, outcomes, compare.
    # Tokens: token.
    # Backups: backup.
    # Monitor: monitor, incident.
    # Checklists: check.
    # Security: audit.
    # Updates: update, doctor.
}

TEXTS = Texts("en", "English", _WORDS, separators=".,", day="%d %b %Y")
