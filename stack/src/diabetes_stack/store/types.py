"""Types of columns that mean the same in SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer, Text, cast
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

__all__ = ["Document", "JsonText", "Serial", "UtcTime"]


class UtcTime(TypeDecorator[datetime]):
    """A moment, in UTC in every database. SQLite keeps no zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value if value is None else value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=timezone.utc)


class JsonText(TypeDecorator[str]):
    """JSON that is written and read as text, byte for byte as the library gave it, in both databases.

    PostgreSQL's JSON keeps the text (JSONB would not, and refuses some), and ``->>`` still searches it.
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


#: JSON as Python objects, searchable in PostgreSQL.
Document = JSON().with_variant(JSONB(), "postgresql")
#: Grows by itself; SQLite counts only in an INTEGER key.
Serial = BigInteger().with_variant(Integer(), "sqlite")
