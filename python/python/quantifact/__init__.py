"""Quantifact reads official prose and turns every figure in it into a row.

    >>> import quantifact
    >>> figures = quantifact.extract("USAID helped create more than 90,000 jobs in 2023.")
    >>> figures.to_pandas()[["exact", "value", "unit", "modifier"]]      # doctest: +SKIP

Texts, tables of texts and files go in; Arrow tables of figures come out, which pandas, Polars, DuckDB, pyarrow and
Spark (`quantifact.spark`) take as they are. `figures.documents` tells how reading each document went: one that cannot
be read is a row there, never an exception.
What the columns hold is told by the command `quantifact schema`.
"""

from ._command import CheckReport, chart, check, compare, report, run
from ._extract import extract, load, read, stream
from ._quantifact import Batch, Stream, Table, __version__

__all__ = [
    "Batch",
    "CheckReport",
    "Stream",
    "Table",
    "__version__",
    "chart",
    "check",
    "compare",
    "extract",
    "load",
    "read",
    "report",
    "run",
    "stream",
]
