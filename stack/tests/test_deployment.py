"""The files that deploy the services name commands, settings and ports that there are."""

import re
from pathlib import Path

import pytest
import yaml
from closed import client_of, lines
from typer.main import get_command

from diabetes_stack.cli import commands
from diabetes_stack.settings import Settings

FOLDER = Path(__file__).parent.parent
COMMANDS = set(get_command(commands()).commands)
KEY = "0f3b9a6d51c87e24a90b6fd3358e7c12d4a1"
SETTINGS = {name.upper() for name in Settings.model_fields} | {"DIABETES_DATA_DIR"}


def test_compose_runs_commands_with_known_settings():
    services = yaml.safe_load((FOLDER / "docker-compose.yml").read_text())["services"]
    own = {"diabetes-api", "diabetes-streamlit", "diabetes-mlflow", "diabetes-schedule"}
    assert set(services) == {"diabetes-db", *own}
    for name, service in services.items():
        if name != "diabetes-db":
            assert service["command"] in COMMANDS
            assert set(service["environment"]) <= SETTINGS
    # A backup contains what the others keep in their data folder.
    assert {tuple(services[name].get("volumes", ())) for name in own - {"diabetes-streamlit"}} == {
        ("data:/data",)
    }
    ports = {
        name: service["ports"][0].rpartition(":")[2]
        for name, service in services.items()
        if "ports" in service
    }
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


def compose():
    return yaml.safe_load((FOLDER / "docker-compose.yml").read_text())["services"]


def blueprint():
    whole = yaml.safe_load((FOLDER / "render.yaml").read_text())
    group = {one["key"]: one.get("value", "generated") for one in whole["envVarGroups"][0]["envVars"]}
    return {service["name"]: service for service in whole["services"]}, group


def test_the_files_tell_mlflow_by_which_names_it_is_called():
    environment = compose()["diabetes-mlflow"]["environment"]
    name = environment["MLFLOW_TRACKING_URI"].removeprefix("http://").removesuffix(":5000")
    assert environment["MLFLOW_ALLOWED_HOSTS"].startswith(f"{name},")
    services, _ = blueprint()
    told = {
        one["key"]: one["fromService"]
        for one in services["diabetes-mlflow"]["envVars"]
        if "fromService" in one
    }
    assert (told["MLFLOW_ALLOWED_HOSTS"]["name"], told["MLFLOW_ALLOWED_HOSTS"]["property"]) == (
        "diabetes-mlflow",
        "host",
    )


def test_the_files_ask_for_tokens_with_a_key_of_the_deployment():
    for name in ("diabetes-api", "diabetes-streamlit"):
        environment = compose()[name]["environment"]
        assert (environment["ENVIRONMENT"], environment["REQUIRE_TOKEN"]) == ("production", "true")
        assert environment["JWT_SECRET_KEY"].startswith("${JWT_SECRET_KEY:?")
    _, group = blueprint()
    assert (group["ENVIRONMENT"], group["REQUIRE_TOKEN"]) == ("production", "true")
    assert group["JWT_SECRET_KEY"] == group["SECRET_KEY"] == "generated"


def test_the_dashboard_of_compose_reads_the_folder_in_which_the_monitor_writes():
    services = compose()
    assert (
        services["diabetes-streamlit"]["volumes"]
        == services["diabetes-schedule"]["volumes"]
        == ["data:/data"]
    )


def test_the_files_open_to_the_network_only_what_asks_who_calls():
    services = compose()
    for name, service in services.items():
        published = (
            "${PUBLISH_ON:-127.0.0.1}:" if name in ("diabetes-api", "diabetes-streamlit") else "127.0.0.1:"
        )
        assert all(port.startswith(published) for port in service.get("ports", ())), name
    kinds = {name: service["type"] for name, service in blueprint()[0].items()}
    open_to_all = {name for name, kind in kinds.items() if kind == "web"}
    assert open_to_all == {"diabetes-api", "diabetes-streamlit"}
    assert (kinds["diabetes-mlflow"], kinds["diabetes-schedule"]) == ("pserv", "worker")


@pytest.mark.parametrize("name", ["diabetes-api", "diabetes-streamlit", "diabetes-mlflow"])
def test_the_settings_of_compose_are_those_of_production(name):
    """With the secrets that compose asks for, and nothing else."""
    given = {"SECRET_KEY": KEY, "JWT_SECRET_KEY": KEY[::-1], "POSTGRES_PASSWORD": "x"}
    environment = {
        variable.lower(): re.sub(
            r"\$\{(\w+)(:[?-][^}]*)?\}",
            lambda found: given.get(found[1]) or (found[2] or "").removeprefix(":-"),
            str(value),
        )
        for variable, value in compose()[name]["environment"].items()
    }
    chosen = Settings(_env_file=None, **environment)
    assert (chosen.production, chosen.require_token, chosen.allowed_hosts) == (True, True, ("diabetes-api",))


def test_the_settings_of_render_name_the_caller_and_not_its_proxies(tmp_path, capsys):
    _, group = blueprint()
    chosen = {name.lower(): KEY if value == "generated" else value for name, value in group.items()}
    where = {"DIABETES_DATA_DIR": tmp_path, "database_url": f"sqlite:///{tmp_path / 'a.db'}"}
    settings = Settings(_env_file=None, **where, **chosen)
    with client_of(settings, client=("10.21.157.68", 1234)) as client:
        forwarded = {
            "X-Forwarded-For": "198.51.100.9, 203.0.113.9, 104.22.17.40",
            "X-Forwarded-Proto": "https",
        }
        answer = client.get("/health", headers=forwarded)
    assert answer.headers["strict-transport-security"]
    assert [line["address"] for line in lines(capsys.readouterr().out)] == ["203.0.113.9"]
