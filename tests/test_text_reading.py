"""What makes a claim and what does not, mechanism by mechanism: the project's own sentences, read by a person first."""

from __future__ import annotations

import pytest

import conflictdata as cd
from conflictdata.model import Claim, PlaceKind
from conflictdata.places import Gazetteer
from conflictdata.text.narrowing import location_holds

DAY = "2025-10-17T15:00:00Z"


def read(text: str, lang: str, source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang=lang)


def told(text: str, lang: str, source: str = "reuters") -> set[tuple[str, str, str]]:
    return {(claim.claimant, claim.stance.value, claim.kind) for claim in read(text, lang, source)}


def kinds(text: str, lang: str, source: str = "reuters") -> list[str]:
    return [claim.kind for claim in read(text, lang, source)]


def places(text: str, lang: str, source: str = "reuters") -> set[str]:
    return {at.place.name for claim in read(text, lang, source) for at in claim.locations if at.place}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        pytest.param("uk", "Прокуратура: у Бериславі від скиду з дрона поранено двірника.",
                     ("ua:prosecutor-office", "asserts", "civilian-harm"), id="office-and-colon"),
        pytest.param("uk", "У Шостці другу добу гасять склад, куди влучив безпілотник, — начальник Сумської ОВА.",
                     ("ua:sumy-oblast-governor", "asserts", "air-drone-strike"), id="dash-and-office"),
        pytest.param("uk", "Речник ОСУВ «Хортиця» Андрій Ковальчук спростував захоплення Дробишевого.",
                     ("ua:khortytsia", "denies", "capture"), id="name-in-quotes-before-the-verb"),
        pytest.param("ru", "В штабе 21-й механизированной бригады ВСУ подтвердили отход из Терновой.",
                     ("ua:21-mechanized-brigade", "confirms", "withdrawal"), id="unit-and-its-army"),
        pytest.param("en", "Troops withdrew from Zelene Pole, the 33rd Mechanized Brigade's spokesman confirmed.",
                     ("ua:33-mechanized-brigade", "confirms", "withdrawal"), id="unit-with-possessive"),
        pytest.param("en", "“There is no fighting here, the town of Borova is calm,” residents said, but the 3rd Assault "
                     "Brigade said clashes continued near Borova.",
                     ("ua:3-assault-brigade", "asserts", "armed-clash"), id="two-speakers"),
        pytest.param("ru", "Сбит дрон над Россошью. Пострадавших нет, уточнил губернатор Воронежской области.",
                     ("ru:voronezh-oblast-governor", "asserts", "interception"), id="he-adds-to-what-was-told"),
        pytest.param("ru", "Над Туапсе сбили беспилотник, сообщил губернатор Краснодарского края.",
                     ("ru:krasnodar-krai-governor", "asserts", "interception"), id="governor-of-a-krai"),
        pytest.param("uk", "Начальник Ізюмської міської військової адміністрації повідомив про приліт в Ізюмі.",
                     ("ua:izium-administration", "asserts", "air-drone-strike"), id="head-of-a-town"),
    ],
)  # fmt: skip
def test_who_speaks(lang: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text, lang)


def test_whoever_is_named_behind_an_outlet_speaks() -> None:
    text = "ВСУ отошли от Терновой, рассказал ТАСС военный эксперт Глеб Сорокин."
    assert {claim.claimant for claim in read(text, "ru", "meduza")} != {"tass"}


