"""The command validate: a local validation from its plan to its verdict."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from .._evaluation import Evaluation
from .._evaluation import evaluate as evaluate_model
from .._native import Model
from .._validation._bounds import FEWEST, is_small
from .._validation._documents import documents
from .._validation._lock import decided, lock, lock_path, locked, ran
from .._validation._new import new_plan
from .._validation._plan import BadPlan, Plan, read_plan
from .._validation._proof import sealed
from .._validation._verdict import MET, open_for, unjudged, verdict
from .._whole import replacing
from . import files
from .checking import check
from .commands import Commands
from .console import STREAM, BadInput, Console, Failure
from .outcomes import TARGET, column_of


def add(commands: Commands) -> None:
    """Add the command."""
    word = commands.word
    command = commands.add(
        "validate",
        validate,
        "diabetes validate --new plan.yaml\n  diabetes validate plan.yaml --lock\n  "
        "diabetes validate plan.yaml people.csv --html report.html --out site.json",
    )
    command.add_argument("plan", metavar="PLAN", help=word("validate.plan"))
    command.add_argument("file", metavar=word("arg.table"), nargs="?", help=word("arg.outcomes.help"))
    command.add_argument("--new", action="store_true", help=word("validate.new"))
    command.add_argument("--lock", action="store_true", help=word("validate.lock"))
    command.add_argument("--documents", metavar=word("arg.folder"), help=word("validate.documents"))
    command.add_argument("--html", metavar=word("arg.file"), help=word("evaluate.html"))
    command.add_argument("--out", metavar=word("arg.file"), help=word("validate.out"))
    command.add_argument("--errors", metavar=word("arg.file"), help=word("validate.errors"))
    commands.add_json(command)
    commands.add_locale(command)


def validate(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes validate``."""
    if STREAM in (args.plan, args.file, args.html, args.out, args.errors):
        raise BadInput("usage", "report_needs_file")
    if not args.file and (args.html or args.out or args.errors):
        raise BadInput("usage", "validate.needs_table")
    try:
        if args.new:
            return _new(args, console)
        plan = read_plan(args.plan)
        model = files.read_model(_beside(args.plan, plan.model))
        if args.documents:
            _write_documents(args, plan, model, console)
        _warn_if_small(plan, console)
        if args.lock:
            made = lock(args.plan, plan, model)
            console.say(console.word("validate.locked", file=str(lock_path(args.plan)), date=made["locked"]))
        if args.file:
            return _run(args, plan, model, console)
    except BadPlan as error:
        raise BadInput("bad_plan", f"plan.{error.reason}", file=args.plan, text=error.text) from error
    except ModuleNotFoundError as error:
        if error.name != "pyyaml":
            raise Failure("missing_package", "report_needs", package=error.name) from error
        raise Failure("missing_package", "tripod.needs", package=error.name) from error
    _tell_size(args, plan, console)
    return 0


def _new(args: argparse.Namespace, console: Console) -> int:
    """Write a plan to fill in; an existing file stays."""
    try:
        with open(args.plan, "x", encoding="utf-8") as file:
            file.write(new_plan(args.locale))
    except FileExistsError as error:
        raise BadPlan("exists", args.plan) from error
    console.say(console.word("validate.written", file=args.plan))
    return 0


def _beside(plan: str, model: str) -> str:
    """The path of the plan's model: beside the plan, if it is there."""
    near = Path(plan).parent / model
    return str(near) if near.is_file() else model


def _warn_if_small(plan: Plan, console: Console) -> None:
    needed = plan.needed
    if is_small(needed["people"], needed["events"]):
        console.warn(console.word("validate.small", least=FEWEST))


def _tell_size(args: argparse.Namespace, plan: Plan, console: Console) -> None:
    needed = plan.needed
    if args.json:
        console.show_json({"needed": needed, "blanks": plan.blanks, "locked": lock_path(args.plan).exists()})
        return
    console.show(console.word("validate.size", people=needed["people"], events=needed["events"]))
    for figure in ("observed_expected", "slope", "auroc"):
        console.show(
            f"  {console.word(f'validation.figure.{figure}')}: {console.word.written(needed[figure])}"
        )
    if plan.blanks:
        console.warn(console.word("validate.blanks", fields=", ".join(plan.blanks)))


