"""English: what is said to have happened and where, in wordings of the wire services and of assessments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata import Claim
from conflictdata.model import Relation
from conflictdata.text.tokens import tokenize

DAY = "2025-03-10T12:00:00Z"


def read(text: str, source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang="en")


def told(text: str, source: str = "reuters") -> list[tuple[str, str]]:
    """Kinds and places, in order."""
    return [
        (claim.kind, at.place.name if at.place else at.mention)
        for claim in read(text, source)
        for at in claim.locations
    ]


@pytest.mark.parametrize(
    ("text", "place", "outcome"),
    [
        ("Russian troops renewed their unsuccessful efforts to push into Siversk.", "Siversk", "failure"),
        ("Ukrainian troops intensified attempts to cross the Oskil River near Dvorichna.", "Dvorichna", "unknown"),
        ("Ukrainian paratroopers frustrated a Russian bid to break into Chasiv Yar.", "Chasiv Yar", "failure"),
        ("The brigade countered Russian efforts to envelop or outflank Kupiansk.", "Kupyansk", "failure"),
        ("Russian units exploited fog to infiltrate Pokrovsk.", "Pokrovsk", "unknown"),
        ("Russian attacks on Huliaipole may be intended to tie down reserves.", "Hulyaypole", "unknown"),
    ],
)  # fmt: skip
def test_an_effort_told_of_is_an_attack(text: str, place: str, outcome: str) -> None:
    (claim,) = read(text, "isw")
    assert (claim.kind, claim.locations[0].place and claim.locations[0].place.name, claim.outcome) == (
        "attack",
        place,
        outcome,
    )


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces are setting conditions for an offensive near Siversk.",
        "A Russian assault on Siversk may be launched in April.",
        "Sanctions blocked Russian efforts to import chips.",
        "The EU has targeted firms in Tokmak with new sanctions.",
    ],
)
def test_what_is_only_prepared_or_no_fight_is_no_claim(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian gunners performed 120 fire tasks near Oleshky.", [("shelling", "Oleshky")]),
        ("A patrol opening fire near Bilopillia wounded nobody.", [("shelling", "Bilopillia")]),
        ("The navy confirmed it had targeted the headquarters of a brigade in Tokmak.", [("air-drone-strike", "Tokmak")]),
        ("A depot in Balakliia has been targeted by Russia.", [("air-drone-strike", "Balakliya")]),
        ("Russian troops took Selydove. DeepState reported the town's capture on Sunday.", [("capture", "Selydove"), ("capture", "Selydove")]),
        ("The General Staff said there were no Russian tanks or soldiers left in Kupiansk.", [("presence", "Kupyansk")]),
        ("The ministry said the withdrawal from Kherson was complete.", [("withdrawal", "Kherson")]),
        ("Fighting goes on in Toretsk. Russia controls most of the built-up area.", [("armed-clash", "Toretsk"), ("presence", "Toretsk")]),
        ("Troops tried to encircle Kyiv in 2025.", [("attack", "Kyiv")]),
    ],
)  # fmt: skip
def test_wordings_of_what_happened(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        (
            "Zelenskyy said troops had regained 300 square kilometres (115 square miles) in the south.",
            300,
            "km2",
        ),
        ("Syrskyi said the gains were 40sq km.", 40, "km2"),
        ("The General Staff recorded 230 combat engagements on March 9.", 230, "attack"),
        ("Ukrainian forces advanced 5km near Robotyne.", 5, "km"),
    ],
)
def test_what_is_counted(text: str, value: int, unit: str) -> None:
    (claim,) = read(text)
    assert [(q.value, q.unit) for q in claim.quantities] == [(value, unit)]


@given(number=st.integers(1, 9999), unit=st.sampled_from(["km", "sq"]))
def test_a_figure_and_its_unit_are_two_words(number: int, unit: str) -> None:
    assert tokenize(f"some {number}{unit} there").norms == ("some", str(number), unit, "there")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A shell hit a house in the Donetsk town of Toretsk.", ["Toretsk"]),
        ("Troops stormed the Sumy border village of Basivka.", ["Basivka"]),
        ("Drones struck Kharkiv and the village of Lyptsi.", ["Kharkiv", "Lyptsi"]),
        ("Russian forces shelled a boat on the Oskil Reservoir in Kharkiv Oblast.", ["Oskil Reservoir"]),
        ("Troops hold the left bank of the Dnipro River in Kherson Oblast.", ["Kherson Oblast"]),
        ("Fighting went on at the border between Donetsk and Luhansk oblasts and in Kharkiv Oblast.", ["Kharkiv Oblast"]),
        ("Drones attacked the Bryansk region and villages on the border with the Sumy region.", ["Bryansk Oblast"]),
        ("Russian forces shelled the border districts of the Sumy and Chernihiv regions.", ["Sumy Oblast", "Chernihiv Oblast"]),
        ("Troops took Hirnyk, driving the enemy out and opening the way for a further push to the outskirts of Pokrovsk.", ["Hirnyk"]),
        ("Fighting was reported near #Siversk on Sunday. #Ukraine #Kherson", ["Siversk"]),
    ],
)  # fmt: skip
def test_where_it_happened(text: str, expected: list[str]) -> None:
    assert [place for _, place in told(text)] == expected


def test_between_two_places_with_glosses_is_one() -> None:
    (claim,) = read(
        "Troops attacked between Starytsia (north of Vovchansk) and Ohirtseve (northwest of Vovchansk)."
    )
    assert claim.locations[0].relation is Relation.BETWEEN


def test_a_governor_s_unknown_village_lies_in_his_region() -> None:
    (claim,) = read(
        "Gladkov said a drone hit a car in the village of Zubrodubovo, near the border with the Kharkiv region."
    )
    assert claim.locations[0].place is None
    assert claim.locations[0].region == "RU-BEL"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian forces seized and cleared Levadne.", [("capture", "Levadne")]),
        ("The Marines entered and then captured Urozhaine.", [("capture", "Urozhaine")]),
        ("Kyiv denied reports of Russian troops capturing and surrounding Siversk.", [("capture", "Siversk")]),
        ("Russian troops shelled and bombed Kupiansk.", [("shelling", "Kupyansk")]),
        ("Russian paratroopers attacked and captured Krynky.", [("capture", "Krynky")]),
        ("Russian units mounted an assault, taking control of Levadne.", [("capture", "Levadne")]),
        ("Ukrainian forces hold Siversk and are clearing Dronivka.", [("presence", "Siversk"), ("clearing", "Dronivka")]),
    ],
)  # fmt: skip
def test_verbs_that_share_an_object_are_told_of_its_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The front saw 187 battles on March 9; near Lyman the enemy attacked 30 times.", [("attack", "Lyman")]),
        ("Russian forces took Selydove; near Toretsk and Siversk, fighting goes on.", [("capture", "Selydove"), ("armed-clash", "Toretsk"), ("armed-clash", "Siversk")]),
        ("Units redeployed to Tokmak for further deployment to Orikhiv or Kherson.", [("movement", "Tokmak")]),
        ("Russian forces are regrouping near Tokmak for subsequent attacks on Orikhiv.", [("movement", "Tokmak")]),
        ("Russian forces attacked near Pisky airfield southwest of Avdiivka.", [("air-drone-strike", "Pisky")]),
        ("A drone struck Shebekino at the border with the Kharkiv region, where fighting goes on.", [("air-drone-strike", "Shebekino"), ("armed-clash", "Kharkiv Oblast")]),
        ("Russian forces took Levadne. They are advancing in the Huliaipole direction. Flags were raised in the village.", [("capture", "Levadne"), ("advance", "Hulyaypole"), ("capture", "Levadne")]),
    ],
)  # fmt: skip
def test_each_happening_has_the_place_of_its_clause(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_a_works_told_of_by_another_speaker_is_his_place() -> None:
    text = "Ukraine said drones struck Odesa, and the governor of Samara region said a drone hit the Syzran refinery."
    assert {
        (claim.claimant, at.place and at.place.name) for claim in read(text) for at in claim.locations
    } == {
        ("ua:government", "Odesa"),
        ("ru:samara-oblast-governor", "Syzran"),
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The FSB said it detained a man who was planning to blow up a railway bridge in the Samara region.", "Samara Oblast"),
        ("The SBU foiled a terrorist attack in Odesa.", "Odesa"),
        ("The SBU said it had thwarted a plot to kill an officer in Kharkiv.", "Kharkiv"),
        ("Police arrested a Russian agent in Dnipro.", "Dnipro"),
    ],
)  # fmt: skip
def test_a_plot_that_came_to_nothing_is_no_attack(text: str, place: str) -> None:
    assert told(text) == [("other", place)]


def test_a_day_is_that_of_its_clause() -> None:
    taken, left = (
        read(f"Russian forces took Levadne{rest}.")[0].when.end.date().isoformat()
        for rest in (
            " on March 2, after its defenders withdrew",
            ", after they had entered Malynivka on March 2",
        )
    )
    assert taken == "2025-03-03"
    assert left == "2025-03-11"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian forces stemmed a Russian thrust toward Siversk.", [("attack", "Siversk")]),
        ("Russian troops launched a fresh push on Siversk.", [("attack", "Siversk")]),
        ("A glide bomb landed on a shop in Lyman.", [("air-drone-strike", "Lyman")]),
        ("Russian marines landed on the shore near Oleshky.", [("advance", "Oleshky")]),
        ("Russian forces bolstered their grouping near Tokmak with a tank regiment.", [("movement", "Tokmak")]),
        ("Russian gunners opened up on Nikopol.", [("shelling", "Nikopol")]),
        ("Ukrainian drones destroyed an ammunition dump in Tokmak.", [("infrastructure-damage", "Tokmak")]),
        ("Russian forces are trying to squeeze the defenders out of Siversk.", [("attack", "Siversk")]),
        ("Russian forces advanced southeast of Kupiansk, reaching the bank of the Oskil River.", [("advance", "Kupyansk")]),
        ("Strikes destroyed bridges over the Seym River near Glushkovo and Zvannoye.", [("infrastructure-damage", "Glushkovo"), ("infrastructure-damage", "Zvannoye")]),
        ("Troops repelled six attacks in the Lyman sector, near Nadiia and Ridkodub.", [("attack", "Nadiia"), ("attack", "Ridkodub")]),
        ("Russian forces took Horlivka's western suburb of Shumy.", [("capture", "Shumy")]),
        ("Some 40 residents remain in Siversk.", []),
        ("Russian troops remain in Siversk.", [("presence", "Siversk")]),
    ],
)  # fmt: skip
def test_more_wordings_of_what_happened(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russia and Ukraine swapped 50 prisoners of war in an exchange agreed in Istanbul.",
        "The bodies of 1,000 fallen soldiers were brought back under the Istanbul agreements.",
    ],
)
def test_an_exchange_did_not_happen_where_it_was_agreed(text: str) -> None:
    (claim,) = read(text)
    assert (claim.kind, claim.locations) == ("prisoner-exchange", ())
