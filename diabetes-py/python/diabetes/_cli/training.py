"""The commands train and recalibrate."""

from __future__ import annotations

import argparse

from .._api import train as train_model
from .._native import Model, algorithms
from . import files
from .commands import Commands
from .console import Console
from .figures import counts, metrics

TRAIN = """\
Each row needs edad, sexo and an outcome: fasting glucose (--target, mg/dL), hba1c (%) or both; anything else
may be missing. Bad rows, and rows of people to whom the estimate does not apply, are skipped and counted."""
RECALIBRATE = """\
The terms stay as they are; calibration, interval and cut-offs are refitted to the outcomes in F, which needs
100 rows, and 10 events and 10 non-events for a probability."""


def add(commands: Commands) -> None:
    """Add the commands."""
    command = commands.add(
        "train",
        train,
        "Train a model on records with an outcome.",
        TRAIN,
        "diabetes train people.csv --algorithm additive --out model.json",
    )
    command.add_argument("file", metavar="F", help="table of records; - reads standard input")
    command.add_argument(
        "--out", metavar="MODEL", required=True, help="model file to write; - is standard output"
    )
    command.add_argument(
        "--algorithm",
        default="linear",
        choices=algorithms(),
        help="how the model is fitted (default linear)",
    )
    add_outcome(command)
    command.add_argument(
        "--outputs",
        default="glucose,dysglycaemia,diabetes",
        metavar="NAMES",
        help="outputs to train, separated by commas (default glucose,dysglycaemia,diabetes)",
    )
    command.add_argument(
        "--test-size",
        type=float,
        default=0.2,
        metavar="SHARE",
        help="share of rows held out for evaluation (default 0.2)",
    )
    command.add_argument("--seed", type=int, default=42, help="seed of the split (default 42)")
    command.add_argument("--name", help="the model's name (default: the algorithm)")
    command.add_argument(
        "--source", default="", metavar="TEXT", help="description of the data, stored in the model"
    )
    command.add_argument(
        "--monotone",
        action="append",
        type=_direction,
        metavar="FIELD=1|0|-1",
        help="additive only: 1 never falls, 0 may rise and fall, -1 never rises; may be repeated "
        "(default: edad, imc, perimetro_abdominal and tas never fall)",
    )
    command = commands.add(
        "recalibrate",
        recalibrate,
        "Fit a model's calibration to the people of a table.",
        RECALIBRATE,
        "diabetes recalibrate nhanes clinic.csv --out clinic.json",
    )
    command.add_argument("model", metavar="MODEL", help="model file or name")
    command.add_argument("file", metavar="F", help="table of records with an outcome; - reads standard input")
    command.add_argument(
        "--out", metavar="M", required=True, help="model file to write; - is standard output"
    )
    add_outcome(command)
    command.add_argument("--seed", type=int, default=42, help="seed of the folds (default 42)")
    command.add_argument(
        "--source", default="", metavar="TEXT", help="description of the data, stored in the model"
    )


def add_outcome(command: argparse.ArgumentParser) -> None:
    """The options of commands that read outcomes."""
    command.add_argument(
        "--target", default="Resultado", metavar="COLUMN", help="fasting glucose, mg/dL (default Resultado)"
    )
    command.add_argument("--weights", metavar="COLUMN", help="weights of the rows")


def train(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes train``."""
    source = files.read_source(args.file, console)
    console.say(f"Training on {source.table.num_rows:,} rows of {files.name_of(args.file)}")
    model = console.work(
        "Training",
        lambda: train_model(
            source.table,
            target=args.target,
            algorithm=args.algorithm,
            outputs=[name.strip() for name in args.outputs.split(",")],
            weights=args.weights,
            monotone=dict(args.monotone) if args.monotone else "default",
            test_size=args.test_size,
            seed=args.seed,
            name=args.name,
            source=args.source,
        ),
    )
    facts = model.info["training"]
    console.say(f"  {facts['rows']:,} rows fitted, {facts['held_out']:,} held out")
    if facts["skipped"]:
        console.say(f"  skipped: {counts(facts['skipped'])}")
    measured = "held_out" if facts["held_out"] else "cross_fitted"
    console.say(f"Figures, {measured.replace('_', ' ')}:")
    for line in metrics(model.info["metrics"][measured]):
        console.say(f"  {line}")
    _write(model, args.out, console)
    return 0


def recalibrate(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes recalibrate``."""
    model, source = files.read_both(args.model, args.file, console)
    renewed = console.work(
        "Recalibrating",
        lambda: model.recalibrate(
            source.table, target=args.target, weights=args.weights, seed=args.seed, source=args.source
        ),
    )
    facts = renewed.info["recalibration"]
    console.say(f"{facts['rows']:,} of {source.table.num_rows:,} rows used")
    if facts["skipped"]:
        console.say(f"  skipped: {counts(facts['skipped'])}")
    outputs = {name: output for name, output in facts["outputs"].items() if output is not None}
    for when in ("before", "after"):
        console.say(f"Figures {when}:")
        for line in metrics({name: output[when] for name, output in outputs.items()}):
            console.say(f"  {line}")
    _write(renewed, args.out, console)
    return 0


def _write(model: Model, path: str, console: Console) -> None:
    files.write_model(model, path)
    to = files.name_of(path, "standard output")
    console.say(f"Model {model.info['name']} {model.info['version']} written to {to}")


def _direction(text: str) -> tuple[str, int]:
    field, _, way = text.partition("=")
    if not field or way not in ("1", "0", "-1"):
        raise argparse.ArgumentTypeError(f"{text!r} is not FIELD=1, FIELD=0 or FIELD=-1")
    return field, int(way)
