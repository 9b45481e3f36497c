"""Whose each clause of a sentence is, what it counts and where it stands; the project's own sentences."""

from __future__ import annotations

import pytest

import conflictdata as cd
from conflictdata.model import Claim

DAY = "2025-06-13T12:00:00Z"


def read(text: str, lang: str = "en", source: str = "reuters") -> list[Claim]:
    return cd.extract(text, source=source, published=DAY, lang=lang)


def told(text: str, lang: str = "en", source: str = "reuters") -> set[tuple[str, str, str]]:
    return {(claim.claimant, claim.stance.value, claim.kind) for claim in read(text, lang, source)}


@pytest.mark.parametrize(
    ("lang", "text", "claimant", "kind"),
    [
        ("en", "A drone hit a shop in Nikopol, the mayor said, wounding two women.", "ua:nikopol-mayor", "civilian-harm"),
        ("en", "A missile struck Sumy, Ukraine's Air Force said on Friday, leaving three people dead.", "ua:air-force", "civilian-harm"),
        ("en", "Drones hit the port of Izmail, the Odesa governor said, with four workers injured.", "ua:odesa-oblast-governor", "civilian-harm"),
        ("ru", "Дрон ударил по Шебекино, сообщил губернатор Белгородской области, ранив двух жителей.", "ru:belgorod-oblast-governor", "civilian-harm"),
    ],
)  # fmt: skip
def test_what_came_of_it_behind_the_speaker_is_his(lang: str, text: str, claimant: str, kind: str) -> None:
    assert (claimant, "asserts", kind) in told(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Soldiers of the 54th Mechanized Brigade repelled an assault near Siversk, the brigade's press service said.",
         ("ua:54-mechanized-brigade", "asserts", "attack")),
        ("en", "The FSB thwarted a bombing of a bridge in Crimea, the agency's press office said.", ("ru:fsb", "asserts", "other")),
        ("en", "The 7th Corps said Russian troops attacked near Rodynske.", ("ua:7-rapid-response-corps", "asserts", "attack")),
        ("en", "Debris of a drone fell on a farm near Tulcea, the defence ministry in Bucharest said.", ("ro:mod", "asserts", "air-drone-strike")),
        ("en", "The UN Human Rights Monitoring Mission said 40 civilians were killed in Kharkiv in May.", ("ohchr", "asserts", "civilian-harm")),
        ("en", "Police in the Sumy region documented 60 strikes over the past day.", ("ua:sumy-oblast-police", "asserts", "air-drone-strike")),
        ("en", "Turkey's Transport Ministry said a tanker was struck in the Black Sea.", ("tr:transport-ministry", "asserts", "air-drone-strike")),
        ("uk", "По Чорноморську вдарили дрони, повідомив віцепрем'єр.", ("ua:government", "asserts", "air-drone-strike")),
        ("ru", "В администрации Токмака заявили, что украинский дрон попал в дом.", ("ru:tokmak-administration", "asserts", "air-drone-strike")),
        ("ru", "В администрации Херсона сообщили, что российский дрон попал в дом.", ("ua:kherson-administration", "asserts", "air-drone-strike")),
        ("uk", "«Мер» окупованого Мелітополя заперечив вибухи на залізниці.", ("ru:melitopol-administration", "denies", "explosion")),
        ("uk", "Судячи з геолокованих кадрів, російські війська просунулися у Торецьку, пише Інститут вивчення війни.", ("isw", "verifies", "advance")),
        ("uk", "Оперативний штаб Краснодарського краю визнав пожежу на НПЗ в Афіпському.", ("ru:krasnodar-krai-officials", "confirms", "infrastructure-damage")),
        ("uk", "«Ми взяли під контроль Котлине», — доповів на «Рамштайні» головнокомандувач ЗСУ Олександр Сирський.",
         ("ua:commander-in-chief", "asserts", "capture")),
    ],
)  # fmt: skip
def test_offices_and_press_services_speak(lang: str, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        ("uk", "Міноборони РФ заявило про взяття Дробишевого. «Це не відповідає дійсності», — сказав речник Держприкордонслужби.",
         "ua:border-guard-service"),
        ("ru", "Институт изучения войны подтвердил продвижение российских войск у Торецка. О взятии Часова Яра заявляло Минобороны РФ, однако аналитики называют это утверждение ложным.",
         "isw"),
    ],
)  # fmt: skip
def test_who_calls_it_untrue_denies_it(lang: str, text: str, claimant: str) -> None:
    assert {("ru:mod", "asserts", "capture"), (claimant, "denies", "capture")} <= told(text, lang)


