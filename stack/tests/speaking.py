"""What the commands say in the language of the environment, as JSON: ``python speaking.py`` with command lines as JSON
lists on standard input."""

from __future__ import annotations

import json
import os
import subprocess
import sys

SPANISH, ENGLISH = "es_CO.UTF-8", "en_US.UTF-8"


def asked(language, lines=()):
    """The tree of the commands in a language, and what these command lines say: ``help`` by command, ``lines``."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    answer = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps([list(line) for line in lines]),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env=environment | {"LANG": language, "COLUMNS": "200", "TERM": "dumb"},
    )
    return json.loads(answer.stdout)


def main():
    from typer.main import get_command
    from typer.testing import CliRunner

    from diabetes_stack.cli import commands

    def said(line):
        result = CliRunner().invoke(commands(), line)
        return {"status": result.exit_code, "out": result.stdout, "err": result.stderr}

    def tree(command, path):
        context = command.make_context(path[-1] if path else "diabetes-stack", [], resilient_parsing=True)
        found[" ".join(path)] = {
            "text": command.help or "",
            "asked": said([*path, "--help"]),
            "params": {
                param.name: {"help": param.help or "", "options": [*param.opts, *param.secondary_opts]}
                for param in command.get_params(context)
            },
            "group": hasattr(command, "commands"),
        }
        for name, inner in getattr(command, "commands", {}).items():
            if not inner.hidden:
                tree(inner, [*path, name])

    found = {}
    tree(get_command(commands()), [])
    lines = [said(line) for line in json.load(sys.stdin)]
    print(json.dumps({"help": found, "lines": lines}))


if __name__ == "__main__":
    main()
