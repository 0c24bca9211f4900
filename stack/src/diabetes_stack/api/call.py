"""The list of calls. A decorator puts a function into it, with its address and its part of the OpenAPI document."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ..bounds import Bounds
from ..roles import Role
from .describe import Schema, get_operations, post_operation

__all__ = ["ANYBODY", "CALLS", "Call", "Handler", "call", "get", "post"]

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

#: In place of a role: the call needs no token.
ANYBODY = None


@dataclass(frozen=True)
class Call:
    """One call of the API."""

    path: str
    method: str
    #: What its caller must be; None for anybody.
    role: Role | None
    handler: Handler
    #: The operations of the OpenAPI document, by method.
    operations: Callable[[Bounds], Schema]
    #: Schemas that they name.
    schemas: Mapping[str, Schema]
    #: Whether its rate counts: see :mod:`direct <diabetes_stack.api.direct>`.
    often: bool = False


#: Every call. GET answers HEAD too.
CALLS: list[Call] = []


def call(
    method: str,
    path: str,
    role: Role | None,
    operations: Callable[[Bounds], Schema],
    schemas: Mapping[str, Schema],
    often: bool = False,
) -> Callable[[Handler], Handler]:
    """Makes a function the answer to a method and a path, for callers with this role."""

    def put(handler: Handler) -> Handler:
        CALLS.append(Call(path, method, role, handler, operations, schemas, often))
        return handler

    return put


def get(
    path: str,
    role: Role | None,
    summary: str,
    answer: str,
    others: dict[int, Any] | None = None,
    parameters: Sequence[Schema] = (),
    **schemas: Schema,
) -> Callable[[Handler], Handler]:
    """GET and HEAD, answered by JSON of the schema named ``answer``; ``others`` are answers of other statuses."""
    return call(
        "GET", path, role, lambda _bounds: get_operations(summary, answer, others, parameters), schemas
    )


def post(
    path: str,
    role: Role,
    summary: str,
    bodies: Schema | Callable[[Bounds], Schema],
    answers: Schema,
    parameters: Sequence[Schema] = (),
    refused: Sequence[int] = (),
    often: bool = False,
    **schemas: Schema,
) -> Callable[[Handler], Handler]:
    """POST: the schemas of bodies and answers by content type, and the statuses with which it may be refused."""

    def operations(bounds: Bounds) -> Schema:
        taken = bodies(bounds) if callable(bodies) else bodies
        return {"post": post_operation(summary, taken, answers, list(parameters), refused)}

    return call("POST", path, role, operations, schemas, often)
