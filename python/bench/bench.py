"""Measures one job on several engines: 200,000 documents in Parquet or JSON lines to a file of figures.

usage: python bench.py [--documents 200000] [--only NAME]

Each engine runs in a process of its own, started cold, on the same files; told are the seconds from its start to its
end, documents a second, and the peak memory of it and the processes it starts, all shared pages counted once for each.
What is drawn for the table of `README.md` is printed as Markdown. Needs the packages of tests/requirements.txt, and
Java for Spark.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

BODIES = ["The programme", "The ministry", "USAID", "The fund", "The World Bank", "The city of Puebla"]
DEEDS = ["reached", "trained", "helped", "supported", "vaccinated", "connected"]
WHOM = ["farmers", "teachers", "households", "schools", "women", "small businesses", "students", "patients"]
PLAIN = [
    "Partners met in the capital to review the plan and agreed to publish what they learn.",
    "The work goes on with local authorities, who will maintain the sites once they are handed over.",
    "A joint committee oversees procurement, and its minutes are open to the public.",
    "Training was given in the languages spoken there, with materials that can be copied freely.",
]

COMMAND = str(Path(sys.executable).with_name("quantifact"))
WAYS = {
    "command, JSON lines to CSV": [COMMAND, "extract", "{jsonl}", "-o", "{out}.csv"],
    "command, Parquet to Arrow": [COMMAND, "extract", "{parquet}", "--from", "parquet", "-o", "{out}.arrow"],
    "Python, pyarrow": """
import sys, pyarrow.dataset, pyarrow.parquet, quantifact
folder, out = sys.argv[1:]
stream = quantifact.stream(pyarrow.dataset.dataset(folder, format="parquet").to_batches(batch_size=2048))
writer = None
for figures in stream:
    table = figures.to_arrow()
    writer = writer or pyarrow.parquet.ParquetWriter(out + ".parquet", table.schema)
    writer.write_table(table)
writer.close()
""",
    "Polars": """
import sys, polars, pyarrow, pyarrow.parquet, quantifact
folder, out = sys.argv[1:]
documents = polars.scan_parquet(folder + "/*.parquet").collect_batches(chunk_size=2048)
for at, figures in enumerate(quantifact.stream(documents)):
    figures.to_polars().write_parquet(f"{out}-{at}.parquet")
""",
    "DuckDB": """
import sys, duckdb, quantifact
folder, out = sys.argv[1:]
reading = duckdb.connect()
figures = quantifact.stream(reading.sql(f"from '{folder}/*.parquet'").to_arrow_reader(2048))
duckdb.connect().sql(f"copy (from figures) to '{out}.parquet'")
""",
    "Spark, local[*]": """
import sys, time
from pyspark.sql import SparkSession
import quantifact.spark
folder, out = sys.argv[1:]
spark = (SparkSession.builder.master("local[*]").config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1").config("spark.ui.enabled", "false")
    .config("spark.sql.execution.arrow.maxRecordsPerBatch", "2048").getOrCreate())
for turn in ("cold", "warm"):
    start = time.monotonic()
    quantifact.spark.extract(spark.read.parquet(folder)).write.mode("overwrite").parquet(out)
    print(turn, time.monotonic() - start)
spark.stop()
""",
}


def text(pick: random.Random) -> str:
    """A sentence with three figures among nine without: light text, about 900 bytes."""
    told = [
        f"{pick.choice(BODIES)} {pick.choice(DEEDS)} more than {pick.randrange(100, 90_000):,} {pick.choice(WHOM)} "
        f"in 20{pick.randrange(10, 24)}, at a cost of ${pick.randrange(1, 900)} million."
    ]
    return " ".join(told + [pick.choice(PLAIN) for _ in range(9)])


def generate(folder: Path, count: int) -> int:
    """Writes the documents in both forms; gives the bytes of their texts."""
    import pyarrow
    import pyarrow.parquet

    (folder / "parquet").mkdir()
    size = 0
    with (folder / "documents.jsonl").open("w") as lines:
        for part, start in enumerate(range(0, count, 25_000)):
            ids = [f"d{at:06}" for at in range(start, min(start + 25_000, count))]
            texts = [text(random.Random(id)) for id in ids]
            size += sum(map(len, texts))
            lines.writelines(json.dumps({"id": id, "text": body}) + "\n" for id, body in zip(ids, texts))
            table = pyarrow.table({"id": ids, "text": texts})
            pyarrow.parquet.write_table(table, folder / "parquet" / f"{part:03}.parquet", row_group_size=5_000)
    return size


class Peak(threading.Thread):
    """The most memory that a process and those it started held together, in MiB."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most = pid, 0.0

    def run(self) -> None:
        import psutil

        try:
            top = psutil.Process(self.pid)
            while top.is_running() and top.status() != psutil.STATUS_ZOMBIE:
                held = 0
                for one in [top, *top.children(recursive=True)]:
                    try:
                        held += one.memory_info().rss
                    except psutil.NoSuchProcess:
                        pass
                self.most = max(self.most, held / 2**20)
                time.sleep(0.05)
        except psutil.NoSuchProcess:
            pass


def measure(way: list[str] | str, folder: Path) -> tuple[float, float, str]:
    """Seconds, MiB, and what was printed."""
    out = tempfile.mkdtemp(dir=folder)
    named = {"jsonl": str(folder / "documents.jsonl"), "parquet": str(folder / "parquet"), "out": f"{out}/figures"}
    if isinstance(way, str):
        call = [sys.executable, "-c", way, named["parquet"], named["out"]]
    else:
        call = [part.format(**named) for part in way]
    start = time.monotonic()
    running = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env={**os.environ, "PYSPARK_PYTHON": sys.executable})
    peak = Peak(running.pid)
    peak.start()
    said, wrong = running.communicate()
    seconds = time.monotonic() - start
    if running.returncode != 0:
        raise SystemExit(f"{call[:3]} ended with {running.returncode}:\n{wrong[-2000:]}")
    return seconds, peak.most, said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--only", default="", help="those whose names hold this")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="quantifact-bench-") as name:
        folder = Path(name)
        size = generate(folder, given.documents)
        print(f"{given.documents:,} documents, {size / 1e6:,.0f} MB of text; {os.cpu_count()} cores, "
              f"{platform.machine()}, Python {platform.python_version()}; {time.strftime('%Y-%m-%d')}\n")
        print("| way | seconds | documents a second | MB/s | peak memory, MiB |\n|---|---|---|---|---|")
        for title, way in WAYS.items():
            if given.only.lower() not in title.lower():
                continue
            seconds, most, said = measure(way, folder)
            rows = [(title, seconds, f"{most:,.0f}")]
            # Other lines are an engine's own, such as a bar of progress.
            turns = [line.split() for line in said.splitlines() if line.startswith(("cold ", "warm "))]
            if turns:
                rows = [(f"{title}, whole program", seconds, f"{most:,.0f}")]
                rows += [(f"{title}, {turn}", float(took), "") for turn, took in turns]
            for row, took, memory in rows:
                rate = given.documents / took
                print(f"| {row} | {took:.1f} | {rate:,.0f} | {size / 1e6 / took:.1f} | {memory} |", flush=True)


if __name__ == "__main__":
    main()
