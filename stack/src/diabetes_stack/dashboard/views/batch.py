"""Many people: upload a file, show a table, charts and unreadable rows, download files."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import diabetes
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import streamlit as st

from ... import columns
from ...example import EXAMPLE
from .. import charts, context
from ..client import Client
from ..fields import fields as described
from ..opening import TooLargeError
from ..plain import plain
from ..run import upload_limit
from ..tables import Upload, as_cells, bad_rows, codes, joined, one_part, read
from ..texts import Texts

__all__ = ["show"]

_SHOWN = 500
_PREFIX = "modelo_"
#: The first priorities, with their colours; people who are urgent or have an abnormal laboratory value are not in any
#: risk level.
_MEASURED = {
    "urgent": charts.COLOURS["Diabetes"],
    "measured_diabetes": charts.COLOURS["Diabetes"],
    "measured_prediabetes": charts.COLOURS["Prediabetes"],
}
_COLOURS = {**_MEASURED, **{level: charts.LEVELS[level] for level in ("Alto", "Moderado", "Bajo")}}
_PRIORITIES = (*_COLOURS, "no_level", "not_applicable", "errors")


@dataclass(frozen=True)
class _Done:
    """The results for a file."""

    upload: Upload
    answers: diabetes.Table
    seconds: float
    info: dict[str, Any]

    @property
    def arrow(self) -> Any:
        """The answers as an Arrow table."""
        return pa.table(self.answers)

    @cached_property
    def order(self) -> Any:
        """The priority and rank of each row: measured values come before any estimate."""
        return pa.table(diabetes.priority(self.answers))

    @property
    def both(self) -> diabetes.Table:
        """The file's columns and those of the answers, renamed where they clash."""
        own, added = one_part(self.upload.table), self.answers.beside(one_part(self.order))
        clash = set(own.column_names) & set(added.column_names)
        return own.beside(added, _PREFIX if clash else "")


def show() -> None:
    """Draw the page."""
    text = context.words()
    st.markdown(text("batch.intro", limit=upload_limit(context.options())))
    st.download_button(
        text("batch.template"), _template(), "plantilla.csv", "text/csv", icon=":material/download:"
    )
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


def _run(content: bytes, client: Client, text: Texts) -> _Done | None:
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
    done = _Done(upload, joined(pieces), time.perf_counter() - started, client.info())
    context.record(
        "upload",
        bytes=len(content),
        rows=total,
        errors=dict(codes(done.arrow)),
        milliseconds=round(1000 * done.seconds),
    )
    return done


