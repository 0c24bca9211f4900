"""Settings that cannot be meant: nothing starts, and a line says which variable is to be what, never its value."""

from __future__ import annotations

import secrets

import pytest
from starlette.testclient import TestClient

from diabetes_stack.api.app import create_app
from diabetes_stack.cli import main
from diabetes_stack.settings import Settings, SettingsError
from diabetes_stack.settings import settings as current
from diabetes_stack.strength import weakness

STRONG = "0f3b9a6d51c87e24a90b6fd3358e7c12"
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": STRONG,
    "JWT_SECRET_KEY": STRONG[::-1],
    "DATABASE_URL": "sqlite:////tmp/diabetes.db",
}
WEAK = (
    "short",
    " " * 32,
    "a" * 32,
    "ab" * 20,
    "your-secret-key-here-change-in-production",
    "CHANGE-ME-0f3b9a6d51c87e24a90b6fd3358",
    "cambiar-esta-clave-0f3b9a6d51c87e24a9",
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "0f3b9a6d51c87e24" * 3,
    f"{STRONG[:20]}{' ' * 20}",
)
REFUSED = [
    ("ENVIRONMENT", "hunter2", "must be 'development' or 'production'"),
    ("LOG_LEVEL", "hunter2", "must be 'DEBUG', 'INFO'"),
    ("ENVIRONMENT_COUNTRY", "Colombia", "must be the two letters of a country"),
    ("API_PORT", "hunter2", "must be a valid integer"),
    ("API_PORT", "70000", "must be less than or equal to 65535"),
    ("API_PORT", "", "must be a valid integer"),
    ("API_HOST", "http://0.0.0.0", "must be an address or a name"),
    ("API_HOST", "0.0.0.0:8002", "must be an address or a name"),
    ("API_HOST", "", "must be an address or a name"),
    ("API_BASE_URL", "hunter2:8002", "must be an address such as"),
    ("REQUIRE_TOKEN", "hunter2", "must be a valid boolean"),
    ("CORS_ORIGINS", "*", "must name each origin"),
    ("CORS_ORIGINS", '["*"]', "must name each origin"),
    ("CORS_ORIGINS", "panel.example.org", "must name each origin"),
    ("CORS_ORIGINS", "https://panel.example.org/start", "must name each origin"),
    ("CORS_ORIGINS", "[https://panel.example.org]", "must be names separated by commas"),
    ("CORS_ORIGINS", "[1]", "must be a valid string"),
    ("MLFLOW_ALLOWED_HOSTS", "https://mlflow.example.org", "must be names such as"),
    ("MLFLOW_TRACKING_URI", "file:///srv/mlruns", "must be the address of MLflow's server"),
    ("MLFLOW_TRACKING_URI", "./mlruns", "must be the address of MLflow's server"),
    ("DATABASE_URL", "postgresql//user:hunter2@host/name", "must have the form postgresql://"),
    ("DATABASE_URL", "mysql://user:hunter2@host/name", "must have the form postgresql://"),
    ("DATABASE_URL", "postgresql://user:hunter2@host:port/name", "must have the form postgresql://"),
    ("DATABASE_URL", "sqlite://", "must have the form postgresql://"),
    ("ALLOWED_HOSTS", "https://api.example.org", "must be names such as"),
    ("ALLOWED_HOSTS", "*", "must be names such as"),
    ("FORWARDED_ALLOW_IPS", "*", "must be addresses or networks"),
    ("FORWARDED_ALLOW_IPS", "10.0.0.7/8", "must be addresses or networks"),
    ("FORWARDED_ALLOW_IPS", "0.0.0.0/0", "must be addresses or networks"),
    ("FORCE_HTTPS", "true", "needs FORWARDED_ALLOW_IPS"),
    ("OIDC_ISSUER", "login.example.org", "must be an address such as"),
    ("OIDC_ROLES", "nurses=hunter2", "must give the provider's names one of the roles"),
    ("RATE_PER_TOKEN", "hunter2", "must be a number of calls in a time"),
    ("RATE_PER_ADDRESS", "0/minute", "must be a number of calls in a time"),
    ("LOCK_FAILURES", "-1", "must be greater than or equal to 0"),
    ("MONITOR_SECONDS", "0", "must be greater than or equal to 1"),
    ("MONITOR_SERVICES", "hunter2", "must name some of api, dashboard"),
    ("MONITOR_CERTIFICATES", "http://hunter2", "must be addresses such as https://"),
    ("DASHBOARD_URL", "hunter2:8501", "must be an address such as"),
    ("HEARTBEAT_URL", "hunter2", "must be an address such as"),
    ("ALERT_URLS", "[hunter2", "must be addresses separated by spaces"),
    ("ALERT_LANGUAGE", "hunter2", "must be one of es, en"),
    ("RECORD_BYTES", "-1", "must be greater than 0"),
    ("HEADER_SECONDS", "inf", "must be a finite number"),
    ("HELD_BYTES", "1000", "must be at least BODY_LIMIT"),
]


