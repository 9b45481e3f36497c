"""Constructions of Russian-language sources: the project's own sentences, read by a person first."""

from __future__ import annotations

import pytest

import conflictdata as cd
from conflictdata.model import Claim

DAY = "2025-09-04T12:00:00Z"


def read(text: str, source: str = "meduza") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang="ru")


def told(text: str, source: str = "meduza") -> set[tuple[str, str, str]]:
    return {(claim.claimant, claim.stance.value, claim.kind) for claim in read(text, source)}


def where(text: str, source: str = "meduza") -> set[tuple[str, str]]:
    return {
        (claim.kind, location.place.name if location.place else location.mention)
        for claim in read(text, source)
        for location in claim.locations
    }


@pytest.mark.parametrize(
    "text",
    [
        "Торецк взят!", "Торецк — наш.", "Торецк уже наш, поздравляем.", "Торецк пал.", "Наши забрали Торецк.",
        "Над горсоветом Торецка развевается российский флаг.", "ВСУ лишились Торецка.",
        "В ходе контратаки ВСУ вернули себе Торецк.",
    ],
)  # fmt: skip
def test_a_town_that_changed_hands_in_a_bloggers_words(text: str) -> None:
    assert ("capture", "Toretsk") in where(text, "two-majors")


@pytest.mark.parametrize(
    "text",
    ["Торецк наши войска обходят с юга.", "Взят курс на импортозамещение.", "Сырский взят под охрану."],
)
def test_the_same_words_elsewhere_tell_of_no_capture(text: str) -> None:
    assert not any(claim.kind == "capture" for claim in read(text, "two-majors"))


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Россия ударила по Сумам, сообщил министр обороны Украины Михаил Федоров.", "ua:mod"),
        ("Дрон попал в дом в Сумах, сообщил секретарь СНБО Кирилл Буданов.", "ua:security-council"),
        ("Над Крымом сбито семь дронов, сообщил глава республики Сергей Аксёнов.", "ru:crimea-administration"),
        ("В Рыльске повреждён склад, написал и. о. губернатора Курской области Пётр Гусев.", "ru:kursk-oblast-governor"),
    ],
)  # fmt: skip
def test_the_office_beside_a_name_says_who_speaks(text: str, claimant: str) -> None:
    assert {claim.claimant for claim in read(text)} == {claimant}


@pytest.mark.parametrize(
    "text",
    [
        "Минобороны РФ заявило о взятии Торецка. Генштаб ВСУ утверждение Москвы опроверг.",
        "Минобороны РФ отчиталось о занятии Торецка. Украинский Генштаб слова российской стороны отверг.",
    ],
)
def test_whose_statement_is_denied_is_not_who_denies(text: str) -> None:
    assert told(text) == {("ru:mod", "asserts", "capture"), ("ua:general-staff", "denies", "capture")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("«Медуза» выяснила, что видео с горящими ангарами снято в Таганроге.", "infrastructure-damage"),
        (
            "«Медуза» изучила снимки и удостоверилась, что в Таганроге разрушен ангар.",
            "infrastructure-damage",
        ),
        ("«Медуза» установила, что ролик со взрывом снят в Таганроге.", "explosion"),
    ],
)
def test_footage_that_an_outlet_checked(text: str, kind: str) -> None:
    assert told(text) == {("meduza", "verifies", kind)}


def test_a_publisher_admits_in_its_own_voice() -> None:
    text = "Приходится признать, что наши подразделения отошли из Торецка."
    assert told(text, "rybar") == {("ru:rybar", "confirms", "withdrawal")}


def test_an_edition_that_calls_itself_by_the_outlets_name_speaks_itself() -> None:
    assert {c.claimant for c in read("Би-би-си убедилась, что в Ельце сгорел склад.", "bbc-russian")} == {
        "bbc-russian"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Попытка атаковать Брянск дронами сорвана.",
        "Попытка киевского режима атаковать объекты в Брянске беспилотником пресечена.",
        "Пресечена попытка киевского режима совершить теракт с применением БПЛА в Брянске.",
        "Атака беспилотников на Брянск отражена.",
    ],
)  # fmt: skip
def test_drones_that_were_kept_off_were_intercepted(text: str) -> None:
    assert where(text, "mod-russia") == {("interception", "Bryansk")}


