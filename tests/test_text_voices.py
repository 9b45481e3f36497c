"""Whose word a sentence is: asides about the speaker, capitals that speak, names on a line, what goes on without a name."""

from __future__ import annotations

import pytest

import conflictdata as cd
from conflictdata import Claim

DAY = "2024-06-12T12:00:00Z"


def read(text: str, lang: str, source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang=lang)


def said(text: str, lang: str, source: str = "reuters") -> set[tuple[str, str, str]]:
    return {(claim.claimant, claim.stance.value, claim.kind) for claim in read(text, lang, source)}


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        ("en", "According to Moscow, Ukrainian drones attacked a depot in Feodosia.", "ru:government"),
        ("en", "Russian drones attacked a depot in Sumy, according to Kyiv.", "ua:government"),
        ("uk", "За даними Москви, українські дрони атакували склад у Феодосії.", "ru:government"),
        ("ru", "По данным Киева, российские войска обстреляли Купянск.", "ua:government"),
        ("uk", "У Росії заявили про атаку дронів на Рильськ.", "ru:government"),
        ("ru", "В Украине сообщили об обстреле Никополя.", "ua:government"),
    ],
)
def test_a_capital_or_a_country_speaks_for_its_government(lang: str, text: str, claimant: str) -> None:
    (claim,) = read(text, lang)
    assert claim.claimant == claimant
    assert "Moscow" not in {loc.place.name for loc in claim.locations if loc.place}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Дроны атаковали пригороды Москвы."),
        ("uk", "Обстріл Києва тривав усю ніч."),
        ("en", "Drones fell near Moscow."),
    ],
)
def test_a_capital_that_is_struck_says_nothing(lang: str, text: str) -> None:
    assert {claim.claimant for claim in read(text, lang)} <= {"reuters"}


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        ("en", "The governor of Kursk region, which borders Ukraine, said a drone hit a car in Rylsk.", "ru:kursk-oblast-governor"),
        ("en", "Ivan Petrenko, the head of Sumy region bordering Russia, said a shell hit a school in Krasnopillia.", "ua:sumy-oblast-governor"),
        ("en", "The mayor of Enerhodar, who was installed by Russia, said drones hit a substation in the town.", "ru:enerhodar-administration"),
        ("uk", "Губернатор Курської області, що межує з Україною, заявив про удар по Рильську.", "ru:kursk-oblast-governor"),
        ("ru", "Губернатор Брянской области, которая граничит с Украиной, сообщил об атаке на Клинцы.", "ru:bryansk-oblast-governor"),
    ],
)  # fmt: skip
def test_what_a_clause_says_of_the_speaker_names_nobody_else(lang: str, text: str, claimant: str) -> None:
    assert {claim.claimant for claim in read(text, lang)} == {claimant}


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces hit Lviv overnight, the prime minister said.",
        "Russian forces shelled Nikopol, the interior minister said.",
    ],
)
def test_a_minister_without_a_country_is_one_of_where_it_happened(text: str) -> None:
    assert {claim.claimant.split(":")[0] for claim in read(text, "en")} == {"ua"}


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        ("en", 'Drones hit a depot in Engels.\n\nSource: the General Staff of the Armed Forces of Ukraine\n\nQuote: "A fire broke out."', "ua:general-staff"),
        ("uk", "Росіяни обстріляли Херсон, поранено двох людей.\n\nДжерело: Херсонська ОВА\n\nДеталі: Пошкоджено будинок.", "ua:kherson-oblast-governor"),
        ("ru", 'Россияне обстреляли Херсон.\n\nИсточник: Генштаб ВСУ\n\nДословно: "Есть погибшие".', "ua:general-staff"),
    ],
)  # fmt: skip
def test_a_line_that_names_the_source_gives_the_sentences_around_it_a_speaker(
    lang: str, text: str, claimant: str
) -> None:
    assert {claim.claimant for claim in read(text, lang, "ukrainska-pravda")} == {claimant}


