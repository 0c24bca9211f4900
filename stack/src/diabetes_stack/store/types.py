"""Column types that behave the same in SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer, String, Text, cast
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

__all__ = ["Document", "JsonText", "Serial", "UtcTime", "code"]


class UtcTime(TypeDecorator[datetime]):
    """A point in time, in UTC in every database. SQLite stores no time zone, so it is restored."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value if value is None else value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=timezone.utc)


class JsonText(TypeDecorator[str]):
    """JSON stored and returned as text, byte for byte as the library wrote it, in both databases.

    PostgreSQL's JSON type keeps the text (JSONB would not, and rejects some), and ``->>`` can still search it.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        return dialect.type_descriptor(JSON() if dialect.name == "postgresql" else Text())

    def bind_processor(self, dialect: Any) -> Any:
        return None

    def column_expression(self, column: Any) -> Any:
        return cast(column, Text)

    def result_processor(self, dialect: Any, coltype: Any) -> Any:
        return None


def code(length: int) -> TypeEngine[str]:
    """Text of which only the bytes matter: compared by them, which PostgreSQL does several times faster than by the
    rules of a language."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


#: JSON as Python objects, searchable in PostgreSQL.
Document = JSON().with_variant(JSONB(), "postgresql")
#: Auto-incrementing; SQLite only does that for an INTEGER key.
Serial = BigInteger().with_variant(Integer(), "sqlite")
