"""What the press does in all three languages: the project's own sentences, read by a person first."""

from __future__ import annotations

import pytest

import conflictdata as cd
from conflictdata.model import Claim

DAY = "2025-09-04T12:00:00Z"


def claims(text: str, lang: str = "en", source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang=lang)


def told(text: str, lang: str = "en", source: str = "reuters") -> list[tuple[str, str, str]]:
    return [(each.claimant, each.stance.value, each.kind) for each in claims(text, lang, source)]


def towns(text: str, lang: str = "en") -> list[str | None]:
    return [at.place.name if at.place else None for each in claims(text, lang) for at in each.locations]


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        (
            "en",
            "In Izium, according to the General Staff of Ukraine, a school was damaged.",
            "ua:general-staff",
        ),
        ("uk", "В Ізюмі, за даними Генштабу, пошкоджено школу.", "ua:general-staff"),
        ("uk", "В Ізюмі, за словами Олега Синєгубова, пошкоджено школу.", "ua:kharkiv-oblast-governor"),
        ("ru", "В Шебекине, по словам Гладкова, повреждена школа.", "ru:belgorod-oblast-governor"),
    ],
)
def test_a_speaker_in_a_parenthesis_tells_what_stands_around_it(lang: str, text: str, claimant: str) -> None:
    assert told(text, lang) == [(claimant, "asserts", "infrastructure-damage")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian drones struck a Russian depot on Tuesday. The attack targeted Lgov, the governor of Kursk region said.", "air-drone-strike"),
        ("Air defences shot down 14 of 20 Russian drones overnight. The attack hit the city of Sumy.", "air-drone-strike"),
        ("Russian troops stormed positions near Siversk on Tuesday. The attack targeted Dronivka.", "attack"),
    ],
)  # fmt: skip
def test_the_attack_is_of_the_kind_told_before(text: str, expected: str) -> None:
    assert claims(text)[-1].kind == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "There are no Russian troops in Siversk, Ukraine's General Staff said."),
        ("uk", "У Сіверську росіян немає, повідомив Генштаб."),
        ("ru", "Российских войск в Северске нет, заявил Генштаб ВСУ."),
    ],
)
def test_that_nobody_is_there_denies_their_presence(lang: str, text: str) -> None:
    assert told(text, lang) == [("ua:general-staff", "denies", "presence")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Сили оборони покинули Сіверськ і зайняли рубежі за містом, повідомив Генштаб."),
        ("ru", "Украинские войска покинули Северск и заняли рубежи за городом, сообщил Генштаб ВСУ."),
        (
            "en",
            "Ukrainian troops withdrew from Siversk and improved their positions beyond it, the General Staff said.",
        ),
    ],
)
def test_where_one_withdrew_to_is_no_advance(lang: str, text: str) -> None:
    assert told(text, lang) == [("ua:general-staff", "asserts", "withdrawal")]


def test_a_general_declares_several_villages_freed() -> None:
    found = claims("Генштаб назвав звільненими села Дронівка, Серебрянка та Григорівка.", "uk")
    assert [(each.claimant, each.kind) for each in found] == [("ua:general-staff", "capture")] * 3


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        ("uk", "Повітряні сили відзвітували про 17 збитих над Сумами дронів.", "ua:air-force"),
        ("ru", "Минобороны РФ отчиталось о сбитом у Лебедяни дроне.", "ru:mod"),
        ("ru", "О 17 сбитых над Курском беспилотниках рапортует Минобороны РФ.", "ru:mod"),
    ],
)
def test_what_is_reported_as_downed_was_downed(lang: str, text: str, claimant: str) -> None:
    assert told(text, lang) == [(claimant, "asserts", "interception")]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Минобороны Азербайджана сообщило об обстреле Баку.", "az:mod"),
        ("Минобороны Армении сообщило об обстреле Баку.", "am:mod"),
        ("Минобороны сообщило об обстреле Лебедяни.", "ru:mod"),
    ],
)
def test_a_ministry_is_that_of_the_country_named_behind_it(text: str, claimant: str) -> None:
    assert {each[0] for each in told(text, "ru", "tass")} == {claimant}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin called the raid a provocation, saying Kyiv shelled houses in Lgov.", "ru:president"),
        ("Ukraine's military did not comment on the fate of Siversk, saying only that Russian forces shelled Dronivka.", "ua:armed-forces"),
        ("The FSB doubled down on the governor's accusation and claimed that saboteurs killed two civilians in Lgov.", "ru:fsb"),
        ("Officials in Crimea did not confirm the strike on Kerch, but did acknowledge a fire in Feodosia.", "ru:crimea-administration"),
    ],
)  # fmt: skip
def test_who_says_it_stands_before_the_participle_or_the_first_verb(text: str, expected: str) -> None:
    assert expected in {each.claimant for each in claims(text)}
    assert not {"reuters", "ua:government"} & {
        each.claimant for each in claims(text) if each.kind != "attack"
    }


