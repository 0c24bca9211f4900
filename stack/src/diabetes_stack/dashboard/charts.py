"""Figures of the dashboard, with plotly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from .fields import ada_cuts
from .palette import palette
from .plain import in_chart
from .texts import Texts

__all__ = [
    "CONFIG",
    "bars",
    "compared",
    "curves",
    "grouped",
    "histogram",
    "levels",
    "stacked",
]

#: Without plotly's tool bar, which hides the figure on phones.
CONFIG = {"displayModeBar": False}


def _figure(text: Texts, height: int) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 12, "t": 28, "b": 8},
        font={"color": palette().text, "size": 14, "family": "Source Sans, sans-serif"},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        separators=text.separators,
        legend={"orientation": "h", "y": 1.14, "x": 0},
        dragmode=False,
        hoverlabel={"font": {"size": 14}},
    )
    axis = {"gridcolor": palette().border, "zeroline": False, "automargin": True, "fixedrange": True}
    return figure.update_xaxes(**axis).update_yaxes(**axis)


def _zones(figure: go.Figure, text: Texts, low: float, high: float, names: bool = True) -> None:
    """Shade the ADA categories of fasting glucose behind a figure with an mg/dL axis."""
    cuts = ada_cuts()["glucosa_ayunas"]
    for place, (start, category, _) in enumerate(cuts):
        left = low if place == 0 else max(start, low)
        right = min(cuts[place + 1][0] if place + 1 < len(cuts) else high, high)
        if left >= right:
            continue
        figure.add_vrect(left, right, fillcolor=palette().zones[category], line_width=0, layer="below")
        if names:
            figure.add_annotation(
                x=(left + right) / 2, y=1.02, yref="paper", yanchor="bottom", showarrow=False,
                text=text.named("category", category), font={"color": palette().categories[category], "size": 13},
            )  # fmt: skip


def _coloured(points: Sequence[float]) -> list[str]:
    return [palette().raised if p > 0 else palette().lowered for p in points]


def _signed(value: float, digits: int, text: Texts) -> str:
    shown = text.number(value, digits)
    return f"+{shown}" if round(value, digits) > 0 else shown


def bars(names: Sequence[str], counts: Sequence[int], colours: Sequence[str], text: Texts) -> go.Figure:
    """Counts with their percentages."""
    total = sum(counts) or 1
    figure = _figure(text, 70 + 46 * len(names))
    figure.add_bar(
        x=list(counts), y=[in_chart(name) for name in names], orientation="h", marker_color=list(colours),
        text=[f"{text.number(n)} ({text.number(100 * n / total)} %)" for n in counts], textposition="outside",
        cliponaxis=False, hovertemplate="%{y}: %{text}<extra></extra>",
    )  # fmt: skip
    figure.update_xaxes(range=[0, 1.45 * max([*counts, 1])], visible=False)
    return figure.update_yaxes(autorange="reversed", showgrid=False)


def histogram(
    values: Any, title: str, text: Texts, cuts: Sequence[tuple[float, str]] = (), zones: bool = False
) -> go.Figure:
    """A histogram, binned here so that only the bins are sent to the browser; ``cuts`` are labelled lines."""
    low, high = (float(np.quantile(values, q)) for q in (0, 0.999))
    counts, edges = np.histogram(
        np.clip(values, low, high), bins=50, range=(low, high if high > low else low + 1)
    )
    figure = _figure(text, 300)
    if zones:
        _zones(figure, text, float(edges[0]), float(edges[-1]))
    figure.add_bar(
        x=(edges[:-1] + edges[1:]) / 2, y=counts, width=np.diff(edges) * 0.92, marker_color=palette().accent,
        hovertemplate="%{x:.1f}: %{y:,}<extra></extra>",
    )  # fmt: skip
    for at, name in cuts:
        if at < edges[-1]:
            figure.add_vline(at, line_color=palette().text, line_dash="dash", line_width=1.5)
            figure.add_annotation(
                x=at, y=1.0, yref="paper", text=name, showarrow=False, xanchor="left", xshift=4, yanchor="top"
            )
    return figure.update_xaxes(title=title, showgrid=False).update_layout(showlegend=False)


def curves(
    lines: Mapping[str, tuple[Any, Any]], title: str, axis: str, text: Texts,
    common: tuple[float, float] | None = None, levels: Sequence[tuple[float, str]] = (),
) -> go.Figure:  # fmt: skip
    """Lines over a number; ``common`` is the range of most people, ``levels`` are labelled heights."""
    figure = _figure(text, 340)
    if common:
        figure.add_vrect(*common, fillcolor=palette().band, line_width=0, layer="below")
    for (name, (x, y)), colour in zip(lines.items(), palette().lines, strict=False):
        figure.add_scatter(
            x=x, y=y, mode="lines", name=in_chart(name), line={"color": colour, "width": 3},
            hovertemplate="%{x:.0f}: %{y:.2f}<extra>" + in_chart(name) + "</extra>",
        )  # fmt: skip
    for at, name in levels:
        figure.add_hline(at, line_color=palette().muted, line_dash="dash", line_width=1)
        figure.add_annotation(
            x=0, xref="paper", y=at, text=name, showarrow=False, xanchor="left", yanchor="bottom"
        )
    figure.update_layout(showlegend=len(lines) > 1)
    return figure.update_xaxes(title=title).update_yaxes(title=axis)


def stacked(
    days: Sequence[str], series: Mapping[str, Sequence[int]], colours: Sequence[str], text: Texts
) -> go.Figure:
    """Counts per day, one part per name."""
    figure = _figure(text, 320).update_layout(barmode="stack")
    for (name, counts), colour in zip(series.items(), colours, strict=False):
        figure.add_bar(x=list(days), y=list(counts), name=in_chart(name), marker_color=colour)
    figure.update_xaxes(
        type="date",
        tickformat=text.day,
        dtick=86_400_000 * max(1, len(days) // 8),
    )
    return figure.update_yaxes(rangemode="tozero", tickformat=",d")


def grouped(
    names: Sequence[str], series: Mapping[str, Sequence[int]], colours: Sequence[str], text: Texts
) -> go.Figure:
    """Counts side by side, a group per name."""
    figure = _figure(text, 320).update_layout(barmode="group")
    for (title, counts), colour in zip(series.items(), colours, strict=False):
        figure.add_bar(x=list(names), y=list(counts), name=in_chart(title), marker_color=colour)
    figure.update_xaxes(type="category", showgrid=False)
    return figure.update_yaxes(rangemode="tozero", tickformat=",d")


def compared(names: Sequence[str], training: Sequence[float], now: Sequence[float], text: Texts) -> go.Figure:
    """Distributions of people in training and now, side by side."""
    figure = _figure(text, 320).update_layout(barmode="group")
    for title, shares, colour in (
        ("drift.training", training, palette().person),
        ("drift.now", now, palette().accent),
    ):
        figure.add_bar(
            x=[in_chart(n) for n in names], y=[100 * s for s in shares], name=text(title), marker_color=colour
        )
    return figure.update_yaxes(title=text("drift.share"), ticksuffix=" %")


def levels(names: Sequence[str], points: Sequence[float], axis: str, text: Texts) -> go.Figure:
    """What each choice of a field adds."""
    figure = _figure(text, 340)
    figure.add_bar(
        x=[in_chart(name) for name in names], y=list(points), width=0.45,
        marker_color=_coloured(points),
        text=[_signed(p, 2, text) for p in points], textposition="outside", cliponaxis=False,
        hoverinfo="skip",
    )  # fmt: skip
    return figure.update_yaxes(title=axis, zeroline=True, zerolinecolor=palette().muted)
