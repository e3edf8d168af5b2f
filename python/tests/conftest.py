"""What the tests share: the five fact sheets as a table, rows as bytes, and Spark."""

from __future__ import annotations

import datetime
import decimal
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow
import pytest

import quantifact

ROOT = Path(__file__).resolve().parents[2]
FACT_SHEETS = sorted((ROOT / "data" / "fact-sheets").iterdir())
COMMAND = Path(sys.executable).with_name("quantifact")
COLUMNS = quantifact.extract([]).column_names


@pytest.fixture(scope="session")
def documents() -> pyarrow.Table:
    """The five fact sheets as a table; their texts are read as plain ones."""
    return pyarrow.table(
        {
            "id": [path.stem for path in FACT_SHEETS],
            "text": [path.read_bytes().decode("utf-8-sig") for path in FACT_SHEETS],
            "date": [datetime.date(int(path.stem[:4]), int(path.stem[5:7]), 1) for path in FACT_SHEETS],
            "lang": ["en"] * len(FACT_SHEETS),
        }
    )


@pytest.fixture(scope="session")
def parquet(documents: pyarrow.Table, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a folder of Parquet files, one a document."""
    import pyarrow.parquet

    folder = tmp_path_factory.mktemp("parquet")
    for at in range(documents.num_rows):
        pyarrow.parquet.write_table(documents.slice(at, 1), folder / f"{at}.parquet")
    return folder


@pytest.fixture(scope="session")
def expected(documents: pyarrow.Table, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Their figures as the command gives them."""
    path = tmp_path_factory.mktemp("jsonl") / "documents.jsonl"
    lines = [json.dumps({**row, "date": str(row["date"])}) for row in documents.to_pylist()]
    path.write_text("\n".join(lines), encoding="utf-8")
    rows = of_command("extract", path)
    assert len(rows) > 150
    return rows


def of_command(*args: Any, **more: Any) -> list[bytes]:
    """The rows that a command writes as JSON lines, as sorted bytes."""
    done = subprocess.run([COMMAND, *args, "--format", "jsonl"], capture_output=True, check=True, **more)
    parsed = (json.loads(line, parse_float=decimal.Decimal) for line in done.stdout.splitlines())
    return as_bytes([row[column] for column in COLUMNS] for row in parsed)


def as_bytes(rows: Iterable[Iterable[Any]]) -> list[bytes]:
    """Rows as bytes, a cell as `figures.csv` has it, sorted."""
    return sorted("\x1f".join(map(cell, row)).encode() for row in rows)


def cell(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, decimal.Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)


def rows(table: Any) -> list[bytes]:
    """The rows of anything that pyarrow takes, as sorted bytes."""
    table = pyarrow.table(table)
    assert table.column_names == COLUMNS
    return as_bytes(row.values() for row in table.to_pylist())


def python(code: str, *args: str, **env: str) -> str:
    """What a Python program prints that runs by itself."""
    call = [sys.executable, "-c", code, *args]
    done = subprocess.run(call, capture_output=True, text=True, env={**os.environ, **env})
    assert done.returncode == 0, done.stderr
    return done.stdout
