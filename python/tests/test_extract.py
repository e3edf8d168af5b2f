"""Texts and tables to figures: types, ids, options, documents that fail."""

from __future__ import annotations

import datetime
import decimal
import threading
import time

import pandas
import polars
import pyarrow
import pytest
from conftest import FACT_SHEETS, python

import quantifact

JOBS = "USAID helped create more than 90,000 jobs in 2023."


def test_a_text() -> None:
    figures = quantifact.extract(JOBS)
    first = figures.to_arrow().to_pylist()[0]
    assert (first["doc_id"], first["exact"], first["modifier"]) == ("text-1", "90,000", "more_than")
    assert first["value"] == decimal.Decimal("90000")
    assert JOBS[first["char_start"] : first["char_end"]] == first["exact"]
    assert first["period_start"] == datetime.date(2023, 1, 1)
    assert len(figures) == figures.num_rows == 2
    assert repr(figures) == f"<quantifact.Table: 2 rows, {len(figures.column_names)} columns>"


def test_columns_are_typed() -> None:
    schema = pyarrow.schema(quantifact.extract(JOBS))
    words = pyarrow.dictionary(pyarrow.int8(), pyarrow.string())
    expected = {
        "figure_id": pyarrow.string(),
        "kind": words,
        "value": pyarrow.decimal128(38, 9),
        "value_max": pyarrow.decimal128(38, 9),
        "decimals": pyarrow.int64(),
        "category": pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
        "status": words,
        "period_start": pyarrow.date32(),
        "confidence": pyarrow.decimal128(38, 9),
    }
    assert {name: schema.field(name).type for name in expected} == expected
    assert not schema.field("figure_id").nullable and schema.field("value").nullable


def test_offsets_are_those_of_python() -> None:
    text = "😀 Se destinaron €5 millones a 12 municipios — 🚰."
    for figure in quantifact.extract(text).to_arrow().to_pylist():
        assert text[figure["char_start"] : figure["char_end"]] == figure["exact"]


def test_texts_share_what_is_told() -> None:
    texts = ["In September the plan made 500 jobs.", None, "Last year 20 wells were built."]
    figures = quantifact.extract(texts, date="2022-10-05", lang="en")
    assert figures.documents is not None
    documents = figures.documents.to_arrow().to_pylist()
    assert [row["doc_id"] for row in documents] == ["text-1", "text-2", "text-3"]
    assert [row["status"] for row in documents] == ["ok", "failed", "ok"]
    assert {row["published"] for row in documents if row["status"] == "ok"} == {"2022-10-05"}
    periods = {row["exact"]: row["period_edtf"] for row in figures.to_arrow().to_pylist()}
    assert periods["In September"[3:]] == "2022-09"


TABLE = {
    "id": [7, 8, 8, None],
    "text": [JOBS, "Hubo 3.000 empleos.", "It cost $5 million.", "It cost $6 million."],
    "date": [datetime.date(2024, 5, 1), None, None, None],
    "lang": ["en", "es", None, None],
}


@pytest.mark.parametrize(
    "table",
    [
        pyarrow.table(TABLE),
        pyarrow.RecordBatch.from_pydict(TABLE),
        polars.DataFrame(TABLE),
        pandas.DataFrame({**TABLE, "id": pandas.array(TABLE["id"], dtype="Int64")}),
        pyarrow.table(TABLE).cast(
            pyarrow.schema(
                {
                    "id": pyarrow.int64(),
                    "text": pyarrow.large_utf8(),
                    "date": pyarrow.timestamp("us"),
                    "lang": pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
                }
            )
        ),
        [pyarrow.table(TABLE)],
        iter([pyarrow.table(TABLE).slice(0, 2), polars.DataFrame(TABLE)[2:]]),
    ],
    ids=["table", "batch", "polars", "pandas", "other types", "list", "iterator"],
)
def test_any_table(table: object) -> None:
    figures = quantifact.extract(table)
    assert figures.documents is not None
    documents = figures.documents.to_arrow().to_pylist()
    assert [row["doc_id"] for row in documents] == ["7", "8", "8-2", "text-4"]
    assert [row["source_id"] for row in documents] == ["7", "8", "8", None]
    assert documents[0]["published"] == "2024-05-01"
    assert [row["lang"] for row in documents] == ["en", "es", "en", "en"]
    values = [(row["doc_id"], row["value"]) for row in figures.to_arrow().to_pylist() if row["value"]]
    assert values == [("7", 90_000), ("8", 3_000), ("8-2", 5_000_000), ("text-4", 6_000_000)]


def test_columns_may_have_other_names() -> None:
    table = pyarrow.table({"text": ["no"], "body": [JOBS], "key": ["a"], "on": ["May 2, 2024"]})
    figures = quantifact.extract(table, text="body", id="key", date="on")
    assert figures.documents is not None
    row = figures.documents.to_arrow().to_pylist()[0]
    assert (row["doc_id"], row["published"], row["figures"]) == ("a", "2024-05-02", 2)


