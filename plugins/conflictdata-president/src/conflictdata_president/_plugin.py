"""The source plugin: the site of the Office of the President of Ukraine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs

from conflictdata import sources
from conflictdata.model import Claim, Report, Source, Terms
from conflictdata.plugins import Request, Response, SourcePlugin, Toolkit, Window
from conflictdata_pages import extra_of
from conflictdata_president import _page as page

SITE = "https://www.president.gov.ua"
TERMS = Terms(
    quote=True,
    redistribute=False,  # its licence allows it without profit and without changes only
    derive=True,
    url="https://www.president.gov.ua/",
    note="The site states: all content is available under Creative Commons Attribution-NonCommercial-NoDerivatives "
    "4.0 International unless marked otherwise; link to the page.",
)
_LISTS = ("speeches", "last")


class PresidentPlugin(SourcePlugin):
    """The President's addresses and the office's news.

    Args:
        site: where the pages are; another address for a mirror or a test.
        languages: of the pages to list, ``uk`` and ``en``; each version of an address is a report of its own.
        news: list the office's news too, not only the addresses.
    """

    name = "president"

    def __init__(self, *, site: str = SITE, languages: tuple[str, ...] = ("uk",), news: bool = False) -> None:
        self.site = site.rstrip("/")
        self.languages = languages
        self.lists = _LISTS if news else _LISTS[:1]

    def sources(self) -> Iterable[Source]:
        """``president-ua``."""
        return (attrs.evolve(sources.get("president-ua"), terms=TERMS),)

    def requests(self, source: Source, window: Window, cursor: str | None) -> Iterator[Request]:
        """The newest page of each listing."""
        for lang in self.languages:
            for name in self.lists:
                yield Request(url=f"{self.site}{'/en' if lang == 'en' else ''}/news/{name}")

    def follow(self, response: Response, window: Window) -> Iterator[Request]:
        """The pages of the window that a listing links to, and the next page of the listing."""
        if not is_listing(response.url):
            return
        times = []
        for url, time in page.listed(response):
            times += [time] if time else []
            if time is None or window.since <= time < window.until:
                yield Request(url=url)
        if times and min(times) >= window.since:
            number = parse_qs(urlsplit(response.url).query).get("page", ["1"])[0]
            base = response.url.partition("?")[0]
            yield Request(url=f"{base}?page={(int(number) if number.isdigit() else 1) + 1}")

    def reports(self, response: Response) -> Iterator[Report]:
        """The address or news of a page; nothing for a listing.

        Raises:
            ParseError: no page, a wall, no text, no time; a listing that lists nothing.
        """
        if is_listing(response.url):
            list(page.listed(response))
            return
        yield page.read_page(response)

    def claims(self, report: Report, toolkit: Toolkit) -> Iterable[Claim]:
        """Claims of the general extractor; what is said within the President's quotations is the President's own."""
        extra = extra_of(report)
        found = toolkit.extract(report)
        if extra.get("genre") == "address":
            return [_own(claim) if _speaks(claim) else claim for claim in found]
        return found


def is_listing(url: str) -> bool:
    """Whether an address is that of a listing."""
    path = urlsplit(url).path.rstrip("/")
    return path.rpartition("/news/")[2] in _LISTS and "/news/" in path


def _speaks(claim: Claim) -> bool:
    """Whether a claim of an address is in the President's own voice though it was read as somebody else's."""
    return claim.claimant != page.SPEAKER and not claim.via and claim.text.lower().startswith(page.OWN_VOICE)


def _own(claim: Claim) -> Claim:
    fields: dict[str, Any] = {
        each.name: getattr(claim, each.name) for each in attrs.fields(Claim) if each.name != "id"
    }
    return Claim(**(fields | {"claimant": page.SPEAKER}))
