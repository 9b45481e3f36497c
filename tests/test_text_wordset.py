"""Sets of words: what they hold does not depend on what they were asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conflictdata.text.wordset import WordSet

_WORD = st.text("abc", min_size=1, max_size=4)


@given(exact=st.frozensets(_WORD), prefixes=st.lists(_WORD, max_size=3), asked=st.lists(_WORD))
def test_a_set_is_empty_only_without_words(
    exact: frozenset[str], prefixes: list[str], asked: list[str]
) -> None:
    words = WordSet(exact, tuple(prefixes))
    before = bool(words)
    assert [word in words for word in asked] == [
        word in exact or word.startswith(tuple(prefixes)) for word in asked
    ]
    assert bool(words) is before is bool(exact or prefixes)
