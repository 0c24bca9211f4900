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
    "yes_or_no": "y/N",
    "answers_yes": "y yes",
    # What is around the commands: help, usage, a wrong command line.
    "frame.about": "The hospital's services around the diabetes risk library. It estimates; it does not diagnose.",
    "frame.version": "Show the version and exit.",
    "frame.help": "Show this help and exit.",
    "frame.install_completion": "Install completion for the current shell.",
    "frame.show_completion": "Show the completion for the current shell, to copy or adapt it.",
    "frame.usage": "Usage",
    "frame.options_metavar": "[OPTIONS]",
    "frame.command_metavar": "COMMAND [ARGUMENTS]...",
    "frame.text": "TEXT",
    "frame.number": "NUMBER",
    "frame.file": "FILE",
    "frame.arguments": "Arguments",
    "frame.options": "Options",
    "frame.commands": "Commands",
    "frame.error": "Error",
    "frame.default": "[default: {}]",
    "frame.required": "[required]",
    "frame.aborted": "Stopped.",
    "frame.try_help": "For help: [blue]'{command_path} {help_option}'[/]",
    "frame.no_command": "There is no command {name!r}.",
    "frame.no_option": "There is no option {name!r}.",
    "frame.similar": "Similar: {names}",
    "frame.extra": "These arguments are too many: {arguments}",
    "frame.missing_argument": "The argument {name} is missing.",
    "frame.missing_option": "The option {name} is missing.",
    "frame.option_without_value": "The option {name!r} needs a value.",
    "frame.bad_value": "{name}: {text}",
    "frame.not_a_choice": "it must be one of: {choices}",
    "frame.not_an_integer": "it must be a whole number",
    "frame.not_a_number": "it must be a number",
    "frame.too_small": "it must be {least:,} or more",
    "frame.too_large": "it must be {most:,} or less",
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

TEXTS = Texts("en", "English", _WORDS, separators=".,", day="%d %b %Y")
