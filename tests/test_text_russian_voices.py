"""Who speaks in Russian news: officials behind long titles, sources in a service, channels close to a ministry, headlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata.text.lexicon import lexicon
from conflictdata.text.quantities import find_quantities
from conflictdata.text.tokens import tokenize


def told(text: str, source: str = "meduza", lang: str = "ru") -> set[tuple[str, str, str, str]]:
    claims = cd.extract(text, source=source, published="2025-06-13", lang=lang)
    return {
        (c.claimant, c.stance.value, c.kind, at.place.name if at.place else at.mention)
        for c in claims
        for at in c.locations or ()
    }


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "Отряды ЧВК взяли Покровское, заявил предприниматель и основатель компании Евгений Пригожин.",
            "ru:wagner",
        ),
        ('Глава ЧВК "Вагнер" Пригожин рассказал, что его бойцы вошли в Соледар.', "ru:wagner"),
        ("Противник занял Казачью Локню, сообщает близкий к Минобороны РФ канал «Рыбарь».", "ru:rybar"),
        ("Дроны атаковали Орск, пишет связанный с силовиками телеграм-канал Mash.", "mash"),
        ("По словам «военкора» Юрия Котенка, противник занял Казачью Локню.", "ru:kotenok"),
        ("Дроны атаковали базу в Севастополе, сообщил источник РБК-Украина в СБУ.", "ua:sbu"),
        ("Собеседник «Украинской правды» в ГУР рассказал, что дроны атаковали Ялту.", "ua:gur"),
        ("О взрывах в Ялте сообщают местные паблики.", "meduza"),
    ],
)
def test_who_speaks(text: str, claimant: str) -> None:
    assert {each[0] for each in told(text)} == {claimant}


def test_a_line_that_begins_with_a_dash_may_only_say_who_said_it() -> None:
    text = "В результате активных действий подразделений группировки освобождён Торецк,\n- сказано в сводке Минобороны."
    assert told(text, "tsargrad") == {("ru:mod", "asserts", "capture", "Toretsk")}


def test_a_pronoun_that_opens_a_text_is_who_the_next_sentence_names() -> None:
    text = "Он сообщил об ударе дрона по Шебекино. «Пострадавших нет», — написал Гладков."
    assert {each[0] for each in told(text)} == {"ru:belgorod-oblast-governor"}


def test_an_official_speaks_below_the_headline_in_his_words() -> None:
    text = "Богомаз: над областью сбиты 12 дронов\n\nВ Клинцах загорелся склад.\n\nКиев это не комментировал."
    assert ("ru:bryansk-oblast-governor", "asserts", "infrastructure-damage", "Klintsy") in told(text)


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Киев и три области в ночь на 3 июня атаковали беспилотники.", {"Kyiv"}),
        ("Утром Киев, Одессу и Сумы атаковали ракеты.", {"Kyiv", "Odesa", "Sumy"}),
        ("Киев атаковал беспилотниками Брянск.", {"Bryansk"}),
    ],
)
def test_a_capital_that_weapons_struck_is_a_place(text: str, struck: set[str]) -> None:
    assert {each[3] for each in told(text)} == struck


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В Ейске сбиты три дрона, однако в результате падения одного из них возник пожар."),
        ("ru", "Над Ейском сбит дрон, вследствие падения обломков загорелся ангар."),
        ("uk", "Над Сумами збито дрон, унаслідок падіння уламків загорілося авто."),
    ],
)
def test_what_came_of_a_cause_is_told(lang: str, text: str) -> None:
    assert {each[2] for each in told(text, lang=lang)} == {"interception", "infrastructure-damage"}


def test_the_blow_behind_shelling_is_that_shelling() -> None:
    text = (
        "Шебекино подверглось обстрелу из миномётов. По словам губернатора Гладкова, удар пришёлся по школе."
    )
    assert {each[2] for each in told(text)} == {"shelling"}


def test_those_that_were_counted_are_all_named() -> None:
    text = "Минобороны сообщило об освобождении двух сёл. Их взяли бойцы «Востока». Эти населённые пункты - Темировка и Малиновка."
    claims = cd.extract(text, source="tvzvezda", published="2025-06-13", lang="ru")
    assert [at.mention for each in claims for at in each.locations] == ["Темировка", "Малиновка"]
    assert len(claims) == 2


def test_what_was_just_told_others_confirm() -> None:
    text = "Противник занял западную часть Суджи, пишет «Рыбарь». Информацию о заходе в город подтверждают и другие Z-блогеры."
    assert ("ru:milbloggers", "confirms") in {each[:2] for each in told(text)}


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "Начальник пресс-центра группировки «Центр» Иван Саблин сообщил о трёх атаках в районе Гродовки.",
            "ru:armed-forces",
        ),
        ("Спикер ВСУ Пётр Лозовой сообщил, что бои идут в Часовом Яре.", "ua:armed-forces"),
        ("Подпольщик Кривцов рассказал РИА о взрывах в Чернигове.", "kryvtsov"),
        (
            "Советник главы Крыма Олег Крючков заявил о двух сбитых над Керчью дронах.",
            "ru:crimea-administration",
        ),
        (
            "Оперативный штаб Тульской области сообщил о пожаре на заводе в Ефремове.",
            "ru:tula-oblast-officials",
        ),
        (
            "Представитель администрации Херсонской области Владимир Песчаный заявил об обстреле Алёшек.",
            "ua:kherson-oblast-governor",
        ),
        ("Городской голова Луцка Иван Лозовой сообщил о попадании ракеты в дом в Луцке.", "ua:lutsk-mayor"),
    ],
)
def test_officials_and_press_officers(text: str, claimant: str) -> None:
    assert {each[0] for each in told(text, "lenta")} == {claimant}


@pytest.mark.parametrize(
    "text",
    [
        "Минобороны РФ заявило о взятии Торецка, в Киеве эту информацию не комментировали.",
        "Минобороны РФ заявило о взятии Торецка, в Генштабе Украины эти данные пока не подтвердили.",
        "Минобороны РФ заявило о взятии Торецка, но в Киеве это не подтверждают.",
    ],
)
def test_who_does_not_comment_says_nothing(text: str) -> None:
    assert told(text) == {("ru:mod", "asserts", "capture", "Toretsk")}


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("ru", "Над территорией Республики Крым сбиты девять дронов.", "Crimea"),
        ("ru", "Над Республикой Татарстан сбиты девять дронов.", "Tatarstan"),
        ("uk", "В Автономній Республіці Крим збито девять дронів.", "Crimea"),
        ("ru", "В Херсонской области мужчина погиб при атаке дрона на автомобиль в Каховке.", "Kakhovka"),
        ("ru", "В Белгородской области ранен рабочий из-за сброса взрывчатки с дрона в селе Муром.", "Murom"),
    ],
)
def test_where_it_was(lang: str, text: str, place: str) -> None:
    assert {each[3] for each in told(text, lang=lang)} == {place}


def test_who_investigates_an_explosion_did_not_make_it() -> None:
    claims = cd.extract(
        "ФСБ сообщила о подрыве путей под Псковом.", source="tass", published="2025-06-13", lang="ru"
    )
    assert [(each.kind, each.agent) for each in claims] == [("explosion", None)]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Россияне прорвались к Константиновке, отметил офицер запаса Олег Старков.", "starkov"),
        ("Противник обстрелял Горловку. Об этом рассказал депутат Госдумы Олег Старков.", "ru:starkov"),
        ("Ветеран боевых действий Олег Старков рассказал о прорыве к Константиновке.", "starkov"),
        ("По словам жителя Суджи Ивана, противник занял Казачью Локню.", "meduza"),
        ("В ведомстве уточнили, что над Крымом сбиты 10 дронов.", "ru:mod"),
        ("В министерстве образования сообщили, что школа в Сумах разрушена.", "meduza"),
        ("В РФ заявили о захвате Селидово.", "ru:government"),
        ("Российский офицер рассказал о потере Суджи.", "ru:armed-forces"),
    ],
)
def test_who_speaks_unlisted(text: str, claimant: str) -> None:
    assert {each[0] for each in told(text)} == {claimant}


@pytest.mark.parametrize(
    "text",
    [
        "Геолоцированные кадры показывают российских солдат в центре Торецка.",
        "На геолоцированных кадрах видно, как российские солдаты устанавливают флаг в Торецке.",
        "Судя по геолоцированным кадрам, российские войска заняли центр Торецка.",
        "Изданию удалось установить, что кадры с горящим складом сняты в Торецке.",
    ],
)
def test_what_was_checked(text: str) -> None:
    assert {(each[1], each[3]) for each in told(text)} == {("verifies", "Toretsk")}


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("В Киеве подтвердили удар по Умани.", None),
        ("В Киеве подтвердили украинский удар по Брянску.", "ua:armed-forces"),
    ],
)
def test_whose_word_it_is_does_not_make_it_their_strike(text: str, agent: str | None) -> None:
    assert [each.agent for each in cd.extract(text, source="meduza", published="2025-06-13", lang="ru")] == [
        agent
    ]


def test_square_kilometres_are_counted() -> None:
    (claim,) = cd.extract(
        "За неделю российская армия захватила 117 кв. км, говорится в сводке DeepState.",
        source="meduza", published="2025-06-13", lang="ru",
    )  # fmt: skip
    assert [(each.value, each.unit) for each in claim.quantities] == [(117, "km2")]


def test_who_told_all_of_several_short_paragraphs() -> None:
    text = "Дрон атаковал склад в Льгове.\n\nПовреждена подстанция в Рыльске.\n\nОб этом сообщил губернатор Александр Хинштейн."
    assert {each[0] for each in told(text)} == {"ru:kursk-oblast-governor"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Под ударами противника Шебекино, Муром, Красный Октябрь.",
            {"Shebekino", "Murom", "Красный Октябрь"},
        ),
        ("Житель Белгорода подорвался на мине в поле у Грайворона.", {"Grayvoron"}),
        ("Жители Белгорода слышали взрывы.", {"Belgorod"}),
        ("После атаки Киева на Белгород ранены двое.", {"Belgorod"}),
        ("После обстрела Киева ранены двое.", {"Kyiv"}),
    ],
)
def test_which_place_is_meant(text: str, expected: set[str]) -> None:
    assert {each[3] for each in told(text, "ria")} == expected


def test_a_month_in_the_name_of_a_place_is_no_time() -> None:
    (claim,) = cd.extract("Обстреляно село Красный Октябрь.", source="ria", published="2025-06-13", lang="ru")
    assert claim.when.end.month == 6


@pytest.mark.parametrize(
    "text",
    [
        "Рядовой Петренко награждён медалью за бои под Авдеевкой.",
        "Боец рассказал, как вынес товарища из-под обстрела под Часовым Яром.",
        "Эксперты считают, что летнее наступление на Константиновку начнётся в июле.",
        "Удары наносятся только по военным объектам в Сумах, сказал Песков.",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "ru",
            "В Судже идут бои, Гончаровка и Гуево под контролем ВСУ.",
            {("armed-clash", "Sudzha"), ("presence", "Goncharovka"), ("presence", "Guyevo")},
        ),
        (
            "ru",
            "Россияне атаковали Торецк, Дачное и Зорю, взяли Гришино.",
            {("attack", "Toretsk"), ("attack", "Dachne"), ("attack", "Zoria"), ("capture", "Hryshyne")},
        ),
        (
            "uk",
            "У Торецьку тривають бої, Гришине та Удачне захоплені.",
            {("armed-clash", "Toretsk"), ("capture", "Hryshyne"), ("capture", "Udachne")},
        ),
        ("ru", "Под Гришино погибли трое российских военных.", {("losses", "Hryshyne")}),
        ("ru", "В Шебекино погибли трое, ранены пятеро.", {("civilian-harm", "Shebekino")}),
    ],
)
def test_what_happened_where(lang: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert {each[2:] for each in told(text, lang=lang)} == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("У Туапсе повреждён танкер.", "infrastructure-damage"),
        ("Мэр сообщил о падении дрона на завод в Туле.", "air-drone-strike"),
        ("Из-за падения обломков дрона в Туле загорелся склад.", "infrastructure-damage"),
        ("В Сумах уничтожен целый подъезд многоэтажки.", "infrastructure-damage"),
        ("Погибли двое военных в Сумах, детали уточняются.", "losses"),
        ("Над Саками уничтожены три воздушные цели.", "interception"),
        ("Запорожская АЭС осталась без внешнего питания.", "infrastructure-damage"),
    ],
)
def test_words_that_only_begin_alike(text: str, kind: str) -> None:
    assert {each[2] for each in told(text)} == {kind}


def test_a_brigades_number_counts_nothing() -> None:
    claims = cd.extract(
        "Штурмовики 132-й бригады взяли Леонидовку.", source="ria", published="2025-06-13", lang="ru"
    )
    assert [each.quantities for each in claims] == [()]


def test_what_a_staff_calls_propaganda_it_denies() -> None:
    assert ("ua:general-staff", "denies", "capture", "Pokrovsk") in told(
        "Генштаб ВСУ назвал заявления о взятии Покровска пропагандой."
    )


@given(st.integers(1, 999), st.sampled_from(["й", "го", "му"]))
def test_no_ordinal_counts(number: int, ending: str) -> None:
    tokens = tokenize(text := f"Бойцы {number}-{ending} бригады взяли Гуево", 0, len(text))
    assert list(find_quantities(tokens, 0, len(tokens), lexicon("ru"))) == []
