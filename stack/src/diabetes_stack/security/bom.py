"""The software bill of materials, in CycloneDX: the Python packages of the services and, in a source tree, the crates
of the engine and the npm packages. The same contents give the same bytes."""

from __future__ import annotations

import base64
import json
import os
import sys
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from .installed import OWN, packages

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["VERSION", "bill", "write"]

#: The version of the format.
VERSION = SchemaVersion.V1_6
_NAMESPACE = uuid.UUID("2f1c8a3e-6d0b-4b57-9a39-7c7c1f0d5e21")
#: Folders whose packages are not released.
_NOT_RELEASED = ("benches",)
_LICENCES = LicenseFactory()


def bill(tree: Path | None, locks: Iterable[Path]) -> str:
    """The bill as JSON. ``locks`` are the npm lock files of the source tree."""
    bom = Bom()
    _add_python(bom)
    if tree is not None:
        _add_crates(bom, (tree / "Cargo.lock").read_text(encoding="utf-8"))
        for lock in locks:
            if not lock.is_relative_to(tree / _NOT_RELEASED[0]):
                _add_npm(bom, json.loads(lock.read_bytes()))
    names = sorted(str(one.bom_ref.value) for one in bom.components)
    bom.serial_number = uuid.uuid5(_NAMESPACE, "\n".join(names))
    whole = json.loads(make_outputter(bom, OutputFormat.JSON, VERSION).output_as_string())
    # When it was made says nothing about the contents.
    whole["metadata"].pop("timestamp", None)
    return json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write(file: Path, text: str) -> None:
    """Write a file at once. Raises OSError."""
    new = file.with_name(f".{file.name}.new")
    with new.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)


def _add_python(bom: Bom) -> None:
    found = packages()
    made = {
        name: _component("pypi", name, one.version, [], one.licence, is_ours=name in OWN)
        for name, one in found.items()
    }
    own = made.pop(OWN[0])
    own.type = ComponentType.APPLICATION
    bom.metadata.component = own
    for name, component in made.items():
        bom.components.add(component)
        bom.register_dependency(component, [made[need] for need in found[name].needs if need in made])
    bom.register_dependency(own, [made[need] for need in found[OWN[0]].needs if need in made])


def _add_crates(bom: Bom, lock: str) -> None:
    crates = tomllib.loads(lock)["package"]
    made: dict[str, Component] = {}
    for one in crates:
        hashes = [HashType(alg=HashAlgorithm.SHA_256, content=one["checksum"])] if "checksum" in one else []
        component = _component(
            "cargo", one["name"], one["version"], hashes, None, is_ours="source" not in one
        )
        bom.components.add(component)
        # A lock file names a crate by its version only where there are several.
        made[one["name"]] = made[f"{one['name']} {one['version']}"] = component
    for one in crates:
        needs = [made[" ".join(need.split()[:2])] for need in one.get("dependencies", ())]
        bom.register_dependency(made[f"{one['name']} {one['version']}"], needs)


def _add_npm(bom: Bom, lock: dict[str, Any]) -> None:
    seen = set()
    for place, one in sorted(lock["packages"].items()):
        name = one.get("name") if not place else place.rpartition("node_modules/")[2]
        key = (name, one.get("version"))
        if one.get("link") or not all(key) or key in seen:
            continue
        seen.add(key)
        component = _component(
            "npm", str(name), one["version"], list(_integrity(one)), one.get("license"), is_ours=not place
        )
        if one.get("dev"):
            # Needed to build and to test, not to run.
            component.scope = ComponentScope.EXCLUDED
        bom.components.add(component)
        bom.register_dependency(component)


def _component(
    kind: str, name: str, version: str, hashes: list[HashType], licence: str | None, is_ours: bool
) -> Component:
    namespace, _, last = name.rpartition("/")
    return Component(
        name=last,
        group=namespace or None,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{kind}:{name}@{version}",
        purl=None if is_ours else PackageURL(kind, namespace or None, last, version),
        hashes=hashes,
        licenses=[_LICENCES.make_from_string(licence)] if licence else [],
    )


def _integrity(one: dict[str, Any]) -> Iterator[HashType]:
    algorithm, _, content = str(one.get("integrity", "")).partition("-")
    if algorithm == "sha512" and content:
        yield HashType(alg=HashAlgorithm.SHA_512, content=base64.b64decode(content).hex())
