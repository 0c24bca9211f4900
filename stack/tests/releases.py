"""Versions of the services as wheels and folders, and installations of them."""

from __future__ import annotations

import base64
import ensurepip
import hashlib
import importlib.util
import os
import shutil
import site
import subprocess
import sys
import zipfile
from importlib.metadata import requires
from pathlib import Path

STACK = Path(__file__).parent.parent
_DIST = "diabetes_stack-{}.dist-info"
_ENTRY = "[console_scripts]\ndiabetes-stack = diabetes_stack.cli:main\n"


def wheel(folder, version, change=lambda source: None):
    """The wheel of a version: this one, changed."""
    source = folder / f"source-{version}"
    if source.exists():
        shutil.rmtree(source)
    shutil.copytree(
        STACK / "src" / "diabetes_stack",
        source / "diabetes_stack",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    change(source / "diabetes_stack")
    about = source / _DIST.format(version)
    about.mkdir()
    needs = "".join(f"Requires-Dist: {one}\n" for one in requires("diabetes-stack") or ())
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: diabetes-stack\nVersion: {version}\n{needs}"
    )
    (about / "WHEEL").write_text("Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    (about / "entry_points.txt").write_text(_ENTRY)
    files = sorted(path for path in source.rglob("*") if path.is_file())
    lines = [f"{path.relative_to(source)},sha256={_hash(path)},{path.stat().st_size}" for path in files]
    (about / "RECORD").write_text("\n".join([*lines, f"{_DIST.format(version)}/RECORD,,"]) + "\n")
    made = folder / f"diabetes_stack-{version}-py3-none-any.whl"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for path in (*files, about / "RECORD"):
            archive.write(path, path.relative_to(source))
    return made


def package(folder, version, change=lambda source: None, pip=True):
    """A folder as `make offline` makes it. What the services need is not in it, but on the path of every Python."""
    made = folder / f"package-{version}"
    (made / "wheels").mkdir(parents=True)
    shutil.move(wheel(folder, version, change), made / "wheels")
    if pip:
        [bundled] = (Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl")
        shutil.copy(bundled, made / "wheels")
    page = folder / "page"
    page.mkdir(exist_ok=True)
    (page / "index.html").write_text("<title>Diabetes</title>")
    builder().assemble(made, page)
    return made


def builder():
    """The program that makes such folders."""
    given = importlib.util.spec_from_file_location("build", STACK / "offline" / "build.py")
    module = importlib.util.module_from_spec(given)
    given.loader.exec_module(module)
    return module


def environment(folder, **variables):
    """The environment of commands of installations: what they need, without the services of these tests."""
    needed = folder / "site-packages"
    if not needed.exists():
        needed.mkdir()
        for path in Path(site.getsitepackages()[0]).iterdir():
            if (
                not path.name.startswith(("diabetes_stack", "_editable", "__editable"))
                and path.suffix != ".pth"
            ):
                (needed / path.name).symlink_to(path)
    left_out = ("DATABASE_URL", "API_BASE_URL", "MLFLOW_TRACKING_URI", "PYTHONPATH")
    own = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**own, "PYTHONPATH": str(needed), **variables}


def install(made, home, variables, **more):
    """Run install.sh of a folder."""
    return subprocess.run(
        ["sh", str(made / "install.sh"), str(home)], capture_output=True, text=True, timeout=300,
        env={**variables, "PYTHON": sys.executable, **more},
    )  # fmt: skip


def _hash(path):
    return base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest()).rstrip(b"=").decode()