def test_background_below_a_source_is_the_outlets() -> None:
    text = "Drones hit Engels.\n\nSource: the General Staff of Ukraine\n\nBackground: On 5 June, Russian forces shelled Bilozerka."
    told = {(claim.claimant, claim.locations[0].mention) for claim in read(text, "en", "ukrainska-pravda")}
    assert told == {("ua:general-staff", "Engels"), ("ukrainska-pravda", "Bilozerka")}


@pytest.mark.parametrize(
    "text",
    [
        "Russia's defence ministry published footage it said showed a strike on a depot near Kupiansk.",
        "Russia's defence ministry released a video that it said showed drones hitting a depot near Kupiansk.",
    ],
)
def test_footage_that_its_publisher_says_shows_something_is_the_publishers_word(text: str) -> None:
    assert {(claim.claimant, claim.stance.value) for claim in read(text, "en")} == {("ru:mod", "asserts")}


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        ("ru", "Минобороны РФ показало кадры удара по складу ВСУ в Сумской области.", "ru:mod"),
        ("uk", "У Генштабі показали відео удару по аеродрому в Саках.", "ua:general-staff"),
    ],
)
def test_who_shows_footage_of_a_strike_tells_of_it(lang: str, text: str, claimant: str) -> None:
    assert {claim.claimant for claim in read(text, lang)} == {claimant}


def test_a_relative_clause_is_all_that_its_speaker_says() -> None:
    assert said("Drones hit a plant in Cheboksary, which Ukraine says makes antennas.", "en") == {
        ("reuters", "asserts", "air-drone-strike")
    }
    assert said("Fighting went on in Sudzha, which Russia says it has recaptured.", "en") == {
        ("reuters", "asserts", "armed-clash"),
        ("ru:government", "asserts", "capture"),
    }


def test_an_agency_that_cites_somebody_behind_what_he_said_passes_him_on() -> None:
    text = "Troops have taken the village of Rodynske, the TASS agency cited the Russian defence ministry as saying on Tuesday."
    assert said(text, "en") == {("ru:mod", "asserts", "capture")}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Інформація про взяття Гуляйполя не відповідає дійсності. У Генштабі наголошують: місто тримають Сили оборони."),
        ("uk", "У Міноборони РФ заявили про захоплення Різдвянки. Ця інформація не відповідає дійсності.\n\nПро це повідомили в Генштабі."),
    ],
)  # fmt: skip
def test_a_denial_is_that_of_who_is_named_next(lang: str, text: str) -> None:
    assert ("ua:general-staff", "denies", "capture") in said(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Восемь дронов сбиты над Клином. Специалисты работают на месте, — Собянин"),
        ("uk", "Вісім дронів збито над Клином. Фахівці працюють на місці, — Собянін"),
    ],
)
def test_a_name_behind_a_dash_signs_the_whole_paragraph(lang: str, text: str) -> None:
    assert {claim.claimant for claim in read(text, lang)} == {"ru:moscow-mayor"}


def test_who_adds_something_without_a_name_is_who_spoke_before() -> None:
    text = "Prigozhin said his forces had captured Soledar. The head of the mercenary group added that troops entered Bakhmut."
    assert {claim.claimant for claim in read(text, "en")} == {"ru:wagner"}


@pytest.mark.parametrize(
    ("source", "actor", "side"),
    [
        ("operational-command-south", "ua:operational-command-south", "ua"),
        ("voin-dv", "ru:voin-dv", "ru"),
        ("mashovets", "ua:mashovets", "ua"),
        ("uk-mod", "uk:mod", None),
        ("herald-of-nowhere", "herald-of-nowhere", None),
    ],
)
def test_a_source_called_like_an_actor_speaks_as_that_actor(
    source: str, actor: str, side: str | None
) -> None:
    known = cd.sources.get(source)
    assert (known.actor, known.side) == (actor, side)