def test_by_what_an_attack_was_repelled_is_no_strike_of_its_own() -> None:
    text = "У Торецка огнём артиллерии и ударами авиации сорвана атака двух штурмовых групп."
    assert where(text, "mod-russia") == {("attack", "Toretsk")}


def test_tanks_in_support_make_no_shelling_of_an_attack() -> None:
    text = "Противник силами до роты при поддержке танков атаковал наши позиции у Торецка."
    assert where(text, "rybar") == {("attack", "Toretsk")}


def test_where_something_was_on_its_way_to_is_not_where_it_happened() -> None:
    text = "Под Лозовой уничтожен эшелон с боеприпасами, следовавший для группировки ВСУ в Донбассе."
    assert {place for _, place in where(text, "mod-russia")} == {"Lozova"}


def test_a_speaker_behind_a_quoted_outlet_is_no_end_of_a_quotation() -> None:
    text = "Источники «Украинской правды» в СБУ сообщили, что дроны атаковали нефтебазу в Брянске."
    assert told(text) == {("ua:sbu", "asserts", "air-drone-strike")}


@pytest.mark.parametrize(
    "text",
    [
        "Посмертно награждён сержант, погибший под Торецком.",
        "Вечная память ребятам, которые остались под Торецком.",
        "Суд приговорил военного к 15 годам колонии за обстрел Торецка.",
        "В Торецке восстановили дома, разрушенные в ходе боевых действий.",
        "Пострадавших и повреждений в Торецке по предварительным данным нет.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert read(text, "tass") == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Пишут, что наши забрали Торецк. Это не так: бои идут в западной части города.", "rybar"),
        ("Появились сообщения о взятии Торецка. Это неправда, на окраинах продолжаются бои.", "two-majors"),
    ],
)
def test_what_a_blogger_takes_back_is_a_denial_and_the_truth_behind_it_is_told(
    text: str, source: str
) -> None:
    stances = {(claim.kind, claim.stance.value) for claim in read(text, source)}
    assert stances == {("capture", "denies"), ("armed-clash", "asserts")}


def test_what_another_said_stays_beside_the_denial_of_it() -> None:
    text = "Минобороны сообщило о взятии Торецка. Это не соответствует действительности."
    assert told(text, "rybar") == {("ru:mod", "asserts", "capture"), ("ru:rybar", "denies", "capture")}
    assert told(text, "tass") == {("ru:mod", "asserts", "capture")}  # an outlet takes no side


@pytest.mark.parametrize("born", ["1971 года рождения", "1971 г. р.", "1971 г.р."])
def test_a_year_of_birth_is_no_time_of_the_harm(born: str) -> None:
    (claim,) = read(f"В Торецке ранен мужчина {born}.", "pushilin")
    assert claim.when is not None
    assert claim.when.start.year == 2025


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Над Крымом сбит дрон, сообщил советник главы республики Олег Крючков.", "ru:crimea-administration"),
        (
            "В Туле сбит дрон, сообщил советник губернатора Тульской области Роман Зотов.",
            "ru:tula-oblast-governor",
        ),
    ],
)
def test_a_first_name_is_not_the_town_of_an_office(text: str, speaker: str) -> None:
    assert {claim.claimant for claim in read(text, "tass")} == {speaker}


def test_by_what_an_outlet_checked_is_no_footage_of_another() -> None:
    text = "Радио Свобода по спутниковым снимкам подтвердило повреждение хранилища в Энгельсе."
    assert told(text) == {("radio-svoboda", "verifies", "infrastructure-damage")}


