"""The result of a file of many people: counts, whom to call, charts, rows with errors, files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from .. import charts, context
from ..answered import CALLED, MEASURED, Answered
from ..clock import local
from ..exports import as_csv, as_parquet
from ..grid import Cell, draw_grid, number
from ..palette import palette
from ..plain import plain
from ..tables import bad_rows, codes
from ..texts import Texts
from .figures import draw_figure
from .rows import draw_rows

__all__ = ["draw_result"]

_SHOWN = 500


def draw_result(done: Answered, text: Texts) -> None:
    answers = done.arrow
    rows = answers.num_rows
    bad = rows - answers["errors"].null_count
    answered = rows - answers["glucose_mg_dl"].null_count
    advised = pc.sum(answers["test_advised"]).as_py() or 0
    if done.stored_at is not None:
        at = f"{local(done.stored_at):%H:%M}"
        st.info(text("batch.again.stored", at=at), icon=":material/task_alt:")
    if done.at is not None:
        told = text("batch.file_of", name=plain(done.name), at=f"{local(done.at):%H:%M}")
        st.markdown(told)
    st.caption(
        text(
            "batch.done",
            rows=text.number(rows),
            seconds=text.number(done.seconds, 1 if done.seconds >= 0.1 else 2),
            version=plain(done.info.get("version") or done.info.get("model_version")),
        )
    )
    counts = {
        "batch.rows": rows,
        f"priority.{CALLED}": done.groups[CALLED],
        **{f"priority.{name}": done.groups[name] for name in MEASURED if name in done.groups},
        "batch.answered": answered,
        "batch.tests": advised,
        "batch.not_applicable": rows - bad - answered,
        "batch.bad": bad,
    }
    with st.container(key="tiles_batch"):
        for name, count in counts.items():
            st.metric(text(name), text.number(count))
    if done.upload.identities:
        st.caption(text("batch.ignored", names=", ".join(map(plain, done.upload.identities[:20]))))
    table, drawn, errors = st.tabs(
        [text("batch.table"), text("batch.charts"), text("batch.errors", n=text.number(bad))]
    )
    with table:
        draw_rows(done, text)
    with drawn:
        _charts(done, text)
    with errors:
        _errors(done, bad, text)
    _downloads(done, text)


def _charts(done: Answered, text: Texts) -> None:
    groups, colours = done.groups, palette()
    apart = [name for name in MEASURED if name in groups]
    names = [*apart, "Alto", "Moderado", "Bajo"]
    tones = {
        **dict.fromkeys(("urgent", "measured_diabetes"), colours.diabetes),
        "measured_prediabetes": colours.prediabetes,
        **colours.levels,
    }
    st.markdown(f"## {text('batch.priority')}")
    figure = charts.bars(
        [text.named("priority", name) for name in names], [groups.get(name, 0) for name in names],
        [tones[name] for name in names], text,
    )  # fmt: skip
    draw_figure(figure, "priorities", text("batch.priority"), text, text("priority"))
    if apart:
        st.caption(text("batch.apart", n=text.number(sum(groups[name] for name in apart))))
    measured = pc.is_in(done.order["priority"], pa.array(list(MEASURED)))
    _estimates(done.arrow.filter(pc.invert(measured)), done.info, text)


def _estimates(answers: Any, info: dict[str, Any], text: Texts) -> None:
    """Charts of the estimates for people without an abnormal measured value."""
    left, right = st.columns(2)
    with left:
        risks = answers["prob_Diabetes"].drop_null().to_numpy()
        if len(risks):
            cutoffs = info.get("cutoffs") or {}
            ends = (("sensitivity_80", "Moderado"), ("specificity_90", "Alto"))
            cuts = [(100 * cutoffs[key], text.named("level", level)) for key, level in ends if key in cutoffs]
            st.markdown(f"### {text('figure.risk')}")
            figure = charts.histogram(100 * risks, text("batch.risk"), text, cuts)
            draw_figure(figure, "risks", text("figure.risk"), text, text("batch.risk"), (1, 0))
    with right:
        st.markdown(f"### {text('batch.priority.category')}")
        found = {entry["values"]: entry["counts"] for entry in answers["category"].value_counts().to_pylist()}
        colours = palette().categories
        names = [text.named("category", name) for name in colours]
        figure = charts.bars(names, [found.get(name, 0) for name in colours], list(colours.values()), text)
        draw_figure(figure, "categories", text("batch.priority.category"), text, text("info.category"))
        glucose = answers["glucose_mg_dl"].drop_null().to_numpy()
        if len(glucose):
            st.markdown(f"### {text('figure.glucose')}")
            figure = charts.histogram(glucose, text("batch.glucose"), text, zones=True)
            draw_figure(figure, "glucose", text("figure.glucose"), text, text("batch.glucose"), (1, 0))


def _errors(done: Answered, bad: int, text: Texts) -> None:
    if not bad:
        st.success(text("batch.errors.none"))
        return
    counted = codes(done.arrow).most_common()
    draw_grid(
        text("batch.errors.kinds"),
        [text("column.error"), number(text("column.count"))],
        [[text.named("code", code.split(":")[0]), number(text.number(n))] for code, n in counted],
    )
    st.caption(text("batch.first.errors", n=text.number(min(bad, _SHOWN)), total=text.number(bad)))
    draw_grid(
        text("batch.errors", n=text.number(bad)),
        [text("column.row"), Cell(text("column.reason"), "wide")],
        [
            [
                text.number(row.row + 1),
                Cell(row.messages or [text.named("code", code.split(":")[0]) for code in row.codes]),
            ]
            for row in bad_rows(done.upload, done.arrow, text.locale, _SHOWN)
        ],
    )


def _downloads(done: Answered, text: Texts) -> None:
    with st.expander(text("batch.download"), icon=":material/download:"):
        st.markdown(text("batch.technical"))
        exact = st.checkbox(text("rows.exact"), key="exact")

        def written(kind: str, write: Callable[[Answered, bool], bytes]) -> Callable[[], bytes]:
            def now() -> bytes:
                context.record("download", format=kind)
                return write(done, exact)

            return now

        # A click does not redraw the page: two redraws would remove data that the browser has not fetched yet.
        with st.container(horizontal=True):
            st.download_button(
                text("batch.csv"), written("csv", as_csv), "resultado.csv", "text/csv",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip
            st.download_button(
                text("batch.parquet"), written("parquet", as_parquet), "resultado.parquet",
                "application/octet-stream", icon=":material/download:", on_click="ignore",
            )  # fmt: skip
        st.caption(text("batch.defused"))
