"""The check of every row before a locked analysis: its errors and those of its outcomes."""

from __future__ import annotations

import datetime
from typing import Any

from .._labels import labels
from .._native import Model
from .._texts import Texts
from .._validation._bounds import MOST_REPEATED
from .._validation._plan import PERIOD, Plan
from . import files
from .console import Console
from .outcomes import warn_of_outcomes
from .sampled import outside_period, repeated

# How many rows with errors are named on the terminal; the file of --errors has all.
NAMED = 20


def check(
    source: files.Source, model: Model, target: str, plan: Plan, path: str | None, console: Console
) -> dict[str, int]:
    """Name every row with errors; returns what leaves the data in doubt, by its code, with how many rows.

    With a ``path``, a file gets all errors.
    """
    answers: Any = model.predict_batch(source.table, columns=["errors"])
    outcomes = warn_of_outcomes(source, target, console)
    errors = [_both(own or "", of) for own, of in zip(answers.column("errors"), outcomes, strict=True)]
    wrong = [(place + 2, codes) for place, codes in enumerate(errors) if codes]
    for line, codes in wrong[:NAMED]:
        console.warn(console.word("validate.row", line=str(line), errors=_in_words(codes, console.word)))
    if wrong:
        console.warn(console.word("validate.rows", count=len(wrong), rows=len(errors)))
    if path:
        with files.output(path) as file:
            file.write(b"row,errors\n")
            file.writelines(f"{line},{codes}\n".encode() for line, codes in wrong)
    return {"unreadable_outcomes": sum(map(bool, outcomes)), **_sampled(source, target, plan, console)}


def _sampled(source: files.Source, target: str, plan: Plan, console: Console) -> dict[str, int]:
    """What is amiss with who stands in the table."""
    first, last = (plan.texts[name] for name in PERIOD)
    twice = repeated(source, target)
    if twice:
        console.warn(console.word("validate.repeated", count=twice))
    if early := outside_period(source, first, last):
        console.warn(console.word("validate.outside", count=early))
    is_over = datetime.date.today().isoformat() > last
    too_many = twice > MOST_REPEATED * source.table.num_rows
    return {"repeated_rows": twice if too_many else 0, "before_end": int(not is_over)}


def _both(own: str, outcome: str) -> str:
    """The errors of a row, each once: those of its tests may stand among its own."""
    return ";".join(dict.fromkeys(error for error in (*own.split(";"), *outcome.split(";")) if error))


def _in_words(codes: str, word: Texts) -> str:
    """The errors of a row, such as "out_of_range:edad", as the language says them."""
    label, told = labels(word.locale), []
    for error in codes.split(";"):
        code, _, field = error.partition(":")
        told.append(label.fault(code, field))
    return "; ".join(told)
