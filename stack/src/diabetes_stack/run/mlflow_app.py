"""What uvicorn runs as MLflow's server: MLflow's own application, with a bounded number of database connections.

MLflow has several pools, and each may grow to twelve connections whatever its settings say. So connections are closed
after use, and one request after another has them: a request needs one, and some a second within the first.
"""

from __future__ import annotations

from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

from .turn import Turn

__all__ = ["app"]

_turn = Turn()
event.listen(Engine, "do_connect", _turn.connect)
for _name in ("close", "close_detached"):
    event.listen(Pool, _name, _turn.close)

# Its import may open the first connections.
from mlflow.server.fastapi_app import app  # noqa: E402
