"""A command imports what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.main import get_command

from diabetes_stack.cli import _COMMANDS, commands


def test_the_words_that_begin_the_commands_of_a_module_are_those_it_adds():
    for module, words in _COMMANDS.items():
        assert set(get_command(commands(module)).commands) == set(words), module
    every = {*get_command(commands()).commands}
    assert every == {word for words in _COMMANDS.values() for word in words}


def imported(command):
    """The modules that the help of a command imports."""
    script = (
        f"import sys; sys.argv = ['diabetes-stack', {command!r}, '--help']\n"
        "from diabetes_stack.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: print(end.code, *sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    code, *modules = done.stdout.splitlines()[-1].split()
    assert (code, f"diabetes_stack.cli.{command}" in modules) == ("0", command in _COMMANDS)
    return set(modules)


def test_a_command_does_not_import_the_others():
    assert not {"diabetes_stack.cli.serve", "authlib", "streamlit", "mlflow"} & imported("logs")


@pytest.mark.parametrize("command", ["up", "doctor"])
def test_a_command_that_starts_or_examines_services_does_not_import_them(command):
    assert not {"streamlit", "mlflow", "fastapi"} & imported(command)
