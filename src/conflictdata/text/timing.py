"""When the things a sentence tells happened, or, where it does not say, by when they had."""

from __future__ import annotations

from itertools import zip_longest

import attrs

from conflictdata.model import Location, Stance, When
from conflictdata.taxonomy import similarity
from conflictdata.text.draft import Draft, Reading, Said
from conflictdata.text.lexicon import Refers
from conflictdata.text.modality import opens_bare_relative
from conflictdata.text.struck import STRIKES
from conflictdata.time import TimeMention

_BEHIND = 4
"""Words, at the most, from a place to the date that is its own."""
_TAKEN = frozenset(("capture", "advance"))
"""What is done on another day than what a clause says it came after."""
_FOLLOWS = frozenset(("civilian-harm", "infrastructure-damage", "explosion", "losses"))


class Timing(Reading):
    """Gives times to the drafts of a sentence."""

    def _when(self, said: Said, draft: Draft) -> When:
        spans = [
            (said.tokens.at(t.start), t)
            for t in said.times
            if t.kind != "duration" and not self._birth(said, t)
        ]
        spans = [(i, t) for i, t in spans if not self._of_relative(said, draft, i)]
        spans = [(i, t) for i, t in spans if not (self._compared(said, i) or self._to_come(said, draft, i))]
        content = [
            (i, t)
            for i, t in spans
            if all(a.covers(i) for a in draft.chain if not a.inverse) and not self._of_saying(said, draft, i)
        ]
        content = [(i, t) for i, t in content if t.kind != "anchor" or i < draft.frame.head]
        content = [(i, t) for i, t in content if not _bracketed(said, i)] or content
        if content:
            return self._until_now(
                min(content, key=lambda pair: (abs(pair[0] - draft.frame.head), pair[0]))[1].when
            )
        denied = self._contested(draft)
        if denied is not None:
            return denied
        saying = [t.when for i, t in spans if any(a.said[0] <= i < a.said[1] for a in draft.chain)]
        if saying:
            return saying[-1]
        for i, t in spans:  # "one day after the president confirmed": when the saying was
            if t.kind == "anchor" and any(0 < a.said[0] - i <= 6 for a in draft.chain):
                return t.when
        if spans and not any(a.covers(spans[0][0]) for a in said.attributions):
            return spans[0][1].when
        refers = any(isinstance(m.value, Refers) and m.value.to == "event" for m in said.matches)
        before = self.last[0] if self.last else None
        alike = before is not None and similarity(before.kind, draft.frame.kind) >= 0.5
        if alike and before and (refers or draft.frame.definite) and before.when and before.when.stated:
            return before.when
        follows = (draft.inherited and draft.frame.kind in _FOLLOWS) or self._of_wave(draft)
        if follows and before and before.when and before.when.stated:
            return before.when
        if draft.explicit and self.last_said and draft.claimant == self.last_said[0]:
            return self.last_said[1]
        return self.day

    def _of_wave(self, draft: Draft) -> bool:
        """Whether it counts what was downed of the drones just told: "At night drones attacked. 60 were downed"."""
        struck = bool(self.last) and self.last[0].kind in STRIKES and self.struck_at == self.index - 1
        return struck and draft.frame.kind == "interception" and not draft.places

    def _when_there(self, said: Said, draft: Draft) -> dict[Location, When]:
        """The times of places that each have one of their own right behind: "in Starodub on Aug. 15 and in Navlya on
        Aug. 31"; none where one has none."""
        places = sorted(draft.places, key=lambda p: p.start)
        found: dict[Location, When] = {}
        for place, after in zip_longest(places, places[1:]):
            end = said.tokens.at(place.end - 1) + 1
            before = said.tokens.at(after.start) if after else end + _BEHIND + 1
            own = [t for t in said.times if end <= said.tokens.at(t.start) <= min(before - 1, end + _BEHIND)]
            if len(own) != 1 or own[0].kind == "duration":
                return {}
            found[place.location] = self._until_now(own[0].when)
        return found if len(places) > 1 and len(set(found.values())) > 1 else {}

    def _of_relative(self, said: Said, draft: Draft, time: int) -> bool:
        """Whether it dates what a clause recalls: "assaulted Lyman, which was occupied in May", "took Lyman, after they had
        entered it in May"."""
        norms, head = said.tokens.norms, draft.frame.head
        words = [self.lexicon.relative, self.lexicon.grammar.where]
        if draft.frame.kind in _TAKEN:
            words.append(self.lexicon.background)
        opens = [
            i for i in range(head + 1, time - 1)
            if norms[i] == "," and any(known.any_of(norms[i + 1 : i + 2]) for known in words)
        ]  # fmt: skip
        if self._within_relative(said, draft, time):
            return True
        bare = [i for i in range(head + 1, time - 1) if opens_bare_relative(said.tokens, i, self.lexicon)]
        opens += [i for i in bare if i > max(opens, default=0)]
        return bool(opens) and any(opens[-1] < f.head < time for f in said.frames)

    def _within_relative(self, said: Said, draft: Draft, time: int) -> bool:
        """Whether it stands in a relative clause before the verb: "the troops, who took Lyman in May, have advanced"."""
        norms, head = said.tokens.norms, draft.frame.head
        opens = next((i for i in range(time, 0, -1) if norms[i] == ","), 0)
        relative = bool(opens) and self.lexicon.relative.any_of(norms[opens + 1 : opens + 2])
        closes = next((i for i in range(time, head) if norms[i] == ","), None)
        return relative and closes is not None and any(opens < f.head < closes for f in said.frames)

    def _to_come(self, said: Said, draft: Draft, time: int) -> bool:
        """Whether it dates what is only to come of it: "has taken the town and would hand it over on May 25"."""
        between = said.tokens.norms[draft.frame.head + 1 : time]
        modal = next((i for i, word in enumerate(between) if word in self.lexicon.modal), 0)
        joints = (self.lexicon.grammar.goes_on, self.lexicon.relative, self.lexicon.grammar.that)
        return modal > 0 and any(known.any_of(between[max(0, modal - 2) : modal]) for known in joints)

    def _compared(self, said: Said, time: int) -> bool:
        """Whether it dates only that from which on something is without its like: "one of the deadliest attacks
        since the start of the invasion in February 2022"."""
        norms, grammar = said.tokens.norms, self.lexicon.grammar
        since = next((i for i in range(time, max(0, time - 12), -1) if norms[i] in grammar.since), None)
        if since is None or 0 < time - since < 3:
            return False
        return any(word.endswith(grammar.superlative) for word in norms[max(0, since - 8) : since])

    def _birth(self, said: Said, time: TimeMention) -> bool:
        """Whether it only says how old somebody is: "мужчина 1971 года рождения"."""
        born = self.lexicon.classes.get("born")
        after = said.tokens.at(time.end - 1) + 1
        words = [word for word in said.tokens.norms[after : after + 2] if word != "."]
        return born is not None and bool(words) and words[0] in born

    def _until_now(self, when: When) -> When:
        """What is said to have happened "this year" happened by the time it was said."""
        if when.start < self.day.end < when.end:
            return attrs.evolve(when, end=self.day.end)
        return when

    def _contested(self, draft: Draft) -> When | None:
        """The time of what a denial or an admission without a time of its own speaks of, if it was told before."""
        if draft.stance not in (Stance.DENIES, Stance.CONFIRMS):
            return None
        here = {p.location.place.id for p in draft.places if p.location.place}
        for claim in reversed(self.claims[-8:]):
            there = {loc.place.id for loc in claim.locations if loc.place}
            told = claim.when is not None and claim.when.stated and claim.claimant != draft.claimant
            if told and here & there and similarity(claim.kind, draft.frame.kind) >= 0.6:
                return claim.when
        return None

    def _of_saying(self, said: Said, draft: Draft, token: int) -> bool:
        return any(a.said[0] <= token < a.said[1] for a in said.attributions if a.covers(draft.frame.head))

    def _remember_saying(self, said: Said) -> None:
        """Keep when the sentence's speaker spoke, for "its map shows" in the next."""
        for mention in said.times:
            token = said.tokens.at(mention.start)
            inside = [a for a in said.attributions if a.said[0] <= token < a.said[1]]
            behind = [a for a in said.attributions if a.said[0] > token and not a.covers(token)]
            spoken = inside or sorted(behind, key=lambda a: a.said[0])
            if spoken and mention.kind != "duration":
                self.last_said = spoken[0].claimant, mention.when
                return


def _bracketed(said: Said, index: int) -> bool:
    """Whether a time stands in parentheses: "in the night of May 14 (from 19:00 on May 13)"."""
    norms = said.tokens.norms
    opened = next((i for i in range(index, max(-1, index - 8), -1) if norms[i] == "("), None)
    return opened is not None and ")" not in norms[opened:index]
