"""One person: the form, the answer, its explanation, and the effect of other values."""

from __future__ import annotations

import html
from datetime import datetime, timezone
from typing import Any

import diabetes
import streamlit as st

from .. import charts, context, people, report
from ..client import EXPLAINED, Client, UnavailableError
from ..fields import fields as described
from ..form import SENT, draw_form, show_errors
from ..origin import say_origin
from ..plain import plain
from ..texts import Texts
from ..theme import palette

__all__ = ["show"]

_SCORES = ("findrisc", "ada_risk_test")
#: From height and weight, which are not among the values to try: without it the record would lack it.
_DERIVED = "imc"


def show() -> None:
    """Draw the page."""
    text = context.words()
    client = context.client()
    info = client.info()
    used = frozenset(field["field"] for field in info.get("fields", ()) if field["used"]) or frozenset(
        info.get("feature_columns", ())
    )
    _answer_what_was_sent(client)
    answer = st.session_state.get("answer")
    form, result = st.container(key="person").columns([6, 7], gap="large")
    with form:
        errors = show_errors(answer.get("errors", []) if answer else [], text)
        draw_form(used, errors)
    with result:
        if not answer or "errors" in answer:
            st.info(text("form.empty"), icon=":material/arrow_back:")
        else:
            _result(answer, st.session_state["record"], info, text)


def _answer_what_was_sent(client: Client) -> None:
    """Answer a submitted record. It stays in the session until then, so that an interrupted run does not lose it."""
    record = st.session_state.get(SENT)
    if record is None:
        return
    st.session_state.pop("answer", None)
    try:
        answer = client.predict(record, context.locale())
    except UnavailableError:
        del st.session_state[SENT]
        raise
    moment = answer.get("timestamp") or datetime.now(timezone.utc).isoformat(timespec="seconds")
    st.session_state["answer"] = {**answer, "timestamp": moment, "locale": context.locale()}
    st.session_state["record"] = record
    del st.session_state[SENT]
    for key in [key for key in st.session_state if str(key).startswith("try_")]:
        del st.session_state[key]
    codes = sorted(error["code"] for error in answer.get("errors", ()))
    context.record("prediction", errors=codes, fields=len(record))


def _result(answer: dict[str, Any], record: dict[str, Any], info: dict[str, Any], text: Texts) -> None:
    model = context.model(answer.get("model_version") or info.get("version"))
    answer = _in_language(answer, record, model, text)
    st.markdown(f"## {text('result')}")
    # Shown by the frame's script once the form is edited.
    moment = html.escape(answer["timestamp"])
    st.html(f'<div class="stale" role="status" data-answer="{moment}">{text("result.stale")}</div>')
    say_origin(info, text)
    _measured(answer, record, text)
    if answer["not_applicable"]:
        st.warning(
            f"**{text('result.not_applicable')}.** {answer['interpretation']}", icon=":material/block:"
        )
    else:
        _figures(answer, text)
    known = described(text)
    for warning in answer["warnings"]:
        st.warning(warning["message"], icon=":material/warning:")
    if answer["imputed"]:
        names = ", ".join(known[name].title for name in answer["imputed"])
        st.caption(text("result.imputed", fields=names))
    if not answer["not_applicable"]:
        _explanation(answer, text)
    _scores(record, text)
    if model is None:
        version = answer.get("model_version") or info.get("version")
        st.info(text("model.absent", version=plain(version)))
    elif not answer["not_applicable"]:
        _try_values(model, record, answer, text)
    _save(answer, record, info, text)


def _in_language(
    answer: dict[str, Any], record: dict[str, Any], model: diabetes.Model | None, text: Texts
) -> dict[str, Any]:
    """Translate the answer to the language selected since, with the same model: no second prediction."""
    if answer["locale"] == text.locale or model is None:
        return answer
    again = model.predict(record, text.locale, findrisc_cut=context.options().findrisc_cut)
    words = {name: getattr(again, name) for name in ("interpretation", "next_step", "warnings")}
    return {**answer, **words}


