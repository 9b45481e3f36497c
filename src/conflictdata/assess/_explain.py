"""An event as people read it: who says what in order of time, why joined, why this status."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from conflictdata import taxonomy
from conflictdata.assess._origins import Reports, day_told, told_at
from conflictdata.assess._status import in_time
from conflictdata.errors import ModelError
from conflictdata.model import Claim, Event, Location, Reason, Stance, When

JOINING = ("joined", "split", "overruled", "merged", "separated")
"""Codes of the reasons that linking gives."""

_VERB = {
    Stance.ASSERTS: "asserts",
    Stance.CONFIRMS: "confirms",
    Stance.DENIES: "denies",
    Stance.VERIFIES: "verifies",
    Stance.ASSESSES: "assesses",
    Stance.IMPLIES: "implies",
}


def explain(
    event: Event, *, style: str = "text", reports: Reports | None = None, lang: str = "en"
) -> str:  # fmt: skip
    """Who says what in order of time, why the claims were joined and why the status is what it is.

    Args:
        style: ``text``, ``markdown`` or ``html``; text from claims is escaped.
        reports: as in ``assess``, for the times of publication.
        lang: ``en``, ``uk`` or ``ru``. In English actors stand by their ids; the others say their names. Texts of
            claims stay in their language.

    Raises:
        ModelError: ``style`` or ``lang`` is none of these.
    """
    writers = {"text": _text, "markdown": _markdown, "html": _html}
    if style not in writers:
        raise ModelError(f"explain: style must be text, markdown or html, got {style!r}")
    if lang != "en":
        from conflictdata.assess._explain_in import told

        return writers[style](*told(event, reports, lang))
    title, facts = _title(event), _facts(event)
    claims = [_claim(claim, reports) for claim in in_time(event.claims, reports)]
    joined = [_reason(each) for each in event.reasons if each.code in JOINING]
    status = [_reason(each) for each in event.reasons if each.code not in JOINING]
    return writers[style](
        title, facts, (("Claims", claims), ("Why joined", joined), ("Why this status", status))
    )


Sections = Sequence[tuple[str, list[tuple[str, str]]]]


def _title(event: Event) -> str:
    kind = taxonomy.kinds().get(event.kind)
    where = _where(event.location)
    return f"{kind.label if kind else event.kind}{f', {where}' if where else ''}"


def _facts(event: Event) -> list[tuple[str, str]]:
    found = [
        (
            "Status",
            f"{event.status.value}, confidence {event.confidence:.2f}, credibility {int(event.credibility)}",
        )
    ]
    if event.when is not None:
        found.append(("When", _when(event.when)))
    if event.actors:
        found.append(("Actors", ", ".join(event.actors)))
    found.append(("Event", event.id))
    return found


def _where(location: Location | None) -> str:
    if location is None:
        return ""
    name = location.place.name if location.place else (location.mention or "")
    if location.relation.value == "in":
        return name
    apart = f"{location.distance_km:g} km " if location.distance_km is not None else ""
    return f"{apart}{location.relation.value.replace('-', ' ')} {name}"


def _when(when: When) -> str:
    start, end = when.start.strftime("%Y-%m-%d %H:%M"), when.end.strftime("%Y-%m-%d %H:%M")
    return f"{start} to {end} UTC" if when.stated else f"by {end} UTC"


def _claim(claim: Claim, reports: Reports | None) -> tuple[str, str]:
    """(head, quoted text) of a claim."""
    told, day = told_at(claim, reports=reports), day_told(claim, reports=reports)
    at = "undated" if day is None else f"{day}" if told else f"{day} or later,"
    chain = f" (through {', '.join(claim.via)})" if claim.via else ""
    hedge = ", with reserve" if claim.hedged else ""
    place = "; ".join(filter(None, (_where(each) for each in claim.locations)))
    parts = [at, f"{claim.claimant}{chain} {_VERB[claim.stance]}{hedge}:"]
    parts.append(f"{claim.kind}{f' by {claim.agent}' if claim.agent else ''}{f', {place}' if place else ''}")
    return " ".join(parts), " ".join(claim.text.split())


def _reason(reason: Reason) -> tuple[str, str]:
    unit = "bits" if reason.code in JOINING else "log odds"
    weight = f" ({reason.weight:+.2f} {unit})" if reason.weight is not None else ""
    at = f" [{reason.at:%Y-%m-%d}]" if reason.at else ""
    return f"{reason.code}: {reason.text}{weight}{at}", ""


def _text(title: str, facts: list[tuple[str, str]], sections: Sections) -> str:
    lines = [title, *(f"  {name}: {value}" for name, value in facts)]
    for name, entries in sections:
        if entries:
            lines += ["", name]
        for head, quote in entries:
            lines.append(f"  - {head}")
            if quote:
                lines.append(f"    “{quote}”")
    return "\n".join(lines)


_MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|"})


def _markdown(title: str, facts: list[tuple[str, str]], sections: Sections) -> str:
    lines = [f"### {title.translate(_MARKDOWN)}", ""]
    lines += [f"- **{name}:** {value.translate(_MARKDOWN)}" for name, value in facts]
    for name, entries in sections:
        if entries:
            lines += ["", f"**{name}**", ""]
        for head, quote in entries:
            lines.append(f"- {head.translate(_MARKDOWN)}")
            if quote:
                lines += ["", f"  > {quote.translate(_MARKDOWN)}", ""]
    return "\n".join(lines).rstrip() + "\n"


def _html(title: str, facts: list[tuple[str, str]], sections: Sections) -> str:
    parts = [f"<section class='conflictdata-event'><h3>{escape(title)}</h3><dl>"]
    parts += [f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts]
    parts.append("</dl>")
    for name, entries in sections:
        if not entries:
            continue
        parts.append(f"<h4>{escape(name)}</h4><ul>")
        for head, quote in entries:
            quoted = f"<blockquote>{escape(quote)}</blockquote>" if quote else ""
            parts.append(f"<li>{escape(head)}{quoted}</li>")
        parts.append("</ul>")
    return "".join([*parts, "</section>"])