def test_what_is_asked_wrongly_is_an_exception() -> None:
    table = pyarrow.table({"body": [JOBS]})
    with pytest.raises(ValueError, match="no column `text` among: body"):
        quantifact.extract(table)
    with pytest.raises(ValueError, match="no column `date`|no column `on`"):
        quantifact.extract(table, text="body", date="on")
    with pytest.raises(TypeError, match="expected a text, a list of texts"):
        quantifact.extract(5)
    with pytest.raises(TypeError, match="expected a text, a list of texts"):
        quantifact.extract(["a", 5])
    with pytest.raises(ValueError, match="lang"):
        quantifact.extract(JOBS, lang="fr")
    with pytest.raises(ValueError, match="date"):
        quantifact.extract(JOBS, date="soon")
    with pytest.raises(ValueError, match="no limit is called"):
        quantifact.extract(JOBS, limits={"tim": 3})
    with pytest.raises(ValueError, match="no such folder"):
        quantifact.extract(JOBS, lexicon="/nowhere/at/all")


def test_a_document_that_fails_is_a_row() -> None:
    french = "Le ministère a annoncé que les écoles de la ville sont ouvertes et que les enfants sont dans les classes."
    texts = [JOBS, "", french, "It cost $5 million. " * 100, JOBS]
    table = pyarrow.table({"text": texts, "id": list("abcde"), "date": ["2024", None, None, None, "never"]})
    figures = quantifact.extract(table, limits={"text": 1000})
    assert figures.documents is not None
    documents = {row["doc_id"]: row for row in figures.documents.to_arrow().to_pylist()}
    assert [documents[id]["status"] for id in "abcde"] == ["ok", "failed", "failed", "partial", "partial"]
    assert documents["b"]["message"] == "no text found in it"
    assert documents["c"]["message"] == "language not read: French"
    assert documents["d"]["message"].startswith("its text is longer than")
    assert documents["e"]["message"] == "cannot read the date `never`"
    assert documents["e"]["figures"] == 2


def test_files_and_bytes(tmp_path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# Jobs\n\nIt made **500** jobs.\n")
    (tmp_path / "docs" / "b.pdf").write_bytes(b"%PDF-1.7 and no more")
    figures = quantifact.read([tmp_path / "docs", tmp_path / "missing.txt"])
    assert figures.documents is not None
    told = {row["path"].rsplit("/")[-1]: row for row in figures.documents.to_arrow().to_pylist()}
    assert {name: row["status"] for name, row in told.items()} == {
        "a.md": "ok",
        "b.pdf": "failed",
        "missing.txt": "failed",
    }
    assert told["missing.txt"]["message"]
    assert figures.to_arrow()["section"].to_pylist() == ["Jobs"]

    page = b"<html><body><h1>Jobs</h1><p>It made <b>500</b> jobs.</p></body></html>"
    of_bytes = quantifact.read(page, name="2024-04-jobs.html")
    assert of_bytes.to_arrow()["exact"].to_pylist() == ["500"]
    assert of_bytes.documents is not None
    assert of_bytes.documents.to_arrow()["published"].to_pylist() == ["2024-04"]
    broken = quantifact.read(b"\x89PNG\r\n", format="txt").documents
    assert broken is not None and broken.to_arrow()["status"].to_pylist() == ["failed"]


def test_a_stream_is_read_once_and_counts() -> None:
    table = pyarrow.table({"text": [JOBS, ""] * 3000})
    stream = quantifact.stream(table)
    sizes = [(len(figures), len(figures.documents or [])) for figures in stream]
    assert sizes == [(2048, 2048), (2048, 2048), (1904, 1904)]
    assert stream.counts == {"ok": 3000, "partial": 0, "failed": 3000}
    assert list(stream) == []
    with pytest.raises(RuntimeError, match="read before"):
        pyarrow.table(stream)
    statuses = pyarrow.table(quantifact.stream(table, table="documents"))["status"]
    assert statuses.to_pylist() == ["ok", "failed"] * 3000


def test_what_goes_wrong_where_the_documents_come_from_is_told() -> None:
    def batches():
        yield pyarrow.table({"text": [JOBS]})
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        quantifact.extract(batches())


def test_the_rows_do_not_depend_on_the_threads() -> None:
    texts = [path.read_text() for path in FACT_SHEETS] * 4
    one = quantifact.extract(texts, jobs=1).to_arrow()
    assert one.equals(quantifact.extract(texts, jobs=3).to_arrow())


def test_the_lock_is_released() -> None:
    texts = [path.read_text() for path in FACT_SHEETS] * 200
    ticks = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    start = time.monotonic()
    quantifact.extract(texts, jobs=1)
    end = time.monotonic()
    done.set()
    thread.join()
    # With the lock held, Python would not have come to run in between.
    assert sum(start < at < end for at in ticks) > 10


def test_a_forked_process_works() -> None:
    code = """
import os, quantifact
quantifact.extract("It made 500 jobs.")
child = os.fork()
if child == 0:
    print(len(quantifact.extract("It made 500 jobs.")), flush=True)
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
"""
    assert python(code) == "1\n"


def test_nothing_else_is_needed() -> None:
    code = """
import sys, quantifact
figures = quantifact.extract("It made 500 jobs.")
batch = figures.batches()[0]
assert len(batch) == 1 and len(batch.__arrow_c_array__()) == 2
print(sorted({"pyarrow", "pandas", "polars", "numpy"} & set(sys.modules)))
"""
    assert python(code) == "[]\n"
