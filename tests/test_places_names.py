"""Keys of names, case forms, and the index file."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conflictdata._romanise import romanised
from conflictdata.errors import GazetteerError
from conflictdata.model import PlaceKind, Point
from conflictdata.places._context import word_before
from conflictdata.places._index import HAMLET, Entry, Index, write_index
from conflictdata.places._inflect import adjective_stem, base_forms, nouns_of
from conflictdata.places._layers import FileLayer
from conflictdata.places._names import APOSTROPHES, HYPHENS, exact_key, languages, skeleton
from conflictdata.places._russian import russian_names
from conflictdata.places._weights import edits

# Ukrainian national system (Cabinet of Ministers resolution 55 of 2010), inside a word
KMU55 = dict(
    zip(
        "абвгґдежзиіклмнопрстуфхцчшщьюяєїй",
        "a b v h g d e zh z y i k l m n o p r s t u f kh ts ch sh shch  iu ia ie i i".replace(
            "  ", " _ "
        ).split(),
        strict=True,
    )
) | {"ь": ""}
# BGN/PCGN 1965 for Ukrainian differs in these
BGN = KMU55 | {"ю": "yu", "я": "ya", "є": "ye", "ї": "yi", "й": "y", "ь": "’"}
# ISO 9:1995
ISO9 = KMU55 | {
    "г": "g",
    "ж": "ž",
    "и": "i",
    "х": "h",
    "ц": "c",
    "ч": "č",
    "ш": "š",
    "щ": "ŝ",
    "ю": "û",
    "я": "â",
}
ISO9 |= {"є": "ê", "ї": "ï", "й": "j", "ь": "ʹ"}

consonants = st.sampled_from(
    ["б", "в", "г", "д", "ж", "к", "л", "м", "н", "п", "р", "с", "т", "х", "ч", "ш", "щ"]
)
syllable = st.tuples(consonants, st.sampled_from("аеиіоуюя")).map("".join)
word = st.lists(syllable, min_size=2, max_size=4).map("".join)


@settings(max_examples=60)
@given(word, st.sampled_from(["вка", "ськ", "не", "поле", "їв", "град"]))
def test_romanisations_of_a_name_share_its_sound(stem: str, ending: str) -> None:
    name = stem + ending
    for system in (KMU55, BGN):
        assert skeleton("".join(system[c] for c in name)) == skeleton(name)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Графовка", "Grafovka", "Hrafovka"),
        ("Костянтинівка", "Kostyantynivka", "Kostiantynivka", "Kostjantynivka"),
        ("Куп’янськ", "Куп'янськ", "Kupyansk", "Kupiansk", "Kup'yans'k"),
        ("Юнаківка", "Yunakivka", "Iunakivka", "Junakivka", "Ûnakìvka"),
        ("Великий Бурлук", "Velykyi Burluk", "Velykyy Burluk", "VELYKYI-BURLUK"),
        ("Щебекино", "Shchebekino", "Ščebekino"),
        ("Гуево", "Guyevo", "Guevo", "Gujevo"),
        ("Мар'їнка", "Marinka", "Maryinka", "Mariinka"),
        ("Алексеевка", "Alekseyevka", "Alekseevka", "Alekseevka"),
    ],
)
def test_known_spellings_share_a_sound(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(each) for each in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Суми", "Сіми"), ("Липці", "Лупці"), ("Kharkiv", "Kherson")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert (skeleton(one) == skeleton(other)) is (one == "Суми" and other == "Симі")


@settings(max_examples=60)
@given(st.text(max_size=30))
@example("Ǣ")
def test_keys_are_total_and_settle(text: str) -> None:
    assert exact_key(exact_key(text)) == exact_key(text)
    assert isinstance(skeleton(text), str)


@settings(max_examples=40)
@given(st.sampled_from(APOSTROPHES), st.sampled_from(HYPHENS))
def test_quotes_hyphens_and_case_do_not_matter(apostrophe: str, hyphen: str) -> None:
    assert exact_key(f"КУП{apostrophe}ЯНСЬК{hyphen}Вузловий") == exact_key("Куп'янськ-Вузловий")
    assert exact_key("«Сєвєродонецьк»") == exact_key("сєвєродонецьк")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Київ", ("uk",)), ("Крынки", ("ru",)), ("Басовка", ("ru", "uk")), ("Sumy", ("en",))],
)
def test_letters_tell_the_language(name: str, expected: tuple[str, ...]) -> None:
    assert languages(name) == expected


DECLINED = [
    ("гуево", ["гуева", "гуеву", "гуевом", "гуеве"]),
    ("басовка", ["басовки", "басовке", "басовку", "басовкой"]),
    ("курск", ["курска", "курску", "курском", "курске"]),
    ("ломань", ["ломани", "ломанью"]),
    ("кураховое", ["курахового", "кураховому", "кураховым", "кураховом"]),
    ("сумы", ["сум", "сумам", "сумами", "сумах"]),
    ("юнаківка", ["юнаківки", "юнаківці", "юнаківку", "юнаківкою"]),
    ("вовчанськ", ["вовчанська", "вовчанську", "вовчанськом"]),
    ("харків", ["харкова", "харкову", "харковом"]),
    ("роботине", ["роботиного", "роботиному", "роботиним"]),
    ("суми", ["сум", "сумам", "сумах"]),
    ("краснопілля", ["краснопіллі", "краснопіллю"]),
    ("великий бурлук", ["великого бурлука", "великому бурлуку", "великим бурлуком"]),
    ("мала локня", ["малої локні", "малу локню", "малою локнею"]),
    ("новая таволжанка", ["новой таволжанки", "новую таволжанку"]),
    ("красный лиман", ["красного лимана", "красному лиману", "красным лиманом"]),
    ("казачья локня", ["казачью локню"]),
    ("ростов-на-дону", ["ростова-на-дону", "ростове-на-дону"]),
    ("івано-франківськ", ["івано-франківську", "івано-франківська"]),
    ("кривий ріг", ["кривому розі", "кривого рогу"]),
    ("елец", ["ельца", "ельце"]),
]


@pytest.mark.parametrize(("nominative", "form"), [(n, f) for n, forms in DECLINED for f in (n, *forms)])
def test_case_forms_lead_back_to_the_nominative(nominative: str, form: str) -> None:
    assert nominative in base_forms(form)


@settings(max_examples=60)
@given(st.text(alphabet="абвгдеєжзиіїйклмнопрстуфхцчшщьюя -", max_size=40))
def test_base_forms_are_few_and_keep_the_word(text: str) -> None:
    forms = base_forms(" ".join(text.split()))
    assert 1 <= len(forms) <= 64
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize(
    ("adjective", "noun"),
    [
        ("Покровському", "покровськ"),
        ("Новопавлівському", "новопавлівка"),
        ("Лиманський", "лиман"),
        ("Гуляйпільському", "гуляйполе"),
        ("Оріхівський", "оріхів"),
        ("Добропільським", "добропілля"),
        ("Харьковском", "харьков"),
        ("Запорожском", "запорожье"),
        ("Сумской", "сумы"),
        ("Шосткинском", "шостка"),
    ],
)
def test_adjectives_lead_to_their_towns(adjective: str, noun: str) -> None:
    assert noun in nouns_of(adjective_stem(adjective))


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Кіндратівка", "кондратовка"),
        ("Олександрівка", "александровка"),
        ("Миколаївка", "николаевка"),
        ("Біловоди", "беловоди"),
        ("Великі Сорочинці", "великие сорочинцы"),
        ("Вовчанськ", "волчанск"),
    ],
)
def test_probable_russian_names(ukrainian: str, russian: str) -> None:
    assert russian in russian_names([ukrainian])


latitudes = st.floats(-89.9, 89.9).map(lambda x: round(x, 4))
longitudes = st.floats(-179.9, 179.9).map(lambda x: round(x, 4))
entry = st.builds(
    Entry,
    id=st.one_of(
        st.integers(1, 2**31).map(lambda n: f"geonames:{n}"),
        st.integers(1, 10**17).map(lambda n: f"katottg:UA{n:017}"),
    ),
    names=st.lists(word.map(str.capitalize), min_size=1, max_size=4, unique=True).map(tuple),
    lat=latitudes,
    lon=longitudes,
    country=st.sampled_from(["UA", "RU", "PL"]),
    admin1=st.sampled_from(["", "Sumy Oblast"]),
    kind=st.sampled_from(list(PlaceKind)),
    population=st.integers(0, 10**7),
    admin2=st.sampled_from(["", "Sumy Raion", "Okhtyrka Raion"]),
    admin3=st.sampled_from(["", "Khotin Hromada"]),
    radius_km=st.integers(0, 255),
)
entries = st.lists(entry, max_size=12, unique_by=lambda e: e.id)


@settings(max_examples=40)
@given(entries, st.randoms(use_true_random=False))
def test_an_index_gives_back_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, given: list[Entry], random: object
) -> None:
    folder = tmp_path_factory.mktemp("index")
    write_index(folder / "a", given, {})
    write_index(folder / "b", list(reversed(given)), {})
    assert (folder / "a").read_bytes() == (folder / "b").read_bytes()
    index = Index(folder / "a")
    assert len(index) == len(given)
    for each in given:
        row = index.by_id(each.id)
        assert row is not None
        place = index.place(row)
        assert (place.name, place.country, place.admin1, place.kind) == (
            each.names[0],
            each.country,
            each.admin1,
            each.kind,
        )
        assert place.id == each.id
        assert place.population == each.population
        assert (place.admin2, place.admin3, place.radius_km) == (each.admin2, each.admin3, each.radius_km)
        assert place.point is not None
        assert place.point.distance_km(Point(each.lat, each.lon)) < 0.01
        assert all(row in index.find(skeleton(name)) for name in each.names)


@settings(max_examples=40)
@given(entries, st.sets(st.integers(0, 11)))
def test_a_hamlet_is_told_from_a_place_whose_size_is_unknown(
    tmp_path_factory: pytest.TempPathFactory, given: list[Entry], uncounted: set[int]
) -> None:
    marked = [attrs.evolve(e, population=HAMLET) if n in uncounted else e for n, e in enumerate(given)]
    path = tmp_path_factory.mktemp("hamlets") / "a"
    write_index(path, marked, {})
    layer = FileLayer(path)
    for each in marked:
        place = layer.by_id(each.id)
        assert place is not None and place.population == max(0, each.population)
        assert layer.is_hamlet(each.id) == (each.population == HAMLET)
    assert not layer.is_hamlet("conflictdata:nowhere")


@settings(max_examples=40)
@given(entries, latitudes, longitudes, st.floats(1, 3000))
def test_near_misses_nothing(
    tmp_path_factory: pytest.TempPathFactory, given: list[Entry], lat: float, lon: float, km: float
) -> None:
    path = tmp_path_factory.mktemp("near") / "a"
    write_index(path, given, {})
    index, centre = Index(path), Point(lat, lon)
    close = {e.id for e in given if Point(round(e.lat, 5), round(e.lon, 5)).distance_km(centre) <= km}
    assert close <= {index.place(row).id for row in index.near(centre, km)}


def test_a_place_of_the_supplement_is_found_by_its_id(tmp_path: Path) -> None:
    write_index(tmp_path / "a", [Entry(id="conflictdata:x", names=("Ixe",), lat=1, lon=2, country="UA")], {})
    index = Index(tmp_path / "a")
    row = index.by_id("conflictdata:x")
    assert row is not None
    assert index.place(row).id == "conflictdata:x"
    assert index.by_id("conflictdata:y") is None
    assert index.by_id("geonames:7") is None


@pytest.mark.parametrize(
    "damage", [b"", b"not a gazetteer", b"CDGAZ3\n\0\xff\xff\xff\x7f{}", b"CDGAZ2\n\0\x02\0\0\0{}"]
)
def test_a_damaged_file_is_named(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "UA.gazetteer"
    path.write_bytes(damage)
    with pytest.raises(GazetteerError, match=r"UA\.gazetteer"):
        Index(path)


def test_a_file_cut_short_is_named(tmp_path: Path) -> None:
    path = tmp_path / "UA.gazetteer"
    write_index(path, [Entry(id="geonames:1", names=("Sumy",), lat=50.9, lon=34.8, country="UA")], {})
    path.write_bytes(path.read_bytes()[:-1000])
    with pytest.raises(GazetteerError, match="gazetteer install"):
        Index(path)


def test_ukrainian_has_its_own_cases() -> None:
    assert "шахтарськ" not in base_forms("шахтарське", "uk")
    assert "курск" in base_forms("курске", "ru")
    assert "шебекино" in base_forms("шебекине", "uk")


@pytest.mark.parametrize(
    ("name", "latin"),
    [  # the examples of the resolution itself
        ("Згурівка", "Zghurivka"),
        ("Єнакієве", "Yenakiieve"),
        ("Їжакевич", "Yizhakevych"),
        ("Кадиївка", "Kadyivka"),
        ("Йосипівка", "Yosypivka"),
        ("Гоща", "Hoshcha"),
        ("Щербухи", "Shcherbukhy"),
        ("Костянтинівка", "Kostiantynivka"),
        ("Біла Церква", "Bila Tserkva"),
        ("Ґалаґан", "Galagan"),
        ("Яготин", "Yahotyn"),
        ("Знам'янка", "Znamianka"),
    ],
)
def test_ukrainian_in_latin_letters(name: str, latin: str) -> None:
    assert romanised(name) == latin


@given(st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'", min_size=2, max_size=12))
def test_a_romanised_name_has_no_cyrillic_left(name: str) -> None:
    assert romanised(name.capitalize()).isascii()


def test_a_soft_o_has_two_romanisations() -> None:
    assert skeleton("Верхньокам'янське") == skeleton("Verkhnokamianske") == skeleton("Verkhniokamianske")


@given(
    st.text(alphabet="abcdei", min_size=3, max_size=12), st.text(alphabet="abcdei", min_size=3, max_size=12)
)
def test_edits_are_symmetric_and_none_for_the_same(one: str, other: str) -> None:
    assert edits(one, one) == 0
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) == (one == other)


@pytest.mark.parametrize(
    ("one", "other", "apart"), [("dibrovne", "dibrivne", 1), ("zaria", "zoria", 1), ("visilok", "viselok", 1)]
)
def test_edits_between_names(one: str, other: str, apart: int) -> None:
    assert edits(one, other) == apart
    assert edits(one, other + "aaa") > apart + 2  # no near miss any more


@pytest.mark.parametrize(
    ("text", "end", "word"),
    [
        ("west of Sumy", 8, "of"),
        ("near «Суми", 6, "near"),
        ("of", 2, None),
        ("(in Sumy", 4, "in"),
        ("x—near Sumy", 7, "near"),
    ],
)
def test_the_word_before_a_name(text: str, end: int, word: str | None) -> None:
    found = word_before(text, 0, end)
    assert (found[1] if found else None) == word
    if found is not None:
        assert text[found[0] :].startswith(found[1])
