"""What the press tells of claims and counterclaims, in the project's own sentences: who did it, who denies it, where."""

from __future__ import annotations

import pytest

import conflictdata as cd
from conflictdata.model import Claim, Stance

DAY = "2025-09-04T12:00:00Z"


def claims(text: str, lang: str = "en", source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang=lang)


def told(text: str, lang: str = "en", source: str = "reuters") -> set[tuple[str, str, str]]:
    """Who says what of which kind."""
    return {(each.claimant, each.stance.value, each.kind) for each in claims(text, lang, source)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russian troops were driven out of Robotyne, the General Staff said."),
        ("uk", "Російські війська вибито з Роботиного, повідомив Генштаб."),
        ("ru", "Российские войска вытеснены из Работино, сообщил Генштаб ВСУ."),
    ],
)
def test_who_is_driven_out_has_taken_nothing(lang: str, text: str) -> None:
    (claim,) = claims(text, lang)
    assert (claim.kind, claim.agent) == ("capture", "ua:armed-forces")
    assert str(claim.target).startswith("ru:")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Удар ВСУ по Токмаку пришёлся на склад."),
        ("uk", "Удар ЗСУ по Токмаку влучив у склад."),
        ("ru", "Две машины атакованы дронами ВСУ в Токмаке."),
    ],
)
def test_the_blow_is_theirs_who_stand_in_the_genitive(lang: str, text: str) -> None:
    assert {each.agent for each in claims(text, lang)} == {"ua:armed-forces"}
    assert not any(each.target == "ua:armed-forces" for each in claims(text, lang))


def test_whose_statement_is_called_untrue_does_not_deny_it() -> None:
    text = (
        "Statements by the Russian defence ministry claiming the capture of Borova do not correspond to reality. "
        "The 10th Army Corps stated this on its page."
    )
    assert told(text, source="ukrinform") == {("ua:10-army-corps", "denies", "capture")}


def test_a_day_after_another_said_it() -> None:
    text = (
        "Russia said on Tuesday its troops had not been driven out of Robotyne, a small village, a day after Ukraine "
        'said it had "liberated" the place.'
    )
    assert told(text) == {("ru:government", "denies", "capture"), ("ua:government", "asserts", "capture")}


def test_a_quotation_goes_on_with_its_speaker() -> None:
    text = (
        "The Russian army said it had taken Borova, but Ivan Petrenko, head of communications for Ukraine's ground "
        "forces, said: “This is not true. Battles are taking place near the village.”"
    )
    assert ("ua:armed-forces", "denies", "capture") in told(text)
    assert ("ua:armed-forces", "asserts", "armed-clash") in told(text)


def test_a_party_denies_what_the_other_side_did() -> None:
    (claim,) = claims("Ukraine rejected Russian reports that its forces had taken over Borova.")
    assert (claim.claimant, claim.stance, claim.agent) == ("ua:government", Stance.DENIES, "ru:armed-forces")


def test_a_town_that_has_not_changed_hands() -> None:
    text = (
        "Russian forces had taken control of Borova, but Ukraine's military denied that it had changed hands."
    )
    assert ("ua:armed-forces", "denies", "capture") in told(text)


def test_what_is_shot_down_elsewhere_has_not_the_place_of_ones_own_strike() -> None:
    text = (
        "Kyiv said it had struck a refinery in Ryazan. Meanwhile, Ukraine's air force said it shot down 40 of 60 "
        "Russian drones overnight."
    )
    (downed,) = (each for each in claims(text) if each.kind == "interception")
    assert downed.locations == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "A drone struck a bus and killed three people. The attack took place in Nikopol, the mayor said.",
        ),
        ("uk", "Дрон влучив в автобус, загинули троє людей. Трагедія сталася в Нікополі, повідомив мер."),
        ("ru", "Дрон попал в автобус, погибли трое. Это произошло в Никополе, сообщил мэр."),
    ],
)
def test_the_next_sentence_says_where_it_happened(lang: str, text: str) -> None:
    harm = [each for each in claims(text, lang) if each.kind == "civilian-harm"]
    assert [at.place.name for each in harm for at in each.locations if at.place] == ["Nikopol"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Russia's defence ministry said its forces had taken two villages. They are Tykhe and Odradne.",
        ),
        ("ru", "Минобороны России объявило о взятии двух сёл. Речь идёт о Тихом и Отрадном."),
        ("uk", "Генштаб повідомив про звільнення двох сіл. Йдеться про Тихе та Відрадне."),
    ],
)
def test_what_was_counted_is_named_in_the_next_sentence(lang: str, text: str) -> None:
    named = [at.mention for each in claims(text, lang) for at in each.locations]
    assert len(named) == 2
    assert {each.kind for each in claims(text, lang)} == {"capture"}


