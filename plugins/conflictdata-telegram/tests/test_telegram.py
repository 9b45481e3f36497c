"""The Telegram plugin against a local server and against a real page where one is at hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest
import telegram_pages as pages
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.errors import ModelError, ParseError
from conflictdata.model import Claim, Report, Source
from conflictdata.plugins import PluginRegistry, Response, SourcePlugin, Toolkit, Window, hookimpl
from conflictdata.testing import PageServer
from conflictdata_pages import extra_of
from conflictdata_pages.testing import WINDOW, walk
from conflictdata_telegram import TelegramPlugin, channel_of, revisions, source_of, tombstones

few = settings(max_examples=60, deadline=None)
REAL = Path(os.environ.get("CONFLICTDATA_REAL_PAGES", "/nonexistent"))
ID = "telegram:example_channel"


def response(body: str, url: str = "https://t.me/s/example_channel", source: str = ID) -> Response:
    return Response(
        source=source, url=url, body=body.encode(), retrieved=datetime(2026, 5, 3, tzinfo=UTC), stored="raw/3"
    )


def read(body: str, **rest: str) -> dict[int, Report]:
    found = TelegramPlugin().reports(response(body, **rest))
    return {int((each.url or "").rpartition("/")[2]): each for each in found}


@pytest.fixture
def site() -> Iterator[PageServer]:
    with PageServer() as server:
        yield server


def test_text_keeps_lines_and_emoji_and_links() -> None:
    posts = read(pages.NEWEST)
    assert posts[20].text == "Бои у Ольховки продолжались.\n\nПотерь нет.\nПодробности здесь #сводка"
    assert posts[20].links == ("https://example.org/x",)
    assert posts[20].published == datetime(2026, 5, 2, 12, tzinfo=UTC)
    assert extra_of(posts[20])["edited"] is True and "edited" not in extra_of(posts[21])
    assert posts[21].text == "⚡️Альбом"


def test_media_are_the_posts_own() -> None:
    posts = read(pages.NEWEST)
    assert posts[21].media == (
        "https://t.me/example_channel/21?single",
        "https://t.me/example_channel/22?single",
    )
    assert ["video", "https://cdn.example.org/v.mp4?token=1"] in extra_of(posts[21])["files"]
    assert posts[23].media == ("https://t.me/example_channel/23?single",) and posts[23].text == ""
    assert posts[25].media == () and posts[28].media == ()
    assert posts[28].links == ("https://example.org/story",)


def test_replies_forwards_and_service_messages() -> None:
    posts = read(pages.NEWEST)
    assert posts[25].text == "Ответ на пост" and posts[25].reply_to == "https://t.me/example_channel/11"
    assert posts[26].forwarded_from == "https://t.me/dva_majors/900"
    assert posts[27].forwarded_from == "" and "Некто" not in str(posts[27])
    assert posts[20].forwarded_from is None
    assert 24 not in posts


class OneClaim:
    """A toolkit whose extractor makes one claim of the whole text, in the source's own voice."""

    def __init__(self, claimant: str, via: tuple[str, ...] = ()) -> None:
        self.claimant, self.via = claimant, via

    def extract(self, report: Report) -> list[Claim]:
        span = (0, len(report.text))
        return [
            Claim(
                report=report.id,
                span=span,
                text=report.text,
                claimant=self.claimant,
                via=self.via,
                kind="other",
            )
        ]

    def places(self, text: str, lang: str) -> list[object]:
        return []

    def times(self, text: str, report: Report) -> list[object]:
        return []


def test_a_forwarded_claim_is_its_origins() -> None:
    post = read(pages.NEWEST.replace("example_channel", "rybar"), source="telegram:rybar")[26]
    plugin = TelegramPlugin()
    (own,) = plugin.claims(post, OneClaim("ru:rybar"))
    assert (own.claimant, own.via) == ("ru:two-majors", ("ru:rybar",))
    assert own.evidence[-1].kind == "forward" and own.evidence[-1].url == "https://t.me/dva_majors/900"
    (quoted,) = plugin.claims(post, OneClaim("ru:mod", ("ru:rybar",)))
    assert (quoted.claimant, quoted.via) == ("ru:mod", ("ru:rybar", "ru:two-majors"))
    assert own.id != quoted.id
    plain = attrs.evolve(post, forwarded_from=None)
    assert plugin.claims(plain, OneClaim("ru:rybar")) == OneClaim("ru:rybar").extract(plain)