def started(monkeypatch, capsys, environment, *command):
    """Exit status and errors of a command with these variables."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    current.cache_clear()
    monkeypatch.setattr("sys.argv", ["diabetes-stack", *command])
    try:
        with pytest.raises(SystemExit) as end:
            main()
    finally:
        current.cache_clear()
    return end.value.code, capsys.readouterr().err


@pytest.mark.parametrize(("name", "value", "mend"), REFUSED)
def test_a_line_says_which_variable_and_what_it_must_be(name, value, mend, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    status, said = started(monkeypatch, capsys, {name: value}, "api")
    assert (status, said.count("\n")) == (2, 1)
    assert said.startswith("error: ")
    assert f"{name} {mend}" in said
    assert "hunter2" not in said


@pytest.mark.parametrize(
    "command",
    ["api", "dashboard", "mlflow", "up", "demo", "token x", "db upgrade", "outcomes list"],
)
def test_every_command_says_it(command, monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    refused = {**PRODUCTION, "SECRET_KEY": WEAK[4]}
    status, said = started(monkeypatch, capsys, refused, *command.split())
    assert (status, said) == (
        2,
        "error: SECRET_KEY must not be a placeholder in production; create one with openssl rand -hex 32\n",
    )


@pytest.mark.parametrize("secret", WEAK)
def test_a_secret_that_can_be_guessed_is_refused(secret):
    for name, needed in (
        ("secret_key", {name.lower(): value for name, value in PRODUCTION.items() if name != "SECRET_KEY"}),
        ("jwt_secret_key", {"require_token": True}),
    ):
        with pytest.raises(SettingsError, match=f"^{name.upper()} must") as refused:
            Settings(_env_file=None, **needed, **{name: secret})
        assert not secret.strip() or secret not in str(refused.value)


def test_a_random_secret_is_not():
    for _ in range(200):
        assert {weakness(write(32)) for write in (secrets.token_hex, secrets.token_urlsafe)} == {None}
        assert weakness(secrets.token_hex(16)) is None


def test_production_names_its_database(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    status, said = started(monkeypatch, capsys, {**PRODUCTION, "DATABASE_URL": ""}, "api")
    assert (status, "DATABASE_URL must be set in production" in said) == (2, True)


def test_production_names_every_problem_in_one_line(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    open_to_all = {
        **PRODUCTION,
        "JWT_SECRET_KEY": "short",
        "REQUIRE_TOKEN": "false",
        "CORS_ORIGINS": "*",
        "LOG_LEVEL": "debug",
        "MLFLOW_ALLOWED_HOSTS": "*",
        "OIDC_ISSUER": "http://login.example.org",
        "DATABASE_URL": "",
    }
    status, said = started(monkeypatch, capsys, open_to_all, "api")
    assert (status, said.count("\n")) == (2, 1)
    for problem in (
        "JWT_SECRET_KEY must have at least 32 characters",
        "REQUIRE_TOKEN must not be false in production",
        "CORS_ORIGINS must name each origin",
        "LOG_LEVEL must not be DEBUG in production",
        "MLFLOW_ALLOWED_HOSTS must not be * in production",
        "OIDC_ISSUER must begin with https:// in production",
        "DATABASE_URL must be set in production",
    ):
        assert said.count(problem) == 1, problem
    assert "SECRET_KEY must not" not in said


def test_a_variable_that_is_wrong_by_itself_is_named_once(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    wrong = {**PRODUCTION, "DATABASE_URL": "mysql://user:hunter2@host/name", "LOG_LEVEL": "debug"}
    _, said = started(monkeypatch, capsys, wrong, "api")
    assert (said.count("DATABASE_URL"), said.count("LOG_LEVEL")) == (1, 1)


@pytest.mark.parametrize(
    ("host", "names", "refused"),
    [("0.0.0.0", "", True), ("0.0.0.0", "diabetes-mlflow", False), ("127.0.0.1", "", False), ("", "", False)],
)
def test_mlflow_is_not_public_in_production(host, names, refused):
    chosen = {name.lower(): value for name, value in PRODUCTION.items()}
    chosen |= {"_env_file": None, "mlflow_host": host, "mlflow_allowed_hosts": names, "api_host": "0.0.0.0"}
    if refused:
        with pytest.raises(SettingsError, match=r"^MLFLOW_HOST must be 127\.0\.0\.1 in production"):
            Settings(**chosen)
    else:
        assert Settings(**chosen).mlflow_address == (host or "127.0.0.1")


def test_production_asks_for_tokens_and_bounds_rates_unless_told_otherwise():
    chosen = {name.lower(): value for name, value in PRODUCTION.items()}
    closed = Settings(_env_file=None, **chosen, require_token="", rate_per_token="", rate_per_address="off")
    assert (closed.require_token, closed.rate_per_address) == (True, "off")
    assert closed.rate_per_token.endswith("/minute")
    opened = Settings(_env_file=None)
    assert (opened.require_token, opened.rate_per_token, opened.rate_per_address) == (False, "off", "off")


def test_a_folder_that_cannot_be_written_is_named(monkeypatch, capsys, tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "data"):
        status, said = started(monkeypatch, capsys, {"DIABETES_DATA_DIR": str(folder)}, "api")
        assert (status, said) == (
            2,
            "error: DIABETES_DATA_DIR must be a writable folder, or one that can be created\n",
        )


def test_a_file_of_settings_in_another_encoding_is_named(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes(b"SECRET_KEY=contrase\xf1a\n")
    assert started(monkeypatch, capsys, {}, "api") == (2, "error: the file .env must be text in UTF-8\n")


def test_lists_are_read_with_commas_and_as_json():
    for text in (
        "https://a.example, http://B.example:8080/",
        '["https://a.example", "http://b.example:8080"]',
    ):
        chosen = Settings(_env_file=None, cors_origins=text)
        assert chosen.cors_origins == ("https://a.example", "http://b.example:8080")
    assert Settings(_env_file=None, cors_origins="").cors_origins == ()
    assert (
        Settings(_env_file=None, environment="Development", log_level="warning").log_level.value == "WARNING"
    )


def test_mlflow_is_named_by_its_address_or_by_host_and_port():
    for named in ("http://diabetes-mlflow:5000", "diabetes-mlflow:5000"):
        assert (
            Settings(_env_file=None, mlflow_tracking_uri=named).tracking_uri == "http://diabetes-mlflow:5000"
        )


def test_the_document_lists_the_bounds_of_this_service(tmp_path):
    chosen = Settings(_env_file=None, DIABETES_DATA_DIR=tmp_path, record_bytes=5000)
    bounds = TestClient(create_app(chosen)).get("/openapi.json").json()["info"]["x-bounds"]
    assert bounds["RECORD_BYTES"]["value"] == 5000
    assert all(bound["description"] for bound in bounds.values())
