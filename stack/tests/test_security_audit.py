"""``audit``: each thing that is planted is found, and what cannot be looked at is unknown, never well."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from closed import KEY
from cyclonedx.schema import OutputFormat
from cyclonedx.validation import make_schemabased_validator
from sqlalchemy import delete, func, select, text, update

from diabetes_stack.cli.texts import en, es
from diabetes_stack.security import bom, tree, vulnerabilities
from diabetes_stack.security.checks import CHECKS
from diabetes_stack.security.configuration import configuration
from diabetes_stack.security.finding import State
from diabetes_stack.security.installed import packages
from diabetes_stack.security.issued import tokens
from diabetes_stack.security.permissions import permissions
from diabetes_stack.security.secrets import secrets
from diabetes_stack.settings import Settings, settings
from diabetes_stack.store import audit, ledger, revocations
from diabetes_stack.store.migrate import upgrade
from diabetes_stack.store.tables import audit as entries
from diabetes_stack.store.tables import utc_now

ROOT = Path(__file__).parents[2]


def told(findings):
    return [(one.state.value, one.code) for one in findings]


def checks(ran):
    return {(one["check"], one["state"], one["code"]) for one in json.loads(ran.stdout)["checks"]}


# The command.


def test_what_is_not_known_is_shown_and_is_not_well(local, tmp_path):
    ran = local("audit", "--offline", "--json")
    assert ran.exit_code == 1
    whole = json.loads(ran.stdout)
    assert {one["check"] for one in whole["checks"]} == {*CHECKS}
    for check in ("access", "secrets", "python", "rust", "npm", "permissions", "tokens", "trail"):
        assert {one["state"] for one in whole["checks"] if one["check"] == check} == {"unknown"}, check
    assert all(one["found"] and one["to_do"] for one in whole["checks"])
    # Nothing was made by looking.
    assert not list(tmp_path.iterdir())


def test_what_is_skipped_is_named_and_the_rest_decides_the_status(command, engine, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    upgrade(engine)
    everything_but = [name for name in CHECKS if name not in ("trail", "tokens")]
    skips = [part for name in everything_but for part in ("--skip", name)]
    ran = command("audit", *skips, "--json")
    assert (ran.exit_code, json.loads(ran.stdout)["skipped"]) == (0, sorted(everything_but))
    assert checks(ran) == {("tokens", "ok", "tokens"), ("trail", "ok", "trail")}
    assert command("audit", "--skip", "nonsense").exit_code == 2


def test_a_person_reads_a_table(local):
    ran = local("audit", "--offline")
    assert ran.exit_code == 1
    for shown in ("check", "to do", "audit trail", "ALLOWED_HOSTS", "unknown"):
        assert shown in ran.stdout


def test_every_finding_has_its_text_in_both_languages():
    sources = " ".join(file.read_text() for file in (ROOT / "stack/src/diabetes_stack/security").glob("*.py"))
    for words in (en.TEXTS.table, es.TEXTS.table):
        codes = {key.removeprefix("audit.found.") for key in words if key.startswith("audit.found.")}
        to_do = {key.removeprefix("audit.do.") for key in words if key.startswith("audit.do.")}
        assert all(f'"{code}"' in sources for code in codes)
        assert to_do <= codes
        well = {
            "settings",
            "closed_files",
            "no_secrets",
            "tokens",
            "trail",
            "trail_explained",
            "usage",
            "no_advisory",
        }
        assert codes - to_do == well | {"not_vulnerable", "not_vulnerable_in"}
        assert {f"audit.check.{name}" for name in CHECKS} <= words.keys()
        assert {f"audit.state.{state.value}" for state in State} <= words.keys()


# The audit trail.


@pytest.fixture
def kept(command, engine, tmp_path):
    """An audit trail of three entries, the last of which was kept beside the database."""
    upgrade(engine)
    with engine.begin() as connection:
        for number in range(3):
            audit.note(connection, "ana", "clean", "database", {"logs": number})
        ledger.keep_head(tmp_path / "data" / ledger.FOLDER, connection.info[audit.HEAD])
    return engine


def unprotected(engine):
    names = ["audit_is_kept ON audit"] if engine.dialect.name == "postgresql" else [
        "audit_is_kept_update", "audit_is_kept_delete"
    ]  # fmt: skip
    with engine.begin() as connection:
        for name in names:
            connection.execute(text(f"DROP TRIGGER {name}"))


def verified(command):
    ran = command("audit", "verify", "--json")
    found = json.loads(ran.stdout)
    return ran.exit_code, found["whole"], found["changed"], found["missing"]


def test_a_whole_trail_is_verified(command, kept):
    assert verified(command) == (0, True, None, None)
    said = command("audit", "verify")
    assert (said.exit_code, "3" in said.stdout) == (0, True)


def test_a_changed_entry_is_named(command, kept):
    unprotected(kept)
    with kept.begin() as connection:
        connection.execute(update(entries).where(entries.c.id == 2).values(by="eve"))
    assert verified(command) == (1, False, 2, None)
    said = command("audit", "verify")
    assert (said.exit_code, "2" in said.stdout) == (1, True)
    assert ("trail", "critical", "trail_changed") in checks(command("audit", "--offline", "--json"))


def test_entries_cut_off_at_the_end_are_missed_by_the_ledger_alone(command, kept):
    unprotected(kept)
    with kept.begin() as connection:
        connection.execute(delete(entries).where(entries.c.id == 3))
        assert audit.verify(connection) is None
    assert verified(command) == (1, False, None, 3)


def test_a_trail_that_was_written_anew_is_missed_too(command, kept):
    unprotected(kept)
    with kept.begin() as connection:
        connection.execute(delete(entries))
        connection.info.pop(audit.HEAD, None)
        for _ in range(3):
            audit.note(connection, "eve", "clean", "database", {})
        assert audit.verify(connection) is None
    exit_code, whole, _, missing = verified(command)
    assert (exit_code, whole, missing) == (1, False, 3)


def test_a_loss_that_somebody_explains_is_reported_once(command, kept):
    """Until the explanation is lost too, or something else is missing."""
    unprotected(kept)
    with kept.begin() as connection:
        connection.execute(delete(entries).where(entries.c.id == 3))
    accept = ("audit", "accept", "--reason", "backup of yesterday restored", "--json")
    assert json.loads(command(*accept, "--dry-run").stdout) == {"accepted": [3], "dry_run": True}
    assert (command(*accept).exit_code, verified(command)) == (2, (1, False, None, 3))
    assert json.loads(command(*accept, "--yes").stdout)["accepted"] == [3]
    assert verified(command) == (0, True, None, None)
    assert json.loads(command("audit", "verify", "--json").stdout)["explained"] == 1
    assert json.loads(command(*accept).stdout)["accepted"] == []
    with kept.begin() as connection:
        [entry] = connection.execute(entries.select().where(entries.c.action == "accept_loss"))
        assert entry.detail["reason"] == "backup of yesterday restored"
        connection.execute(delete(entries).where(entries.c.id == entry.id))
    assert verified(command) == (1, False, None, 3)


def test_a_changed_trail_is_not_accepted(command, kept):
    unprotected(kept)
    with kept.begin() as connection:
        connection.execute(update(entries).where(entries.c.id == 2).values(by="eve"))
    ran = command("audit", "accept", "--reason", "x", "--yes", "--json")
    assert (ran.exit_code, "2" in json.loads(ran.stdout)["error"]) == (1, True)


def test_entries_that_a_restore_replaced_do_not_hide_others(command, kept):
    made = command("backup", "create", "--json")
    assert made.exit_code == 0, made.output
    for reference in ("ana", "luis"):
        assert command("db", "export", "--patient", reference).exit_code == 0
    assert command("backup", "restore", "--yes").exit_code == 0
    found = json.loads(command("audit", "verify", "--json").stdout)
    # The entry about the backup, and those about the two exports.
    assert (found["whole"], found["missing"], found["explained"]) == (True, None, 3)
    assert command("db", "export", "--patient", "rosa").exit_code == 0
    unprotected(kept)
    with kept.begin() as connection:
        last = connection.scalar(select(func.max(entries.c.id)))
        connection.execute(delete(entries).where(entries.c.id == last))
    assert verified(command) == (1, False, None, last)
    assert ("trail", "critical", "trail_missing") in checks(command("audit", "--offline", "--json"))


def test_a_database_that_is_away_is_unknown(local, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:password@127.0.0.1:9/none")
    settings.cache_clear()
    ran = local("audit", "--offline", "--json", "--skip", "settings")
    assert {("tokens", "unknown", "database_away"), ("trail", "unknown", "database_away")} <= checks(ran)
    verify = local("audit", "verify")
    assert (verify.exit_code, "does not answer" in verify.output, "Traceback" in verify.output) == (
        1,
        True,
        False,
    )


def test_without_a_database_nothing_is_verified_and_none_is_made(local, tmp_path):
    ran = local("audit", "verify")
    assert (ran.exit_code, "there is no database" in ran.output) == (1, True)
    assert not (tmp_path / "none.db").exists()


# Tokens.


def test_tokens_that_live_too_long_or_end_soon_are_named(connection):
    now = utc_now()
    assert told(tokens(connection, now)) == [("ok", "tokens")]
    for holder, token, days in (("a", "1" * 16, 90), ("b", "2" * 16, 365), ("c", "3" * 16, 10)):
        revocations.note_issued(connection, "ana", holder, token, "operator", days)
    found = list(tokens(connection, now))
    assert told(found) == [("warning", "long_lived"), ("warning", "ending")]
    assert ["b (" in found[0].detail["names"], "c (" in found[1].detail["names"]] == [True, True]
    # Ten days on, c is over; eighty on, a ends.
    assert told(tokens(connection, now + timedelta(days=11))) == [("warning", "long_lived")]
    later = list(tokens(connection, now + timedelta(days=80)))
    assert "a (" in later[1].detail["names"]
    revocations.revoke(connection, "2" * 16, "b", "ana")
    revocations.revoke(connection, "3" * 16, "c", "ana")
    assert told(tokens(connection, now)) == [("ok", "tokens")]


# Settings and permissions.


def test_settings_are_held_against_production_wherever_they_are(tmp_path):
    [refused, *advice] = configuration(Settings(_env_file=None, log_level="debug", api_host="0.0.0.0"))
    assert refused.code == "not_for_production"
    assert set(refused.detail["names"].split(", ")) == {
        "DATABASE_URL", "LOG_LEVEL", "REQUIRE_TOKEN", "SECRET_KEY", "JWT_SECRET_KEY",
    }  # fmt: skip
    assert {one.code for one in advice} == {"any_host", "plain_http", "no_rate"}
    good = {
        "environment": "production",
        "secret_key": KEY,
        "jwt_secret_key": KEY[::-1],
        "database_url": f"sqlite:///{tmp_path / 'a.db'}",
        "allowed_hosts": "api.example.org",
    }
    assert told(configuration(Settings(_env_file=None, **good))) == [("ok", "settings")]
    for change, code in (
        ({"jwt_secret_key": KEY}, "one_key_for_both"),
        ({"lock_failures": 0}, "no_lock"),
        ({"cors_origins": "http://panel.example.org"}, "plain_origins"),
    ):
        assert told(configuration(Settings(_env_file=None, **{**good, **change}))) == [("warning", code)]


def test_files_that_others_can_read_or_change_are_named(tmp_path):
    chosen = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path / "data")
    assert told(permissions(chosen, tmp_path)) == [("unknown", "no_data")]
    data = chosen.folder()
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert chosen.patient_key
    ledger.keep_head(data / ledger.FOLDER, audit.Head(1, "a" * 64))
    assert told(permissions(chosen, tmp_path)) == [("ok", "closed_files")]

    def found(path, mode):
        before = stat.S_IMODE(path.stat().st_mode)
        path.chmod(mode)
        try:
            return {
                (one.state.value, one.code, path.name in one.detail["names"])
                for one in permissions(chosen, tmp_path)
            }
        finally:
            path.chmod(before)

    assert found(data, 0o755) == {("warning", "open_files", True)}
    assert found(data, 0o777) == {("critical", "writable", True)}
    assert found(data / "secret.key", 0o644) == {("critical", "open_keys", True)}
    assert found(data / ledger.FOLDER / "heads.jsonl", 0o640) == {("warning", "open_files", True)}
    assert found(data / ledger.FOLDER / "heads.jsonl", 0o666) == {("critical", "writable", True)}
    environment = tmp_path / ".env"
    environment.write_text("")
    environment.chmod(0o600)
    assert told(permissions(chosen, tmp_path)) == [("ok", "closed_files")]
    assert found(environment, 0o644) == {("critical", "open_keys", True)}


# Secrets in the source.

PARTS = {
    "private key": ("-----BEGIN RSA PRI", "VATE KEY-----"),
    "token": ("token = 'ey", "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbmEifQ.c2lnbmF0dXJlLi4u'"),
    "key of a cloud": ("id: AKI", "AIOSFODNN7EXAMPLE"),
    "password in an address": ("postgresql://diabetes:Tr0ub", "4dor@db.example.org/x"),
    "secret": ("SECRET_KEY=", "9c1e5b0f3b9a6d51c87e24a90b6fd3358e7c12d4"),
}


@pytest.fixture
def source(tmp_path):
    """A source tree under version control, without a secret."""
    for name, content in {
        "Cargo.lock": "",
        "stack/pyproject.toml": "",
        "README.md": "postgresql://user:password@host/name\nSECRET_KEY=${SECRET_KEY:?}\nsqlite:////folder/name.db\n",
        "image.png": "\0" + PARTS["private key"][0] + PARTS["private key"][1],
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    return tmp_path


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, check=True, timeout=60)


def in_tree(folder):
    found = tree.root(folder)
    return list(secrets(found, found and tree.files(found)))


def test_a_clean_tree_is_clean_and_a_secret_is_named_but_not_shown(source):
    assert told(in_tree(source / "stack")) == [("ok", "no_secrets")]
    for kind, parts in PARTS.items():
        (source / "stack" / "notes.txt").write_text(f"one\n{''.join(parts)}\n")
        git(source, "add", "-A")
        [found] = in_tree(source)
        assert (found.state.value, found.code) == ("critical", "secrets"), kind
        assert found.detail["names"] == f"stack/notes.txt:2 ({kind})"
    (source / "stack" / "notes.txt").unlink()
    (source / ".env").write_text("API_PORT=8002\n")
    assert told(in_tree(source))[0][0] == "ok"
    git(source, "add", "-A")
    assert in_tree(source)[0].detail["names"] == ".env (settings)"


def test_what_is_no_tree_or_not_under_version_control_is_unknown(tmp_path, source):
    assert told(secrets(None, None)) == [("unknown", "no_tree")]
    assert told(secrets(source, None)) == [("unknown", "no_version_control")]


def test_this_tree_holds_no_secret():
    if not (ROOT / ".git").exists():
        pytest.skip("no version control here")
    assert told(in_tree(ROOT)) == [("ok", "no_secrets")]


# Vulnerabilities.


class Osv:
    """A service of vulnerabilities, as pip-audit asks one; it knows those of ``vulnerable``."""

    def __init__(self, vulnerable):
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                name = asked["package"]["name"]
                known = [{"id": f"PYSEC-{name}", "summary": "", "affected": []}] if name in vulnerable else []
                body = json.dumps({"vulns": known} if known else {}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1/query"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.mark.parametrize(
    ("vulnerable", "finding"),
    [
        (("django",), ("ok", "not_vulnerable")),
        (("django", "starlette"), ("critical", "vulnerable")),
        ((), ("unknown", "service_blind")),
        (None, ("unknown", "service_away")),
    ],
)
def test_pip_audit_says_what_it_knows(vulnerable, finding, monkeypatch):
    few_packages = {name: packages()[name] for name in ("starlette", "sqlalchemy", "diabetes-py")}
    monkeypatch.setattr(vulnerabilities, "packages", lambda: few_packages)
    monkeypatch.setenv("PIP_AUDIT_VULNERABILITY_SERVICE", "osv")
    service = Osv(vulnerable or ())
    monkeypatch.setenv("PIP_AUDIT_OSV_URL", service.url)
    if vulnerable is None:
        service.stop()
    [found] = vulnerabilities.python()
    assert (found.state.value, found.code) == finding
    if found.code == "vulnerable":
        assert "starlette" in found.detail["names"]
        assert "django" not in found.detail["names"]
    if vulnerable is not None:
        service.stop()


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Puts a program in place of another one."""

    def put(name, script):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return put


