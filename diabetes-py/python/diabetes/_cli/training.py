"""The commands train and recalibrate."""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Mapping
from typing import Any

from .._labels import labels
from .._native import Model, Trainer, algorithms
from .._texts import Texts
from .._trainable import refuse_lacking
from . import files
from .answering import json_needs_a_file
from .commands import Commands
from .console import BadInput, Console
from .figures import counts, metrics
from .outcomes import counted, say_unreadable, warn_of_outcomes


def add(commands: Commands) -> None:
    """Add the commands."""
    word = commands.word
    command = commands.add("train", train, "diabetes train people.csv --algorithm additive --out model.json")
    command.add_argument("file", metavar=word("arg.table"), help=word("arg.outcomes.help"))
    command.add_argument("--out", metavar=word("arg.model"), required=True, help=word("option.out_model"))
    command.add_argument("--algorithm", default="linear", choices=algorithms(), help=word("train.algorithm"))
    add_outcome(command, word)
    command.add_argument(
        "--outputs",
        default="glucose,dysglycaemia,diabetes",
        metavar=word("arg.names"),
        help=word("train.outputs"),
    )
    command.add_argument(
        "--test-size", type=float, default=0.2, metavar=word("arg.share"), help=word("train.test_size")
    )
    command.add_argument("--seed", type=int, default=42, metavar="N", help=word("train.seed"))
    command.add_argument("--name", metavar=word("arg.text"), help=word("train.name"))
    command.add_argument("--source", default="", metavar=word("arg.text"), help=word("train.source"))
    command.add_argument(
        "--monotone",
        action="append",
        default=[],
        metavar=word("arg.direction"),
        help=word("train.monotone"),
    )
    commands.add_json(command)
    command = commands.add(
        "recalibrate", recalibrate, "diabetes recalibrate nhanes clinic.csv --out clinic.json"
    )
    command.add_argument("model", metavar=word("arg.model"), help=word("arg.model.help"))
    command.add_argument("file", metavar=word("arg.table"), help=word("arg.outcomes.help"))
    command.add_argument("--out", metavar=word("arg.model"), required=True, help=word("option.out_model"))
    add_outcome(command, word)
    command.add_argument("--seed", type=int, default=42, metavar="N", help=word("recalibrate.seed"))
    command.add_argument("--source", default="", metavar=word("arg.text"), help=word("train.source"))
    commands.add_json(command)


def add_outcome(command: argparse.ArgumentParser, word: Texts) -> None:
    """The options of commands that read outcomes."""
    command.add_argument(
        "--target", default="Resultado", metavar=word("arg.column"), help=word("option.target")
    )
    command.add_argument("--weights", metavar=word("arg.column"), help=word("option.weights"))


def train(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes train``."""
    json_needs_a_file(args)
    monotone = dict(map(_direction, args.monotone))
    outputs = [name.strip() for name in args.outputs.split(",")]
    word, since = console.word, time.monotonic()
    trainer = Trainer(
        args.target,
        args.algorithm,
        outputs,
        args.weights,
        monotone,
        args.test_size,
        args.seed,
        args.name,
        args.source,
        None,
    )
    for place, part in enumerate(files.parts(args.file, console)):
        with files.naming(args.file):
            trainer.add(part)
        if place == 0:
            refuse_lacking(part)
        rate = trainer.rows / max(time.monotonic() - since, 1e-3)
        console.progress(word("work.rows_read", done=trainer.rows, rate=round(rate)), since)
    console.clear()
    say_unreadable(counted(trainer.unreadable, args.target), console)
    console.say(word("train.begins", count=trainer.rows, file=console.name(args.file)))
    if trainer.stored:
        console.say("  " + word("train.stored", megabytes=round(trainer.stored / 1e6)))
    model = console.work(word("work.training"), trainer.finish)
    for warning in model.info["training"]["warnings"]:
        console.warn_of(f"{warning['code']}: {warning['message']}")
    facts = model.info["training"]
    console.say("  " + word("train.rows", fitted=facts["rows"], held_out=facts["held_out"]))
    _say_skipped(facts["skipped"], console)
    if trainer.first_error is not None:
        row, field, code = trainer.first_error
        what = labels(word.locale).fault(code, field)
        console.say("  " + word("train.first_error", row=row, what=what))
    measured = "held_out" if facts["held_out"] else "cross_fitted"
    console.say(word("train.figures", where=word.named("metrics", measured)))
    _say_metrics(model.info["metrics"][measured], console)
    _write(model, args, console)
    return 0


def recalibrate(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes recalibrate``."""
    json_needs_a_file(args)
    word = console.word
    model, source = files.read_both(args.model, args.file, console)
    warn_of_outcomes(source, args.target, console)
    # They are told with the rows that are used.
    warnings.filterwarnings("ignore", "rows_skipped")
    renewed = console.work(
        word("work.recalibrating"),
        lambda: model.recalibrate(
            source.table, target=args.target, weights=args.weights, seed=args.seed, source=args.source
        ),
    )
    facts = renewed.info["recalibration"]
    console.say(word("recalibrate.rows", used=facts["rows"], rows=source.table.num_rows))
    _say_skipped(facts["skipped"], console)
    outputs = {name: output for name, output in facts["outputs"].items() if output is not None}
    for when in ("before", "after"):
        console.say(word(f"recalibrate.{when}"))
        _say_metrics({name: output[when] for name, output in outputs.items()}, console)
    _write(renewed, args, console)
    return 0


def _say_skipped(skipped: Mapping[str, int], console: Console) -> None:
    if skipped:
        console.say("  " + console.word("train.skipped", counts=counts(skipped, console.word)))


def _say_metrics(measured: Mapping[str, Any], console: Console) -> None:
    for line in metrics(measured, console.word):
        console.say(f"  {line}")


def _write(model: Model, args: argparse.Namespace, console: Console) -> None:
    files.write_model(model, args.out)
    info = model.info
    if args.json:
        console.show_json(info)
    to = console.name(args.out, "output")
    console.say(console.word("train.written", name=info["name"], version=info["version"], file=to))


def _direction(text: str) -> tuple[str, int]:
    field, _, way = text.partition("=")
    if not field or way not in ("1", "0", "-1"):
        raise BadInput("usage", "direction", text=text)
    return field, int(way)
