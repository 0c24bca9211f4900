"""Evaluations as ``Evaluation.to_dict()`` gives them, made by hand so that every number can be looked for."""

from __future__ import annotations

import copy

LEVELS = {"sexo": ["M", "F"], "fuma": ["Si", "No"]}


def near(value, by=0.02):
    """An interval around a value."""
    return [value - by, value + by]


def rated(value):
    """A share with its interval."""
    return {"value": value, "low": value - 0.03, "high": value + 0.03}


def ranking(name, auroc, difference=None, complete=None):
    """The figures of what ranks people: of the model, or of a score where there is a difference to it."""
    return {
        "name": name,
        "kind": "model" if difference is None else "score",
        "rows_complete": complete,
        "auroc": auroc,
        "auroc_interval": near(auroc),
        "average_precision": auroc / 4,
        "average_precision_interval": near(auroc / 4),
        "auroc_difference": difference,
        "auroc_difference_interval": None if difference is None else near(difference, 0.011),
    }


def discriminated(outcome, field, at, output, rows, events, *rankings):
    """How well people are ranked by one outcome; without rankings it is withheld."""
    return {
        "outcome": outcome, "field": field, "at": at, "output": output, "rows": rows, "events": events,
        "withheld": not rankings,
        "rankings": list(rankings),
    }  # fmt: skip


