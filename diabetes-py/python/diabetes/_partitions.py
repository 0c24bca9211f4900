"""Training on the partitions of a PySpark data frame: the workers keep the rows and sum them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ._errors import DiabetesError, TrainingError
from ._native import Driver, Model, Partition, Summing, draw

# A partition gives blocks of its usable rows, then what the driver must know of it, or a fault.
KEPT = "partition int, number int, block binary, told binary, fault string"
DRAWN = "partition int, number int, block binary"
SUMMED = "partition int, sums binary"


def trained(df: Any, driver: Driver, reading: Sequence[Any]) -> Model:
    """The model of a data frame. ``reading`` are the arguments of Partition.

    The rows are checked once; their blocks are kept by Spark in memory or on disk, until the model is made.
    """
    from pyspark import StorageLevel

    kept = df.mapInArrow(_keeping(reading), KEPT).persist(StorageLevel.MEMORY_AND_DISK)
    try:
        starts = {}
        told = kept.where("block is null").select("partition", "told", "fault").collect()
        for partition, counts, fault in sorted(told):
            if fault is not None:
                text, code = json.loads(fault)
                raise TrainingError(f"{text} (partition {partition})", code)
            starts[partition] = driver.add(bytes(counts))
        blocks = kept.where("block is not null").select("partition", "number", "block")
        drawn = blocks.mapInArrow(_drawing(starts, driver.cut()), DRAWN).collect()
        for _, _, block in sorted(drawn):
            driver.keep(bytes(block))
        del drawn

        def answers(asked: bytes) -> list[bytes]:
            rows = blocks.mapInArrow(_summing(asked), SUMMED).collect()
            return [bytes(sums) for _, sums in sorted(rows)]

        return driver.finish(answers)
    finally:
        kept.unpersist()


def _keeping(reading: Sequence[Any]) -> Any:
    def kept(batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow as pa
        from pyspark import TaskContext

        own = TaskContext.get().partitionId()
        partition = Partition(*reading)
        number = 0
        try:
            for batch in batches:
                for block in partition.add(pa.Table.from_batches([batch])):
                    yield _row(partition=own, number=number, block=block, told=None, fault=None)
                    number += 1
            last, told = partition.finish()
        except DiabetesError as error:
            fault = json.dumps([str(error), error.code])
            yield _row(partition=own, number=number, block=None, told=None, fault=fault)
            return
        if last is not None:
            yield _row(partition=own, number=number, block=last, told=None, fault=None)
        yield _row(partition=own, number=number, block=None, told=told, fault=None)

    return kept


def _drawing(starts: dict[int, int], cut: bytes) -> Any:
    def drawn(batches: Iterable[Any]) -> Iterator[Any]:
        positions = dict(starts)
        for batch in batches:
            for row in batch.to_pylist():
                partition = row["partition"]
                block, positions[partition] = draw(row["block"], positions[partition], cut)
                yield _row(partition=partition, number=row["number"], block=block)

    return drawn


def _summing(asked: bytes) -> Any:
    def summed(batches: Iterable[Any]) -> Iterator[Any]:
        summing = None
        partition = None
        for batch in batches:
            for row in batch.to_pylist():
                summing = summing or Summing(asked)
                summing.add(row["block"])
                partition = row["partition"]
        if summing is not None:
            yield _row(partition=partition, sums=summing.finish())

    return summed


def _row(**cells: Any) -> Any:
    """One row, in the order of its columns."""
    import pyarrow as pa

    kinds = {"partition": pa.int32(), "number": pa.int32(), "fault": pa.string()}
    columns = {name: pa.array([cell], kinds.get(name, pa.binary())) for name, cell in cells.items()}
    return pa.RecordBatch.from_pydict(columns)
