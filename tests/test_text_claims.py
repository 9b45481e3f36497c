"""Claims from texts: attribution, stance, kind, place, on sentences of the project's own."""

from __future__ import annotations

import cProfile
import pstats

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import conflictdata as cd

FRAGMENTS = [
    "The Russian Ministry of Defense claimed that", "Russian forces seized", "Vovchansk", "(north of Kupyansk)", ".", "[12]",
    "“", "”", "ВСУ атаковали", "у Сумах", "на Покровському напрямку", "не", "according to", ",", ";", "\n", "in the area",
    "CNN has verified", "Geolocated footage published on June 30 shows", "denied", "“We hold it,” he said", "за сутки", "17",
]  # fmt: skip


@pytest.mark.filterwarnings("ignore::conflictdata.text.draft.LanguageWarning")
@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.text(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=25).map(" ".join)),
    st.sampled_from([None, "en", "uk", "ru", "xx"]),  # a record can say anything; `extract` refuses "xx"
    st.sampled_from(["isw", "mod-russia", "general-staff-ua", "nobody-knows"]),
)
def test_any_string_gives_claims_whose_spans_point_at_it(text: str, lang: str | None, source: str) -> None:
    report = cd.Report(source=source, text=text, published="2025-06-30T12:00:00Z", lang=lang)
    for claim in cd.extract_reports([report]):
        assert text[claim.span[0] : claim.span[1]] == claim.text
        assert claim.when is not None
        assert claim.claimant
        assert claim.claimant not in claim.via


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=20).map(" ".join))
def test_the_same_text_gives_the_same_claims(text: str) -> None:
    first = cd.extract(text, source="isw", published="2025-06-30")
    assert first == cd.extract(text, source="isw", published="2025-06-30")
    assert len({claim.id for claim in first}) == len(first)


def _calls(text: str) -> int:
    profile = cProfile.Profile()
    profile.enable()
    cd.extract(text, source="isw", published="2025-06-30")
    profile.disable()
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize(
    "unit",
    [
        "seized ",
        "“",
        "[1]",
        "a.",
        "Kyiv, ",
        "that said ",
        "(",
        "the Russian ",
        "took ",
        "June 30 and ",
        "«Сумы» ",
        "ё́",
    ],
)
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    cd.extract(unit, source="isw", published="2025-06-30")  # load what is loaded once
    small, large = _calls(unit * 400), _calls(unit * 1600)
    assert large <= 6 * small + 20_000


CASES = [
    # who says it
    ("isw", "en", "The Russian Ministry of Defense claimed that Russian forces seized Dvorichna.", [("ru:mod", "asserts", "capture", "Dvorichna")]),
    ("cnn", "en", "Ukrainian forces struck a depot in Sudzha, the Ukrainian General Staff said.", [("ua:general-staff", "asserts", "infrastructure-damage|air-drone-strike", "Sudzha")]),
    ("reuters", "en", "Russian troops entered Vovchansk on Friday.", [("reuters", "asserts", "advance|capture", "Vovchansk")]),
    ("meduza", "ru", "ВСУ ударили дронами по Рыльску, сообщил губернатор Курской области.", [("ru:kursk-oblast-governor", "asserts", "air-drone-strike", "Rylsk|Рыльск|Ryl’sk")]),
    ("ukrinform", "uk", "У Генштабі повідомили, що ворог атакував у районі Вовчанська.", [("ua:general-staff", "asserts", "attack", "Vovchansk|Вовчанськ")]),
    ("tass", "ru", "Освобождён Часов Яр, сообщили в Минобороны.", [("ru:mod", "asserts", "capture", "Chasiv Yar|Часов Яр")]),
    ("cnn", "en", "“We took Sudzha. The town is ours,” the 80th Air Assault Brigade said on Telegram.", [("ua:80-air-assault-brigade", "asserts", "capture", "Sudzha")]),
    # what they do with it
    ("isw", "en", "A Russian milblogger denied that Ukrainian forces captured Sudzha.", [("ru:milbloggers", "denies", "capture", "Sudzha")]),
    ("cnn", "en", "Belgorod Oblast Governor Vyacheslav Gladkov admitted that drones damaged a school in Shebekino.", [("ru:belgorod-oblast-governor", "confirms", "infrastructure-damage", "Shebekino")]),
    ("isw", "en", "Geolocated footage published on May 2 shows Russian forces striking Ukrainian positions in Orikhiv.", [("isw", "verifies", "air-drone-strike", "Orikhiv")]),
    ("isw", "en", "Russian forces continued ground attacks near Kupyansk on May 2 but did not advance.", [("isw", "assesses", "attack", "Kupyansk|Kupiansk")]),
    ("general-staff-ua", "uk", "Повідомлення про захоплення Вовчанська є неправдою.", [("ua:general-staff", "denies", "capture", "Vovchansk|Вовчанськ")]),
    ("mod-russia", "ru", "Заявления о взятии Суджи не соответствуют действительности.", [("ru:mod", "denies", "capture", "Sudzha|Суджа")]),
    # what happened
    ("mod-russia", "ru", "Силы ПВО сбили 12 беспилотников над Брянской областью.", [("ru:mod", "asserts", "interception", "Bryansk")]),
    ("mod-russia", "ru", "Отражены две атаки противника у Купянска.", [("ru:mod", "asserts", "attack", "Kupyansk|Kupiansk|Купянск")]),
    ("general-staff-ua", "uk", "Ворог обстріляв Нікополь із артилерії.", [("ua:general-staff", "asserts", "shelling", "Nikopol|Нікополь")]),
    ("isw", "en", "Elements of the Russian 98th Airborne Division are reportedly operating in Chasiv Yar.", [("isw", "asserts", "presence", "Chasiv Yar")]),
    # nothing happened
    ("isw", "en", "Neither side reported ground activity near Kherson.", []),
    ("isw", "en", "Russian forces are preparing to seize Kupyansk.", []),
    ("general-staff-ua", "uk", "На Сіверському напрямку противник наступальних дій не проводив.", []),
    ("mod-russia", "ru", "Военные намерены освободить Купянск.", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "lang", "text", "expected"), CASES, ids=[case[2][:40] for case in CASES])
