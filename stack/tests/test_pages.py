"""The API's pages work in a browser under the policy that they send: their own scripts run, and no other."""

from __future__ import annotations

import pytest
from servers import ApiProcess


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    running = ApiProcess(tmp_path_factory.mktemp("pages"), STORE_PREDICTIONS="false")
    yield running
    running.stop()


@pytest.mark.parametrize(("path", "shown"), [("/docs", "/predict/batch"), ("/redoc", "One patient")])
def test_the_pages_are_drawn(browser, api, path, shown):
    page = browser.new_page()
    told = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(api.url + path)
    page.get_by_text(shown, exact=True).first.wait_for(timeout=60_000)
    # All that is missing is a logo that ReDoc would fetch from the internet.
    refused = [text for text in told if "Content Security Policy" in text]
    assert not [text for text in refused if "logo" not in text], refused
    # A script that was smuggled in does not run, and nothing is sent elsewhere.
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.smuggled = true";
            document.body.append(script);
        }"""
    )
    assert page.evaluate("window.smuggled") is None
    page.close()
