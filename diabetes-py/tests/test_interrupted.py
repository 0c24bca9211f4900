"""What is raised while rows are read reaches the caller, unless it tells of the data."""

import os
import signal
import threading
import time

import diabetes
import pyarrow as pa
import pytest

TABLE = pa.table(diabetes.generate(300, seed=1))
MODEL = diabetes.Model.bundled()


class OwnError(Exception):
    """An exception of the caller's program."""


USES = {
    "train": diabetes.train,
    "evaluate": lambda data: diabetes.evaluate(MODEL, data),
    "predict_batch": MODEL.predict_batch,
    "recalibrate": MODEL.recalibrate,
    "capacity": lambda data: diabetes.capacity(data, 10, MODEL),
    "score_batch": lambda data: diabetes.score_batch("findrisc", data),
    "from_arrow": diabetes.Table.from_arrow,
}
BEYOND = (KeyboardInterrupt, SystemExit, MemoryError)


def reader(raised):
    """A reader whose batches end with an exception."""

    def batches():
        yield from TABLE.to_batches()
        raise raised

    return pa.RecordBatchReader.from_batches(TABLE.schema, batches())


class Stream:
    """A stream alone, in which an exception is a text."""

    def __init__(self, raised):
        self._raised = raised

    def __arrow_c_stream__(self, requested_schema=None):
        return reader(self._raised).__arrow_c_stream__()


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("kind", [*BEYOND, OwnError, ValueError])
def test_an_exception_of_the_callers_reader_is_raised_as_it_is(use, kind):
    raised = kind("why")
    with pytest.raises(kind) as caught:
        USES[use](reader(raised))
    assert caught.value is raised


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("kind", BEYOND)
def test_an_interruption_is_recognised_in_the_text_of_a_stream(use, kind):
    with pytest.raises(kind, match=r"^why$"):
        USES[use](Stream(kind("why")))


def test_another_exception_in_a_stream_is_told_with_its_text():
    with pytest.raises(diabetes.DiabetesError, match=r"OwnError: why") as caught:
        MODEL.predict_batch(Stream(OwnError("why")))
    assert caught.value.code == "unreadable_table"


@pytest.mark.parametrize("kind", [OSError, pa.ArrowInvalid])
def test_what_a_reader_says_of_its_data_is_a_table_that_cannot_be_read(kind):
    with pytest.raises(diabetes.DiabetesError, match="why") as caught:
        MODEL.predict_batch(reader(kind("why")))
    assert caught.value.code == "unreadable_table"
    assert isinstance(caught.value.__cause__, kind)


def test_a_batch_with_other_columns_is_refused():
    batches = [*TABLE.to_batches(), TABLE.rename_columns([*TABLE.column_names[1:], "otra"]).to_batches()[0]]
    data = pa.RecordBatchReader.from_batches(TABLE.schema, iter(batches))
    with pytest.raises(diabetes.DiabetesError, match="other columns than the stream"):
        MODEL.predict_batch(data)


@pytest.mark.parametrize("kind", BEYOND)
def test_an_interruption_while_a_value_becomes_a_number_is_no_bad_value(kind):
    class Number:
        def __float__(self):
            raise kind("why")

    record = {"edad": Number(), "sexo": "M"}
    for use in (MODEL.predict, lambda record: MODEL.predict_batch([record]), diabetes.validate):
        with pytest.raises(kind, match="why"):
            use(record)


@pytest.mark.parametrize("kind", [*BEYOND, OwnError])
def test_an_exception_of_an_iterator_of_records_is_raised_as_it_is(kind):
    def records():
        yield {"edad": 45}
        raise kind("why")

    for use in (diabetes.train, MODEL.predict_batch):
        with pytest.raises(kind, match="why"):
            use(records())


LONG = {
    "train": lambda data: diabetes.train(data, algorithm="additive"),
    "evaluate": lambda data: diabetes.evaluate(MODEL, data, resamples=100_000),
    "recalibrate": lambda data: MODEL.judge_recalibration(data, resamples=100_000),
}


@pytest.mark.filterwarnings("ignore::diabetes.TrainingWarning")
@pytest.mark.parametrize("work", LONG)
def test_ctrl_c_ends_long_work_within_about_a_second_and_the_process_goes_on(work):
    data, sent = diabetes.generate(500_000, seed=1), []

    def send():
        sent.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.5, send)
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        LONG[work](data)
    # The whole work takes longer; a machine at work may take longer than a second to end it.
    assert time.monotonic() - sent[0] < 10
    assert diabetes.train(diabetes.generate(300, seed=1)).info["algorithm"] == "linear"


@pytest.mark.filterwarnings("ignore::diabetes.TrainingWarning")
def test_a_signal_does_not_end_the_work_of_another_thread():
    done = []
    thread = threading.Thread(target=lambda: done.append(diabetes.train(diabetes.generate(20_000, seed=1))))
    timer = threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGINT))
    thread.start()
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        time.sleep(60)
    thread.join()
    assert len(done) == 1