def _measured(answer: dict[str, Any], record: dict[str, Any], text: Texts) -> None:
    if all(value["category"] is None for value in answer["measured"].values()):
        return
    known = described(text)
    st.markdown(f"### {text('result.measured')}")
    # Pregnancy has other limits, so a value has no category; neither does a glucose that is too low.
    named = {name: value for name, value in answer["measured"].items() if value["category"] is not None}
    with st.container(key="tiles_measured"):
        for name, measured in named.items():
            value = known[name].told(record[name]) if name in record else ""
            category = text.named("category", measured["category"])
            st.metric(known[name].title, f"{value}: {category}" if value else category)


def _abnormal(answer: dict[str, Any]) -> str | None:
    """The highest category among the measured values, unless it is normal."""
    found = {value["category"] for value in answer["measured"].values()}
    return next((category for category in ("Diabetes", "Prediabetes") if category in found), None)


def _figures(answer: dict[str, Any], text: Texts) -> None:
    level = answer["risk_level"]
    # Measured values take precedence: the level of the estimate must not look like the result.
    found = _abnormal(answer)
    colour = palette().levels.get(charts.tone(answer) or "", palette().muted)
    st.html(
        f'<div class="lead" style="border-left-color:{colour}">{html.escape(answer["interpretation"])}</div>'
    )
    with st.container(key="tiles_result"):
        if level is not None and found is None:
            st.metric(text("result.risk"), text.named("level", level))
        if answer["test_advised"] is not None:
            advised = "result.test.yes" if answer["test_advised"] else "result.test.no"
            st.metric(text("result.test"), text(advised))
        if answer["confidence"] is not None and found is None:
            certainty = diabetes.labels(text.locale)["confidence"][answer["confidence"]]
            st.metric(text("result.confidence"), certainty.capitalize())
    if found is None:
        _estimate(answer, text)
        return
    st.caption(text("result.without_measured"))
    with st.expander(text("result.estimate")):
        _estimate(answer, text)


def _estimate(answer: dict[str, Any], text: Texts) -> None:
    if answer["probabilities"]:
        st.markdown(f"### {text('result.people')}")
        st.html(people.picture(answer["probabilities"], text))
    if answer["risk_interval"]:
        low, high = (text.number(100 * end, 1) for end in answer["risk_interval"])
        st.caption(text("result.risk_interval", low=low, high=high))
    if answer["glucose_mg_dl"] is not None:
        st.markdown(f"### {text('result.scale')}")
        st.plotly_chart(charts.scale(answer, text), key="scale", theme=None, config=charts.CONFIG)
        low, high = (text.number(end) for end in answer["interval"])
        st.caption(
            f"{text('result.glucose')}: {text.number(answer['glucose_mg_dl'])} mg/dL. "
            f"{text('result.interval', low=low, high=high)}."
        )


def _explanation(answer: dict[str, Any], text: Texts) -> None:
    st.markdown(f"### {text('result.explanation')}")
    found = answer.get("explanation") or {}
    outputs = [output for output in EXPLAINED if output in found]
    if not outputs:
        st.caption(text("explanation.none"))
        return
    st.caption(text("explanation.note"))
    for tab, output in zip(st.tabs([text(f"explanation.{o}") for o in outputs]), outputs, strict=True):
        tab.plotly_chart(
            charts.explanation(found[output], output, text),
            key=f"explanation_{output}",
            theme=None,
            config=charts.CONFIG,
        )


def _scores(record: dict[str, Any], text: Texts) -> None:
    st.markdown(f"### {text('result.scores')}")
    facts = {score["name"]: score for score in diabetes.scores(text.locale)}
    for column, name in zip(st.columns(2), _SCORES, strict=True):
        fact, result = facts[name], diabetes.score(name, record, locale=text.locale)
        most = text.number(fact["range"][1])
        with column.container(border=True):
            st.markdown(f"**{fact['short_title'][text.locale]}**")
            if result.points is not None:
                st.markdown(text("score.points", points=text.number(result.points), most=most))
            else:
                ends = {"low": text.number(result.points_min), "high": text.number(result.points_max)}
                st.markdown(text("score.between", most=most, **ends))
            st.progress(result.points_min / fact["range"][1])
            if result.band:
                labels = {band["name"]: band["label"][text.locale] for band in fact["bands"]}
                st.caption(text("score.band", band=labels[result.band]))
            if fact["default_cut"]:
                st.caption(text("score.cut", cut=text.number(fact["default_cut"]["points"])))
            else:
                cuts = ", ".join(text.number(cut["points"]) for cut in fact["other_cuts"])
                sources = "; ".join(f"{cut['points']:g}: {cut['source']}" for cut in fact["other_cuts"])
                st.caption(text("score.cuts", cuts=cuts), help=sources)