def test_a_spokesman_is_named_only_where_he_is_quoted() -> None:
    text = (
        "A spokesperson for Ukraine's Ground Forces denied that Russia had taken Bilohorivka. "
        '"Fighting goes on near the village," Danylo Kravets said on television.'
    )
    assert ("ua:armed-forces", "asserts", "armed-clash") in told(text)
    alone = '"Fighting goes on near Bilohorivka," Danylo Kravets said on television.'
    assert ("reuters", "asserts", "armed-clash") in told(alone)


def test_whoever_speaks_in_a_clause_of_time_says_no_more_than_that_clause() -> None:
    text = "Ukrainian soldiers entered Snihurivka on Friday, hours after Moscow said its troops had left the bank of the river."
    assert ("reuters", "asserts", "advance") in told(text)


def test_an_experts_confirmation_stays_one_where_their_agency_passes_it_on() -> None:
    assert ("iaea", "verifies", "air-drone-strike") in told(
        "IAEA experts confirmed the impact of drone attacks on the Zaporizhzhia nuclear plant, the Agency said."
    )


def test_whose_attack_is_told_of_does_not_hold_the_ground() -> None:
    text = "The Khortytsia group said that Russian forces attack in Torske but do not maintain positions in the settlement."
    assert told(text) == {("ua:khortytsia", "asserts", "attack"), ("ua:khortytsia", "denies", "presence")}


@pytest.mark.parametrize(
    ("lang", "text", "kind", "values"),
    [
        ("ru", "Атака у Купянска отбита, сожжены две бронемашины.", "attack", []),
        ("ru", "Атака у Купянска отбита, сожжены две бронемашины.", "losses", [2]),
        ("en", "Russia launched 210 drones overnight, of which 180 were shot down.", "air-drone-strike", [210]),
        ("en", "Russia launched 210 drones overnight, of which 180 were shot down.", "interception", [180]),
        ("en", "Ukraine's Air Force said that it downed 90 drones, that 12 drones struck nine locations, and that debris fell on two.",
         "interception", [90]),
    ],
)  # fmt: skip
def test_each_clause_has_its_own_counts(lang: str, text: str, kind: str, values: list[float]) -> None:
    (claim,) = (claim for claim in read(text, lang) if claim.kind == kind)
    assert [quantity.value for quantity in claim.quantities] == values


def test_who_launched_drones_did_not_shoot_them_down() -> None:
    (downed,) = (
        c
        for c in read("Ukraine's Air Force said Russia launched 210 drones, 180 of which were shot down.")
        if c.kind == "interception"
    )
    assert downed.agent == "ua:armed-forces"


def test_the_day_of_a_clause_that_no_word_opens_is_its_own() -> None:
    (claim,) = read("Russian forces have withdrawn from Zolota Balka, a village they captured in March 2022.")
    assert claim.kind == "withdrawal"
    assert claim.when is not None
    assert claim.when.start is not None
    assert claim.when.start.year == 2025


