"""Settings: what production would refuse, and what is allowed but unwise."""

from __future__ import annotations

from collections.abc import Iterator

from ..addresses import is_local
from ..perimeter import NO_RATE
from ..settings import Settings
from .finding import Finding

__all__ = ["configuration"]


def configuration(settings: Settings) -> Iterator[Finding]:
    """The rules of production, wherever this runs, and advice."""
    problems = settings.problems(production=True)
    if problems:
        names = ", ".join(problem.partition(" ")[0] for problem in problems)
        yield Finding.warning("not_for_production", names=names, rules=problems)
    advice = list(_unwise(settings))
    yield from advice
    if not (problems or advice):
        yield Finding.ok("settings")


def _unwise(settings: Settings) -> Iterator[Finding]:
    if not settings.allowed_hosts:
        yield Finding.warning("any_host")
    if not is_local(settings.api_host) and not settings.force_https:
        yield Finding.warning("plain_http", host=settings.api_host)
    if NO_RATE in (settings.rate_per_token, settings.rate_per_address):
        yield Finding.warning("no_rate")
    if not settings.lock_failures:
        yield Finding.warning("no_lock")
    if plain := [origin for origin in settings.cors_origins if origin.startswith("http://")]:
        yield Finding.warning("plain_origins", names=", ".join(plain))
    if settings.secret_key is not None and settings.secret_key == settings.jwt_secret_key:
        yield Finding.warning("one_key_for_both")
