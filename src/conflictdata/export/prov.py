"""W3C PROV as JSON-LD: where each event and claim comes from.

An event is a ``prov:Entity`` derived from its claims by the activity of linking them. A claim is quoted from the
report it was read in, attributed to its claimant, and each link of its chain is a delegate of the one it quotes.
Terms are those of the PROV ontology (PROV-O, W3C Recommendation 2013-04-30); the context stands in the file, so
reading it needs no network. ``cd:record`` carries the whole record, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any
from urllib.parse import quote

from conflictdata.export import _safe
from conflictdata.export._view import Exportable, annotation, record, view
from conflictdata.export.claimreview import summary
from conflictdata.model import Claim, Event

BASE = "urn:conflictdata:"
CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "cd": BASE,
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "value": "prov:value",
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasQuotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasInfluencedBy": {"@id": "prov:wasInfluencedBy", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "atLocation": {"@id": "prov:atLocation", "@type": "@id"},
    "hadPrimarySource": {"@id": "prov:hadPrimarySource", "@type": "@id"},
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "record": {"@id": "cd:record", "@type": "@json"},
}


def write(objects: Iterable[Exportable], file: IO[bytes]) -> None:
    """Write one JSON-LD document; an agent, report or claim that is named often is described once."""
    file.write(b'{"@context":' + _safe.json_text(CONTEXT).encode() + b',"@graph":[')
    written: set[str] = set()
    for each in objects:
        for node in _event(each) if isinstance(each, Event) else _claim(each, whole=True):
            if node["id"] not in written:
                file.write((",\n" if written else "\n").encode() + _safe.json_text(node).encode())
                written.add(node["id"])
    file.write(b"\n]}\n")


def name(kind: str, id: str) -> str:
    """The name of a thing: ``urn:conflictdata:claim:clm-…``, other characters percent-encoded."""
    return f"{BASE}{kind}:{quote(id.encode('utf-8', 'replace'), safe='-')}"


def _event(event: Event) -> Iterator[dict[str, Any]]:
    claims = [name("claim", claim.id) for claim in event.claims]
    linking = name("linking", event.id)
    yield {
        "id": name("event", event.id),
        "type": ["prov:Entity", "cd:Event"],
        "label": f"{summary(view(event))}: {event.status.value}",
        "wasDerivedFrom": claims,
        "wasGeneratedBy": linking,
        "record": record(event),
    }
    yield {"id": linking, "type": "prov:Activity", "label": "linking and assessment", "used": claims}
    for claim in event.claims:
        yield from _claim(claim, whole=False)


def _claim(claim: Claim, *, whole: bool) -> Iterator[dict[str, Any]]:
    chain = [name("actor", actor) for actor in (*claim.via, claim.claimant)]
    report = name("report", claim.report)
    node: dict[str, Any] = {
        "id": name("claim", claim.id),
        "type": ["prov:Entity", "cd:Claim"],
        "label": f"{claim.claimant} {claim.stance.value} {claim.kind}",
        "wasAttributedTo": chain[-1],
        "wasQuotedFrom": report,
    }
    if claim.via:
        node["wasInfluencedBy"] = chain[:-1]
    if claim.text:
        node["value"] = _safe.visible(claim.text)
    if urls := [link for each in claim.evidence if (link := _safe.link(each.url))]:
        node["hadPrimarySource"] = urls
    if whole:
        node["record"] = record(claim)
    yield node
    yield from _sources(claim, report, chain)
    for url in urls:
        yield {"id": url, "type": "prov:Entity"}


def _sources(claim: Claim, report: str, chain: list[str]) -> Iterator[dict[str, Any]]:
    node: dict[str, Any] = {"id": report, "type": ["prov:Entity", "cd:Report"], "wasAttributedTo": chain[0]}
    if published := annotation(claim, "published"):
        node["generatedAtTime"] = published
    if url := _safe.link(annotation(claim, "url")):
        node["atLocation"] = url
    yield node
    for id, actor in zip(chain, (*claim.via, claim.claimant), strict=True):
        yield {"id": id, "type": "prov:Agent", "label": actor}
    if "atLocation" in node:
        yield {"id": node["atLocation"], "type": "prov:Location"}