def test_a_participle_is_of_whom_its_clause_is() -> None:
    text = "Оккупанты атаковали позиции украинских войск у Лимана, пытаясь продвинуться возле Торского."
    assert {claim.agent for claim in read(text, "ru", "unian")} == {"ru:armed-forces"}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Семьи погибших ждут выплат в Орле."),
        ("uk", "Родини загиблих зібралися в Сумах."),
        ("en", "Families of the dead gathered in Sumy."),
        ("en", "Casualty figures in Kharkiv remain preliminary."),
        ("uk", "Серед тих, кого зустрічали в Чернігові, є ті, хто обороняв Маріуполь."),
    ],
)
def test_what_only_describes_people_is_no_claim(lang: str, text: str) -> None:
    assert read(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("en", "More than 80 fighters were taken out of the steel plant in Mariupol, Kyiv said.", "evacuation"),
        ("en", "The SBU said it had blasted the supports of the bridge in Henichesk with a ton of explosives.", "explosion"),
        ("en", "Ukrainian troops tried in vain to push Russian units out of Opytne, the Russian Defense Ministry said.", "attack"),
        ("ru", "ФСБ сообщила о предотвращении в Ростове-на-Дону подрыва моста.", "other"),
        ("ru", "Противник откатывается к Гуево.", "withdrawal"),
        ("uk", "Українські сили тримають сто квадратних кілометрів Курщини.", "presence"),
        ("uk", "Кілька снарядів упали біля Енергодара.", "shelling"),
        ("uk", "Сьогодні ми повернули з російського полону 60 воїнів.", "prisoner-exchange"),
        ("ru", "В Украину вернулись из плена 60 защитников, рассказал президент Зеленский.", "prisoner-exchange"),
    ],
)  # fmt: skip
def test_what_the_words_tell(lang: str, text: str, kind: str) -> None:
    assert kind in {claim.kind for claim in read(text, lang, "ua:president" if "ми " in text else "reuters")}


def test_no_clashes_are_denied_clashes() -> None:
    text = "Боєзіткнень у Гуляйполі не відбувається, запевнив речник Сил оборони півдня."
    assert told(text, "uk") == {("ua:southern-defense-forces", "denies", "armed-clash")}


def test_what_is_counted_is_told_and_not_admitted() -> None:
    text = "Підтверджено збиття 54 безпілотників у Сумській області."
    assert told(text, "uk", "ua:air-force") == {("ua:air-force", "asserts", "interception")}


def test_where_guns_stood_is_not_where_they_hit() -> None:
    (claim,) = read("Из-под Каховки миномёты ВСУ били по Любимовке.", "ru", "tass")
    assert [at.mention for at in claim.locations] == ["Любимовке"]


def test_a_repelled_attack_from_the_air_is_one_claim() -> None:
    text = "The Sevastopol governor said the military was repelling an attack on the city: four aerial targets had been shot down near Kacha."
    kinds = [claim.kind for claim in read(text)]
    assert kinds.count("air-drone-strike") == 1
    assert "attack" not in kinds


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Poland shot down three drones that violated its airspace, Prime Minister Donald Tusk said.", ("pl:government", "Poland")),
        ("en", "The Defence Ministry in Bucharest said a drone fell near Tulcea in Romania.", ("ro:mod", "Tulcea")),
        ("en", "A Russian drone from Belarus fell in Daugavpils, Latvia, the Ministry of Defence said.", ("lv:mod", "Daugavpils")),
        ("en", "Moldova's government said drones violated Romania's airspace.", ("md:government", "Romania")),
        ("uk", "Два російські безпілотники збито над Польщею, повідомив прем'єр Дональд Туск.", ("pl:government", "Poland")),
        ("ru", "Российские дроны нарушили воздушное пространство Молдовы, сообщили в Минобороны Молдовы.", ("md:mod", "Moldova")),
    ],
)  # fmt: skip
def test_countries_outside_the_war_tell_of_their_own_sky(
    lang: str, text: str, expected: tuple[str, str]
) -> None:
    found = {
        (claim.claimant, place.place.name)
        for claim in read(text, lang)
        for place in claim.locations
        if place.place is not None
    }
    assert found == {expected}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Два російські безпілотники збито над Сумами, повідомили Повітряні сили."),
        ("ru", "Два российских беспилотника сбиты над Сумами, сообщили Воздушные силы ВСУ."),
    ],
)
def test_who_sent_a_drone_did_not_down_it(lang: str, text: str) -> None:
    (claim,) = read(text, lang)
    assert (claim.kind, claim.agent) == ("interception", "ua:armed-forces")


