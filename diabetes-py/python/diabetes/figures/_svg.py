"""A figure as SVG: text stays text, a title for screen readers, deterministic output."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.etree import ElementTree

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from .._printable import printable
from ._style import STYLE, TIP

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
PIXELS_PER_POINT = 1.4


def svg(figure: Figure, title: str, description: str = "", name: str = "figure") -> str:
    """The figure as an SVG element.

    Screen readers read ``title`` and ``description``. ``name`` is the prefix of every id inside, so figures
    with different names can share a page.
    """
    title, description = printable(title), printable(description)
    root = ElementTree.fromstring(_drawn(figure))
    for part in root.findall(f"{{{SVG}}}metadata"):
        root.remove(part)
    _keep_ids_apart(root, name)
    _scale(root)
    _name(root, name, title, description)
    ElementTree.register_namespace("", SVG)
    text = ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)
    text = re.sub(r"\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}", text)
    return re.sub(r"\s*\n\s*", "\n", text)


def _drawn(figure: Figure) -> str:
    """matplotlib's SVG output, without a date."""
    buffer = io.StringIO()
    with matplotlib.rc_context(STYLE):
        figure.set_facecolor("white")
        # `savefig` would draw it twice.
        canvas: Any = FigureCanvasSVG(figure)
        canvas.print_svg(buffer, metadata={"Date": None})
    return printable(buffer.getvalue()).replace("'DejaVu Sans'", FONTS)


def _keep_ids_apart(root: ElementTree.Element, name: str) -> None:
    """Drop unreferenced ids and prefix the others with the figure's name."""
    text = ElementTree.tostring(root, encoding="unicode")
    used = set(re.findall(r"(?:\"|\()#([^\")]+)", text))
    for element in list(root.iter()):
        _show_tip(element)
        if (own := element.attrib.pop("id", None)) in used:
            element.set("id", f"{name}-{own}")
        if (target := element.attrib.pop(f"{{{XLINK}}}href", None)) is not None:
            element.set("href", f"#{name}-{target.removeprefix('#')}")
        for key, value in element.attrib.items():
            element.set(key, value.replace("url(#", f"url(#{name}-"))


def _show_tip(element: ElementTree.Element) -> None:
    """Turn an id that is a text into a title, which browsers show of what is pointed at."""
    text = element.get("id", "")
    if text.startswith(TIP):
        del element.attrib["id"]
        element.set("class", "tip")
        title = ElementTree.Element(f"{{{SVG}}}title")
        title.text = printable(text.removeprefix(TIP))
        element.insert(0, title)


def _scale(root: ElementTree.Element) -> None:
    """Let the figure shrink with the page, and grow to a size at which its text is readable."""
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    root.set("width", f"{PIXELS_PER_POINT * width:.0f}")
    root.set("height", f"{PIXELS_PER_POINT * height:.0f}")


def _name(root: ElementTree.Element, name: str, title: str, description: str) -> None:
    """Give the figure a title and a description."""
    root.set("role", "img")
    labels = [("title", title)] + ([("desc", description)] if description else [])
    root.set("aria-labelledby", " ".join(f"{name}-{tag}" for tag, _ in labels))
    for place, (tag, text) in enumerate(labels):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
        element.text = text
        element.tail = "\n"
        root.insert(place, element)
