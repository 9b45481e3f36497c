"""English as agencies and institutes write it: causes of harm, attempts, who speaks through what, wrapped lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata import Claim, Stance
from conflictdata.text.sentences import sentences

DAY = "2025-03-10T12:00:00Z"


def read(text: str, source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang="en")


def told(text: str, source: str = "reuters") -> set[tuple[str, str, str, str | None]]:
    return {
        (claim.claimant, claim.kind, at.place.name if at.place else at.mention, claim.agent)
        for claim in read(text, source)
        for at in claim.locations
    }


RU, UA = "ru:armed-forces", "ua:armed-forces"


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("A Russian drone strike on Sumy injured a nurse.", RU),
        ("Three people were wounded in a drone attack on Sumy.", None),
        ("At least two men were killed in Russian shelling of Sumy.", RU),
        ("Ukrainian shelling killed two people in Sudzha.", UA),
    ],
)
def test_a_strike_told_as_the_cause_of_harm_is_a_claim_beside_it(text: str, agent: str | None) -> None:
    found = read(text)
    assert {claim.agent for claim in found} == {agent}
    assert {claim.kind for claim in found} - {"air-drone-strike", "shelling"} == {"civilian-harm"}
    (where,) = {claim.locations for claim in found}
    assert len(found) == 2 and where


@pytest.mark.parametrize(
    "text",
    [
        "The strike killed two people in Sudzha.",  # told before
        "Two people died in Tula, but no drone attacked the town.",
    ],
)
def test_a_strike_that_was_told_before_or_is_not_told_of_is_none_beside_the_harm(text: str) -> None:
    assert {claim.kind for claim in read(text)} & {"air-drone-strike", "shelling"} == set()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "Drones hit a depot in Tula, destroying two fuel tanks.",
            {"air-drone-strike", "infrastructure-damage"},
        ),
        (
            "The enemy attacked Sumy with bombs, damaging a school.",
            {"air-drone-strike", "infrastructure-damage"},
        ),
        (
            "A drone attack on the port of Tuapse set a tanker ablaze.",
            {"air-drone-strike", "infrastructure-damage"},
        ),
        (
            "Residents of Toropets were evacuated after a drone attack set off explosions.",
            {"air-drone-strike", "evacuation", "explosion"},
        ),
        ("Ukrainian forces hit a Russian command post in Tetkino.", {"air-drone-strike"}),
        ("Ukrainian troops drove Russian infiltrators from Kucheriv Yar.", {"capture"}),
        ("Drones damaged a depot in Tula.", {"infrastructure-damage"}),
        ("Guided bombs destroyed a school in Sumy.", {"infrastructure-damage"}),
        ("Russian strikes destroyed a school in Sumy.", {"infrastructure-damage"}),
    ],
)
def test_damage_with_a_verb_of_its_own_stands_beside_the_strike(text: str, kinds: set[str]) -> None:
    assert {claim.kind for claim in read(text)} == kinds


def test_lost_power_after_a_strike_elsewhere() -> None:
    text = "Residents of Belgorod Oblast lost power after a drone attack on a substation near Shebekino."
    where = {(claim.kind, at.place and at.place.name) for claim in read(text) for at in claim.locations}
    assert where == {("infrastructure-damage", "Belgorod Oblast"), ("air-drone-strike", "Shebekino")}


def test_footage_shows_the_damage_and_not_the_strike_before_it() -> None:
    text = "Geolocated footage published on May 3 shows a damaged bridge in Tula after a drone strike."
    assert {(claim.kind, claim.stance.value) for claim in read(text, "isw")} == {
        ("infrastructure-damage", "verifies")
    }


def test_what_a_strike_did_beside_the_harm_stays() -> None:
    assert {claim.kind for claim in read("A drone hit a bus in Nikopol, killing two people.")} == {
        "air-drone-strike",
        "civilian-harm",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rybar, a channel that follows the southern front, had said Ukrainian forces entered Robotyne.", {("ru:rybar", "advance", "Robotyne", UA)}),
        ("DeepState's map showed Russian forces controlling Selydove.", {("deepstate", "presence", "Selydove", RU)}),
        ("The General Staff reported fighting near Toretsk. Its report said Russian forces attacked near Lyman.", {("ua:general-staff", "armed-clash", "Toretsk", None), ("ua:general-staff", "attack", "Lyman", RU)}),
        ("The Ukrainian army attacked Nikolske, Battlegroup East spokesman Ivan Petrov told TASS.", {(RU, "attack", "Nikol's’ke", UA)}),
        ("Sevastopol Governor Mikhail Razvozhayev said two naval drones were destroyed over Sevastopol.", {("ru:sevastopol-governor", "interception", "Sevastopol", RU)}),
        ("Chechen leader Ramzan Kadyrov said his fighters captured Soledar.", {("ru:chechnya-head", "capture", "Soledar", RU)}),
        ("The Zaporizhzhia nuclear power plant was hit by drones, the U.N. nuclear watchdog said.", {("iaea", "air-drone-strike", "Zaporizhzhia Nuclear Power Plant", None)}),
        ("Russian troops entered Lyman, Russia's Defence Ministry said, publishing a video of the fighting.", {("ru:mod", "advance", "Lyman", RU)}),
        ("According to Chekhov, Russian forces shelled Kupyansk.", {("chekhov", "shelling", "Kupyansk", RU)}),
    ],
)  # fmt: skip
def test_who_speaks(text: str, expected: set[tuple[str, str, str, str | None]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "agent", "target"),
    [
        ("Russian forces repelled an attack by Ukrainian troops near Lyman.", UA, RU),
        ("Ukrainian forces repelled a mechanized assault by Russian troops near Siversk.", RU, UA),
        (
            "Ukrainian forces repelled a Russian attempt to cross the river near Lyman and seize Siversk.",
            RU,
            UA,
        ),
    ],
)
def test_whose_attack_was_repelled(text: str, agent: str, target: str) -> None:
    assert {(claim.kind, claim.agent, claim.target) for claim in read(text)} == {("attack", agent, target)}


@pytest.mark.parametrize(
    "text",
    [
        "The evacuation of families from Pokrovsk, Donetsk Oblast, will begin on 20 March.",
        "Luhansk and Siversk axes: no significant changes, no signs of an offensive grouping being formed.",
        "The minister likened the bombardment of Grozny to the attack on Warsaw during World War II.",
        "The hospital in Kakhovka is emptied for casualties that may result from the withdrawal.",
    ],
)
def test_what_has_not_happened(text: str) -> None:
    assert read(text, "isw") == []


def test_troops_of_who_denies() -> None:
    found = read("Ukraine denied that Russian forces captured Pokrovsk, insisting its troops hold the town.")
    assert {(c.claimant, c.stance, c.kind, c.agent) for c in found} == {
        ("ua:government", Stance.DENIES, "capture", RU),
        ("ua:government", Stance.ASSERTS, "presence", UA),
    }


@pytest.mark.parametrize(
    ("text", "agent", "target"),
    [
        ("Ukraine said its troops had repelled Russian attacks near Lyman.", RU, UA),
        ("Ukraine said its forces had been driven out of Lyman by Russian troops.", RU, None),
        ("Ukraine said two of its soldiers were killed in Lyman.", None, UA),
        ("Ukraine said its troops had recaptured Lyman.", UA, None),
    ],
)
def test_what_its_troops_did_and_what_was_done_to_them(
    text: str, agent: str | None, target: str | None
) -> None:
    (found,) = read(text)
    assert (found.agent, found.target) == (agent, target)


WRAPPED = """The General Staff said on Monday that its troops had repelled Russian attacks near
Kupyansk and the village of Synkivka, and that the fighting for the heights to the
east of Lyman went on into the night. Shelling was reported from two districts of
Kharkiv."""


def test_lines_that_break_in_the_middle_of_sentences() -> None:
    assert len(list(sentences(WRAPPED))) == 2
    assert ("ua:general-staff", "attack", "Kupyansk", RU) in told(WRAPPED)
    assert told(WRAPPED) == told(WRAPPED.replace("\n", " "))


def test_a_heading_does_not_run_into_the_text() -> None:
    text = "Battles near Lyman\n" + WRAPPED
    first = next(sentences(text))
    assert text[first.start : first.end] == "Battles near Lyman"


def test_lines_of_their_own_stay_apart_where_nothing_is_wrapped() -> None:
    lines = "Russian forces attacked in the direction of the town of Lyman\nUkrainian forces held Siversk"
    assert len(list(sentences(lines))) == 2


@given(
    st.lists(st.sampled_from(["Kupyansk", "near", "Russian", "forces", "attacked.", "the"]), max_size=120),
    st.integers(40, 90),
)
def test_wrapping_loses_no_word(words: list[str], width: int) -> None:
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) >= width:
            lines.append(line.rstrip())
            line = ""
        line += word + " "
    text = "\n".join([*lines, line.rstrip()])
    assert " ".join(text[s.start : s.end] for s in sentences(text)).split() == text.split()


def test_two_governors_of_one_sentence_speak_each_of_his_own_region() -> None:
    text = "The governor of Sumy Oblast said six people were killed, while the governor of Kherson Oblast reported one death."
    assert told(text) == {
        ("ua:sumy-oblast-governor", "civilian-harm", "Sumy Oblast", None),
        ("ua:kherson-oblast-governor", "civilian-harm", "Kherson Oblast", None),
    }


def test_where_something_was_not_done_is_not_where_the_next_was() -> None:
    text = "Russian forces did not attack in Kherson Oblast and continued artillery fire on Nikopol."
    assert {place for _, _, place, _ in told(text)} == {"Nikopol"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russian forces seized Zoriane in Donbas."),
        ("en", "Russian forces seized Zoriane in the Donbas region."),
        ("ru", "Российские войска освободили Зоряное в Донбассе."),
    ],
)
def test_an_area_of_two_regions_only_says_where_its_village_lies(lang: str, text: str) -> None:
    (found,) = cd.extract(text, source="tass", published=DAY, lang=lang)
    assert [at.place.name for at in found.locations if at.place] == ["Zoriane"]


def test_a_map_that_confirms_what_others_say_leaves_it_theirs() -> None:
    text = "Военкоры утверждают, что россияне зашли на окраины Покровска, и карта DeepState это подтверждает."
    found = cd.extract(text, source="meduza", published=DAY, lang="ru")
    assert {(c.claimant, c.stance, c.kind) for c in found} == {
        ("ru:milbloggers", Stance.ASSERTS, "advance"),
        ("deepstate", Stance.CONFIRMS, "advance"),
    }