def test_an_export_gives_what_the_preview_gives() -> None:
    exported = read(pages.EXPORT, url="file:///result.json")
    shown = read(pages.NEWEST)
    assert set(exported) == {20, 23, 24, 26, 27}
    assert exported[20].id == shown[20].id and exported[20].published == shown[20].published
    assert (
        exported[20].text == shown[20].text.removesuffix(" #сводка") and exported[20].links == shown[20].links
    )
    assert exported[23].media == shown[23].media
    assert (
        exported[26].forwarded_from == "Другой канал"
        and exported[26].reply_to == "https://t.me/example_channel/20"
    )
    assert exported[27].forwarded_from == "" and "Некто" not in str(exported[27])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('{"chats": {}}', "whole account"),
        ('{"name": "x"}', "no messages"),
        ('{"type": "personal_chat", "messages": []}', "only channels"),
        (
            '{"type": "public_channel", "messages": [{"type": "message", "id": 1, "text": ""}]}',
            "date_unixtime",
        ),
        ('{"type": "public_channel", "mess', "broken off"),
    ],
)
def test_what_is_no_export_is_refused(body: str, said: str) -> None:
    with pytest.raises(ParseError, match=said):
        read(body, url="file:///result.json")


def test_a_run_goes_backwards_to_the_windows_beginning_and_resumes(site: PageServer) -> None:
    site.add("/s/example_channel", pages.NEWEST)
    site.add("/s/example_channel?before=20", pages.OLDER)
    site.add("/s/example_channel?before=11", pages.OLDEST)
    source = source_of("example_channel")
    steps = list(walk(TelegramPlugin(site=site.url), source))
    assert site.targets() == [
        "/s/example_channel",
        "/s/example_channel?before=20",
        "/s/example_channel?before=11",
    ]
    assert [step.request.cursor for step in steps] == [None, "28:20", "28:11"]
    assert sum(len(step.reports) for step in steps) == 10
    later = Window(since=datetime(2026, 5, 2, tzinfo=UTC), until=WINDOW.until)
    assert [len(step.reports) for step in walk(TelegramPlugin(site=site.url), source, later)] == [7, 2]
    resumed = walk(TelegramPlugin(site=site.url, revisit=timedelta(0)), source, WINDOW, "28:11")
    assert [step.request.url.removeprefix(site.url) for step in resumed] == [
        "/s/example_channel", "/s/example_channel?before=11"
    ]  # fmt: skip


def test_paging_ends_where_the_site_repeats_itself(site: PageServer) -> None:
    for target in ("/s/example_channel", "/s/example_channel?before=20"):
        site.add(target, pages.NEWEST)
    assert len(list(walk(TelegramPlugin(site=site.url), source_of("example_channel")))) == 2


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (404, "", "404"),
        (429, "", "429"),
        (200, "", "empty"),
        (200, pages.NEWEST[:2500], "breaks off"),
        (200, pages.PRIVATE, "no public preview"),
        (200, pages.NEWEST.replace("tgme_", "x_"), "layout"),
        (200, pages.NEWEST.replace("datetime=", "d="), "cannot be read"),
        (200, "<html><head><title>Log in</title></head></html>", "login wall"),
    ],
)
def test_what_is_no_page_of_posts_is_refused_by_name(
    site: PageServer, status: int, body: str, said: str
) -> None:
    site.add("/s/example_channel", body, status=status)
    (step,) = walk(TelegramPlugin(site=site.url), source_of("example_channel"))
    assert isinstance(step.error, ParseError) and said in str(step.error)
    assert step.error.source == ID and step.error.url == f"{site.url}/s/example_channel"


def test_a_redirect_loop_and_an_empty_channel(site: PageServer) -> None:
    site.add("/s/example_channel", status=302, headers={"Location": "/s/example_channel"})
    (step,) = walk(TelegramPlugin(site=site.url), source_of("example_channel"))
    assert "redirect" in str(step.error)
    assert read(pages.EMPTY) == {}


numbers = st.sets(st.integers(1, 40), min_size=1, max_size=25)


def posts(found: set[int], mark: str = "") -> list[Report]:
    body = pages.page(*(pages.post(n, f"Пост {n}{mark}") for n in sorted(found)), low=1)
    return list(TelegramPlugin().reports(response(body)))


