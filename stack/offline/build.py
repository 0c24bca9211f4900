"""Makes the folder from which the services are installed and updated without internet; `make offline` calls it.

It has the wheels of the services, the library and everything that they need, for the Python and the kind of machine
that run this program; the page; the licences; a list of hashes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import shutil
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

HERE = Path(__file__).parent
#: Files of the folder that are copied as they are.
TEXTS = ("install.sh", "README.txt", "LEAME.txt")
#: The form element, which `make` puts into the sources of the services.
ELEMENT = "diabetes_stack/dashboard/frontend/element.single.js"


def main() -> None:
    """Make the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, required=True, help="folder with the library's wheel")
    parser.add_argument("--page", type=Path, required=True, help="folder with the page")
    parser.add_argument("--out", type=Path, required=True, help="folder to make")
    given = parser.parse_args()
    [library] = given.library.glob("diabetes_py-*.whl")
    if given.out.exists():
        shutil.rmtree(given.out)
    download(library, given.out / "wheels")
    assemble(given.out, given.page)
    print(f"{given.out}: {sum(1 for _ in given.out.rglob('*'))} files")
    print("Tell the installer this by another way than the folder; it is the SHA-256 of its list SHA256SUMS:")
    print(digest(given.out / "SHA256SUMS"))


def download(library: Path, wheels: Path) -> None:
    """Build the wheel of the services, and get everything that they need; pip too, which installs it."""
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", str(wheels)]
    subprocess.run([*pip, str(library), str(HERE.parent), "pip"], check=True)


def assemble(folder: Path, page: Path) -> None:
    """Add to the wheels what else belongs into the folder. SystemExit if the services lack their form."""
    [services] = (folder / "wheels").glob("diabetes_stack-*.whl")
    with zipfile.ZipFile(services) as archive:
        if ELEMENT not in archive.namelist():
            raise SystemExit(f"{services.name} lacks {ELEMENT}: make .venv/.stack builds it")
    for name in TEXTS:
        shutil.copy(HERE / name, folder)
    (folder / "python.txt").write_text(f"{sys.version_info.major}.{sys.version_info.minor}\n")
    shutil.copytree(page, folder / "page")
    licences(folder)
    write_list(folder)


def licences(folder: Path) -> None:
    """Write the licence of every package: a table, and the texts."""
    target = folder / "licences"
    target.mkdir()
    rows = []
    for wheel in sorted((folder / "wheels").glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            information = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
            about = HeaderParser().parsestr(archive.read(information).decode())
            rows.append((about["Name"], about["Version"], licence_of(about)))
            inside = information.removesuffix("METADATA")
            for name in archive.namelist():
                # The texts lie beside METADATA, or in the folder licenses.
                words = ("licen", "notice", "copying", "authors")
                if name.startswith(inside) and any(word in name[len(inside) :].lower() for word in words):
                    text = target / f"{about['Name']}-{about['Version']}" / name[len(inside) :]
                    if not name.endswith("/"):
                        text.parent.mkdir(parents=True, exist_ok=True)
                        text.write_bytes(archive.read(name))
    with (target / "licences.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([("package", "version", "licence"), *rows])


def licence_of(about: object) -> str:
    """The licence as the package states it: the expression, else the classifiers, else the field's first line."""
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in about.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    stated = (about["License"] or "").strip().splitlines()
    return about["License-Expression"] or "; ".join(classifiers) or (stated or ["not stated"])[0]


def write_list(folder: Path) -> None:
    """Write SHA256SUMS, as sha256sum does."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{digest(file)}  {file.relative_to(folder).as_posix()}\n" for file in files]
    (folder / "SHA256SUMS").write_text("".join(lines))


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