@pytest.mark.parametrize(
    ("lang", "text", "claimant"),
    [
        ("uk", "У Мелітополі підірвали авто. Водій помер у лікарні, розповів мер Іван Федоров.", "ua:melitopol-mayor"),
        ("ru", "По Каховскому округу выпустили 20 снарядов, под огнём была Корсунка, сообщил глава администрации округа.", "ua:kakhovka-mayor"),
        ("ru", "Бои продолжаются в Торецке, заявил в эфире телемарафона спикер 28-й бригады.", "ua:28-mechanized-brigade"),
        ("ru", "Городской голова Виталий Кличко: в Киеве двое раненых.", "ua:kyiv-mayor"),
        ("en", "Reports of the loss of Siversk were dismissed as fake by the General Staff of Ukraine.", "ua:general-staff"),
    ],
)  # fmt: skip
def test_whose_word_it_is(lang: str, text: str, claimant: str) -> None:
    assert claimant in {claim.claimant for claim in read(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Russian forces have probably pulled out of Lyman, the UK Ministry of Defence said."),
        ("uk", "Російські війська просунулися біля Бахмута, йдеться у зведенні британської розвідки."),
        ("en", "In our view Russian infantry hold the east of Huliaipole."),
    ],
)
def test_who_only_watches_a_war_assesses(lang: str, text: str) -> None:
    assert {stance for _, stance, _ in told(text, lang)} == {"assesses"}


def test_a_report_from_abroad_does_not_happen_where_it_was_written() -> None:
    text = "ANKARA: Russia launched 120 drones overnight, Ukraine's Air Force said."
    (claim,) = read(text)
    assert (claim.kind, claim.locations) == ("air-drone-strike", ())


def test_what_was_tried_was_not_achieved() -> None:
    text = (
        "Ukrainian troops attempted to cross the Dnipro and seize Enerhodar, Russia's Defense Ministry said."
    )
    assert {kind for _, _, kind in told(text)} == {"attack"}


@pytest.mark.parametrize(
    ("lang", "text", "claimant", "kind"),
    [
        ("uk", "Українські війська залишили Сіверськ. Про відхід повідомив речник ОСУВ «Таврія», наголосивши, що противник поніс втрати.",
         "ua:tavria", "withdrawal"),
        ("uk", "Дрон ударив по Сумах. Подробиці розповіли в поліції.", "ua:police", "air-drone-strike"),
        ("ru", "Генштаб ВСУ сведения о потере позиций под Гуляйполем отверг, указав, что отражено 14 атак.", "ua:general-staff", "attack"),
        ("en", "Two were hurt in Mykolaiv, police said. Mayor Oleksandr Sienkevych later raised the number of wounded to six.",
         "ua:mykolaiv-mayor", "civilian-harm"),
        ("en", "Ivan Petrenko, who heads the military administration of Myrnohrad, said shells hit a power line in the town.",
         "ua:myrnohrad-administration", "shelling"),
        ("ru", "«Шахеды» атаковали порт Измаила, уточняли в ОК «Юг».", "ua:operational-command-south", "air-drone-strike"),
        ("uk", "Інформація про окупацію Нью-Йорка не відповідає дійсності, зауважили в ОСУВ «Хортиця». Підрозділи утримують північ селища.",
         "ua:khortytsia", "presence"),
        ("uk", "Команда агентства в Енергодарі чула вибухи, йдеться в заяві гендиректора Рафаеля Гроссі.", "iaea", "explosion"),
    ],
)  # fmt: skip
def test_who_told_of_it_stands_behind_or_in_the_next_sentence(
    lang: str, text: str, claimant: str, kind: str
) -> None:
    assert (claimant, kind) in {(claim.claimant, claim.kind) for claim in read(text, lang)}


