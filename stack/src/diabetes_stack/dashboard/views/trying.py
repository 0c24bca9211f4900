"""What the model says of other values than a person's."""

from __future__ import annotations

from typing import Any

import diabetes
import streamlit as st

from ..fields import fields as described
from ..texts import Texts

__all__ = ["draw_trying"]

#: From height and weight, which are not among the values to try: without it the record would lack it.
_DERIVED = "imc"


def draw_trying(model: diabetes.Model, record: dict[str, Any], answer: dict[str, Any], text: Texts) -> None:
    """Draw sliders for the fields that the model uses, and its answer beside that of the person."""
    with st.expander(text("whatif"), icon=":material/tune:"):
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
            text("figure.risk"), risks[0], text("whatif.same", value=risks[1]), "off", delta_arrow="off"
        )
    if after["glucose_mg_dl"] is not None:
        values = [text.number(each["glucose_mg_dl"]) + " mg/dL" for each in (after, before)]
        right.metric(
            text("figure.glucose"), values[0], text("whatif.same", value=values[1]), "off", delta_arrow="off"
        )


def _output(model: diabetes.Model) -> str:
    outputs = model.info["outputs"]
    return "diabetes" if "diabetes" in outputs else next(iter(outputs))
