"""What the package is made of."""

from __future__ import annotations

import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

import quantifact

DIST = os.environ.get("QUANTIFACT_DIST")


@pytest.mark.skipif(DIST is None, reason="asked of the files that .ci/python builds")
def test_the_wheel_and_the_sources_are_whole() -> None:
    assert DIST is not None
    (wheel,) = Path(DIST).glob("*.whl")
    assert "cp310-abi3" in wheel.name
    names = zipfile.ZipFile(wheel).namelist()
    for held in ("__init__.py", "__main__.py", "spark.py", "py.typed", "_quantifact.pyi", "_quantifact.abi3.so"):
        assert f"quantifact/{held}" in names
    (sources,) = Path(DIST).glob("*.tar.gz")
    held = {name.split("/", 1)[-1] for name in tarfile.open(sources).getnames()}
    assert {"Cargo.lock", "Cargo.toml", "src/lib.rs", "build.rs", "data/lexicon/nouns.csv"} <= held
    # A clone has what the sources have.
    assert {name for name in held if name.startswith("data/lexicon/") and name.endswith(".csv")} == {
        f"data/lexicon/{path.name}" for path in (ROOT / "data" / "lexicon").glob("*.csv")
    }


def test_what_is_exported_is_documented() -> None:
    for name in quantifact.__all__:
        assert name.startswith("__") or getattr(quantifact, name).__doc__, name
