"""Every command of the page of procedures is run in a hospital of its own, and what it said and did is looked at."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import diabetes
import httpx
import pyarrow
import pyarrow.csv
import pytest
from people import made_up, measured_table
from servers import Up
from sqlalchemy import func, select
from typer.testing import CliRunner

from diabetes_stack.cli import commands
from diabetes_stack.monitor import tables as of_the_monitor
from diabetes_stack.monitor.record import Record
from diabetes_stack.settings import settings as current
from diabetes_stack.store.engine import Service, open_store
from diabetes_stack.store.tables import predictions, utc_now

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"
PEOPLE = 90
SOURCE = "Hospital San José, 2025"
#: Commands that other tests run, because they serve, or replace the program itself.
ELSEWHERE = {
    "up": "test_up.py",
    "api": "test_writer.py",
    "dashboard": "test_monitor_faults.py",
    "mlflow": "test_connections.py",
    "monitor": "test_monitor_process.py",
    "demo": "the project's checks",
    "update system --version VERSION": "test_update.py",
    "update system --version VERSION --dry-run": "test_update.py",
    "update rollback": "test_update.py",
    "COMMAND --help": "test_command_texts.py",
    "--help": "test_command_texts.py",
}
#: What is done for the other lines of the page, in this order.
PROCEDURES = {}


class Hospital:
    """Running services with answers, an open incident, and the command line beside them."""

    def __init__(self, up: Up, folder: Path) -> None:
        self.up, self.folder = up, folder
        records, glucose = made_up(PEOPLE, seed=9, shift=30)
        lines = ["prediction_id,fecha,Resultado"]
        with httpx.Client(base_url=up.api, timeout=60) as client:
            for record, result in zip(records, glucose, strict=True):
                answer = client.post("/predict", json=record).json()
                lines.append(f"{answer['prediction_id']},{answer['timestamp'][:10]},{result}")
        self.file("outcomes.csv").write_text("\n".join(lines))
        pyarrow.csv.write_csv(pyarrow.Table.from_pylist(records), self.file("records.csv"))
        pyarrow.csv.write_csv(measured_table(1200, 6), self.file("people.csv"))
        with Record(current()).begin() as connection:
            row = {
                "rule": "response_slow",
                "subject": "trial",
                "severity": "high",
                "outage": False,
                "reminders": 0,
            }
            times = dict.fromkeys(("opened_at", "seen_at"), utc_now())
            connection.execute(of_the_monitor.incidents.insert().values(**row, **times))

    def file(self, name: str) -> Path:
        return self.folder / name

    def run(self, line: str, *more: object, status: int | None = 0):
        """The JSON that a command prints; ``status`` None: whether it found something depends on the machine."""
        words = [*line.split(), *map(str, more), "--json"]
        ran = CliRunner().invoke(commands(), words)
        assert ran.exit_code in ((0, 1) if status is None else (status,)), (words, ran.output)
        return json.loads(ran.stdout)

    def incident(self, line: str):
        """The incident of this hospital in a list."""
        [found] = [one for one in self.run(line)["incidents"] if one["subject"] == "trial"]
        return found

    def champion(self) -> str:
        [found] = [one["version"] for one in self.run("model list")["models"] if one["champion"]]
        return found

    def count(self) -> int:
        """How many predictions the database has."""
        engine = open_store(current(), Service.COMMAND)
        with engine.connect() as connection:
            found = connection.scalar(select(func.count()).select_from(predictions))
        engine.dispose()
        return found


@pytest.fixture(scope="module")
def hospital(database_of, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hospital")
    up = Up(folder, database_of().replace("+psycopg", ""))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("API_BASE_URL", "MLFLOW_TRACKING_URI"):
            patch.delenv(name, raising=False)
        for name, value in up.environment.items():
            patch.setenv(name, value)
        patch.chdir(folder)
        current.cache_clear()
        yield Hospital(up, folder)
    current.cache_clear()
    up.stop()


def procedure(line):
    """Registers what is done for a line of the page; the function takes the hospital and the line."""

    def register(function):
        assert line not in PROCEDURES
        PROCEDURES[line] = function
        return function

    return register


# Services.


@procedure("smoke http://127.0.0.1:8002")
@procedure("smoke http://127.0.0.1:8002 --dashboard http://127.0.0.1:8501")
@procedure("smoke http://127.0.0.1:8002 --mlflow http://127.0.0.1:5000")
def smoke(house, line):
    for usual, port in zip((8002, 8501, 5000), house.up.ports, strict=True):
        line = line.replace(str(usual), str(port))
    checks = house.run(line)["checks"]
    assert all(check["passed"] for check in checks), checks
    assert {"health", "ready", "model"} <= {check["name"] for check in checks}


@procedure("monitor --once")
def monitor(house, line):
    found = house.run(line, status=None)
    values = {(one["measure"], one["subject"]): one["value"] for one in found["values"]}
    assert [values["up", name] for name in ("api", "dashboard", "mlflow", "database")] == [1, 1, 1, 1]
    assert values["model_loaded", "api"] == 1


@procedure("monitor rules")
def rules(house, line):
    names = {rule["rule"] for rule in house.run(line)}
    assert {"api_down", "model_not_loaded", "response_slow", "memory_critical", "backup_old"} <= names


@procedure("incident list")
@procedure("incident list --open")
def incidents(house, line):
    assert house.incident(line)["rule"] == "response_slow"


@procedure("incident ack ID")
@procedure("incident ack ID --note TEXT")
def acknowledge(house, line):
    """The second time changes nothing."""
    line = line.replace("ID", str(house.incident("incident list --open")["id"])).replace("TEXT", "looking")
    assert house.run(line)["acknowledged_at"]
    assert house.incident("incident list --open")["acknowledged_note"] == "looking"


@procedure("incident figures")
def figures(house, line):
    targets = {one["service"]: one["target"] for one in house.run(line)["services"]}
    assert targets == {"api": 99.5, "dashboard": 99.0, "mlflow": None, "database": 99.9}


@procedure("doctor --bundle FILE")
@procedure("doctor")
def doctor(house, line):
    file = house.file("bundle.zip")
    found = house.run(line.replace("FILE", str(file)), status=None)
    assert {"api_answers", "dashboard_answers", "mlflow_answers"} <= {
        one["code"] for one in found["findings"]
    }
    assert file.is_file() == ("FILE" in line)


@procedure("schedule --list")
def schedule(house, line):
    jobs = {job["name"]: job["command"] for job in house.run(line)["jobs"]}
    assert jobs["backup-create"] == ["diabetes-stack", "backup", "create"]


@procedure("audit")
def audit(house, line):
    checks = {(one["check"], one["state"]) for one in house.run(line, "--offline", status=1)["checks"]}
    assert ("trail", "ok") in checks
    assert {"settings", "permissions", "tokens", "access", "secrets", "python"} <= {
        name for name, _ in checks
    }


@procedure("audit verify")
def audit_verify(house, line):
    assert house.run(line)["whole"]


# Lists.


@procedure("check daily")
def daily(house, line):
    found = house.run(line, status=None)["lines"]
    assert [one["line"] for one in found][:2] == ["health", "logs"]
    # What a machine under test finds of itself varies; that somebody looked does not.
    assert all(one["at"] for one in found if one["commands"])


@procedure("check weekly")
@procedure("check monthly")
@procedure("check quarterly")
@procedure("check semiannual")
def other_lists(house, line):
    """Their commands are others of this page; how a list runs them is the same."""
    assert len(house.run(line, "--show", status=None)["lines"]) > 1


# Models.


@procedure("outcomes import FILE --source NAME")
def outcomes(house, line):
    done = house.run(line.replace("FILE", str(house.file("outcomes.csv"))).replace("NAME", "clinic"))
    assert (done["new"], done["bad"]) == (PEOPLE, 0)


@procedure("model generate --n_samples 10000")
def generate(house, line):
    done = house.run(line)
    assert len(Path(done["file"]).read_text().splitlines()) == 10_001


@procedure("model train --experiment_name Production_Update --data FILE")
def train_on_data(house, line):
    done = house.run(
        line.replace("FILE", str(house.file("people.csv"))), "--algorithm", "linear", "--source", SOURCE
    )
    assert (done["experiment"], done["models"][0]["synthetic"]) == ("Production_Update", False)


@procedure("model train")
def train(house, line):
    assert house.run(line, "--n-samples", 500, "--algorithm", "linear")["models"][0]["synthetic"]


@procedure("model list")
def listed(house, line):
    assert {one["synthetic"] for one in house.run(line)["models"]} == {True, False}


@procedure("model sync")
def sync(house, line):
    assert house.run(line)["published"] == []


@procedure("model register FILE")
def register(house, line):
    model, file = diabetes.Model.bundled(), house.file("model.json")
    file.write_text(model.to_json())
    assert house.run(line.replace("FILE", str(file)))["version"] == model.info["version"]


@procedure("model evaluate --live")
@procedure("model evaluate --source NAME")
@procedure("model evaluate challenger --source NAME")
def evaluate(house, line):
    assert house.run(line.replace("NAME", "clinic"))["rows"] == PEOPLE


@procedure("model promote challenger --on NAME")
def promote(house, line):
    """Or it is refused, and somebody gives a reason to do it all the same."""
    done = house.run(line.replace("NAME", "clinic"), "--force", "trial of the procedure", "--yes")
    assert (done["on"], house.champion()) == ("clinic", done["model"]["version"])


@procedure("model rollback")
def roll_back(house, line):
    done = house.run(line)
    assert (done["action"], done["model"]["version"]) == (
        "rollback",
        diabetes.Model.bundled().info["version"],
    )


@procedure("update model")
def update_model(house, line):
    words = (
        "--data",
        house.file("people.csv"),
        "--on",
        "clinic",
        "--source",
        SOURCE,
        "--algorithm",
        "linear",
    )
    done = house.run(line, *words, "--yes", "--watch", 0, status=None)
    assert done["outcome"] in ("promoted", "refused")


@procedure("monitor model")
def monitor_model(house, line):
    found = house.run(line)
    assert found["people"] >= PEOPLE
    assert found["inputs"]


@procedure("compare --old FILE --records FILE")
def compare(house, line):
    records, answers = house.file("records.csv"), house.file("old.csv")
    said = diabetes.Model.bundled().predict_batch(pyarrow.csv.read_csv(records))
    pyarrow.csv.write_csv(pyarrow.table({"glucose_mg_dl": said["glucose_mg_dl"]}), answers)
    report = house.run(f"compare --old {answers} --records {records}", status=None)
    assert report["records"] == PEOPLE


# The database.


@procedure("db check")
@procedure("db check --repair")
def db_check(house, line):
    names = {one["name"] for one in house.run(line, status=None)["findings"]}
    assert "connections" in names


@procedure("db clean")
def clean(house, line):
    before = house.count()
    done = house.run(line)
    assert (done["predictions"], done["logs"], house.count()) == (0, 0, before)


@procedure("db dump --sql --out FILE")
def dump(house, line):
    done = house.run(line.replace("FILE", str(house.file("dump.sql"))))
    content = house.file("dump.sql").read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (done["bytes"], done["sha256"])


@procedure("db restore FILE")
def restore_dump(house, line):
    before, line = house.count(), line.replace("FILE", str(house.file("dump.sql")))
    assert "--replace" in house.run(line, status=1)["error"]
    assert house.run(line, "--replace", "--yes")["predictions"] == house.count() == before


# Backups.


@procedure("backup create")
def create(house, line):
    done = house.run(line)
    assert (Path(done["file"]).is_file(), done["counts"]["predictions"]) == (True, house.count())


@procedure("backup list")
def backups(house, line):
    [newest] = house.run(line)
    assert newest["predictions"] == house.count()


@procedure("backup verify")
def verify(house, line):
    proof = house.run(line)
    assert (proof["good"], proof["replayed"]["different"]) == (True, [])
    assert proof["replayed"]["equal"] >= PEOPLE


@procedure("backup prune")
def prune(house, line):
    assert [one["deleted"] for one in house.run(line)["archives"]] == [False]


@procedure("backup drill")
def drill(house, line):
    done = house.run(line)
    assert (done["good"], done["seconds"]["return"] > 0) == (True, True)


@procedure("backup restore")
def restore(house, line):
    before = house.count()
    assert house.run(line, "--yes")["archive"].startswith("backup_")
    assert house.count() == before
    assert httpx.get(f"{house.up.api}/ready", timeout=60).status_code == 200


def test_every_command_of_the_page_is_run():
    on_the_page = set(re.findall(r"`diabetes-stack ([^`]*)`", PAGE.read_text(encoding="utf-8")))
    assert PROCEDURES.keys() | ELSEWHERE.keys() == on_the_page
    assert PROCEDURES.keys().isdisjoint(ELSEWHERE)


@pytest.mark.parametrize("line", PROCEDURES)
def test_the_command_does_what_it_says(hospital, line):
    PROCEDURES[line](hospital, line)
