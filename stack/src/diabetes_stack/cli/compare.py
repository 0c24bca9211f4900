"""The compare command: a model next to the system it replaces."""

from __future__ import annotations

import csv
import json
import warnings
from pathlib import Path
from typing import Any

import diabetes
import typer

from ..models import registry
from ..models.lookup import model_called
from ..models.replay import ReplayError, answers_in, answers_of, as_json_records, is_json
from ..models.transitions import COMPARED, compare
from ..settings import settings
from .comparison_page import page
from .console import Failure, errors_said, say, table, working
from .db import begin
from .files import PARQUET, read_table
from .model_training import shown

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="compare")(_compare)


def _compare(
    old: str = typer.Option(
        ..., "--old", metavar="URL|FILE", help="The old system, or its answers in the order of the records."
    ),
    records: Path = typer.Option(..., "--records", metavar="F", help="CSV or Parquet with the records."),
    model: str = typer.Option("champion", "--model", help='Model, named as in "model evaluate".'),
    html: Path | None = typer.Option(None, "--html", help="Write the report as a page."),
    json_out: Path | None = typer.Option(None, "--json", help="Write the report as JSON."),
) -> None:
    """Send records to the old system again and report how the answers differ.

    Answers in a file are CSV, Parquet, JSON or NDJSON with glucose_mg_dl, category and risk_level, or some of
    them.
    """
    with (
        errors_said(ReplayError, registry.RegistryError, diabetes.DiabetesError),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        with begin() as connection:
            new_model = model_called(connection, settings(), model)
        rows = read_table(records)
        before = _old_answers(old, rows.to_pylist())
        if len(before) != rows.num_rows:
            raise Failure(f"{old} has {len(before):,} answers for {rows.num_rows:,} records")
        with working(f"Answering {rows.num_rows:,} records"):
            after = new_model.predict_batch(rows).to_pylist()
        report = compare(before, after)
    report = {"old": old, "model": new_model.info["name"], "version": new_model.info["version"], **report}
    if json_out is not None:
        json_out.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    if html is not None:
        html.write_text(page(report), encoding="utf-8")
    _show(report)


def _old_answers(old: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if old.startswith(("http://", "https://")):
        with working(f"Asking {old}") as progress:
            return answers_of(old, as_json_records(rows), progress)
    path = Path(old)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}") from error
    if is_json(path):
        return answers_in(content)
    if content.startswith(PARQUET):
        return [_typed(answer) for answer in read_table(path).to_pylist()]
    # The library only reads CSV of records; a file of answers need not have any of their columns.
    text = content.decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    return [_typed(row) for row in csv.DictReader(text.splitlines(), delimiter=";" if ";" in first else ",")]


def _typed(answer: dict[str, Any]) -> dict[str, Any]:
    """A row of a table as an answer, with its glucose as a number."""
    glucose = as_json_records([{"glucosa_ayunas": answer.get("glucose_mg_dl")}])[0].get("glucosa_ayunas")
    return {**{name: answer.get(name) or None for name in COMPARED}, "glucose_mg_dl": glucose}


def _show(report: dict[str, Any]) -> None:
    say(f"{report['records']:,} records: {report['old']} and {report['model']} {report['version']}")
    say(
        f"refused: {report['refused']['old']:,} by the old system, {report['refused']['new']:,} by the new model"
    )
    for name, values in COMPARED.items():
        of = report[name]
        say()
        if of["agreement"] is None:
            say(f"{name}: not in the old answers")
            continue
        say(f"{name}: {of['agreement']:.1%} of {of['compared']:,} agree; rows: old, columns: new")
        columns = [*values, "none"]
        lines = [
            [was, *(f"{of['transitions'].get(was, {}).get(new, 0):,}" for new in columns)] for was in columns
        ]
        table(["", *columns], lines)
    glucose = report["glucose"]
    if glucose:
        say()
        say(
            f"glucose, new minus old: mean {glucose['mean_difference']:+.1f} mg/dL, "
            f"mean absolute {glucose['mean_absolute_difference']:.1f} mg/dL; the largest:"
        )
        header = ["row", "old", "new", "difference", "old category", "new category"]
        table(header, [_worst(one) for one in report["worst"][:10]])


def _worst(one: dict[str, Any]) -> list[str]:
    return [
        str(one["row"]),
        shown(one["old"], 1),
        shown(one["new"], 1),
        f"{one['difference']:+.1f}",
        one["old_category"] or "-",
        one["new_category"] or "-",
    ]
