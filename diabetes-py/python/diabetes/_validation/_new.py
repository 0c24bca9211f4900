"""A plan to fill in: the keys of the file, with comments in a language."""

from __future__ import annotations

from .._texts import texts
from ._bounds import CRITERIA, WIDTHS
from ._plan import TEXTS

#: What a new plan proposes: sections with their members, or a single value.
PROPOSED: dict[str, str | dict[str, str]] = {
    "model": "nhanes",
    "target": "Resultado",
    "groups": "[]",
    "expected": {"prevalence": "0.08", "auroc": "0.78"},
    "precision": {"observed_expected_width": "0.4", "slope_width": "0.4", "auroc_width": "0.1"},
    "criteria": {"auroc": "[0.70, 1.00]", "observed_expected": "[0.80, 1.25]", "slope": "[0.80, 1.20]"},
    "smallest_cell": "5",
    "resamples": "1000",
    "seed": "42",
}


def new_plan(locale: str) -> str:
    """The text of the file."""
    word = texts(locale)
    widest = {name: f"{most:g}" for name, most in WIDTHS.items()}
    for name, (low, high) in CRITERIA.items():
        widest |= {f"{name}_low": f"{low:g}", f"{name}_high": f"{high:g}"}
    lines = [*_comment(word("plan.about", command="diabetes validate PLAN --lock")), ""]
    for name in TEXTS:
        lines += [*_comment(word(f"plan.{name}")), f'{name}: ""']
    for name, value in PROPOSED.items():
        lines += ["", *_comment(word(f"plan.{name}", **widest))]
        if isinstance(value, str):
            lines.append(f"{name}: {value}")
        else:
            lines += [f"{name}:", *(f"  {member}: {one}" for member, one in value.items())]
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in text.splitlines()]
