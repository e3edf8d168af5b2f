"""The five fact sheets on Spark: on a local session, a local cluster, a standalone one, and one that loses an executor."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pyspark
import pytest
from conftest import as_bytes, rows

import quantifact

HERE = Path(__file__).parent
SPARK = Path(pyspark.__file__).parent
ENVIRONMENT = {
    **os.environ,
    "SPARK_HOME": str(SPARK),
    "SPARK_LOCAL_IP": "127.0.0.1",
    # Executors that Spark starts itself, without its scripts, ask for it.
    "SPARK_SCALA_VERSION": "2.13",
    "PYSPARK_PYTHON": sys.executable,
    "PYTHONPATH": str(HERE),
}


def job(master: str, parquet: Path, tmp_path: Path, killed: Path | None = None) -> dict:
    """What `spark_job.py` tells; where `killed` is given, the executor that works first is killed and told of there."""
    told = tmp_path / "rows.json"
    call = [sys.executable, HERE / "spark_job.py", master, parquet, *([killed] if killed else [])]
    done = subprocess.run(call, capture_output=True, text=True, env={**ENVIRONMENT, "ROWS": str(told)}, timeout=300)
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(told.read_text())


@pytest.fixture
def standalone(tmp_path: Path) -> Iterator[str]:
    """The address of a standalone cluster of one worker on loopback."""
    log = tmp_path / "master.log"
    start = [SPARK / "bin" / "spark-class", "org.apache.spark.deploy.master.Master"]
    where = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
    running = []
    try:
        with log.open("wb") as out:
            running.append(subprocess.Popen([*start, *where], stdout=out, stderr=out, env=ENVIRONMENT))
        url = None
        for _ in range(600):
            found = re.search(r"Starting Spark master at (spark://\S+)", log.read_text())
            if found:
                url = found[1]
                break
            assert running[0].poll() is None, log.read_text()
            time.sleep(0.2)
        assert url is not None, log.read_text()
        worker = [SPARK / "bin" / "spark-class", "org.apache.spark.deploy.worker.Worker", url]
        where = ["--host", "127.0.0.1", "--cores", "2", "--memory", "2g", "--webui-port", "0"]
        work = ["--work-dir", str(tmp_path / "work")]
        with (tmp_path / "worker.log").open("wb") as out:
            running.append(subprocess.Popen([*worker, *where, *work], stdout=out, stderr=out, env=ENVIRONMENT))
        yield url
    finally:
        for one in reversed(running):
            one.terminate()
            one.wait(timeout=60)


def test_a_local_session(parquet: Path, expected: list[bytes], tmp_path: Path) -> None:
    told = job("local[2]", parquet, tmp_path)
    assert as_bytes(told["rows"]) == expected
    assert {status for _, status, _ in told["statuses"]} == {"ok"}
    assert sum(figures for _, _, figures in told["statuses"]) == len(expected)


def test_a_standalone_cluster(standalone: str, parquet: Path, expected: list[bytes], tmp_path: Path) -> None:
    assert as_bytes(job(standalone, parquet, tmp_path)["rows"]) == expected


def test_a_local_cluster(parquet: Path, expected: list[bytes], tmp_path: Path) -> None:
    assert as_bytes(job("local-cluster[2,1,2048]", parquet, tmp_path)["rows"]) == expected


def test_an_executor_killed_in_mid_job_changes_nothing(
    standalone: str, parquet: Path, expected: list[bytes], tmp_path: Path
) -> None:
    killed = tmp_path / "killed"
    killed.mkdir()
    assert as_bytes(job(standalone, parquet, tmp_path, killed)["rows"]) == expected
    (victim,) = [path.stem for path in killed.glob("*.victim")]
    survivors = {path.stem for path in killed.glob("*.worked")}
    assert survivors and victim not in survivors


def test_documents_that_fail_are_rows_and_other_types_are_taken(tmp_path: Path) -> None:
    code = """
import json, sys
from spark_job import session
import quantifact.spark
spark = session("local[2]")
spark.conf.set("spark.sql.execution.arrow.useLargeVarTypes", "true")
df = spark.createDataFrame(
    [(1, "It made 500 jobs.", "2024-05-01"), (2, None, None), (3, "In May, 20 wells were built.", "2024-05-01")],
    "number long, body string, on string",
).selectExpr("number", "body", "to_timestamp(on) as on")
given = dict(text="body", id="number", date="on")
figures = quantifact.spark.extract(df, **given).selectExpr("doc_id", "exact", "cast(value as double)", "period_edtf")
documents = quantifact.spark.documents(df, **given).select("doc_id", "status", "message", "published")
print(json.dumps([sorted(map(list, figures.collect()), key=str), sorted(map(list, documents.collect()), key=str)]))
spark.stop()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, timeout=300)
    assert done.returncode == 0, done.stderr[-4000:]
    figures, documents = json.loads(done.stdout.splitlines()[-1])
    assert [row[:2] for row in figures] == [["1", "500"], ["3", "20"], ["3", "May"]]
    assert documents == [
        ["1", "ok", None, "2024-05-01"],
        ["2", "failed", "no text found in it", None],
        ["3", "ok", None, "2024-05-01"],
    ]
