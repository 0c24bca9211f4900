"""The registry keeps every model byte for byte and says which one is in service."""

import warnings

import diabetes
import pytest

from diabetes_stack.models import registry


@pytest.fixture(scope="module")
def files():
    """Three model files: the bundled one, one for other people, one of generated records."""
    bundled = diabetes.Model.bundled()
    size = {"imc": 27, "perimetro_abdominal": 95, "tas": 130, "tad": 70}
    people = [
        {**size, "edad": 20 + n % 60, "sexo": "MF"[n % 2], "Resultado": 80 + n % 60} for n in range(150)
    ]
    other = bundled.recalibrate(people, source="other people", date="2026-01-01")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        synthetic = diabetes.train(diabetes.generate(300, seed=1))
    return [model.to_json().encode() for model in (bundled, other, synthetic)]


def test_a_file_comes_back_byte_for_byte(connection, files):
    for file in files:
        version = registry.register(connection, file)
        assert registry.file_of(connection, version.hash) == file
        info = diabetes.Model.from_json(file.decode()).info
        assert (version.hash, version.version, version.synthetic) == (
            info["hash"],
            info["version"],
            info["synthetic"],
        )
    assert len(registry.versions(connection)) == 3


def test_registering_again_adds_the_run_and_nothing_else(connection, files):
    first = registry.register(connection, files[0])
    assert first.run_id is None
    again = registry.register(connection, files[0], run_id="run")
    assert (again.run_id, again.registered_at) == ("run", first.registered_at)
    assert registry.register(connection, files[0], run_id="other").run_id == "run"
    assert len(registry.versions(connection)) == 1


@pytest.mark.parametrize(
    "damage", [lambda file: file.replace(b"nhanes", b"nhanex"), lambda _: b"\xff", lambda _: b"{}"]
)
def test_a_damaged_file_is_refused(connection, files, damage):
    with pytest.raises(diabetes.ModelFileError):
        registry.register(connection, damage(files[0]))
    assert registry.versions(connection) == []


def test_models_are_found_by_version_hash_prefix_and_name(connection, files):
    bundled, other, _ = [registry.register(connection, file) for file in files]
    assert registry.find(connection, bundled.version) == bundled
    assert registry.find(connection, bundled.hash[:20]) == bundled
    assert bundled.name == other.name
    assert registry.find(connection, bundled.name) in (bundled, other)
    for name in ("nothing", "0" * 12, "champion", "challenger", "%"):
        with pytest.raises(registry.RegistryError) as error:
            registry.find(connection, name)
        assert error.value.code == "unknown_model"


def test_the_last_deployment_is_the_champion(connection, files):
    first, second, _ = [registry.register(connection, file) for file in files]
    assert registry.champion(connection) is None
    registry.deploy(connection, first.hash, "promote", "ana", {"on": "clinic"})
    registry.deploy(connection, second.hash, "force", "ana", {"reason": "because"})
    champion = registry.champion(connection)
    assert (champion.version, champion.action, champion.evidence) == (second, "force", {"reason": "because"})
    assert [row.version for row in registry.deployments(connection)] == [first, second]
    assert registry.find(connection, "champion") == second


def test_a_synthetic_model_is_deployed_only_where_allowed(connection, files):
    synthetic = registry.register(connection, files[2])
    with pytest.raises(registry.RegistryError) as error:
        registry.deploy(connection, synthetic.hash, "force", "ana", {})
    assert error.value.code == "synthetic_model"
    assert registry.champion(connection) is None
    registry.deploy(connection, synthetic.hash, "force", "ana", {}, synthetic_allowed=True)
    assert registry.champion(connection).version == synthetic


def test_the_challenger_is_the_last_one_named_until_it_is_champion(connection, files):
    first, second, _ = [registry.register(connection, file) for file in files]
    assert registry.challenger(connection) is None
    for version in (first, second, first):
        registry.name_challenger(connection, version.hash)
        assert registry.find(connection, "challenger") == version
    registry.deploy(connection, first.hash, "promote", "ana", {})
    assert registry.challenger(connection) is None
