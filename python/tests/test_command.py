"""The console script is the command; check, compare, chart and report take tables."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars
import pytest
from conftest import COMMAND, FACT_SHEETS, ROOT

import quantifact


def test_the_console_script_is_the_command() -> None:
    called = subprocess.run([COMMAND, "--version"], capture_output=True, text=True, check=True)
    assert called.stdout == f"quantifact {quantifact.__version__}\n"
    module = subprocess.run([sys.executable, "-m", "quantifact", "schema"], capture_output=True, check=True)
    assert module.stdout == subprocess.run([COMMAND, "schema"], capture_output=True, check=True).stdout
    assert module.stdout.endswith(b"\n")


def test_exit_codes() -> None:
    wrong = subprocess.run([COMMAND, "extract", "--nonsense"], capture_output=True, text=True)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "--nonsense" in wrong.stderr
    with pytest.raises(RuntimeError, match="no-such-file"):
        quantifact.run("extract", "no-such-file.txt")
    assert quantifact.run("extract", "no-such-file.txt", check=False).returncode == 2


def test_a_closed_pipe_is_no_error() -> None:
    call = f"'{COMMAND}' extract {ROOT / 'data' / 'fact-sheets'} | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", call], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("figure_id,") and done.stdout.endswith("\n0\n")
    assert done.stderr == ""


def test_ctrl_c_ends_it() -> None:
    # It waits for stdin, of which nothing comes.
    waiting = subprocess.Popen([COMMAND, "extract", "-"], stdin=subprocess.PIPE)
    time.sleep(1)
    waiting.send_signal(signal.SIGINT)
    assert waiting.wait(timeout=30) == -signal.SIGINT


def test_ctrl_c_ends_an_extraction() -> None:
    code = "import quantifact, sys\ntext = ['It made 500 jobs. ' * 50] * 2_000_000\nprint('go', flush=True)\nquantifact.extract(text)"
    busy = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert busy.stdout is not None
    busy.stdout.readline()
    time.sleep(1)
    busy.send_signal(signal.SIGINT)
    _, stderr = busy.communicate(timeout=60)
    assert stderr.rstrip().endswith("KeyboardInterrupt")


@pytest.fixture(scope="module")
def figures() -> quantifact.Table:
    return quantifact.read(FACT_SHEETS)


def test_check(figures: quantifact.Table) -> None:
    expected = ROOT / "data" / "expected.csv"
    report = quantifact.check(figures, expected)
    assert report.ok and len(report.verdicts) > 10
    # An engine may have changed a value in between.
    doubled = figures.to_polars().with_columns(polars.col("value") * 2)
    doubled = doubled.cast({"value": polars.Decimal(38, 9)})
    wrong = quantifact.check(doubled, expected)
    assert not wrong.ok


def test_compare(figures: quantifact.Table) -> None:
    claims = quantifact.compare(figures).to_polars()
    assert claims.columns == ["claim_id", "relation", "figure_id", "doc_id", "note"]
    assert "repeated" in claims["relation"].cast(polars.String)
    only = quantifact.compare(figures, relation=["repeated"]).to_polars()
    assert 0 < len(only) < len(claims)
    assert set(only["relation"].cast(polars.String)) == {"repeated"}


def test_chart(figures: quantifact.Table, tmp_path: Path) -> None:
    drawn = quantifact.chart(figures, tmp_path / "charts", series=ROOT / "data" / "series.toml")
    assert {path.suffix for path in drawn} >= {".svg", ".png"}
    assert all(path.stat().st_size > 0 for path in drawn)
    assert (tmp_path / "charts" / "usaid_mobilization.svg").read_bytes() == (
        ROOT / "charts" / "usaid_mobilization.svg"
    ).read_bytes()


def test_report(figures: quantifact.Table, tmp_path: Path) -> None:
    page = quantifact.report(figures, tmp_path / "report.html", title="Five fact sheets")
    text = page.read_text()
    assert "Five fact sheets" in text
    # The documents are found again.
    assert "High-Level Economic Dialogue" in text


def test_a_run_is_the_same(tmp_path: Path) -> None:
    done = subprocess.run([COMMAND, "run", "--help"], capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    assert done.returncode == 0 and "quantifact run" in done.stdout
