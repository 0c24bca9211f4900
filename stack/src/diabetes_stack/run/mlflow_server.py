"""MLflow's command ``server``, with :mod:`our application <diabetes_stack.run.mlflow_app>` instead of its own."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from mlflow.cli import cli

_THEIRS, _OURS = "mlflow.server.fastapi_app:app", "diabetes_stack.run.mlflow_app:app"


def _serve(arguments: list[str]) -> None:
    server: Any = import_module("mlflow.server")
    start = server._exec_cmd

    def with_ours(command: list[str], **options: Any) -> Any:
        # ValueError if MLflow starts its server in another way.
        place = command.index(_THEIRS)
        return start([*command[:place], _OURS, *command[place + 1 :]], **options)

    server._exec_cmd = with_ours
    cli(["server", *arguments])


if __name__ == "__main__":
    _serve(sys.argv[1:])
