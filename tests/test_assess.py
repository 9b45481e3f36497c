"""Assessment: monotone confidence, independence, status with its reasons and its past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from conflictdata.assess import assess, explain, history, learn_reliabilities, origins
from conflictdata.assess._weigh import hurt
from conflictdata.errors import ModelError
from conflictdata.linking import link
from conflictdata.model import (
    Claim,
    Credibility,
    Event,
    Evidence,
    Location,
    LocationPrecision,
    Place,
    Point,
    Report,
    Stance,
    Status,
    When,
)

PLACE = Place(
    id="test:ozerki", name="Ozerki", point=Point(50.9, 35.42), country="RU", admin1="Belgorod Oblast"
)
WHERE = Location(place=PLACE, point=PLACE.point, precision=LocationPrecision.SETTLEMENT, region="RU-BEL")
NUMBER = iter(range(10**9))


def claim(claimant: str, stance: Stance = Stance.ASSERTS, day: int = 18, **more: Any) -> Claim:
    start = datetime(2025, 3, day, tzinfo=UTC)
    text = f"words {next(NUMBER)} that only {claimant} of all has ever used {next(NUMBER)} {next(NUMBER)}"
    fields: dict[str, Any] = {
        "report": f"rep-{claimant}-{day}-{next(NUMBER)}", "span": (0, len(text)), "text": text, "claimant": claimant,
        "stance": stance, "kind": "attack", "agent": "ua:armed-forces", "locations": (WHERE,),
        "when": When(start=start, end=start + timedelta(days=1), mention=None),
    }  # fmt: skip
    return Claim(**fields | more)


CLAIMANTS = [
    "isw",
    "cnn",
    "ru:mod",
    "ru:rybar",
    "ua:general-staff",
    "ua:9-test-regiment",
    "somebody-new",
    "tass",
]
CLAIMS = st.builds(
    claim,
    st.sampled_from(CLAIMANTS),
    st.sampled_from(list(Stance)),
    st.integers(15, 25),
    hedged=st.booleans(),
    kind=st.sampled_from(["attack", "capture", "withdrawal", "losses", "civilian-harm"]),
    agent=st.sampled_from([None, "ua:armed-forces", "ru:armed-forces"]),
    target=st.sampled_from([None, "ru:armed-forces", "bridge"]),
    evidence=st.sampled_from([(), (Evidence(kind="geolocation", url="https://example.org/1"),)]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=8), CLAIMS)
def test_a_denial_never_raises_the_confidence(claims: list[Claim], last: Claim) -> None:
    denial = attrs.evolve(last, stance=Stance.DENIES)
    assert assess([*claims, denial]).confidence <= assess(claims).confidence


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=8), CLAIMS)
def test_an_independent_confirmation_never_lowers_the_confidence(claims: list[Claim], last: Claim) -> None:
    assume(last.stance is not Stance.DENIES)
    confirmation = attrs.evolve(last, claimant="a-newcomer", evidence=())
    assert assess([*claims, confirmation]).confidence >= assess(claims).confidence


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_assessment_does_not_depend_on_the_order(claims: list[Claim], rng: Any) -> None:
    shuffled = [*claims]
    rng.shuffle(shuffled)
    assert assess(shuffled) == assess(claims)


@settings(max_examples=40, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=8))
def test_a_repetition_by_the_same_speaker_adds_nothing(claims: list[Claim]) -> None:
    first = claims[0]
    again = attrs.evolve(first, report="rep-again", id="clm-again")
    assert assess([*claims, again]).confidence == assess(claims).confidence


@settings(max_examples=40, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=8))
def test_history_ends_with_the_present(claims: list[Claim]) -> None:
    past = history(claims)
    assert past[-1].status is assess(claims).status
    assert past[-1].confidence == assess(claims).confidence
    moments = [each.as_of for each in past if each.as_of]
    assert moments == sorted(set(moments)) and len(moments) == len(past)


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ([claim("isw")], Status.CLAIMED),
        ([claim("isw"), claim("cnn")], Status.CORROBORATED),
        ([claim("ua:general-staff"), claim("ua:president")], Status.CLAIMED),
        ([claim("ua:general-staff"), claim("cnn")], Status.CORROBORATED),
        ([claim("ua:general-staff"), claim("ru:mod", Stance.CONFIRMS, 19)], Status.CONCEDED),
        ([claim("ua:general-staff"), claim("ru:mod", Stance.DENIES)], Status.DISPUTED),
        ([claim("ru:mod", Stance.DENIES)], Status.DISPUTED),
        ([claim("ru:mod", Stance.DENIES, 18), claim("ru:mod", Stance.CONFIRMS, 20)], Status.CONCEDED),
        ([claim("ru:mod", Stance.CONFIRMS, 18), claim("ru:president", Stance.DENIES, 20)], Status.DISPUTED),
        ([claim("ua:9-test-regiment", hedged=True), claim("cnn", Stance.VERIFIES)], Status.VERIFIED),
        ([claim("ua:general-staff"), claim("ua:9-test-regiment", Stance.VERIFIES)], Status.CLAIMED),
        ([claim("isw"), claim("isw", Stance.DENIES, 22)], Status.REFUTED),
        (
            [claim("ua:general-staff"), claim("bellingcat", Stance.DENIES, evidence=[Evidence(kind="geolocation")])],
            Status.REFUTED,
        ),
        ([claim("ua:general-staff", kind="withdrawal")], Status.CONCEDED),
        ([claim("ru:mod", kind="capture")], Status.CONCEDED),
        ([claim("ru:mod")], Status.CLAIMED),  # who is attacked says so every day
        ([claim("ru:milbloggers", kind="armed-clash", agent=None)], Status.CLAIMED),
        ([claim("ru:mod", kind="civilian-harm")], Status.CLAIMED),  # an accusation, no admission
        ([claim("ua:mod", kind="civilian-harm")], Status.CONCEDED),
    ],
)  # fmt: skip
def test_status(claims: list[Claim], status: Status) -> None:
    assert assess(claims).status is status
    assert assess(claims).reasons[0].code == status.value


def test_copies_and_quotes_are_one_origin() -> None:
    first = claim("ru:rybar", text="Our drones destroyed the bridge near the village last night, sources say")
    copy = claim(
        "ru:milbloggers", text="OUR DRONES destroyed the bridge near the village last night - sources say!"
    )
    cited = [
        claim(who, evidence=[Evidence(kind="endnote", url="https://example.org/post/7")])
        for who in ("a", "b")
    ]
    forward = claim("tass", evidence=[Evidence(kind="forward", note="ru:rybar")])
    alone = claim("cnn")
    graph = origins([first, copy, *cited, forward, alone])
    groups = {frozenset(group) for group in graph.groups}
    assert groups == {
        frozenset((first.id, copy.id, forward.id)),
        frozenset(each.id for each in cited),
        frozenset((alone.id,)),
    }
    whys = {why.split(" ")[0] for _, _, why in graph.links}
    assert whys == {"near-identical", "both", "forwarded"}


def test_two_speakers_in_one_sentence_are_not_one_origin() -> None:
    text = "The regiment says it destroyed the bridge; the newsroom verified the place of the video."
    pair = [claim(who, report="rep-one", text=text) for who in ("ua:9-test-regiment", "cnn")]
    assert len(origins(pair).groups) == 2


def test_forwards_are_recognised_from_their_reports() -> None:
    original, copy = claim("ru:rybar", report="rep-a"), claim("ru:milbloggers", report="rep-b")
    reports = {
        "rep-a": Report(source="rybar", text="x", published="2025-03-18", url="https://example.org/rybar/1"),
        "rep-b": Report(
            source="other", text="x", published="2025-03-18", forwarded_from="https://example.org/rybar/1"
        ),
    }
    assert len(origins([original, copy]).groups) == 2
    assert len(origins([original, copy], reports=reports).groups) == 1


def test_what_was_known_on_a_day() -> None:
    claims = [
        claim("ua:general-staff", day=16),
        claim("ru:mod", Stance.DENIES, 18),
        claim("cnn", Stance.VERIFIES, 20),
    ]
    days = [assess(claims, as_of=datetime(2025, 3, day, tzinfo=UTC)).status for day in (16, 17, 19, 21)]
    assert days == [None, Status.CLAIMED, Status.DISPUTED, Status.VERIFIED]
    later = {claims[0].report: datetime(2025, 3, 30, tzinfo=UTC)}
    assert assess(claims, as_of=datetime(2025, 3, 17, tzinfo=UTC), reports=later).status is None
    moved = assess(claims).reasons[0]
    assert moved.claims == (claims[2].id,) and moved.at == datetime(2025, 3, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("speaker", "agent", "target", "admits"),
    [
        ("ru:mod", "ru:armed-forces", "ua:armed-forces", False),
        ("ru:mod", "ru:armed-forces", None, False),
        ("ru:mod", None, None, False),
        ("ru:mod", None, "ru:armed-forces", True),
        ("ru:mod", "ua:armed-forces", None, True),
        ("isw", None, "ru:armed-forces", False),
    ],
)
def test_losses_are_admitted_by_who_suffers_them(
    speaker: str, agent: str | None, target: str | None, admits: bool
) -> None:
    assert hurt(claim(speaker, kind="losses", agent=agent, target=target)) is admits


def test_an_admission_weighs_more_than_a_boast() -> None:
    boast, admission = claim("ua:general-staff", Stance.CONFIRMS), claim("ru:mod", Stance.CONFIRMS)
    assert assess([admission]).confidence > assess([boast]).confidence + 0.2


def test_credibility_follows_the_status() -> None:
    verified = assess([claim("isw"), claim("cnn", Stance.VERIFIES)])
    unknown = assess([claim("somebody-new")])
    assert verified.credibility is Credibility.CONFIRMED
    assert unknown.credibility is Credibility.CANNOT_BE_JUDGED


def test_given_reliabilities_count() -> None:
    one = [claim("somebody-new")]
    assert assess(one, reliabilities={"somebody-new": "A"}).confidence > assess(one).confidence
    assert assess(one, reliabilities={"somebody-new": 0.99}).confidence == pytest.approx(0.99, abs=0.001)


NASTY = "<script>alert('x')</script> `*_[link](javascript:0)_*` | & \x07"


@settings(max_examples=40, deadline=None)
@given(st.one_of(st.just(NASTY), st.text(min_size=1, max_size=60)).filter(lambda text: text.strip()))
def test_explanations_escape_what_claims_say(text: str) -> None:
    (event,) = link([claim("isw", text=text, locations=[attrs.evolve(WHERE, place=None, mention=text)])])
    html = event._repr_html_()
    assert "<script" not in html and html.count("<section") == html.count("</section>") == 1
    assert html.count("<blockquote>") == html.count("</blockquote>") <= 1
    markdown = event.explain(style="markdown")
    assert "[link](" not in markdown
    assert event.explain()


def test_an_explanation_tells_who_when_why() -> None:
    claims = [claim("isw", day=18, via=("cnn",)), claim("ru:mod", Stance.DENIES, 18)]
    (event,) = link(claims)
    text = explain(event)
    assert text.index("isw (through cnn) asserts") < text.index("Why joined") < text.index("Why this status")
    assert "ru:mod denies" in text and "bits" in text and "disputed" in text


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(ModelError, match="text, markdown or html"):
        explain(Event(kind="attack", claims=(claim("isw"),)), style="pdf")


def test_learned_reliabilities_tell_a_liar_from_a_witness() -> None:
    pytest.importorskip("crowdkit", reason="needs conflictdata[learn]")
    events = []
    for n in range(30):
        happened = n % 3 != 0
        honest, lie = (Stance.ASSERTS, Stance.DENIES) if happened else (Stance.DENIES, Stance.ASSERTS)
        told = [claim(who, honest) for who in ("witness-1", "witness-2", "witness-3")]
        events.append(Event(kind="attack", claims=(*told, claim("liar", lie))))
    found = learn_reliabilities(events)
    assert found["liar"] < 0.3
    assert found["witness-1"] > 0.8
    assert learn_reliabilities([]) == {}


def test_a_reason_has_a_date_only_where_it_is_known_when_its_claim_was_told() -> None:
    start = datetime(2025, 3, 18, tzinfo=UTC)
    dated = claim("isw", when=When(start=start, end=start + timedelta(days=1), mention="March 18"))
    bounded = claim("cnn")
    later = datetime(2025, 4, 8, 12, tzinfo=UTC)
    assert {r.at for r in assess([dated]).reasons} == {None}
    assert {r.at for r in assess([dated], reports={dated.report: later}).reasons} == {later}
    assert {r.at for r in assess([bounded]).reasons} == {bounded.when.end if bounded.when else None}
    (event,) = link([dated])
    assert "2025-03-18 or later" in explain(event)
    assert "or later" not in explain(event, reports={dated.report: later})
