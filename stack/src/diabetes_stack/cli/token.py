"""Token commands: create, revoke, list."""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from .. import tokens
from ..roles import Role
from ..settings import settings
from ..store import revocations
from ..store.tables import utc_now
from .console import DRY_RUN, JSON, Failure, errors_said, say, say_json, table
from .db import begin, operator
from .texts import word

__all__ = ["add"]

_DEFAULT = "create"
#: Between the parts of a token.
_DOTS = 2
_HOLDER = typer.Argument(..., help=word("token.holder"))
_ROLE = typer.Option(Role.OPERATOR, "--role", help=word("token.role"))
_DAYS = typer.Option(tokens.LONGEST.days, "--days", min=1, max=tokens.LONGEST.days, help=word("token.days"))
_OUT = typer.Option(None, "--out", help=word("token.out"))
_TOKENS = typer.Argument(..., metavar="ID...", help=word("token.id"))
_ALL = typer.Option(False, "--all", help=word("token.all"))


class _Tokens(TyperGroup):
    """``token HOLDER`` means ``token create HOLDER``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)


_token = typer.Typer(cls=_Tokens, help=word("token.help"), no_args_is_help=True)


def add(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(_token, name="token")


@_token.command(name=_DEFAULT, help=word("token.create.help"))
def _create(
    holder: str = _HOLDER,
    role: Role = _ROLE,
    days: int = _DAYS,
    out: Path | None = _OUT,
    dry_run: bool = DRY_RUN,
    as_json: bool = JSON,
) -> None:
    with errors_said(OSError):
        if settings().jwt_secret_key is None:
            raise Failure(word("token.no_key"))
        if not (holder.strip() and holder.isprintable()):
            raise Failure(word("token.no_holder"))
        issued = tokens.create(settings(), holder, role, timedelta(days=days))
        expires = datetime.fromtimestamp(issued.expires, timezone.utc)
        facts = {"holder": holder, "role": role.value, "expires": expires.isoformat(), "dry_run": dry_run}
        if dry_run:
            text = word("token.would", holder=holder, role=role.value, day=_day(expires))
            return say_json(facts) if as_json else say(text)
        with begin(new=True) as connection:
            revocations.note_issued(connection, operator(), holder, issued.id, role.value, days)
        if out is not None:
            _write(out, issued.text)
        if as_json:
            where = {"token": issued.text} if out is None else {"file": str(out)}
            return say_json({"id": issued.id, **facts, **where})
        if out is None:
            say(issued.text)
        # Standard output has the token alone, or nothing.
        text = word("token.created", id=issued.id, holder=holder, role=role.value, day=_day(expires))
        typer.echo(text, err=True)


@_token.command(name="revoke", help=word("token.revoke.help"))
def _revoke(ids: list[str] = _TOKENS, dry_run: bool = DRY_RUN, as_json: bool = JSON) -> None:
    with errors_said():
        # A whole token may be one that no list names.
        wanted = {tokens.id_in(text) if _is_whole(text) else text: _is_whole(text) for text in ids}
        with begin(new=True) as connection:
            holders = {one.id: one.holder for one in revocations.issued(connection) if one.id}
            if unknown := [id_ for id_, whole in wanted.items() if id_ not in holders and not whole]:
                raise Failure(word("token.unknown", id=", ".join(unknown)))
            new = [
                id_
                for id_ in wanted
                if not dry_run and revocations.revoke(connection, id_, holders.get(id_), operator())
            ]
        if as_json:
            return say_json({"revoked": list(wanted), "new": new, "dry_run": dry_run})
        key = "token.would_revoke" if dry_run else "token.revoked"
        for id_ in wanted:
            say(word(key, id=id_, holder=holders.get(id_, "?")))


@_token.command(name="list", help=word("token.list.help"))
def _list(everything: bool = _ALL, as_json: bool = JSON) -> None:
    now = utc_now()
    with errors_said(), begin() as connection:
        found = [one for one in revocations.issued(connection) if everything or one.state(now) == "valid"]
    if as_json:
        return say_json([{**vars(one), "state": one.state(now)} for one in found])
    columns = ("id", "holder", "role", "issued", "expires", "state")
    rows = [
        [one.id or "-", one.holder, one.role or "-", _day(one.issued), _day(one.expires), _state(one, now)]
        for one in found
    ]
    table([word(f"token.column.{name}") for name in columns], rows)


def _state(token: revocations.Token, now: datetime) -> str:
    return word(f"token.state.{token.state(now)}")


def _day(at: datetime) -> str:
    return at.astimezone().strftime(word.day)


def _is_whole(text: str) -> bool:
    return text.startswith("ey") and text.count(".") == _DOTS


def _write(file: Path, token: str) -> None:
    """The token in a file for its owner alone, in place of an older one at once."""
    new = file.with_name(f".{file.name}.new")
    handle = os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.write(token)
        stream.flush()
        os.fsync(stream.fileno())
    new.replace(file)
