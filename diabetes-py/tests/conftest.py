"""Models that several test files use, trained once."""

import diabetes
import pytest
from hypothesis import settings

# No example fails for being slow.
settings.register_profile("project", deadline=None, database=None)
settings.load_profile("project")


@pytest.fixture(scope="session")
def bundled():
    """The model that comes with the package."""
    return diabetes.Model.bundled()


@pytest.fixture(scope="session")
def synthetic():
    """A linear model that uses every field of the synthetic table."""
    return diabetes.train(diabetes.generate(4000, seed=7), algorithm="linear", test_size=0)


@pytest.fixture
def tables_only(monkeypatch):
    """The report without figures, which take most of the time."""
    from diabetes import figures
    from diabetes._report import _page

    for locale in diabetes.LOCALES:
        monkeypatch.setitem(_page._TEMPLATES[locale].globals, "inline", lambda figure, *texts: "")
    for draw in ("discrimination", "calibration_curve", "decision_curve", "subgroups", "terms"):
        monkeypatch.setattr(figures, draw, lambda *args, **kwargs: None)
