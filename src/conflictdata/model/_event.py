"""A conclusion drawn from claims (``Event``) and the reasons for it (``Reason``)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import attrs

from conflictdata.model import _convert as convert
from conflictdata.model import _validate as v
from conflictdata.model._claim import Claim
from conflictdata.model._enums import Credibility, Status
from conflictdata.model._place import Location
from conflictdata.model._when import When


@attrs.frozen(kw_only=True)
class Reason:
    """Why claims were joined, or why a status or a confidence is what it is.

    Attributes:
        code: short stable name: ``joined``, ``split``, ``overruled``, or the status or factor it explains.
        text: the reason in a sentence.
        claims: ids of the claims it speaks of.
        at: UTC time from which it held (publication of the report that brought it), or None.
        weight: match weight (log2 odds) of a join, or the factor's contribution to the confidence.
    """

    code: str = attrs.field(validator=v.text())
    text: str = attrs.field(validator=v.text())
    claims: tuple[str, ...] = attrs.field(default=(), converter=v.as_tuple)
    at: datetime | None = attrs.field(default=None, converter=v.optional_utc)
    weight: float | None = None


def _claims(value: Iterable[Claim] | None) -> tuple[Claim, ...]:
    return v.all_of(Claim, value)


@attrs.frozen(kw_only=True)
class Event:
    """A cluster of claims that describe the same happening.

    Attributes:
        claims: in order of time, then id; never empty in an event made by linking.
        status: what the claims support, see ``conflictdata.assess``.
        confidence: in [0, 1], that the event happened as its kind says.
        credibility: Admiralty credibility 1 to 6 of the event as information.
    """

    kind: str = attrs.field(validator=v.text())
    claims: tuple[Claim, ...] = attrs.field(converter=_claims)
    when: When | None = None
    location: Location | None = None
    actors: tuple[str, ...] = attrs.field(default=(), converter=v.as_tuple)
    status: Status = attrs.field(default=Status.CLAIMED, converter=convert.status)
    confidence: float = attrs.field(default=0.5, validator=v.number(0, 1))
    credibility: Credibility = attrs.field(
        default=Credibility.CANNOT_BE_JUDGED, converter=convert.credibility
    )
    reasons: tuple[Reason, ...] = attrs.field(default=(), converter=v.as_tuple)
    id: str = attrs.field(
        default=attrs.Factory(lambda self: self._content_id(), takes_self=True), validator=v.text()
    )

    def _content_id(self) -> str:
        return v.content_id("evt", min((claim.id for claim in self.claims), default=""))

    def explain(self, style: str = "text", *, lang: str = "en") -> str:
        """Who says what in order of time, why it was joined and why the status is what it is.

        Args:
            style: ``text``, ``markdown`` or ``html``.
            lang: ``en``, ``uk`` or ``ru``.
        """
        from conflictdata.assess import explain  # the model imports nothing of the package at import time

        return explain(self, style=style, lang=lang)

    def _repr_html_(self) -> str:
        from conflictdata.assess import explain

        return explain(self, style="html")
