"""The hospital's services on top of the library ``diabetes``: API, store, models with MLflow, dashboard.

They hold no rule, threshold or formula of their own: what they know about diabetes they ask the library.
"""

from importlib.metadata import version

__all__ = ["CONTRACT_VERSION", "__version__"]

__version__ = version("diabetes-stack")
#: The version of the system's contract that /health names; see docs/services.md.
CONTRACT_VERSION = "2.0.0"
