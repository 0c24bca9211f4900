"""The whole examination."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...settings import Settings, SettingsError
from ...store.engine import Service, open_store
from . import database, machine, model, service
from .finding import Area, Finding, problem, unknown, well

__all__ = ["examine"]


def examine(read: Callable[[], Settings]) -> Iterator[Finding]:
    """Look at everything that the four kinds of trouble come from. ``read`` gives the settings."""
    try:
        settings = read()
    except SettingsError as error:
        yield problem(Area.API, "settings_invalid", said=str(error))
        yield from (unknown(area, "not_examined") for area in Area)
        return
    yield well(Area.API, "settings_well")
    try:
        settings.folder()
    except SettingsError:
        yield problem(Area.API, "folder_unwritable", folder=settings.data_dir.absolute())
        yield from (unknown(area, "not_examined") for area in Area)
        return
    yield from service.examine(settings)
    # As the API sees it: with its limits for a server that does not answer.
    engine = open_store(settings, Service.API)
    try:
        found = [*database.examine(settings, engine)]
        # Nothing that is not there is waited for again, or created.
        there = engine if database.is_reachable(found) else None
        yield from model.examine(settings, there)
        yield from found
        yield from machine.examine(settings)
        yield from machine.examine_database(there)
    finally:
        engine.dispose()
