"""Claims as HTML for notebooks; text from reports is escaped."""

from __future__ import annotations

from html import escape

from conflictdata.model import Claim, Location, Relation


def claim_html(claim: Claim) -> str:
    """Who claims what, where and when, and in which words, as a self-contained piece of HTML.

    Styles are inline, because notebooks remove ``<style>``; colours are those of the page that shows it.
    """
    chain = "".join(f" &larr; {escape(actor)}" for actor in claim.via)
    head = f"<strong>{escape(claim.claimant)}</strong>{chain} <em>{claim.stance.value}</em>"
    rows = [
        ("what", f"{claim.kind}{'' if claim.outcome == 'unknown' else f' ({claim.outcome.value})'}"),
        ("agent", claim.agent),
        ("target", claim.target),
        ("where", "; ".join(filter(None, (_where(each) for each in claim.locations)))),
        ("when", _when(claim)),
        ("counts", ", ".join(f"{each.value:g} {each.unit}" for each in claim.quantities)),
        ("report", claim.report),
    ]
    cells = "".join(
        f"<tr><th scope='row' style='text-align:left'>{name}</th><td style='text-align:left'>{escape(value)}</td></tr>"
        for name, value in rows
        if value
    )
    hedged = " (hedged)" if claim.hedged else ""
    quote = f"<blockquote>{escape(claim.text)}</blockquote>" if claim.text.strip() else ""
    return f"<section class='conflictdata-claim'><p>{head}{hedged}</p>{quote}<table>{cells}</table></section>"


def _where(location: Location) -> str:
    name = location.place.name if location.place else location.mention or ""
    if not name or location.relation is Relation.IN:
        return name
    apart = f"{location.distance_km:g} km " if location.distance_km is not None else ""
    return f"{apart}{location.relation.value.replace('-', ' ')} {name}"


def _when(claim: Claim) -> str:
    if claim.when is None:
        return ""
    start, end = (f"{moment:%Y-%m-%d %H:%M}" for moment in (claim.when.start, claim.when.end))
    return f"{start} to {end} UTC" if claim.when.stated else f"by {end} UTC"
