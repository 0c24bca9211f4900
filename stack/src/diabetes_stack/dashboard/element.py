"""Where the form element ``<diabetes-risk>`` lies, for commands that do not start the dashboard."""

from pathlib import Path

__all__ = ["ELEMENT", "is_built"]

#: The element and its engine as one file, copied from ``diabetes-wasm/js/dist`` by ``make``.
ELEMENT = Path(__file__).with_name("frontend") / "element.single.js"


def is_built() -> bool:
    """Whether the element is in this installation."""
    return ELEMENT.is_file()
