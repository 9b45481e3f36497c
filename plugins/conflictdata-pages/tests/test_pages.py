"""Responses to pages, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata import records
from conflictdata.errors import ConflictDataError, ParseError
from conflictdata.model import Report
from conflictdata.plugins import Response
from conflictdata_pages import (
    TextBuilder,
    absolute,
    decoded,
    extra_of,
    extras,
    heading,
    html_page,
    json_body,
    statement_text,
    tidy,
)

few = settings(max_examples=60, deadline=None)
WORDS = "Сводка за день: бои у Ольховки. " * 40


def response(body: bytes, *, status: int = 200, **headers: str) -> Response:
    return Response(
        source="x", url="https://example.org/p", body=body, status=status, retrieved=datetime(2026, 5, 1, tzinfo=UTC),
        headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()), stored="raw/1",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["utf-8", "windows-1251", "koi8-r", "utf-16"])
def test_the_declared_encoding_is_used_wherever_it_is_declared(name: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body>{WORDS}</body></html>'
    assert WORDS in decoded(response(page.encode(name), content_type=f"text/html; charset={name}"))
    assert WORDS in decoded(response(page.encode(name)))


def test_another_encoding_than_the_declared_is_refused() -> None:
    with pytest.raises(ParseError, match="encoding"):
        decoded(response(WORDS.encode("windows-1251"), content_type="text/html; charset=utf-8"))
    with pytest.raises(ParseError, match="unknown encoding"):
        decoded(response(b"abc", content_type="text/html; charset=klingon"))


@given(st.binary(max_size=400), st.integers(100, 599))
@few
def test_any_bytes_are_a_page_or_a_parse_error_that_names_the_address(body: bytes, status: int) -> None:
    for read in (html_page, json_body):
        try:
            read(response(body, status=status))
        except ParseError as error:
            assert (
                error.source == "x"
                and error.url == "https://example.org/p"
                and error.response_path == "raw/1"
            )
        else:
            assert 200 <= status < 300


@pytest.mark.parametrize("status", [301, 401, 403, 404, 410, 429, 500])
def test_an_error_status_is_told(status: int) -> None:
    with pytest.raises(ParseError, match=str(status)):
        html_page(response(b"<html></html>", status=status))


def test_a_page_shorter_than_announced_is_refused() -> None:
    with pytest.raises(ParseError, match="20 of 9000"):
        html_page(response(b"<html>123</html>1234", content_length="9000"))


@pytest.mark.parametrize(
    "title", ["Sign in", "Just a moment...", "Вход", "Увійти | Сайт", "Are you a robot?"]
)
def test_walls_are_refused(title: str) -> None:
    with pytest.raises(ParseError, match="wall"):
        html_page(response(f"<html><head><title>{title}</title></head><body></body></html>".encode()))


def test_an_article_about_logging_in_is_no_wall() -> None:
    title = "Ministry asks soldiers to sign in to a new register before they leave the front"
    html_page(response(f"<html><head><title>{title}</title></head></html>".encode()))


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=10))
@few
def test_spans_of_blocks_point_at_them(blocks: list[str]) -> None:
    builder = TextBuilder()
    spans = [builder.add(block) for block in blocks]
    assert [builder.text[start:end] for start, end in spans] == blocks
    assert len(builder.text) == builder.length


values = st.recursive(
    st.booleans() | st.integers(-(10**9), 10**9) | st.text(min_size=1, max_size=10),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.from_regex(r"x_[a-z]{1,8}", fullmatch=True), values, max_size=4))
@few
def test_extra_values_survive_a_record(given_values: dict[str, object]) -> None:
    report = Report(
        source="x", text="t", published=datetime(2026, 5, 1, tzinfo=UTC), extra=extras(given_values)
    )
    assert extra_of(report) == given_values
    again = records.loads(Report, records.dumps(report))
    assert again == report and extra_of(again) == given_values


def test_an_extra_value_that_is_no_json_is_named() -> None:
    report = Report(source="x", text="t", published=datetime(2026, 5, 1, tzinfo=UTC), extra=[("a", "{")])
    with pytest.raises(ConflictDataError, match=report.id):
        extra_of(report)


def test_the_main_block_is_found_by_its_text() -> None:
    menu = "".join(f"<li><a href='/{n}'>Menu {n}</a></li>" for n in range(30))
    page = f"""<html><body><nav><ul>{menu}</ul></nav><div><p>Teaser.</p></div><div><h2>Head</h2><p>First.<br>Line.</p>
<ul><li>One</li><li>Two</li></ul><blockquote><p>Quoted words that are long enough.</p></blockquote><p>Last paragraph of all.</p></div></body></html>"""
    tree = html_page(response(page.encode()))
    assert (
        statement_text(tree)
        == "Head\nFirst.\nLine.\nOne\nTwo\nQuoted words that are long enough.\nLast paragraph of all."
    )
    assert heading(tree) == ""


@given(st.text(max_size=200))
@few
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_only_web_addresses_are_links() -> None:
    assert absolute("https://example.org/a/", "../b") == "https://example.org/b"
    assert absolute("https://example.org/", "javascript:alert(1)") is None
    assert absolute("https://example.org/", "http://[bad") is None


@pytest.mark.parametrize(
    ("body", "said"),
    [(WORDS.encode("cp1251"), "utf-8"), (WORDS.encode(), "windows-1251"), ("plain".encode("utf-16-le"), "utf-8"),
     (b"GIF89a\0\1\0", "iso-8859-1")],
)  # fmt: skip
def test_bytes_in_another_encoding_than_declared_are_refused(body: bytes, said: str) -> None:
    with pytest.raises(ParseError, match=rf"not in the encoding it declares \({said}\)"):
        decoded(response(body, content_type=f"text/html; charset={said}"))


@given(st.text(st.characters(codec="cp1251", exclude_characters="\0"), min_size=1).filter(str.strip))
@few
def test_a_text_in_the_declared_encoding_is_never_refused(text: str) -> None:
    words = f"{text} Сводка"
    assert decoded(response(words.encode("cp1251"), content_type="text/html; charset=windows-1251")) == words