def test_a_second_sentence_without_a_speaker_goes_on_with_the_governor() -> None:
    text = "Дрон ударил по дому в Журавлёвке, сообщил губернатор Белгородской области. Ранена женщина."
    assert {claim.claimant for claim in read(text, "ru", "tass")} == {"ru:belgorod-oblast-governor"}


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("en", "Debris of a downed drone set fire to a garage in Yelets.", "interception"),
        ("ru", "Обломки сбитого беспилотника повредили гараж в Ельце.", "interception"),
        ("uk", "Уламки збитого безпілотника пошкодили гараж у Ніжині.", "interception"),
        ("en", "The garrison of the captured town of Kreminna was shelled.", "capture"),
    ],
)
def test_a_participle_before_a_noun_only_says_which_thing_is_meant(lang: str, text: str, kind: str) -> None:
    found = kinds(text, lang)
    assert found
    assert kind not in found


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Officials expect that Russian troops will storm Orikhiv."),
        ("ru", "Ожидается, что российские части попытаются прорваться к Орехову."),
        ("uk", "За прогнозом аналітиків, росіяни захоплять Оріхів до зими."),
        ("ru", "Пострадавших и разрушений в Орехове нет."),
        ("uk", "Наступу на Оріхів з боку Токмака наразі немає."),
        ("uk", "Під завалами в Оріхові можуть бути люди."),
        ("ru", "В Орехове объявлена опасность атаки беспилотников."),
        ("en", "If Russia seized Orikhiv, the road to the city would be open."),
    ],
)
def test_what_did_not_happen_is_no_claim(lang: str, text: str) -> None:
    assert read(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "denied", "asserted"),
    [
        ("uk", "Штаб цього не підтверджує: за словами речника ЗСУ, у Часовому Яру точаться бої.", None, "armed-clash"),
        ("ru", "Информация о взятии Северска не подтверждается: город остаётся под контролем ВСУ.", "capture", "presence"),
        ("en", "This is false: our units hold positions in Siversk.", None, "presence"),
    ],
)  # fmt: skip
def test_a_denial_bears_on_its_subject_only(lang: str, text: str, denied: str | None, asserted: str) -> None:
    found = {(claim.kind, claim.stance.value) for claim in read(text, lang, "general-staff-ua")}
    assert (asserted, "asserts") in found
    assert denied is None or (denied, "denies") in found


def test_a_denial_reaches_over_that() -> None:
    text = "Минобороны РФ опровергло сообщения СМИ о том, что российские войска оставили Работино."
    assert told(text, "ru") == {("ru:mod", "denies", "withdrawal")}


@pytest.mark.parametrize(
    "text",
    [
        "Geolocated footage shows Ukrainian infantry in Torske.",
        "Footage verified by the BBC shows Russian soldiers walking in Torske.",
    ],
)
def test_troops_that_footage_shows_are_present(text: str) -> None:
    (claim,) = read(text, "en", "bbc")
    assert (claim.kind, claim.stance.value) == ("presence", "verifies")


def test_footage_of_troops_that_do_something_is_that() -> None:
    assert "presence" not in kinds(
        "Geolocated footage shows Russian soldiers had built a bridge near Torske.", "en", "isw"
    )


def test_footage_whose_place_was_established_verifies() -> None:
    text = "BBC Verify has established the location of videos showing a fire at a depot in Taganrog."
    assert ("bbc", "verifies", "infrastructure-damage") in told(text, "en", "bbc")


def test_what_goes_on_about_several_places_is_told_once() -> None:
    text = "Ворог обстріляв Нікополь і Марганець. Пошкоджено ліцей."
    (damage,) = (c for c in read(text, "uk", "dnipro-ova") if c.kind == "infrastructure-damage")
    assert {at.place.name for at in damage.locations if at.place} == {"Nikopol", "Marhanets"}


def test_repelled_attacks_just_told_are_no_second_claim() -> None:
    text = "Ворог п'ять разів атакував біля Торського та Колодязів. Усі атаки відбито."
    assert kinds(text, "uk", "general-staff-ua") == ["attack", "attack"]


def test_a_withdrawal_is_from_a_place_not_to_one() -> None:
    assert places("Подразделения отошли из Снигирёвки в сторону Николаева.", "ru") == {"Snihurivka"}


def test_a_place_named_twice_counts_once() -> None:
    (claim,) = read("В Торецке (Дзержинске) идут бои.", "ru", "rybar")
    assert [at.place.name for at in claim.locations if at.place] == ["Toretsk"]