def test_a_governor_tells_of_the_namesake_in_his_own_region() -> None:
    (claim,) = read("Беспилотники атаковали порт Приморск, сообщил губернатор Александр Дрозденко.", "ru")
    assert [place.place.admin1 for place in claim.locations if place.place] == ["Leningrad Oblast"]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("На аэродроме Гвардейское сгорел ангар, выяснила Astra, изучив видео очевидцев.", "verifies"),
        ("На аэродроме Гвардейское сгорел ангар, выяснила Astra.", "asserts"),
    ],
)
def test_who_found_it_out_from_footage_verifies_it(text: str, stance: str) -> None:
    assert {claim.stance.value for claim in read(text, "ru")} == {stance}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Police took documents to their headquarters in Kyiv."),
        ("en", "In exchange for money, soldiers in Odesa leaked data."),
        ("ru", "Страны достигли прогресса на переговорах в Стамбуле."),
        ("ru", "Водитель держал скорость 90 километров в час в Белгороде."),
        ("ru", "Под ударом санкций оказались банки Белгорода."),
        ("en", "Rescuers pulled them out of the rubble in Stepnohirsk alive."),
    ],
)
def test_what_only_sounds_like_it_is_no_claim(lang: str, text: str) -> None:
    assert read(text, lang) == []


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        (
            "The foreign minister visited Warsaw and said Russian forces had seized Lyman.",
            "ru:foreign-ministry",
        ),
        (
            "The Kherson governor said Ukrainian drones struck Russian troops near Oleshky.",
            "ua:kherson-oblast-governor",
        ),
        ("Ivan Duda, a farmer, said a drone hit his house in Kherson.", "reuters"),
        (
            "The IAEA said it was concerned. A drone launched by the SBU hit Enerhodar, the agency said.",
            "iaea",
        ),
    ],
)
def test_who_is_only_mentioned_does_not_speak(text: str, claimant: str) -> None:
    assert {claim.claimant for claim in read(text)} == {claimant}


def test_a_ministry_that_was_struck_stands_where_it_is() -> None:
    (claim,) = read("A drone hit the Defense Ministry in Moscow.")
    assert [place.place.name for place in claim.locations if place.place] == ["Moscow"]


def test_a_village_that_a_governor_in_russia_names_is_not_looked_for_in_ukraine() -> None:
    (claim,) = read("В селе Александровка ранен мужчина, сообщил губернатор Белгородской области.", "ru")
    assert [(place.place, place.region) for place in claim.locations] == [(None, "RU-BEL")]


def test_a_town_whose_name_begins_like_the_enemy_is_a_place() -> None:
    (claim,) = read("Двоє залізничників поранені у Ворожбі, розповів начальник Сумської ОВА.", "uk")
    assert [place.place.name for place in claim.locations if place.place] == ["Vorozhba"]


def test_a_passive_has_no_object_behind_it() -> None:
    text = "The ferry crossing at Izmail was struck overnight and a truck driver was wounded, the Odesa governor said."
    assert {kind for _, _, kind in told(text)} == {"air-drone-strike", "civilian-harm"}


def test_where_a_ministry_sits_is_not_where_it_happened() -> None:
    (claim,) = read("In Moscow, the defence ministry said 40 drones were downed over the Kursk region.")
    assert claim.claimant == "ru:mod"
    assert [place.place.name for place in claim.locations if place.place] == ["Kursk Oblast"]


