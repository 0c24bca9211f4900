"""What the calls of MLflow do: which only read, and which nobody may make."""

from __future__ import annotations

import re

__all__ = ["is_barred", "reads"]

#: MLflow's assistant starts programs on the server for whoever sits at it, and all who come through a proxy seem to.
_BARRED = "/mlflow/assistant"
_SAFE = ("GET", "HEAD", "OPTIONS")
#: Calls with POST that read: its pages search with them. MLflow's GraphQL has queries only; its mutations search, too.
_SEARCHES = re.compile(
    r"/graphql"
    r"|/(ajax-)?api/[0-9]\.[0-9]/mlflow/"
    r"((datasets|experiments|issues|logged-models|runs|traces)/search"
    r"|experiments/search-datasets"
    r"|registered-models/get-latest-versions"
    r"|traces/(batchGetInfos|metrics|calculate-filter-correlation))"
)


def is_barred(path: str) -> bool:
    """Whether nobody may make this call of MLflow from elsewhere."""
    return _BARRED in path


def reads(method: str, path: str) -> bool:
    """Whether this call of MLflow changes nothing.

    >>> reads("POST", "/api/2.0/mlflow/runs/search"), reads("POST", "/api/2.0/mlflow/runs/delete")
    (True, False)
    """
    return method in _SAFE or (method == "POST" and _SEARCHES.fullmatch(path) is not None)
