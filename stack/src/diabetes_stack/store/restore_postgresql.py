"""Loads a dump into PostgreSQL within one transaction, which also drops what was there before."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sqlalchemy.engine import make_url

from ..settings import Settings
from .dump import ProgramError, complaint, dump, server_version
from .engine import MLFLOW_SCHEMA
from .migrate import revisions
from .postgres_tools import environment, tool
from .restore_error import RestoreError

__all__ = ["load", "wanted"]

#: The last line of a whole dump.
_END = b"-- PostgreSQL database dump complete"
_TAIL = 1024
#: Owners, rights and extensions of the server that a dump comes from, and settings that older servers do not know. They
#: change no data, and would stop the restore on another server.
_FOREIGN = re.compile(
    rb"ALTER [^;]* OWNER TO [^;]*;|GRANT |REVOKE |ALTER DEFAULT PRIVILEGES |CREATE EXTENSION |COMMENT ON EXTENSION "
    rb"|SET (transaction_timeout|idle_session_timeout) "
)
#: What would end the transaction or leave it: commands of psql, as pg_dump --create writes them, except its own guard.
_LEAVING = re.compile(rb"\\(?!(un)?restrict )|(COMMIT|ROLLBACK);|(CREATE|ALTER|DROP) DATABASE ")
_COPY = re.compile(rb"COPY [^;]* FROM stdin;$")
#: Seconds that it waits for those who use the tables.
_LOCK = "30s"


def load(settings: Settings, file: Path, custom: bool, kept: Path | None) -> None:
    """Replace the database's content by the file's. ``kept`` is the file for what was there before. Raises
    RestoreError, ProgramError, ToolMissingError, OSError and SQLAlchemyError."""
    if not custom and _END not in _tail(file):
        raise RestoreError("cut_off", file=file)
    version = server_version(settings)
    psql = str(tool(settings, "psql", version))
    restore = _reader(settings, file, version) if custom else None
    if kept is not None:
        dump(settings, kept, sql=False)
    told = environment(make_url(settings.sqlalchemy_url))
    command = [psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse", "--file=-"]
    with tempfile.TemporaryFile() as said:
        with (
            _lines(file, restore) as lines,
            subprocess.Popen(
                command, env=told, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
            ) as process,
        ):
            assert process.stdin is not None
            try:
                # psql has ended if it cannot be written to; what it said is looked at below.
                with suppress(BrokenPipeError), process.stdin as stream:
                    _write(stream, lines)
            except BaseException:
                # Before the COMMIT, so that nothing is changed.
                process.kill()
                raise
        if process.returncode:
            said.seek(0)
            raise _refused(said.read())


def _reader(settings: Settings, file: Path, version: int) -> str:
    """The pg_restore that reads this archive, of the server's version or a newer one."""
    while True:
        program = str(tool(settings, "pg_restore", version))
        listed = subprocess.run(
            [program, "--list", str(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        if not listed.returncode:
            return program
        if b"unsupported version" not in listed.stderr:
            raise ProgramError(complaint(listed.stderr))
        version += 1


def wanted(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines of a dump without those that another server would refuse; rows are left alone. RestoreError for a line
    after which the restore would no longer be one transaction."""
    in_rows = False
    for line in lines:
        if in_rows:
            in_rows = line.rstrip(b"\r\n") != b"\\."
        elif _LEAVING.match(line):
            raise RestoreError("leaves")
        elif _FOREIGN.match(line):
            continue
        else:
            in_rows = _COPY.match(line.rstrip(b"\r\n")) is not None
        yield line


def _write(stream: IO[bytes], lines: Iterator[bytes]) -> None:
    stream.write(f"BEGIN; SET LOCAL lock_timeout = '{_LOCK}';\n{_DROP}\n".encode())
    for line in wanted(lines):
        stream.write(line)
    known = ", ".join(f"'{revision}'" for revision in revisions())
    stream.write(f"\n{_CHECK.format(known=known)}\nCOMMIT;\n".encode())


@contextmanager
def _lines(file: Path, restore: str | None) -> Iterator[Iterator[bytes]]:
    """The SQL of a file. The last line of a damaged archive is an error."""
    if restore is None:
        with file.open("rb") as stream:
            yield iter(stream)
        return
    command = [restore, "--no-owner", "--no-privileges", "--file=-", str(file)]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said) as process,
    ):
        assert process.stdout is not None

        def read(stream: IO[bytes]) -> Iterator[bytes]:
            yield from stream
            if process.wait():
                said.seek(0)
                raise ProgramError(complaint(said.read()))

        try:
            yield read(process.stdout)
        finally:
            process.kill()


def _tail(file: Path) -> bytes:
    with file.open("rb") as stream:
        stream.seek(max(file.stat().st_size - _TAIL, 0))
        return stream.read()


def _refused(said: bytes) -> Exception:
    text = complaint(said)
    if "\\restrict" in text:
        return RestoreError("old_psql")
    for code in ("not_ours", "newer"):
        if f"diabetes {code}" in text:
            return RestoreError(code)
    return ProgramError(text)


#: Drops the tables, sequences, views and functions of the store, and MLflow's schema. Extensions stay, and so does the
#: schema public, which may belong to somebody else.
_DROP = f"""
SET LOCAL client_min_messages = warning;
DROP SCHEMA IF EXISTS {MLFLOW_SCHEMA} CASCADE;
DO $$ DECLARE one record; BEGIN
FOR one IN SELECT format('public.%I', c.relname) AS name, c.relkind FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND NOT EXISTS (
        SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e', 'a', 'i')) LOOP
    EXECUTE format('DROP %s IF EXISTS %s CASCADE', CASE one.relkind WHEN 'v' THEN 'VIEW'
        WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, one.name);
END LOOP;
FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (
        SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', one.name);
END LOOP;
END $$;
"""
#: Fails, so that nothing is changed, if the file was not one of the store, or belongs to a newer version.
_CHECK = """
DO $$ BEGIN
IF to_regclass('public.alembic_version') IS NULL OR to_regclass('public.predictions') IS NULL THEN
    RAISE EXCEPTION 'diabetes not_ours';
ELSIF NOT (SELECT count(*) = 1 AND bool_and(version_num IN ({known})) FROM public.alembic_version) THEN
    RAISE EXCEPTION 'diabetes newer';
END IF;
END $$;
"""