def _write_documents(args: argparse.Namespace, plan: Plan, model: Model, console: Console) -> None:
    held = None
    if lock_path(args.plan).exists():
        held = locked(args.plan, model)["locked"]
    os.makedirs(args.documents, exist_ok=True)
    for name, (markdown, html) in documents(plan, model.info, held, args.locale).items():
        for ending, text in (("md", markdown), ("html", html)):
            with replacing(os.path.join(args.documents, f"{name}.{ending}")) as file:
                file.write(text.encode())
    console.say(console.word("validate.documented", folder=args.documents))


def _run(args: argparse.Namespace, plan: Plan, model: Model, console: Console) -> int:
    """The locked analysis."""
    held = locked(args.plan, model)
    source = files.read_source(args.file, console)
    target = _target(plan, source)
    doubts = check(source, model, target, plan, args.errors, console)
    evaluation = console.work(
        console.word("work.evaluating"),
        lambda: evaluate_model(
            model,
            source.table,
            by=plan.groups,
            target=target,
            resamples=plan.resamples,
            seed=plan.seed,
            site=plan.texts["site"],
            smallest_cell=plan.smallest_cell,
        ),
    )
    figures = evaluation.to_dict()
    for warning in figures["warnings"]:
        console.warn_of(f"{warning['code']}: {warning['message']}")
    found = verdict(plan.criteria, held["needed"], figures, open_for(**doubts))
    others = ran(args.plan, held, Path(args.file).read_bytes(), found["verdict"])
    figures["validation"] = {
        **found,
        "site": plan.texts["site"],
        "responsible": plan.texts["responsible"],
        "locked": held["locked"],
        "plan_sha256": held["plan_sha256"],
        "model_hash": held["model_hash"],
        "lock": decided(held),
        "other_data": others[:1],
        "unjudged": unjudged(figures),
    }
    _tell(args, Evaluation(sealed(figures)), console)
    return 0 if found["verdict"] == MET else 3


def _target(plan: Plan, source: files.Source) -> str:
    """The column of the glucose, which is there if and only if the plan names it."""
    column = column_of(source.columns, plan.target or TARGET)
    if plan.target and column is None:
        raise BadInput("no_target", "validate.no_target", column=plan.target, file=source.path)
    if not plan.target and column is not None:
        raise BadInput("no_target", "validate.unplanned", column=column, file=source.path)
    return plan.target or TARGET


def _tell(args: argparse.Namespace, evaluation: Evaluation, console: Console) -> None:
    figures = evaluation.to_dict()
    found, word = figures["validation"], console.word
    if args.out:
        with files.output(args.out) as file:
            file.write(files.evaluation_json(figures))
    if args.html:
        evaluation.to_html(args.html, locale=args.locale)
        console.say(word("evaluate.written", file=args.html))
    if args.json:
        console.show_json(found)
        return
    for other in found["other_data"]:
        told = word(f"validation.{other['verdict']}")
        console.warn(word("validation.other_data", date=word.day(other["date"][:10]), verdict=told))
    console.show(word(f"validation.verdict.{found['verdict']}"))
    for reason in found["open"]:
        console.show(f"  {word('validation.open.' + reason['code'], count=reason['count'])}")
    for criterion in found["criteria"]:
        value = word.numbers.estimate(criterion["value"], criterion["interval"], 2)
        name = word(f"validation.figure.{criterion['figure']}")
        wanted = word(
            "validation.between",
            low=word.numbers.fixed(criterion["low"], 2),
            high=word.numbers.fixed(criterion["high"], 2),
        )
        console.show(f"  {name}: {value} [{wanted}]: {word('validation.' + criterion['verdict'])}")
    for why, count in found["unjudged"].items():
        if count:
            console.show(word(f"validation.unjudged.{why}", count=count))
    needed = found["needed"]
    people = {"people": found["people"], "events": found["events"]}
    console.show(word("validation.people", **people, needed=needed["people"], needed_events=needed["events"]))
