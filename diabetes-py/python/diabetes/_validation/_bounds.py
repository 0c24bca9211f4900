"""What a plan may ask for: criteria and widths beyond these would let any model pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

__all__ = ["CRITERIA", "FEWEST", "MOST_REPEATED", "WIDTHS", "is_small", "outside"]

#: The widest range of each criterion. An area below 0.6 hardly ranks better than chance; twice as many or
#: half as many cases as predicted, and a slope of 0.5 or 2, are plain miscalibration.
CRITERIA = {"auroc": (0.6, 1.0), "observed_expected": (0.5, 2.0), "slope": (0.5, 2.0)}
#: What a criterion has to hold: the value of a perfectly calibrated model.
HELD = {"observed_expected": 1.0, "slope": 1.0}
#: The widest 95 % intervals: for the first that of the example in Riley et al., Stat Med 2021;40:4230-4251.
WIDTHS = {"observed_expected_width": 1.0, "slope_width": 0.6, "auroc_width": 0.2}
#: The fewest people with the outcome, and without it: Collins et al., Stat Med 2016;35:214-226; Vergouwe et
#: al., J Clin Epidemiol 2005;58:475-483.
FEWEST = 100
#: The largest share of rows that may stand twice: in a table with few fields two people can be alike.
MOST_REPEATED = 0.01


def outside(
    criteria: Mapping[str, Sequence[float]], precision: Mapping[str, float]
) -> Iterator[tuple[str, float, float]]:
    """The criteria and widths that allow too much, each with its lowest and highest value."""
    for name, (low, high) in CRITERIA.items():
        least, most = criteria[name]
        if least < low or most > high or not least <= HELD.get(name, most) <= most:
            yield f"criteria.{name}", low, high
    for name, most in WIDTHS.items():
        if name in precision and not 0 < precision[name] <= most:
            yield f"precision.{name}", 0, most


def is_small(people: int, events: int) -> bool:
    """Whether so few people with the outcome, or without it, say too little by themselves."""
    return min(events, people - events) < FEWEST
