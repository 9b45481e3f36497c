"""The source plugin: any article, any feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conflictdata.errors import ModelError
from conflictdata.model import Report, Source
from conflictdata.plugins import Request, Response, SourcePlugin, Window
from conflictdata_news import _outlets as outlets
from conflictdata_news._article import dateline, read_article
from conflictdata_news._feed import Entry, is_feed, read_feed
from conflictdata_pages import extras, fail


class NewsPlugin(SourcePlugin):
    """Outlets of the core's list by their feeds, any other by the address of an article or a feed.

    A feed that carries whole articles gives reports; one of summaries leads to the articles' pages.

    Args:
        summaries: make reports of feeds' summaries too, and do not fetch the articles.
    """

    name = "news"

    def __init__(self, *, summaries: bool = False) -> None:
        self.summaries = summaries

    def sources(self) -> Iterable[Source]:
        """The outlets known by name; ``source`` gives any other."""
        return outlets.known()

    def source(self, id: str) -> Source | None:
        """The source of an http(s) address, of ``news:<host>`` or of an outlet of the table; else None."""
        if not id.startswith((outlets.PREFIX, "http://", "https://")):
            return super().source(id)
        try:
            return outlets.source_of(id)
        except ModelError:
            return None

    def requests(self, source: Source, window: Window, cursor: str | None) -> Iterator[Request]:
        """The outlet's feeds, or the address the source was made of."""
        for url in outlets.feeds_of(source) or ((source.url,) if source.url else ()):
            yield Request(url=url)

    def follow(self, response: Response, window: Window) -> Iterator[Request]:
        """The articles of a feed of summaries, those of the window."""
        if not is_feed(response) or self.summaries:
            return
        asked: set[str] = set()
        for entry in read_feed(response)[1]:
            inside = entry.published is None or window.since <= entry.published < window.until
            if entry.url and inside and not entry.full and entry.url not in asked:
                asked.add(entry.url)
                yield Request(url=entry.url)

    def reports(self, response: Response) -> Iterator[Report]:
        """The article of a page, or those of a feed that carries them whole.

        Raises:
            ParseError: no page and no feed, a wall, no text, no time.
        """
        if not is_feed(response):
            yield read_article(response)
            return
        lang, entries = read_feed(response)
        seen: set[str | None] = set()
        for entry in entries:
            if (entry.full or self.summaries) and entry.text and entry.url not in seen:
                seen.add(entry.url)
                yield _report(response, entry, lang)


def _report(response: Response, entry: Entry, lang: str | None) -> Report:
    if entry.published is None:
        raise fail(response, f"the entry {entry.title or entry.url!r} has no time of publication")
    line, place = dateline(entry.text)
    extra = {
        "byline": entry.byline,
        "dateline": line,
        "place": place,
        "modified": entry.updated.isoformat() if entry.updated and entry.updated != entry.published else "",
        "summary": None if entry.full else True,
    }
    return Report(
        source=response.source,
        url=outlets.clean(entry.url) if entry.url else None,
        title=entry.title,
        text=entry.text,
        lang=lang if lang in ("en", "uk", "ru") else None,
        published=entry.published,
        retrieved=response.retrieved,
        media=entry.media,
        links=entry.links,
        extra=extras(extra),
    )
