"""Full-text search over reports in English, Russian and Ukrainian: an inverted index in two columns of integers.

Words are folded to lower case and cut to their stems: the Snowball stemmers for English and Russian, a list of
endings for Ukrainian (Snowball has none). A term is a 64-bit hash of language and stem, so "Гуеве" in a Russian
report and in a Ukrainian one are two terms; a query is stemmed in every language that it may be in. Reports that
hold all words of the query are ranked by BM25 (Robertson and Zaragoza 2009, k1 = 1.2, b = 0.75).
"""

from __future__ import annotations

import functools
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from importlib import resources
from typing import TYPE_CHECKING

from conflictdata.model import Report

if TYPE_CHECKING:
    import duckdb

LANGUAGES = ("en", "ru", "uk")
K1, B = 1.2, 0.75
LONGEST_WORD = 64
"""Longer runs of letters are no words; their first characters are indexed."""

_APOSTROPHES = re.compile("(?<=\\w)['\u2019\u02bc\u2018`](?=\\w)")
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")

_UK_VOWELS = frozenset("аеєиіїоуюя")


def words(text: str) -> list[str]:
    """The words of a text in order: lower case, apostrophes inside words dropped, ё as е."""
    folded = _APOSTROPHES.sub("", text).lower().replace("ё", "е")
    return [word[:LONGEST_WORD] for word in _WORD.findall(folded)]


@functools.cache
def _snowball(language: str) -> Callable[[str], str]:
    import snowballstemmer

    stemmer = snowballstemmer.stemmer(language)
    return lambda word: str(stemmer.stemWord(word))


@functools.cache
def _uk_endings() -> tuple[str, ...]:
    text = resources.files("conflictdata.store").joinpath("endings.toml").read_text(encoding="utf-8")
    found = {ending for group in tomllib.loads(text).values() for ending in group.split()}
    return tuple(sorted(found, key=lambda ending: (-len(ending), ending)))


def _uk_stem(word: str) -> str:
    for ending in _uk_endings():
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and not _UK_VOWELS.isdisjoint(stem):
            return _fleeting(stem)
    return _fleeting(word)


def _fleeting(stem: str) -> str:
    """напрямок as напрямк-, the stem of its other cases."""
    if len(stem) > 4 and stem.endswith(("ок", "ек")) and stem[-3] not in _UK_VOWELS:
        return stem[:-2] + "к"
    return stem


@functools.lru_cache(maxsize=200_000)
def term(word: str, lang: str) -> int:
    """The term of a word: a signed 64-bit number."""
    if lang == "uk":
        stem = _uk_stem(word)
    elif lang == "ru":
        stem = _snowball("russian")(word)
    else:
        stem = _snowball("english")(word)
    digest = hashlib.blake2b(f"{lang}:{stem}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def language(text: str, lang: str | None) -> str:
    """The language a text is indexed in: as given, else by its letters."""
    if lang in LANGUAGES:
        return lang
    letters = text[:4000].lower()
    if not _CYRILLIC.search(letters):
        return "en"
    ukrainian = sum(map(letters.count, "іїєґ"))
    return "uk" if ukrainian > sum(map(letters.count, "ыэъё")) else "ru"


def terms(report: Report) -> tuple[Counter[int], int]:
    """How often each term occurs in a report's title and text, and the number of words."""
    whole = f"{report.title}\n{report.text}"
    lang = language(whole, report.lang)
    found = words(whole)
    return Counter(term(word, _word_language(word, lang)) for word in found), len(found)


def _word_language(word: str, lang: str) -> str:
    """The language a word of a text is stemmed in: a Latin word in a Cyrillic text stands as it is in English, and a
    Cyrillic one in an English text in the language of its own letters, as a query asks for it."""
    if not _CYRILLIC.search(word):
        return "en"
    return lang if lang != "en" else language(word, None)


def query_terms(text: str, lang: str | None) -> list[tuple[int, ...]]:
    """For each word of a query the terms that count as a match."""
    found = []
    for word in dict.fromkeys(words(text)):
        langs: tuple[str, ...] = ("en",)
        if _CYRILLIC.search(word):
            langs = (lang,) if lang in ("ru", "uk") else ("ru", "uk")
        found.append(tuple(term(word, each) for each in langs))
    return found


def passage(report: Report, asked: set[int], *, length: int = 200) -> str:
    """The part of a report's text around the first word that a query asked for."""
    lang = language(f"{report.title}\n{report.text}", report.lang)
    for found in re.finditer(r"\S+", report.text):
        terms_here = (term(word, _word_language(word, lang)) for word in words(found[0]))
        if asked.intersection(terms_here):
            start = max(0, found.start() - length // 3)
            end = start + length
            before, after = "…" if start else "", "…" if end < len(report.text) else ""
            return before + " ".join(report.text[start:end].split()) + after
    return " ".join(report.text[:length].split())


def ranked(found: list[tuple[int, ...]]) -> tuple[str, list[object]]:
    """A query for (doc, score) of the reports that hold every word, and its parameters."""
    flat = [(number, each) for number, alternatives in enumerate(found) for each in alternatives]
    values = ", ".join("(?::INTEGER, ?::BIGINT)" for _ in flat)
    sql = f"""
        WITH asked(word, term) AS (VALUES {values}),
        hits AS (SELECT word, doc, sum(count) AS tf FROM postings JOIN asked USING (term) GROUP BY word, doc),
        live AS (SELECT doc, words FROM reports WHERE latest AND words > 0),
        size AS (SELECT count(*) AS n, avg(words) AS mean FROM live),
        weight AS (SELECT word, ln(1 + ((SELECT n FROM size) - count(*) + 0.5) / (count(*) + 0.5)) AS idf
                   FROM hits JOIN live USING (doc) GROUP BY word)
        SELECT doc, sum(idf * tf * {K1 + 1} / (tf + {K1} * ({1 - B} + {B} * words / mean))) AS score
        FROM hits JOIN live USING (doc) JOIN weight USING (word), size
        GROUP BY doc HAVING count(DISTINCT word) = ?"""
    return sql, [*(value for pair in flat for value in pair), len(found)]


def rebuild(connection: duckdb.DuckDBPyConnection) -> None:
    """Index every report anew."""
    from conflictdata.store import _rows

    connection.execute("DELETE FROM postings")
    docs = connection.execute("SELECT doc FROM reports ORDER BY doc").fetchall()
    for start in range(0, len(docs), 1000):
        chosen = [doc for (doc,) in docs[start : start + 1000]]
        rows = connection.execute(
            "SELECT doc, record, text FROM reports WHERE doc IN (SELECT unnest(?))", [chosen]
        ).fetchall()
        postings: list[dict[str, int]] = []
        lengths: list[tuple[int, int]] = []
        for doc, record, text in rows:
            counts, total = terms(_rows.read_report(record, text))
            postings += ({"term": each, "doc": doc, "count": count} for each, count in counts.items())
            lengths.append((total, doc))
        connection.register("fresh", _rows.table("postings", postings))
        connection.execute("INSERT INTO postings BY NAME SELECT * FROM fresh")
        connection.unregister("fresh")
        connection.executemany("UPDATE reports SET words = ? WHERE doc = ?", lengths)
