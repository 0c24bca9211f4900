"""The compare command: a model next to the system it replaces."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import diabetes
import pyarrow as pa
import typer

from ..models import registry
from ..models.agreement import verdict
from ..models.judgement import AGREEMENT
from ..models.lookup import model_called
from ..models.old_answers import normal, objects_in
from ..models.old_inputs import in_order, inputs_of
from ..models.replay import OwnAnswersError, ReplayError, answers_of, as_json_records
from ..models.transitions import COMPARED, compare
from ..settings import settings
from . import comparison_said as said
from .comparison_page import HEADER, page
from .console import JSON, Failure, errors_said, fail, say, say_json, table, working
from .db import begin
from .files import PARQUET, content, read_table, written
from .model_shown import shown
from .texts import word

__all__ = ["add"]


def add(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="compare", help=word("compare.help"))(_compare)


def _compare(
    old: str = typer.Option(..., "--old", metavar=word("compare.old_metavar"), help=word("compare.old")),
    records: Path = typer.Option(..., "--records", help=word("compare.records")),
    model: str = typer.Option("champion", "--model", help=word("compare.model")),
    html: Path | None = typer.Option(None, "--html", help=word("compare.html")),
    report_file: Path | None = typer.Option(None, "--report", help=word("compare.report")),
    threshold: float = typer.Option(AGREEMENT, "--threshold", min=0, max=1, help=word("compare.threshold")),
    as_json: bool = JSON,
) -> None:
    """Send records to the old system again, or read its answers, and report how they differ; status 1 unless the new
    model may replace it."""
    with (
        errors_said(ReplayError, registry.RegistryError, diabetes.DiabetesError),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        with begin(new=True) as connection:
            new_model = model_called(connection, settings(), model)
        rows = _records(records)
        before, left_over = _asked(old, rows.to_pylist())
        with working(word("compare.answering", records=rows.num_rows)):
            after = new_model.predict_batch(rows).to_pylist()
        report = compare(before, after)
        info = new_model.info
        report = {"old": old, "model": info["name"], "version": info["version"], **report}
        report |= {"left_over": left_over, **verdict(report, threshold)}
        if report_file is not None:
            with written(report_file) as file:
                text = json.dumps(report, ensure_ascii=False, indent=2)
                file.write_text(text + "\n", encoding="utf-8")
        if html is not None:
            with written(html) as file:
                file.write_text(page(report), encoding="utf-8")
    if as_json:
        say_json(report)
    else:
        _show(report)
    if not report["agrees"]:
        raise typer.Exit(1)


def _records(path: Path) -> pa.Table:
    """The records in a table, or those that the old system logged beside its answers."""
    found = content(path)
    start = found.lstrip(b"\xef\xbb\xbf\r\n\t ").partition(b"\n")[0]
    if found.startswith(PARQUET) or not (start.startswith(b"[") or b"{" in start):
        return read_table(path)
    inputs = inputs_of(objects_in(found))
    if None in inputs:
        raise Failure(word("compare.no_input", file=path, lines=inputs.count(None), all=len(inputs)))
    rows = as_json_records([one for one in inputs if one is not None])
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.table({name: [_cell(row.get(name)) for row in rows] for name in names})


def _cell(value: Any) -> str | None:
    return None if value is None else str(value)


def _asked(old: str, rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    try:
        return _old_answers(old, rows)
    except OwnAnswersError as error:
        fail(error.said(word.locale), 2, code=error.code)


def _old_answers(old: str, rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """The old answers in the order of the rows, and how many belong to none of them."""
    if old.startswith(("http://", "https://")):
        with working(word("compare.asking", address=old)) as progress:
            return normal(answers_of(old, as_json_records(rows), progress)), 0
    path = Path(old)
    found = content(path)
    objects = read_table(path).to_pylist() if found.startswith(PARQUET) else objects_in(found)
    answers = in_order(normal(objects), inputs_of(objects), rows)
    if len(answers) != len(rows):
        raise Failure(word("compare.lengths", old=old, answers=len(answers), records=len(rows)))
    return answers, len(objects) - len(rows)


def _show(report: dict[str, Any]) -> None:
    for line in (said.title(report), *said.refused(report)):
        say(line)
    for name, values in COMPARED.items():
        of = report[name]
        say()
        if of["agreement"] is None:
            say(word("compare.not_in_old", name=name))
            continue
        say(said.agreement(name, of))
        columns = [*values, "none"]
        lines = [
            [
                word.named("compare", was),
                *(shown(of["transitions"].get(was, {}).get(new, 0), 0) for new in columns),
            ]
            for was in columns
        ]
        table(["", *(word.named("compare", column) for column in columns)], lines)
    glucose = report["glucose"]
    if glucose:
        say()
        say(
            word(
                "compare.glucose",
                mean=glucose["mean_difference"],
                absolute=glucose["mean_absolute_difference"],
            )
        )
        table([word.named("compare", name) for name in HEADER], [_worst(one) for one in report["worst"][:10]])
    say()
    say(said.verdict(report))
    for line in said.objections(report):
        say(f"  {line}")


def _worst(one: dict[str, Any]) -> list[str]:
    return [
        str(one["row"]),
        shown(one["old"], 1),
        shown(one["new"], 1),
        word("compare.signed", difference=one["difference"]),
        one["old_category"] or "-",
        one["new_category"] or "-",
    ]
