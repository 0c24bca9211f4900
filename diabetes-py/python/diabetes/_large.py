"""Which files are evaluated piece by piece."""

from __future__ import annotations

import os
from os import PathLike

from ._pieces import is_parquet

# Larger files are not held in memory.
MOST_ROWS = 1 << 19
MOST_BYTES = 1 << 26


def is_large(path: str | PathLike[str]) -> bool:
    """Whether a Parquet file has more than 524,288 rows, or a CSV file more than 64 MB; a pipe has not."""
    if not os.path.isfile(path):
        return False
    if not is_parquet(path):
        return os.path.getsize(path) > MOST_BYTES
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        return int(file.metadata.num_rows) > MOST_ROWS
