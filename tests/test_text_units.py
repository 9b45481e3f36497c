"""Sentences, tokens, patterns and language detection."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictdata.text.language import detect
from conflictdata.text.lexicon import LANGUAGES, lexicon
from conflictdata.text.patterns import LexiconError, Matcher, compile_classes
from conflictdata.text.sentences import sentences
from conflictdata.text.tokens import fold, tokenize

WORDS = st.text(alphabet="abcdeгдеії", min_size=1, max_size=6)


def split(text: str, lang: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, lexicon(lang).abbreviations)]


@given(st.text(max_size=400))
def test_sentences_are_ordered_stretches_of_the_text(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert end <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        end = sentence.end


@given(
    st.lists(
        st.sampled_from(["Troops hold the town", "A bridge fell", "Drones hit Kyiv"]), min_size=1, max_size=6
    )
)
def test_as_many_sentences_as_were_joined(parts: list[str]) -> None:
    assert split(". ".join(parts) + ".") == [f"{part}." for part in parts]


@pytest.mark.parametrize(
    ("text", "lang", "count"),
    [
        ("Gen. Ivan Kozak spoke on Sept. 3. The U.S. envoy listened.", "en", 2),
        ("The village fell.[12] A blogger denied it.[13][14] Nothing else.", "en", 3),
        ("The bridge is gone.[65]Footage shows the rest.[66]", "en", 2),
        ("Обстріляно м. Суми та с. Хотінь. Є поранені.", "uk", 2),
        ("В г. Шебекино повреждены 3 дома. Погибших нет.", "ru", 2),
        ("“We hold the town. We stay,” the brigade said.", "en", 2),
        ("• Знищено міст\n• Пошкоджено склад\n▪️ Є полонені", "uk", 3),
        ("[12] https://t.me/example/1 ; https://example.org\nTroops advanced.", "en", 1),
    ],
)
def test_where_sentences_end(text: str, lang: str, count: int) -> None:
    assert len(split(text, lang)) == count


def test_a_wrapped_line_runs_on_and_an_item_does_not() -> None:
    wrapped = "The ministry said that its troops had entered the northern part of the\nvillage and hold it."
    assert len(split(wrapped)) == 1
    assert len(split("One bridge\ntwo depots\nthree trucks")) == 3


@given(st.text(max_size=300))
def test_tokens_point_at_their_words(text: str) -> None:
    tokens = tokenize(text)
    for start, end, norm in zip(tokens.starts, tokens.ends, tokens.norms, strict=True):
        assert fold(text[start:end]) == norm


@given(st.text(max_size=100), st.integers(0, 120))
def test_token_at_finds_the_first_that_ends_after(text: str, char: int) -> None:
    tokens = tokenize(text)
    index = tokens.at(char)
    assert all(end <= char for end in tokens.ends[:index])
    assert all(end > char for end in tokens.ends[index:])


def test_endnote_markers_and_links_are_no_words() -> None:
    assert tokenize("Seized.[12] See https://example.org/a.b now").norms == ("seized", ".", "see", "now")
    assert tokenize("Seized.[xiv] They go on [ ii ].").norms == ("seized", ".", "they", "go", "on", ".")
    assert "d" in tokenize("they seize[d] it").norms


@given(st.integers(1, 99), st.booleans())
def test_an_endnote_marker_ends_its_sentence(number: int, roman: bool) -> None:
    tens = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")[number // 10]
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
    mark = f"[{tens + ones if roman else number}]"
    first, second = f"Forces attacked Lyman.{mark}", f"Troops left Izium.{mark}"
    text = f"{first} {second}"
    assert [text[each.start : each.end] for each in sentences(text)] == [first, second]


@given(st.lists(WORDS, min_size=1, max_size=3), st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_a_pattern_is_found_wherever_it_stands(words: list[str], before: list[str], after: list[str]) -> None:
    found = Matcher([(" ".join(words), "x")], {}).find(tokenize(" ".join([*before, *words, *after])))
    assert any(match.start == len(before) and match.end == len(before) + len(words) for match in found)


@given(st.integers(0, 6))
def test_a_gap_takes_no_more_words_than_it_says(between: int) -> None:
    tokens = tokenize(" ".join(["took", *["z"] * between, "control"]))
    assert bool(Matcher([("took ~3 control", 1)], {}).find(tokens)) == (between <= 3)


def test_patterns_know_classes_prefixes_options_and_heads() -> None:
    classes = compile_classes({"weapon": ["drone*", "@heavy"], "heavy": ["gun"]})
    found = Matcher([("@weapon the? ^hit|struck", "strike")], classes).find(
        tokenize("drones the hit; gun struck")
    )
    assert [(m.start, m.end, m.head) for m in found] == [(0, 3, 2), (4, 6, 5)]


@pytest.mark.parametrize("pattern", ["@nowhere", "~3 gap", "maybe? first"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(LexiconError, match=r"pattern|class"):
        Matcher([(pattern, 1)], {})


def test_a_class_that_contains_itself_is_refused() -> None:
    with pytest.raises(LexiconError, match="contains itself"):
        compile_classes({"a": ["@b"], "b": ["@a"]})


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Troops entered the village.", "en"),
        ("Війська увійшли до села під Сумами.", "uk"),
        ("Войска вошли в село под Сумами.", "ru"),
        ("", "en"),
        ("12:30", "en"),
    ],
)
def test_language(text: str, lang: str) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_lexicon_names_kinds_of_the_taxonomy(lang: str) -> None:
    from conflictdata import taxonomy
    from conflictdata.text.lexicon import Trigger

    kinds = {value.kind for value in lexicon(lang).values() if isinstance(value, Trigger)}
    assert kinds <= set(taxonomy.kinds())
    assert {"capture", "attack", "air-drone-strike", "interception", "losses"} <= kinds


def test_a_language_without_lexicon_is_named() -> None:
    with pytest.raises(LexiconError, match="'xx'"):
        lexicon("xx")
