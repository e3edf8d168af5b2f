"""The five fact sheets give the same rows, byte for byte, by the command, Python, pandas, Polars and DuckDB."""

from __future__ import annotations

import subprocess
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.dataset
import pyarrow.parquet
import pytest
from conftest import COMMAND, FACT_SHEETS, as_bytes, of_command, rows

import quantifact


def test_python(documents: pyarrow.Table, expected: list[bytes]) -> None:
    assert rows(quantifact.extract(documents)) == expected
    assert rows(quantifact.stream(documents.to_batches(max_chunksize=1))) == expected
    assert rows(quantifact.stream(documents.to_reader(max_chunksize=2))) == expected


def test_files() -> None:
    assert rows(quantifact.read(FACT_SHEETS)) == of_command("extract", *FACT_SHEETS)


def test_pandas(documents: pyarrow.Table, expected: list[bytes]) -> None:
    frame = quantifact.extract(documents.to_pandas()).to_pandas()
    assert isinstance(frame["kind"].dtype, pandas.CategoricalDtype)
    whole = frame.astype({name: "Int64" for name in ("decimals", "page")}).astype(object)
    assert as_bytes(whole.where(whole.notna(), None).itertuples(index=False)) == expected
    floats = quantifact.extract(documents.to_pandas()).to_pandas(floats=True)
    assert floats["value"].dtype == "float64"
    assert floats["value"].sum() == pytest.approx(float(frame["value"].dropna().sum()))


def test_polars(documents: pyarrow.Table, parquet: Path, expected: list[bytes]) -> None:
    frame = quantifact.extract(polars.from_arrow(documents)).to_polars()
    assert as_bytes(frame.iter_rows()) == expected
    scan = polars.scan_parquet(parquet / "*.parquet")
    assert as_bytes(polars.DataFrame(quantifact.stream(scan.collect_batches(chunk_size=2))).iter_rows()) == expected


def test_duckdb(documents: pyarrow.Table, parquet: Path, expected: list[bytes]) -> None:
    figures = quantifact.extract(duckdb.sql("from documents"))
    # Found by its name, as any other table.
    assert as_bytes(duckdb.sql("from figures").fetchall()) == expected
    # A connection reads or is read, one at a time.
    folder = duckdb.connect().sql(f"from '{parquet}/*.parquet'")
    stream = quantifact.stream(folder)
    assert as_bytes(duckdb.sql("from stream").fetchall()) == expected
    assert stream.counts == {"ok": len(FACT_SHEETS), "partial": 0, "failed": 0}
    total = duckdb.sql("select sum(value) from figures where kind = 'money' and unit = 'USD'").fetchall()
    assert total[0][0] == sum(value for value in duckdb.sql(
        "select value from figures where kind = 'money' and unit = 'USD'").fetchnumpy()["value"])


def test_the_command_reads_and_writes_tables(
    documents: pyarrow.Table, parquet: Path, expected: list[bytes], tmp_path: Path
) -> None:
    pyarrow.parquet.write_table(documents, tmp_path / "documents.parquet")
    assert of_command("extract", tmp_path / "documents.parquet") == expected
    assert of_command("extract", *sorted(parquet.iterdir())) == expected
    with pyarrow.BufferOutputStream() as out, pyarrow.ipc.new_stream(out, documents.schema) as writer:
        writer.write_table(documents)
    stream = out.getvalue().to_pybytes()
    assert of_command("extract", "-", "--from", "arrow", input=stream) == expected
    call = [COMMAND, "extract", "-", "--from", "arrow", "--format", "arrow"]
    piped = subprocess.run(call, input=stream, capture_output=True, check=True).stdout
    assert rows(pyarrow.ipc.open_stream(piped).read_all()) == expected
    figures = tmp_path / "figures.parquet"
    subprocess.run([COMMAND, "extract", tmp_path / "documents.parquet", "-o", figures], check=True)
    assert rows(pyarrow.parquet.read_table(figures)) == expected


def test_tables_written_before_come_back_typed(documents: pyarrow.Table, tmp_path: Path) -> None:
    figures = quantifact.read(FACT_SHEETS)
    for ending in ("csv", "jsonl"):
        path = tmp_path / f"figures.{ending}"
        quantifact.run("extract", *FACT_SHEETS, "-o", path)
        assert quantifact.load(path).to_arrow().equals(figures.to_arrow())