def test_speakers_in_a_row_say_the_same() -> None:
    text = "The Russian Defense Ministry, the FSB and the Investigative Committee said Ukrainian forces attacked Sudzha."
    assert {each[0] for each in told(text)} == {"ru:mod", "ru:fsb", "ru:investigative-committee"}


def test_what_a_speaker_adds_has_not_happened_is_denied() -> None:
    text = (
        "A Russian milblogger claimed that fighting goes on near Siversk but that Ukrainian forces did not attack "
        "near Dronivka."
    )
    assert told(text, source="isw") == [
        ("ru:milbloggers", "asserts", "armed-clash"),
        ("ru:milbloggers", "denies", "attack"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Syrskyi said Ukrainian troops had captured 14 settlements.",
        "Syrskyi said Ukrainian troops advanced 12 kilometers.",
    ],
)
def test_ground_that_is_counted_needs_no_name_and_a_surname_is_no_town(text: str) -> None:
    (claim,) = claims(text)
    assert (claim.claimant, claim.locations) == ("ua:commander-in-chief", ())


def test_a_series_of_strikes_on_a_day_needs_no_place() -> None:
    assert told("Russian forces carried out a series of missile strikes on September 2.") == [
        ("reuters", "asserts", "shelling")
    ]
    assert told("Russian forces carried out a series of missile strikes.") == []


def test_more_that_was_counted_that_night_is_the_same_staffs() -> None:
    text = "Повітряні сили повідомили про збиття 12 дронів. Загалом росіяни випустили 20 дронів."
    assert {each[0] for each in told(text, "uk", "ukrinform")} == {"ua:air-force"}


@pytest.mark.parametrize(
    "text",
    [
        "Ukrainian troops attacked in Kursk region, which borders Sumy Oblast, the ministry said.",
        "A woman was killed in Kursk region, which together with Bryansk belongs to the border country.",
    ],
)
def test_a_clause_in_which_nothing_happens_gives_no_place(text: str) -> None:
    assert towns(text) == ["Kursk Oblast"]


def test_what_has_not_its_like_since_a_day_is_not_of_that_day() -> None:
    text = (
        "A strike on Poltava killed 41 people in one of the deadliest attacks since the start of the invasion in "
        "February 2022."
    )
    assert {each.when.start.year for each in claims(text) if each.when} == {2025}


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("uk", "Російські війська пішли на Сіверськ, повідомив Генштаб.", "attack"),
        ("ru", "Российские бойцы выдавливают ВСУ с окраины Северска, сообщил «Рыбарь».", "advance"),
        ("ru", "Российские части пробуют прорваться в Северск, сообщил Генштаб ВСУ.", "attack"),
        ("uk", "Північ Сіверська лишається за українськими військами, повідомив Генштаб.", "presence"),
        ("uk", "Біля Сіверська прорвано оборону ворога, повідомив Генштаб.", "advance"),
        ("en", "A port in Odesa was hit by five rockets on Tuesday.", "shelling"),
        ("en", "An industrial site in Lebedyan was attacked on Tuesday.", "air-drone-strike"),
    ],
)
def test_words_of_the_press(lang: str, text: str, kind: str) -> None:
    assert [each.kind for each in claims(text, lang)] == [kind]


