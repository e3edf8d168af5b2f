"""A job on Spark, run by itself: reads Parquet, extracts, and prints the rows as the tests compare them.

usage: spark_job.py MASTER PARQUET [kill]
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pyarrow
from pyspark import TaskContext
from pyspark.sql import DataFrame, SparkSession

import quantifact.spark


def session(master: str) -> SparkSession:
    """A session that talks to this machine alone."""
    builder = SparkSession.builder.master(master).appName("quantifact")
    told = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "1g",
        "spark.pyspark.python": sys.executable,
        "spark.sql.execution.arrow.maxRecordsPerBatch": "5",
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    for key, value in told.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def kill_an_executor(df: DataFrame) -> DataFrame:
    """The same rows; but the first time that the second partition has given a batch, its executor is killed."""

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        task = TaskContext.get()
        for at, batch in enumerate(batches):
            if at == 1 and task.partitionId() == 1 and task.attemptNumber() == 0:
                above = psutil.Process().parents()
                executor = next(one for one in above if one.name().startswith("java"))
                assert "CoarseGrainedExecutorBackend" in " ".join(executor.cmdline())
                os.kill(executor.pid, signal.SIGKILL)
            yield batch

    return df.mapInArrow(work, df.schema)


def main() -> None:
    master, parquet, *more = sys.argv[1:]
    spark = session(master)
    documents = spark.read.parquet(parquet).repartition(4, "id")
    lost = []
    if more == ["kill"]:
        documents = kill_an_executor(documents)
    figures = quantifact.spark.extract(documents, date="date", lang="lang")
    assert figures.schema == quantifact.spark.schema()
    # Not `toArrow`, which the schema of the result would not be seen in.
    rows = [list(row) for row in figures.collect()]
    if more == ["kill"]:
        status = spark.sparkContext.statusTracker()
        info = [status.getStageInfo(stage) for job in status.getJobIdsForGroup() for stage in status.getJobInfo(job).stageIds]
        lost = [stage.numFailedTasks for stage in info if stage is not None]
    told = quantifact.spark.documents(documents, date="date", lang="lang").select("doc_id", "status", "figures")
    statuses = [] if more == ["kill"] else [list(row) for row in told.collect()]
    Path(os.environ["ROWS"]).write_text(
        json.dumps({"rows": [[str_or_none(cell) for cell in row] for row in rows], "statuses": statuses, "lost": lost})
    )
    spark.stop()


def str_or_none(cell: object) -> str | None:
    from conftest import cell as as_text

    return None if cell is None else as_text(cell)


if __name__ == "__main__":
    main()
