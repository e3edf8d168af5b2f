"""200,000 documents pass through in bounded memory."""

from __future__ import annotations

import json

from conftest import python

CODE = """
import json, random, resource, sys
import pyarrow, quantifact

COUNT = 200_000
ABOUT = ["jobs", "schools", "wells", "farmers", "vaccines", "clinics"]

def batches():
    for start in range(0, COUNT, 1000):
        pick = random.Random(start)
        texts = [
            f"The programme reached {pick.randrange(10, 9000):,} {pick.choice(ABOUT)} in 20{pick.randrange(10, 24)}. "
            f"It cost ${pick.randrange(1, 900)} million. " + "Partners met in the capital and agreed on the plan. " * 12
            for _ in range(1000)
        ]
        yield pyarrow.record_batch({"id": [f"d{start + at}" for at in range(1000)], "text": texts})

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

stream = quantifact.stream(batches())
figures = documents = 0
early = None
for table in stream:
    figures += len(table)
    documents += len(table.documents)
    if early is None and documents >= COUNT // 10:
        early = peak()
print(json.dumps({"figures": figures, "documents": documents, "counts": stream.counts, "early": early, "end": peak()}))
"""


def test_memory_is_bounded() -> None:
    told = json.loads(python(CODE))
    assert told["documents"] == 200_000
    assert told["counts"] == {"ok": 200_000, "partial": 0, "failed": 0}
    assert told["figures"] == 600_000
    # MiB: what came after the first tenth, 120 MB of text and 600,000 rows, takes no more than that did.
    assert told["end"] < told["early"] + 64, told
    assert told["end"] < 512, told
