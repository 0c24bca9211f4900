"""The commands in Spanish."""

from __future__ import annotations

from ...words import Texts

__all__ = ["TEXTS"]

_WORDS = {
    # Common to all commands.
    "json": "Muestra el resultado como JSON.",
    "dry_run": "Dice qué haría, sin cambiar nada.",
    "yes": "No pide confirmación.",
    "error": "error: {text}",
    "warning": "aviso: {text}",
    "unattended": "hace falta --yes: sin terminal no se puede pedir confirmación",
    # Services: up, api, dashboard, mlflow, smoke, demo.
    "login.proxy.help": "Ejecuta el inicio de sesión delante de MLflow. Lo inicia la orden mlflow.",
    "login.proxy.upstream": "Dirección de MLflow en esta máquina.",
    # Database: db.
    # Models: model, outcomes, compare.
    # Tokens: token.
    # Backups: backup.
    # Monitor: monitor, incident.
    # Checklists: check.
    # Security: audit.
    # Updates: update, doctor.
}

TEXTS = Texts("es", "Español", _WORDS, separators=",.", day="%d/%m/%Y")
