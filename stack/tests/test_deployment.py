"""The files that deploy the services name commands, settings and ports that there are."""

from pathlib import Path

import yaml
from typer.main import get_command

from diabetes_stack.cli import app
from diabetes_stack.settings import Settings

FOLDER = Path(__file__).parent.parent
COMMANDS = set(get_command(app).commands)
SETTINGS = {name.upper() for name in Settings.model_fields} | {"DIABETES_DATA_DIR"}


def test_compose_runs_commands_with_known_settings():
    services = yaml.safe_load((FOLDER / "docker-compose.yml").read_text())["services"]
    assert set(services) == {
        "diabetes-db", "diabetes-api", "diabetes-streamlit", "diabetes-mlflow", "diabetes-monitor",
    }  # fmt: skip
    for name, service in services.items():
        if name != "diabetes-db":
            assert service["command"] in COMMANDS
            assert set(service["environment"]) <= SETTINGS
    ports = {name: one["ports"][0].rpartition(":")[2] for name, one in services.items() if "ports" in one}
    assert ports["diabetes-api"] == str(Settings.model_fields["api_port"].default) == "8002"
    assert ports["diabetes-streamlit"] == "8501"
    assert ports["diabetes-mlflow"] == "5000"
    assert ports["diabetes-db"] == "5432"


def test_render_runs_commands_with_known_settings():
    blueprint = yaml.safe_load((FOLDER / "render.yaml").read_text())
    group = {variable["key"] for variable in blueprint["envVarGroups"][0]["envVars"]}
    assert group <= SETTINGS
    for service in blueprint["services"]:
        command = service["dockerCommand"].rstrip("'").split()
        assert command[-2:][0] == "diabetes-stack"
        assert command[-1] in COMMANDS
        assert {variable["key"] for variable in service["envVars"] if "key" in variable} <= SETTINGS


def test_the_files_tell_mlflow_by_which_names_it_is_called():
    services = yaml.safe_load((FOLDER / "docker-compose.yml").read_text())["services"]
    environment = services["diabetes-mlflow"]["environment"]
    name = environment["MLFLOW_TRACKING_URI"].removeprefix("http://").removesuffix(":5000")
    assert environment["MLFLOW_ALLOWED_HOSTS"].startswith(f"{name},")
    blueprint = yaml.safe_load((FOLDER / "render.yaml").read_text())
    [command] = [one["dockerCommand"] for one in blueprint["services"] if one["name"] == "diabetes-mlflow"]
    assert 'MLFLOW_ALLOWED_HOSTS="$RENDER_EXTERNAL_HOSTNAME' in command