@pytest.mark.parametrize(
    ("lang", "text", "stance"),
    [
        ("en", "Ukraine's General Staff said its troops had withdrawn from Siversk.", "asserts"),
        ("en", "Ukraine's General Staff conceded that its troops had withdrawn from Siversk.", "confirms"),
        ("uk", "Наші підрозділи відійшли із Сіверська, повідомив Генштаб.", "asserts"),
        ("uk", "Наші підрозділи відійшли із Сіверська, підтвердив Генштаб.", "confirms"),
        ("ru", "ВСУ оставили Северск, сообщили в Минобороны России.", "asserts"),
        ("en", "A Russian milblogger said Russian forces withdrew from Siversk.", "asserts"),
    ],
)
def test_a_withdrawal_is_confirmed_by_whose_words_admit_it(lang: str, text: str, stance: str) -> None:
    (claim,) = [each for each in claims(text, lang) if each.kind == "withdrawal"]
    assert claim.stance.value == stance


def test_a_ministry_is_read_on_from_in_russian_news() -> None:
    text = (
        "Российские войска освободили два посёлка, заявили в Минобороны РФ. Подразделения группировки «Запад» заняли "
        "Дронивку. За сутки ВСУ потеряли 120 военнослужащих. Фермеры жалуются на обстрелы Лебедяни."
    )
    found = told(text, "ru", "life")
    assert [each[0] for each in found] == ["ru:mod"] * 3 + ["life"]


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        ("uk", "Росіяни атакували Сіверськ, сказав речник ОСУВ «Дніпро» Віктор Трегубов.", "ua:dnipro"),
        ("ru", "ВСУ атаковали Глушково, заявил глава Курской области в беседе с ТАСС.", "ru:kursk-oblast-governor"),
        ("uk", "Росіяни атакували Сіверськ, сказав речник 11-го армійського корпусу Іван Петренко.", "ua:11-army-corps"),
        ("uk", "Речник Повітряних сил у розмові з Суспільним підтвердив удар дронів по Сумах.", "ua:air-force"),
        ("ru", "ВСУ атаковали Глушково, сказал на совещании у президента глава Курской области.", "ru:kursk-oblast-governor"),
        ("en", "The United Kingdom's Ministry of Defence said Ukrainian forces attacked Siversk.", "uk:mod"),
        ("en", "A Russian general told Vladimir Putin that Russian forces attacked Siversk.", "ru:armed-forces"),
    ],
)  # fmt: skip
def test_who_is_spoken_for_and_who_only_hears(lang: str, text: str, claimant: str) -> None:
    assert {each[0] for each in told(text, lang)} == {claimant}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Russian advance to Siversk could precede an assault on Lyman.", []),
        ("Further advances near Siversk may threaten the road.", []),
        ("A Russian advance near Siversk slowed.", ["advance"]),
        ("Russian aircraft struck reserves moving through Sumy Oblast.", ["air-drone-strike"]),
        ("Siversk remains under the fire control of Ukrainian forces.", []),
        ("ISW has seen no footage that shows Ukrainian positions in Siversk.", []),
        ("Russian forces have not fully cleared Siversk, a Russian milblogger claimed.", ["clearing"]),
        ("Russian forces fired 38 ground- and air-launched missiles at Lviv.", ["shelling"]),
        ("Russian forces do not control eastern Siversk, a Russian milblogger noted.", ["presence"]),
    ],
)
def test_assessments(text: str, expected: list[str]) -> None:
    assert [each.kind for each in claims(text, source="isw")] == expected


def test_what_is_reportedly_so_is_not_assessed() -> None:
    (claim,) = claims(
        "Elements of a Russian brigade are reportedly striking Ukrainian forces near Siversk.", source="isw"
    )
    assert (claim.claimant, claim.stance.value) == ("isw", "asserts")


