"""Endnotes: split, mended, tied."""

from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata_isw import _endnotes as endnotes

few = settings(max_examples=60, deadline=None)
hosts = st.from_regex(r"[a-z]{2,8}(\.[a-z]{2,6}){1,2}", fullmatch=True)
paths = st.from_regex(r"(/[a-z0-9_-]{1,9}){1,3}", fullmatch=True)
urls = st.builds(lambda host, path: f"https://{host}{path}", hosts, paths)


@few
@given(st.integers(1, 3999))
def test_roman_numbers_are_read(value: int) -> None:
    marks = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
             (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
    left, written = value, ""
    for worth, mark in marks:
        while left >= worth:
            left, written = left - worth, written + mark
    assert endnotes.number(written) == value


@few
@given(st.lists(st.lists(urls, min_size=1, max_size=4), min_size=1, max_size=12), st.data())
def test_notes_survive_however_they_are_broken_into_paragraphs(
    notes: list[list[str]], data: st.DataObject
) -> None:
    text = ""
    for number, found in enumerate(notes, 1):
        separator = data.draw(st.sampled_from([" ; ", "; ", " ", ", "]))
        text += ("\n" if number > 1 else "") + f"[{number}] " + separator.join(found)
    cuts = data.draw(st.sets(st.sampled_from(range(len(notes)))))
    lines = text.split("\n")
    paragraphs, here = [], ""
    for index, line in enumerate(lines):
        here = f"{here}\n{line}" if here else line
        if index in cuts:
            paragraphs.append(here)
            here = ""
    paragraphs += [here] if here else []
    split = endnotes.split(paragraphs)
    assert {number: endnotes.addresses(note) for number, note in split.items()} == {
        number: tuple(dict.fromkeys(found)) for number, found in enumerate(notes, 1)
    }


@few
@given(hosts, paths, st.sampled_from([" dot ", "\u00a0dot ", " [dot] ", " (dot) ", "[dot]"]))
def test_a_dot_written_out_is_restored(host: str, path: str, dot: str) -> None:
    written = f"https://{host.replace('.', dot, 1)}{path}"
    assert endnotes.addresses(written) == (f"https://{host}{path}",)


def test_addresses_with_blanks_and_broken_schemes_are_mended() -> None:
    assert endnotes.addresses("https://t. me/example/12") == ("https://t.me/example/12",)
    assert endnotes.addresses("https: //example.org/a/ b") == ("https://example.org/a/b",)
    assert endnotes.addresses("ttps://example.org/x") == ("https://example.org/x",)
    assert endnotes.addresses("https://example.org/x (in Ukrainian)") == ("https://example.org/x",)
    assert endnotes.addresses("example.org/x/1") == ("https://example.org/x/1",)
    assert endnotes.addresses("ISW's own analysis") == ()


def test_a_number_in_an_address_begins_no_note() -> None:
    split = endnotes.split(["[1] https://example.org/a[9]b [2] https://example.org/c"])
    assert set(split) == {1, 2}


def test_a_note_continued_in_the_next_paragraph_stays_one() -> None:
    split = endnotes.split(
        ["[1] https://example.org/a", "https://example.org/b", "[2] https://example.org/c"]
    )
    assert endnotes.addresses(split[1]) == ("https://example.org/a", "https://example.org/b")


def test_markers_support_the_sentence_they_end() -> None:
    text = "Forces took Alpha.[1] Others, seen near Beta [2], left.[3][4] Nothing more was said."
    supports = tuple(endnotes.markers(text, dict.fromkeys(range(1, 5))))
    first = (0, text.index(".[1]") + 1)
    second = (text.index("Others"), text.index("left.") + 5)
    third = (text.index("Nothing"), len(text))
    assert list(endnotes.supporting(supports, first, text)) == [1]
    assert list(endnotes.supporting(supports, second, text)) == [2, 3, 4]
    assert list(endnotes.supporting(supports, third, text)) == []


@few
@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    endnotes.addresses(text)
    split = endnotes.split([text])
    list(endnotes.markers(text, split))
