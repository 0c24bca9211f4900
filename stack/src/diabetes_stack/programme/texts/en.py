"""The screening programme in English."""

from __future__ import annotations

from ...words import Texts

__all__ = ["TEXTS"]

_WORDS = {
    # The states of a person, and what is to be done in each.
    "state.assessed": "Assessed",
    "state.advised": "Test advised",
    "state.ordered": "Test ordered",
    "state.resulted": "Result to be told",
    "state.told": "Result told",
    "state.followed": "In follow-up",
    "state.declined": "Declined the test",
    "state.lost": "Could not be reached",
    "state.not_needed": "No longer needed",
    "state.in_care": "In diabetes care",
    "state.placed": "Site or insurer",
    "state.undone": "Step undone",
    # Columns of the list.
    "column.reference": "Reference",
    "column.patient": "Person's code",
    "column.prediction_id": "Prediction",
    "column.site": "Site",
    "column.insurer": "Insurer",
    "column.state": "State",
    "column.why": "Why",
    "column.since": "Since",
    "column.due_on": "Due on",
    "column.overdue": "Days overdue",
    "column.risk": "Probability of diabetes",
    "column.step": "Step",
    "column.day": "Date",
    "column.by": "By",
    "column.recorded": "Recorded on",
    "result": "{test}: {category}",
    "result.newest": "{test}: {category}; the most recent, {day}: {newest}",
    "result.late": "Arrived after the last mark",
    "result.by_hand": "Result noted by hand, without a value",
    "result.no_value": (
        "This result has no value, so nobody knows what follows from it. Send it with outcomes import, or over HTTP."
    ),
    # Indicators: each is defined in one sentence.
    "column.month": "Month",
    "every_month": "Sum of the months",
    "unknown_place": "not stated",
    "indicator.covered": "Assessed",
    "indicator.advised": "Test advised",
    "indicator.tested": "With a result",
    "indicator.found": "In the diabetes range",
    "indicator.lost": "Not reached",
    "indicator.yield": "Yield",
    "indicator.number_needed": "Tests per finding",
    "indicator.observed_expected": "Observed/expected",
    "define.covered": "Assessed: people with a reference who had an answer in the month; each counts once.",
    "define.advised": "Test advised: of those assessed, people whom any answer of the month advises a test.",
    "define.tested": (
        "With a result: of those advised, people with a laboratory result for an answer of that month."
    ),
    "define.found": (
        "In the diabetes range: of those with a result, people with any in the diabetes range, still to be confirmed."
    ),
    "define.lost": (
        "Not reached: of those advised, people without a result whose last mark is that they were not reached."
    ),
    "define.yield": "Yield: people in the diabetes range among people with a result.",
    "define.number_needed": "Tests per finding: people with a result for each one in the diabetes range.",
    "define.observed_expected": (
        "Observed/expected: of the people with a result, how many are in the diabetes range, divided by the sum of the "
        "probabilities that the model gave them when it advised the test."
    ),
    "paying.advised": (
        "Advised to have a test, and left without one of these: {count}. They need it all the same."
    ),
    "paying.apart": (
        "Also waiting, with a result, something urgent or care of their own: {count}. Call them by the list."
    ),
    "few": "Fewer than {least} people: chance alone can change this figure a lot.",
    "interval": "{value} % ({low} to {high})",
    "interval.ratio": "{value} ({low} to {high})",
    "no_figure": "–",
}

TEXTS = Texts("en", "English", _WORDS, separators=".,", day="%d %b %Y")