def calibrated(output, definition, rows, events, risks):
    """The calibration of an output, in groups with these mean predictions."""
    return {
        "output": output, "definition": definition, "judged_on": "every_test", "rows": rows, "events": events,
        "withheld": False,
        "slope": 0.913, "slope_interval": near(0.913, 0.1), "intercept": 0.0714, "in_the_large": 0.2213,
        "observed_expected": 1.173, "observed_expected_interval": near(1.173, 0.1),
        "brier": 0.0457, "brier_scaled": 0.0869,
        "curve": [
            {"predicted": p, "observed": 1.1 * p, "low": 0.8 * p, "high": min(1.4 * p, 1.0),
             "rows": rows // len(risks), "events": round(1.1 * p * rows / len(risks))}
            for p in risks
        ],
    }  # fmt: skip


def subgroup(by, level, auroc, events=61):
    """The figures of a subgroup; without an area it is withheld."""
    withheld = auroc is None
    return {
        "by": by, "level": level, "rows": 1703, "events": events, "withheld": withheld,
        "auroc": auroc, "auroc_interval": None if withheld else near(auroc, 0.04),
        "observed_expected": None if withheld else 1.21,
        "observed_expected_interval": None if withheld else near(1.21, 0.2),
        "glucose_rows": 811, "glucose_mae": 9.37, "glucose_bias": -1.43, "coverage_90": 0.887,
    }  # fmt: skip


def cutoff(name, at, tp, fp, fn, tn):
    """What a cut-off does to a table of rows."""
    return {
        "name": name, "at": at, "flagged": (tp + fp) / (tp + fp + fn + tn),
        "sensitivity": rated(tp / (tp + fn)), "specificity": rated(tn / (tn + fp)),
        "ppv": rated(tp / (tp + fp)), "npv": rated(tn / (tn + fn)),
        "number_needed_to_test": (tp + fp) / tp, "tp": tp, "fp": fp, "fn": fn, "tn": tn,
    }  # fmt: skip


def line(output, field, unit, low, high, rise, by=None):
    """A line over a number, or one for each sex."""
    levels = LEVELS[by] if by else [None]
    return {
        "output": output, "field": field, "unit": unit, "kind": "number", "by": by,
        "curves": [
            {"level": level, "x": [low, high], "points": [-rise / (n + 1.5), rise / (n + 1)]}
            for n, level in enumerate(levels)
        ],
        "quantiles": [low + (high - low) * (n / 20) ** 1.3 for n in range(21)],
    }  # fmt: skip


def choice(output, field, points, shares):
    """A table over the levels of a choice."""
    return {
        "output": output, "field": field, "kind": "choice", "levels": LEVELS[field],
        "points": points, "shares": shares,
    }  # fmt: skip


def term_tables(output, scale):
    """The terms of an output."""
    return [
        line(output, "edad", "years", 20.0, 80.0, 1.3 * scale),
        choice(output, "sexo", [0.179 * scale, -0.176 * scale], [0.496, 0.504]),
        line(output, "perimetro_abdominal", "cm", 56.2, 178.2, 1.9 * scale, by="sexo"),
        choice(output, "fuma", [0.057 * scale, -0.0166 * scale], [0.225, 0.775]),
    ]


DIABETES = [{"field": "Resultado", "at": 126.0}, {"field": "hba1c", "at": 6.5}]
DYSGLYCAEMIA = [{"field": "Resultado", "at": 100.0}, {"field": "hba1c", "at": 5.7}]
COMPLETE = {
    "model": {
        "name": "clinic", "version": "734417e68782", "hash": "734417e68782" + "a" * 52, "algorithm": "linear",
        "created": "2026-03-09", "synthetic": False, "source": "Clinic of the North, 2020 to 2025",
        "origin": None,
        "outputs": {
            "glucose": {
                "unit": "mg/dL", "intercept": 100.52, "calibration": {"intercept": 0.0, "slope": 1.0},
            },
            "dysglycaemia": {
                "definition": DYSGLYCAEMIA, "intercept": -0.676,
                "calibration": {"intercept": 0.683, "slope": 1.031},
            },
            "diabetes": {
                "definition": DIABETES, "intercept": -3.699,
                "calibration": {"intercept": 0.305, "slope": 1.024},
            },
        },
        "cutoffs": {"sensitivity_80": 0.0488, "specificity_90": 0.1179},
        "recalibration": None,
    },
    "library_version": "0.1.0", "evaluated": "2026-11-24", "seed": 42, "resamples": 997,
    "data": {
        "rows": 5265,
        "invalid": {"missing": 528, "out_of_range": 3}, "not_applicable": {"known_diabetes": 611},
        "no_weight": 0, "answered": 4123, "weighted": False, "clusters": None,
        "tests": {"Resultado": 1987, "hba1c": 4098},
    },
    "missing": [
        {"field": "edad", "used": True, "known": 4123, "missing": 0},
        {"field": "fuma", "used": True, "known": 4097, "missing": 26},
        {"field": "estrato", "used": False, "known": 0, "missing": 4123},
    ],
    "discrimination": [
        discriminated(
            "hba1c >= 6.5", "hba1c", 6.5, "diabetes", 4098, 127,
            ranking("diabetes", 0.7913), ranking("findrisc", 0.7731, 0.0182, 0),
            ranking("ada_risk_test", 0.7604, 0.0309, 1377),
        ),
        discriminated(
            "hba1c >= 5.7", "hba1c", 5.7, "dysglycaemia", 4098, 1402,
            ranking("dysglycaemia", 0.7427), ranking("findrisc", 0.7518, -0.0091, 0),
        ),
        discriminated("Resultado >= 126", "Resultado", 126.0, "diabetes", 1987, 7),
        discriminated(
            "definition", None, None, "diabetes", 1961, 149, ranking("diabetes", 0.7886)
        ),
    ],
    "calibration": [
        calibrated(
            "dysglycaemia", DYSGLYCAEMIA, 1961, 903,
            [0.11, 0.19, 0.28, 0.36, 0.44, 0.52, 0.61, 0.68, 0.76, 0.87]
        ),
        calibrated(
            "diabetes", DIABETES, 1961, 149,
            [0.004, 0.01, 0.017, 0.026, 0.037, 0.05, 0.067, 0.091, 0.13, 0.231]
        ),
    ],
    "decision": {
        "output": "diabetes", "rows": 1961, "events": 149, "withheld": False,
        "points": [
            {"threshold": t / 100, "model": 0.068 - 0.0028 * t, "all": 0.076 - 0.924 * (t / (100 - t))}
            for t in range(1, 21)
        ],
    },
    "cutoffs": [cutoff("Moderado", 0.0488, 121, 720, 28, 1092), cutoff("Alto", 0.1179, 69, 181, 80, 1631)],
    "glucose": {
        "rows": 1987, "r2": 0.1137, "rmse": 18.46, "mae": 9.53, "bias": -0.731, "category_accuracy": 0.6194,
        "coverage_90": 0.8963, "coverage_90_by_third": [0.9021, 0.8947, 0.8912],
        "r2_interval": near(0.1137, 0.03), "mae_interval": near(9.53, 0.6),
    },
    "subgroups": [
        subgroup("sexo", "M", 0.7812), subgroup("sexo", "F", 0.7973),
        subgroup("edad", "< 45", None, events=8), subgroup("edad", "45-54", 0.7433),
        subgroup("edad", "55-64", 0.7031), subgroup("edad", ">= 65", 0.6627),
    ],
    "terms": [*term_tables("glucose", 6.0), *term_tables("dysglycaemia", 0.8), *term_tables("diabetes", 1.0)],
    "participants": {
        "output": "diabetes", "rows": [149, 1812],
        "fields": [
            {"field": "edad", "kind": "number", "groups": [
                {"median": 58.2, "low": 47.1, "high": 68.9, "missing": 0},
                {"median": 44.6, "low": 32.2, "high": 57.5, "missing": 0},
            ]},
            {"field": "fuma", "kind": "choice", "levels": ["Si", "No"], "groups": [
                {"counts": {"Si": 31, "No": 112}, "missing": 16},
                {"counts": {"Si": 402, "No": 1369}, "missing": 41},
            ]},
        ],
    },
    "warnings": [{
        "code": "any_test",
        "message": "too few rows have every test, and a missing test hides cases: dysglycaemia",
    }],
}  # fmt: skip


RECALIBRATED = {
    "date": "2026-10-01", "source": "Ward 7", "model_hash": "b" * 64, "synthetic": False, "rows": 881,
    "outputs": {
        "glucose": None,
        "dysglycaemia": None,
        "diabetes": {"refitted": "intercept", "calibration_before": {"intercept": 0.417, "slope": 1.024}},
    },
}  # fmt: skip


def complete():
    """An evaluation with everything in it."""
    return copy.deepcopy(COMPLETE)


def glucose_only():
    """An evaluation of a model that has no probability output."""
    evaluation = complete()
    evaluation["model"]["outputs"] = {"glucose": evaluation["model"]["outputs"]["glucose"]}
    evaluation["model"]["cutoffs"] = None
    evaluation["data"]["tests"] = {"Resultado": 1987}
    evaluation["terms"] = [term for term in evaluation["terms"] if term["output"] == "glucose"]
    evaluation |= {
        "discrimination": [],
        "calibration": [],
        "decision": None,
        "cutoffs": None,
        "subgroups": [],
        "participants": None,
    }
    return evaluation


def without_figures():
    """An evaluation of too few people for any figure, without resamples."""
    evaluation = complete()
    for entry in evaluation["discrimination"]:
        entry |= {"withheld": True, "rankings": [], "events": 3}
    for entry in evaluation["calibration"]:
        entry.update(dict.fromkeys(set(entry) - {"output", "definition", "judged_on", "rows", "events"}))
        entry |= {"withheld": True, "curve": [], "events": 3}
    for entry in evaluation["subgroups"]:
        entry.update(dict.fromkeys(set(entry) - {"by", "level", "rows", "events", "glucose_rows"}))
        entry |= {"withheld": True, "events": 3, "glucose_rows": 0}
    evaluation |= {
        "decision": None,
        "cutoffs": None,
        "glucose": None,
        "warnings": [],
        "missing": [],
        "participants": None,
        "resamples": 0,
    }
    return evaluation