def _result(done: _Done, text: Texts) -> None:
    answers = done.arrow
    rows = answers.num_rows
    bad = rows - answers["errors"].null_count
    answered = rows - answers["glucose_mg_dl"].null_count
    advised = sum(filter(None, answers["test_advised"].to_pylist()))
    st.caption(
        text(
            "batch.done",
            rows=text.number(rows),
            seconds=text.number(done.seconds, 1),
            version=plain(done.info.get("version") or done.info.get("model_version")),
        )
    )
    groups = _counted(done.order["priority"])
    counts = {
        "batch.rows": rows,
        **{f"priority.{name}": groups[name] for name in _MEASURED if name in groups},
        "batch.answered": answered,
        "batch.tests": advised,
        "batch.not_applicable": rows - bad - answered,
        "batch.bad": bad,
    }
    for column, (name, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        column.metric(text(name), text.number(count))
    ignored = sorted({*columns.unknown(done.upload.table.column_names)} - {"Resultado"})
    if ignored:
        st.caption(text("batch.ignored", names=", ".join(map(plain, ignored[:20]))))
    _downloads(done, text)
    drawn, table, errors = st.tabs(
        [text("batch.charts"), text("batch.table"), text("batch.errors", n=text.number(bad))]
    )
    with drawn:
        _charts(done, groups, text)
    with table:
        _table(done, groups, text)
    with errors:
        _errors(done, bad, text)


def _counted(column: Any) -> dict[str, int]:
    return {entry["values"]: entry["counts"] for entry in column.value_counts().to_pylist()}


def _table(done: _Done, groups: dict[str, int], text: Texts) -> None:
    kept = st.selectbox(
        text("batch.show"), [None, *(name for name in _PRIORITIES if name in groups)],
        format_func=lambda name: f"{_named(name, text)} ({text.number(groups.get(name, done.arrow.num_rows))})",
        key="shown",
    )  # fmt: skip
    places = pc.sort_indices(done.order["rank"])
    if kept is not None:
        places = places.filter(pc.equal(done.order["priority"].take(places), kept))
    total, places = len(places), places.slice(0, _SHOWN)
    st.caption(text("batch.first", n=text.number(len(places)), total=text.number(total)))
    st.dataframe(_coloured(_first(done, places, text), text), hide_index=True, height=460)


def _named(priority: str | None, text: Texts) -> str:
    return text("batch.all") if priority is None else text.named("priority", priority)


def _first(done: _Done, places: Any, text: Texts) -> Any:
    """Some rows, with the answers before the file's columns because readers look for them first; the priority and
    measured values come before everything else."""
    own = pa.table(done.upload.table).take(places).to_pandas()
    added = done.arrow.take(places).to_pandas()
    leading = ["urgent", "next_step", "measured", "confirm"]
    added = added[[*leading, *(name for name in added.columns if name not in leading)]]
    added.columns = [f"{_PREFIX}{name}" if name in own.columns else name for name in added.columns]
    priorities = done.order["priority"].take(places).to_pylist()
    added.insert(0, text("priority"), [_named(name, text) for name in priorities])
    added.insert(0, "#", [place + 1 for place in places.to_pylist()])
    own.columns = [f"{name}_" if name in added.columns else name for name in own.columns]
    return added.join(own)


def _coloured(frame: Any, text: Texts) -> Any:
    colours = {_named(name, text): f"color: {colour}; font-weight: 600" for name, colour in _COLOURS.items()}
    return frame.style.map(lambda name: colours.get(name, ""), subset=[text("priority")])


def _charts(done: _Done, groups: dict[str, int], text: Texts) -> None:
    apart = sum(groups.get(name, 0) for name in _MEASURED)
    names = [name for name in _COLOURS if name not in _MEASURED or name in groups]
    st.markdown(f"##### {text('batch.priority')}")
    figure = charts.bars(
        [_named(name, text) for name in names], [groups.get(name, 0) for name in names],
        [_COLOURS[name] for name in names], text,
    )  # fmt: skip
    st.plotly_chart(figure, key="priorities", theme=None, config=charts.CONFIG)
    if apart:
        st.caption(text("batch.apart", n=text.number(apart)))
    measured = pc.is_in(done.order["priority"], pa.array(list(_MEASURED)))
    _estimates(done.arrow.filter(pc.invert(measured)), done.info, text)


def _estimates(answers: Any, info: dict[str, Any], text: Texts) -> None:
    """Charts of the estimates for people without an abnormal measured value."""
    left, right = st.columns(2)
    with left:
        risks = answers["prob_Diabetes"].drop_null().to_numpy()
        if len(risks):
            cutoffs = info.get("cutoffs") or {}
            names = (("sensitivity_80", "Moderado"), ("specificity_90", "Alto"))
            cuts = [
                (100 * cutoffs[key], text.named("level", level)) for key, level in names if key in cutoffs
            ]
            st.markdown(f"##### {text('result.risk')}")
            figure = charts.histogram(100 * risks, text("batch.risk"), text, cuts)
            st.plotly_chart(figure, key="risks", theme=None, config=charts.CONFIG)
    with right:
        st.markdown(f"##### {text('batch.priority.category')}")
        _bars(answers["category"], "category", charts.COLOURS, "categories", text)
        glucose = answers["glucose_mg_dl"].drop_null().to_numpy()
        if len(glucose):
            st.markdown(f"##### {text('result.glucose')}")
            figure = charts.histogram(glucose, text("batch.glucose"), text, zones=True)
            st.plotly_chart(figure, key="glucose", theme=None, config=charts.CONFIG)


def _bars(column: Any, kind: str, colours: dict[str, str], key: str, text: Texts) -> None:
    found = _counted(column)
    names = [text.named(kind, name) for name in colours]
    figure = charts.bars(names, [found.get(name, 0) for name in colours], list(colours.values()), text)
    st.plotly_chart(figure, key=key, theme=None, config=charts.CONFIG)


def _errors(done: _Done, bad: int, text: Texts) -> None:
    if not bad:
        st.success(text("batch.errors.none"))
        return
    counted = codes(done.arrow).most_common()
    st.dataframe(
        {text("column.codes"): [code for code, _ in counted], text("column.count"): [n for _, n in counted]},
        hide_index=True,
    )
    st.caption(text("batch.first.errors", n=text.number(min(bad, _SHOWN)), total=text.number(bad)))
    rows = bad_rows(done.upload, done.arrow, text.locale, _SHOWN)
    st.dataframe(
        {
            text("column.row"): [row.row for row in rows],
            text("column.codes"): ["; ".join(row.codes) for row in rows],
            text("column.reason"): [
                "; ".join(
                    [*row.messages, *(text(f"error.{c}") for c in row.codes if f"error.{c}" in text.table)]
                )
                for row in rows
            ],
        },
        hide_index=True,
        column_config={text("column.reason"): st.column_config.TextColumn(width="large")},
    )


def _downloads(done: _Done, text: Texts) -> None:
    def written(kind: str, write: Callable[[_Done], bytes]) -> Callable[[], bytes]:
        def now() -> bytes:
            context.record("download", format=kind)
            return write(done)

        return now

    # A click does not redraw the page: two redraws would remove data that the browser has not fetched yet.
    left, right, _ = st.columns([1, 1, 2])
    left.download_button(
        text("batch.csv"), written("csv", _csv), "resultado.csv", "text/csv", icon=":material/download:",
        on_click="ignore", width="stretch",
    )  # fmt: skip
    right.download_button(
        text("batch.parquet"), written("parquet", _parquet), "resultado.parquet", "application/octet-stream",
        icon=":material/download:", on_click="ignore", width="stretch",
    )  # fmt: skip
    st.caption(text("batch.defused"))


def _csv(done: _Done) -> bytes:
    return b"\xef\xbb\xbf" + as_cells(done.both).to_csv(separator=done.upload.csv or ",", defuse=True)


def _parquet(done: _Done) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(done.both), file)
    return file.getvalue()


def _template() -> bytes:
    """A file with every field and the example patient, in the format of Spanish spreadsheets."""
    names = list(described(context.words()))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(names)
    writer.writerow([str(EXAMPLE.get(name, "")).replace(".", ",") for name in names])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