def where(text: str, lang: str = "en", source: str = "reuters") -> set[tuple[str, str | None]]:
    return {
        (claim.kind, at.place.name if at.place else None)
        for claim in read(text, lang, source)
        for at in claim.locations
    }


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Six people were killed in Kharkiv, the mayor said, while in Belgorod, Governor Ivan Petrov reported that two drones hit a shop.",
         {("civilian-harm", "Kharkiv"), ("air-drone-strike", "Belgorod")}),
        ("ru", "Сбитые над Джанкоем ракеты упали на пустыре, а в Саках, по словам мэра, повреждена подстанция.",
         {("shelling", "Dzhankoy"), ("infrastructure-damage", "Saki")}),
        ("ru", "В Миллерово и Чертковском районе отражена атака беспилотников.",
         {("interception", "Millerovo"), ("interception", "Chertkovo Raion")}),
        ("uk", "Загинули двоє мешканців Костянтинівки, у Дружківці зруйновано будинок.",
         {("civilian-harm", "Kostyantynivka"), ("infrastructure-damage", "Druzhkivka")}),
        ("en", "Ukrainian forces liberated two villages and cleared three others of enemy troops near Dobropillia.",
         {("capture", "Dobropillia"), ("clearing", "Dobropillia")}),
    ],
)  # fmt: skip
def test_each_clause_is_where_it_says(lang: str, text: str, expected: set[tuple[str, str]]) -> None:
    assert where(text, lang) == expected


def test_a_fronted_goal_is_what_was_tried() -> None:
    text = "Просунутися війська РФ намагалися в районах Сонцівки та Дачного."
    assert where(text, "uk", "general-staff-ua") == {("attack", "Sontsivka"), ("attack", "Dachne")}


def test_who_confirms_the_attack_confirms_the_one_told_of() -> None:
    text = "Ukrainian forces fired missiles at a plant in Cheboksary; the head of the republic confirmed the attack."
    assert ("ru:chuvashia-oblast-governor", "confirms", "shelling") in told(text, source="isw")


def test_footage_shows_also_what_a_think_tank_told_of() -> None:
    text = "Російські війська просунулися біля Сіверська, оцінюють в ISW. Геолоковані кадри також свідчать про присутність сил РФ у Звановці."
    assert ("isw", "verifies", "presence") in told(text, "uk", "ukrinform")


def test_an_outlet_verifies_what_it_told_of_itself() -> None:
    text = "Ukrainian soldiers took down a Russian flag in Sudzha. CNN has geolocated the clip to the main square."
    assert told(text, source="cnn") == {("cnn", "asserts", "capture"), ("cnn", "verifies", "capture")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISW has not observed evidence to confirm the Russian MoD's November 6 claims that Russian forces seized Hnativka.",
         {("ru:mod", "asserts", "capture")}),
        ("ISW has not observed footage to verify claims by Russian milbloggers that Russian forces entered Hnativka.",
         {("ru:milbloggers", "asserts", "advance")}),
        ("Two videos geolocated by CNN show flames rising from a refinery in Slavyansk-on-Kuban, after what the Russian Defense Ministry described as a drone attack.",
         {("cnn", "verifies", "infrastructure-damage"), ("ru:mod", "asserts", "air-drone-strike")}),
        ("Drones struck a depot in Klintsy overnight, per the Ukrainian General Staff.",
         {("ua:general-staff", "asserts", "air-drone-strike")}),
        ("State Emergency Service officials said that a missile killed four civilians in Kyiv.",
         {("ua:emergency-service", "asserts", "civilian-harm")}),
        ("The Kharkiv Oblast Police reported that a drone hit a gas station in Balakliia. Two employees were hospitalized.",
         {("ua:kharkiv-oblast-police", "asserts", "air-drone-strike"), ("ua:kharkiv-oblast-police", "asserts", "civilian-harm")}),
    ],
)  # fmt: skip
def test_whose_it_is_that_is_told_about(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text, source="isw") == expected


def test_what_stands_before_a_colon_is_one_list() -> None:
    text = "Беспилотники ударили по Усть-Луге и Приморску: в порту загорелся терминал."
    assert {each for each in where(text, "ru", "rybar") if each[0] == "air-drone-strike"} == {
        ("air-drone-strike", "Ust’-Luga"), ("air-drone-strike", "Primorsk"),
    }  # fmt: skip