@pytest.mark.parametrize(
    ("lang", "text", "many"),
    [
        ("en", "Twenty-five drones were shot down over Odesa.", 25),
        ("uk", "Над Одесою збито двадцять п'ять дронів.", 25),
        ("ru", "Над Одессой сбиты тридцать два беспилотника.", 32),
    ],
)
def test_numbers_in_words_may_have_two_parts(lang: str, text: str, many: int) -> None:
    (claim,) = claims(text, lang)
    assert [(each.value, each.unit) for each in claim.quantities] == [(many, "drone")]


def test_the_dead_of_a_strike_are_no_count_of_strikes() -> None:
    found = claims("Seventeen people were killed in a strike on Kharkiv.", "en", "reuters")
    assert {claim.kind: [q.value for q in claim.quantities] for claim in found} == {
        "civilian-harm": [17], "air-drone-strike": [],
    }  # fmt: skip


def test_an_operator_is_read_on_from() -> None:
    text = "Російська армія вдарила по підстанції в Сумах. Про це повідомили в «Укренерго». Знеструмлено два райони."
    assert {each.claimant for each in claims(text, "uk", "suspilne")} == {"ukrenergo"}


@pytest.mark.parametrize(
    "text", ["У коментарі для «РБК-Україна» речник Генштабу заявив про бої в Сумах.",
             "У Сумах тривають бої. Про це агентству Укрінформ розповів речник Генштабу."],
)  # fmt: skip
def test_the_outlet_that_is_told_does_not_speak(text: str) -> None:
    assert {each.claimant for each in claims(text, "uk", "pravda")} == {"ua:general-staff"}


def test_where_a_place_lies_is_no_presence() -> None:
    assert claims("Разино находится в ДНР. Посёлок расположен близ Покровска.", "ru") == []


def test_drones_that_were_all_shot_down_were_the_attackers() -> None:
    found = {each.kind: each.agent for each in claims("ВСУ атаковали Токмак дронами, все дроны сбиты.", "ru")}
    assert found == {"air-drone-strike": "ua:armed-forces", "interception": "ru:armed-forces"}


def test_none_were_hurt_as_a_result_of_it() -> None:
    text = "В результате обстрела Шебекино пострадавших и повреждений не было, сообщил губернатор."
    assert not {"civilian-harm", "infrastructure-damage"} & {each.kind for each in claims(text, "ru")}


def test_help_for_the_wounded_is_no_new_harm() -> None:
    assert claims("Всем пострадавшим оказана помощь.", "ru", "ru:belgorod-oblast-governor") == []


def test_what_was_freed_from_them_is_held_by_the_other_side() -> None:
    (claim,) = claims("Нам вдалося звільнити від окупантів село Борова.", "uk", "president-ua")
    assert (claim.agent, claim.target) == ("ua:armed-forces", "ru:armed-forces")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Визволено міста у двох областях – Київській та Сумській."),
        ("ru", "Освобождены города в двух областях: Киевской и Сумской."),
    ],
)
def test_regions_behind_the_word_for_them(lang: str, text: str) -> None:
    named = {at.place.name for each in claims(text, lang) for at in each.locations if at.place}
    assert named == {"Kyiv Oblast", "Sumy Oblast"}


def test_a_governor_goes_on_about_the_town_he_named() -> None:
    text = (
        "Повідомляє голова ОВА Сергій Лисак. «Снаряди прилетіли до Нікополя. Людей не зачепило. Пошкоджено дві "
        "оселі. В інших громадах ніч була без обстрілів», – написав він."
    )
    found = claims(text, "uk", "suspilne")
    assert {each.kind for each in found} == {"shelling", "infrastructure-damage"}
    assert {at.place.name for each in found for at in each.locations if at.place} == {"Nikopol"}


def test_each_clause_of_a_heading_has_its_own_place() -> None:
    text = "У Харкові поранено двох поліцейських, на Полтавщині – пожежа на складі"
    found = {(each.kind, at.place.name) for each in claims(text, "uk") for at in each.locations if at.place}
    assert found == {("civilian-harm", "Kharkiv"), ("infrastructure-damage", "Poltava Oblast")}