def _try_values(model: diabetes.Model, record: dict[str, Any], answer: dict[str, Any], text: Texts) -> None:
    with st.container(border=True):
        st.markdown(f"### {text('whatif')}")
        st.caption(text("whatif.note"))
        _sliders(model, record, answer, text)


@st.fragment
def _sliders(model: diabetes.Model, record: dict[str, Any], answer: dict[str, Any], text: Texts) -> None:
    known = described(text)
    # The record as the library reads it, derived values included.
    read = {part.field: part.value for part in model.explain(record, _output(model))}
    changed = {name: value for name, value in record.items() if name not in ("talla", "peso")}
    training = {entry["field"]: entry["training"] for entry in model.info["fields"] if entry["used"]}
    movable = [name for name in training if name not in ("edad", "sexo") and name in read]
    columns = st.columns(2)
    for place, name in enumerate(movable):
        field, value = known[name], read[name]
        with columns[place % 2]:
            if field.choices:
                st.session_state.setdefault(f"try_{name}", value)
                new = st.segmented_control(
                    field.title,
                    field.choices,
                    format_func=field.choice,
                    key=f"try_{name}",
                )
            elif value is not None:
                ends = training[name]["distribution"]["number"]
                low, high = min(ends["quantiles"][1], value), max(ends["quantiles"][-2], value)
                st.session_state.setdefault(f"try_{name}", float(value))
                new = st.slider(
                    field.label, float(low), float(high), step=0.5, format="%.1f", key=f"try_{name}"
                )
            else:
                continue
        if new is None:
            changed.pop(name, None)
        elif new != value or name in record or name == _DERIVED:
            changed[name] = new
    faults = diabetes.validate(changed, text.locale)
    if faults:
        st.error("\n".join(f"- {fault.message}" for fault in faults))
    else:
        _beside(answer, model.predict(changed, text.locale).to_dict(), text)
    st.button(text("whatif.reset"), on_click=_forget)


def _forget() -> None:
    for key in [key for key in st.session_state if str(key).startswith("try_")]:
        del st.session_state[key]


def _beside(before: dict[str, Any], after: dict[str, Any], text: Texts) -> None:
    left, right = st.columns(2)
    if after["probabilities"]:
        risks = [text.number(100 * each["probabilities"]["Diabetes"], 1) + " %" for each in (after, before)]
        left.metric(
            text("result.risk"), risks[0], text("whatif.same", value=risks[1]), "off", delta_arrow="off"
        )
    if after["glucose_mg_dl"] is not None:
        values = [text.number(each["glucose_mg_dl"]) + " mg/dL" for each in (after, before)]
        right.metric(
            text("result.glucose"), values[0], text("whatif.same", value=values[1]), "off", delta_arrow="off"
        )


def _output(model: diabetes.Model) -> str:
    outputs = model.info["outputs"]
    return "diabetes" if "diabetes" in outputs else next(iter(outputs))


def _save(answer: dict[str, Any], record: dict[str, Any], info: dict[str, Any], text: Texts) -> None:
    with st.expander(text("download"), icon=":material/download:"):
        summary = report.summary(answer, record, info, text)
        st.code(summary, language=None, wrap_lines=True)
        left, right = st.columns(2)
        stem = f"diabetes-{answer['timestamp'][:10]}"
        left.download_button(text("download.text"), summary, f"{stem}.txt", "text/plain", width="stretch")
        right.download_button(
            text("download.json"), report.document(answer, record), f"{stem}.json", "application/json",
            width="stretch",
        )  # fmt: skip
        st.caption(text("download.note"))
