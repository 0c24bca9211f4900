"""A machine with the services: a data folder, a database, keys, and the commands that run on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import httpx
from clinic import ask
from servers import ApiProcess
from sqlalchemy import inspect
from typer.testing import CliRunner

from diabetes_stack.backup.database import opened
from diabetes_stack.cli import commands
from diabetes_stack.example import EXAMPLE
from diabetes_stack.settings import Settings
from diabetes_stack.settings import settings as current

#: Settings that a machine has only if they are given.
MADE = dict.fromkeys(("DATABASE_URL", "SECRET_KEY", "BACKUP_TO", "BACKUP_RECIPIENT", "BACKUP_KEY_FILE"))


class Machine:
    """A machine; without a database's address it has SQLite."""

    def __init__(self, folder, database_url=None, **environment):
        self.folder = folder
        self.data = folder / "data"
        self.url = database_url
        self.environment = {**environment}
        if database_url is not None:
            self.environment["DATABASE_URL"] = database_url
        self.data.mkdir(parents=True)
        self.api = None

    @property
    def settings(self):
        return Settings(_env_file=None, DIABETES_DATA_DIR=self.data, database_url=self.url)

    def said(self, *arguments, **environment):
        """The exit status of a command and its JSON; None takes a setting away."""
        given = {**MADE, "DIABETES_DATA_DIR": str(self.data), **self.environment, **environment}
        current.cache_clear()
        try:
            done = CliRunner().invoke(commands(), [*map(str, arguments), "--json"], env=given)
        finally:
            current.cache_clear()
        assert done.exit_code in (0, 1), done.output
        return done.exit_code, json.loads(done.stdout)

    def refusal(self, *arguments, **environment):
        """Why a command refused, as codes."""
        status, said = self.said(*arguments, **environment)
        assert status == 1, said
        return codes(said)

    def apart(self, *arguments, within=lambda command: command):
        """The same in a process of its own, as a person runs it."""
        given = {name: value for name, value in os.environ.items() if name not in MADE}
        command = [sys.executable, "-m", "diabetes_stack", *map(str, arguments), "--json"]
        done = subprocess.run(
            within(command), capture_output=True, text=True,
            env={**given, "DIABETES_DATA_DIR": str(self.data), **self.environment},
        )  # fmt: skip
        assert done.returncode in (0, 1), done.stderr
        return done.returncode, json.loads(done.stdout)

    def is_empty(self):
        """Whether its database has no tables, and its folder no key."""
        if (self.data / "secret.key").exists():
            return False
        with opened(self.settings) as engine:
            return not inspect(engine).get_table_names()

    def start(self):
        """Start the API."""
        self.api = ApiProcess(self.folder, **self.environment)
        return self.api.url

    def first_answer(self):
        """Start the API and ask it; the answer, and the seconds until it was there."""
        begin = time.monotonic()
        url = self.start()
        with httpx.Client(timeout=30) as client:
            answer = ask(client, url, EXAMPLE)
        return answer, time.monotonic() - begin


def codes(said):
    """The codes of the problems in a command's JSON."""
    return ", ".join(sorted({one["code"] if isinstance(one, dict) else one[0] for one in said["problems"]}))
