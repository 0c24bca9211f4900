"""Rows and events are counted by how many rows of equal weight say as much (Kish, 1965)."""

import diabetes
import numpy as np
import pytest
from common import synthetic_frame


@pytest.fixture(scope="module")
def frame():
    return synthetic_frame(3000, seed=8)


@pytest.fixture(scope="module")
def lopsided():
    """Weights of which two and a bit decide everything: an effective size of about 2.3 of 3,000."""
    weights = np.ones(3000)
    weights[:3] = [1e6, 1e6, 4e5]
    return weights


def test_weights_that_leave_two_rows_train_nothing_and_the_message_has_both_numbers(frame, lopsided):
    with pytest.raises(diabetes.TrainingError, match=r"too few rows: 3000 .* equivalent to 2\.\d") as caught:
        diabetes.train(frame, weights=lopsided, test_size=0)
    assert caught.value.code == "too_few_rows"


def test_they_recalibrate_nothing(bundled, frame, lopsided):
    with pytest.raises(diabetes.TrainingError, match=r"too few rows: 3000 .* equivalent to 2\.\d") as caught:
        bundled.recalibrate(frame, weights=lopsided)
    assert caught.value.code == "too_few_rows"


def test_and_no_probability_is_judged_by_them(bundled, frame, lopsided):
    found = diabetes.evaluate(bundled, frame, weights=lopsided, resamples=0).to_dict()
    assert all(entry["withheld"] for entry in (*found["discrimination"], *found["calibration"]))
    assert found["decision"]["withheld"]
    assert (found["cutoffs"], found["glucose"]) == (None, None)
    assert any("after weighting" in note["message"] for note in found["warnings"])


def test_events_of_which_one_outweighs_the_others_train_no_probability(frame):
    events = frame["Resultado"] >= 126
    weights = np.where(events, 1e-3, 1.0)
    weights[np.flatnonzero(events)[0]] = 100.0
    model = diabetes.train(frame, weights=weights, test_size=0)
    facts = model.info["training"]
    assert facts["outputs_left_out"] == {"diabetes": "too_few_events"}
    (message,) = (w["message"] for w in facts["warnings"] if w["code"] == "output_left_out")
    assert f"{events.sum()} events" in message
    assert "equivalent to" in message


def test_equal_weights_and_another_scale_change_nothing(frame):
    plain = diabetes.train(frame, test_size=0)
    weighted = [diabetes.train(frame, weights=np.full(3000, scale), test_size=0) for scale in (1, 0.3, 7e8)]
    record = frame.iloc[0].to_dict()
    for model in weighted:
        assert model.info["training"]["outputs_left_out"] == plain.info["training"]["outputs_left_out"]
        assert model.predict(record).to_dict() == plain.predict(record).to_dict()