@pytest.mark.parametrize(
    "text", ["ТЭЦ в Торецке за нами.", "Торецк ВСУ удерживают.", "Мы в Торецке, противник сидит в подвалах."]
)
def test_who_is_in_a_town(text: str) -> None:
    assert ("presence", "Toretsk") in where(text, "two-majors")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Факт обстрела Торецка подтвердил Филашкин.",
            ("ua:donetsk-oblast-governor", "confirms", "shelling"),
        ),
        ("Удар по Торецку в Минобороны РФ отрицают.", ("ru:mod", "denies", "air-drone-strike")),
        ("Потерю Торецка признал и Генштаб ВСУ.", ("ua:general-staff", "confirms", "capture")),
        (
            "Минобороны РФ заявило о непричастности к удару по Торецку.",
            ("ru:mod", "denies", "air-drone-strike"),
        ),
    ],
)
def test_what_happened_stands_before_the_verb_that_backs_or_denies_it(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert told(text) == {expected}


def test_troops_that_set_up_control_verify_nothing() -> None:
    text = "Российские войска установили контроль над Торецком. Об этом сообщили в Минобороны РФ."
    assert told(text) == {("ru:mod", "asserts", "capture")}


def test_who_told_the_sentence_before_goes_on() -> None:
    text = "В Торецке взорвался дрон. Об этом сообщил губернатор Донецкой области Вадим Филашкин. В результате ранены двое."
    assert {c.claimant for c in read(text)} == {"ua:donetsk-oblast-governor"}


def test_an_outlet_behind_a_speaker_passes_on_what_was_said() -> None:
    (claim,) = read(
        "Глава ВГА Харьковской области Виталий Ганчев заявил, что войска вошли в Купянск, сообщает ТАСС."
    )
    assert (claim.claimant, claim.via) == ("ru:kharkiv-oblast-governor", ("meduza", "tass"))


def test_a_capture_told_again_of_this_very_town_is_one() -> None:
    text = "Минобороны РФ объявило об освобождении Торецка. Подразделения «Центра» взяли под контроль этот населённый пункт."
    assert len(read(text)) == 1


def test_losses_are_counted_behind_where_they_were_suffered() -> None:
    (claim,) = read(
        "ВСУ за сутки потеряли в зоне проведения специальной военной операции около 900 человек.",
        "mod-russia",
    )
    assert [(q.value, q.unit) for q in claim.quantities] == [(900, "soldier")]


def test_what_would_have_been_is_no_claim() -> None:
    assert read("Потеря Торецка стала бы тяжёлым ударом.", "rybar") == []


def test_who_is_named_after_an_agency_against_lies_denies_nothing() -> None:
    text = "Руководитель Центра противодействия дезинформации сообщил, что дроны атаковали город Энгельс."
    assert told(text) == {("ua:center-for-countering-disinformation", "asserts", "air-drone-strike")}


@pytest.mark.parametrize(
    "text",
    [
        "ВСУ атаковали Горловку дронами, написал в Telegram-канале её глава Денис Пушилин.",
        "В Горловке ранен мужчина, сообщил глава ДНР Денис Пушилин. Глава республики добавил, что повреждены машины.",
    ],
)
def test_a_head_without_a_name_is_the_one_of_the_place(text: str) -> None:
    speakers = {claim.claimant for claim in read(text, "tass")}
    assert len(speakers) == 1
    assert speakers <= {"ru:donetsk-oblast-governor", "ru:horlivka-administration"}


def test_straight_quotation_marks_give_a_sentence_its_speaker() -> None:
    text = '"В Энгельсе повреждён завод. На месте работают все службы", — написал Бусаргин.'
    assert told(text) == {("ru:saratov-oblast-governor", "asserts", "infrastructure-damage")}


def test_to_whom_something_was_told_did_not_say_it() -> None:
    text = "Торецк удерживают наши бойцы. Об этом в комментарии агентству РБК-Украина сообщил спикер ОСУВ «Хортица»."
    assert {c.claimant for c in read(text)} == {"ua:khortytsia"}


def test_before_that_is_no_background() -> None:
    assert told("До этого силы ПВО сбили два дрона над Белгородом.") == {
        ("meduza", "asserts", "interception")
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Штурмовикам удалось занять лесополосу южнее Торецка.", "advance"),
        ("ВСУ смогли продвинуться у Торецка.", "advance"),
        ("ВСУ не смогли продвинуться у Торецка.", "attack"),
    ],
)
def test_what_they_managed_is_told_and_what_they_did_not_is_an_attempt(text: str, kind: str) -> None:
    assert {claim.kind for claim in read(text, "rybar")} == {kind}


def test_the_attack_that_air_defence_fends_off_is_no_second_claim() -> None:
    assert where("ПВО отражает атаку беспилотников на Севастополь.", "tass") == {
        ("interception", "Sevastopol")
    }


def test_in_their_words_is_not_in_the_words_of_the_troops_told_of() -> None:
    text = "Минобороны РФ сообщило о боях. По его словам, российские солдаты продвигаются в Купянске."
    assert {claim.claimant for claim in read(text)} == {"ru:mod"}