def test_a_place_of_the_second_thing_said_is_not_that_of_the_first() -> None:
    text = "The spokesperson denied that Russian forces had crossed the Oskil near Zahryzove and stated that soldiers are cut off in Borova."
    assert ("advance", "Borova") not in where(text, source="isw")


@pytest.mark.parametrize(
    ("lang", "source", "text", "claim"),
    [
        ("ru", "ria", "Глава администрации Токмака рассказал о пятерых раненых. Прилетов по Мелитополю, вопреки сообщениям украинских каналов, не было, добавил он.",
         ("ru:tokmak-administration", "denies", "air-drone-strike")),
        ("uk", "ukrainska-pravda", "У 24-й окремій механізованій бригаді заперечили окупацію Часового Яру. Як зазначили військові, підрозділи утримують позиції в місті.",
         ("ua:24-mechanized-brigade", "asserts", "presence")),
        ("uk", "suspilne", "Міноборони РФ заявило про взяття Варачиного. В угрупованні військ «Курськ» цю заяву заперечили.",
         ("ua:kursk-group", "denies", "capture")),
        ("uk", "general-staff-ua", "На Курщині ворог завдав 16 авіаційних ударів та здійснив 260 обстрілів.",
         ("ua:general-staff", "asserts", "shelling")),
        ("ru", "interfax", "В порту Новороссийска ранены трое членов экипажа стоявшего под погрузкой судна.",
         ("interfax", "asserts", "civilian-harm")),
    ],
)  # fmt: skip
def test_who_goes_on_and_what_is_counted_apart(
    lang: str, source: str, text: str, claim: tuple[str, str, str]
) -> None:
    assert claim in told(text, lang, source)


def test_what_is_called_a_lie_is_denied_once() -> None:
    text = "Міноборони РФ звітувало про захоплення Гришиного. У DeepState це назвали брехнею."
    denials = [claim for claim in read(text, "uk", "ukrainska-pravda") if claim.claimant == "deepstate"]
    assert [(claim.stance.value, claim.kind) for claim in denials] == [("denies", "capture")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Power was cut to parts of Belgorod, Governor Ivan Petrov reported.", {("infrastructure-damage", "Belgorod")}),
        ("Kyiv's military reported a hit on the Tuapse refinery, while Moscow's defence ministry said its drones had knocked out gas facilities in the Poltava region.",
         {("air-drone-strike", "Tuapse"), ("infrastructure-damage", "Poltava Oblast")}),
        ("Six Ukrainian soldiers were killed and more than 10 injured near Shostka.", {("losses", "Shostka")}),
        ("Russian soldiers who crossed the border at Hrabovske took about 50 villagers with them.", {("advance", "Hrabovske")}),
    ],
)  # fmt: skip
def test_where_and_to_whom_it_happened(text: str, expected: set[tuple[str, str]]) -> None:
    assert where(text) == expected


@pytest.mark.parametrize("verb", ["estimate", "say"])
def test_totals_of_the_war_are_no_claims(verb: str) -> None:
    text = f"Ukrainian officials {verb} that more than a million Russian personnel have been killed since February 2022."
    assert read(text, source="isw") == []


def test_an_official_of_a_country_is_not_one_of_the_town_named_before() -> None:
    text = "A drone hit a depot in Odesa, a Ukrainian official said on Monday."
    assert told(text) == {("ua:officials", "asserts", "air-drone-strike")}


