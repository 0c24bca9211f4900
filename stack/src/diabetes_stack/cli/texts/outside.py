"""What the system and SQLite say in English only, in Spanish; the rest of a text stays."""

from __future__ import annotations

import re

__all__ = ["in_spanish"]

_PHRASES = {
    # The system.
    "No such file or directory": "no existe el archivo o la carpeta",
    "Permission denied": "falta el permiso",
    "Operation not permitted": "falta el permiso",
    "File exists": "ya existe",
    "Is a directory": "es una carpeta",
    "Not a directory": "no es una carpeta",
    "No space left on device": "el disco está lleno",
    "Disk quota exceeded": "se agotó la cuota del disco",
    "Read-only file system": "el disco es de solo lectura",
    "Input/output error": "el disco falla",
    "Too many open files": "hay demasiados archivos abiertos",
    "Connection refused": "nadie atiende en esa dirección",
    # SQLite.
    "unable to open database file": "no se puede abrir el archivo",
    "file is not a database": "el archivo está dañado o no es una base de datos",
    "database disk image is malformed": "el archivo está dañado",
    "database or disk is full": "el disco está lleno",
    "attempt to write a readonly database": "el archivo es de solo lectura",
    "database is locked": "otro programa la tiene ocupada",
    "disk I/O error": "el disco falla",
    # Settings.
    "DIABETES_DATA_DIR must be a writable folder, or one that can be created": (
        "DIABETES_DATA_DIR debe ser una carpeta en la que se pueda escribir, o que se pueda crear"
    ),
}
_KNOWN = re.compile("|".join(map(re.escape, sorted(_PHRASES, key=len, reverse=True))))


def in_spanish(text: str) -> str:
    """The text with what is known of it in Spanish.

    >>> in_spanish("/data/x: No such file or directory")
    '/data/x: no existe el archivo o la carpeta'
    """
    return _KNOWN.sub(lambda found: _PHRASES[found[0]], text)
