"""Secrets in the source tree: keys, tokens and passwords in files under version control. What is found is never shown,
only where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..strength import weakness
from .finding import Finding, few

__all__ = ["secrets"]

#: Bytes of a file; larger ones are data.
_MOST = 1024 * 1024
_PATTERNS = {
    "private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----|AGE-SECRET-KEY-1[A-Z0-9]{20,}"),
    "token": re.compile(r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"),
    "key of a cloud": re.compile(
        r"\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[baprs]-[0-9A-Za-z-]{20,}"
    ),
}
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@'\"<>{}$]+:([^\s/@'\"<>{}$]{3,})@")
_ASSIGNED = re.compile(r"\b[A-Z_]*(?:SECRET|PASSWORD|KEY)[A-Z_]*[\"']?\s*[=:]\s*[\"']?([A-Za-z0-9+/_-]{32,})")
#: Passwords of examples.
_EXAMPLES = {"password", "passwd", "pass", "secret", "hunter", "contraseña", "clave"}


def secrets(tree: Path | None, tracked: list[Path] | None) -> Iterator[Finding]:
    """Looks through every text file under version control."""
    if tree is None:
        yield Finding.unknown("no_tree")
        return
    if tracked is None:
        yield Finding.unknown("no_version_control")
        return
    found = [place for file in tracked for place in _in_file(file, tree)]
    if found:
        yield Finding.critical("secrets", names=few(found))
    else:
        yield Finding.ok("no_secrets", count=len(tracked))


def _in_file(file: Path, tree: Path) -> Iterator[str]:
    name = file.relative_to(tree).as_posix()
    if file.name == ".env" or file.suffix == ".env":
        yield f"{name} (settings)"
    try:
        if file.is_symlink() or file.stat().st_size > _MOST:
            return
        content = file.read_bytes()
    except OSError:
        return
    if b"\0" in content:
        return
    is_test = "tests" in file.relative_to(tree).parts
    for number, line in enumerate(content.decode(errors="replace").splitlines(), 1):
        kind = _kind(line, is_test)
        if kind is not None:
            yield f"{name}:{number} ({kind})"


def _kind(line: str, is_test: bool) -> str | None:
    for kind, pattern in _PATTERNS.items():
        if pattern.search(line):
            return kind
    for address in _ADDRESS.finditer(line):
        word = address[1].lower()
        # In a test, a name for a password is enough: "her-password".
        example = any(one in word for one in _EXAMPLES) if is_test else word in _EXAMPLES
        if not example and "*" not in word:
            return "password in an address"
    # Tests have keys of their own, which open nothing.
    if not is_test:
        for assigned in _ASSIGNED.finditer(line):
            if weakness(assigned[1]) is None:
                return "secret"
    return None
