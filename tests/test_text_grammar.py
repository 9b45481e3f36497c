"""What is language stands in the lexicon files: no words in code, no class that nothing asks for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata.text
from conflictdata.text.grammar import Grammar
from conflictdata.text.language import detect
from conflictdata.text.lexicon import LANGUAGES, Lexicon, LexiconError, lexicon
from conflictdata.text.quantities import find_quantities
from conflictdata.text.tokens import tokenize

CODE = sorted(Path(conflictdata.text.__file__).parent.glob("*.py"))
ALPHABET = {"абвгґдезийклмнопрстуфхіїыэжцчшщюяєьъ'"}
"""What code romanises."""


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.stem)
def test_code_holds_no_word_in_cyrillic(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings
        and re.search("[\u0400-\u04ff]{2}", node.value) and node.value not in ALPHABET
    ]  # fmt: skip
    assert found == []


def test_a_class_that_nothing_asks_for_is_refused() -> None:
    with pytest.raises(LexiconError, match="nothing asks for 'artikles'"):
        Lexicon("en", {"grammar": {"artikles": ["the"]}})


def test_a_language_without_a_class_has_none_of_its_words() -> None:
    grammar = Lexicon("en", {}).grammar
    assert not any(grammar.and_.any_of(("and", "и", "та")) for _ in LANGUAGES)
    assert grammar.impersonal == ()


def test_every_class_is_used_by_a_language() -> None:
    known = [lexicon(lang).grammar for lang in LANGUAGES]
    empty = Lexicon("en", {}).grammar
    for field in attrs.fields(Grammar):
        values = [getattr(each, field.name) for each in known]
        if isinstance(values[0], tuple):
            assert any(values), field.name
        else:
            bare = getattr(empty, field.name)
            assert any(each._exact - bare._exact or each._prefixes for each in values), field.name


@given(st.sampled_from(LANGUAGES), st.data())
def test_number_words_count_like_figures(lang: str, data: st.DataObject) -> None:
    words = lexicon(lang)
    number = data.draw(st.sampled_from(sorted(words.numbers)))
    unit = {"en": "drones", "uk": "дрони", "ru": "дрона"}[lang]
    for text in (f"{number} {unit}", f"{words.numbers[number]} {unit}"):
        tokens = tokenize(text)
        ((_, quantity),) = find_quantities(tokens, 0, len(tokens), words)
        assert (quantity.value, quantity.unit) == (words.numbers[number], "drone")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Війська зайняли село.", "uk"), ("Войска заняли село, это было вчера.", "ru"),
        ("The village was taken.", "en"), ("", "en"), ("12:30", "en"),
    ],
)  # fmt: skip
def test_a_text_is_told_by_letters_and_words_of_its_language(text: str, lang: str) -> None:
    assert detect(text) == lang