SUMMARY = '{"type":"summary","fields":{"advisories":{"errors":0}}}'
ADVISORY = (
    '{"type":"diagnostic","fields":{"severity":"error","code":"vulnerability","advisory":'
    '{"id":"RUSTSEC-2026-0001","package":"half"}}}'
)


@pytest.mark.parametrize(
    ("script", "finding"),
    [
        (f"echo '{SUMMARY}' >&2", ("ok", "no_advisory")),
        (f"echo '{ADVISORY}' >&2; echo '{SUMMARY}' >&2; exit 1", ("critical", "vulnerable")),
        ("echo 'failed to load advisory database' >&2; exit 1", ("unknown", "service_away")),
        ("exit 0", ("unknown", "service_away")),
    ],
)
def test_cargo_deny_says_what_it_knows(program, tmp_path, script, finding):
    program("cargo-deny", script)
    [found] = vulnerabilities.rust(tmp_path)
    assert (found.state.value, found.code) == finding
    assert found.detail.get("names", "half: RUSTSEC-2026-0001") == "half: RUSTSEC-2026-0001"


def npm(canary, real):
    """npm, as it answers about the canary and about a lock file of ours."""
    return f"""if grep -q canary package-lock.json; then echo '{canary}'; else echo '{real}'; fi; exit 1"""


