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


def answer(frame, queue):
    queue.put(trained(frame))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_training_before_and_after_a_fork_gives_the_same_model():
    frame = synthetic_frame(600, seed=1)
    before = trained(frame)
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=answer, args=(frame, queue), daemon=True)
    child.start()
    try:
        assert queue.get(timeout=PATIENCE) == before
        # The parent's threads are still there.
        assert trained(frame) == before
    finally:
        child.kill()
        child.join()


def rows(queue, table):
    queue.put(diabetes.Model.bundled().predict_batch(table, columns=["glucose_mg_dl"]).to_pydict())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_many_rows_are_answered_in_a_forked_child_as_in_its_parent(monkeypatch):
    monkeypatch.setenv("RAYON_NUM_THREADS", "2")
    table = pa.table(diabetes.generate(140_000, seed=1)).drop_columns(["Resultado"])
    before = diabetes.Model.bundled().predict_batch(table, columns=["glucose_mg_dl"]).to_pydict()
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=rows, args=(queue, table), daemon=True)
    child.start()
    try:
        assert queue.get(timeout=PATIENCE) == before
    finally:
        child.kill()
        child.join()
