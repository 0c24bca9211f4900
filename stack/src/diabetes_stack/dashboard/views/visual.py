"""Charts: of the model, of the use of the services, and of changes in the people who come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import diabetes
import numpy as np
import streamlit as st

from ...contacts import CONTACTS
from ...example import EXAMPLE
from ...store.drift import FEWEST, Shift, shifts
from ...store.usage import LATENCY_EDGES, Usage, recent_inputs, usage
from .. import charts, context
from ..away import draw_for_operators
from ..fields import fields as described
from ..grid import Cell, draw_grid, number
from ..palette import palette
from ..plain import plain
from ..texts import Texts
from .figures import draw_figure

__all__ = ["show"]

_DAYS = (7, 30, 90)
#: Records read for a comparison: enough for two digits of the index.
_SAMPLE = 2_000
_TONES = {"review": "tone-diabetes", "watch": "tone-prediabetes", "stable": "tone-normal"}
_LEVELS = ("Bajo", "Moderado", "Alto", None)


def show() -> None:
    """Draw the page."""
    text = context.words()
    info = context.client().info()
    version = info.get("version") or info.get("model_version")
    model = context.model(version)
    of_model, of_usage, of_drift = st.tabs([text("visual.model"), text("visual.usage"), text("visual.drift")])
    with of_model:
        if model is None:
            st.info(text("model.absent", version=plain(version)))
        else:
            st.caption(text("model", name=plain(model.info["name"]), version=plain(model.info["version"])))
            _terms(model, text)
            _age(model, text)
    with of_usage:
        _usage(text)
    with of_drift:
        _drift(model, version, text)


def _terms(model: diabetes.Model, text: Texts) -> None:
    known = described(text)
    training = {entry["field"]: entry["training"] for entry in model.info["fields"] if entry["used"]}
    outputs = [output for output in ("diabetes", "glucose") if output in model.info["outputs"]]
    st.markdown(f"## {text('visual.terms')}")
    left, right = st.columns(2)
    output = left.segmented_control(
        text("visual.output"), outputs, default=outputs[0], format_func=lambda o: text(f"explanation.{o}"),
        required=True, key="term_output",
    )  # fmt: skip
    name = right.selectbox(
        text("visual.field"), list(training), format_func=lambda n: known[n].title, key="term_field"
    )
    axis = text(f"explanation.axis.{output}")
    if known[name].choices:
        points = [_points(model, {**EXAMPLE, name: level}, output, name) for level in known[name].choices]
        figure = charts.levels(
            [known[name].choice(choice) for choice in known[name].choices], points, axis, text
        )
    else:
        ends = training[name]["distribution"]["number"]
        x = np.linspace(ends["min"], ends["max"], 80)
        common = (ends["quantiles"][1], ends["quantiles"][-2])
        figure = charts.curves(_by_sex(model, name, x, output, text), known[name].label, axis, text, common)
    draw_figure(
        figure, "terms", f"{text('visual.terms')}: {known[name].title}", text, known[name].label, (1, 2)
    )
    st.caption(text("visual.terms.note"))


def _by_sex(
    model: diabetes.Model, name: str, x: Any, output: str, text: Texts
) -> dict[str, tuple[Any, list[float]]]:
    """The curve of a field for each sex; a single curve if they are identical."""
    drawn = {
        sex: [_points(model, _with(name, float(value), sex), output, name) for value in x]
        for sex in ("M", "F")
    }
    if drawn["M"] == drawn["F"]:
        return {"": (x, drawn["M"])}
    return {described(text)["sexo"].choice(sex): (x, points) for sex, points in drawn.items()}


def _with(name: str, value: float, sex: str) -> dict[str, Any]:
    """The example patient with this value; the other blood pressure is moved to keep the record valid."""
    record = {**EXAMPLE, "sexo": sex, name: value}
    if name == "tas":
        record["tad"] = min(EXAMPLE["tad"], value - 1)
    elif name == "tad":
        record["tas"] = max(EXAMPLE["tas"], value + 1)
    return record


def _points(model: diabetes.Model, record: dict[str, Any], output: str, name: str) -> float:
    return sum(part.points for part in model.explain(record, output) if part.field == name)


def _age(model: diabetes.Model, text: Texts) -> None:
    ages = {entry["field"]: entry["training"] for entry in model.info["fields"] if entry["used"]}.get("edad")
    if ages is None or "diabetes" not in model.info["outputs"]:
        return
    st.markdown(f"## {text('visual.age')}")
    ends = ages["distribution"]["number"]
    x = np.arange(round(ends["min"]), round(ends["max"]) + 1)
    known = described(text)
    lines = {}
    for sex in ("M", "F"):
        answers = model.predict_batch([{**EXAMPLE, "edad": int(age), "sexo": sex} for age in x])
        lines[known["sexo"].choice(sex)] = (x, [100 * a.probabilities["Diabetes"] for a in answers])
    cutoffs = model.info["cutoffs"] or {}
    names = (("sensitivity_80", "Moderado"), ("specificity_90", "Alto"))
    levels = [(100 * cutoffs[key], text.named("level", level)) for key, level in names if key in cutoffs]
    figure = charts.curves(lines, known["edad"].label, text("batch.risk"), text, levels=levels)
    draw_figure(figure, "age", text("visual.age"), text, known["edad"].label, (0, 1))
    st.caption(text("visual.age.note"))


def _say_no_store(text: Texts) -> None:
    st.warning(text("visual.nostore", mail=CONTACTS["devops"]), icon=":material/database_off:")
    draw_for_operators("visual.nostore.do", text)


def _days(key: str, text: Texts) -> int:
    return int(
        st.segmented_control(text("visual.days"), _DAYS, default=30, required=True, key=key) or _DAYS[1]
    )


def _usage(text: Texts) -> None:
    days = _days("usage_days", text)
    found = context.stored(lambda connection: usage(connection, days))
    if found is None:
        _say_no_store(text)
        return
    if not found:
        st.info(text("visual.empty"))
        return
    total = sum(row.count for row in found)
    slow = sum(row.latency_classes[-1] for row in found)
    mean = sum(row.latency_sum for row in found) / total
    with st.container(key="tiles_usage"):
        st.metric(text("usage.total"), text.number(total))
        st.metric(text("usage.mean"), f"{text.number(mean, 1)} ms")
        st.metric(text("usage.slow"), f"{text.number(100 * slow / total, 2)} %")
    _per_day(found, text)
    left, right = st.columns(2)
    with left:
        st.markdown(f"## {text('usage.versions')}")
        versions: dict[str, int] = defaultdict(int)
        for row in found:
            versions[row.model_version] += row.count
        figure = charts.bars(
            list(versions), list(versions.values()), [palette().accent] * len(versions), text
        )
        draw_figure(figure, "versions", text("usage.versions"), text, text("usage.version"))
    with right:
        st.markdown(f"## {text('usage.latency')}")
        classes = [sum(row.latency_classes[place] for row in found) for place in range(len(LATENCY_EDGES))]
        names = [*(f"< {edge} ms" for edge in LATENCY_EDGES[1:]), f"≥ {LATENCY_EDGES[-1]} ms"]
        kept = [(name, count) for name, count in zip(names, classes, strict=True) if count]
        figure = charts.bars([n for n, _ in kept], [c for _, c in kept], [palette().accent] * len(kept), text)
        draw_figure(figure, "latency", text("usage.latency"), text, text("usage.time"))


def _per_day(found: Sequence[Usage], text: Texts) -> None:
    st.markdown(f"## {text('usage.per_day')}")
    days = sorted({row.day for row in found})
    counts: dict[tuple[str, str | None], int] = defaultdict(int)
    for row in found:
        counts[row.day, row.risk_level] += row.count
    series = {
        text.named("level", level or "none"): [counts[day, level] for day in days]
        for level in _LEVELS
        if any(counts[day, level] for day in days)
    }
    colours = {
        text.named("level", level or "none"): palette().levels.get(level or "", palette().person)
        for level in _LEVELS
    }
    figure = charts.stacked(days, series, [colours[name] for name in series], text)
    draw_figure(figure, "per_day", text("usage.per_day"), text, text("usage.day"))
    st.caption(text("usage.levels.note"))


def _drift(model: diabetes.Model | None, version: str | None, text: Texts) -> None:
    days = _days("drift_days", text)
    records = context.stored(lambda connection: recent_inputs(connection, days, _SAMPLE))
    if records is None:
        _say_no_store(text)
    elif model is None:
        st.info(text("model.absent", version=plain(version)))
    elif not records:
        st.info(text("visual.empty"))
    elif len(records) < FEWEST:
        st.info(text("drift.few", least=FEWEST, n=len(records)))
    else:
        st.caption(text("drift.note", n=text.number(len(records))))
        _shift_table(shifts(model, records), text)


def _shift_table(found: list[Shift], text: Texts) -> None:
    known = described(text)

    def mean(shift: Shift, now: bool) -> str:
        value = shift.mean_now if now else shift.mean_training
        if value is not None:
            return f"{text.number(value, 1)} {known[shift.field].unit}".rstrip()
        shares = shift.now if now else shift.training
        return f"{known[shift.field].choice(shift.classes[0])}: {text.number(100 * shares[0])} %"

    headings = ("drift.field", "drift.known", "drift.training", "drift.now", "drift.psi", "drift.state")
    draw_grid(
        text("drift.table"),
        [text(name) if name in ("drift.field", "drift.state") else number(text(name)) for name in headings],
        [
            [
                known[s.field].title,
                number(f"{text.number(100 * s.known)} %"),
                number(mean(s, False)),
                number(mean(s, True)),
                number("–" if s.psi is None else text.number(s.psi, 2)),
                Cell(text.named("shift", s.state), _TONES.get(s.state, "")),
            ]
            for s in found
        ],
    )
    by_name = {s.field: s for s in found}
    worst = max(found, key=lambda s: s.psi or 0)
    name = st.selectbox(
        text("drift.field"), list(by_name), index=list(by_name).index(worst.field),
        format_func=lambda n: known[n].title, key="drift_field",
    )  # fmt: skip
    chosen = by_name[name]
    classes = [known[name].choice(label) for label in chosen.classes]
    figure = charts.compared(classes, chosen.training, chosen.now, text)
    draw_figure(figure, "drift", known[name].title, text, known[name].label, (0, 1))