KNOWN = '{"auditReportVersion":2,"vulnerabilities":{"lodash":{"severity":"critical"}}}'
NONE = '{"auditReportVersion":2,"vulnerabilities":{}}'
MILD = '{"auditReportVersion":2,"vulnerabilities":{"esbuild":{"severity":"moderate"}}}'
AWAY = '{"message":"request failed","error":{"code":"ENOTFOUND"}}'


@pytest.mark.parametrize(
    ("script", "finding"),
    [
        (npm(KNOWN, NONE), ("ok", "not_vulnerable_in")),
        (npm(KNOWN, KNOWN), ("critical", "vulnerable")),
        (npm(KNOWN, MILD), ("warning", "vulnerable")),
        (npm(KNOWN, AWAY), ("unknown", "service_away")),
        (npm(NONE, NONE), ("unknown", "service_blind")),
        (npm(AWAY, NONE), ("unknown", "service_away")),
        ("exit 0", ("unknown", "service_away")),
    ],
)
def test_npm_audit_says_what_it_knows(program, tmp_path, script, finding):
    lock = tmp_path / "js" / "package-lock.json"
    lock.parent.mkdir()
    lock.write_text("{}")
    program("npm", script)
    assert told(vulnerabilities.node(tmp_path, [lock])) == [finding]


