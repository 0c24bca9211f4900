"""Sends letters by apprise: mail, chat, webhooks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

import apprise

from ..settings import Settings, SettingsError
from ..store.tables import utc_now
from .deadline import Workers
from .incident import Kind
from .letters import Letter, Target
from .severity import Severity
from .texts import texts
from .wording import message

__all__ = ["check", "deliver"]

_log = logging.getLogger(__name__)
#: A round waits this long for its letters; then they go on beside it.
_SECONDS = 10.0
#: Letters to one address in a round.
_MOST = 20
_TYPES = {
    Severity.CRITICAL: apprise.NotifyType.FAILURE,
    Severity.HIGH: apprise.NotifyType.WARNING,
    Severity.MEDIUM: apprise.NotifyType.WARNING,
    Severity.LOW: apprise.NotifyType.INFO,
}
# Its messages may contain an address, which is a secret.
logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)


def check(targets: Sequence[Target]) -> None:
    """Refuse addresses that apprise does not understand. Raises SettingsError, which does not repeat them."""
    for target in targets:
        if apprise.Apprise.instantiate(target.url, suppress_exceptions=True) is None:
            raise SettingsError(
                f"{target.names[0]} must be addresses of apprise, such as mailtos://user:password@host"
            )


def deliver(
    settings: Settings, letters: Sequence[Letter], targets: Sequence[Target], workers: Workers
) -> None:
    """Send the letters that are due, to each address in their order, and note on each what became of it. Addresses do
    not wait for each other, and nobody waits for a slow one."""
    now = utc_now()
    urls = {target.id: target.url for target in targets}
    due: dict[str, list[Letter]] = {}
    for letter in letters:
        if letter.is_waiting and letter.target not in urls:
            letter.give_up(now)
        elif letter.is_due(now):
            due.setdefault(letter.target, []).append(letter)
    pause = timedelta(seconds=settings.monitor_seconds / 2)
    work = {id: _sender(settings, urls[id], found[:_MOST], pause) for id, found in due.items()}
    for id, result in workers.run(work, _SECONDS).items():
        if isinstance(result, Exception):
            _log.error("alerts are late", extra={"to": _kind(urls[id]), "cause": type(result).__name__})


def _sender(settings: Settings, url: str, letters: Sequence[Letter], pause: timedelta) -> Callable[[], None]:
    def send() -> None:
        for letter in letters:
            problem = _problem(settings, url, letter)
            if problem is None:
                letter.sent(utc_now())
                continue
            letter.failed(utc_now(), problem, pause)
            _log.error(
                "an alert was not sent",
                extra={"to": _kind(url), "cause": problem, "attempts": letter.attempts},
            )
            # The rest would fail too, and come later in their order.
            return

    return send


def _problem(settings: Settings, url: str, letter: Letter) -> str | None:
    """Why the letter was not sent; None if it was."""
    over = letter.change.kind is Kind.RECOVERED
    kind = apprise.NotifyType.SUCCESS if over else _TYPES[letter.change.incident.severity]
    try:
        title, body = message(letter.change, settings, texts(settings.alert_language))
        service = apprise.Apprise.instantiate(url, suppress_exceptions=True)
        if service is None:
            return "not an address of apprise"
        return None if service.notify(title=title, body=body, notify_type=kind) else "refused or not reached"
    except Exception as problem:
        # A plugin may raise anything; its message may contain the address.
        return type(problem).__name__


def _kind(url: str) -> str:
    return url.partition(":")[0]
