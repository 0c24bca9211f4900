"""The compare command: a model next to the system it replaces."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import diabetes
import typer

from ..models import registry
from ..models.judgement import AGREEMENT
from ..models.lookup import model_called
from ..models.old_answers import answers_in, normal
from ..models.replay import ReplayError, answers_of, as_json_records
from ..models.transitions import COMPARED, compare
from ..settings import settings
from .comparison_page import HEADER, page
from .console import JSON, Failure, errors_said, say, say_json, table, working
from .db import begin
from .files import PARQUET, content, read_table, written
from .model_shown import percent, shown
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
    """Send records to the old system again and report how the answers differ; status 1 if fewer categories agree than
    the threshold, or none could be compared.

    Answers in a file are CSV, Parquet, JSON or a log of JSON lines, with glucose_mg_dl, category and risk_level, or
    some of them.
    """
    with (
        errors_said(ReplayError, registry.RegistryError, diabetes.DiabetesError),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        with begin(new=True) as connection:
            new_model = model_called(connection, settings(), model)
        rows = read_table(records)
        before = _old_answers(old, rows.to_pylist())
        if len(before) != rows.num_rows:
            raise Failure(word("compare.lengths", old=old, answers=len(before), records=rows.num_rows))
        with working(word("compare.answering", records=rows.num_rows)):
            after = new_model.predict_batch(rows).to_pylist()
        report = compare(before, after)
        info = new_model.info
        report = {"old": old, "model": info["name"], "version": info["version"], **report}
        report |= {"threshold": threshold, "agrees": _agrees(report, threshold)}
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


def _agrees(report: dict[str, Any], threshold: float) -> bool:
    """Whether enough categories agree, and enough of the old answers could be compared; where the old answers have no
    category, the risk levels decide."""
    judged = next((report[name] for name in COMPARED if report[name]["compared"]), None)
    if judged is None:
        return False
    answered = sum(
        count for was, now in judged["transitions"].items() if was != "none" for count in now.values()
    )
    return bool(judged["agreement"] >= threshold and judged["compared"] >= threshold * answered)


def _old_answers(old: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if old.startswith(("http://", "https://")):
        with working(word("compare.asking", address=old)) as progress:
            return normal(answers_of(old, as_json_records(rows), progress))
    path = Path(old)
    found = content(path)
    return normal(read_table(path).to_pylist()) if found.startswith(PARQUET) else answers_in(found)


def _show(report: dict[str, Any]) -> None:
    say(word("compare.title", **{name: report[name] for name in ("records", "old", "model", "version")}))
    say(word("compare.refused", **report["refused"]))
    for name, values in COMPARED.items():
        of = report[name]
        say()
        if of["agreement"] is None:
            say(word("compare.not_in_old", name=name))
            continue
        agree = percent(of["agreement"])
        say(word("compare.agree", name=name, agree=agree, compared=of["compared"]))
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
    say(
        word(
            "compare.agrees" if report["agrees"] else "compare.differs",
            threshold=percent(report["threshold"], 0),
        )
    )


def _worst(one: dict[str, Any]) -> list[str]:
    return [
        str(one["row"]),
        shown(one["old"], 1),
        shown(one["new"], 1),
        word("compare.signed", difference=one["difference"]),
        one["old_category"] or "-",
        one["new_category"] or "-",
    ]
