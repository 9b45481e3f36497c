"""The unit of the library (``Claim``) and what it carries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from conflictdata.errors import ModelError
from conflictdata.model import _convert as convert
from conflictdata.model import _validate as v
from conflictdata.model._enums import Outcome, Stance
from conflictdata.model._place import Location
from conflictdata.model._when import When


def _span(instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if len(value) != 2 or not all(isinstance(n, int) for n in value) or not 0 <= value[0] <= value[1]:
        raise ModelError(f"Claim.span: must be (start, end) with 0 <= start <= end, got {value!r}")


def _locations(value: Iterable[Location] | None) -> tuple[Location, ...]:
    return v.all_of(Location, value)


def _quantities(value: Iterable[Quantity] | None) -> tuple[Quantity, ...]:
    return v.all_of(Quantity, value)


def _evidence(value: Iterable[Evidence] | None) -> tuple[Evidence, ...]:
    return v.all_of(Evidence, value)


def _when(value: When | None) -> When | None:
    return v.optional(When, value)


@attrs.frozen(kw_only=True)
class Quantity:
    """A counted or measured thing.

    Attributes:
        value: the number, or the lower bound of a range.
        maximum: the upper bound of a range; "up to 30" is ``value=0, maximum=30``; None for a plain number.
        unit: what is counted (``killed``, ``drone``, ``tank``) or a unit of measure (``km2``, ``m3``).
        approximate: "about", "roughly", "some".
        mention: the words of the text.
    """

    value: float = attrs.field(converter=v.real, validator=v.number(0))
    unit: str = attrs.field(validator=v.text())
    maximum: float | None = attrs.field(default=None, validator=attrs.validators.optional(v.number(0)))
    approximate: bool = False
    mention: str | None = None


@attrs.frozen(kw_only=True)
class Evidence:
    """What a claim rests on.

    Attributes:
        kind: ``link``, ``endnote``, ``media``, ``footage``, ``geolocation``, ``satellite-imagery``, ``forward``.
        url: where it is, or None.
        note: the endnote's number, the channel's name.
    """

    kind: str = attrs.field(validator=v.text())
    url: str | None = None
    note: str = ""


@attrs.frozen(kw_only=True)
class Claim:
    """Who claims what, where and when, in which words.

    Attributes:
        report: id of the report it was read in.
        span: character offsets of ``text`` in the report's text: ``report.text[span[0]:span[1]] == text``.
        text: the sentence or sentences the claim was read from.
        claimant: id of the actor who claims.
        via: who passed it on, outermost first; empty when the claimant publishes it.
        stance: what the claimant does with it; a denial has the kind of what is denied.
        hedged: the words leave room ("allegedly", "reportedly").
        kind: id of an ``EventKind`` of the taxonomy.
        agent: id of the actor who is said to do it, or None.
        target: id of the actor or name of the object it is done to, or None.
        locations: where; empty when the text does not say.
        when: None when neither the text nor the report gives a time.
        outcome: how the action ended for the agent.
        extra: fields of a record that the model does not know, as (key, JSON text) pairs.
    """

    report: str = attrs.field(validator=v.text())
    span: tuple[int, int] = attrs.field(converter=v.as_tuple, validator=_span)
    text: str = attrs.field(validator=v.text(empty=True))
    claimant: str = attrs.field(validator=v.text())
    kind: str = attrs.field(validator=v.text())
    via: tuple[str, ...] = attrs.field(default=(), converter=v.as_tuple)
    stance: Stance = attrs.field(default=Stance.ASSERTS, converter=convert.stance)
    hedged: bool = False
    agent: str | None = attrs.field(default=None, validator=v.optional_text)
    target: str | None = attrs.field(default=None, validator=v.optional_text)
    locations: tuple[Location, ...] = attrs.field(default=(), converter=_locations)
    when: When | None = attrs.field(default=None, converter=_when)
    outcome: Outcome = attrs.field(default=Outcome.UNKNOWN, converter=convert.outcome)
    quantities: tuple[Quantity, ...] = attrs.field(default=(), converter=_quantities)
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=_evidence)
    extra: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=v.as_tuple)
    id: str = attrs.field(
        default=attrs.Factory(lambda self: self._content_id(), takes_self=True), validator=v.text()
    )

    def _content_id(self) -> str:
        where = [
            (loc.place.id if loc.place else None, loc.relation.value, loc.distance_km, loc.mention)
            for loc in self.locations
        ]
        when = None if self.when is None else (self.when.start.isoformat(), self.when.end.isoformat())
        return v.content_id(
            "clm", self.report, self.span, self.claimant, self.via, self.stance.value, self.kind,
            self.agent, self.target, self.outcome.value, where, when,
        )  # fmt: skip

    def _repr_html_(self) -> str:
        from conflictdata._html import claim_html  # the model imports nothing of the package at import time

        return claim_html(self)
