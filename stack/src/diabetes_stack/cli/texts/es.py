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
    "yes_or_no": "s/N",
    "answers_yes": "s si sí",
    # What is around the commands: help, usage, a wrong command line.
    "frame.about": "Los servicios del hospital en torno a la biblioteca de riesgo de diabetes. Estima; no diagnostica.",
    "frame.version": "Muestra la versión y termina.",
    "frame.help": "Muestra esta ayuda y termina.",
    "frame.install_completion": "Instala el autocompletado en la consola actual.",
    "frame.show_completion": "Muestra el autocompletado de la consola actual, para copiarlo o adaptarlo.",
    "frame.usage": "Uso",
    "frame.options_metavar": "[OPCIONES]",
    "frame.command_metavar": "COMANDO [ARGUMENTOS]...",
    "frame.text": "TEXTO",
    "frame.number": "NÚMERO",
    "frame.file": "ARCHIVO",
    "frame.arguments": "Argumentos",
    "frame.options": "Opciones",
    "frame.commands": "Comandos",
    "frame.error": "Error",
    "frame.default": "[si no se indica: {}]",
    "frame.required": "[obligatorio]",
    "frame.aborted": "Detenido.",
    "frame.try_help": "Vea la ayuda: [blue]'{command_path} {help_option}'[/]",
    "frame.no_command": "No existe el comando {name!r}.",
    "frame.no_option": "No existe la opción {name!r}.",
    "frame.similar": "Parecido: {names}",
    "frame.extra": "Sobran estos argumentos: {arguments}",
    "frame.missing_argument": "Falta el argumento {name}.",
    "frame.missing_option": "Falta la opción {name}.",
    "frame.option_without_value": "La opción {name!r} necesita un valor.",
    "frame.bad_value": "{name}: {text}",
    "frame.not_a_choice": "debe ser uno de estos: {choices}",
    "frame.not_an_integer": "debe ser un número entero",
    "frame.not_a_number": "debe ser un número",
    "frame.too_small": "debe ser {least:,} o más",
    "frame.too_large": "debe ser {most:,} o menos",
    # Services: up, api, dashboard, mlflow, smoke, demo.
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
