"""A folder for an installation without internet is whole, or nothing is installed from it."""

from __future__ import annotations

import csv
import hashlib
import shutil
import subprocess

import pytest
import releases

from diabetes_stack.run.package import PackageError, check


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return releases.package(tmp_path_factory.mktemp("made"), "0.1.0")


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "folder")


def test_every_file_is_in_the_list(made):
    subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=made, check=True, capture_output=True
    )
    found = check(made)
    assert (found.version, len(found.wheels)) == ("0.1.0", 2)
    listed = {line.split("  ")[1] for line in (made / "SHA256SUMS").read_text().splitlines()}
    assert {"install.sh", "README.txt", "LEAME.txt", "python.txt", "page/index.html"} < listed


def test_every_package_has_its_licence(made):
    rows = [*csv.reader((made / "licences" / "licences.csv").open())]
    assert rows[0] == ["package", "version", "licence"]
    [pip] = [row for row in rows if row[0] == "pip"]
    assert pip[2].startswith("MIT")
    texts = [*(made / "licences" / f"pip-{pip[1]}").rglob("*")]
    assert any(
        "MIT" in text.read_text() or "Permission is hereby granted" in text.read_text() for text in texts
    )


def test_services_without_their_form_are_not_packed(tmp_path):
    def lose_form(source):
        (source / "dashboard/frontend/element.single.js").unlink()

    with pytest.raises(SystemExit, match=r"lacks .*element\.single\.js"):
        releases.package(tmp_path, "0.1.0", lose_form)


def damage(folder):
    with (folder / "wheels" / "diabetes_stack-0.1.0-py3-none-any.whl").open("ab") as stream:
        stream.write(b"x")


def lose(folder):
    (folder / "page" / "index.html").unlink()


def add(folder):
    (folder / "wheels" / "other-1.0-py3-none-any.whl").write_bytes(b"")


def link(folder):
    (folder / "wheels" / "other-1.0-py3-none-any.whl").symlink_to("/etc/hostname")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (damage, ("damaged", "wheels/diabetes_stack-0.1.0-py3-none-any.whl")),
        (lose, ("missing", "page/index.html")),
        (add, ("unlisted", "wheels/other-1.0-py3-none-any.whl")),
        (link, ("unlisted", "wheels/other-1.0-py3-none-any.whl")),
    ],
)
def test_a_folder_that_changed_is_refused_by_both(folder, tmp_path, change, problem):
    change(folder)
    with pytest.raises(PackageError) as refused:
        check(folder)
    assert refused.value.problems == [problem]
    for language, word in (("C", "error"), ("es_CO.UTF-8", "archivos")):
        installed = releases.install(folder, tmp_path / "home", releases.environment(tmp_path), LANG=language)
        assert (installed.returncode, word in installed.stderr) == (1, True)
    assert not (tmp_path / "home").exists()


def test_everything_that_changed_is_named_at_once(folder):
    damage(folder)
    lose(folder)
    add(folder)
    with pytest.raises(PackageError) as refused:
        check(folder)
    assert sorted(code for code, _ in refused.value.problems) == ["damaged", "missing", "unlisted"]


def test_a_list_that_was_replaced_is_refused_by_its_own_hash(folder, tmp_path):
    told = hashlib.sha256((folder / "SHA256SUMS").read_bytes()).hexdigest()
    add(folder)
    releases.builder().write_list(folder)
    variables = releases.environment(tmp_path)
    refused = releases.install(folder, tmp_path / "home", variables, SUMS=told)
    assert (refused.returncode, "not the list" in refused.stderr) == (1, True)


def test_another_python_is_refused(folder, tmp_path):
    (folder / "python.txt").write_text("2.7\n")
    releases.builder().write_list(folder)
    refused = releases.install(folder, tmp_path / "home", releases.environment(tmp_path))
    assert (refused.returncode, "Python 2.7 is needed" in refused.stderr) == (1, True)


def test_a_folder_without_a_list_is_none(tmp_path):
    with pytest.raises(PackageError) as refused:
        check(tmp_path)
    assert refused.value.problems == [("no_list", str(tmp_path / "SHA256SUMS"))]
