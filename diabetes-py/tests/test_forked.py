"""Training in a forked child: threads do not survive a fork."""

import multiprocessing
import os

import diabetes
import pyarrow as pa
import pytest
from common import synthetic_frame

# A child that hangs would hang for ever.
PATIENCE = 120


def trained(frame):
    return diabetes.train(frame, algorithm="additive", test_size=0, seed=3).to_json()


def answer(work, data, queue):
    queue.put(work(data))


def in_a_child(work, data):
    """What a forked child makes of the data."""
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=answer, args=(work, data, queue), daemon=True)
    child.start()
    try:
        return queue.get(timeout=PATIENCE)
    finally:
        child.kill()
        child.join()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_training_before_and_after_a_fork_gives_the_same_model():
    frame = synthetic_frame(600, seed=1)
    before = trained(frame)
    assert in_a_child(trained, frame) == before
    # The parent's threads are still there.
    assert trained(frame) == before


def estimates(table):
    return diabetes.Model.bundled().predict_batch(table, columns=["glucose_mg_dl"]).to_pydict()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_many_rows_are_answered_in_a_forked_child_as_in_its_parent(monkeypatch):
    monkeypatch.setenv("RAYON_NUM_THREADS", "2")
    table = pa.table(diabetes.generate(140_000, seed=1)).drop_columns(["Resultado"])
    before = estimates(table)
    assert in_a_child(estimates, table) == before
