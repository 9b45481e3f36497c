"""Full-text search over reports in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import store_samples as made
from conflictdata import _api
from conflictdata.errors import StoreError
from conflictdata.store import Archive, _search


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr(_api, "extract_reports", lambda reports: iter(()))
    archive = Archive(tmp_path / "war.duckdb")
    for number, (lang, text) in enumerate(
        [
            ("en", "Russian forces attacked towards the villages near Basivka, Basivka residents said."),
            (
                "en",
                "A village near Pokrovsk was shelled with rockets. Nothing was said of Basivka beyond that one word.",
            ),
            ("ru", "Бои в Гуеве продолжаются, противник атакует село из миномётов."),
            ("uk", "Ворожі атаки біля села Гуєве відбито, знищено об'єкт противника."),
            ("uk", "На Покровському напрямку тривають бої."),
        ]
    ):
        archive.add(made.report(text, lang=lang, url=f"https://example.org/{number}"))
    return archive


def found(archive: Archive, text: str, lang: str | None = None) -> list[str]:
    return [str(report.url)[-1] for report in archive.search(text, lang)]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("village", None, {"0", "1"}),
        ("VILLAGES attack", None, {"0"}),
        ("rocket", None, {"1"}),
        ("боев", None, {"2"}),
        ("Гуево", None, {"2"}),
        ("Гуєвому", None, {"3"}),
        ("село", None, {"2", "3"}),
        ("сёлах", None, {"2", "3"}),
        ("миномет", None, {"2"}),
        ("обʼєкти", None, {"3"}),
        ("об’єкту", "uk", {"3"}),
        ("село", "uk", {"3"}),
        ("село", "ru", {"2"}),
        ("покровський напрямок", None, {"4"}),
        ("покровського напрямку", None, {"4"}),
        ("nothing like it", None, set()),
        ("", None, set()),
        ("!!! ...", None, set()),
        ("%", None, set()),
    ],
)
def test_words_are_found_in_their_forms(
    archive: Archive, text: str, lang: str | None, expected: set[str]
) -> None:
    assert set(found(archive, text, lang)) == expected


def test_the_best_match_comes_first(archive: Archive) -> None:
    assert found(archive, "Basivka") == ["0", "1"]  # twice in a short text before once in a longer one
    assert archive.search("Basivka").first() == next(iter(archive.search("Basivka")))


def test_the_title_is_searched_and_old_revisions_are_not(archive: Archive) -> None:
    archive.add(made.report("Short.", title="Sudzha", url="https://example.org/7"))
    assert found(archive, "sudzha") == ["7"]
    archive.add(made.report("Short.", title="Korenevo", url="https://example.org/7"))
    assert found(archive, "sudzha") == []
    assert found(archive, "korenevo") == ["7"]


def test_the_number_of_answers_is_bounded(archive: Archive) -> None:
    assert archive.search("Basivka", limit=1).count() == 1


def test_an_unknown_language_is_refused(archive: Archive) -> None:
    with pytest.raises(StoreError, match="'de' is none of en, ru, uk"):
        archive.search("Dorf", "de")


@pytest.mark.parametrize("lang", ["en", "uk", "ru", None, "de"])
def test_a_cyrillic_word_in_any_text_is_found(tmp_path: Path, lang: str | None) -> None:
    with Archive(tmp_path / "mixed.duckdb") as archive:
        archive.add(
            made.report("The village is called Грузьке, " + "a long way off. " * 400 + "Зарічне", lang=lang)
        )
        assert archive.search("Грузьке").count() == 1
        assert archive.search("Зарічне").count() == 1  # the text's language is told by its beginning


_mixed = st.text(st.characters(codec="utf-8") | st.sampled_from("abcабвгґїёьЇҐЁӣ '’"), max_size=200)


@given(_mixed, st.sampled_from((None, "en", "ru", "uk", "xx")))
def test_any_text_can_be_indexed_and_then_found_by_each_of_its_words(text: str, lang: str | None) -> None:
    report = made.report(text, lang=lang)
    counts, total = _search.terms(report)
    assert sum(counts.values()) == total
    for word in _search.words(text):
        asked = _search.query_terms(word, report.lang if report.lang in _search.LANGUAGES else None)
        assert all(any(term in counts for term in alternatives) for alternatives in asked)
