"""A picture of one hundred people."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from .texts import Texts
from .theme import palette

__all__ = ["picture"]

_ORDER = ("Diabetes", "Prediabetes", "Normal")
_COLUMNS, _WIDTH, _HEIGHT = 20, 12, 24


def picture(probabilities: Mapping[str, float], text: Texts) -> str:
    """The hundred people and a legend, as HTML: filled, half filled and hollow, so that it does not rely on
    colour."""
    counts = _counts(probabilities)
    kinds = [kind for kind in _ORDER for _ in range(counts[kind])]
    bodies = "".join(
        _person(kind, place % _COLUMNS * _WIDTH, place // _COLUMNS * _HEIGHT)
        for place, kind in enumerate(kinds)
    )
    told = {
        kind: f"{_counted(probabilities[kind], counts[kind], text)} {text(f'people.{kind}')}"
        for kind in _ORDER
    }
    label = f"{text('result.people')}: {', '.join(told.values())}"
    legend = "".join(
        f"<li>{_image(_person(kind, 0, 0), _WIDTH, _HEIGHT, '', 'one')}{told[kind]}</li>" for kind in _ORDER
    )
    whole = _image(bodies, _COLUMNS * _WIDTH, 100 // _COLUMNS * _HEIGHT, label, "all")
    return f'<div class="people">{whole}<ul>{legend}</ul></div>'


def _image(drawing: str, width: int, height: int, label: str, name: str) -> str:
    """A drawing as an image, because Streamlit blocks inline SVG."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{drawing}</svg>'
    data = base64.b64encode(svg.encode()).decode()
    return f'<img class="{name}" src="data:image/svg+xml;base64,{data}" alt="{label}">'


def _counts(probabilities: Mapping[str, float]) -> dict[str, int]:
    """Whole people; those with neither are the remainder, so that the total is always a hundred."""
    diabetes = int(100 * probabilities["Diabetes"] + 0.5)
    prediabetes = min(int(100 * probabilities["Prediabetes"] + 0.5), 100 - diabetes)
    return {"Diabetes": diabetes, "Prediabetes": prediabetes, "Normal": 100 - diabetes - prediabetes}


def _counted(probability: float, count: int, text: Texts) -> str:
    """The count in words if rounding would give nobody or everybody."""
    if count == 0 and probability > 0:
        return text("people.none")
    return text("people.all") if count == 100 and probability < 1 else str(count)


def _person(kind: str, x: int, y: int) -> str:
    colour = palette().categories[kind] if kind != "Normal" else palette().person
    body, head = {"Diabetes": (colour, colour), "Prediabetes": (colour, "none"), "Normal": ("none", "none")}[
        kind
    ]
    return (
        f'<g transform="translate({x} {y})" stroke="{colour}" stroke-width="1">'
        f'<circle cx="6" cy="5" r="2.8" fill="{head}"/>'
        f'<path d="M2.5 21v-7a3.5 3.5 0 0 1 7 0v7z" fill="{body}"/></g>'
    )
