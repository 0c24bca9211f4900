"""The form element on the dashboard's page, in a browser."""

from __future__ import annotations

_FILL = "(record) => { document.querySelector('diabetes-risk').record = record }"


def shown(page):
    """The form, once it is drawn."""
    form = page.locator("diabetes-risk form")
    form.wait_for()
    return form


def fill(page, record):
    """Enter a record."""
    shown(page)
    page.evaluate(_FILL, record)


def commit(page, text, key="person.accept"):
    """Press the form's main button."""
    page.get_by_role("button", name=text(key), exact=True).click()
