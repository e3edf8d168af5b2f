"""A job on Spark, run by itself: reads Parquet, extracts, and prints the rows as the tests compare them.

usage: spark_job.py MASTER PARQUET [FOLDER]

With a folder, the executor that is the first to work on a partition is killed there, and the process ids of it and of
those that worked after it are told by the names of files in the folder.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pyspark.sql import SparkSession

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


def killing(folder: str) -> Callable[[Iterator[object]], Iterator[object]]:
    """A function for `mapInArrow` that hands on what it is given, but for the first to call it, whose executor it kills."""

    def hand_on(batches: Iterator[object]) -> Iterator[object]:
        # A worker's parent is its daemon, and that one's the executor: proc(5), the fourth field of stat.
        stat = Path(f"/proc/{os.getppid()}/stat").read_text()
        executor = int(stat.rpartition(")")[2].split()[1])
        first = Path(folder, "first")
        try:
            first.touch(exist_ok=False)
        except FileExistsError:
            while not list(Path(folder).glob("*.victim")):
                time.sleep(0.01)
            # Till it is dead the first one's executor may hand out another task.
            if not Path(folder, f"{executor}.victim").exists():
                Path(folder, f"{executor}.worked").touch()
        else:
            Path(folder, f"{executor}.victim").touch()
            os.kill(executor, signal.SIGKILL)
            time.sleep(60)
        yield from batches

    return hand_on


def main() -> None:
    master, parquet, *killed = sys.argv[1:]
    spark = session(master)
    documents = spark.read.parquet(parquet).repartition(4, "id")
    if killed:
        documents = documents.mapInArrow(killing(killed[0]), documents.schema)
    figures = quantifact.spark.extract(documents, date="date", lang="lang")
    assert figures.schema == quantifact.spark.schema()
    # Not `toArrow`, which the schema of the result would not be seen in.
    rows = [list(row) for row in figures.collect()]
    told = quantifact.spark.documents(documents, date="date", lang="lang").select("doc_id", "status", "figures")
    statuses = [list(row) for row in told.collect()]
    Path(os.environ["ROWS"]).write_text(
        json.dumps({"rows": [[str_or_none(cell) for cell in row] for row in rows], "statuses": statuses})
    )
    spark.stop()


def str_or_none(cell: object) -> str | None:
    from conftest import cell as as_text

    return None if cell is None else as_text(cell)


if __name__ == "__main__":
    main()
