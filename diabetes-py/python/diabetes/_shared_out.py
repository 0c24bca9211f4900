"""A number of tests that can be paid, in words: whom to test, what is expected, what it supposes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from ._labels import Labels, labels
from ._texts import Texts

PER = 1000
# Whom to see before tests are shared out.
FIRST = ("urgent", "measured_diabetes")
# Rows that say nothing of their person.
UNREAD = ("no_outcome", "errors")


def sentences(plan: Mapping[str, Any], locale: str) -> list[str]:
    """The conclusion, sentence by sentence."""
    label = labels(locale)
    word = label.word
    told = [*_first(plan, word), *_choice(plan, label), *_apart(plan, word)]
    if plan["candidates"]:
        told += _supposed(plan, label)
    return told


def cutoff(plan: Mapping[str, Any], word: Texts) -> str:
    """The cut-off in per cent, with all its digits."""
    if plan["cutoff"] is None:
        return word.numbers.percent(None)
    exponent = Decimal(repr(plan["cutoff"])).as_tuple().exponent
    return word.numbers.percent(plan["cutoff"], max(-int(exponent) - 2, 0))


def figures(of: Mapping[str, Any], word: Texts) -> dict[str, str]:
    """The figures of one outcome in words, by their names."""
    rates = ("missed_per_1000_not_tested", "missed_per_1000_screened", "number_needed_to_test")
    return {
        **{name: _amount(of[name], word) for name in ("found", "missed")},
        **{name: word.numbers.rated(of[name]) for name in ("predictive_value", "sensitivity")},
        **{name: _amount(of[name], word, 1) for name in rates},
    }


def _amount(figure: Mapping[str, float | None], word: Texts, digits: int | None = None) -> str:
    """A number of cases or tests with its interval."""
    value, span = _parts(figure, word, digits)
    return f"{value} ({span})" if span else value


def _parts(figure: Mapping[str, float | None], word: Texts, digits: int | None = None) -> tuple[str, str]:
    """A number and its interval; a small number of cases has a decimal."""
    value, low, high = (figure[key] for key in ("value", "low", "high"))
    few = value is not None and value < 10 and not value.is_integer()
    shown = word.numbers.fixed(value, int(few) if digits is None else digits)
    if value is None or low is None:
        return shown, ""
    if high is None:
        return shown, word("capacity.or_more", low=word.numbers.fixed(low, digits or 0))
    return shown, word.numbers.span([low, high], digits or 0)


def _cases(figure: Mapping[str, float | None], outcome: str, label: Labels) -> str:
    value, span = _parts(figure, label.word)
    return label.word("capacity.cases", value=value, span=span, outcome=label.inside(outcome))


def _plain(figure: Mapping[str, float | None], word: Texts) -> str:
    value, span = _parts(figure, word)
    return word("capacity.plain", value=value, span=span)


def _choice(plan: Mapping[str, Any], label: Labels) -> Iterator[str]:
    word, outcome = label.word, plan["outcome"]
    tests, left = word.counted("tests", plan["tests"]), plan["tests_left"]
    tested, candidates, tied = (
        word.counted("people", plan[key]) for key in ("tested", "candidates", "tied_out")
    )
    if not plan["candidates"]:
        yield word("capacity.nobody")
        return
    if not plan["tests"]:
        missed = _cases(plan["expected"][outcome]["missed"], outcome, label)
        yield word("capacity.no_tests", candidates=candidates, missed=missed)
        return
    if not plan["tested"]:
        yield word("capacity.all_tied", tied=tied, left=left)
        return
    if plan["not_tested"]:
        told = {"outcome": label.inside(outcome), "cutoff": cutoff(plan, word)}
        counts = {key: plan[key] for key in ("tested", "candidates")}
        yield word("capacity.choice", tests=tests, **told, **counts)
    else:
        yield word("capacity.everyone", tests=tests, tested=tested)
    if plan["tied_out"]:
        yield word("capacity.tied", tied=tied, left=left)
    elif left:
        yield word("capacity.left", left=left)
    yield from _expected(plan, label)
    yield from _observed(plan, label)


def _expected(plan: Mapping[str, Any], label: Labels) -> Iterator[str]:
    word, outcome = label.word, plan["outcome"]
    of = plan["expected"][outcome]
    said = figures(of, word)
    number, span = _parts(of["number_needed_to_test"], word, 1)
    yield word(
        "capacity.found",
        found=_cases(of["found"], outcome, label),
        value=said["predictive_value"],
        number=number,
        span=span,
    )
    if plan["not_tested"]:
        yield word("capacity.share", sensitivity=said["sensitivity"])
    for output, other in plan["expected"].items():
        if output != outcome:
            yield word("capacity.also", found=_cases(other["found"], output, label))
    if plan["not_tested"]:
        yield word(
            "capacity.missed",
            missed=_plain(of["missed"], word),
            not_tested=said["missed_per_1000_not_tested"],
            screened=said["missed_per_1000_screened"],
            per=PER,
        )


def _observed(plan: Mapping[str, Any], label: Labels) -> Iterator[str]:
    word, outcome = label.word, plan["outcome"]
    if plan["judged_on"] is None:
        return
    if (of := plan["observed"].get(outcome)) is None:
        yield word("capacity.observed.few")
        return
    said = figures(of, word)
    yield word(
        "capacity.observed",
        found=_cases(of["found"], outcome, label),
        value=said["predictive_value"],
        sensitivity=said["sensitivity"],
        missed=_plain(of["missed"], word),
        not_tested=said["missed_per_1000_not_tested"],
        per=PER,
    )
    expected = plan["expected"][outcome]
    for figure in ("found", "missed"):
        if not expected[figure]["low"] <= of[figure]["value"] <= expected[figure]["high"]:
            yield word("capacity.off")
            return


def _first(plan: Mapping[str, Any], word: Texts) -> Iterator[str]:
    if first := _people(plan, word, lambda place: place in FIRST):
        yield word("capacity.first", people=first)


def _apart(plan: Mapping[str, Any], word: Texts) -> Iterator[str]:
    if others := _people(plan, word, lambda place: place not in (*FIRST, *UNREAD)):
        yield word("capacity.apart", people=others)
    if _people(plan, word, lambda place: place not in UNREAD):
        yield word("capacity.own")
    if unread := _people(plan, word, lambda place: place in UNREAD):
        yield word("capacity.left_out", people=unread)


def _people(plan: Mapping[str, Any], word: Texts, wanted: Callable[[str], bool]) -> str:
    """The people in some of the places, as a list in a sentence; empty if there is nobody."""
    counted = [
        word("capacity.count", who=word.counted("people", of["people"]), what=word(f"place.{of['place']}"))
        for of in plan["apart"]
        if wanted(of["place"])
    ]
    return word.listed(counted) if counted else ""


def _supposed(plan: Mapping[str, Any], label: Labels) -> Iterator[str]:
    word, model = label.word, plan["model"]
    if plan["not_tested"]:
        yield word("capacity.not_clinical")
    if plan["advised_not_tested"]:
        yield word("capacity.advised", people=plan["advised_not_tested"])
    yield word("capacity.chance")
    if not plan["exact"]:
        yield word("capacity.approximate")
    if plan["observed"]:
        yield word("capacity.wilson")
    if plan["found_if_risk_differs"] is not None and plan["tested"]:
        ends = plan["found_if_risk_differs"]
        low, high = (word.numbers.fixed(end, int(ends[0] < 10)) for end in ends)
        yield word("capacity.differs", low=low, high=high)
    if definition := plan["definition"].get(plan["outcome"]):
        yield word("capacity.definition", tests=label.definition(definition))
        if len(definition) > 1:
            yield word("capacity.one_test")
    if model and model["synthetic"]:
        yield word("capacity.synthetic")
    elif model and model["origin"]:
        yield model["origin"][word.locale]
