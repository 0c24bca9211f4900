"""The command evaluate."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping
from typing import Any

from .._evaluation import Evaluation, in_pieces
from .._evaluation import evaluate as evaluate_model
from .._labels import labels
from .._native import Evaluator
from .._texts import Texts
from .._tripod import BadAnswers, read_answers
from . import files
from .commands import Commands
from .console import STREAM, BadInput, Console, Failure
from .figures import counts, metrics
from .outcomes import counted, say_unreadable, warn_of_outcomes
from .training import add_outcome


def add(commands: Commands) -> None:
    """Add the command."""
    word = commands.word
    command = commands.add(
        "evaluate",
        evaluate,
        "diabetes evaluate model.json clinic.csv --html report.html --by hospital",
    )
    command.add_argument("model", metavar=word("arg.model"), help=word("arg.model.help"))
    command.add_argument("file", metavar=word("arg.table"), help=word("arg.outcomes.help"))
    command.add_argument("--html", metavar=word("arg.file"), help=word("evaluate.html"))
    command.add_argument(
        "--json", metavar=word("arg.file"), nargs="?", const=STREAM, help=word("evaluate.json")
    )
    command.add_argument("--tripod", metavar=f"{word('arg.file')}.yaml", help=word("evaluate.tripod"))
    command.add_argument("--beside", metavar=word("arg.model"), help=word("evaluate.beside"))
    command.add_argument(
        "--by", action="append", default=[], metavar=word("arg.column"), help=word("evaluate.by")
    )
    add_outcome(command, word)
    command.add_argument("--cluster", metavar=word("arg.column"), help=word("evaluate.cluster"))
    command.add_argument("--resamples", type=int, default=1000, metavar="N", help=word("evaluate.resamples"))
    command.add_argument("--site", metavar=word("arg.site"), help=word("evaluate.site"))
    command.add_argument(
        "--smallest-cell", type=int, default=5, metavar="K", help=word("evaluate.smallest_cell")
    )
    command.add_argument("--seed", type=int, default=42, metavar="N", help=word("evaluate.seed"))
    commands.add_locale(command)


def evaluate(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes evaluate``."""
    if args.html == STREAM:
        raise BadInput("usage", "report_needs_file")
    if not args.html and (args.tripod or args.beside):
        raise BadInput("usage", "only_in_report")
    answers = _answers(args.tripod)
    in_memory = bool(args.weights or args.cluster) or not files.is_large(args.file)
    if in_memory:
        model, source = files.read_both(args.model, args.file, console)
        warn_of_outcomes(source, args.target, console)
    else:
        model = files.read_model(args.model)
    other = files.read_model(args.beside) if args.beside else None

    def judge(judged: Any) -> Evaluation:
        if not in_memory:
            return _in_pieces(judged, args, console)
        return console.work(
            console.word("work.evaluating"),
            lambda: evaluate_model(
                judged,
                source.table,
                by=args.by,
                weights=args.weights,
                cluster=args.cluster,
                target=args.target,
                resamples=args.resamples,
                seed=args.seed,
                site=args.site,
                smallest_cell=args.smallest_cell,
            ),
        )

    evaluation = judge(model)
    figures = evaluation.to_dict()
    for warning in figures["warnings"]:
        console.warn_of(f"{warning['code']}: {warning['message']}")
    if args.html:
        beside = judge(other) if other is not None else None
        try:
            evaluation.to_html(args.html, locale=args.locale, tripod=answers, beside=beside)
        except ModuleNotFoundError as error:
            raise Failure("missing_package", "report_needs", package=error.name) from error
        console.say(console.word("evaluate.written", file=args.html))
    if args.json:
        with files.output(args.json) as file:
            file.write(files.evaluation_json(figures))
    if args.json != STREAM:
        for line in summary(figures, console.word):
            console.show(line)
    return 0


def _in_pieces(model: Any, args: argparse.Namespace, console: Console) -> Evaluation:
    """The evaluation of a large file."""
    word, since = console.word, time.monotonic()
    unreadable: list[tuple[str, str, int]] = []

    def told(evaluator: Evaluator) -> None:
        rate = evaluator.rows / max(time.monotonic() - since, 1e-3)
        console.progress(word("work.rows_read", done=evaluator.rows, rate=round(rate)), since)
        unreadable[:] = evaluator.unreadable

    evaluation = in_pieces(
        model,
        files.parts(args.file, console),
        args.by,
        args.target,
        args.resamples,
        args.seed,
        args.site,
        args.smallest_cell,
        told,
    )
    console.clear()
    say_unreadable(counted(unreadable, args.target), console)
    return evaluation


def _answers(path: str | None) -> Mapping[str, str]:
    """What the authors say to the items of TRIPOD+AI, from a file."""
    if path is None:
        return {}
    try:
        return read_answers(path)
    except BadAnswers as error:
        raise BadInput("bad_tripod", f"tripod.{error.reason}", file=path, text=error.text) from error
    except OSError as error:
        raise BadInput("io", "file", file=path, text=error) from error
    except ModuleNotFoundError as error:
        raise Failure("missing_package", "tripod.needs", package=error.name) from error


def summary(figures: Mapping[str, Any], word: Texts) -> Iterator[str]:
    """The main figures, a line each."""
    label = labels(word.locale)
    model, data, numbers = figures["model"], figures["data"], word.numbers
    yield word(
        "evaluate.used",
        name=model["name"],
        version=model["version"],
        used=data["answered"],
        rows=data["rows"],
    )
    left_out = {**data["invalid"], **data["not_applicable"], "no_weight": data["no_weight"]}
    if any(left_out.values()):
        shown = counts({code: rows for code, rows in left_out.items() if rows}, word)
        yield "  " + word("evaluate.left_out", counts=shown)
    yield word("evaluate.ranking")
    for outcome in figures["discrimination"]:
        people = word("evaluate.events", rows=outcome["rows"], events=label.events(outcome))
        yield f"  {label.outcome(outcome):<48}{people}{_withheld(outcome, word)}"
        for ranking in [] if outcome["withheld"] else outcome["rankings"]:
            area = numbers.estimate(ranking["auroc"], ranking["auroc_interval"])
            yield f"    {label.ranking(ranking):<46}{area}"
    yield word("evaluate.calibration")
    for output in figures["calibration"]:
        shown = _withheld(output, word) or word(
            "evaluate.agreement",
            ratio=numbers.estimate(output["observed_expected"], output["observed_expected_interval"], 2),
            slope=numbers.estimate(output["slope"], output["slope_interval"], 2),
            brier=numbers.fixed(output["brier"]),
        )
        yield f"  {label.output(output['output']):<27}{shown}"
    if figures["cutoffs"]:
        yield word("evaluate.cutoffs")
        for cut in figures["cutoffs"]:
            shares = {
                name: numbers.percent(cut[name]["value"]) for name in ("sensitivity", "specificity", "ppv")
            }
            told = word(
                "evaluate.cutoff",
                at=numbers.percent(cut["at"], 2),
                tested=numbers.percent(cut["flagged"]),
                **shares,
            )
            yield f"  {label.risk_level(cut['name']):<27}{told}"
    if figures["glucose"]:
        yield from (f"  {line}" for line in metrics({"glucose": figures["glucose"]}, word))


def _withheld(figures: Mapping[str, Any], word: Texts) -> str:
    return "  " + word("evaluate.withheld") if figures["withheld"] else ""