def test_a_governor_without_a_place_speaks_of_the_region() -> None:
    text = "За сутки над территорией области уничтожено семь беспилотников."
    assert places(text, "ru", "kursk-governor") == {"Kursk Oblast"}
    assert places(text, "ru", "rybar") == set()


def test_a_strike_that_is_the_cause_of_harm_is_told_once() -> None:
    assert kinds("От удара дрона в Грайвороне пострадали двое жителей.", "ru", "belgorod-governor") == [
        "air-drone-strike",
        "civilian-harm",
    ]


def test_a_claim_takes_the_place_of_the_frame_that_says_the_same() -> None:
    text = "Air defenses intercepted and destroyed nine drones over Belgorod Oblast."
    assert places(text, "en", "tass") == {"Belgorod Oblast"}


def test_prisoners_exchanged_without_a_speaker_are_the_outlets_claim() -> None:
    assert told("Kyiv and Moscow exchanged 75 prisoners of war on Friday.", "en", "ap") == {
        ("ap", "asserts", "prisoner-exchange")
    }


@pytest.mark.parametrize("village", ["Лавровку", "Резниковку", "Федоровку", "Захаровку"])
def test_a_village_is_taken_for_no_minister(village: str) -> None:
    (claim,) = read(f"Наши войска освободили {village}.", "ru", "mod-russia")
    assert claim.claimant == "ru:mod"
    assert [at.mention for at in claim.locations] == [village]


def test_what_is_confirmed_or_denied_may_be_explained_behind_a_colon() -> None:
    text = "Сообщения о потере Лимана опровергли в Минобороны России: город удерживают наши подразделения."
    assert told(text, "ru", "meduza") == {("ru:mod", "denies", "capture"), ("ru:mod", "asserts", "presence")}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Did Russian troops capture Orikhiv?"),
        ("uk", "Чи захопили росіяни Оріхів?"),
        ("en", "Russia captured Mariupol in May 2022."),
        ("ru", "Удерживать Орехов уже не было смысла."),
    ],
)
def test_questions_history_and_intentions_are_no_claims(lang: str, text: str) -> None:
    assert read(text, lang, "ap") == []


def test_an_agent_arrested_is_no_explosion() -> None:
    text = "Служба безпеки затримала агента, який готував підрив колії в Оріхові."
    assert {claim.kind for claim in read(text, "uk", "ap")} == {"other"}


def test_a_denial_of_what_is_long_past_is_one() -> None:
    assert kinds("Kyiv denied on Friday that its troops had shelled Donetsk in May 2022.", "en") == [
        "shelling"
    ]


def test_the_fallen_who_are_exchanged_are_no_fresh_harm() -> None:
    assert kinds("Україна повернула тіла 320 загиблих захисників.", "uk", "ukrinform") == [
        "prisoner-exchange"
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("На аэродроме под Моршанском уничтожены два самолёта.", "losses"),
        ("Над Моршанском уничтожены два беспилотника.", "interception"),
    ],
)
def test_aircraft_on_the_ground_are_losses(text: str, kind: str) -> None:
    assert kinds(text, "ru", "astra") == [kind]


@pytest.mark.parametrize(
    ("lang", "text", "unit"),
    [
        (
            "uk",
            "Десантники відбили штурм біля Межової, розповіли в 79-й бригаді.",
            "ua:79-air-assault-brigade",
        ),
        ("en", "Clashes continue near Siversk, the 81st Brigade said.", "ua:81-airmobile-brigade"),
        ("en", "Clashes continue near Siversk, the 199th Brigade said.", "ua:199-brigade"),
    ],
)
def test_brigades_go_by_their_number(lang: str, text: str, unit: str) -> None:
    assert {claim.claimant for claim in read(text, lang)} == {unit}


def test_what_is_counted_before_a_participle_happened() -> None:
    assert kinds("Сообщается о 14 сбитых над Орлом беспилотниках.", "ru", "tass") == ["interception"]


def test_weapons_do_not_say_where_something_came_from() -> None:
    assert places("Ворог обстріляв із РСЗВ Степногірськ і Приморське.", "uk", "ukrinform") >= {"Stepnohirsk"}


