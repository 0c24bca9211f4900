"""State that is shared by all calls."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine
from starlette.requests import Request

from ..settings import Settings
from ..store.writer import Writer
from .access import AccessLog
from .control import AccessControl
from .database import Database
from .load import Load
from .serving import ModelService

__all__ = ["Context", "context_of"]


@dataclass(frozen=True)
class Context:
    """What all calls share. The writer is None when answers are not stored, the access lines when the level is above
    theirs, access control when no token is needed."""

    settings: Settings
    engine: Engine
    service: ModelService
    writer: Writer | None
    load: Load
    database: Database
    access: AccessLog | None
    control: AccessControl | None

    @property
    def failing(self) -> list[str]:
        """The background tasks that are failing."""
        work = {"models": self.service.is_well}
        if self.writer is not None:
            work |= self.writer.work
        if self.access is not None:
            work["access_lines"] = self.access.is_well
        if self.control is not None:
            work |= self.control.work
        return sorted(name for name, well in work.items() if not well)

    @property
    def is_ready(self) -> bool:
        """Whether a model answers, and its answers can be stored."""
        return self.service.current is not None and (self.writer is None or self.writer.is_well)

    @property
    def online(self) -> bool:
        """Whether answers currently go to the database."""
        return self.writer is not None and self.writer.online


def context_of(request: Request) -> Context:
    """The context of the application that handles this request."""
    context: Context = request.scope["app"].state.context
    return context
