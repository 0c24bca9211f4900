"""The indicators as text in a language, for tables."""

from __future__ import annotations

from .indicators import NAMES, Indicators, Share
from .texts import texts

__all__ = ["shown"]


def shown(found: Indicators, locale: str) -> dict[str, str]:
    """Each indicator as people read it: counts, proportions in per cent with their interval, a dash for no figure."""
    text, of = texts(locale), found.counts
    counted = {name: text.number(getattr(of, name)) for name in NAMES[:5]}

    def share(value: Share, name: str, factor: float, digits: int) -> str:
        if value.value is None:
            return text("no_figure")
        ends = {
            end: "∞" if number is None else text.number(factor * number, digits)
            for end, number in value._asdict().items()
        }
        return text(name, **ends)

    for name, value in (("advised", found.advised), ("tested", found.tested), ("lost", found.lost)):
        counted[name] += f" · {share(value, 'interval', 100, 0)}"
    ratio = found.observed_expected
    return {
        **counted,
        "yield": share(found.found, "interval", 100, 1),
        "number_needed": share(found.number_needed, "interval.ratio", 1, 1),
        "observed_expected": text("no_figure") if ratio is None else text.number(ratio, 2),
    }
