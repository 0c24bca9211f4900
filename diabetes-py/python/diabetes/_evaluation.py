"""How well a model performs on people with a known outcome."""

from __future__ import annotations

import pickle
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from typing import Any

import numpy.typing as npt

from . import _native
from ._api import _by_row, _whole
from ._errors import DiabetesError
from ._frames import readable
from ._groups import label, labelled
from ._large import is_large
from ._participants import participants
from ._pieces import tables, whole
from ._tripod import checked, read_answers


class Evaluation:
    """The performance figures of a model; created by :func:`diabetes.evaluate`."""

    __module__ = "diabetes"

    def __init__(self, figures: dict[str, Any]) -> None:
        self._figures = figures

    def to_dict(self) -> dict[str, Any]:
        """Every figure, as plain values; the keys are listed in the reference."""
        # A copy, faster than copy.deepcopy.
        return dict(pickle.loads(pickle.dumps(self._figures)))

    def to_html(
        self,
        path: str | PathLike[str],
        locale: str = "en",
        tripod: str | PathLike[str] | Mapping[str, str] | None = None,
        beside: Evaluation | None = None,
    ) -> None:
        """Write the report as one self-contained HTML file. Needs the extra ``diabetes-py[report]``.

        ``tripod`` is what the authors answer to the items of TRIPOD+AI that only they know: a mapping such as
        ``{"18a": "Ministry of Health"}``, or the path of a YAML file with such lines, which needs
        ``diabetes-py[tripod]``. ``beside`` is the evaluation of another model on the same people, to be
        compared with this one.

        Raises ValueError for an unknown ``locale``, an item not of the authors' or a file that is no YAML.
        """
        from ._report import write

        if tripod is None:
            answers: Mapping[str, str] = {}
        else:
            answers = checked(tripod) if isinstance(tripod, Mapping) else read_answers(tripod)
        write(self.to_dict(), path, locale, answers, None if beside is None else beside.to_dict())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Evaluation) and self._figures == other._figures

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        model, data = self._figures["model"], self._figures["data"]
        return f"Evaluation(model={model['name']!r}, rows={data['answered']})"


def evaluate(
    model: _native.Model,
    data: Any,
    by: str | Sequence[str] = (),
    weights: str | npt.ArrayLike | None = None,
    cluster: str | Iterable[object] | None = None,
    target: str = "Resultado",
    resamples: int = 1000,
    seed: int = 42,
    site: str | None = None,
    smallest_cell: int = 5,
) -> Evaluation:
    """Evaluate a model on people with a known outcome, alongside the published scores.

    ``data`` is as for :func:`diabetes.train`, with the six required fields and at least one of ``target``
    (fasting plasma glucose, mg/dL) and ``hba1c`` (%). Rows that are invalid, of pregnant people, of people
    with diagnosed diabetes, or without a weight are left out and counted by code in ``to_dict()["data"]``. A
    CSV file of more than 64 MB and a Parquet file of more than 524,288 rows are read piece by piece, unless
    there are weights or clusters: the figures are those of :func:`merge` with a ``smallest_cell`` of 1, and
    there is no table of participants.

    ``by`` names columns whose groups get their own figures, in addition to the usual groups. A column of more
    than 10 distinct numbers is split at its quartiles, and a number that a quarter of the rows share is its
    own group. Values of other types, such as dates, are distinguished by their text. ``weights`` and
    ``cluster`` are the name of a column or one value per row, in order. Intervals are 95 % percentile
    intervals from ``resamples`` resamples of rows, or of whole clusters; large data gets fewer, and 0 gives
    none. No figure is given for fewer than 10 people with an outcome, or fewer than 10 without; rows of
    unequal weight count as fewer.

    ``site`` names the place, and ``smallest_cell`` is the fewest people in a cell of the counts that the
    evaluation carries for :func:`merge`: cells with fewer are widened. With 1 it carries the score of each
    person with their result, and merged figures equal those of all rows. Whoever has the model may guess
    answers from a score: use 1 only for sites that may share rows, such as parts of one hospital. With
    weights or clusters there are no counts (``sums`` is None).

    Raises DiabetesError with the code ``no_outcome``, ``bad_shape``, ``bad_weights`` or ``bad_option``.

    >>> import diabetes
    >>> people = diabetes.generate(1000, seed=3)
    >>> figures = diabetes.evaluate(diabetes.Model.bundled(), people, by="fuma", resamples=100).to_dict()
    >>> figures["data"]["answered"], figures["discrimination"][0]["outcome"]
    (1000, 'Resultado >= 100')
    >>> sorted(group["level"] for group in figures["subgroups"] if group["by"] == "fuma")
    ['No', 'Si']
    """
    by = [by] if isinstance(by, str) else list(by)
    weights = _by_row(weights, "weights", DiabetesError)
    if cluster is not None and not isinstance(cluster, str):
        cluster = [label(value) for value in cluster]
    resamples = _whole(resamples, "resamples", 2**32 - 1, DiabetesError)
    seed = _whole(seed, "seed", 2**64 - 1, DiabetesError)
    smallest_cell = _whole(smallest_cell, "smallest_cell", 1000, DiabetesError)
    if isinstance(data, str | PathLike):
        if weights is None and cluster is None and is_large(data):
            return in_pieces(model, tables(data), by, target, resamples, seed, site, smallest_cell)
        data = whole(data)
    named = [name for name in (target, weights, cluster, *by) if isinstance(name, str)]
    rows = readable(labelled(data, [name for name in (cluster, *by) if isinstance(name, str)]), named)
    figures = _native.evaluate(
        model, rows, by, weights, cluster, target, resamples, seed, site, smallest_cell
    )
    figures["model"]["origin"] = model.info["origin"]
    figures["participants"] = participants(model, rows, figures, target, weights)
    return Evaluation(figures)


def in_pieces(
    model: _native.Model,
    pieces: Iterable[_native.Table | _native.CsvRows],
    by: Sequence[str],
    target: str,
    resamples: int,
    seed: int,
    site: str | None,
    smallest_cell: int,
    told: Callable[[_native.Evaluator], object] = lambda _: None,
) -> Evaluation:
    """The evaluation of tables that come one after another; ``told`` is called after each."""
    evaluator = _native.Evaluator(model, by, target, resamples, seed, site, smallest_cell)
    with warnings.catch_warnings():
        for piece in pieces:
            evaluator.add(piece)
            # The first piece has said already which columns are not used.
            warnings.simplefilter("ignore", UserWarning)
            told(evaluator)
    figures = evaluator.finish()
    figures["model"]["origin"] = model.info["origin"]
    figures["participants"] = None
    return Evaluation(figures)
