"""Reasons, places and actors in the languages of the page, in it and in ``explain``."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import page_samples as samples
from conflictdata import linking, page
from conflictdata.errors import ModelError
from conflictdata.linking._comparisons import ABSENT, VETO, comparisons
from conflictdata.model import Claim, Evidence, Quantity, Reason, Stance
from conflictdata.wording import _reasons
from conflictdata.wording._words import words

MADE = datetime(2025, 5, 1, tzinfo=UTC)


def archive_of(document: str) -> Any:
    (text,) = re.findall(r'<script type="application/json" id="archive">(.*?)</script>', document)
    return json.loads(text)


SPEAKERS = ("ua:general-staff", "ru:mod", "isw", "ua:225-assault-regiment", "ru:milbloggers")


@st.composite
def told(draw: st.DrawFn) -> list[Claim]:
    """Claims about one place and day by known speakers, in every stance."""
    claims = []
    for number in range(draw(st.integers(1, 5))):
        evidence = (Evidence(kind="geolocation"),) if draw(st.booleans()) else ()
        claims.append(
            samples.claim(
                draw(st.sampled_from(sorted(samples.REPORTS))), f"Words {number}.", draw(st.sampled_from(SPEAKERS)),
                stance=draw(st.sampled_from(Stance)), hedged=draw(st.booleans()), evidence=evidence,
                agent=draw(st.sampled_from(("ua:armed-forces", "ru:armed-forces", None))),
                when=samples.on("2025-04-05", draw(st.integers(1, 3))),
                quantities=(Quantity(value=draw(st.integers(1, 9)), unit="killed"),) if draw(st.booleans()) else (),
            )
        )  # fmt: skip
    return list({claim.id: claim for claim in claims}.values())


@settings(max_examples=60, deadline=None)
@given(told(), st.booleans())
def test_every_reason_that_is_given_can_be_said_in_every_language(claims: list[Claim], same: bool) -> None:
    ruled = [
        linking.Decision(left=a.id, right=b.id, same=same, by="Олена", at=MADE, why=why)
        for a, b, why in zip(claims, claims[1:], ("", "Так сказано.", "", ""), strict=False)
    ]
    for event in [*linking.link(claims), *linking.link(claims, decisions=ruled)]:
        for reason in event.reasons:
            assert _reasons.sentence(reason, words("en"), lambda id: id) == reason.text
            for lang in ("uk", "ru"):
                said = _reasons.sentence(reason, words(lang), lambda id: "Ж")
                assert said and not re.search("[A-Za-z]", re.sub(r"evt-\w+", "", said)), (said, reason)
                assert not re.search("[A-Za-z]", _reasons.code(reason, words(lang)))


@pytest.mark.parametrize(
    "reason",
    [
        "evt-1 was found to be the same happening and became part of this event",
        "claims that were part of evt-1 were found to be another happening",
    ],
)
def test_what_became_of_an_event_can_be_said_in_every_language(reason: str) -> None:
    for lang in ("uk", "ru"):
        said = _reasons.sentence(Reason(code="merged", text=reason), words(lang), str)
        assert "evt-1" in said and not re.search("[A-Za-z]", said.replace("evt-1", ""))


def test_every_level_of_the_linkage_model_has_its_words() -> None:
    labels = {label for each in comparisons() for label in each.labels} - {ABSENT, VETO}
    for lang in ("uk", "ru"):
        for label in labels:
            said = _reasons.sentence(Reason(code="joined", text=f"{label} +1.5"), words(lang), str)
            assert said.endswith(" +1.5") and not re.search("[A-Za-z]", said), (label, said)


@given(
    st.text(min_size=1, max_size=300).filter(str.strip),
    st.sampled_from(("joined", "support", "overruled", "x")),
)
def test_sentences_of_others_stay_as_they_are(text: str, code: str) -> None:
    said = _reasons.sentence(Reason(code=code, text=text), words("uk"), str)
    assert said == ("" if text == code else text) or re.search(r"[+-]\d\.\d|\bit\b|happening|claims", text)


def test_actors_in_sentences_have_their_names_and_sides() -> None:
    event = attrs.evolve(
        samples.disputed(),
        reasons=(Reason(code="disputed", text="ru:mod says it, ua:225-assault-regiment and isw deny it"),),
    )
    said = {
        lang: archive_of(page.render([event], lang=lang))["events"][0]["y"][0] for lang in page.languages()
    }  # fmt: skip
    assert said["en"]["x"] == (
        "Ministry of Defence (RU) says it, 225th Separate Assault Regiment (UA) and Institute for the Study of War deny it"
    )
    assert said["uk"]["x"] == (
        "кажуть: Міністерство оборони (RU); заперечують: 225-й штурмовий полк (UA), Institute for the Study of War"
    )
    assert said["ru"]["d"] == "Оспорено"


def test_regions_and_towns_have_the_names_of_the_language() -> None:
    where = attrs.evolve(samples.BASIVKA, admin1="Sumy Oblast")
    event = attrs.evolve(samples.disputed(), location=samples.at(where))
    document = page.render([event], lang="uk")
    assert archive_of(document)["events"][0]["g"] == "Сумська область, UA"
    for town in ("Харків", "Донецьк", "Варшава"):
        assert f'["{town}",' in document


@pytest.mark.parametrize("lang", ["uk", "ru"])
def test_explain_speaks_the_languages_of_the_page(lang: str) -> None:
    (event,) = linking.link(list(samples.disputed().claims))
    text = event.explain(lang=lang)
    own = words(lang)
    for heading in (
        own["explain"]["claims"],
        own["page"]["why_status"],
        own["status"]["disputed"],
        own["stance"]["denies"],
    ):
        assert heading in text
    bare = re.sub(
        r"“.*”|evt-\w+|UTC|\((?:UA|RU)\)|Institute for the Study of War|CNN|Basivka|cnn|isw", "", text
    )
    assert not re.search("[A-Za-z]{3,}", bare), bare
    with pytest.raises(ModelError, match="lang must be one of"):
        event.explain(lang="xx")