def test_footage_told_of_before_still_verifies() -> None:
    text = (
        "Geolocated footage published on September 2 shows Russian forces in Siversk. The footage also indicates that they "
        "advanced in Dronivka."
    )
    assert {each.stance.value for each in claims(text, source="isw")} == {"verifies"}


def test_among_those_harmed_is_no_claim_of_its_own() -> None:
    text = "Артиллерия обстреляла Горловку, погибли трое, сообщил Пушилин. Среди погибших — медик."
    assert [each.kind for each in claims(text, "ru", "tass")].count("civilian-harm") == 1


def test_soldiers_lost_and_wounded_are_one() -> None:
    text = "Російська армія втратила 1150 військових убитими й пораненими, повідомив Генштаб."
    assert told(text, "uk") == [("ua:general-staff", "asserts", "losses")]


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("Satellite images show burnt bombers at the Saky air base.", "losses"),
        ("Fires burned in Sumy.", "interception"),
    ],
)
def test_aircraft_destroyed_at_an_air_base_stood_there(first: str, kind: str) -> None:
    found = claims(f"{first} Ukraine's air force said seven aircraft were destroyed there.")
    assert found[-1].kind == kind


def test_a_governor_is_read_on_from_within_his_region() -> None:
    text = (
        "Росіяни вдарили по Ізюму, повідомив голова Харківської ОВА Олег Синєгубов. Ворог штурмує Вовчанськ. "
        "Над областю збито дев'ять дронів. У Слов'янську горить склад."
    )
    found = claims(text, "uk", "gazeta")
    assert [each.claimant for each in found] == ["ua:kharkiv-oblast-governor"] * 3 + ["gazeta"]
    assert [at.place.name for at in found[2].locations if at.place] == ["Kharkiv Oblast"]


