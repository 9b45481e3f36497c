"""What ``explain`` says in other languages than English, with the words of the page."""

from __future__ import annotations

from conflictdata import taxonomy
from conflictdata.assess._origins import Reports, day_told, told_at
from conflictdata.assess._status import in_time
from conflictdata.model import Claim, Event, Reason, When
from conflictdata.wording import _reasons
from conflictdata.wording._naming import Publishers, Words, actor_name, where, with_side
from conflictdata.wording._words import words as words_of

Entries = list[tuple[str, str]]
"""(head, quoted text)."""


def told(
    event: Event, reports: Reports | None, lang: str
) -> tuple[str, Entries, list[tuple[str, Entries]]]:  # fmt: skip
    """Title, facts and sections.

    Raises:
        ModelError: there are no words in ``lang``.
    """
    return _Teller(words_of(lang), reports).told(event)


class _Teller:
    def __init__(self, words: Words, reports: Reports | None) -> None:
        self._words, self._page, self._own = words, words["page"], words["explain"]
        self._reports = reports
        self._publishers = Publishers()

    def told(self, event: Event) -> tuple[str, Entries, list[tuple[str, Entries]]]:
        from conflictdata.assess._explain import JOINING

        place = where(event.location, self._words) if event.location else ""
        title = ", ".join(filter(None, (self._kind(event.kind), place)))
        joined = [self._reason(each) for each in event.reasons if each.code in JOINING]
        status = [self._reason(each) for each in event.reasons if each.code not in JOINING]
        claims = [self._claim(claim) for claim in in_time(event.claims, self._reports)]
        sections = [
            (self._own["claims"], claims), (self._page["joined"], joined), (self._page["why_status"], status),
        ]  # fmt: skip
        return title, self._facts(event), sections

    def _facts(self, event: Event) -> Entries:
        status = self._words["status"][event.status.value]
        credibility = f"{self._page['credibility']}: {int(event.credibility)}"
        sure = f"{self._page['confidence']}: {event.confidence:.2f}"
        found = [(self._page["status"], f"{status}; {sure}; {credibility}")]
        if event.when is not None:
            found.append((self._own["when"], self._when(event.when)))
        if event.actors:
            found.append((self._page["actors"], ", ".join(map(self._name, event.actors))))
        found.append((self._own["event"], event.id))
        return found

    def _name(self, id: str) -> str:
        return with_side(id, actor_name(id, self._publishers, self._words))

    def _kind(self, id: str) -> str:
        kind = taxonomy.kinds().get(id)
        return self._words["kind"].get(id) or (kind.label if kind else id)

    def _when(self, when: When) -> str:
        pattern = self._own["from_to" if when.stated else "by"]
        return pattern.format(start=f"{when.start:%Y-%m-%d %H:%M}", end=f"{when.end:%Y-%m-%d %H:%M}")

    def _claim(self, claim: Claim) -> tuple[str, str]:
        at = self._told(claim)
        chain = ", ".join(map(self._name, claim.via))
        through = f" ({self._own['through'].format(chain=chain)})" if chain else ""
        hedged = f", {self._page['hedged']}" if claim.hedged else ""
        says = f"{self._name(claim.claimant)}{through} {self._words['stance'][claim.stance.value]}{hedged}"
        agent = f", {self._name(claim.agent)}" if claim.agent else ""
        place = "; ".join(filter(None, (where(each, self._words) for each in claim.locations)))
        what = ", ".join(filter(None, (f"{self._kind(claim.kind)}{agent}", place)))
        return f"{at} {says}: {what}", " ".join(claim.text.split())

    def _told(self, claim: Claim) -> str:
        day = day_told(claim, reports=self._reports)
        if day is None:
            return self._page["undated"]
        told = told_at(claim, reports=self._reports)
        return f"{day}" if told else self._own["or_later"].format(when=f"{day}") + ","

    def _reason(self, reason: Reason) -> tuple[str, str]:
        from conflictdata.assess._explain import JOINING

        said = _reasons.sentence(reason, self._words, self._name)
        head = ": ".join(filter(None, (_reasons.code(reason, self._words), said)))
        unit = self._page["bits" if reason.code in JOINING else "log_odds"]
        weight = f" ({reason.weight:+.2f} {unit})" if reason.weight is not None else ""
        return f"{head}{weight}{f' [{reason.at:%Y-%m-%d}]' if reason.at else ''}", ""
