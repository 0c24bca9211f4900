"""The login."""

from __future__ import annotations

__all__ = ["WORDS"]

WORDS = {
    "login.needed": "Inicie sesión para usar el tablero.",
    "login.ended": "Su sesión terminó. Inicie sesión de nuevo.",
    "login.failed": (
        "No se pudo aceptar el inicio de sesión. Inténtelo de nuevo; si vuelve a ocurrir, escriba a {mail}."
    ),
    "login.no_role": (
        "Usted inició sesión como {name}, pero su cuenta no tiene permiso para usar el tablero. "
        "Pídalo a {mail}."
    ),
    "login.in": "Iniciar sesión",
    "login.out": "Cerrar sesión",
    "login.name": "{name} ({role})",
    "role.reader": "consulta",
    "role.operator": "consulta y predicción",
    "role.admin": "administración",
}
