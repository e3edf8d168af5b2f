"""The command, and what it does with figures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Union

from . import _quantifact
from ._quantifact import Table

AnyPath = Union[str, "os.PathLike[str]"]


def run(
    *args: AnyPath, check: bool = True, input: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs the command with these arguments in a process of its own, and gives its exit code, stdout and stderr.

        >>> print(quantifact.run("explain", "--text", "It made 500 jobs.").stdout)       # doctest: +SKIP

    Raises RuntimeError with what it said on stderr where ``check`` and its exit code is 2: it could not do what was
    asked. (1 says that a check found differences.)
    """
    call = [sys.executable, "-m", "quantifact", *(os.fspath(arg) for arg in args)]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", input=input)
    if check and done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.strip() or f"the command ended with {done.returncode}")
    return done


@dataclass(frozen=True)
class CheckReport:
    """What a check found."""

    ok: bool
    """Whether all is as expected."""
    counts: dict[str, int]
    """How many verdicts there are of each outcome."""
    verdicts: list[dict[str, Any]] = field(repr=False)
    """One a row of the expected values, as ``quantifact check --format json`` writes them."""


def check(figures: Any, expected: AnyPath, *, strict: bool = False) -> CheckReport:
    """Holds figures against expected values.

    Parameters
    ----------
    figures : table or path
        A table of figures, from `extract`, `read` or any engine, or a path that the command takes.
    expected : path
        The expected values, CSV or JSON lines; ``quantifact expected init`` drafts them.
    strict : bool
        Also fail for figures that no row speaks of, in documents that some row speaks of.
    """
    with _Given(figures) as paths:
        done = run("check", *paths, "--expected", expected, "--format", "json", *(["--strict"] if strict else []))
    told = json.loads(done.stdout)
    return CheckReport(ok=done.returncode == 0, counts=told["counts"], verdicts=told["verdicts"])


def compare(figures: Any, *, relation: Sequence[str] = ()) -> Table:
    """The claims that several documents make: the rows of ``claims.csv``.

    ``relation`` keeps only ``repeated``, ``updated``, ``revised`` or ``conflicting`` ones. ``figures`` is as in `check`.
    """
    only = [word for one in relation for word in ("--relation", one)]
    with _Given(figures) as paths, tempfile.TemporaryDirectory() as folder:
        claims = Path(folder, "claims.csv")
        claims.write_text(run("compare", *paths, "--format", "csv", *only).stdout, encoding="utf-8", newline="")
        return _quantifact.load(claims, "claims")


def chart(
    figures: Any, output: AnyPath = "charts", *, series: AnyPath | None = None, theme: str = "light"
) -> list[Path]:
    """Draws series of figures as SVG, PNG and Vega-Lite into the folder ``output``; gives the files written.

    ``series`` is a ``series.toml``; without one the best twenty of those that the figures suggest are drawn.
    ``figures`` is as in `check`.
    """
    chosen = ["--auto"] if series is None else ["--series", series]
    with _Given(figures) as paths:
        done = run("chart", *paths, "--output", output, "--theme", theme, *chosen)
    return [Path(line) for line in done.stdout.splitlines() if line]


def report(
    figures: Any,
    output: AnyPath = "report.html",
    *,
    title: str = "",
    series: AnyPath | None = None,
    expected: AnyPath | None = None,
) -> Path:
    """Writes one HTML file that shows figures, documents and charts linked; gives its path.

    The documents' text is shown where the figures come from files (`read`) that are still there. ``figures`` is as in
    `check`.
    """
    told: list[AnyPath] = []
    for name, value in (("--title", title), ("--series", series), ("--expected", expected)):
        if value:
            told += [name, value]
    with _Given(figures) as paths:
        run("report", *paths, "--output", output, *told)
    return Path(output)


class _Given:
    """Figures as paths that the command takes: a table is written beside its documents for the time being."""

    def __init__(self, figures: Any) -> None:
        self.figures = figures
        self.folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> list[AnyPath]:
        if isinstance(self.figures, (str, os.PathLike)):
            return [self.figures]
        self.folder = tempfile.TemporaryDirectory(prefix="quantifact-")
        path = Path(self.folder.name, "figures.csv")
        try:
            _quantifact.store(self.figures, path, "figures")
            documents = getattr(self.figures, "documents", None)
            if documents is not None:
                _quantifact.store(documents, path.with_name("documents.csv"), "documents")
        except BaseException:
            self.folder.cleanup()
            raise
        return [path]

    def __exit__(self, *_: object) -> None:
        if self.folder is not None:
            self.folder.cleanup()
