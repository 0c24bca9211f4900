"""Figures of a model, an evaluation and an answer, by matplotlib: ``pip install "diabetes-py[report]"``.

Each function gives a ``matplotlib.figure.Figure``, to be saved in any format; ``svg`` writes it as an image
that a screen reader can name, the same bytes for the same figure. The functions take the parts of
``Evaluation.to_dict()``, and ``explanation`` what ``Model.explain`` gives. Nothing is drawn on a screen, and
the state of ``matplotlib.pyplot`` is not touched.
"""

from __future__ import annotations

from importlib.util import find_spec

if find_spec("matplotlib") is None:
    raise ModuleNotFoundError('figures need matplotlib: pip install "diabetes-py[report]"', name="matplotlib")

from ._explanation import explanation
from ._performance import calibration_curve, decision_curve, discrimination, subgroups
from ._svg import svg
from ._terms import terms

__all__ = [
    "calibration_curve",
    "decision_curve",
    "discrimination",
    "explanation",
    "subgroups",
    "svg",
    "terms",
]
