"""What every call can reach."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine
from starlette.requests import Request

from ..settings import Settings
from ..store.writer import Writer
from .database import Database
from .load import Load
from .serving import ModelService

__all__ = ["Context", "context_of"]


@dataclass(frozen=True)
class Context:
    """Settings, database, models, the writer, and how much is asked now; no writer when answers are not stored."""

    settings: Settings
    engine: Engine
    service: ModelService
    writer: Writer | None
    load: Load
    database: Database

    @property
    def online(self) -> bool:
        """Whether answers go to the database now."""
        return self.writer is not None and self.writer.online


def context_of(request: Request) -> Context:
    """The context of the application that answers this request."""
    context: Context = request.scope["app"].state.context
    return context
