"""PostgreSQL's programs are found by version, and are told the database without a password in a command line."""

import os
import subprocess

import pytest
from sqlalchemy.engine import make_url

from diabetes_stack.settings import Settings, SettingsError
from diabetes_stack.store import postgres_tools
from diabetes_stack.store.postgres_tools import ToolMissingError, environment, tool


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Makes programs that say a version, in folders of the PATH, which are the only ones looked through."""
    monkeypatch.setattr(postgres_tools, "_PACKAGED", ())
    monkeypatch.setattr(postgres_tools, "_WHEEL", "no_such_wheel")

    def install(*versions, path=True):
        folders = []
        for version in versions:
            folder = tmp_path / str(version)
            folder.mkdir()
            program = folder / "pg_dump"
            program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.3 (Debian {version}.3-1)'\n")
            program.chmod(0o755)
            folders.append(folder)
        if path:
            monkeypatch.setenv("PATH", os.pathsep.join(map(str, folders)))
        return folders

    return install


def settings(**given):
    return Settings(_env_file=None, **given)


@pytest.mark.parametrize(("at_least", "chosen"), [(14, "18"), (15, "15"), (16, "16"), (17, "18")])
def test_the_servers_own_version_is_preferred_to_the_newest(installed, at_least, chosen):
    installed(18, 15, 16)
    assert tool(settings(), "pg_dump", at_least).parent.name == chosen


def test_the_folder_of_the_setting_comes_first(installed):
    installed(15, 16)
    [own] = installed(17, path=False)
    assert tool(settings(postgres_bin=own), "pg_dump", 15).parent == own
    assert tool(settings(postgres_bin=own), "pg_dump", 17).parent == own
    with pytest.raises(ToolMissingError):
        tool(settings(postgres_bin=own), "pg_dump", 18)


def test_what_is_missing_is_said_with_its_version(installed):
    [folder] = installed(15)
    (folder / "pg_restore").write_text("#!/bin/sh\nexit 1\n")
    (folder / "pg_restore").chmod(0o755)
    with pytest.raises(
        ToolMissingError, match=r"pg_dump of PostgreSQL 16 or newer .*found: 15.*client-16.*POSTGRES_BIN"
    ):
        tool(settings(), "pg_dump", 16)
    with pytest.raises(ToolMissingError, match="pg_restore of PostgreSQL 15"):
        tool(settings(), "pg_restore", 15)


def test_a_setting_that_is_no_folder_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="POSTGRES_BIN must be the folder"):
        settings(postgres_bin=tmp_path / "nowhere")
    assert settings(postgres_bin=" ").postgres_bin is None


def test_a_real_program_reaches_the_database(database_of, monkeypatch):
    url = make_url(database_of())
    monkeypatch.setenv("LC_ALL", "es_CO.UTF-8")
    told = environment(url.set(password="p@w"))
    assert (told["PGPASSWORD"], told["LC_ALL"]) == ("p@w", "C.UTF-8")
    dump = subprocess.run(
        [tool(settings(), "pg_dump", 18), "--schema-only"],
        env=told,
        capture_output=True,
        check=True,
        text=True,
    )
    assert "PostgreSQL database dump complete" in dump.stdout
