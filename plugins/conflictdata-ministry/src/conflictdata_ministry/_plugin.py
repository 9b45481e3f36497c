"""The source plugin: statements of ministries and staffs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

import attrs
from selectolax.lexbor import LexborHTMLParser

from conflictdata import sources
from conflictdata.model import Claim, Report, Source, Terms
from conflictdata.plugins import Request, Response, SourcePlugin, Toolkit, Window
from conflictdata_ministry import _page as page
from conflictdata_ministry._lexicon import LANGUAGES, forms
from conflictdata_pages import absolute, fail, html_page

LISTINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "mod-russia": ("https://mil.ru/news",),
        "general-staff-ua": ("https://www.zsu.gov.ua/news",),
        "air-force-ua": (),
    }
)
"""Pages that list a source's statements. The sites move and are not reachable from everywhere: the same statements
are on the channels that conflictdata-telegram reads, which uses the forms of this plugin."""

_TERMS = MappingProxyType(
    {
        "mod-russia": Terms(
            quote=True, redistribute=False, derive=True, url="https://mil.ru/",
            note="Statements of a state body (Civil Code of the Russian Federation, article 1259.6: official documents "
            "and reports of facts are no objects of copyright); the site asks for a link to itself.",
        ),
        "general-staff-ua": Terms(
            quote=True, redistribute=False, derive=True, url="https://www.zsu.gov.ua/",
            note="Statements of a state body; quote with the General Staff's name and a link.",
        ),
        "air-force-ua": Terms(
            quote=True, redistribute=False, derive=True, url="https://t.me/kpszsu",
            note="Statements of a state body; quote with the Air Force's name and a link.",
        ),
    }
)  # fmt: skip


class MinistryPlugin(SourcePlugin):
    """Statements of the Russian Ministry of Defence, of Ukraine's General Staff and of its Air Force.

    Args:
        listings: by source, the pages that list its statements.
    """

    name = "ministry"

    def __init__(self, *, listings: Mapping[str, tuple[str, ...]] = LISTINGS) -> None:
        self.listings = listings

    def sources(self) -> Iterable[Source]:
        """``mod-russia``, ``general-staff-ua``, ``air-force-ua``."""
        return tuple(attrs.evolve(sources.get(id), terms=terms) for id, terms in _TERMS.items())

    def requests(self, source: Source, window: Window, cursor: str | None) -> Iterator[Request]:
        """The pages that list the source's statements."""
        yield from (Request(url=url) for url in self.listings.get(source.id, ()))

    def follow(self, response: Response, window: Window) -> Iterator[Request]:
        """The statements a listing links to: same host, and a title that one of the forms begins with."""
        if self._is_listing(response):
            yield from (Request(url=url) for url in _statements(response, html_page(response)))

    def reports(self, response: Response) -> Iterator[Report]:
        """The statement of a page or of a plain text; nothing for a listing.

        Raises:
            ParseError: no page, a wall, no statement, no time; a listing that lists nothing.
        """
        if self._is_listing(response):
            tree = html_page(response)
            links = len(tree.css("a[href]"))
            if not _statements(response, tree):
                why = f"none of its {links} links has a statement's title" if links else "it has no links"
                raise fail(response, f"the listing lists no statement ({why}); the layout may have changed")
            return
        plain = (response.header("content-type") or "").startswith("text/plain") or response.url.endswith(
            ".txt"
        )
        yield page.read_text(response) if plain else page.read_page(response)

    def claims(self, report: Report, toolkit: Toolkit) -> Iterable[Claim]:
        """Claims of the general extractor, mended and completed by the fixed forms of statements."""
        from conflictdata_ministry import _statement as statement  # only who extracts needs places and times

        return statement.read(report, toolkit)

    def _is_listing(self, response: Response) -> bool:
        known = self.listings.get(response.source, ())
        return response.url.rstrip("/") in {url.rstrip("/") for url in known}


def _statements(response: Response, tree: LexborHTMLParser) -> list[str]:
    """Addresses of the statements that a listing links to."""
    found: dict[str, None] = {}
    for node in tree.css("a[href]"):
        url = absolute(response.url, node.attributes.get("href"))
        words = " ".join(node.text(deep=True).split())
        if url is None or url == response.url or urlsplit(url).hostname != urlsplit(response.url).hostname:
            continue
        if any(forms(lang).has("titles", words) for lang in LANGUAGES):
            found[url] = None
    return list(found)
