"""Limits of the services: the size of a record, file or header, the time a client may take, and the number of
concurrent requests. Each is a setting; exceeding one is refused with a code and the limit."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["TOO_SLOW", "Bounds"]

#: Set in a request's scope when its body was abandoned because it arrived too slowly.
TOO_SLOW = "diabetes.too_slow"

_KIB = 1024
_MIB = 1024 * _KIB


class Bounds(BaseSettings):
    """Each field is set by the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(allow_inf_nan=False)

    record_bytes: int = Field(
        16 * _KIB,
        gt=0,
        description="Bytes of one record: a body of POST /predict, a line of NDJSON, a record of a JSON batch.",
    )
    bundle_bytes: int = Field(4 * _MIB, gt=0, description="Bytes of a FHIR bundle sent to POST /predict.")
    batch_records: int = Field(
        10_000, gt=0, description="Records of a JSON batch; for more, use NDJSON or CSV."
    )
    file_columns: int = Field(1_000, ge=100, description="Columns of a file.")
    file_rows: int = Field(500_000, gt=0, description="Rows of a file.")
    file_cells: int = Field(
        20_000_000, gt=0, description="Rows times columns of a file that the dashboard opens."
    )
    body_limit: int = Field(
        64 * _MIB, gt=0, description="Bytes of a body with many records: a batch or a file."
    )
    held_bytes: int = Field(
        128 * _MIB,
        gt=0,
        description="Bytes of request bodies in memory at the same time, for all requests together.",
    )
    header_bytes: int = Field(
        16 * _KIB, ge=1 * _KIB, description="Bytes of a request's first line and headers together."
    )
    header_seconds: float = Field(
        10, gt=0, description="Seconds for the headers, and the longest pause within a body."
    )
    body_seconds: float = Field(60, gt=0, description="Seconds for a whole body.")
    send_seconds: float = Field(20, gt=0, description="Seconds that a client may leave an answer unread.")
    connections: int = Field(
        1_000, ge=10, description="Simultaneous connections; beyond this, idle ones are closed first."
    )
    requests_in_flight: int = Field(
        500, gt=0, description="Requests being processed or waiting, all together."
    )
    heavy_requests: int = Field(
        2, gt=0, description="Batches and files computed at the same time; others wait their turn."
    )
    retry_seconds: int = Field(
        1, gt=0, description="Seconds before a client refused as one too many may try again."
    )
    stop_seconds: float = Field(
        10, ge=2, description="Seconds within which a service must end when told to stop."
    )
