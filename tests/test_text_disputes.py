"""Two speakers in one sentence, and what each of them keeps: the project's own sentences, read by a person first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata.model import Claim

DAY = "2025-09-04T12:00:00Z"


def read(text: str, lang: str, source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang=lang)


def told(text: str, lang: str, source: str = "reuters") -> set[tuple[str, str, str]]:
    return {(claim.claimant, claim.stance.value, claim.kind) for claim in read(text, lang, source)}


BOTH = {("ru:mod", "asserts", "capture"), ("ua:general-staff", "denies", "capture")}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        pytest.param("en", "Russia's Defense Ministry said its forces had seized Siversk, which Ukraine's General Staff denied.", id="relative"),
        pytest.param("en", "Russia's Defense Ministry said its forces had seized Siversk, a claim Ukraine's General Staff called false.", id="apposition"),
        pytest.param("en", "Russia's Defense Ministry said its forces had seized Siversk - a report denied by the General Staff of Ukraine.", id="passive"),
        pytest.param("uk", "У Міноборони РФ заявили про захоплення Сіверська, проте Генштаб ЗСУ це спростував.", id="uk"),
        pytest.param("ru", "Минобороны РФ заявило, что взяло Северск, однако Генштаб ВСУ эту информацию опроверг.", id="ru"),
    ],
)  # fmt: skip
def test_claim_and_denial_stay_with_their_speakers(lang: str, text: str) -> None:
    assert told(text, lang) == BOTH


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russia's Defense Ministry said its forces had seized Siversk, a claim Kyiv did not immediately confirm."),
        ("uk", "Міноборони РФ заявило про захоплення Сіверська, однак начальник пресслужби цю заяву спростував."),
    ],
)  # fmt: skip
def test_who_does_not_confirm_or_is_not_known_takes_nothing_from_who_spoke(lang: str, text: str) -> None:
    assert ("ru:mod", "asserts", "capture") in told(text, lang)
    assert not any(stance == "confirms" for _, stance, _ in told(text, lang))


@pytest.mark.parametrize("capital", ["Moscow", "Russia"])
def test_claims_behind_a_capital_is_a_verb(capital: str) -> None:
    text = f"{capital} claims its troops have captured Siversk."
    assert told(text, "en") == {("ru:government", "asserts", "capture")}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("uk", "РФ заявила, що захопила Сіверськ.", ("ru:government", "asserts", "capture")),
        ("ru", "Министерство обороны РФ сообщило о захвате Северска.", ("ru:mod", "asserts", "capture")),
        ("en", "Poland's Foreign Ministry said that a drone struck Kharkiv.", ("pl:foreign-ministry", "asserts", "air-drone-strike")),
        ("en", "Local authorities reported that a glide bomb hit a school in Kharkiv.", ("ua:kharkiv-officials", "asserts", "air-drone-strike")),
        ("ru", "Канал «Сосна» сообщил об ударе по Изюму.", ("sosna", "asserts", "air-drone-strike")),
        ("en", "Ukraine's Security Service (SBU) hit a depot in Engels, the agency said.", ("ua:sbu", "asserts", "air-drone-strike")),
    ],
)  # fmt: skip
def test_the_speaker_is_the_one_named(lang: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text, lang)


def test_what_is_not_confirmed_in_a_clause_of_its_own_denies_only_that() -> None:
    text = "Украинские войска удерживают Северск; сообщения о захвате Дроновки не подтверждаются."
    assert told(text, "ru", "tg:example") == {
        ("tg:example", "asserts", "presence"),
        ("tg:example", "denies", "capture"),
    }


def test_a_governor_who_names_no_place_speaks_of_his_oblast() -> None:
    found = read("Губернатор Брянской области сообщил о двух погибших при обстреле.", "ru")
    assert {claim.kind for claim in found} == {"civilian-harm", "shelling"}
    (location,) = {at for claim in found for at in claim.locations}
    assert location.place is not None
    assert location.place.id == "iso:RU-BRY"
    assert location.precision.value == "region"


def test_an_attacker_who_lost_men_and_withdrew_made_one_failed_attack() -> None:
    text = (
        "Противник намагався прорватися біля Сіверська, але зазнав втрат і відійшов, повідомив Генштаб ЗСУ."
    )
    (claim,) = read(text, "uk")
    assert (claim.kind, claim.outcome.value) == ("attack", "failure")


@given(st.integers(1, 900))
def test_thousands_are_counted(n: int) -> None:
    for lang, text in (
        ("en", f"The General Staff of Ukraine said Russia lost {n} thousand soldiers near Siversk."),
        ("uk", f"Генштаб ЗСУ заявив, що під Сіверськом росіяни втратили {n} тисяч солдатів."),
        ("ru", f"Генштаб ВСУ заявил, что под Северском россияне потеряли {n} тысяч солдат."),
    ):
        (claim,) = read(text, lang)
        assert [q.value for q in claim.quantities] == [1000 * n]


@given(st.integers(2, 90), st.integers(2, 90))
def test_a_list_gives_each_place_its_part_of_the_count(a: int, b: int) -> None:
    for lang, text in (
        ("en", f"The Russian MoD claimed that {a + b} drones were shot down: {a} over Kursk Oblast and {b} over Rostov Oblast."),
        ("ru", f"Минобороны РФ: за ночь сбиты {a + b} беспилотников: {a} – над территорией Курской области, {b} – Ростовской."),
    ):  # fmt: skip
        claims = read(text, lang)
        counted = {
            at.place.id: [q.value for q in c.quantities] for c in claims for at in c.locations if at.place
        }
        assert counted == {"iso:RU-KRS": [a], "iso:RU-ROS": [b]}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("uk", "Дрони вдарили по Рязанському НПЗ, повідомив Генштаб ЗСУ.", "Ryazan’"),
        ("ru", "Дроны ударили по Энгельсской нефтебазе, сообщил губернатор.", "Engels"),
        ("ru", "Загорелся Туапсинский НПЗ, сообщил губернатор.", "Tuapse"),
    ],
)
def test_a_works_called_by_its_towns_adjective_lies_there(lang: str, text: str, name: str) -> None:
    (claim, *_) = read(text, lang)
    (location,) = claim.locations
    assert location.place is not None
    assert location.place.name == name


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "General Valery Gerasimov told President Vladimir Putin that Russian troops had captured Siversk.", ("ru:general-staff", "asserts", "capture")),
        ("uk", "Про захоплення Сіверська заявляли росіяни.", ("ru:armed-forces", "asserts", "capture")),
        ("ru", "В Шебекинский район зашла диверсионная группа ВСУ, сообщил губернатор Белгородской области.", ("ru:belgorod-oblast-governor", "asserts", "attack")),
        ("uk", "Росіяни атакували Сіверськ «Іскандером», повідомив Генштаб ЗСУ.", ("ua:general-staff", "asserts", "shelling")),
        ("en", "At least 30 people are feared dead after a bomb hit a shelter in Siversk, Ukraine's General Staff said.", ("ua:general-staff", "asserts", "air-drone-strike")),
    ],
)  # fmt: skip
def test_who_tells_and_what(lang: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text, lang)


def test_a_speaker_before_a_colon_goes_on_to_the_paragraphs_end() -> None:
    text = "Минобороны РФ: подразделения взяли Северск. За сутки противник потерял там до 40 военнослужащих.\n\nВ Изюме слышны взрывы."
    claims = read(text, "ru", "tass")
    assert {c.claimant for c in claims if c.kind in ("capture", "losses")} == {"ru:mod"}
    assert {c.claimant for c in claims if c.kind == "explosion"} == {"tass"}


def test_who_gives_the_figure_is_not_who_launched() -> None:
    text = "За даними Повітряних сил, Росія випустила 120 дронів, з них збито 97."
    counts = {(c.claimant, c.kind): [q.value for q in c.quantities] for c in read(text, "uk")}
    assert counts[("ua:air-force", "interception")] == [97]


def test_a_but_clause_about_reports_denies_only_them() -> None:
    text = "В Генштабе ВСУ заявили, что бои в Северске продолжаются, а сообщения о потере города не соответствуют действительности."
    assert ("ua:general-staff", "asserts", "armed-clash") in told(text, "ru")
    assert ("ua:general-staff", "denies", "armed-clash") not in told(text, "ru")


def test_a_mayor_who_names_no_place_speaks_of_his_town() -> None:
    (claim,) = read("Мэр Шебекино сообщил о двух раненых.", "ru")
    assert [at.place.name for at in claim.locations if at.place] == ["Shebekino"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ukrainian officials said their troops had liberated Robotyne, and geolocated footage shows Ukrainian forces in the village.",
            {("ua:government", "asserts", "capture"), ("isw", "verifies", "presence")},
        ),
        (
            "Russia's Sergei Shoigu said his troops had taken Marinka; a Ukrainian military spokesman, Petro Koval, said it was not correct to say that the town had been captured.",
            {("ru:mod", "asserts", "capture"), ("ua:armed-forces", "denies", "capture")},
        ),
        (
            "A Russian milblogger claimed that Russian forces seized Siversk, but the General Staff of Ukraine stated that Ukrainian troops hold positions in the west of it.",
            {("ru:milbloggers", "asserts", "capture"), ("ua:general-staff", "asserts", "presence")},
        ),
    ],
)  # fmt: skip
def test_clauses_with_speakers_of_their_own(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text, "en", "isw") == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("uk", "Росіяни атакують Сіверськ, повідомляють російські воєнкори; Генштаб заявив про відбиття атаки біля Лимана.", ("ru:milbloggers", "asserts", "attack")),
        ("uk", "Пошкоджено підстанцію в Конотопі, заявив міністр енергетики Іван Коваль.", ("ua:energy-ministry", "asserts", "infrastructure-damage")),
        ("uk", "Росіяни підірвали греблю біля Оскола — ОК «Південь».", ("ua:operational-command-south", "asserts", "explosion")),
        ("en", "The General Staff of Ukraine denied the loss of Siversk. Russia's Defense Ministry said it had taken Siversk. The ministry said two drones hit Izium.", ("ru:mod", "asserts", "air-drone-strike")),
    ],
)  # fmt: skip
def test_offices_and_where_their_words_end(lang: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text, lang)


def test_strikes_do_not_count_the_wounded() -> None:
    (harm,) = [
        c
        for c in read("Нікополь: 12 ударів, поранено двох людей.", "uk", "tg:example")
        if c.kind == "civilian-harm"
    ]
    assert [(q.value, q.unit) for q in harm.quantities] == [(2, "civilian")]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("tg:example", "Минобороны: атака у Северска отражена.", ("ru:mod", "asserts", "attack")),
        ("reuters", "Под Шебекино обстреляна ферма, сообщил СК.", ("ru:investigative-committee", "asserts", "shelling")),
        ("reuters", "ГУР сообщило о потоплении катера у Скадовска.", ("ua:gur", "asserts", "losses")),
    ],
)  # fmt: skip
def test_offices_named_alone(source: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text, "ru", source)


def test_a_capital_that_is_struck_is_the_place() -> None:
    (claim,) = read("Москву атаковали беспилотники, утверждает Минобороны РФ.", "ru")
    assert [at.place.name for at in claim.locations if at.place] == ["Moscow"]


def test_a_heading_of_a_sector_is_no_captured_place() -> None:
    claims = read("Курское направление: освобождены Малая Локня и Гуево.", "ru", "tg:example")
    assert {at.place.name for c in claims for at in c.locations if at.place} == {"Malaya Loknya", "Guyevo"}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Amnesty International documented the killing of four residents in Izium.", "civilian-harm"),
        ("uk", "Окупанти розстріляли двох жителів Ізюма.", "civilian-harm"),
        ("ru", "Военные расстреляли двух жителей Изюма.", "civilian-harm"),
    ],
)
def test_executions_are_harm_to_civilians(lang: str, text: str, expected: str) -> None:
    assert expected in {claim.kind for claim in read(text, lang)}


def test_near_between_commas_only_locates() -> None:
    claims = read("In Hrushivka, near Nikopol, two people were killed, governor Petro Koval said.", "en")
    assert {at.mention for c in claims for at in c.locations} == {"Hrushivka"}


def test_officials_in_crimea_are_those_who_hold_it() -> None:
    (claim,) = read("Власти Крыма сообщили о взрыве в Джанкое.", "ru")
    assert claim.claimant.startswith("ru:")


def test_people_among_the_losses_are_soldiers() -> None:
    claims = read("Минобороны РФ заявило, что под Северском ВСУ потеряли 80 человек.", "ru")
    assert [(q.value, q.unit) for c in claims for q in c.quantities] == [(80, "soldier")]


def test_channels_of_office_holders_speak_as_the_office() -> None:
    for source in ("gladkov", "tg:gladkov"):
        (claim,) = read("В Шебекино от обстрела загорелся склад.", "ru", source)[:1]
        assert claim.claimant == "ru:belgorod-oblast-governor"


@pytest.mark.parametrize(
    ("lang", "source", "text", "expected"),
    [
        ("ru", "rybar", "Вопреки сообщениям, ВСУ не взяли Суджу: на окраинах города идут бои.", ("ru:rybar", "denies", "capture")),
        ("ru", "reuters", "По словам источника в украинской разведке, дроны атаковали аэродром в Энгельсе.", ("ua:gur", "asserts", "air-drone-strike")),
        ("en", "tass", "Seven drones were downed last night, the Russian Defense Ministry told reporters: four over Kursk Oblast and three over Belgorod Oblast.", ("ru:mod", "asserts", "interception")),
        ("en", "ap", "Shelling of Shebekino wounded two people, the town administration said.", ("ru:shebekino-administration", "asserts", "civilian-harm")),
        ("ru", "reuters", "Пригожин заявил, что Соледар взят полностью.", ("ru:wagner", "asserts", "capture")),
    ],
)  # fmt: skip
def test_who_says_it_in_news_of_agencies(
    lang: str, source: str, text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in told(text, lang, source)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Назначенный Москвой мэр Энергодара Иван Коваль сообщил об ударе дрона.", "Enerhodar"),
        ("В Феодосии взорвался склад. Глава Крыма сообщил о двух погибших.", "Feodosiya"),
    ],
)
def test_where_an_officials_words_happened(text: str, name: str) -> None:
    assert {at.place.name for c in read(text, "ru") for at in c.locations if at.place} == {name}


@pytest.mark.parametrize(
    ("lang", "source", "text", "expected"),
    [
        ("en", "reuters", "Vladimir Putin claimed that his troops had captured Siversk, an assertion Ukraine's General Staff dismissed as invention.", ("ua:general-staff", "denies", "capture")),
        ("en", "reuters", "Russia's Defense Ministry said it had taken Siversk, but several pro-war channels were reporting fighting in Zvanivka.", ("ru:milbloggers", "asserts", "armed-clash")),
        ("ru", "meduza", "Легион «Свобода России» заявил о захвате села Козинка.", ("ua:freedom-of-russia-legion", "asserts", "capture")),
        ("uk", "47-brigade", "Наші бійці зайшли в Роботине.", ("ua:47-mechanized-brigade", "asserts", "advance")),
    ],
)  # fmt: skip
def test_speakers_in_other_forms(lang: str, source: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text, lang, source)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "British intelligence said Russian troops were not able to capture Siversk."),
        ("uk", "За даними британської розвідки, російські війська не змогли захопити Сіверськ."),
        ("ru", "По данным британской разведки, российские войска не смогли взять Северск."),
    ],
)
def test_what_was_tried_in_vain_is_a_failed_attack(lang: str, text: str) -> None:
    (claim,) = read(text, lang)
    assert (claim.claimant, claim.kind, claim.outcome.value) == ("uk:mod", "attack", "failure")


def test_a_ship_called_after_a_town_is_not_there() -> None:
    claims = read(
        "Russia's Defense Ministry said the landing ship Novocherkassk was damaged in an attack on Feodosia.",
        "en",
    )
    assert {at.place.name for c in claims for at in c.locations if at.place} == {"Feodosiya"}


@pytest.mark.parametrize(
    ("lang", "source", "text", "expected"),
    [
        ("uk", "general-staff-ua", "Повідомлення російських каналів про взяття Сіверська є неправдою.", ("ua:general-staff", "denies", "capture")),
        ("uk", "suspilne", "Окупанти обстріляли Нікополь, заявив Генштаб ЗСУ. У Москві звинувачення відкидають.", ("ru:government", "denies", "shelling")),
        ("uk", "general-staff-ua", "Обстрілів зазнали Семенівка та Шостка.", ("ua:general-staff", "asserts", "shelling")),
        ("uk", "reuters", "Військовим наказано відійти із Сіверська, повідомив Генштаб ЗСУ.", ("ua:general-staff", "asserts", "withdrawal")),
        ("ru", "mod-russia", "Нанесено поражение формированиям ВСУ в районе Изюма.", ("ru:mod", "asserts", "shelling")),
        ("ru", "rybar", "Наши войска вошли в Северск. О взятии города говорить рано.", ("ru:rybar", "denies", "capture")),
        ("ru", "wargonzo", "Бои идут в Северске, город целиком противник не контролирует.", ("ru:wargonzo", "denies", "presence")),
        ("ru", "reuters", "В Туапсе отражена атака беспилотников, сообщил губернатор Краснодарского края.", ("ru:krasnodar-krai-governor", "asserts", "interception")),
        ("en", "reuters", "Ukrainian troops have withdrawn from Siversk, the Khortytsia group confirmed, hours after photos showed Russian soldiers there.", ("ua:khortytsia", "confirms", "withdrawal")),
        ("en", "reuters", "The General Staff of Ukraine acknowledged that Russian forces had tactical success near Siversk.", ("ua:general-staff", "confirms", "advance")),
    ],
)  # fmt: skip
def test_forms_of_other_sources(lang: str, source: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text, lang, source)


def test_both_halves_of_an_exchange_are_one_claim() -> None:
    text = "Из плена возвращены 60 российских военнослужащих. Взамен переданы 60 военнопленных ВСУ."
    assert [c.kind for c in read(text, "ru", "mod-russia")] == ["prisoner-exchange"]


def test_the_head_of_crimea_speaks_for_crimea() -> None:
    text = "One person was killed in a strike on Feodosia, the Russian-installed head of Crimea said."
    assert {c.claimant for c in read(text, "en")} == {"ru:crimea-administration"}


def test_surnames_behind_an_office_are_no_places() -> None:
    (claim,) = read("Губернатор Смирнов: обломки дрона упали на подстанцию в Курчатове.", "ru", "tg:example")
    assert claim.claimant == "ru:kursk-oblast-governor"


def test_a_capital_behind_the_verb_of_a_strike_is_the_place() -> None:
    claims = read("Explosions rocked Kyiv, Lviv and Odesa on Monday.", "en")
    assert {at.place.name for c in claims for at in c.locations if at.place} == {"Kyiv", "Lviv", "Odesa"}


def test_officials_of_the_army_are_of_no_town_before_a_semicolon() -> None:
    text = "Russian forces attacked near Siversk; Ukrainian military officials reported that the attack near Zvanivka was repelled."
    assert "ua:officials" in {c.claimant for c in read(text, "en", "isw")}


def test_reaching_the_border_of_an_oblast_is_an_advance() -> None:
    text = "У Генштабі спростували вихід окупантів на адмінмежу Дніпропетровської області."
    assert told(text, "uk") == {("ua:general-staff", "denies", "advance")}


def test_a_text_that_ends_in_a_number_is_read() -> None:
    assert all(not claim.quantities for claim in read("Russian forces seized Siversk: 0", "en"))


@pytest.mark.parametrize("modal", ["may", "might"])
def test_what_may_have_happened_is_claimed_with_a_hedge(modal: str) -> None:
    (claim,) = read(f"Russian forces {modal} have retaken Zarichne, a monitor wrote.", "en", "isw")
    assert (claim.kind, claim.hedged) == ("capture", True)
    assert read(f"Russian forces {modal} retake Zarichne.", "en", "isw") == []
    (dated,) = read("Russian forces seized Zarichne on May 9.", "en", "isw")
    assert not dated.hedged


@pytest.mark.parametrize(
    "words",
    [
        "is unlikely to confirm",
        "fears the embarrassment of admitting",
        "withdrew its troops without acknowledging",
    ],
)
def test_what_nobody_said_is_no_claim_of_theirs(words: str) -> None:
    found = told(f"The Russian Defense Ministry {words} that Ukrainian troops had captured Zarichne.", "en")
    assert not any(claimant == "ru:mod" for claimant, _, _ in found)


def test_who_was_forced_to_admit_confirms() -> None:
    text = "The General Staff of Ukraine was forced to admit that Russian troops had captured Zarichne."
    assert told(text, "en") == {("ua:general-staff", "confirms", "capture")}


def test_who_corrects_false_reports_denies_them() -> None:
    text = "Ukraine's General Staff clarified erroneous reports that Russian troops had captured Zarichne."
    assert told(text, "en") == {("ua:general-staff", "denies", "capture")}


def test_troops_in_a_divisions_capital_are_in_the_division_the_report_has_named() -> None:
    def where(text: str) -> list[str]:
        return [loc.place.name for c in read(text, "en") for loc in c.locations if loc.place]

    before = "Troops crossed into the Kursk region, officials said."
    assert where(f"{before} They later made gains in Kursk.")[-1] == "Kursk Oblast"
    assert where(f"{before} They later made gains in Kursk City.")[-1] == "Kursk"
    assert where(f"{before} A drone hit a depot in Kursk.")[-1] == "Kursk"
    assert where("They later made gains in Kursk.") == ["Kursk"]


def test_a_distance_is_no_measure_of_what_happened() -> None:
    struck = "Geolocated images show a damaged pier at Berdyansk (some 95 kilometers behind the front)."
    gained = "Russian forces advanced two kilometers near Zarichne (roughly nine kilometers from Lyman)."
    assert [q for claim in read(struck, "en", "isw") for q in claim.quantities] == []
    assert {(q.value, q.unit) for claim in read(gained, "en", "isw") for q in claim.quantities} == {(2, "km")}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "Russian troops attacked from Babyntsi toward Bucha.", "Bucha"),
        ("en", "Russian troops attacked toward Bucha, about 30 kilometers northwest of Kyiv.", "Bucha"),
        ("en", "Russian troops reached Yasnohorodka, about 37 kilometers west of Kyiv.", "Yasnohorodka"),
        ("uk", "Ворог атакував Ясногородку, приблизно за 37 км на захід від Києва.", "Yasnohorodka"),
    ],
)
def test_it_happened_where_they_went(lang: str, text: str, name: str) -> None:
    (claim,) = read(text, lang, "isw")
    assert [loc.place.name for loc in claim.locations if loc.place] == [name]
    assert claim.quantities == ()


def test_the_occupation_republics_speak_for_themselves() -> None:
    text = "The Luhansk People's Republic (LNR) claimed that its forces seized Kreminna."
    assert told(text, "en", "isw") == {("ru:lnr", "asserts", "capture")}
