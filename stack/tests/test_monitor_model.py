"""Whether the model still fits: the score's shift over its terms, what is expected, and what the laboratory says."""

from __future__ import annotations

import math
import random
from datetime import timedelta
from functools import lru_cache

import diabetes
import pytest
from people import made_up, predict, store_measured

from diabetes_stack.models import registry
from diabetes_stack.models.lookup import in_service
from diabetes_stack.monitor.model import outcomes, outputs
from diabetes_stack.monitor.model.expected import expected
from diabetes_stack.monitor.model.outcomes import kept
from diabetes_stack.monitor.model.terms import score_shift, training_points
from diabetes_stack.monitor.model.watch import watch
from diabetes_stack.store.tables import utc_now

MODEL = diabetes.Model.bundled()


@lru_cache
def trained(algorithm):
    return diabetes.train(diabetes.generate(2000, seed=3), algorithm=algorithm, source="test")


@pytest.mark.parametrize("output", ["glucose", "dysglycaemia", "diabetes"])
@pytest.mark.parametrize("algorithm", ["bundled", "linear", "additive"])
def test_the_shift_of_the_mean_score_is_the_sum_over_its_terms(output, algorithm):
    model = MODEL if algorithm == "bundled" else trained(algorithm)
    if output not in model.info["outputs"]:
        pytest.skip("this model has no such output")
    records, _ = made_up(300, seed=2)
    found = score_shift(model, output, records)
    assert math.fsum(term.difference for term in found.terms) == pytest.approx(found.difference, abs=1e-12)
    # The whole, without any term: from the answers themselves.
    calibration = model.info["outputs"][output]["calibration"]
    answers = model.predict_batch(records)
    if output == "glucose":
        calibrated = [answer.glucose_mg_dl for answer in answers]
    elif output == "dysglycaemia":
        calibrated = [-math.log(1 / (1 - answer.probabilities["Normal"]) - 1) for answer in answers]
    else:
        # Where P(diabetes) is not capped by P(dysglycaemia).
        kept_apart = [answer for answer in answers if answer.probabilities["Prediabetes"] > 0]
        assert len(kept_apart) == len(answers)
        calibrated = [-math.log(1 / answer.probabilities["Diabetes"] - 1) for answer in answers]
    scores = [(value - calibration["intercept"]) / calibration["slope"] for value in calibrated]
    assert found.now == pytest.approx(math.fsum(scores) / len(scores), abs=1e-9)
    assert found.people == 300
    assert [abs(term.difference) for term in found.terms] == sorted(
        (abs(term.difference) for term in found.terms), reverse=True
    )


def test_one_moved_field_moves_its_term_only():
    records, _ = made_up(200)
    before, after = (
        score_shift(MODEL, "diabetes", [{**record, **change} for record in records])
        for change in ({}, {"edad": 80})
    )
    moved = {
        a.field: a.now - b.now
        for a, b in zip(
            sorted(after.terms, key=lambda term: term.field), sorted(before.terms, key=lambda term: term.field),
            strict=True,
        )
        if a.now != b.now
    }  # fmt: skip
    assert list(moved) == ["edad"]
    assert moved["edad"] == pytest.approx(after.difference - before.difference, abs=1e-12)


def test_the_points_in_training_are_those_of_the_training_rows():
    table = diabetes.generate(2000, seed=3)
    for algorithm in ("linear", "additive"):
        model = trained(algorithm)
        rows = [dict(zip(table.column_names, row, strict=True))
                for row in zip(*(table.column(name) for name in table.column_names), strict=True)]  # fmt: skip
        for output in model.info["outputs"]:
            reference = training_points(model, output)
            found = score_shift(model, output, rows)
            for term in found.terms:
                mean, share = reference[term.field]
                spread = max(
                    abs(part.points) for row in rows[:200] for part in model.explain(row, output)[1:]
                )
                # A fifth of the rows was held out of training, so the means differ by chance.
                assert abs(term.now - mean) < 0.06 * spread, (algorithm, output, term)
                assert term.known_now == pytest.approx(share, abs=0.03)


