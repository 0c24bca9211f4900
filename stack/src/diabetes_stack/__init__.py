"""Hospital services on top of the ``diabetes`` library: API, store, models with MLflow, dashboard.

They contain no rules, thresholds or formulas of their own: all knowledge about diabetes comes from the library.
"""

from importlib.metadata import version

__all__ = ["CONTRACT_VERSION", "__version__"]

__version__ = version("diabetes-stack")
#: The version of the system's contract reported by /health; see docs/services.md.
CONTRACT_VERSION = "2.0.0"
