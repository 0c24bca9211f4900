"""The parts of a training whose rows lie in partitions, without the engine that would hold them."""

import diabetes
import pyarrow as pa
import pytest
from diabetes._native import Driver, Partition, Summing, draw

ROWS, SEED = 3_000, 7


@pytest.fixture(scope="module")
def people():
    return pa.table(diabetes.generate(ROWS, seed=4))


def trained(people, most, asked=lambda: None):
    """The model of three partitions, one of them empty; ``asked`` is called before each pass."""
    driver = Driver("linear", ["glucose", "diabetes"], {}, 0.2, SEED, None, "made up", most)
    partitions, starts = [], []
    for start, end in ((0, 700), (700, 700), (700, ROWS)):
        partition = Partition("Resultado", None, None, 0.2, SEED)
        blocks = partition.add(people[start:end])
        last, told = partition.finish()
        partitions.append([*blocks, last] if last else blocks)
        starts.append(driver.add(told))
    for blocks, start in zip(partitions, starts, strict=True):
        position = start
        for block in blocks:
            drawn, position = draw(block, position, driver.cut())
            driver.keep(drawn)

    def answers(message):
        asked()
        found = []
        for blocks in filter(None, partitions):
            summing = Summing(message)
            for block in blocks:
                summing.add(block)
            found.append(summing.finish())
        return found

    return driver.finish(answers)


def test_few_rows_are_asked_of_nobody_and_give_the_model_file_of_one_machine(people):
    def never():
        raise AssertionError("a pass was asked for")

    whole = diabetes.train(people, outputs=("glucose", "diabetes"), seed=SEED, source="made up")
    assert trained(people, ROWS, never).to_json() == whole.to_json()


def test_what_an_engine_raises_is_raised_and_ends_the_passes(people):
    class LostError(Exception):
        pass

    passes = []

    def third_fails():
        passes.append(1)
        if len(passes) == 3:
            raise LostError("a machine is lost")

    with pytest.raises(LostError, match="a machine is lost"):
        trained(people, 500, third_fails)
    assert len(passes) == 3
    assert trained(people, 500).info["training"]["rows"] > 2_000


def test_a_part_is_used_once_and_a_damaged_one_is_refused(people):
    partition = Partition("Resultado", None, None, 0.2, SEED)
    partition.add(people)
    partition.finish()
    driver = Driver("linear", ["glucose"], {}, 0.2, SEED, None, "", None)
    for wrong, code in (
        (partition.finish, "bad_option"),
        (lambda: Summing(b"nothing that was asked"), "bad_part"),
        (lambda: driver.add(b""), "bad_part"),
    ):
        with pytest.raises(diabetes.TrainingError) as caught:
            wrong()
        assert caught.value.code == code
