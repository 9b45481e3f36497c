"""Who publishes (``Source``), what was published (``Report``) and who acts or speaks (``Actor``)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import attrs

from conflictdata.errors import ModelError
from conflictdata.model import _convert as convert
from conflictdata.model import _validate as v
from conflictdata.model._enums import ActorKind, Reliability, SourceKind

Names = tuple[tuple[str, tuple[str, ...]], ...]


@attrs.frozen(kw_only=True)
class Terms:
    """What a publisher allows, as stated on the page at ``url``; exports honour it.

    Attributes:
        quote: short passages with attribution may be shown.
        redistribute: the text may be passed on whole.
        derive: records made from the text may be published.
        url: the page that states it.
        note: the condition in a sentence (attribution wording, licence id).
    """

    quote: bool = True
    redistribute: bool = False
    derive: bool = True
    url: str | None = None
    note: str = ""


def _zone(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise ModelError(
            f"{type(instance).__name__}.{attribute.name}: no such time zone, got {value!r} (as in 'Europe/Kyiv')"
        ) from None


@attrs.frozen(kw_only=True)
class Source:
    """Who publishes.

    Attributes:
        id: short stable name, ``isw``, ``mod-russia``.
        actor: id of the actor whose own words the source publishes (``ru:mod`` for ``mod-russia``);
            the claimant where a text names nobody else. Defaults to ``id``.
        side: ``ua``, ``ru`` or None for a publisher that is not party to the war.
        timezone: IANA name of the zone in which the source's days run.
        day_starts: hour (0 to 23, local) at which the source's reporting day begins; "over the past day"
            in its reports means the 24 hours up to the last such hour.
        area: ISO 3166 codes of the countries or ids of the regions it usually writes about.
        reliability: Admiralty code, ``F`` where nobody has judged.
    """

    id: str = attrs.field(validator=v.text())
    name: str = attrs.field(default="", validator=v.text(empty=True))
    kind: SourceKind = attrs.field(default=SourceKind.OTHER, converter=convert.source_kind)
    side: str | None = attrs.field(default=None, validator=v.optional_text)
    lang: str | None = attrs.field(default=None, validator=v.optional_text)
    url: str | None = None
    actor: str = attrs.field(default=attrs.Factory(lambda self: self.id, takes_self=True), validator=v.text())
    timezone: str = attrs.field(default="UTC", validator=_zone)
    day_starts: int = attrs.field(default=0, validator=v.number(0, 23))
    area: tuple[str, ...] = attrs.field(default=(), converter=v.as_tuple)
    reliability: Reliability = attrs.field(default=Reliability.F, converter=convert.reliability)
    terms: Terms = attrs.field(factory=Terms)


@attrs.frozen(kw_only=True)
class Report:
    """One document as published. An edit is a new ``revision`` of the same id; a deletion a tombstone.

    Attributes:
        id: content-derived from source and URL, or from source, time and text where there is no URL.
        source: id of the publishing source.
        published: UTC; accepts ISO 8601 with offset, or a bare date (noon UTC of that day).
        retrieved: UTC, or None when unknown.
        lang: ``en``, ``uk``, ``ru`` or None to detect; another one, as a record may give it, is kept and detected too.
        revision: 0 for the first text seen.
        deleted: a tombstone: the publisher removed the report; ``text`` is then empty.
        media: URLs of photographs, videos and files of the report itself.
        links: URLs the text links to.
        forwarded_from: name or URL of the channel a post was forwarded from; ``""`` when hidden.
        reply_to: id or URL of the report answered.
        extra: what a plugin keeps beside the fields, as (key, value) string pairs.
    """

    source: str = attrs.field(validator=v.text())
    text: str = attrs.field(validator=v.text(empty=True))
    published: datetime = attrs.field(converter=v.utc, validator=v.aware)
    url: str | None = None
    title: str = attrs.field(default="", validator=v.text(empty=True))
    lang: str | None = attrs.field(default=None, validator=v.optional_text)
    retrieved: datetime | None = attrs.field(default=None, converter=v.optional_utc)
    revision: int = attrs.field(default=0, validator=v.number(0))
    deleted: bool = False
    media: tuple[str, ...] = attrs.field(default=(), converter=v.as_tuple)
    links: tuple[str, ...] = attrs.field(default=(), converter=v.as_tuple)
    forwarded_from: str | None = None
    reply_to: str | None = None
    extra: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=v.as_tuple)
    id: str = attrs.field(
        default=attrs.Factory(lambda self: self._content_id(), takes_self=True), validator=v.text()
    )

    def _content_id(self) -> str:
        if self.url:
            return v.content_id("rep", self.source, self.url)
        return v.content_id("rep", self.source, self.published.isoformat(), self.title, self.text)


@attrs.frozen(kw_only=True)
class Actor:
    """Who acts or speaks: ``ua:225-assault-regiment``, ``ru:mod``, ``cnn``.

    Attributes:
        id: ``<side>:<name>``, or a bare name for publishers without a side.
        names: by language, the preferred name first.
        parent: id of the next higher echelon, or None.
    """

    id: str = attrs.field(validator=v.text())
    names: Names = attrs.field(default=(), converter=v.names)
    kind: ActorKind = attrs.field(default=ActorKind.OTHER, converter=convert.actor_kind)
    side: str | None = attrs.field(default=None, validator=v.optional_text)
    parent: str | None = None

    def name(self, lang: str = "en") -> str:
        """The preferred name in ``lang``, else in any language, else the id."""
        by_lang: Mapping[str, tuple[str, ...]] = dict(self.names)
        for key in (lang, "en", *by_lang):
            if by_lang.get(key):
                return by_lang[key][0]
        return self.id