def test_the_same_actor_speaks_on_the_own_channel_and_in_the_news() -> None:
    (own,) = read("Ворог просунувся в Торецьку.", "uk", "mashovets")
    (cited,) = read("Машовець повідомив, що ворог просунувся в Торецьку.", "uk", "suspilne")
    assert own.claimant == cited.claimant


def test_our_troops_are_those_of_who_speaks_on_the_other_sides_channel() -> None:
    (claim,) = read("Зеленский: наши войска вошли в Суджу.", "ru", "rybar")
    assert (claim.claimant, claim.agent) == ("ua:president", "ua:armed-forces")
    (claim,) = read("Наши войска вошли в Суджу.", "ru", "rybar")
    assert claim.agent == "ru:armed-forces"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("В ОСУВ «Таврія» визнали відхід з Авдіївки.", "confirms"),
        ("В ОСУВ «Таврія» повідомили про відхід з Авдіївки.", "asserts"),
        ("В ОСУВ «Таврія» повідомили про відхід росіян з Авдіївки.", "asserts"),
    ],
)
def test_a_command_admits_a_withdrawal_where_its_words_do(text: str, stance: str) -> None:
    assert {claim.stance.value for claim in read(text, "uk")} == {stance}


def test_confirming_reports_are_borne_out_and_not_cited() -> None:
    text = "Geolocated footage shows that Russian forces entered Vuhledar, confirming reports from Ukrainian sources that they did."
    assert {claim.claimant for claim in read(text, "en", "isw")} == {"isw"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The enemy attacked near Kupiansk, the General Staff's evening report said.", "ua:general-staff"),
        (
            "According to the General Staff's update, Russian forces attacked near Kupiansk.",
            "ua:general-staff",
        ),
        ("The Air Force's statement said that 20 drones were shot down over Odesa Oblast.", "ua:air-force"),
        ("The governor's office said two people were killed in Belgorod.", "ru:belgorod-oblast-governor"),
        (
            "Five people died in Donetsk, said Pavlo Hrytsenko, the Russian-installed mayor of the city.",
            "ru:donetsk-administration",
        ),
        (
            "There is heavy fighting in Bakhmut, said Serhiy Bondar, spokesperson for Ukraine's eastern military command.",
            "ua:armed-forces",
        ),
    ],
)
def test_what_of_a_speaker_speaks_and_offices_behind_a_name(text: str, speaker: str) -> None:
    (claim,) = read(text, "en")
    assert (claim.claimant, claim.via) == (speaker, ("reuters",))


@pytest.mark.parametrize(
    "described",
    [
        "spokeswoman for the Luhansk operational tactical group",
        "a nurse from Kharkiv",
        "head of an aid group in Kyiv",
    ],
)
def test_what_describes_an_unknown_speaker_is_no_place_of_the_claim(described: str) -> None:
    (claim,) = read(f"Russian troops have entered Toretsk, said Nina Marchenko, {described}.", "en")
    assert claim.claimant == "reuters"
    assert [each.place and each.place.name for each in claim.locations] == ["Toretsk"]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        (
            "en",
            (
                '"A fire broke out at the depot in Klintsy," he wrote on Telegram. The Bryansk region governor later said it '
                "had been put out."
            ),
            "ru:bryansk-oblast-governor",
        ),
        (
            "ru",
            (
                "«Ночью беспилотники атаковали нефтебазу в Клинцах», — написал он. Позже губернатор Брянской области сообщил, "
                "что пострадавших нет."
            ),
            "ru:bryansk-oblast-governor",
        ),
        (
            "uk",
            "«Уночі дрони атакували склад у Сумах», — написав він. Пізніше голова Сумської ОВА повідомив, що постраждалих немає.",
            "ua:sumy-oblast-governor",
        ),
        (
            "en",
            '"Russian troops have left Kupiansk," he said. The Russian ministry said its forces hold it.',
            "reuters",
        ),
    ],
)
def test_a_quotation_of_a_pronoun_is_his_who_speaks_again_behind_it(
    lang: str, text: str, speaker: str
) -> None:
    assert read(text, lang)[0].claimant == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Голова Криворізької МВА повідомив, що дрони атакували Нікополь.", "ua:kryvyi-rih-administration"),
        ("Очільник Нікопольської РВА повідомив, що дрони атакували Марганець.", "ua:nikopol-administration"),
        ("У Покровській МВА повідомили, що росіяни вдарили по місту.", "ua:pokrovsk-administration"),
        ("Мер Миколаєва повідомив, що росіяни вдарили по місту.", "ua:mykolaiv-mayor"),
    ],
)
def test_a_town_is_called_by_one_name_in_ids_and_told_by_its_adjective(text: str, speaker: str) -> None:
    assert [each.claimant for each in read(text, "uk")] == [speaker]


