"""The API's documentation in a browser that reaches nothing else, as in a closed network."""

from __future__ import annotations

import pytest
from servers import ApiProcess


@pytest.mark.parametrize(
    ("path", "call"), [("/docs", ".opblock-summary-path"), ("/redoc", "[data-section-id]")]
)
def test_a_page_is_whole_without_the_internet(path, call, browser, tmp_path):
    api = ApiProcess(tmp_path)
    page = browser.new_page()
    outside, told = [], []
    page.on("console", lambda message: told.append(message.text))

    def within(route):
        if route.request.url.startswith((f"{api.url}/", "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    page.route("**/*", within)
    page.goto(f"{api.url}{path}")
    page.wait_for_selector(call, timeout=120_000)
    assert "/predict/batch" in page.content()
    # Its policy lets its own scripts run, and none that was smuggled in.
    assert not [text for text in told if "Content Security Policy" in text and "logo" not in text]
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.smuggled = true";
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.smuggled") is None
    page.close()
    api.stop()
    # ReDoc asks for the logo of its makers, and does without.
    assert set(outside) <= {"https://cdn.redoc.ly/redoc/logo-mini.svg"}