def test_the_expected_figures_are_those_of_outcomes_drawn_from_the_probabilities():
    dice = random.Random(1)
    probabilities = [dice.random() ** 2 for _ in range(60)]
    referred = [p > 0.3 for p in probabilities]
    found = expected(probabilities, referred)
    # All pairs by hand: a case and another person who is none; one person cannot be both, which counts as a tie here.
    above = weight = 0.0
    for i, p in enumerate(probabilities):
        for j, q in enumerate(probabilities):
            weight += p * (1 - q)
            above += p * (1 - q) * (1.0 if p > q else 0.5 if i == j or p == q else 0.0)
    assert found.auroc == pytest.approx(above / weight, abs=1e-12)
    assert found.cases == pytest.approx(sum(probabilities) / 60)
    assert found.brier == pytest.approx(sum(p * (1 - p) for p in probabilities) / 60)
    assert found.referred == sum(referred) / 60
    chosen = sum(p for p in probabilities if p > 0.3)
    assert found.sensitivity == pytest.approx(chosen / sum(probabilities))
    assert found.predictive_value == pytest.approx(chosen / sum(referred))
    # The mean over many drawn outcomes is near.
    drawn = [[dice.random() < p for p in probabilities] for _ in range(4000)]
    brier = sum(sum((p - y) ** 2 for p, y in zip(probabilities, ys, strict=True)) / 60 for ys in drawn) / 4000
    assert brier == pytest.approx(found.brier, abs=0.002)
    assert (expected([0.0], [False]).sensitivity, expected([0.0], [False]).auroc) == (None, None)


def test_answers_are_compared_with_the_first_ones():
    records, _ = made_up(1200, seed=5)
    answers = MODEL.predict_batch(records)
    known = outputs.baseline(answers[:600])
    alike = outputs.output_shifts(known, answers[600:])
    assert [one.field for one in alike] == ["P(diabetes)", "risk_level"]
    assert all(one.psi < 0.1 for one in alike)
    older = MODEL.predict_batch([{**record, "edad": 80} for record in records[:300]])
    assert max(one.psi for one in outputs.output_shifts(known, older)) > 0.25
    assert all(one.psi is None for one in outputs.output_shifts(known, answers[:50]))


def test_a_look_keeps_a_baseline_once_and_leaves_out_whom_the_estimate_does_not_fit(
    connection, stack_settings
):
    records, _ = made_up(700, seed=6)
    pregnant = {
        "edad": 30,
        "sexo": "F",
        "imc": 24,
        "perimetro_abdominal": 80,
        "tas": 110,
        "tad": 70,
        "embarazo": "Si",
    }
    assert watch(connection, MODEL, lambda _: None).people == 0
    predict(connection, [*records[:200], pregnant], at=utc_now())
    model = in_service(connection, stack_settings)
    few = watch(connection, model, lambda _: None)
    assert (few.people, few.outputs, few.baseline, few.scores[0].people) == (201, (), None, 200)
    judged = {one.measure: one.judged for one in few.readings()}
    assert judged == {
        "input_drift": False, "output_drift": False, "accuracy_fall_points": False, "auroc_fall_points": False,
    }  # fmt: skip
    predict(connection, records[200:], patient="b", at=utc_now())
    made = watch(connection, model, lambda _: None)
    assert made.baseline["people"] == 701
    again = watch(connection, model, lambda _: made.baseline)
    assert again.baseline is None
    assert all(one.psi == pytest.approx(0, abs=1e-3) for one in again.outputs)
    judged = {one.measure: one.judged for one in again.readings()}
    assert (judged["input_drift"], judged["output_drift"]) == (True, True)
    assert math.isfinite(again.to_dict()["expected"]["auroc"])


def test_a_fall_is_measured_from_the_figures_at_promotion(connection, stack_settings):
    candidate = registry.register(connection, trained("linear").to_json().encode())
    evidence = {
        "judgement": {"candidate": {"glucose": {"category_accuracy": 0.9}, "diabetes": {"auroc": 0.99}}}
    }
    registry.deploy(connection, candidate.hash, "promote", "test", evidence, synthetic_allowed=True)
    model = in_service(connection, stack_settings)
    none = kept(connection, model)
    assert (none.results, none.accuracy, none.accuracy_fall) == (0, None, None)
    store_measured(connection, "ward", count=400, shift=20, at=utc_now() - timedelta(days=3))
    found = kept(connection, model)
    assert (found.results, found.reference) == (400, "promotion")
    assert found.accuracy_fall == pytest.approx(100 * (0.9 - found.accuracy))
    assert found.auroc_fall == pytest.approx(100 * (0.99 - found.auroc))
    assert found.accuracy_fall > 5
    assert found.observed_expected > 0
    assert len(found.observed_expected_interval) == 2
    assert watch(connection, model, lambda _: None).readings()[2].value == found.accuracy_fall


def test_the_model_that_was_never_promoted_is_measured_against_its_training(connection):
    found = kept(connection, MODEL)
    assert found.reference == "training"
    assert found.accuracy_before == MODEL.info["metrics"]["cross_fitted"]["glucose"]["category_accuracy"]


def test_results_of_more_than_half_a_year_ago_do_not_count(connection):
    store_measured(connection, "old", count=250, at=utc_now() - timedelta(days=outcomes.DAYS + 1))
    assert kept(connection, MODEL).results == 0
