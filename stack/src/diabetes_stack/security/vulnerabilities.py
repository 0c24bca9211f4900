"""Known vulnerabilities of packages: pip-audit, cargo-deny, npm audit.

Each asks a service or a database that may be away, or that knows nothing: then nothing is known. So pip-audit and npm
are also asked about a package that is known to be vulnerable; an answer without it is worth nothing.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .finding import Finding, few
from .installed import OWN, packages
from .programs import Ran, is_there, run

__all__ = ["node", "python", "rust"]

_SECONDS = 300.0
#: Seconds for one request of pip-audit.
_REQUEST_SECONDS = "10"
#: Packages with vulnerabilities that every service knows.
_PYTHON_CANARY, _NODE_CANARY = ("django", "3.0"), ("lodash", "4.17.4")
_GRAVE = ("high", "critical")


def python() -> Iterator[Finding]:
    """The packages of the services, by pip-audit."""
    if importlib.util.find_spec("pip_audit") is None:
        yield Finding.unknown("no_program", program="pip-audit")
        return
    found = {name: one.version for name, one in packages().items() if name not in OWN}
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        pinned = {**found, _PYTHON_CANARY[0]: _PYTHON_CANARY[1]}
        wanted.write_text("".join(f"{name}=={version}\n" for name, version in pinned.items()))
        command = [sys.executable, "-m", "pip_audit", "-r", str(wanted), "--no-deps", "--disable-pip"]
        command += ["--format", "json", "--progress-spinner", "off", "--timeout", _REQUEST_SECONDS]
        ran = run(command, Path(folder), _SECONDS, {"PIP_AUDIT_OUTPUT": "stdout"})
    answers = _json(ran).get("dependencies")
    if not isinstance(answers, list):
        yield Finding.unknown("service_away", program="pip-audit")
        return
    vulnerable = {one["name"]: one["vulns"] for one in answers if one.get("vulns")}
    if _PYTHON_CANARY[0] not in vulnerable:
        yield Finding.unknown("service_blind", program="pip-audit", canary="==".join(_PYTHON_CANARY))
        return
    del vulnerable[_PYTHON_CANARY[0]]
    known = {one["name"] for one in answers if "vulns" in one}
    if skipped := sorted(found.keys() - known):
        yield Finding.unknown("not_known", names=few(skipped))
    if vulnerable:
        named = [f"{name} {found.get(name, '')}: {_ids(of)}" for name, of in sorted(vulnerable.items())]
        yield Finding.critical("vulnerable", names=few(named))
    elif not skipped:
        yield Finding.ok("not_vulnerable", count=len(known & found.keys()))


def rust(tree: Path | None) -> Iterator[Finding]:
    """The crates of the engine, by cargo-deny and the database of advisories on this machine."""
    if tree is None:
        yield Finding.unknown("no_tree")
        return
    if not is_there("cargo-deny"):
        yield Finding.unknown("no_program", program="cargo-deny")
        return
    command = ["cargo-deny", "--offline", "--format", "json", "check", "advisories"]
    ran = run(command, tree, _SECONDS)
    told = [] if ran is None else [one for one in map(_line, ran.errors.splitlines()) if one]
    advisories = [one["fields"] for one in told if one.get("type") == "diagnostic"]
    faults = [one for one in advisories if one.get("severity") == "error"]
    named = sorted({f"{_package(one)}: {_advisory(one)}" for one in faults if one.get("advisory")})
    if named:
        yield Finding.critical("vulnerable", names=few(named))
    elif ran is None or ran.status or not any(one.get("type") == "summary" for one in told):
        yield Finding.unknown("service_away", program="cargo-deny")
    else:
        yield Finding.ok("no_advisory")


def node(tree: Path | None, tracked: list[Path] | None) -> Iterator[Finding]:
    """The npm packages, by npm audit."""
    if tree is None:
        yield Finding.unknown("no_tree")
        return
    if not is_there("npm"):
        yield Finding.unknown("no_program", program="npm")
        return
    locks = sorted(file for file in tracked or () if file.name == "package-lock.json")
    if not locks:
        yield Finding.unknown("no_list", name="package-lock.json")
        return
    if "auditReportVersion" not in (canary := _npm_canary()):
        yield Finding.unknown("service_away", program="npm audit")
        return
    if not canary.get("vulnerabilities"):
        yield Finding.unknown("service_blind", program="npm audit", canary="@".join(_NODE_CANARY))
        return
    for lock in locks:
        yield _npm_finding(lock.parent, str(lock.parent.relative_to(tree)))


def _npm_finding(folder: Path, name: str) -> Finding:
    answer = _npm(folder)
    if "auditReportVersion" not in answer:
        return Finding.unknown("service_away", program=f"npm audit ({name})")
    found = answer.get("vulnerabilities") or {}
    if not found:
        return Finding.ok("not_vulnerable_in", name=name)
    named = few([f"{one}: {of.get('severity')}" for one, of in sorted(found.items())])
    grave = any(of.get("severity") in _GRAVE for of in found.values())
    return (
        Finding.critical("vulnerable", names=named) if grave else Finding.warning("vulnerable", names=named)
    )


def _npm_canary() -> dict[str, Any]:
    name, version = _NODE_CANARY
    root = {"name": "canary", "version": "1.0.0", "dependencies": {name: version}}
    lock = {
        **root,
        "lockfileVersion": 3,
        "packages": {"": root, f"node_modules/{name}": {"version": version}},
    }
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "package.json").write_text(json.dumps(root))
        (Path(folder) / "package-lock.json").write_text(json.dumps(lock))
        return _npm(Path(folder))


def _npm(folder: Path) -> dict[str, Any]:
    # Offline, npm would say that it found nothing.
    command = ["npm", "audit", "--json", "--package-lock-only", "--offline=false", "--fund=false"]
    return _json(run(command, folder, _SECONDS))


def _json(ran: Ran | None) -> dict[str, Any]:
    """What a program printed; empty if it is no object."""
    found = None if ran is None else _line(ran.output)
    return found or {}


def _line(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _ids(vulnerabilities: list[dict[str, Any]]) -> str:
    return ", ".join(
        f"{one.get('id')} ({', '.join(one.get('fix_versions') or ()) or '-'})" for one in vulnerabilities
    )


def _package(diagnostic: dict[str, Any]) -> str:
    return str(diagnostic["advisory"].get("package"))


def _advisory(diagnostic: dict[str, Any]) -> str:
    return str(diagnostic["advisory"].get("id"))
