"""A common style for all figures: colours, sizes, and axes stripped of what carries no information."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import matplotlib
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.ticker import ScalarFormatter

from .._printable import all_printable
from .._texts import Texts

ACCENT, SECOND, INK, MUTED, FAINT = "#1f5f8b", "#b0522a", "#1b2733", "#5b6875", "#d5dce3"
LINE = 1.6
STYLE: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.6,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 9,
    "axes.titleweight": "bold",
    "axes.unicode_minus": True,
    "font.family": "DejaVu Sans",  # comes with matplotlib, so the layout is the same everywhere
    "font.size": 8,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "legend.fontsize": 8,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "diabetes",
    "text.parse_math": False,  # names may contain dollar signs
    "text.color": INK,
    "xtick.color": MUTED,
    "xtick.labelcolor": INK,
    "xtick.labelsize": 8,
    "xtick.major.size": 2.5,
    "xtick.major.width": 0.6,
    "ytick.color": MUTED,
    "ytick.labelcolor": INK,
    "ytick.labelsize": 8,
    "ytick.major.size": 2.5,
    "ytick.major.width": 0.6,
}
# An artist's id that begins so is what is shown of it when it is pointed at.
TIP = "tip: "
Parameters = ParamSpec("Parameters")


def styled(draw: Callable[Parameters, Figure]) -> Callable[Parameters, Figure]:
    """Draw in the package's style without changing the program's settings.

    The layout is computed once and kept, so that writing a figure again gives the same bytes.
    """

    @wraps(draw)
    def wrapper(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Figure:
        with matplotlib.rc_context():
            matplotlib.rcdefaults()
            matplotlib.rcParams.update(STYLE)
            drawn = draw(*all_printable(args), **all_printable(kwargs))
            if (engine := drawn.get_layout_engine()) is not None:
                engine.execute(drawn)
            drawn.set_layout_engine("none")
            return drawn

    return wrapper


def empty(width: float, height: float) -> Figure:
    """An empty figure; width and height are in inches."""
    return Figure(figsize=(width, height), layout="constrained")


def quiet(axes: Axes, grid: str) -> None:
    """Keep only what helps reading: a grid along one axis, no frame."""
    axes.grid(axis="x" if grid == "x" else "y")
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)


class _Written(ScalarFormatter):
    """The numbers of an axis, all with as many decimals, as a language writes them."""

    def __init__(self, word: Texts) -> None:
        super().__init__(useOffset=False)
        self.set_scientific(False)
        self._mark = word.numbers.mark

    def __call__(self, x: float, pos: int | None = None) -> str:
        return super().__call__(x, pos).replace(".", self._mark)


def numbered(word: Texts, *axes: Axis) -> None:
    """Write the numbers of an axis as the language does."""
    for axis in axes:
        axis.set_major_formatter(_Written(word))


def tip(artist: Artist, text: str) -> None:
    """What is shown of an artist when it is pointed at, in an SVG."""
    artist.set_gid(f"{TIP}{text}")
    # It lies on what is drawn anyway; measuring it would only take time.
    artist.set_in_layout(False)
