"""Who says what, in forms that sources use: each case is the project's own sentence, read by a person first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata import sources
from conflictdata.model import Claim
from conflictdata.text.lexicon import LANGUAGES, LexiconError, lexicon
from conflictdata.text.patterns import compile_classes
from conflictdata.text.quantities import find_quantities
from conflictdata.text.tokens import tokenize

DAY = "2025-06-13T12:00:00Z"


def read(text: str, lang: str, source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang=lang)


def told(claims: list[Claim]) -> set[tuple[str, str, str]]:
    return {(claim.claimant, claim.stance.value, claim.kind) for claim in claims}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        pytest.param(
            "uk", "Наші військові відійшли з Часового Яру, підтвердив речник угруповання «Хортиця» у п'ятницю.",
            ("ua:khortytsia", "confirms", "withdrawal"), id="title-and-quoted-name-behind-the-verb",
        ),
        pytest.param(
            "ru", "В Шебекино загорелся склад. Об этом сообщил губернатор Белгородской области.",
            ("ru:belgorod-oblast-governor", "asserts", "infrastructure-damage"), id="speaker-in-the-next-sentence",
        ),
        pytest.param(
            "en", "Russian troops shelled Kupiansk, the General Staff of Ukraine said, adding that the raid on Vovchansk had been repelled.",
            ("ua:general-staff", "asserts", "attack"), id="participle-goes-on-with-the-speaker",
        ),
        pytest.param(
            "en", "Ukraine’s military has repeatedly denied shelling Tokmak.",
            ("ua:armed-forces", "denies", "shelling"), id="adverb-before-the-verb",
        ),
        pytest.param(
            "en", "Ukraine’s Second Mechanized Brigade said it repelled an assault near Lyman.",
            ("ua:2-mechanized-brigade", "asserts", "attack"), id="unit-by-ordinal",
        ),
        pytest.param(
            "ru", "По оценке Института изучения войны, российские войска продвинулись у Купянска.",
            ("isw", "assesses", "advance"), id="estimate",
        ),
    ],
)  # fmt: skip
def test_the_speaker_is_found(lang: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(read(text, lang))


def test_a_denial_that_only_points_denies_what_was_told_and_not_what_follows() -> None:
    text = (
        "Минобороны России объявило о взятии Купянска. "
        "Украинский Генштаб опроверг это сообщение: бои в городе продолжаются."
    )
    assert told(read(text, "ru", "meduza")) == {
        ("ru:mod", "asserts", "capture"),
        ("ua:general-staff", "denies", "capture"),
        ("ua:general-staff", "asserts", "armed-clash"),
    }


def test_silence_of_one_does_not_silence_another() -> None:
    text = "The Russian MoD claimed that Russian forces seized Basivka, although ISW has not observed evidence of this."
    assert ("ru:mod", "asserts", "capture") in told(read(text, "en", "isw"))
    assert read("Neither side reported attacks near Basivka.", "en", "isw") == []


def test_what_destroyed_and_what_was_destroyed_are_told_apart() -> None:
    by_missile = "The power station in Sumy was destroyed by a missile, the Ukrainian Air Force said."
    depot = "Ukrainian forces destroyed a drone depot in Tokmak, the General Staff of Ukraine said."
    shot_down = "Ukrainian forces destroyed 12 drones over Sumy, the Ukrainian Air Force said."
    assert {claim.kind for claim in read(by_missile, "en")} == {"infrastructure-damage"}
    assert "interception" not in {claim.kind for claim in read(depot, "en")}
    assert {claim.kind for claim in read(shot_down, "en")} == {"interception"}


def test_a_planned_seizure_is_no_claim() -> None:
    assert read("The Kremlin set a date to complete the capture of Kupiansk.", "en", "isw") == []


def test_an_apposed_direction_locates_the_village_before_it() -> None:
    claims = read("Russia’s defence ministry said its forces captured Malynivka, south of Hulyaipole.", "en")
    assert [
        (claim.locations[0].place and claim.locations[0].mention) for claim in claims if claim.locations
    ] != ["Hulyaipole"]
    assert len(claims) == 1


def test_what_happened_this_year_happened_by_now() -> None:
    claims = read("The Russian MoD said its forces captured Kurakhove this year.", "en")
    assert claims
    assert all(
        claim.when is not None and claim.when.end.date().isoformat() <= "2025-06-14" for claim in claims
    )


def test_the_month_of_may_is_no_hedge() -> None:
    claims = read("Ukraine’s General Staff said Russian forces shelled Kupiansk on May 3.", "en")
    assert claims
    assert not any(claim.hedged for claim in claims)


@pytest.mark.parametrize(
    ("id", "actor", "side"),
    [
        ("sumy-ova", "ua:sumy-oblast-governor", "ua"),
        ("belgorod-governor", "ru:belgorod-oblast-governor", "ru"),
        ("dnipro-ova", "ua:dnipropetrovsk-oblast-governor", "ua"),
        ("3-assault-brigade", "ua:3-assault-brigade", "ua"),
        ("70-motorized-rifle-division", "ru:70-motorized-rifle-division", "ru"),
        ("ua:gur", "ua:gur", "ua"),
    ],
)
def test_a_source_whose_id_says_who_it_is_speaks_as_that_actor(id: str, actor: str, side: str) -> None:
    source = sources.get(id)
    assert (source.id, source.actor, source.side) == (id, actor, side)


@pytest.mark.parametrize("id", ["https://example.org/feed", "rss:paper", "t.me/s/somebody", "valley-post"])
def test_other_ids_are_plain_sources(id: str) -> None:
    assert sources.get(id).actor == id
    assert sources.get(id).side is None


@given(st.integers(1_000, 999_999), st.sampled_from([",", "\u00a0", " "]))
def test_a_number_with_separators_is_one_count(number: int, separator: str) -> None:
    tokens = tokenize(f"lost {number:,} soldiers".replace(",", separator))
    assert [quantity.value for _, quantity in find_quantities(tokens, 0, len(tokens), lexicon("en"))] == [
        number
    ]


def test_word_classes_hold_single_words() -> None:
    with pytest.raises(LexiconError, match="'from above' is more than one word"):
        compile_classes({"airpower": ["drone", "from above"]})
    assert all(lexicon(lang).hedge.any_of(("x",)) is False for lang in LANGUAGES)


@pytest.mark.parametrize(
    ("lang", "source", "text"),
    [
        ("en", "isw", ("At night Russia launched 96 drones from Bryansk and Smolensk cities; Shatalovo, Smolensk "
         "Oblast; Taganrog, Rostov Oblast; and occupied Dzhankoi, Crimea.")),
        ("uk", "ua:air-force", ("Противник атакував 96 БпЛА із напрямків Курськ, Орел, Міллерово, "
         "Приморсько-Ахтарськ – РФ, Гвардійське – ТОТ АР Крим.")),
    ],
)  # fmt: skip
def test_where_a_wave_was_launched_from_is_no_place_of_it(lang: str, source: str, text: str) -> None:
    (claim,) = read(text, lang, source)
    assert claim.kind == "air-drone-strike"
    assert claim.locations == ()
    assert [quantity.value for quantity in claim.quantities] == [96]


def test_an_occupied_town_is_named_so_and_not_captured_by_that() -> None:
    assert [c.kind for c in read("Drones struck a depot in Luhansk and occupied Alchevsk.", "en")] == [
        "air-drone-strike", "air-drone-strike",
    ]  # fmt: skip
    assert [c.kind for c in read("Elements of the 76th Division occupied Vovchansk.", "en")] == ["capture"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Local inhabitants denied the capture of Basivka."),
        ("en", "The report that Basivka was captured was denied."),
        ("uk", "Речник спростував захоплення Басівки росіянами."),
    ],
)
def test_what_somebody_unknown_denies_is_not_asserted_by_who_passes_it_on(lang: str, text: str) -> None:
    assert [c for c in read(text, lang) if c.stance.value != "denies"] == []


@pytest.mark.parametrize(
    ("speaker", "id"),
    [
        ("Ukraine's Starobilsk Operational Group", "ua:starobilsk-operational-group"),
        ("The Kherson City Council", "ua:kherson-city-council"),
        ("The Luhansk People's Republic (LNR) People's Militia", "ru:lnr"),
        ("The National Resistance Center", "national-resistance-center"),
        ("Commander of the Beryslav Regiment Ivan Prykladenko", "prykladenko"),
        ("Chechen commander Ivan Prykladenko", "ru:prykladenko"),
        ("A Wolverine-7 representative", "wolverine-7"),
    ],
)
def test_who_is_in_no_list_speaks_under_the_name_the_text_gives(speaker: str, id: str) -> None:
    (claim,) = read(f"{speaker} stated that Russian forces shelled Orikhiv.", "en", "isw")
    assert (claim.claimant, claim.stance.value, claim.via) == (id, "asserts", ("isw",))


def test_an_organisation_is_known_again_by_the_last_word_of_its_name() -> None:
    text = (
        "The Kherson City Council said that Russian forces shelled Kherson City. "
        "The Council said that troops shelled Beryslav."
    )
    assert {claim.claimant for claim in read(text, "en", "isw")} == {"ua:kherson-city-council"}


def test_a_surname_that_is_a_towns_is_no_place() -> None:
    text = "Svatove Raion Head Ivan Romanivka said that Russian forces shelled Svatove. Romanivka said they shelled a farm."
    assert {loc.mention for claim in read(text, "en", "isw") for loc in claim.locations} == {"Svatove"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Prykladenko claimed that Russian forces shelled Orikhiv."),
        ("uk", "Прикладенко заявив, що росіяни обстріляли Оріхів."),
        ("ru", "Прыкладенко заявил, что российские войска обстреляли Орехов."),
    ],
)
def test_a_bare_surname_before_the_verb_is_the_speaker(lang: str, text: str) -> None:
    (claim,) = read(text, lang)
    assert claim.claimant.endswith("kladenko")
    assert claim.via == ("reuters",)


def test_what_somebody_unnamed_reported_is_passed_on_and_not_assessed() -> None:
    (claim,) = read("Residents claimed that Russian forces shelled Orikhiv.", "en", "isw")
    assert (claim.claimant, claim.stance.value) == ("isw", "asserts")
    (claim,) = read("Russian forces likely shelled Orikhiv.", "en", "isw")
    assert (claim.claimant, claim.stance.value) == ("isw", "assesses")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Russian forces shelled Orikhiv.", "assesses"),
        ("Russian forces continued to shell Orikhiv.", "assesses"),
        ("Russian forces advanced near Orikhiv.", "assesses"),
        ("Geolocated footage shows Russian forces shelling Orikhiv.", "verifies"),
        ("Elements of the 7th Division are reportedly operating near Orikhiv.", "asserts"),
    ],
)
def test_a_think_tank_assesses_what_it_says_itself(text: str, stance: str) -> None:
    (claim,) = read(text, "en", "isw")
    assert (claim.claimant, claim.stance.value) == ("isw", stance)


def test_whose_body_is_called_by_its_town_still_tells_of_that_town() -> None:
    (claim,) = read("A Kupyansk representative said that Russian forces shelled Kupyansk.", "en", "isw")
    assert [loc.place.name for loc in claim.locations if loc.place] == ["Kupyansk"]
    assert claim.claimant == "ua:kupyansk"


@pytest.mark.parametrize(
    ("text", "speaker", "place"),
    [
        pytest.param(
            "Vadym Filashkin, governor of the Donetsk region in the east that includes Toretsk, wrote on Telegram "
            "that Russian troops held a third of the city.",
            "ua:donetsk-oblast-governor", "Toretsk", id="clause-in-the-apposition",
        ),
        pytest.param(
            "The Russian Defence Ministry says its troops have captured Vuhledar, Russia's Interfax news agency reports.",
            "ru:mod", "Vuhledar", id="outlet-behind",
        ),
        pytest.param(
            "A drone struck a bus depot in Nikopol. No one was hurt, the Dnipropetrovsk Oblast governor said.",
            "ua:dnipropetrovsk-oblast-governor", "Nikopol", id="adds-that-nobody-was-hurt",
        ),
        pytest.param(
            "Drones hit a grain silo in Reni. Oleh Kiper, head of the Odesa region's military administration, said this in a post "
            "on Telegram.",
            "ua:odesa-oblast-governor", "Reni", id="said-this",
        ),
        pytest.param(
            "A rocket hit Skadovsk, Pavel Sidorov, an aide to the Kherson governor, told TASS on Monday.",
            "ua:kherson-oblast-governor", "Skadovsk", id="who-was-told-does-not-speak",
        ),
        pytest.param(
            "Drones set a depot in Syzran on fire, the local governor said Sunday as Kyiv spoke of hundreds of drones.",
            "ru:samara-oblast-governor", "Syzran", id="clause-behind-the-speaker",
        ),
        pytest.param(
            "The Zaporizhzhia governor warned that Russian troops had shelled Orikhiv.",
            "ua:zaporizhzhia-oblast-governor", "Orikhiv", id="side-of-the-content-is-not-the-speaker's",
        ),
    ],
)  # fmt: skip
def test_the_speaker_of_a_winding_sentence(text: str, speaker: str, place: str) -> None:
    (claim,) = read(text, "en")
    assert (claim.claimant, claim.locations[0].place and claim.locations[0].place.name) == (speaker, place)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        pytest.param(
            "The enemy shelled Orikhiv with mortars. This was stated at a briefing in Kyiv by Oleh Bondar, spokesman for the "
            "General Staff of Ukraine.",
            "en", id="by-whom-it-was-stated",
        ),
        pytest.param(
            "This is stated in the morning summary of the General Staff of Ukraine. The enemy shelled Orikhiv with mortars.",
            "en", id="a-bulletin-opens-the-text",
        ),
        pytest.param(
            "Ворог обстріляв Оріхів із мінометів.\n\nПро це повідомив Генштаб ЗСУ.", "uk", id="in-the-next-paragraph",
        ),
        pytest.param(
            "Про це йдеться у ранковому зведенні Генштабу ЗСУ. Ворог обстріляв Оріхів із мінометів.",
            "uk", id="a-bulletin-opens-the-text-in-ukrainian",
        ),
        pytest.param(
            "ВС РФ обстреляли Орехов из миномётов.\n\nОб этом говорится в сводке Генштаба ВСУ.", "ru", id="a-bulletin-behind",
        ),
    ],
)  # fmt: skip
def test_a_sentence_that_only_names_the_speaker(text: str, lang: str) -> None:
    (claim,) = read(text, lang, "ukrainska-pravda")
    assert (claim.claimant, claim.kind) == ("ua:general-staff", "shelling")


@pytest.mark.parametrize("name", ["Syniehubov", "Synegubov", "Sinegubov", "Syniegubov"])
def test_a_surname_in_any_spelling_of_the_press(name: str) -> None:
    (claim,) = read(f"Two houses burned down in Kupiansk, {name} wrote on Telegram.", "en")
    assert claim.claimant == "ua:kharkiv-oblast-governor"
