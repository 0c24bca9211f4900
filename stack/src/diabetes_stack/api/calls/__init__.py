"""The calls of the API, a module for each kind. Importing this folder imports them all."""

from importlib import import_module
from pkgutil import iter_modules

from ..call import CALLS

__all__ = ["CALLS"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
