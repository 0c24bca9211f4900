"""Many people: upload a file, show its rows, charts and unreadable rows, download files."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import diabetes
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from .. import charts, context
from ..answered import Answered
from ..client import Client
from ..exports import as_csv, as_parquet, template
from ..fields import fields as described
from ..grid import Cell, draw_grid, number
from ..opening import TooLargeError
from ..plain import plain
from ..run import upload_limit
from ..tables import bad_rows, codes, joined, read
from ..texts import Texts
from ..theme import palette
from .figures import draw_figure
from .rows import MEASURED, draw_rows

__all__ = ["show"]

_SHOWN = 500


def show() -> None:
    """Draw the page."""
    text = context.words()
    st.markdown(text("batch.intro", limit=upload_limit(context.options())))
    st.download_button(
        text("batch.template"), template(described(text)), "plantilla.csv", "text/csv",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    file = st.file_uploader(text("batch.file"), type=["csv", "txt", "parquet", "pq"], key="file")
    if file is None:
        st.session_state.pop("batch", None)
        return
    if st.button(text("batch.start"), type="primary"):
        st.session_state.pop("batch", None)
        done = _run(file.getvalue(), context.client(), text)
        if done is not None:
            st.session_state["batch"] = (file.file_id, done)
    held = st.session_state.get("batch")
    if held and held[0] == file.file_id:
        _result(held[1], text)


def _run(content: bytes, client: Client, text: Texts) -> Answered | None:
    started = time.perf_counter()
    try:
        upload = read(content, context.options())
    except TooLargeError as error:
        context.record("upload_too_large", bytes=len(content), bound=error.bound)
        told = text(f"batch.too_large.{error.bound}", limit=text.number(error.limit))
        st.error(f"{told} {text('batch.too_large.do')}", icon=":material/error:")
        return None
    except diabetes.DiabetesError as error:
        context.record("upload_unreadable", bytes=len(content), code=error.code)
        st.error(
            text("batch.unreadable", reason=f"{plain(str(error).rstrip('.'))}."), icon=":material/error:"
        )
        return None
    total = upload.table.num_rows
    if not total:
        st.warning(text("batch.empty"))
        return None
    bar = st.progress(0.0, text("batch.progress", done=0, total=text.number(total)))
    pieces: list[diabetes.Table] = []
    rows = 0
    for piece in client.predict_table(upload, text.locale):
        pieces.append(piece)
        rows += piece.num_rows
        bar.progress(rows / total, text("batch.progress", done=text.number(rows), total=text.number(total)))
    bar.empty()
    done = Answered(upload, joined(pieces), time.perf_counter() - started, client.info())
    context.record(
        "upload",
        bytes=len(content),
        rows=total,
        errors=dict(codes(done.arrow)),
        milliseconds=round(1000 * done.seconds),
    )
    return done


def _result(done: Answered, text: Texts) -> None:
    answers = done.arrow
    rows = answers.num_rows
    bad = rows - answers["errors"].null_count
    answered = rows - answers["glucose_mg_dl"].null_count
    advised = pc.sum(answers["test_advised"]).as_py() or 0
    st.caption(
        text(
            "batch.done",
            rows=text.number(rows),
            seconds=text.number(done.seconds, 1),
            version=plain(done.info.get("version") or done.info.get("model_version")),
        )
    )
    counts = {
        "batch.rows": rows,
        **{f"priority.{name}": done.groups[name] for name in MEASURED if name in done.groups},
        "batch.answered": answered,
        "batch.tests": advised,
        "batch.not_applicable": rows - bad - answered,
        "batch.bad": bad,
    }
    with st.container(key="tiles_batch"):
        for name, count in counts.items():
            st.metric(text(name), text.number(count))
    if done.identities:
        st.caption(text("batch.ignored", names=", ".join(map(plain, done.identities[:20]))))
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
    st.markdown(f"## {text('batch.download')}")
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