@pytest.mark.parametrize(
    ("lang", "source", "text", "expected"),
    [
        ("uk", "deepstate", "Міноборони РФ прозвітувало про взяття Мирнограда, але місто не окуповане: в центрі тримається піхота.",
         {("ru:mod", "asserts", "capture"), ("deepstate", "asserts", "presence")}),
        ("uk", "suspilne", "Поблизу Ізюма на міні підірвався трактор. Механізатор із пораненнями у лікарні, кажуть у поліції Харківщини.",
         {("ua:kharkiv-oblast-police", "asserts", "explosion"), ("ua:kharkiv-oblast-police", "asserts", "civilian-harm")}),
        ("uk", "ukrinform", "Підрозділи ЗСУ вийшли з Авдіївки. Як передає Укрінформ, про це головнокомандувач Олександр Сирський написав у Фейсбуці.",
         {("ua:commander-in-chief", "asserts", "withdrawal")}),
    ],
)  # fmt: skip
def test_who_told_all_of_a_short_item(
    lang: str, source: str, text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert told(text, lang, source) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Росіяни вбили двох мешканців Костянтинівки, ще п’ятьох поранили у Лимані.",
            {("civilian-harm", "Kostyantynivka"), ("civilian-harm", "Lyman")},
        ),
        ("Житель Нікополя загинув у Марганці.", {("civilian-harm", "Marhanets")}),
        (
            "«Ракета впала біля будинку», — сказав про удар по Кривому Рогу начальник Дніпропетровської ОВА.",
            {("shelling", "Kryvyy Rih")},
        ),
    ],
)
def test_homes_and_what_is_spoken_about(text: str, expected: set[tuple[str, str]]) -> None:
    assert where(text, "uk", "suspilne") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian glide bomb strikes against Kramatorsk killed two civilians.",
         {("air-drone-strike", "Kramatorsk"), ("civilian-harm", "Kramatorsk")}),
        ("An explosion in Stavropol City killed at least 20 servicemembers.",
         {("explosion", "Stavropol"), ("losses", "Stavropol")}),
        ("Street battles were under way in Sudzha, a source close to the Kursk regional administration told Reuters.",
         {("armed-clash", "Sudzha")}),
        ("Russian forces had taken Kurakhove, a fortified town some 35 kilometers south of Pokrovsk.",
         {("capture", "Kurakhove")}),
        ("Drones struck the port of Ust-Luga, the governor said, adding that ten drones were downed over the port.",
         {("air-drone-strike", "Ust’-Luga"), ("interception", "Ust’-Luga")}),
    ],
)  # fmt: skip
def test_more_of_where_it_happened(text: str, expected: set[tuple[str, str]]) -> None:
    assert where(text, source="isw") == expected


def test_a_region_that_keeps_a_citys_former_name_has_its_own_governor() -> None:
    text = "The refinery in Kirishi caught fire, Leningrad Governor Ivan Petrov said."
    assert told(text) == {("ru:leningrad-oblast-governor", "asserts", "infrastructure-damage")}


def test_air_defences_count_what_they_list() -> None:
    text = "Средствами ПВО за сутки сбиты девять управляемых авиабомб, четыре снаряда HIMARS и 214 беспилотников."
    (claim,) = read(text, "ru", "mod-russia")
    assert claim.kind == "interception"
    assert 214 in [q.value for q in claim.quantities]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "A drone hit a car in Shebekino, wounding two people, who were taken to a hospital in Belgorod.",
         {("air-drone-strike", "Shebekino"), ("civilian-harm", "Shebekino")}),
        ("ru", "Дрон ударил по машине в Шебекино. Водитель ранен, его везут в горбольницу Белгорода.",
         {("air-drone-strike", "Shebekino"), ("civilian-harm", "Shebekino")}),
        ("uk", "У Куп’янську поранено жінку, її доправили до лікарні Харкова.", {("civilian-harm", "Kupyansk")}),
        ("en", "A missile hit a hospital in Kharkiv, killing two people.",
         {("shelling", "Kharkiv"), ("civilian-harm", "Kharkiv")}),
    ],
)  # fmt: skip
def test_where_the_wounded_are_taken_is_not_where_it_happened(
    lang: str, text: str, expected: set[tuple[str, str]]
) -> None:
    assert where(text, lang) == expected
