"""Axe in a page of the dashboard: whatever it finds is an error, of any severity."""

from __future__ import annotations

from pathlib import Path

import pytest

_AXE = Path(__file__).parents[2] / "diabetes-wasm/js/node_modules/axe-core/axe.min.js"

needs_axe = pytest.mark.skipif(not _AXE.exists(), reason="axe-core is not installed in diabetes-wasm/js")


def accessible(page):
    """Axe finds nothing."""
    if page.evaluate("typeof axe") == "undefined":
        page.add_script_tag(path=_AXE)
    # A colour on its way has neither contrast; whatever sets out does so with the next picture.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
    result = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    found = [(one["id"], node["html"][:200]) for one in result["violations"] for node in one["nodes"]]
    assert found == [], found


def accessible_everywhere(page):
    """Nor on the narrowest screen with the colours that a person forces."""
    accessible(page)
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(forced_colors="active")
    accessible(page)
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(size)