def test_the_enemy_of_a_ukrainian_text_is_russia() -> None:
    (claim,) = claims("Ворог захопив Тошківку, повідомив голова Луганської ОВА.", "uk", "gazeta")
    assert claim.agent == "ru:armed-forces"


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("uk", "Бійці штурмували будівлю школи у Вовчанську, сказали у Генштабі.", ["attack"]),
        ("ru", "Бойцы штурмовали здание школы в Торецке, сообщило Минобороны России.", ["attack"]),
        ("en", "Russian forces stormed a school in Toretsk, the General Staff said.", ["attack"]),
        ("en", "Russian forces attacked a school in Toretsk, the General Staff said.", ["air-drone-strike"]),
        ("uk", "Противник недорахувався 90 бійців: 30 убито, 60 поранено, сказали у Генштабі.", ["losses"]),
        ("en", "The enemy lost 90 soldiers near Lyman: 30 killed and 60 wounded, the General Staff said.", ["losses"]),
        ("uk", "Лиман ворог закидає снарядами, сказали у Генштабі.", ["shelling"]),
        ("uk", "Сорок військових звільнено в межах обміну, сказав президент.", ["prisoner-exchange"]),
        ("uk", "Окуповано також Торецьк, сказали у Генштабі.", ["capture"]),
    ],
)  # fmt: skip
def test_what_is_done_to_whom(lang: str, text: str, expected: list[str]) -> None:
    assert [each.kind for each in claims(text, lang)] == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Штурми біля Вугледара успіху не мали, сказали у Генштабі."),
        ("ru", "Атаки у Северска успеха не имели, сообщило Минобороны России."),
        ("uk", "Атаки біля Сіверська були невдалими, сказали у Генштабі."),
    ],
)
def test_an_attack_without_success_is_one_that_failed(lang: str, text: str) -> None:
    (claim,) = claims(text, lang)
    assert (claim.kind, claim.stance.value, claim.outcome.value) == ("attack", "asserts", "failure")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Міноборони РФ повідомило, що захопили Лиман. У Генштабі ЗСУ це спростували і наголосили, що українські війська контролюють Лиман."),
        ("ru", "Минобороны РФ сообщило о взятии Лимана. В Генштабе ВСУ это опровергли и подчеркнули, что украинские войска контролируют Лиман."),
    ],
)  # fmt: skip
def test_what_is_stressed_behind_a_denial_is_not_denied(lang: str, text: str) -> None:
    found = {(each[0], each[1], each[2]) for each in told(text, lang, "gazeta")}
    assert found == {
        ("ru:mod", "asserts", "capture"),
        ("ua:general-staff", "denies", "capture"),
        ("ua:general-staff", "asserts", "presence"),
    }


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("uk", "Ворог захопив Торецьк, пишуть у DeepState. Крім того, він має просування біля Лимана.", {("deepstate", "asserts")}),
        ("ru", "Россияне заняли Торецк, сообщают аналитики ISW. Кроме того, они продвинулись у Лимана.", {("isw", "assesses")}),
    ],
)  # fmt: skip
def test_who_watches_the_front_is_read_on_from(lang: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert {each[:2] for each in told(text, lang, "gazeta")} == expected


def test_towns_taken_are_counted_whatever_they_are_called() -> None:
    for lang, text in [
        ("en", "Russian forces captured two towns, the Russian Defense Ministry said."),
        ("ru", "Российские войска освободили два посёлка, заявили в Минобороны РФ."),
    ]:
        (claim,) = claims(text, lang)
        assert [(each.value, each.unit) for each in claim.quantities] == [(2, "settlement")]


def test_who_counts_asserts() -> None:
    (found,) = told(
        "Группировка «Днепр» вывела из строя 95 украинских военных, подсчитали в Минобороны.", "ru", "tass"
    )
    assert found == ("ru:mod", "asserts", "losses")


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Ukraine's military rejected a claim by Russia's defense minister that Russian troops took Lyman.", [("ua:armed-forces", "denies", "capture")]),
        ("en", "The General Staff said assertions that Russian troops held 60% of Lyman were also untrue.", [("ua:general-staff", "denies", "presence")]),
        ("en", "Vladimir Putin was told on Tuesday that Russian troops had taken Lyman.", [("reuters", "asserts", "capture")]),
        ("uk", "Окупанти тричі атакували поблизу Гатища та Липців, зазначили у Генштабі.", [("ua:general-staff", "asserts", "attack")] * 2),
        ("uk", "Росіяни штурмували Торецьк, сказали в угрупованні військ «Схід».", [("ua:skhid", "asserts", "attack")]),
    ],
)  # fmt: skip
def test_who_says_and_who_only_hears(lang: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "stance"),
    [
        ("uk", "Атаки росіян біля Сіверська не відбито, сказали у Генштабі.", "denies"),
        ("ru", "Атаки ВСУ у Северска не отражены, сообщило Минобороны России.", "denies"),
        ("uk", "Ворог атакував біля Сіверська, але успіху не мав, сказали у Генштабі.", "asserts"),
        ("uk", "Ворожий штурм Сіверська відбито, сказали у Генштабі.", "asserts"),
    ],
)
def test_an_attack_that_was_not_repelled_is_none_that_failed(lang: str, text: str, stance: str) -> None:
    (claim,) = claims(text, lang)
    assert (claim.kind, claim.stance.value, claim.outcome.value) == ("attack", stance, "failure")


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Ворожий штурм Сіверська відбито, сказали у Генштабі.", "ru:armed-forces"),
        ("Атаки ворога біля Сіверська успіху не мали, сказали у Генштабі.", "ru:armed-forces"),
        ("Наші воїни атаку біля Сіверська відбили, сказали у Генштабі.", "ru:armed-forces"),
    ],
)
def test_whose_attack_failed(text: str, agent: str) -> None:
    (claim,) = claims(text, "uk")
    assert claim.agent == agent


def test_the_day_of_the_saying_dates_no_strike() -> None:
    assert claims("Prigozhin said on Monday that the Russian command had held back artillery shells.") == []
    (claim,) = claims("Russian forces conducted missile strikes on Monday.")
    assert claim.locations == ()
