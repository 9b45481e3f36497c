"""The source plugin: ISW's assessments and its control-of-terrain layers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from conflictdata import sources
from conflictdata.model import Claim, Evidence, Report, Source, SourceKind, Terms
from conflictdata.plugins import Request, Response, SourcePlugin, Toolkit, Window
from conflictdata_isw import _endnotes as endnotes
from conflictdata_isw import _listing as listing
from conflictdata_isw import _page as page
from conflictdata_isw import _terrain as terrain
from conflictdata_pages import extra_of, extras

SITE = "https://understandingwar.org"
TERMS = Terms(
    quote=True,
    redistribute=False,
    derive=False,
    url="https://understandingwar.org/fair-use-and-attribution-policy/",
    note="Quotation and reference with attribution to the Institute for the Study of War; its text, maps and "
    "shapefiles are not to be taken into other data sets without its written consent.",
)


class IswPlugin(SourcePlugin):
    """Assessments (source ``isw``) and control of terrain (source ``isw-control-of-terrain``).

    Args:
        site: where the assessments are; another address for a mirror or a test.
        services: where the ArcGIS feature services are.
        layers: the layers to read; ISW renames its services now and then.
        sitemaps: look through the site's sitemaps too, for assessments with an unusual address.
    """

    name = "isw"

    def __init__(
        self,
        *,
        site: str = SITE,
        services: str = terrain.SERVICES,
        layers: Iterable[terrain.Layer] = terrain.LAYERS,
        sitemaps: bool = True,
    ) -> None:
        self.site = site.rstrip("/")
        self.services = services.rstrip("/")
        self.layers = tuple(layers)
        self.sitemaps = sitemaps

    def sources(self) -> Iterable[Source]:
        """``isw`` with its terms, and ``isw-control-of-terrain``."""
        assessments = attrs.evolve(sources.get("isw"), terms=TERMS)
        yield assessments
        yield attrs.evolve(
            assessments,
            id="isw-control-of-terrain",
            name="ISW control of terrain in Ukraine",
            kind=SourceKind.DATASET,
            url="https://storymaps.arcgis.com/stories/36a7f6a6f5a9448496de641cf64bd375",
            actor="isw",
        )

    def requests(self, source: Source, window: Window, cursor: str | None) -> Iterator[Request]:
        """A day's usual address for each day, then the sitemaps; for the terrain, the layers as they are now.

        The cursor is the day last asked for, ``2026-06-30``.
        """
        if source.id == "isw-control-of-terrain":
            yield from (terrain.query(layer, self.services) for layer in self.layers)
            return
        for day in listing.days(window, cursor):
            yield Request(url=listing.address_of(self.site, day), cursor=day.isoformat())
        if self.sitemaps:
            yield Request(url=f"{self.site}/robots.txt")

    def follow(self, response: Response, window: Window) -> Iterator[Request]:
        """From robots.txt to sitemaps to assessments; from one page of a layer to the next."""
        layer = terrain.layer_of(response.url, self.layers)
        if layer is not None:
            following = terrain.more(response, layer, self.services)
            yield from (following,) if following else ()
        elif listing.is_listing(response.url):
            yield from (Request(url=url) for url in listing.listed(response, window, self.site))

    def reports(self, response: Response) -> Iterator[Report]:
        """The assessment of a page or the settlements in a layer; nothing for listings.

        Raises:
            ParseError: an error status, a login wall, a broken-off page, a layout not known.
        """
        layer = terrain.layer_of(response.url, self.layers)
        if layer is not None or response.source == "isw-control-of-terrain":
            yield terrain.report(response, layer or self.layers[0])
        elif listing.is_listing(response.url):
            listing.checked(response)
        else:
            yield page.report(page.read_page(response), response)

    def claims(self, report: Report, toolkit: Toolkit) -> Iterable[Claim]:
        """Claims with the endnotes behind them as evidence and their section in ``extra``.

        What headings, objectives ("Russian objective: capture ...") and standing notes say is no claim.
        """
        extra = extra_of(report)
        if "layer" in extra:
            return list(terrain.claims(report, self.layers))
        silent, sections, notes = (extra.get(key) for key in ("silent", "sections", "endnotes"))
        by_number = {int(key): tuple(urls) for key, urls in (notes or {}).items()}
        supports = tuple(endnotes.markers(report.text, by_number))
        found = []
        for claim in toolkit.extract(report):
            at = claim.span[0]
            if silent and any(start <= at < end for start, end in silent):
                continue
            section = sections and next((name for name, start, end in sections if start <= at < end), None)
            tied = supports or section
            found.append(_supported(claim, report.text, by_number, supports, section) if tied else claim)
        return found


def _supported(
    claim: Claim,
    text: str,
    notes: dict[int, tuple[str, ...]],
    supports: tuple[endnotes.Support, ...],
    section: str | None,
) -> Claim:
    evidence = [
        Evidence(kind="endnote", url=url, note=str(note))
        for note in endnotes.supporting(supports, claim.span, text)
        for url in notes[note] or (None,)
    ]
    extra = (*claim.extra, *extras({"section": section}))
    return attrs.evolve(claim, evidence=(*claim.evidence, *evidence), extra=extra)