@few
@given(numbers, st.data())
def test_what_vanished_within_the_page_is_a_tombstone(before: set[int], data: st.DataObject) -> None:
    kept = data.draw(st.sets(st.sampled_from(sorted(before)), min_size=1))
    new = data.draw(st.sets(st.integers(41, 50)))
    known, now = posts(before), posts(kept | new)
    gone = list(tombstones(known, now))
    low, high = min(kept), max(kept | new)
    assert {each.id for each in gone} == {
        each.id for each in known if low <= int((each.url or "").rpartition("/")[2]) <= high
    } - {each.id for each in now}
    assert all(each.deleted and not each.text and each.revision == 1 for each in gone)
    assert list(tombstones([*known, *gone], now)) == []  # once told, not told again


@few
@given(numbers, st.data())
def test_edits_are_revisions_of_the_same_id(found: set[int], data: st.DataObject) -> None:
    edited = data.draw(st.sets(st.sampled_from(sorted(found))))
    known = posts(found)
    now = [
        old if n not in edited else new
        for n, old, new in zip(sorted(found), known, posts(found, "!"), strict=True)
    ]
    changed = list(revisions(known, now))
    assert [(each.id, each.revision) for each in changed] == [
        (each.id, 1) for n, each in zip(sorted(found), known, strict=True) if n in edited
    ]
    assert list(revisions([*known, *changed], now)) == []
    assert list(revisions([], known)) == known


def test_service_messages_and_album_parts_are_not_deleted() -> None:
    from conflictdata_telegram._preview import read_page

    page = read_page(response(pages.NEWEST))
    assert page.numbers == (20, 21, 22, 23, 24, 25, 26, 27, 28)
    known = posts({22, 24})
    assert list(tombstones(known, page.reports, numbers=page.numbers)) == []
    assert len(list(tombstones(known, page.reports))) == 2


@pytest.mark.parametrize("text", ["telegram:mod_russia", "@mod_russia", "https://t.me/s/mod_russia?before=5",
                                  "t.me/mod_russia/123", "mod_russia"])  # fmt: skip
def test_a_channel_is_named_in_any_form(text: str) -> None:
    assert channel_of(text) == "mod_russia"
    source = source_of(text)
    assert (source.id, source.actor, source.timezone) == ("telegram:mod_russia", "ru:mod", "Europe/Moscow")


@pytest.mark.parametrize(
    "text", ["", "t.me/joinchat/AAAA", "https://t.me/+abcdef", "telegram:12", "https://example.org/x", "a b"]
)
def test_what_names_no_public_channel_is_refused(text: str) -> None:
    with pytest.raises(ModelError):
        channel_of(text)


def test_a_channel_not_known_speaks_for_itself() -> None:
    plugin = TelegramPlugin()
    unknown = plugin.source("telegram:some_new_channel")
    assert (
        unknown is not None
        and unknown.actor == "telegram:some_new_channel"
        and not unknown.terms.redistribute
    )
    assert plugin.source("isw") is None


@pytest.mark.skipif(not REAL.is_dir(), reason="CONFLICTDATA_REAL_PAGES names no folder of real pages")
def test_all_posts_of_a_real_page() -> None:
    (path,) = REAL.glob("telegram-rybar-*.html")
    found = list(
        TelegramPlugin().reports(response(path.read_text(encoding="utf-8"), source="telegram:rybar"))
    )
    assert len(found) == 15 and all(each.text for each in found)
    assert sum(each.forwarded_from is not None for each in found) == 4
    assert sum(each.reply_to is not None for each in found) == 2


class Expert(SourcePlugin):
    """Stands for the plugin of a publisher's site."""

    def sources(self) -> list[Source]:
        return [Source(id="mod-russia")]

    def claims(self, report: Report, toolkit: Toolkit) -> list[Claim]:
        return [Claim(report=report.id, span=(0, 4), text=report.text[:4], claimant="ru:mod", kind="losses")]


def test_a_ministrys_channel_is_read_by_the_forms_of_the_ministry(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = PluginRegistry()
    registry.register(
        SimpleNamespace(conflictdata_sources=hookimpl(lambda register: register(Expert()))), "expert"
    )
    monkeypatch.setattr("conflictdata.plugins._default", registry)
    post = read(pages.OLDER, source="telegram:mod_russia")[11]
    assert [claim.kind for claim in TelegramPlugin().claims(post, OneClaim("ru:mod"))] == ["losses"]
    other = read(pages.OLDER, source="telegram:rybar")[11]
    assert [claim.kind for claim in TelegramPlugin().claims(other, OneClaim("ru:rybar"))] == ["other"]
