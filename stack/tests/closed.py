"""An API that asks for tokens, and what an attacker may not have changed."""

from __future__ import annotations

import json
import time

import jwt
from sqlalchemy import func, select
from starlette.testclient import TestClient

from diabetes_stack import tokens
from diabetes_stack.api.app import create_app
from diabetes_stack.roles import Role
from diabetes_stack.settings import Settings
from diabetes_stack.store.tables import metadata

KEY = "0f3b9a6d51c87e24a90b6fd3358e7c12d4a1"
DAY = 24 * 3600


def closed_settings(folder, **others):
    """Settings of an API that asks for tokens, with a database of its own."""
    chosen = {"require_token": True, "jwt_secret_key": KEY, **others}
    return Settings(_env_file=None, DIABETES_DATA_DIR=folder, **chosen)


def client_of(settings, **options):
    return TestClient(create_app(settings), raise_server_exceptions=False, **options)


def signed(settings, role=Role.OPERATOR, holder="ward 3"):
    """The header of a good token."""
    return bearing(tokens.create(settings, holder, role, tokens.LONGEST).text)


def bearing(token):
    return {"Authorization": f"Bearer {token}"}


def forged(key=KEY, algorithm="HS256", headers=None, **claims):
    """A token with these claims besides those of an admin; None leaves one out."""
    now = int(time.time())
    whole = {"sub": "eve", "role": "admin", "aud": tokens.AUDIENCE, "jti": "e1", "iat": now, "exp": now + DAY}
    whole = {name: value for name, value in {**whole, **claims}.items() if value is not None}
    return jwt.encode(whole, key, algorithm, headers)


def code(answer):
    """The code of a refusal."""
    [error] = answer.json()["errors"]
    return error["code"]


def lines(text):
    """The access lines in a text."""
    return [json.loads(line) for line in text.splitlines() if '"event": "call"' in line]


def contents(client):
    """How many rows each table has, and the counters."""
    with client.app.state.context.engine.connect() as connection:
        rows = {
            table.name: connection.scalar(select(func.count()).select_from(table))
            for table in metadata.sorted_tables
        }
        return rows, sorted(map(tuple, connection.execute(select(metadata.tables["counters"]))))