def test_where_the_troops_of_a_speaker_fight_is_where_they_are_attacked() -> None:
    text = "The spokesman of a Ukrainian brigade operating in the Toretsk direction said that Russian forces attack on foot."
    (claim,) = read(text, "en", "isw")
    assert (claim.claimant, claim.locations[0].relation.value) == ("ua:armed-forces", "direction")
    (claim,) = read(text[:-1] + " near Dyliivka.", "en", "isw")
    assert [each.place and each.place.name for each in claim.locations] == ["Dyliivka"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The BBC has verified footage showing a large fire at a depot in Feodosia.", "bbc"),
        ("The New York Times verified a video that shows a fire at a depot in Feodosia.", "nyt"),
        ("Officials verified a video that shows a fire at a depot in Feodosia.", "reuters"),
    ],
)
def test_who_verified_footage_is_who_speaks(text: str, speaker: str) -> None:
    (claim,) = read(text, "en")
    assert (claim.claimant, claim.stance.value) == (speaker, "verifies")


def test_the_seat_of_an_office_before_its_holders_name_is_no_place_of_the_claim() -> None:
    text = "The head of the Russian-installed administration in Donetsk, Denis Pushilin, said shelling hit Horlivka."
    assert [each.place and each.place.name for c in read(text, "en") for each in c.locations] == ["Horlivka"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            '"Drones attacked Engels," Busargin said. "Three drones were shot down over Saratov."',
            ["ru:saratov-oblast-governor"] * 2,
        ),
        (
            ('"Drones attacked Engels," Busargin said. "Three drones were shot down over Saratov," the Russian Defense Ministry '
            "said."),
            ["ru:saratov-oblast-governor", "ru:mod"],
        ),
        (
            ('"We see no encirclement," said the spokesman for the Khortytsia group. "The claims of the Russian Defense Ministry '
            'that Ukrainian troops are surrounded near Pokrovsk are not true."'),
            ["ua:khortytsia"],
        ),
    ],
)  # fmt: skip
def test_quotations_side_by_side_are_of_one_speaker(text: str, speakers: list[str]) -> None:
    assert [each.claimant for each in read(text, "en")] == speakers


