"""Models that several test files use, trained once."""

import os
import shutil
import signal
import sys

import diabetes
import pytest
from hypothesis import settings

# No example fails for being slow.
settings.register_profile("project", deadline=None, database=None)
settings.load_profile("project")
# A shell makes what it starts in the background ignore Ctrl-C, and so would every process that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def bundled():
    """The model that comes with the package."""
    return diabetes.Model.bundled()


@pytest.fixture(scope="session")
def synthetic():
    """A linear model that uses every field of the synthetic table."""
    return diabetes.train(diabetes.generate(4000, seed=7), algorithm="linear", test_size=0)


@pytest.fixture(scope="session")
def session():
    """One Spark session of two cores, which tries a task three times."""
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("needs Java")
    sql = pytest.importorskip("pyspark.sql", reason="needs pyspark")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.driver.memory": "2g",
        # Compiling further takes more time than short tests win.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
    }
    session = sql.SparkSession.builder.master("local[2,3]").config(map=settings).getOrCreate()
    yield session
    session.stop()


@pytest.fixture
def tables_only(monkeypatch):
    """The report without figures, which take most of the time."""
    from diabetes import figures
    from diabetes._report import _page

    for locale in diabetes.LOCALES:
        monkeypatch.setitem(_page._TEMPLATES[locale].globals, "inline", lambda figure, *texts: "")
    for draw in ("discrimination", "calibration_curve", "decision_curve", "subgroups", "terms"):
        monkeypatch.setattr(figures, draw, lambda *args, **kwargs: None)