def test_a_relative_clause_of_the_past_is_background() -> None:
    text = "Russian troops shelled Izium, which they had captured earlier, on Friday."
    assert kinds(text, "en") == ["shelling"]


@pytest.mark.parametrize(
    "text",
    [
        "Reports of the loss of Lyman were denied by Ukraine's defence ministry.",
        "The claim that Russia had seized Lyman was rejected by Ukraine's defence ministry.",
    ],
)
def test_a_passive_denial_names_its_speaker_behind(text: str) -> None:
    assert told(text, "en") == {("ua:mod", "denies", "capture")}


def test_the_office_of_a_place_is_of_its_country() -> None:
    text = "Three people died when a Russian shell hit a shop in Lyman, the prosecutor's office said."
    assert {claim.claimant for claim in read(text, "en")} == {"ua:prosecutor-office"}


def test_authenticity_confirmed_is_verification() -> None:
    text = "Служба Би-би-си подтвердила подлинность видео, на котором украинский флаг поднимают в центре Великой Новосёлки."
    assert told(text, "ru", "bbc") == {("bbc", "verifies", "capture")}


def test_a_town_of_a_region_just_told_of_goes_on_with_its_governor() -> None:
    text = "Shelling across Donetsk Oblast killed four people, Governor Vadym Filashkin said. One of them died in Siversk."
    assert {claim.claimant for claim in read(text, "en", "ap")} == {"ua:donetsk-oblast-governor"}


@pytest.mark.parametrize(
    ("lang", "source", "text"),
    [
        ("uk", "general-staff-ua", "Наші підрозділи не залишали Куп’янськ."),
        ("ru", "mod-russia", "Российские подразделения не покидали Купянск."),
        ("en", "general-staff-ua", "We deny it: our units have not left Kupiansk."),
    ],
)
def test_a_party_that_says_it_has_not_left_denies_a_withdrawal(lang: str, source: str, text: str) -> None:
    assert [(claim.stance.value, claim.kind) for claim in read(text, lang, source)] == [
        ("denies", "withdrawal")
    ]


def test_a_denial_is_told_beside_what_is_true_instead() -> None:
    text = "Спростовуємо: наші бійці не залишали Лиман, місто під контролем Сил оборони."
    assert told(text, "uk", "general-staff-ua") == {
        ("ua:general-staff", "denies", "withdrawal"), ("ua:general-staff", "asserts", "presence"),
    }  # fmt: skip


def test_fighting_does_not_fail_because_nobody_left() -> None:
    claims = read("Сили оборони не відходили з Лимана, бої тривають.", "uk", "general-staff-ua")
    assert [(claim.kind, claim.outcome.value) for claim in claims] == [("armed-clash", "unknown")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Захоплено у полон дев’ять окупантів у районі Торецька."),
        ("ru", "Захвачены в плен девять солдат ВСУ в районе Торецка."),
        ("ru", "У Торецка в плен захвачен пулемётчик ВСУ."),
    ],
)
def test_taking_prisoners_is_not_taking_a_town(lang: str, text: str) -> None:
    assert kinds(text, lang) == ["losses"]


def test_a_force_that_left_a_town_withdrew_and_people_did_not() -> None:
    assert kinds("The last Ukrainian troops left Kurakhove on Sunday.", "en") == ["withdrawal"]
    assert kinds("The 5,000 people who left Kurakhove live in Dnipro now.", "en") == []


def test_a_capital_that_speaks_for_its_government_is_not_where_it_happened() -> None:
    text = (
        "Ukraine's navy said a sea drone hit a Russian boat near Kerch. Moscow said it had foiled the attack."
    )
    assert places(text, "en") == {"Kerch"}