def test_towards_is_not_where_it_is() -> None:
    (claim,) = claims("Russian forces advanced north of Siversk toward Zakitne and Dronivka.")
    assert [at.place.name for at in claim.locations if at.place] == ["Siversk"]


@pytest.mark.parametrize("text", ["Russia said that Ukraine conducted a drone attack on Belgorod.",
                                  "Russia said Belgorod was hit by Ukrainian drones."])  # fmt: skip
def test_the_side_that_is_the_subject_did_it(text: str) -> None:
    assert {each.agent for each in claims(text)} == {"ua:armed-forces"}


def test_the_country_a_plant_is_in_did_not_damage_it() -> None:
    (claim,) = claims("A power plant near Enerhodar in Ukraine was damaged, the IAEA said.")
    assert claim.agent is None


def test_a_capital_that_is_pushed_back_is_a_side() -> None:
    places = [
        at.place for each in claims("Kyiv tried to push Moscow back near Borova.") for at in each.locations
    ]
    assert "Moscow" not in [place.name for place in places if place]


def test_a_part_of_a_whole_has_its_unit() -> None:
    (claim,) = claims("Air defence downed 21 out of 30 Russian drones, the Ukrainian air force said.")
    assert [(each.value, each.unit) for each in claim.quantities] == [(21, "drone")]


def test_military_aircraft_are_no_soldiers() -> None:
    (claim,) = claims("Росія втратила на аеродромі «Саки» 9 військових літаків, заявив Зеленський.", "uk")
    assert [(each.value, each.unit) for each in claim.quantities] == [(9, "aircraft")]


def test_what_has_been_opened_is_only_the_way() -> None:
    text = "The loss of Borova has opened the way for the army's advance towards Lyman, the Defense Ministry said."
    assert "advance" not in {each.kind for each in claims(text, source="tass")}


def test_prepared_defences_are_broken_and_a_town_is_cut_off() -> None:
    text = "Войска прорвали хорошо подготовленную оборону и блокировали Лисичанск с юга, сообщили в Минобороны России."
    assert ("ru:mod", "asserts", "advance") in told(text, "ru", "tass")


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Russia said drones struck Belgorod.", None),
        ("Russia said it had struck Sumy with missiles.", "ru:government"),
        ("Russia launched another vast attack on Kyiv with drones.", "ru:armed-forces"),
    ],
)
def test_who_only_tells_of_a_strike_has_not_made_it(text: str, agent: str | None) -> None:
    assert [each.agent for each in claims(text)] == [agent]


def test_a_blogger_who_denies_what_his_own_side_claimed_is_of_no_other_side() -> None:
    (claim,) = claims(
        "A Russian milblogger refuted claims that Russian forces advanced near Borova.", source="isw"
    )
    assert (claim.stance, claim.agent) == (Stance.DENIES, "ru:armed-forces")


@pytest.mark.parametrize(
    "text",
    [
        "Уночі противник випустив по Одесі 22 дрони (райони пусків: Міллерово, Орел – рф, Чауда – Крим).",
        "Окупанти атакували Одесу дронами з північного напрямку (Брянськ - рф).",
    ],
)
def test_where_drones_were_launched_is_not_where_they_struck(text: str) -> None:
    named = {
        at.place.name for each in claims(text, "uk", "air-force-ua") for at in each.locations if at.place
    }
    assert named == {"Odesa"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russia took Basivka, a day after Kyiv said:"),
        ("uk", "Росія захопила Басівку, через день після того як Київ заявив: «"),
        ("ru", "Россия заняла Басовку, сообщили в Генштабе:"),
    ],
)
def test_a_text_that_breaks_off_at_any_letter_is_read(lang: str, text: str) -> None:
    for end in range(len(text) + 1):
        for claim in claims(text[:end], lang):
            assert claim.span is not None
            assert 0 <= claim.span[0] < claim.span[1] <= end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Автобус упал в реку под Кировом. Погибли три пассажира.", set()),
        ("Дрон упал в реку под Кировом. Погибли три рыбака.", {"civilian-harm"}),
        ("В Краматорске погибли три человека.", {"civilian-harm"}),
        ("В Белгороде погибли три человека.", {"civilian-harm"}),
        ("Губернатор Кировской области сообщил, что погибли три человека.", {"civilian-harm"}),
    ],
)
def test_harm_far_from_the_war_is_of_it_only_where_arms_are_named(text: str, expected: set[str]) -> None:
    found = cd.extract(text, source="meduza", published="2025-06-13", lang="ru")
    assert {claim.kind for claim in found} & {"civilian-harm"} == expected
