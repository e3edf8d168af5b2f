"""A job on Spark, run by itself: reads Parquet, extracts, and prints the rows as the tests compare them.

usage: spark_job.py MASTER PARQUET
"""

from __future__ import annotations

import json
import os
import sys
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


def main() -> None:
    master, parquet = sys.argv[1:]
    spark = session(master)
    documents = spark.read.parquet(parquet).repartition(4, "id")
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
