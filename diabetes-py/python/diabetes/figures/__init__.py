"""Figures of a model, an evaluation and a prediction, by matplotlib: ``pip install "diabetes-py[report]"``.

Each function returns a ``matplotlib.figure.Figure``, which can be saved in any format; ``svg`` writes it as
an image with a title for screen readers, with identical bytes for identical figures. The functions take
the parts of ``Evaluation.to_dict()``, ``explanation`` takes the result of ``Model.explain``, and
``capacity_curve`` takes ``Capacity.to_dict()``. Nothing is shown on a screen, and
the state of ``matplotlib.pyplot`` is not touched.
"""

from __future__ import annotations

from importlib.util import find_spec

if find_spec("matplotlib") is None:
    raise ModuleNotFoundError('figures need matplotlib: pip install "diabetes-py[report]"', name="matplotlib")

from ._calibration import calibration_curve
from ._capacity import capacity_curve
from ._explanation import explanation
from ._performance import decision_curve, discrimination, subgroups
from ._svg import svg
from ._terms import terms

__all__ = [
    "calibration_curve",
    "capacity_curve",
    "decision_curve",
    "discrimination",
    "explanation",
    "subgroups",
    "svg",
    "terms",
]