def test_without_programs_or_a_tree_nothing_is_known(tmp_path, monkeypatch):
    assert told(vulnerabilities.rust(None)) == [("unknown", "no_tree")]
    assert told(vulnerabilities.node(None, None)) == [("unknown", "no_tree")]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert told(vulnerabilities.rust(tmp_path)) == [("unknown", "no_program")]
    assert told(vulnerabilities.node(tmp_path, [])) == [("unknown", "no_program")]


# The bill of materials.


def test_the_bill_of_materials_is_valid_whole_and_the_same_each_time(local, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    files = [tmp_path / name for name in ("a.json", "b.json")]
    for file in files:
        written = local("audit", "--sbom", file, "--json")
        assert written.exit_code == 0, written.output
    assert files[0].read_bytes() == files[1].read_bytes()
    content = files[0].read_text()
    validator = make_schemabased_validator(OutputFormat.JSON, bom.VERSION)
    assert validator.validate_str(content) is None
    whole = json.loads(content)
    assert whole["metadata"]["component"]["name"] == "diabetes-stack"
    names = {one["bom-ref"].rpartition("@")[0] for one in whole["components"]}
    assert {
        "pypi:sqlalchemy",
        "pypi:diabetes-py",
        "cargo:serde_json",
        "cargo:diabetes-core",
        "npm:typescript",
    } <= names
    # What only tests need is no part of the services.
    assert not names & {"pypi:pytest", "pypi:ruff", "pypi:playwright"}
    crate = next(one for one in whole["components"] if one["bom-ref"].startswith("cargo:serde_json@"))
    assert crate["hashes"][0]["alg"] == "SHA-256"
    assert crate["purl"].startswith("pkg:cargo/serde_json@")
    needs = {one["ref"]: one.get("dependsOn", []) for one in whole["dependencies"]}
    own = whole["metadata"]["component"]["bom-ref"]
    assert any(ref.startswith("pypi:starlette@") for ref in needs[own])


def test_outside_a_source_tree_it_has_the_python_packages_and_says_so(local, tmp_path):
    written = json.loads(local("audit", "--sbom", tmp_path / "a.json", "--json").stdout)
    assert written["source_tree"] is False
    assert "cargo:" not in (tmp_path / "a.json").read_text()
    assert "source tree" in local("audit", "--sbom", tmp_path / "a.json").stdout
