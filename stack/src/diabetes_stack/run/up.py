"""What `up` does while the services run: it looks after them, runs the jobs, and renews the services when asked to."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator

from ..settings import Settings
from .process import ServiceFailedError
from .releases import python_in_use
from .running import Note
from .schedule import ScheduledElsewhereError, Scheduler
from .supervise import Signals, Supervisor, Tell

__all__ = ["READY_SECONDS", "serve"]

#: Within which services must become ready.
READY_SECONDS = 180.0
_LOOK_EVERY = 0.2
_log = logging.getLogger(__name__)


def serve(
    settings: Settings,
    supervisor: Supervisor,
    asked: Signals,
    note: Note,
    tell: Tell,
    ready: Callable[[], None],
) -> None:
    """Return when asked to stop; raise ServiceFailedError when a service does not start, or ends by itself. ``ready``
    is called when all of them answer."""
    if not supervisor.wait_ready(READY_SECONDS, asked.stopped):
        return
    note.set(ready=True)
    ready()
    with _scheduled(settings, note, tell):
        while not asked.stopped.wait(_LOOK_EVERY):
            supervisor.look()
            if asked.renewed.is_set():
                asked.renewed.clear()
                _renew(supervisor, asked, note, tell)


def _renew(supervisor: Supervisor, asked: Signals, note: Note, tell: Tell) -> None:
    """Let the services of the version in use follow those that run."""
    python = python_in_use()
    over = note.state.renewals + 1
    running = note.state.python
    try:
        supervisor.renew(python, READY_SECONDS, asked.stopped, back=python == note.state.before)
    except ServiceFailedError as failure:
        _log.error("services were not renewed", extra={"cause": failure.code})
        tell(failure.code, **failure.parts)
        tell("kept")
        note.set(renewals=over, failure=failure.code)
    else:
        _log.info("services were renewed", extra={"python": python})
        note.set(renewals=over, failure=None, python=python, before=running)


@contextlib.contextmanager
def _scheduled(settings: Settings, note: Note, tell: Tell) -> Iterator[None]:
    if not settings.schedule:
        tell("unscheduled")
        yield
        return
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(Scheduler(settings, lambda: note.state.python).running())
        except ScheduledElsewhereError:
            tell("scheduled_elsewhere")
        yield