def test_the_sector_in_a_relative_clause_only_locates_the_town() -> None:
    text = "Торецк, который находится на Краматорском направлении, перешёл под контроль ВС РФ."
    assert where(text, "tass") == {("capture", "Toretsk")}


def test_how_an_attack_ended_is_no_attack_of_its_own() -> None:
    text = "Диверсионные группы попытались вторгнуться в Брянскую область. Все атаки отражены."
    (claim,) = read(text, "mod-russia")
    assert (claim.kind, claim.outcome.value) == ("attack", "failure")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Об этом сообщил губернатор Ростовской области. Силы противовоздушной обороны сработали в Таганроге, Миллеровском и Чертковском районах.", {("ru:rostov-oblast-governor", "interception", "Taganrog"), ("ru:rostov-oblast-governor", "interception", "Millerovo Raion"), ("ru:rostov-oblast-governor", "interception", "Chertkovo Raion")}),
        ("«Вагнер» взял под контроль Клещеевку в пригороде Бахмута (Артёмовска), сообщил Евгений Пригожин.", {("ru:wagner", "capture", "Klishchiivka")}),
        ("Военкоры писали, что украинские войска заняли Гуево, что к югу от Суджи.", {("ru:milbloggers", "capture", "Guyevo")}),
        ("Геолокационные снимки показывают российских военных в центре Купянска, говорится в отчёте ISW.", {("isw", "presence", "Kupyansk")}),
        ("Оккупантов удалось отбросить от Купянска, заявил Александр Сырский.", {("ua:commander-in-chief", "advance", "Kupyansk")}),
        ("Дроны атаковали Брянскую область, сообщил Александр Богомаз. Под удар попали гражданские объекты.", {("ru:bryansk-oblast-governor", "air-drone-strike", "Bryansk Oblast")}),
    ],
)  # fmt: skip
def test_news_as_agencies_write_them(text: str, expected: set[tuple[str, str, str]]) -> None:
    claims = cd.extract(text, source="interfax", published="2025-09-22T12:00:00Z", lang="ru")
    assert {
        (c.claimant, c.kind, at.place.name if at.place else at.mention) for c in claims for at in c.locations
    } == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Доложил президенту о взятии Часова Яра начальник Генштаба Валерий Герасимов.", "ru:general-staff"),
        ("Путину доложил о взятии Часова Яра Герасимов.", "ru:general-staff"),
        ("Часов Яр взят. Об этом ТАСС рассказал военный эксперт Андрей Марочко.", "ru:marochko"),
        ("Часов Яр взят. Об этом пишет ТАСС со ссылкой на главу Минобороны.", "ru:mod"),
        ("Часов Яр взят. Эту информацию опубликовал глава ДНР Денис Пушилин.", "ru:donetsk-oblast-governor"),
    ],
)  # fmt: skip
def test_who_hears_or_passes_on_is_not_who_speaks(text: str, speaker: str) -> None:
    assert {claim.claimant for claim in read(text)} == {speaker}


def test_an_official_speaks_and_not_who_appointed_him() -> None:
    text = "Поврежден рынок в Херсоне. Об этом сообщил назначенный украинскими властями глава областной администрации Александр Прокудин."
    assert {claim.claimant for claim in read(text)} == {"ua:kherson-oblast-governor"}


def test_the_head_of_the_region_is_not_of_the_town_that_his_first_name_is() -> None:
    text = (
        "Дрон ударил по Погару. Об этом губернатор Брянской области Александр Богомаз рассказал в своём канале. "
        "По информации главы региона, ранен житель."
    )
    assert {claim.claimant for claim in read(text)} == {"ru:bryansk-oblast-governor"}


def test_what_is_impossible_has_not_happened() -> None:
    assert not read("Осознавая невозможность взятия Сум, командование сменило тактику.")


@pytest.mark.parametrize("doer", ["Вооруженных сил Украины", "украинских сил", "ВСУ"])
def test_the_country_whose_forces_struck_does_not_hide_the_town(doer: str) -> None:
    text = f"Двое ранены при атаке {doer} на Токмак в Запорожской области."
    assert where(text, "tass") == {("civilian-harm", "Tokmak")}


def test_a_surname_named_before_is_known_in_another_case() -> None:
    text = "Военный эксперт Павел Лесковый заявил, что в Бахмуте идут бои. По словам Лескового, ВСУ удерживают Соледар."
    (first, second) = read(text, "tass")
    assert first.claimant == second.claimant != "tass"
