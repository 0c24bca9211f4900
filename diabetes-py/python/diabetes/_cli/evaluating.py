"""The command evaluate."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import Any

from .._evaluation import evaluate as evaluate_model
from .._printable import printable
from . import files
from .commands import Commands
from .console import BadInput, Console, Failure
from .figures import counts, metrics, number
from .training import add_outcome

DETAILS = """\
F contains records with an outcome: fasting glucose (--target, mg/dL), hba1c (%) or both. Prints a short
table: how the model ranks people compared with the published scores, calibration, cut-offs and glucose, with
95 % intervals where available. --html writes the report, --json every figure."""


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add(
        "evaluate",
        evaluate,
        "Evaluate a model on people it has not seen.",
        DETAILS,
        "diabetes evaluate model.json clinic.csv --html report.html --by hospital",
    )
    command.add_argument("model", metavar="MODEL", help="model file or name")
    command.add_argument("file", metavar="F", help="table of records with an outcome; - reads standard input")
    command.add_argument("--html", metavar="R", help="write the report to this file")
    command.add_argument("--json", metavar="J", help="write every figure to this file; - is standard output")
    command.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="COLUMN",
        help="give figures for the groups in this column; may be repeated",
    )
    add_outcome(command)
    command.add_argument(
        "--cluster", metavar="COLUMN", help="column of clusters, whose rows are resampled together"
    )
    command.add_argument(
        "--resamples",
        type=int,
        default=1000,
        metavar="N",
        help="number of resamples for the intervals; 0 for none (default 1000)",
    )
    command.add_argument("--seed", type=int, default=42, help="seed of the resampling (default 42)")


def evaluate(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes evaluate``."""
    if args.html == files.STREAM:
        raise BadInput("usage", "the report needs a file")
    model, source = files.read_both(args.model, args.file, console)
    evaluation = console.work(
        "Evaluating",
        lambda: evaluate_model(
            model,
            source.table,
            by=args.by,
            weights=args.weights,
            cluster=args.cluster,
            target=args.target,
            resamples=args.resamples,
            seed=args.seed,
        ),
    )
    figures = evaluation.to_dict()
    for warning in figures["warnings"]:
        console.warn(f"{warning['code']}: {warning['message']}")
    if args.html:
        try:
            evaluation.to_html(args.html)
        except ModuleNotFoundError as error:
            raise Failure("missing_package", str(error)) from error
        console.say(f"Report written to {args.html}")
    if args.json:
        with files.output(args.json) as file:
            file.write(json.dumps(figures, ensure_ascii=False, indent=2).encode() + b"\n")
    if args.json != files.STREAM:
        with files.output(files.STREAM) as file:
            file.write("".join(f"{printable(line)}\n" for line in _summary(figures)).encode())
    return 0


def _summary(figures: Mapping[str, Any]) -> Iterator[str]:
    model, data = figures["model"], figures["data"]
    yield f"{model['name']}, version {model['hash'][:12]}: {data['answered']:,} of {data['rows']:,} rows used"
    left_out = {**data["invalid"], **data["not_applicable"], "no_weight": data["no_weight"]}
    if any(left_out.values()):
        yield f"  left out: {counts({code: rows for code, rows in left_out.items() if rows})}"
    yield "area under the ROC curve"
    for outcome in figures["discrimination"]:
        name = outcome["outcome"] if outcome["field"] else f"definition of {outcome['output']}"
        yield f"  {name:<28}{outcome['rows']:>9,} rows, {outcome['events']:,} events{_withheld(outcome)}"
        if not outcome["withheld"]:
            for ranking in outcome["rankings"]:
                area = _with_interval(ranking["auroc"], ranking["auroc_interval"])
                yield f"    {ranking['name']:<26}{area}"
    yield "calibration"
    for output in figures["calibration"]:
        shown = _withheld(output) or (
            f"  observed / expected {_of(output, 'observed_expected', 2)}, slope {_of(output, 'slope', 2)}, "
            f"Brier {number(output['brier'])}"
        )
        yield f"  {output['output']:<14}{shown}"
    if figures["cutoffs"]:
        yield "cut-offs of the risk level"
        for cut in figures["cutoffs"]:
            shares = [f"flags {number(cut['flagged'])}"]
            shares += [
                f"{name} {number(cut[name]['value'])}" for name in ("sensitivity", "specificity", "ppv")
            ]
            yield f"  {cut['name']:<14}  from {cut['at']:.4f}: {', '.join(shares)}"
    if figures["glucose"]:
        yield "fasting glucose"
        yield from (f"  {line}" for line in metrics({"glucose": figures["glucose"]}))


def _withheld(figures: Mapping[str, Any]) -> str:
    return "  too few for figures" if figures["withheld"] else ""


def _of(figures: Mapping[str, Any], name: str, digits: int) -> str:
    return _with_interval(figures[name], figures[f"{name}_interval"], digits)


def _with_interval(value: float | None, interval: list[float] | None, digits: int = 3) -> str:
    if interval is None:
        return number(value, digits)
    return f"{number(value, digits)} ({number(interval[0], digits)} to {number(interval[1], digits)})"
