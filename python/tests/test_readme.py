"""The examples of README.md, as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FACT_SHEETS

PAGE = (Path(__file__).resolve().parents[1] / "README.md").read_text()
EXAMPLES = re.findall(r"^### (.+?)\n\n```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SAID = {
    "pandas": ["United States", "period_edtf"],
    "Polars": ["500.000000000", "2023-01-01", "no text found in it"],
    "DuckDB": ["money", "'failed': 0"],
    "Spark": ["|   money|", "|    ok|    5|"],
    "A notebook": ["money", "repeated", ".svg", "report.html"],
}


def test_there_are_five() -> None:
    assert [title for title, _ in EXAMPLES] == list(SAID)


@pytest.mark.parametrize(("title", "code"), EXAMPLES, ids=list(SAID))
def test_example(title: str, code: str, tmp_path: Path) -> None:
    env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    code = code.replace("/tmp/", f"{tmp_path}/")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=FACT_SHEETS[0].parent, capture_output=True, text=True, env=env, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    for words in SAID[title]:
        assert words in done.stdout, done.stdout
