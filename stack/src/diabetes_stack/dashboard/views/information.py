"""What the model is, how well it performs, what it must not be used for, and whom to call."""

from __future__ import annotations

import platform
from importlib.metadata import version as installed
from typing import Any

import streamlit as st

from ...contacts import CONTACTS
from .. import context
from ..client import ApiClient
from ..fields import ada_cuts
from ..fields import fields as described
from ..grid import Cell, draw_grid, number
from ..origin import say_origin
from ..plain import plain
from ..texts import Texts

__all__ = ["show"]

_PACKAGES = ("diabetes-stack", "diabetes-py", "streamlit")


def show() -> None:
    """Draw the page."""
    text = context.words()
    client = context.client()
    info = client.info()
    model = context.model(info.get("version") or info.get("model_version"))
    # The model file has all the information; the API's answer has at least the contract's keys.
    known = model.info if model is not None else info
    left, right = st.columns(2, gap="large")
    with left:
        _card(known, text)
        _metrics(known, text)
    with right:
        _categories(known, text)
        st.markdown(f"## {text('info.limits')}")
        st.markdown(text("info.limits.list"))
        st.markdown(f"## {text('info.privacy')}")
        st.markdown(text("info.privacy.text", mail=CONTACTS["security"]))
    left, right = st.columns(2, gap="large")
    with left:
        _links(client.url if isinstance(client, ApiClient) else None, text)
    with right:
        st.markdown(f"## {text('info.contacts')}")
        st.markdown(
            "\n".join(
                f"- {text(f'contact.{who}')}: [{mail}](mailto:{mail})" for who, mail in CONTACTS.items()
            )
        )


def _card(info: dict[str, Any], text: Texts) -> None:
    st.markdown(f"## {text('info.card')}")
    name = info.get("name") or info.get("model_name")
    version = info.get("version") or info.get("model_version")
    st.markdown(f"**{text('model', name=plain(name), version=plain(version))}**")
    say_origin(info, text)
    titles = described(text)
    training = info.get("training") or {}
    used = [field["field"] for field in info.get("fields", ()) if field["used"]] or info.get(
        "feature_columns", ()
    )
    again = info.get("recalibration")
    facts = {
        "info.source": training.get("source"),
        "info.rows": training and text.number(training["rows"]),
        "info.events": training and text.number(training["events"].get("diabetes", 0)),
        "info.algorithm": info.get("algorithm") and text.named("algorithm", info["algorithm"]),
        "info.created": info.get("created") or info.get("training_date"),
        "info.recalibrated": f"{again['date']}, {again['source']}" if again else text("info.no"),
        "info.fields": ", ".join(titles[field].title for field in used if field in titles),
    }
    draw_grid(
        text("info.card"),
        [text("info.fact"), Cell(text("info.value"), "wide")],
        [[text(label), Cell(str(value), "wide")] for label, value in facts.items() if value],
    )


def _metrics(info: dict[str, Any], text: Texts) -> None:
    st.markdown(f"## {text('info.metrics')}")
    held = (info.get("metrics") or {}).get("held_out") or {}
    glucose, dys, diabetes = (held.get(o) or {} for o in ("glucose", "dysglycaemia", "diabetes"))
    shown: dict[str, tuple[float | None, int, bool]] = {
        "metric.auroc": (diabetes.get("auroc"), 2, False),
        "metric.auroc_dys": (dys.get("auroc"), 2, False),
        "metric.accuracy": (glucose.get("category_accuracy"), 0, True),
        "metric.coverage": (glucose.get("coverage_90"), 0, True),
        "metric.r2": (glucose.get("r2", info.get("r2_score")), 2, False),
        "metric.rmse": (glucose.get("rmse"), 1, False),
    }
    draw_grid(
        text("info.metrics"),
        [text("info.figure"), number(text("info.value"))],
        [
            [
                text(name),
                number(f"{text.number(100 * value if share else value, digits)}{' %' if share else ''}"),
            ]
            for name, (value, digits, share) in shown.items()
            if value is not None
        ],
    )
    st.caption(text("info.honest"))


def _categories(info: dict[str, Any], text: Texts) -> None:
    st.markdown(f"## {text('info.categories')}")
    glucose, hba1c = ada_cuts()["glucosa_ayunas"], ada_cuts()["hba1c"]
    headings = ("info.category", "info.range", "info.hba1c", "info.level")
    rows = [
        [
            text.named("category", category),
            _range(glucose, place, "mg/dL", 0, text),
            _range(hba1c, place, "%", 1, text),
            text.named("level", level),
        ]
        for place, (_, category, level) in enumerate(glucose)
    ]
    draw_grid(text("info.categories"), [text(name) for name in headings], rows)
    cutoffs = info.get("cutoffs")
    if cutoffs:
        low, high = (text.number(100 * cutoffs[key], 1) for key in ("sensitivity_80", "specificity_90"))
        st.caption(text("info.cutoffs", low=low, high=high))


def _range(cuts: list[tuple[float, str, str]], place: int, unit: str, digits: int, text: Texts) -> str:
    low = text.number(cuts[place][0], digits)
    if place + 1 == len(cuts):
        return text("info.from", low=low, unit=unit)
    high = text.number(cuts[place + 1][0], digits)
    if place == 0:
        return text("info.below", high=high, unit=unit)
    return text("info.between", low=low, high=high, unit=unit)


def _links(url: str | None, text: Texts) -> None:
    st.markdown(f"## {text('info.links')}")
    options = context.options()
    links = {}
    if url is not None:
        opened = (options.api_public_url or url).rstrip("/")
        links = {"info.docs": f"{opened}/docs", "info.health": f"{opened}/health"}
    tracking = options.mlflow_public_url or options.mlflow_tracking_uri
    if tracking and tracking.startswith("http"):
        links["info.mlflow"] = tracking
    lines = [f"- [{text(name)}]({link})" for name, link in links.items()]
    if url is None:
        lines.append(f"- {text('info.nolinks')}")
    st.markdown("\n".join(lines))
    st.markdown(f"## {text('info.versions')}")
    packages = [f"- {name} {installed(name)}" for name in _PACKAGES]
    st.markdown("\n".join([*packages, f"- Python {platform.python_version()}"]))
