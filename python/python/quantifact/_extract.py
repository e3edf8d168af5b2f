"""Texts, tables and files to figures."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, Union

from . import _quantifact
from ._quantifact import Stream, Table

Paths = Union[str, "os.PathLike[str]", Iterable[Union[str, "os.PathLike[str]"]]]
Limits = Mapping[str, Union[int, str]]


def extract(
    documents: Any,
    *,
    text: str | None = None,
    id: str | None = None,
    date: str | None = None,
    lang: str | None = None,
    country: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    lexicon: str | os.PathLike[str] | None = None,
    limits: Limits | None = None,
    jobs: int | None = None,
) -> Table:
    """The figures of texts or of a table of texts.

    Parameters
    ----------
    documents : str, list of str, table, or iterable of tables
        A text; texts (None is a document without text); or anything with ``__arrow_c_stream__`` or
        ``__arrow_c_array__``: an Arrow table or record batch, a Polars or pandas (2.2 and later) data frame, a DuckDB
        relation; or several of these, one after the other. The texts are plain, not Markdown.
    text, id, title, publisher, url : str, optional
        The names of the columns of a table; not used for texts. A column that is not named is the one of the usual
        name (``text``; ``id`` or ``doc_id``; ``title`` …) where the table has it. Ids may be whole numbers. A
        document without an id is called ``text-1`` after its number, from 1; where two have the same id, the later one
        is ``a-2``, and ``documents.source_id`` keeps the id given.
    date, lang, country : str, optional
        Of a table, the names of columns, as above (``date`` or ``published``). Of texts, what holds for all of them:
        the date they were published ("2024-04-19", "2022-09"), their language ("en", "es"), and the country whose
        money and dates they write (a name or ISO 3166-1 alpha-3). Dates without a year ("last September") are
        resolved against the date; without one they stay without a period. The language is found out where not told.
    lexicon : path, optional
        A folder of word tables besides the built-in ones.
    limits : mapping, optional
        What a document may cost, such as ``{"time": 30, "text": "1MiB"}``: seconds, bytes.
    jobs : int, optional
        Threads; one a core where not told. What comes out does not depend on it.

    Returns
    -------
    Table
        A row a figure, in the order of the documents and of their text. ``value`` and ``value_max`` are
        decimal128(38, 9) in the unit of ``unit``, days are date32, ``char_start`` and ``char_end`` are code points of
        the text (Python's own: ``text[char_start:char_end] == exact``), words of closed sets are dictionaries.
        ``Table.documents`` has a row a document, with ``status`` (``ok``, ``partial``, ``failed``) and ``message``.

    Raises
    ------
    ValueError
        Where a column named is not there, or an option does not read. Never for what a document holds.
    TypeError
        Where ``documents`` is none of the above.

    Python's lock is released while figures are extracted; Ctrl-C is heard every 2048 documents.
    """
    columns = dict(
        text=text, id=id, date=date, lang=lang, country=country, title=title, publisher=publisher, url=url
    )
    return _stream(documents, columns, lexicon, limits, jobs).collect()


def stream(
    documents: Any,
    *,
    text: str | None = None,
    id: str | None = None,
    date: str | None = None,
    lang: str | None = None,
    country: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    lexicon: str | os.PathLike[str] | None = None,
    limits: Limits | None = None,
    jobs: int | None = None,
    table: str = "figures",
) -> Stream:
    """The same as `extract`, batch by batch as the figures are asked for, in bounded memory.

    Documents are taken from ``documents`` up to 2048, or 16 MiB of text, at a time. Iterating gives a `Table` for
    these, with its ``documents``; given to DuckDB, Polars or pyarrow it is a stream of record batches, of figures or,
    with ``table="documents"``, of documents. It is read once. ``Stream.counts`` tells how many documents went how.

        >>> for figures in quantifact.stream(batches):         # doctest: +SKIP
        ...     writer.write_table(figures.to_arrow())
    """
    if table not in ("figures", "documents"):
        raise ValueError(f"table {table!r}: expected figures or documents")
    columns = dict(
        text=text, id=id, date=date, lang=lang, country=country, title=title, publisher=publisher, url=url
    )
    return _stream(documents, columns, lexicon, limits, jobs, documents_table=table == "documents")


def read(
    source: Paths | bytes | bytearray | memoryview,
    *,
    format: str | None = None,
    name: str | None = None,
    date: str | None = None,
    lang: str | None = None,
    country: str | None = None,
    lexicon: str | os.PathLike[str] | None = None,
    limits: Limits | None = None,
    jobs: int | None = None,
) -> Table:
    """The figures of files and folders, or of the bytes of one file: the rows that ``quantifact extract`` gives.

    Parameters
    ----------
    source : path, iterable of paths, or bytes
        Files are read whatever their ending is; of a folder the documents below it, in bytewise order of their paths.
        Text, Markdown, HTML, PDF with text in it, DOCX, and tables of documents (JSON lines, CSV, Arrow, Parquet) with
        a column ``text``; any of them may be packed by gzip.
    format : str, optional
        ``txt``, ``md``, ``html``, ``pdf``, ``docx``, ``jsonl``, ``csv``, ``arrow`` or ``parquet``; as the ending says
        where not told. For bytes it is needed unless ``name`` has an ending or the bytes tell.
    name : str, optional
        What bytes are called: the id of the document, without its ending, and perhaps its date.
    date, lang, country : str, optional
        What holds for all documents; goes before what they say of themselves.
    lexicon, limits, jobs
        As in `extract`.

    Returns
    -------
    Table
        As `extract`. A path where nothing is, a folder without documents and a file that cannot be read are rows of
        ``Table.documents`` with status ``failed``.

    Raises
    ------
    ValueError
        Where an option does not read.
    """
    told = dict(
        format=format, date=date, lang=lang, country=country, limits=_limits(limits), lexicon=lexicon, jobs=jobs
    )
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _quantifact.read([], bytes(source), name or "document", told)
    if name is not None:
        raise ValueError("name is for bytes: files have names of their own")
    paths = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    return _quantifact.read(paths, None, "", told)


def load(path: str | os.PathLike[str], table: str = "figures") -> Table:
    """A table that the command wrote (CSV, or JSON lines by its ending ``.jsonl``), typed as `extract` gives it.

    ``table`` is ``figures``, ``documents``, ``series`` or ``claims``. Raises OSError where the file cannot be read,
    ValueError with the line and the column where a cell does not read.
    """
    return _quantifact.load(path, table)


def _stream(
    documents: Any,
    columns: dict[str, str | None],
    lexicon: str | os.PathLike[str] | None,
    limits: Limits | None,
    jobs: int | None,
    *,
    distinct: bool = True,
    dictionary: bool = True,
    documents_table: bool = False,
) -> Stream:
    told: dict[str, Any] = dict(
        format=None, date=None, lang=None, country=None, limits=_limits(limits), lexicon=lexicon, jobs=jobs
    )
    if _is_texts(documents):
        for name in ("date", "lang", "country"):
            told[name] = columns[name]
    return _quantifact.stream(
        documents, columns, told, distinct=distinct, dictionary=dictionary, documents=documents_table
    )


def _is_texts(documents: Any) -> bool:
    if isinstance(documents, str):
        return True
    is_list = isinstance(documents, (list, tuple))
    return is_list and all(text is None or isinstance(text, str) for text in documents)


def _limits(limits: Limits | None) -> dict[str, int | str] | None:
    return None if limits is None else dict(limits)
