"""Disks that fill up: a small file system where one can be mounted, or a limit on the size of files."""

from __future__ import annotations

import errno
import os
import subprocess
import threading
from contextlib import contextmanager


def mounted(folder, megabytes):
    """Make this folder a file system of its own; False where this is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    return not os.geteuid() and not subprocess.run(mount, capture_output=True).returncode


def unmounted(folder):
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def filling_up(folder, sign):
    """The disk of this folder is full from the moment at which something of this name appears in it."""
    done = threading.Event()
    ballast = folder / "ballast"

    def work():
        while not any(folder.glob(sign)) and not done.wait(0.001):
            pass
        with ballast.open("wb", buffering=0) as stream:
            # Also what is given back meanwhile.
            while not done.is_set():
                try:
                    stream.write(bytes(1 << 20))
                except OSError as problem:
                    if problem.errno != errno.ENOSPC:
                        raise
                    done.wait(0.001)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        ballast.unlink()


def limited(command, kilobytes):
    """A command of which no program may let a file grow above this size."""
    return ["sh", "-c", f'ulimit -f {kilobytes * 2} && exec "$@"', "sh", *command]