def test_what_a_sentence_claims(
    source: str, lang: str, text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    claims = cd.extract(text, source=source, published="2025-05-03T18:00:00Z", lang=lang)
    assert len(claims) == len(expected), [(c.claimant, c.stance.value, c.kind) for c in claims]
    for claim, (claimant, stance, kind, place) in zip(claims, expected, strict=True):
        assert (claim.claimant, claim.stance.value) == (claimant, stance)
        assert claim.kind in kind.split("|")
        names = (
            {claim.locations[0].place.name, claim.locations[0].mention} if claim.locations[0].place else set()
        )
        assert any(wanted in str(name) for wanted in place.split("|") for name in names), names


def test_a_chain_keeps_every_link() -> None:
    text = "ISW reported that Russian milbloggers claimed that the Russian Ministry of Defense said that its troops seized Sudzha."
    (claim,) = cd.extract(text, source="cnn", published="2025-05-03")
    assert claim.claimant == "ru:mod"
    assert claim.via == ("cnn", "isw", "ru:milbloggers")


def test_several_places_give_a_claim_each_and_glosses_none() -> None:
    text = "Russian forces attacked near Lyman, Siversk and Toretsk (north of Horlivka) on May 2."
    claims = cd.extract(text, source="isw", published="2025-05-03T18:00:00Z")
    assert [claim.locations[0].mention for claim in claims] == ["Lyman", "Siversk", "Toretsk"]


def test_a_denial_of_what_was_told_before() -> None:
    text = "Ukraine's General Staff said its troops attacked Sudzha on May 2. The Russian Ministry of Defense denied the claim."
    first, second = cd.extract(text, source="cnn", published="2025-05-03")
    assert (second.claimant, second.stance.value, second.kind) == ("ru:mod", "denies", first.kind)
    assert second.locations == first.locations
    assert second.when == first.when


def test_the_enemy_is_whoever_the_speaker_fights() -> None:
    (ours,) = cd.extract("Противник атаковал у Купянска.", source="mod-russia", published="2025-05-03")
    (theirs,) = cd.extract(
        "Противник атакував біля Куп’янська.", source="general-staff-ua", published="2025-05-03"
    )
    assert (ours.agent, theirs.agent) == ("ua:armed-forces", "ru:armed-forces")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The General Staff denied the capture of Yunakivka.", "cnn"),
        ("Повідомлення про захоплення Юнаківки не відповідають дійсності.", "general-staff-ua"),
    ],
)
def test_a_party_denies_what_the_other_one_claims(text: str, source: str) -> None:
    (denial,) = cd.extract(text, source=source, published="2025-06-13")
    assert (denial.claimant, denial.stance.value, denial.agent) == (
        "ua:general-staff",
        "denies",
        "ru:armed-forces",
    )
    (claim,) = cd.extract(
        "The Russian Ministry of Defense claimed on June 12 that Russian forces seized Yunakivka in Sumy Oblast.",
        source="cnn",
        published="2025-06-13",
    )
    assert claim.agent == denial.agent


def test_hedges_are_kept() -> None:
    (sure,) = cd.extract("Russian forces seized Siversk.", source="cnn", published="2025-05-03")
    (hedged,) = cd.extract("Russian forces allegedly seized Siversk.", source="cnn", published="2025-05-03")
    assert (sure.hedged, hedged.hedged) == (False, True)


def test_times_of_the_saying_and_of_the_event() -> None:
    text = "The Ukrainian General Staff reported on May 3 that Ukrainian forces struck a depot in Sudzha on May 1."
    (claim,) = cd.extract(text, source="isw", published="2025-05-03T23:00:00Z")
    assert claim.when is not None
    assert claim.when.start.date().isoformat() == "2025-05-01"


def test_quantities_have_units() -> None:
    (claim,) = cd.extract(
        "Силы ПВО сбили 12 беспилотников над Брянской областью.", source="mod-russia", published="2025-05-03"
    )
    assert [(q.value, q.unit) for q in claim.quantities] == [(12.0, "drone")]
