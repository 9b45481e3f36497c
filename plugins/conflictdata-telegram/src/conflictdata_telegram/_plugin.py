"""The source plugin: public Telegram channels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import attrs

from conflictdata import plugins
from conflictdata.errors import ConflictDataError, ModelError
from conflictdata.model import Claim, Evidence, Report, Source
from conflictdata.plugins import Request, Response, SourcePlugin, Toolkit, Window
from conflictdata_telegram import _channels as channels
from conflictdata_telegram import _preview as preview
from conflictdata_telegram._export import read_export

SITE = "https://t.me"


@attrs.define
class _Run:
    """Where a run through a channel stands, in numbers of posts.

    Attributes:
        covered: (newest, oldest) of the unbroken stretch that earlier runs fetched, or None.
        top: the newest post of this run.
        met: the run has come down to the covered stretch and gone on below it.
    """

    covered: tuple[int, int] | None = None
    top: int | None = None
    met: bool = False


class TelegramPlugin(SourcePlugin):
    """Any public channel, as ``telegram:<name>``, through its web preview or an export.

    Pages are read from the newest post backwards. The cursor, ``<newest>:<oldest>``, is the stretch of posts
    fetched so far: the next run reads what is newer, and again what is younger than ``revisit`` (edits and
    deletions), then goes on below the stretch where the window wants it.

    Args:
        site: where the preview is; another address for a mirror or a test.
        revisit: how long posts are read again.
    """

    name = "telegram"

    def __init__(self, *, site: str = SITE, revisit: timedelta = timedelta(days=2)) -> None:
        self.site = site.rstrip("/")
        self.revisit = revisit
        self._runs: dict[str, _Run] = {}

    def sources(self) -> Iterable[Source]:
        """The channels whose publisher is known; ``source`` gives any other."""
        return channels.known()

    def source(self, id: str) -> Source | None:
        """The source of ``telegram:<name>`` for any public channel; None for an id of another form."""
        if not id.startswith(channels.PREFIX):
            return None
        try:
            return channels.source_of(id)
        except ModelError:
            return None

    def requests(self, source: Source, window: Window, cursor: str | None) -> Iterator[Request]:
        """The newest page; ``follow`` goes backwards from it."""
        name = channels.channel_of(source.id)
        self._runs[name.lower()] = _Run(covered=_stretch(cursor))
        yield Request(url=f"{self.site}/s/{name}")

    def follow(self, response: Response, window: Window) -> Iterator[Request]:
        """The next older page, until the window's beginning."""
        if is_export(response):
            return
        page = preview.read_page(response)
        if page.before is None or not page.numbers:
            return
        asked = preview.before_of(response.url)
        oldest = min(page.numbers)
        if asked is not None and oldest >= asked:
            return  # the site ignores the number: going on would go round
        if page.reports and max(each.published for each in page.reports) < window.since:
            return
        name = urlsplit(response.url).path.strip("/").removeprefix("s/")
        run = self._runs.setdefault(name.lower(), _Run())
        if asked is None or run.top is None:
            run.top = max(page.numbers)
        settled = all(each.published < response.retrieved - self.revisit for each in page.reports)
        below = oldest
        if run.covered and not run.met and settled and oldest <= run.covered[0]:
            run.met, below = True, min(oldest, run.covered[1])
        whole = run.covered is None or run.met
        cursor = f"{run.top}:{below}" if whole else None
        yield Request(url=f"{self.site}/s/{name}?before={below}", cursor=cursor)

    def reports(self, response: Response) -> Iterator[Report]:
        """The posts of a page, oldest first, or those of an export.

        Raises:
            ParseError: no page, a channel without a preview, an unknown layout, an export that is none.
        """
        if is_export(response):
            yield from read_export(response)
        else:
            yield from preview.read_page(response).reports

    def claims(self, report: Report, toolkit: Toolkit) -> Iterable[Claim]:
        """Claims of the general extractor, or of the plugin for the publisher's site (the forms of a ministry).

        A forwarded post speaks for the channel it comes from.
        """
        found = self._read(report, toolkit)
        origin = channels.actor_of(report.forwarded_from)
        own = channels.source_of(report.source).actor if report.source.startswith(channels.PREFIX) else None
        if not origin or not own or origin == own:
            return found
        return [_forwarded(claim, own, origin, report.forwarded_from or "") for claim in found]

    def _read(self, report: Report, toolkit: Toolkit) -> list[Claim]:
        """Claims by the plugin that knows the publisher's forms on its site, where one is installed."""
        core = channels.core_id(report.source)
        if core is not None:
            expert = plugins.default().source_plugins().get(core)
            if expert is not None and not isinstance(expert, TelegramPlugin):
                return list(expert.claims(report, toolkit))
        return toolkit.extract(report)


def is_export(response: Response) -> bool:
    """Whether a response is an export's JSON rather than a page."""
    kind = response.header("content-type") or ""
    return (
        "json" in kind
        or response.url.partition("?")[0].endswith(".json")
        or response.body[:64].lstrip()[:1] == b"{"
    )


def _forwarded(claim: Claim, own: str, origin: str, url: str) -> Claim:
    """The claim as the origin's, passed on by the channel that forwarded it."""
    fields: dict[str, Any] = {
        each.name: getattr(claim, each.name) for each in attrs.fields(Claim) if each.name != "id"
    }
    if claim.claimant == own and not claim.via:
        fields |= {"claimant": origin, "via": (own,)}
    else:
        rest = tuple(each for each in claim.via if each != own)
        passed = (own, *((origin,) if origin != claim.claimant and origin not in rest else ()), *rest)
        fields["via"] = passed
    fields["evidence"] = (*claim.evidence, Evidence(kind="forward", url=url))
    return Claim(**fields)


def _stretch(cursor: str | None) -> tuple[int, int] | None:
    if not cursor:
        return None
    newest, _, oldest = cursor.partition(":")
    if not (newest.isdigit() and oldest.isdigit()):
        raise ConflictDataError(f"telegram: not a cursor of this plugin: {cursor!r} (as in 81519:81480)")
    return int(newest), int(oldest)
