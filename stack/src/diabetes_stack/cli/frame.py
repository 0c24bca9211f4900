"""The words around the commands, in the language of the process: usage, titles of the help, and what is wrong with a
command line.

Typer keeps the titles in constants and gives the rest through methods of its commands; :func:`speak` puts these classes
in their place. Its messages about a command line are written here from what its exceptions carry.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

import typer
from pydantic import ValidationError
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

from .texts import word

__all__ = ["Command", "Group", "UsageError", "said_in_words", "speak"]

#: What Typer raises for a wrong command line, which it does not export.
UsageError: Any = typer.BadParameter.__bases__[0]
#: Typer's constants, and the texts in their place.
_TITLES = {
    "ARGUMENTS_PANEL_TITLE": word("frame.arguments"),
    "OPTIONS_PANEL_TITLE": word("frame.options"),
    "COMMANDS_PANEL_TITLE": word("frame.commands"),
    "ERRORS_PANEL_TITLE": word("frame.error"),
    "DEFAULT_STRING": word("frame.default"),
    "REQUIRED_LONG_STRING": word("frame.required"),
    "ABORTED_TEXT": word("frame.aborted"),
    "RICH_HELP": word("frame.try_help"),
}
#: The options that Typer adds to commands.
_OPTIONS = {
    "help": word("frame.help"),
    "install_completion": word("frame.install_completion"),
    "show_completion": word("frame.show_completion"),
}
#: What is wrong with a file, by the end of Typer's text.
_FILES = {
    "does not exist.": word("frame.no_such_file"),
    "is a directory.": word("frame.is_a_folder"),
    "is not readable.": word("frame.is_unreadable"),
    "is not writable.": word("frame.is_unwritable"),
}
#: What an option takes, by Typer's name of its type; nothing is said of a flag, and choices are listed.
_KINDS = {
    "bool": "",
    "str": word("frame.text"),
    "int": word("frame.number"),
    "float": word("frame.number"),
    "Path": word("frame.file"),
}


class _Worded:
    """A command or group whose usage and help are in words of the catalogue."""

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{word('frame.usage')}: ")

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters, with the help of those that Typer adds, and what each option takes."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for one in params:
            one.help = _OPTIONS.get(one.name, one.help)
            if one.param_type_name == "option" and one.metavar is None:
                one.metavar = _KINDS.get(one.bare_type().removeprefix("list[").removesuffix("]"))
        return params


class Command(_Worded, TyperCommand):
    """A command."""

    #: They are refused here instead.
    allow_extra_args = True

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options | {"options_metavar": word("frame.options_metavar")})

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse a command line; every argument must have a meaning."""
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            ctx.fail(word("frame.extra", arguments=", ".join(map(repr, left))))
        return left


class Group(_Worded, TyperGroup):
    """A group of commands."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        metavars = {
            "options_metavar": word("frame.options_metavar"),
            "subcommand_metavar": word("frame.command_metavar"),
        }
        super().__init__(*arguments, **options | metavars)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named; one like it is proposed if there is none."""
        name = args[0]
        if name[:1] != "-" and self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            near = get_close_matches(name, self.list_commands(ctx))
            known = word("frame.similar", names=", ".join(near)) if near else ""
            ctx.fail(f"{word('frame.no_command', name=name)} {known}".rstrip())
        return super().resolve_command(ctx, args)


def speak(app: typer.Typer) -> None:
    """Use these classes for every command and group of an app, and the catalogue's titles."""
    for name, text in _TITLES.items():
        setattr(rich_utils, name, text)
    for command in app.registered_commands:
        command.cls = _worded(command.cls, Command)
    for group in app.registered_groups:
        inner = group.typer_instance
        assert inner is not None
        group.cls = _worded(_given(group.cls) or _given(inner.info.cls), Group)
        speak(inner)


def _given(setting: Any) -> Any:
    """A setting of Typer's; None if it is the default."""
    return getattr(setting, "value", setting)


def _worded(given: Any, base: type[Any]) -> Any:
    """The class to use for a command or group: ``base``, joined with the one that it was given."""
    if given is None or issubclass(base, given):
        return base
    return given if issubclass(given, base) else type(given.__name__, (given, base), {})


@contextmanager
def said_in_words() -> Iterator[None]:
    """Report what is wrong with a command line in words of the catalogue."""
    try:
        yield
    except UsageError as error:
        text = _said(error)
        if text is None:
            raise
        raise UsageError(text, getattr(error, "ctx", None)) from error


def _said(error: Any) -> str | None:
    """What is wrong; None for a text that comes without its values, which stays as Typer wrote it."""
    match type(error).__name__:
        case "MissingParameter":
            return word(f"frame.missing_{error.param.param_type_name}", name=error.param.get_error_hint())
        case "NoSuchOption":
            similar = word("frame.similar", names=", ".join(sorted(error.possibilities or ())))
            text = word("frame.no_option", name=error.option_name)
            return f"{text} {similar}" if error.possibilities else text
        case "BadOptionUsage" if "requires" in error.message:
            return word("frame.option_without_value", name=error.option_name)
        case "BadOptionUsage":
            return word("frame.option_with_value", name=error.option_name)
        case "BadParameter":
            return _said_of_value(error)
    return None


def _said_of_value(error: Any) -> str:
    """What is wrong with a value: as the command says, or what the type of the parameter needs."""
    text = _needed(error) or _of_file(error) or error.message
    hint = error.param_hint or (error.param and error.param.get_error_hint())
    return word("frame.bad_value", name=hint, text=text) if hint else str(text)


def _of_file(error: Any) -> str | None:
    """What is wrong with a file, if Typer looked at it."""
    return next((text for ending, text in _FILES.items() if str(error.message).endswith(ending)), None)


def _needed(error: Any) -> str | None:
    """What the value must be, if pydantic refused it by the type of the parameter."""
    if not isinstance(error.__cause__, ValidationError):
        return None
    choices = error.param.type_descriptor.choices
    if choices:
        return word(
            "frame.not_a_choice", choices=", ".join(str(getattr(one, "value", one)) for one in choices)
        )
    [first, *_] = error.__cause__.errors()
    match first["type"]:
        case "int_parsing" | "int_from_float":
            return word("frame.not_an_integer")
        case "float_parsing":
            return word("frame.not_a_number")
        case "greater_than_equal":
            return word("frame.too_small", least=first["ctx"]["ge"])
        case "less_than_equal":
            return word("frame.too_large", most=first["ctx"]["le"])
    return None