def test_an_airfield_has_no_administration() -> None:
    text = "Drones struck Belbek airbase near Sevastopol, the Russian-installed governor said."
    (found,) = cd.extract(text, source="reuters", published="2025-06-10T12:00:00Z")
    assert found.claimant == "ru:sevastopol-governor"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Губернатор Курской области подтвердил, что в Курске начался пожар."),
        ("uk", "Начальник Сумської ОВА підтвердив, що в Сумах спалахнула пожежа."),
    ],
)
def test_what_a_confirmation_opens_is_its_content(lang: str, text: str) -> None:
    (found,) = cd.extract(text, source="reuters", published="2025-06-10T12:00:00Z", lang=lang)
    assert found.claimant.endswith("-oblast-governor")
    assert found.stance.value == "confirms"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Якби союзники дали дозвіл на удари по Курську, Суми не було б зруйновано."),
        ("ru", "Если бы войска взяли Сумы, бои шли бы у Конотопа."),
        ("en", "If they had struck Kursk, the troops would have left Sumy."),
        ("en", "The Tula governor said nobody was hurt in Tula."),
    ],
)
def test_what_would_have_happened_is_no_claim(lang: str, text: str) -> None:
    assert cd.extract(text, source="reuters", published="2025-06-10T12:00:00Z", lang=lang) == []


def test_a_bomb_that_tore_through_a_house_is_no_advance() -> None:
    text = "A glide bomb tore through a school in Sumy, according to the head of the regional administration."
    (found,) = cd.extract(text, source="reuters", published="2025-06-10T12:00:00Z")
    assert (found.claimant, found.kind) == ("ua:sumy-oblast-governor", "air-drone-strike")


def test_districts_of_a_town_are_the_town() -> None:
    text = "Russian troops pulled out of the northern districts of Kupiansk, the General Staff said."
    places = [
        loc.place for c in cd.extract(text, source="reuters", published="2025-06-10") for loc in c.locations
    ]
    assert {place.kind.value for place in places if place} == {"settlement"}


@pytest.mark.parametrize(
    ("lang", "text", "where"),
    [
        ("en", "Troops seized Chornobaivka, a small town on the road to Mykolaiv.", ["Chornobaivka"]),
        ("en", "Troops struck Kherson City, Ochakiv, Mykolaiv Oblast, and Nikopol.", ["Kherson", "Ochakiv", "Nikopol"]),
        ("en", "Troops attacked Pokrovsk, the town of Myrnohrad, and Selydove.", ["Pokrovsk", "Myrnohrad", "Selydove"]),
    ],
)  # fmt: skip
def test_what_only_describes_a_place_is_none_of_the_claims(lang: str, text: str, where: list[str]) -> None:
    found = cd.extract(text, source="isw", published="2025-06-10T12:00:00Z", lang=lang)
    assert [loc.place.name for c in found for loc in c.locations if loc.place] == where


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Головнокомандувач ЗСУ Іван Петренко повідомив, що війська просунулися біля Роботиного."),
        ("ru", "Главнокомандующий ВСУ Иван Петренко заявил, что войска продвинулись у Работино."),
        ("en", "The commander-in-chief of Ukraine's Armed Forces said troops had advanced near Robotyne."),
    ],
)
def test_a_commander_in_chief_is_not_his_forces(lang: str, text: str) -> None:
    (found,) = cd.extract(text, source="reuters", published="2025-06-10T12:00:00Z", lang=lang)
    assert found.claimant == "ua:commander-in-chief"


def test_the_next_step_is_no_attack() -> None:
    text = "Міський голова Сум каже, що наступним кроком стане ремонт басейну."
    assert cd.extract(text, source="suspilne", published="2025-06-10T12:00:00Z") == []


@pytest.mark.parametrize("answer", [True, False])
def test_what_lies_in_a_region_is_asked_of_the_readers_own_gazetteer(answer: bool) -> None:
    class Own(Gazetteer):
        def __init__(self) -> None:
            """A gazetteer without places."""

        def lies_in(self, inner: cd.Place, outer: cd.Place) -> bool:
            return answer

    region = cd.Place(id="own:1", name="Northern March", kind=PlaceKind.REGION)
    village = cd.Place(id="own:2", name="Ford", admin1="Old March")
    assert location_holds(cd.Location(place=region), cd.Location(place=village), Own()) is answer