def test_a_staff_that_did_not_report_one_thing_said_another() -> None:
    text = "Ukraine's General Staff did not report the loss of Ukrainsk, but said Russian forces attacked near Selydove."
    (claim,) = read(text, "en")
    assert claim.claimant == "ua:general-staff"
    assert [each.place and each.place.name for each in claim.locations] == ["Selydove"]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        (
            "ru",
            ("В Чугуевском районе обстрелян Волчанск. Об этом сообщил глава ОВА Олег Синегубов. Мужчину отвезли в больницу. Также "
            "ранена женщина в Купянске."),
            "ua:kharkiv-oblast-governor",
        ),
        (
            "uk",
            ("Росіяни обстріляли Хотінську громаду, повідомив голова Сумської ОВА. Обійшлося без руйнувань. У Глухові поранено "
            "чоловіка."),
            "ua:sumy-oblast-governor",
        ),
        (
            "uk",
            "Росіяни обстріляли Хотінську громаду, повідомив голова Сумської ОВА.\n\nКрім того, у Глухові поранено чоловіка.",
            "ua:sumy-oblast-governor",
        ),
        (
            "ru",
            ("«Ночью уничтожены дроны в Чертковском районе», — говорится в сообщении. По словам губернатора Ростовской области, "
            "пострадавших нет."),
            "ru:rostov-oblast-governor",
        ),
    ],
)  # fmt: skip
def test_who_told_of_his_region_is_read_on_from_past_what_tells_of_nothing(
    lang: str, text: str, speaker: str
) -> None:
    assert {each.claimant for each in read(text, lang, "valley-post")} == {speaker}


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        ("en", "Slovakia's foreign minister said Russian troops had taken Siversk.", "sk:foreign-ministry"),
        (
            "en",
            "North Korea's foreign ministry said Russian troops had taken Siversk.",
            "kp:foreign-ministry",
        ),
        ("en", "The Dutch defense minister said Russian troops had taken Siversk.", "nl:mod"),
        ("uk", "Міністр оборони Великої Британії заявив, що росіяни захопили Торецьк.", "uk:mod"),
        ("uk", "Міноборони Чехії заявило, що росіяни захопили Торецьк.", "cz:mod"),
        ("ru", "МИД Венгрии заявил, что российские войска заняли Торецк.", "hu:foreign-ministry"),
        ("uk", "Міністерка енергетики України повідомила, що росіяни атакували Суми.", "ua:energy-ministry"),
    ],
)
def test_an_office_of_another_country_is_no_belligerents(lang: str, text: str, claimant: str) -> None:
    (claim,) = cd.extract(text, source="valley-post", published="2025-11-20", lang=lang)
    assert claim.claimant == claimant and claim.agent == "ru:armed-forces"


@pytest.mark.parametrize("verb", ["пише", "повідомляє"])
@pytest.mark.parametrize(
    ("name", "id"),
    [("Bloomberg", "bloomberg"), ("LB.ua", "lb-ua"), ("ТСН", "tsn"), ("CIT", "conflict-intelligence-team")],
)
def test_outlets_are_called_alike_in_every_language(name: str, id: str, verb: str) -> None:
    (claim,) = cd.extract(
        f"Як {verb} {name}, росіяни захопили Торецьк.",
        source="valley-post",
        published="2025-11-20",
        lang="uk",
    )
    assert (claim.claimant, claim.via) == (id, ("valley-post",))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russia's Defense Ministry said it shot down 75 drones, 25 of them over the Ryazan region."),
        (
            "en",
            "Russia's Defense Ministry reported 75 downed drones, 25 of which were over the Ryazan region.",
        ),
        ("uk", "Міноборони РФ звітувало про 75 збитих дронів, 25 із них — над Рязанською областю."),
        ("ru", "Минобороны РФ отчиталось о 75 сбитых дронах, 25 из которых — над Рязанской областью."),
    ],
)
def test_what_of_a_count_was_over_a_region_is_counted_there(lang: str, text: str) -> None:
    (claim,) = read(text, lang)
    assert [location.place.name for location in claim.locations if location.place] == ["Ryazan Oblast"]
    assert [quantity.value for quantity in claim.quantities] == [25]


def test_who_downed_the_drones_is_not_who_launched_them() -> None:
    wave, downed = read(
        "Ukraine's air force said Russia launched 119 drones and that it shot down 90 of them.", "en"
    )
    assert (wave.agent, downed.kind, downed.agent) == ("ru:armed-forces", "interception", "ua:armed-forces")


@pytest.mark.parametrize(
    ("first", "id"), [("Назар", "ua:khortytsia"), ("Владислав", "ua:southern-defense-forces")]
)
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "{} Волошин заявил, что российские войска взяли Торецк."),
        ("uk", "{} Волошин заявив, що російські війська захопили Торецьк."),
    ],
)
def test_two_spokesmen_of_one_surname_are_told_apart(lang: str, text: str, first: str, id: str) -> None:
    (claim,) = read(text.format(first), lang)
    assert claim.claimant == id
