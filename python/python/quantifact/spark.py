"""Figures of the documents of a Spark data frame, on every core of a cluster.

Spark distributes, retries and writes; this is one function for `DataFrame.mapInArrow`. The package must be installed
where the executors run Python. A task works on one core, so partitions should be two to four times the cores, and of
like size: `df.repartition(n)` before `extract` where a few files hold all documents. Spark hands over
`spark.sql.execution.arrow.maxRecordsPerBatch` documents at a time (10,000 where not set): with documents of 100 kB that
is a gigabyte, so set it to a few hundred for long ones.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ._extract import _limits, _stream

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def extract(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    date: str | None = None,
    lang: str | None = None,
    country: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    *,
    lexicon: str | os.PathLike[str] | None = None,
    limits: Mapping[str, int | str] | None = None,
) -> DataFrame:
    """The figures of a data frame of documents.

    Parameters
    ----------
    df : pyspark.sql.DataFrame
        A row a document.
    text, id : str
        The names of its columns of texts and of ids. Ids are kept as they are: they must be unique, as rows are worked
        on apart from each other.
    date, lang, country, title, publisher, url : str, optional
        The names of its columns of dates (strings, days or times), languages and so on; none where not told.
    lexicon : path, optional
        A folder of word tables, at the same path on every node.
    limits : mapping, optional
        What a document may cost, such as ``{"time": 30}``.

    Returns
    -------
    pyspark.sql.DataFrame
        A row a figure with the columns of `schema()`, in no order. The rows do not depend on the partitions, nor on
        executors that fail. A document that cannot be read gives none; `documents` tells of it.
    """
    columns = _columns(text, id, date, lang, country, title, publisher, url)
    return _map(df, columns, lexicon, limits, documents=False)


def documents(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    date: str | None = None,
    lang: str | None = None,
    country: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    *,
    lexicon: str | os.PathLike[str] | None = None,
    limits: Mapping[str, int | str] | None = None,
) -> DataFrame:
    """How reading each document went: a row for each, with ``status`` (``ok``, ``partial``, ``failed``) and ``message``.

    The parameters are those of `extract`. It reads the documents again.
    """
    columns = _columns(text, id, date, lang, country, title, publisher, url)
    return _map(df, columns, lexicon, limits, documents=True)


def schema(table: str = "figures") -> StructType:
    """The Spark schema of ``figures`` or ``documents``: strings, decimal(38, 9), bigint and date."""
    import pyarrow
    from pyspark.sql.pandas.types import from_arrow_schema

    nothing = _stream([], _columns(), None, None, 1, dictionary=False, documents_table=table == "documents")
    fields = [field.with_nullable(True) for field in pyarrow.schema(nothing)]
    return from_arrow_schema(pyarrow.schema(fields))


def _columns(*names: str | None) -> dict[str, str | None]:
    keys = ("text", "id", "date", "lang", "country", "title", "publisher", "url")
    return dict(zip(keys, (*names, *[None] * len(keys))))


def _map(
    df: DataFrame,
    columns: dict[str, str | None],
    lexicon: str | os.PathLike[str] | None,
    limits: Mapping[str, int | str] | None,
    *,
    documents: bool,
) -> DataFrame:
    from pyspark.sql import functions

    # Usual names, so that a column that is not named is not taken.
    named = [functions.col(f"`{column}`").alias(key) for key, column in columns.items() if column is not None]
    function = _function(lexicon, _limits(limits), documents)
    return df.select(*named).mapInArrow(function, schema("documents" if documents else "figures"))


def _function(
    lexicon: str | os.PathLike[str] | None, limits: dict[str, int | str] | None, documents: bool
) -> Callable[[Iterator[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        # A task has one core.
        tables = _stream(batches, _columns(), lexicon, limits, 1, distinct=False, dictionary=False)
        for figures in tables:
            table = figures.documents if documents else figures
            yield from pyarrow.table(table).to_batches()

    return work
