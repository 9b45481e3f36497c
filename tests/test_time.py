"""Times in words: properties over any text and any date, then examples of each kind."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictdata import time as time_module
from conflictdata.errors import ModelError
from conflictdata.model import When, WhenPrecision
from conflictdata.time import LANGUAGES, TimeMention, find_times, parse_when, report_day

PUBLISHED = datetime(2025, 4, 8, 12, tzinfo=UTC)  # a Tuesday
MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "uk": [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ],
    "ru": [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ],
}
WEEKDAYS = {
    "en": ["on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday", "on Sunday"],
    "uk": ["у понеділок", "у вівторок", "у середу", "у четвер", "у п’ятницю", "у суботу", "у неділю"],
    "ru": ["в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"],
}
FORMATS = {
    "en": ["{month} {d}, {y}", "{month} {d} {y}", "{d} {month} {y}", "the {d}th of {month} {y}"],
    "uk": ["{d} {month} {y} року", "{d} {month} {y}", "{d:02}.{m:02}.{y}"],
    "ru": ["{d} {month} {y} года", "{d} {month} {y} г.", "{d:02}.{m:02}.{y}"],
}
ORDINALS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "uk": "першого другого третього четвертого п’ятого шостого сьомого восьмого дев’ятого десятого одинадцятого "
    "дванадцятого тринадцятого чотирнадцятого п’ятнадцятого шістнадцятого сімнадцятого вісімнадцятого "
    "дев’ятнадцятого двадцятого",
    "ru": "первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого одиннадцатого "
    "двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого "
    "девятнадцатого двадцатого",
}
TENS = {
    "en": ("twenty-{}", "thirty-{}", "thirtieth"),
    "uk": ("двадцять {}", "тридцять {}", "тридцятого"),
    "ru": ("двадцать {}", "тридцать {}", "тридцатого"),
}
HOURS = {  # the hour's name, behind the words for "half past" and "at ... in the morning"
    "uk": [
        "першій",
        "другій",
        "третій",
        "четвертій",
        "п’ятій",
        "шостій",
        "сьомій",
        "восьмій",
        "дев’ятій",
        "десятій",
        "одинадцятій",
    ],
    "ru": [
        "час",
        "два",
        "три",
        "четыре",
        "пять",
        "шесть",
        "семь",
        "восемь",
        "девять",
        "десять",
        "одиннадцать",
    ],
    "en": ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"],
}
TO_COME = {
    "en": ("Talks will be held {}.", "The delegations are to meet {}.", "The summit is scheduled {}."),
    "uk": ("Переговори відбудуться {}.", "{} буде обмін полоненими.", "Зустріч запланована {}."),
    "ru": ("Переговоры состоятся {}.", "{} будет обмен пленными.", "Встреча запланирована {}."),
}
ZONES = ("UTC", "Europe/Kyiv", "Europe/Moscow", "America/New_York")

languages = st.sampled_from(LANGUAGES)
moments = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC))
words = st.sampled_from(
    [
        "since",
        "until",
        "from",
        "to",
        "between",
        "and",
        "on",
        "in",
        "the",
        "of",
        "at",
        "May",
        "March",
        "5",
        "31",
        "2024",
        "overnight",
        "night",
        "last",
        "past",
        "week",
        "24",
        "hours",
        "Monday",
        "early",
        "mid",
        "-",
        ",",
        "за",
        "добу",
        "у",
        "ніч",
        "на",
        "з",
        "по",
        "до",
        "травня",
        "26.04",
        "12:30",
        "назад",
        "в",
        "ночь",
        "суток",
        "года",
        "последние",
        "два",
        "дня",
        "first",
        "ago",
        "later",
        "after",
        "before",
        "as",
        "of",
        "станом",
        "на",
        "99",
        "00:61",
        "3-4",
        "999",
        "9999",
        "утра",
        "pm",
    ]
)


def days(when: When | None, timezone: str = "UTC") -> tuple[date, date]:
    """First and last local day of a span."""
    assert when is not None
    zone = ZoneInfo(timezone)
    return when.start.astimezone(zone).date(), (when.end - timedelta(seconds=1)).astimezone(zone).date()


def only(text: str, lang: str = "en", published: datetime = PUBLISHED) -> TimeMention:
    """The one time of a text."""
    (found,) = find_times(text, lang, published=published)
    return found


# -- properties -----------------------------------------------------------------------------------


@given(
    text=st.one_of(st.text(max_size=200), st.lists(words, max_size=30).map(" ".join)),
    lang=languages,
    published=moments,
)
def test_any_text_gives_ordered_mentions_that_point_at_it(text: str, lang: str, published: datetime) -> None:
    end = 0
    for found in find_times(text, lang, published=published, timezone="Europe/Kyiv", day_starts=8):
        assert end <= found.start < found.end
        assert text[found.start : found.end] == found.text == found.when.mention
        assert found.when.start < found.when.end
        end = found.end


@given(published=st.sampled_from([datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC)]),
       text=st.lists(words, max_size=12).map(" ".join), lang=languages)  # fmt: skip
def test_the_ends_of_the_calendar_do_not_crash(published: datetime, text: str, lang: str) -> None:
    find_times(text, lang, published=published)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Kyiv", "America/New_York"])
def test_a_report_of_the_last_day_of_the_calendar_is_refused(zone: str) -> None:
    with pytest.raises(ModelError, match="too near the end of the calendar"):
        report_day(datetime(9999, 12, 31, 23, tzinfo=UTC), zone)


@given(
    day=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    lang=languages,
    index=st.integers(0, 3),
    zone=st.sampled_from(ZONES),
)
def test_a_written_date_is_read_back_in_every_language_and_format(
    day: date, lang: str, index: int, zone: str
) -> None:
    form = FORMATS[lang][index % len(FORMATS[lang])]
    shown = form.format(d=day.day, m=day.month, y=day.year, month=MONTHS[lang][day.month - 1])
    when = parse_when(f"({shown})", lang, published=PUBLISHED, timezone=zone)
    assert days(when, zone) == (day, day)
    assert when is not None and when.precision is WhenPrecision.DAY


def ordinal(day: int, lang: str) -> str:
    """The day of a month in words."""
    names = ORDINALS[lang].split()
    if day <= 20:
        return names[day - 1]
    twenties, thirties, thirtieth = TENS[lang]
    return thirtieth if day == 30 else (twenties if day < 30 else thirties).format(names[day % 10 - 1])


@given(
    day=st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    lang=languages,
    case=st.sampled_from((str, str.upper, str.title)),
)
def test_a_date_in_words_is_read_back_in_any_case(day: date, lang: str, case: Callable[[str], str]) -> None:
    of = "of " if lang == "en" else ""
    shown = case(f"{ordinal(day.day, lang)} {of}{MONTHS[lang][day.month - 1]}") + f" {day.year}"
    assert days(parse_when(shown, lang, published=PUBLISHED)) == (day, day)


@given(hour=st.integers(1, 11), lang=languages)
def test_the_hour_in_words_is_the_hour_in_figures(hour: int, lang: str) -> None:
    name = HOURS[lang][hour - 1]
    worded = {"en": f"at {name} in the morning", "uk": f"о {name} ранку", "ru": f"в {name} утра"}[lang]
    figures = {"en": f"at {hour} a.m.", "uk": f"о {hour} ранку", "ru": f"в {hour} утра"}[lang]
    first, second = (parse_when(each, lang, published=PUBLISHED) for each in (worded, figures))
    assert first is not None and second is not None
    assert (first.start, first.end) == (second.start, second.end)
    assert first.start.hour == hour


@given(number=st.integers(0, 6), lang=languages, index=st.integers(0, 2), published=moments)
def test_a_weekday_of_what_is_to_come_does_not_lie_before_publication(
    number: int, lang: str, index: int, published: datetime
) -> None:
    text = TO_COME[lang][index].format(WEEKDAYS[lang][number])
    first, _ = days(parse_when(text, lang, published=published))
    assert first.weekday() == number
    assert timedelta(0) <= first - published.date() < timedelta(days=7)


@given(number=st.integers(0, 6), lang=languages, weeks=st.integers(0, 3))
def test_a_saying_between_a_weekday_and_what_is_to_come_leaves_it_in_the_past(
    number: int, lang: str, weeks: int
) -> None:
    said = {"en": "He said {} that it will be held.", "uk": "Він заявив {}, що це відбудеться.",
            "ru": "Он заявил {}, что это состоится."}[lang]  # fmt: skip
    published = PUBLISHED + timedelta(weeks=weeks)
    first, _ = days(parse_when(said.format(WEEKDAYS[lang][number]), lang, published=published))
    assert timedelta(0) <= published.date() - first < timedelta(days=7)


@pytest.mark.parametrize(
    ("lang", "text", "first"),
    [
        ("en", "He said that talks will be held on Thursday", date(2025, 4, 10)),
        ("en", "He said that on Thursday they shelled the town", date(2025, 4, 3)),
        ("en", "They will press on, and on Thursday they shelled the town", date(2025, 4, 3)),
        ("en", "On Thursday the minister dismissed reports of plans to retreat", date(2025, 4, 3)),
        ("en", "The flight was cancelled due to fog on Thursday", date(2025, 4, 3)),
        ("uk", "Очікується, що у четвер він приїде", date(2025, 4, 10)),
        ("uk", "У четвер обстріляли село, а мешканці будуть їхати", date(2025, 4, 3)),
        ("ru", "Глава сообщил, что в четверг будет траур", date(2025, 4, 10)),
        ("ru", "Глава сообщил, что в четверг погиб водитель", date(2025, 4, 3)),
    ],
)
def test_only_what_is_said_of_the_day_itself_makes_it_one_to_come(lang: str, text: str, first: date) -> None:
    assert days(parse_when(text, lang, published=PUBLISHED))[0] == first


@given(year=st.integers(1950, 2100), number=st.integers(1, 4))
def test_the_quarters_make_up_the_year(year: int, number: int) -> None:
    begin = date(year, 3 * number - 2, 1)
    names = ("перш", "друг", "трет", "четверт")
    for text, lang in (
        (f"in the {ORDINALS['en'].split()[number - 1]} quarter of {year}", "en"),
        (f"in Q{number} {year}", "en"),
        (f"у {names[number - 1]}{'ь' * (number == 3)}ому кварталі {year} року", "uk"),
        (f"в {('первом', 'втором', 'третьем', 'четвёртом')[number - 1]} квартале {year} года", "ru"),
    ):
        first, last = days(parse_when(text, lang, published=PUBLISHED))
        assert first == begin
        assert (last + timedelta(days=1)).month == (3 * number) % 12 + 1
        assert last.year == year


@given(number=st.integers(0, 6), lang=languages, published=moments, weeks=st.integers(-200, 200))
def test_weekdays_move_with_publication_by_whole_weeks(
    number: int, lang: str, published: datetime, weeks: int
) -> None:
    text = WEEKDAYS[lang][number]
    here = parse_when(text, lang, published=published)
    there = parse_when(text, lang, published=published + timedelta(weeks=weeks))
    assert here is not None and there is not None
    assert there.start - here.start == timedelta(weeks=weeks)
    first, _ = days(here)
    assert first.weekday() == number
    assert timedelta(0) <= published.date() - first < timedelta(days=7)


@given(day=st.dates(date(2000, 1, 1), date(2060, 1, 1)), lang=languages, back=st.integers(0, 300))
def test_a_date_without_a_year_is_the_last_such_day(day: date, lang: str, back: int) -> None:
    published = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(days=back)
    month = MONTHS[lang][day.month - 1]
    shown = f"{month} {day.day}" if lang == "en" else f"{day.day} {month}"
    assert days(parse_when(f"on {shown}.", lang, published=published)) == (day, day)


@given(lang=languages, month=st.integers(1, 12), year=st.integers(1950, 2100))
def test_a_month_is_no_more_exact_than_a_month(lang: str, month: int, year: int) -> None:
    shown = f"in {MONTHS[lang][month - 1]} {year}"
    when = parse_when(shown, lang, published=PUBLISHED)
    assert when is not None and when.precision is WhenPrecision.MONTH
    assert when.duration >= timedelta(days=28)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_token_is_looked_at_a_bounded_number_of_times(lang: str) -> None:
    """Calls made by the rules grow with the text and no faster: counted, not timed."""
    unit = "on the night of 3 to 4 and 5 , 6 , 7 May since at 5 : 00 за минулу добу у ніч на 5 в ночь с 2 на 3 мая "

    def calls(text: str) -> int:
        count = 0

        def trace(frame: object, event: str, argument: object) -> None:
            nonlocal count
            count += event in ("call", "c_call")

        sys.setprofile(trace)
        try:
            find_times(text, lang, published=PUBLISHED)
        finally:
            sys.setprofile(None)
        return count

    calls(unit)
    small, large = calls(unit * 10), calls(unit * 80)
    assert large < 10 * small


# -- examples -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "text", "first", "last"),
    [
        ("en", "overnight on April 6 to 7", date(2025, 4, 6), date(2025, 4, 7)),
        ("uk", "у ніч на 7 квітня", date(2025, 4, 6), date(2025, 4, 7)),
        ("ru", "в ночь с 6 на 7 апреля", date(2025, 4, 6), date(2025, 4, 7)),
        ("en", "from March 28 to April 2", date(2025, 3, 28), date(2025, 4, 2)),
        ("en", "last week", date(2025, 3, 31), date(2025, 4, 6)),
        ("uk", "позавчора", date(2025, 4, 6), date(2025, 4, 6)),
        ("ru", "три дня назад", date(2025, 4, 5), date(2025, 4, 5)),
        ("en", "in late March", date(2025, 3, 21), date(2025, 3, 31)),
        ("ru", "осенью прошлого года", date(2024, 9, 1), date(2024, 11, 30)),
        ("en", "in the winter of 2023-2024", date(2023, 12, 1), date(2024, 2, 29)),
        ("en", "in the first half of March", date(2025, 3, 1), date(2025, 3, 15)),
        ("ru", "во второй половине марта", date(2025, 3, 16), date(2025, 3, 31)),
        ("uk", "у першій половині 2024 року", date(2024, 1, 1), date(2024, 6, 30)),
        ("uk", "торік у грудні", date(2024, 12, 1), date(2024, 12, 31)),
        ("uk", "пів року тому", date(2024, 10, 1), date(2024, 10, 31)),
        ("ru", "полгода назад", date(2024, 10, 1), date(2024, 10, 31)),
        ("uk", "удень 3 та 4 квітня", date(2025, 4, 3), date(2025, 4, 4)),
        ("uk", "упродовж дня 5 квітня", date(2025, 4, 5), date(2025, 4, 5)),
        ("ru", "в 2023-м", date(2023, 1, 1), date(2023, 12, 31)),
        ("ru", "вчерашний день", date(2025, 4, 7), date(2025, 4, 7)),
        ("ru", "на прошлых выходных", date(2025, 4, 5), date(2025, 4, 6)),
        ("en", "late last week", date(2025, 4, 4), date(2025, 4, 6)),
        ("en", "in the last week of March", date(2025, 3, 25), date(2025, 3, 31)),
        ("en", "in the early 1990s", date(1990, 1, 1), date(1993, 12, 31)),
        ("en", "in winter 2023/24", date(2023, 12, 1), date(2024, 2, 29)),
        ("en", "overnight on 3/4 April", date(2025, 4, 3), date(2025, 4, 4)),
        ("en", "on Saturday and Sunday", date(2025, 4, 5), date(2025, 4, 6)),
        ("en", "on the eve of March 9", date(2025, 3, 8), date(2025, 3, 8)),
        ("en", "late on Sunday night", date(2025, 4, 6), date(2025, 4, 7)),
        ("en", "shortly before midnight on Sunday", date(2025, 4, 6), date(2025, 4, 6)),
        ("uk", "у січні та лютому 2024 року", date(2024, 1, 1), date(2024, 2, 29)),
        ("uk", "торік восени", date(2024, 9, 1), date(2024, 11, 30)),
        ("uk", "у 2022-2023 роках", date(2022, 1, 1), date(2023, 12, 31)),
        ("uk", "у другому півріччі 2023 року", date(2023, 7, 1), date(2023, 12, 31)),
        ("uk", "опівночі", date(2025, 4, 8), date(2025, 4, 8)),
        ("ru", "третьего дня", date(2025, 4, 6), date(2025, 4, 6)),
        ("ru", "на позапрошлой неделе", date(2025, 3, 24), date(2025, 3, 30)),
        ("ru", "в начале этой недели", date(2025, 4, 7), date(2025, 4, 9)),
        ("ru", "полтора года назад", date(2023, 10, 1), date(2023, 10, 31)),
        ("en", "in the first six months of 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("en", "in the last three weeks of March", date(2025, 3, 11), date(2025, 3, 31)),
        ("en", "the week of March 27", date(2025, 3, 24), date(2025, 3, 30)),
        ("en", "after Sunday’s talks", date(2025, 4, 6), date(2025, 4, 6)),
        ("en", "throughout 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("uk", "сьогодні, 8 квітня,", date(2025, 4, 8), date(2025, 4, 8)),
        ("uk", "24 лютого двадцять другого року", date(2022, 2, 24), date(2022, 2, 24)),
        ("uk", "за перші п’ять днів квітня", date(2025, 4, 1), date(2025, 4, 5)),
        ("uk", "від початку квітня 14 влучань", date(2025, 4, 1), date(2025, 4, 8)),
        ("ru", "за девять месяцев 2024 года", date(2024, 1, 1), date(2024, 9, 30)),
        ("ru", "в ночь на 7 и 8 апреля", date(2025, 4, 6), date(2025, 4, 8)),
        ("ru", "в ночь на 6-е", date(2025, 4, 5), date(2025, 4, 6)),
        ("ru", "к исходу дня 5 апреля", date(2025, 4, 5), date(2025, 4, 5)),
        ("ru", "Накануне глава района сообщил", date(2025, 4, 7), date(2025, 4, 7)),
        ("ru", "Накануне, 5 апреля, горел склад", date(2025, 4, 5), date(2025, 4, 5)),
        ("en", "before the end of 2024", date(2024, 9, 1), date(2024, 12, 31)),
        ("uk", "3, 4, 5 квітня", date(2025, 4, 3), date(2025, 4, 5)),
    ],
)
def test_the_span_of_days(lang: str, text: str, first: date, last: date) -> None:
    assert days(parse_when(text, lang, published=PUBLISHED)) == (first, last)


def test_the_past_day_ends_at_the_source_s_cut_off() -> None:
    published = datetime(2025, 4, 8, 9, tzinfo=UTC)  # noon in Kyiv
    with_cut_off = parse_when(
        "за минулу добу", "uk", published=published, timezone="Europe/Kyiv", day_starts=8
    )
    without = parse_when("за минулу добу", "uk", published=published, timezone="Europe/Kyiv")
    assert with_cut_off is not None and without is not None
    assert (with_cut_off.end, with_cut_off.duration) == (
        datetime(2025, 4, 8, 5, tzinfo=UTC),
        timedelta(days=1),
    )
    assert (without.end, without.duration) == (published, timedelta(days=1))


@pytest.mark.parametrize(("lang", "word"), [("uk", "Напередодні"), ("ru", "Накануне")])
def test_the_day_before_is_the_same_day_each_time_it_is_named(lang: str, word: str) -> None:
    first, second = find_times(f"{word} было тихо. {word} било.", lang, published=PUBLISHED)
    assert days(first.when) == days(second.when) == (date(2025, 4, 7), date(2025, 4, 7))


def test_open_intervals_say_which_end_is_open() -> None:
    since, until = only("since August 2024"), only("до 5 квітня", "uk")
    assert since.text == "since August 2024"
    assert (since.when.open_end, since.when.end) == (True, PUBLISHED)
    assert until.when.open_start and not until.when.open_end


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "a siege of nine months"),
        ("en", "it burned for over a month"),
        ("en", "a month-long lull"),
        ("en", "it took two and a half hours"),
        ("ru", "задержали на 2 часа 20 минут"),
        ("uk", "пожежу гасили п’ять годин"),
        ("ru", "бой длился двое суток"),
        ("ru", "тушили более пяти часов"),
        ("ru", "тревога длилась около часа"),
    ],
)
def test_a_bare_length_of_time_is_a_duration(lang: str, text: str) -> None:
    assert only(text, lang).kind == "duration"


@pytest.mark.parametrize(
    ("lang", "text", "first"),
    [
        ("en", "He was hit on March 3 and died the same day.", date(2025, 3, 3)),
        ("en", "It began on March 3. The following morning it was over.", date(2025, 3, 4)),
        ("uk", "3 березня його поранили, того ж вечора він помер.", date(2025, 3, 3)),
        ("ru", "3 марта его ранили; за два дня до этого было тихо.", date(2025, 3, 1)),
    ],
)
def test_what_is_counted_from_a_day_told_of_before(lang: str, text: str, first: date) -> None:
    assert days(find_times(text, lang, published=PUBLISHED)[-1].when)[0] == first


def test_a_clock_time_may_name_its_own_zone() -> None:
    found = only("at 15:00 Moscow time on April 7")
    assert found.when.start == datetime(2025, 4, 7, 12, tzinfo=UTC)
    assert found.when.precision is WhenPrecision.MINUTE


def test_a_duration_is_marked_and_dates_nothing() -> None:
    found = only("Troops remain there eight months after the incursion")
    assert (found.kind, found.text) == ("duration", "eight months after")
    assert days(found.when) == (date(2025, 4, 8), date(2025, 4, 8))


def test_one_day_after_dates_what_follows() -> None:
    found = only("The video came out one day after the president confirmed it")
    assert found.kind == "anchor"
    assert days(found.when) == (date(2025, 4, 7), date(2025, 4, 7))


@pytest.mark.parametrize(
    ("lang", "text", "hour", "minute"),
    [
        ("en", "at 5.40am", 5, 40),
        ("en", "at 5:40 a.m.", 5, 40),
        ("uk", "о 4-й ранку", 4, 0),
        ("ru", "около двух часов ночи", 2, 0),
        ("ru", "в районе 14:30", 14, 30),
        ("uk", "о пів на третю", 14, 30),
        ("uk", "о пів на шосту ранку", 5, 30),
        ("uk", "о 9 год. 40 хв.", 9, 40),
        ("ru", "в половине шестого утра", 5, 30),
        ("ru", "в полпятого утра", 4, 30),
        ("ru", "без четверти пять утра", 4, 45),
        ("ru", "в пятом часу утра", 4, 0),
        ("ru", "в час дня", 13, 0),
        ("en", "at a quarter to five in the morning", 4, 45),
        ("en", "between 1 and 3 p.m.", 13, 0),
        ("ru", "с 2 до 4 ночи", 2, 0),
    ],
)
def test_the_hour_of_a_clock(lang: str, text: str, hour: int, minute: int) -> None:
    when = parse_when(text, lang, published=datetime(2025, 4, 8, 20, tzinfo=UTC))
    assert when is not None
    assert when.start == datetime(2025, 4, 8, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "text", "first"),
    [
        ("en", "Since the beginning of the year", date(2025, 1, 1)),
        ("uk", "від неділі", date(2025, 4, 6)),
        ("ru", "с начала года", date(2025, 1, 1)),
    ],
)
def test_since_is_open_to_publication(lang: str, text: str, first: date) -> None:
    when = parse_when(text, lang, published=PUBLISHED)
    assert when is not None and when.open_end
    assert (when.start.date(), when.end) == (first, PUBLISHED)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "the 225th Regiment of the 2nd Army on the M-14 with a FAB-1500 and 7.62 mm rounds.[12]"),
        ("en", "they may march on; June 31; 2025-02-30; February 30, 2025; 3:1; 31/31/2025"),
        ("uk", "31 червня, 30.02.2024, 12.5 км, лютий ворог, 24 бригада"),
        ("ru", "31 июня, 99.99.2025, ФАБ-1500, Х-59, окружающая среда, в 2000 метрах, на 12.10%"),
        ("ru", "Накануне праздника"),
        ("ru", "4-й полк и 3-й день боёв подряд"),
        ("uk", "наказ 4-ї армії"),
        ("en", "in one evening gown"),
        ("en", "ratings continued to fall amid the crisis"),
        ("en", "a 24-year-old man, 3 times a day, one day"),
        ("uk", "жінка 67 років і хлопець 12 років"),
        ("ru", "в возрасте около сорока лет"),
        ("ru", "Любят в среде партизан"),
        ("ru", "каждую субботу и каждые два часа днём и ночью, 12-й час лёту"),
        ("ru", "накануне президентских выборов"),
        ("uk", "на вулиці 8 Березня, з площі 1 Травня"),
        ("uk", "біля сіл Перше Травня та Зарічне"),
        ("ru", "на улице 40 лет Октября"),
        ("en", "said April Jones"),
    ],
)
def test_what_is_no_time_gives_none(lang: str, text: str) -> None:
    assert find_times(text, lang, published=PUBLISHED) == []


def test_days_are_those_of_the_source_s_zone() -> None:
    late = datetime(2025, 4, 8, 22, tzinfo=UTC)  # already the 9th in Kyiv
    assert days(report_day(late, "Europe/Kyiv"), "Europe/Kyiv") == (date(2025, 4, 9), date(2025, 4, 9))
    assert report_day(late, "Europe/Kyiv").mention is None
    assert report_day(late, "America/New_York").start == datetime(2025, 4, 8, 4, tzinfo=UTC)


def test_a_publication_without_a_zone_and_an_unknown_zone_are_refused() -> None:
    with pytest.raises(ModelError, match="published"):
        find_times("today", "en", published=datetime(2025, 4, 8))
    with pytest.raises(ModelError, match="timezone"):
        find_times("today", "en", published=PUBLISHED, timezone="Mars/Olympus")


def test_the_labelled_set_is_read_right() -> None:
    """98 % of the labelled times, and nothing else taken for a time in more than 1 % of them."""
    sys.path.insert(0, str(Path(__file__).parent / "eval"))
    try:
        import times_eval  # type: ignore[import-not-found,unused-ignore]
    finally:
        sys.path.pop(0)
    score = times_eval.evaluate(times_eval.own)
    assert score.expected >= 300
    assert score.right >= 0.98 * score.expected, score.misses
    assert score.spurious <= 0.01 * score.expected, score.misses


_PIECES = st.lists(
    st.sampled_from(
        ["on", "in", "the", "June", "may", "May", "3", "30,", "2024", "2024.", "10.05", "«вчора»", "(вночі)", "у ніч на",
         "8 жовтня", "last", "year", "day before", "yesterday", "Tuesday’s", "mid-March", "5 p.m.", "12:30", "Apr. 26",
         "третью ночь", "подряд", "in a row", "since the", "start of", "the war", "Sept.", "13", "числа", "по", "by", "year's",
         "end", "into", "and a half", "weeks", "860-й день", "войны", "за минулу добу", "накануне", "утром", "bridge", "town,", "—", "-", "\n", "\u00a0", "", "№3", "[12]", "overnight",
         "две недели назад", "until", "and", "to", "о пів на третю", "без четверти пять", "half past two", "after dark",
         "in the first quarter of", "1990s", "2023/24", "у четвер", "того ж дня", "за чверть", "полчаса"]
    ),
    max_size=25,
)  # fmt: skip


@given(_PIECES, st.sampled_from(["", " "]), st.sampled_from(["en", "uk", "ru"]))
def test_stretches_hide_no_time(pieces, joint, lang):
    """What is read word by word only where a time can stand is what reading all of the text finds."""
    text = "".join(piece + (joint or " " * (index % 3 > 0)) for index, piece in enumerate(pieces))
    found = find_times(text, lang, published=PUBLISHED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time_module, "stretches", lambda text, lang: [(0, len(text))])
        assert find_times(text, lang, published=PUBLISHED) == found


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("ru", "Дрон упал в 18.05 по московскому времени.", ["18.05 по московскому времени"]),
        ("ru", "Боец с позывным «Март» вышел.", []),
        ("uk", "Боєць на позивний Березень вийшов.", []),
        ("en", "A medic (call sign Friday) came on Monday.", ["Monday"]),
    ],
)
def test_a_zone_makes_it_a_clock_and_a_call_sign_no_time(lang: str, text: str, found: list[str]) -> None:
    published = datetime(2025, 10, 19, 12, tzinfo=UTC)
    assert [each.text for each in find_times(text, lang, published=published)] == found


def test_hours_in_the_form_of_a_length_are_one() -> None:
    published = datetime(2025, 10, 19, 12, tzinfo=UTC)
    (length,) = find_times("Бій тривав майже 14 годин.", "uk", published=published)
    (clock,) = find_times("Близько 14 години впав дрон.", "uk", published=published, timezone="Europe/Kyiv")
    assert (length.kind, clock.kind) == ("duration", "relative")


@pytest.mark.parametrize(
    ("lang", "text", "first", "last"),
    [
        ("en", "Fields burned in the spring and summer of 2024.", "2024-03-01", "2024-08-31"),
        ("uk", "Восени й взимку 2023 року тут було тихо.", "2023-09-01", "2024-02-29"),
        ("ru", "Весной и летом прошлого года дорогу чинили.", "2024-03-01", "2024-08-31"),
        ("uk", "Найважче було у липні та червні минулого року.", "2024-06-01", "2024-07-31"),
        ("en", "Wells ran dry in May, June and July 2024.", "2024-05-01", "2024-07-31"),
        ("en", "Stocks are filled for this winter.", "2025-12-01", "2026-02-28"),
        ("en", "Snow fell this spring.", "2025-03-01", "2025-05-31"),
        ("uk", "За минулу добу, 18 жовтня, зупинено дві атаки.", "2025-10-18", "2025-10-18"),
        ("ru", "Завтрашний день станет днём траура.", "2025-10-20", "2025-10-20"),
    ],
)  # fmt: skip
def test_what_is_told_together_is_one_time(lang: str, text: str, first: str, last: str) -> None:
    published = datetime(2025, 10, 19, 12, tzinfo=UTC)
    (found,) = find_times(text, lang, published=published)
    days = (found.when.start.date(), (found.when.end - timedelta(seconds=1)).date())
    assert days == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("lang", "text", "start"),
    [
        ("en", "On October 3 the mill was hit. The first drone came at 02:40.", "2025-10-03T02:40"),
        ("ru", "В среду вечером, около 21:05, загорелся склад.", "2025-10-15T21:05"),
        ("uk", "У ніч на 8 жовтня летіли дрони. О 23:50 впав перший, о 03:10 — другий.", "2025-10-07T23:50"),
        ("ru", "Сегодня, примерно, в 10:17 прозвучала сирена.", "2025-10-19T10:17"),
        ("ru", "Накануне в 17.05 упал дрон.", "2025-10-18T17:05"),
        ("uk", "Від ранку 24 вересня тут б'ються.", "2025-09-24T00:00"),
        ("en", "A shell landed at about noon on Friday.", "2025-10-17T12:00"),
    ],
)
def test_an_hour_belongs_to_the_day_told_before_it(lang: str, text: str, start: str) -> None:
    found = find_times(text, lang, published=datetime(2025, 10, 19, 12, tzinfo=UTC))
    assert datetime.fromisoformat(start).replace(tzinfo=UTC) in [each.when.start for each in found]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "They have waited for over a year."),
        ("ru", "Бои идут больше недели."),
        ("uk", "Облога триває понад рік."),
        ("uk", "Тиша тримається більше тижня."),
    ],
)
def test_more_than_one_of_a_unit_is_a_length(lang: str, text: str) -> None:
    (found,) = find_times(text, lang, published=datetime(2025, 10, 19, 12, tzinfo=UTC))
    assert found.kind == "duration"


def test_this_day_is_the_one_told_before() -> None:
    published = datetime(2025, 10, 19, 12, tzinfo=UTC)
    found = find_times("5 октября погибли двое. В этот день стреляли трижды.", "ru", published=published)
    assert [each.when.start.day for each in found] == [5, 5]
    assert find_times("В этот день стреляли трижды.", "ru", published=published) == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "It burned in December 2023 and January 2024.", ["2023-12-01/2024-02-01"]),
        ("en", "It burned in December 2023 and in January 2024.", ["2023-12-01/2024-01-01", "2024-01-01/2024-02-01"]),
        ("en", "It burned in late 2022 and early 2023.", ["2022-09-01/2023-05-01"]),
        ("en", "It burned in late February and March.", ["2025-02-21/2025-04-01"]),
        ("uk", "Дрон упав близько 15.30.", ["2025-10-18/2025-10-18"]),
        ("ru", "Дрон упал около 7.20.", ["2025-10-19/2025-10-19"]),
        ("en", "It fell at 06:15hrs.", ["2025-10-19/2025-10-19"]),
        ("ru", "Погиб водитель, 1975 г.р.", []),
        ("uk", "Загинув водій, 1975 р.н.", []),
        ("ru", "Предстоящей зимой будет холодно.", ["2025-12-01/2026-03-01"]),
    ],
)  # fmt: skip
def test_months_joined_are_one_and_a_dotted_hour_needs_no_zone(
    lang: str, text: str, expected: list[str]
) -> None:
    found = find_times(text, lang, published=datetime(2025, 10, 19, 12, tzinfo=UTC))
    assert [f"{each.when.start.date()}/{each.when.end.date()}" for each in found] == expected


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("ru", "На протяжении трёх недель шли дожди.", "duration"),
        ("uk", "За п'ять місяців він не написав жодного листа.", "duration"),
        ("uk", "За останні п'ять місяців він не написав жодного листа.", "relative"),
        ("uk", "За два дні збито сім дронів.", "relative"),
    ],
)
def test_how_long_is_no_time_unless_it_is_the_last(lang: str, text: str, kind: str) -> None:
    (found,) = find_times(text, lang, published=datetime(2025, 10, 19, 12, tzinfo=UTC))
    assert found.kind == kind


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "From 9 p.m. on October 17 to 6 a.m. on October 18 it burned."),
        ("en", "Between 9 p.m. Friday and 6 a.m. Saturday it burned."),
        ("uk", "З 21:00 17 жовтня до 6:00 18 жовтня горів склад."),
        ("uk", "Із 21:00 п'ятниці до 6:00 суботи горів склад."),
        ("ru", "С 21.00 17 октября по 6.00 18 октября горел склад."),
        ("ru", "17 октября с 21:00 до 6:00 18 октября горел склад."),
    ],
)
def test_hours_of_two_days_are_one_span(lang: str, text: str) -> None:
    (found,) = find_times(text, lang, published=datetime(2025, 10, 19, 12, tzinfo=UTC), timezone="UTC")
    assert (found.kind, found.when.start, found.when.end) == (
        "range", datetime(2025, 10, 17, 21, tzinfo=UTC), datetime(2025, 10, 18, 6, tzinfo=UTC),
    )  # fmt: skip


@given(st.sampled_from(["two", "3.5", "12"]), st.sampled_from(["hours", "days", "weeks"]))
def test_figures_with_a_fraction_are_lengths_like_others(number: str, unit: str) -> None:
    (found,) = find_times(
        f"It burned for {number} {unit}.", "en", published=datetime(2025, 10, 19, tzinfo=UTC)
    )
    assert found.kind == "duration"


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("ru", "Начался 10-дневный рейд.", ["10-дневный"]),
        ("ru", "Кончилось двухнедельное затишье.", ["двухнедельное"]),
        ("ru", "Это был дневной рейд на месячной давности пост.", []),
        ("uk", "Почався 10-денний рейд.", ["10-денний"]),
        ("uk", "Скінчилося двотижневе затишшя, бій ішов 2,5 години.", ["двотижневе", "2,5 години"]),
        ("uk", "До села 2,5 кілометра.", []),
    ],
)
def test_adjectives_of_length_and_fractions(lang: str, text: str, words: list[str]) -> None:
    found = find_times(text, lang, published=datetime(2025, 10, 19, 12, tzinfo=UTC))
    assert [each.text for each in found] == words
    assert {each.kind for each in found} <= {"duration"}


def test_half_as_much_again_and_the_middle_of_a_month() -> None:
    published = datetime(2025, 10, 19, 12, tzinfo=UTC)
    (found,) = find_times(
        "За последние полтора суток упали три дрона.", "ru", published=published, timezone="UTC"
    )
    assert (found.when.start, found.when.end) == (datetime(2025, 10, 18, tzinfo=UTC), published)
    (found,) = find_times("Mid-May was quiet.", "en", published=published, timezone="UTC")
    assert (found.when.start.date(), found.when.end.date()) == (date(2025, 5, 11), date(2025, 5, 21))


@pytest.mark.parametrize(
    ("text", "lang", "first"),
    [
        (
            "Около 10.30 мск сбит беспилотник.",
            "ru",
            "2025-03-04T07:30",
        ),  # 08:35 in UTC is past half past ten there
        ("Станом на 10:45 збито 12 дронів.", "uk", "2025-03-04T00:00"),  # rounded: it came out at 10:35
    ],
)
def test_a_clock_time_is_measured_on_its_own_clock(text: str, lang: str, first: str) -> None:
    zone = "UTC" if lang == "ru" else "Europe/Kyiv"
    (found,) = find_times(text, lang, published=datetime(2025, 3, 4, 8, 35, tzinfo=UTC), timezone=zone)
    begin = found.when.start if lang == "ru" else found.when.start.astimezone(ZoneInfo(zone))
    assert begin.replace(tzinfo=None).isoformat(timespec="minutes") == first


@pytest.mark.parametrize(
    ("text", "lang"),
    [("It was hit two years ago, on December 5.", "en"), ("Впервые его атаковали два года назад, 5 декабря.", "ru"),
     ("Уперше його атакували два роки тому, 5 грудня.", "uk")],
)  # fmt: skip
def test_the_day_of_a_year_that_was_counted_back(text: str, lang: str) -> None:
    (found,) = find_times(text, lang, published=datetime(2024, 12, 4, 9, tzinfo=UTC))
    assert found.when.start.date().isoformat() == "2022-12-05"


def test_a_week_with_both_its_ends_is_not_the_week_of_the_first() -> None:
    found = find_times(
        "It rained in the week of June 5-June 12.", "en", published=datetime(2022, 6, 14, tzinfo=UTC)
    )
    assert (found[0].when.start.date().isoformat(), found[-1].when.end.date().isoformat()) == (
        "2022-06-05",
        "2022-06-13",
    )


def test_earlier_in_the_week_in_russian() -> None:
    (found,) = find_times(
        "Ранее на неделе обстреляли село.", "ru", published=datetime(2023, 1, 19, 17, tzinfo=UTC)
    )
    assert found.when.start.date().isoformat() == "2023-01-16"


@pytest.mark.parametrize(
    ("lang", "text", "first", "last"),
    [
        ("en", "overnight on April 5 to 6 and 6 to 7", "2025-04-05", "2025-04-07"),
        ("en", "on April 1 to 2 and 3 to 4", "2025-04-01", "2025-04-04"),
        ("en", "on Friday, Saturday and Sunday", "2025-04-04", "2025-04-06"),
        ("en", "on Tuesday and Wednesday", "2025-04-01", "2025-04-02"),
        ("en", "from the night of April 5 to the morning of April 7", "2025-04-05", "2025-04-07"),
        ("en", "Saturday night into Sunday morning", "2025-04-05", "2025-04-06"),
        ("en", "on Saturday and Sunday nights", "2025-04-05", "2025-04-07"),
        ("en", "early to mid-March", "2025-03-01", "2025-03-20"),
        ("en", "in mid- to late March", "2025-03-11", "2025-03-31"),
        ("en", "on the morning and afternoon of April 7", "2025-04-07", "2025-04-07"),
        ("en", "from November 24 to 30 last year", "2024-11-24", "2024-11-30"),
        ("ru", "с 24 по 30 ноября прошлого года", "2024-11-24", "2024-11-30"),
        ("ru", "с утра 6 апреля до вечера 7 апреля", "2025-04-06", "2025-04-07"),
        ("uk", "з ранку 6 квітня до вечора 7 квітня", "2025-04-06", "2025-04-07"),
        ("ru", "За неделю, с 29 марта по 4 апреля", "2025-03-29", "2025-04-04"),
        ("ru", "за неделю с 24 по 30 марта", "2025-03-24", "2025-03-30"),
        ("ru", "ночью и утром 6 апреля", "2025-04-05", "2025-04-06"),
        ("ru", "с 2 по 5 число", "2025-04-02", "2025-04-05"),
    ],
)
def test_several_days_told_together_are_one_time(lang: str, text: str, first: str, last: str) -> None:
    found = only(text, lang)
    assert days(found.when) == (date.fromisoformat(first), date.fromisoformat(last))
    assert not (found.when.open_start or found.when.open_end)


def test_stretches_of_days_that_leave_a_gap_are_not_joined() -> None:
    found = find_times("on April 1 to 2 and 5 to 6", "en", published=PUBLISHED)
    assert all(days(each.when) != (date(2025, 4, 1), date(2025, 4, 6)) for each in found)


@pytest.mark.parametrize(
    ("lang", "text", "first", "last"),
    [
        ("en", "over two weeks ago", "2025-03-24", "2025-03-30"),
        ("en", "the week before last", "2025-03-24", "2025-03-30"),
        ("en", "a year and a half ago", "2023-10-01", "2023-10-31"),
        ("en", "in the past two and a half weeks", "2025-03-22", "2025-04-08"),
        ("uk", "два з половиною місяці тому", "2025-01-01", "2025-01-31"),
        ("ru", "за последние две с половиной недели", "2025-03-22", "2025-04-08"),
        ("ru", "за трое последних суток", "2025-04-05", "2025-04-08"),
        ("en", "two nights ago", "2025-04-06", "2025-04-07"),
        ("en", "the night before last", "2025-04-06", "2025-04-07"),
        ("ru", "позапрошлой ночью", "2025-04-06", "2025-04-07"),
        ("ru", "третью ночь подряд", "2025-04-07", "2025-04-08"),
        ("uk", "три ночі поспіль", "2025-04-05", "2025-04-08"),
        ("ru", "позапрошлым летом", "2023-06-01", "2023-08-31"),
        ("ru", "в прошлом году в мае", "2024-05-01", "2024-05-31"),
        ("en", "the last weekend of March", "2025-03-29", "2025-03-30"),
        ("en", "on the first weekend of March", "2025-03-01", "2025-03-02"),
        ("en", "the weekend of March 15-16", "2025-03-15", "2025-03-16"),
        ("en", "in the final week of March", "2025-03-25", "2025-03-31"),
        ("ru", "13 числа", "2025-03-13", "2025-03-13"),
        ("ru", "в двадцатых числах марта", "2025-03-21", "2025-03-31"),
        ("uk", "12 груд. 2024 р.", "2024-12-12", "2024-12-12"),
        ("ru", "3 нояб. и позже", "2024-11-03", "2024-11-03"),
        ("en", "on Wed., April 2", "2025-04-02", "2025-04-02"),
        ("en", "2025/04/05", "2025-04-05", "2025-04-05"),
        ("en", "05-04-2025", "2025-04-05", "2025-04-05"),
        ("en", "04/05/2025", "2025-04-05", "2025-04-05"),
        ("en", "05/04/2025", "2025-04-05", "2025-04-05"),
        ("ru", "14:08 Апрель 5, 2025", "2025-04-05", "2025-04-05"),
        ("en", "on the 1,000th day of the war", "2024-11-19", "2024-11-19"),
        ("uk", "на третьому році повномасштабної війни", "2024-02-24", "2025-02-23"),
        ("ru", "первая неделя марта", "2025-03-01", "2025-03-07"),
        ("ru", "к исходу дня", "2025-04-08", "2025-04-08"),
    ],
)
def test_what_is_counted_in_nights_halves_weekends_and_from_the_war_s_first_day(
    lang: str, text: str, first: str, last: str
) -> None:
    assert days(only(text, lang).when) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "for the third day in a row"),
        ("en", "for a second consecutive week"),
        ("en", "on three consecutive days"),
        ("en", "for the second time in a week"),
        ("uk", "третю добу поспіль"),
        ("ru", "вторые сутки подряд"),
    ],
)
def test_a_streak_tells_how_long(lang: str, text: str) -> None:
    found = only(text, lang)
    assert (found.kind, days(found.when)) == ("duration", (date(2025, 4, 8), date(2025, 4, 8)))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "since the start of the war"),
        ("en", "since the war began"),
        ("en", "since Russia launched its full-scale invasion"),
        ("en", "since the beginning of Russia's invasion of Ukraine"),
        ("uk", "від початку великої війни"),
        ("uk", "з моменту повномасштабного вторгнення"),
        ("ru", "с первых дней войны"),
        ("ru", "с момента начала СВО"),
        ("ru", "с начала войны в Украине"),
    ],
)
def test_the_war_is_counted_from_its_first_day(lang: str, text: str) -> None:
    when = only(text, lang).when
    assert (when.start, when.end, when.open_end) == (datetime(2022, 2, 24, tzinfo=UTC), PUBLISHED, True)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "since the start of the war in Gaza"),
        ("en", "since the war"),
        ("en", "since the invasion of Kursk Oblast"),
        ("uk", "з початку війни на Донбасі"),
        ("ru", "с начала войны в секторе Газа"),
        ("ru", "в первые дни войны, после войны и до войны"),
        ("en", "on the 5,000th day of the war"),
        ("en", "a straight road, 225th in a row, running water"),
        ("en", "5 villages in May district"),
        ("en", "in Sun Valley, on Sat nav and in Wed lock"),
        ("ru", "бои за Часов Яр"),
        ("uk", "серп і молот, 5 разів поспіль"),
        ("ru", "высота 03.04 и отметка 05.11"),
    ],
)
def test_other_wars_names_and_numbers_are_no_times(lang: str, text: str) -> None:
    assert find_times(text, lang, published=PUBLISHED) == []


@pytest.mark.parametrize(
    ("lang", "text", "last"),
    [
        ("en", "until early May", date(2025, 5, 10)),
        ("uk", "до початку травня", date(2025, 5, 10)),
        ("ru", "до лета", date(2025, 5, 31)),
        ("en", "by June 1", date(2025, 6, 1)),
        ("en", "by October", date(2024, 10, 31)),
        ("en", "by year's end", date(2025, 12, 31)),
    ],
)
def test_a_bound_without_a_year_lies_ahead_if_it_is_near(lang: str, text: str, last: date) -> None:
    when = only(text, lang).when
    assert when.open_start
    assert days(when)[1] == last


@pytest.mark.parametrize(
    ("lang", "text"),
    [("uk", "Порівняно з ранком"), ("ru", "по сравнению с мартом"), ("uk", "порівняно з понеділком")],
)
def test_what_is_compared_with_is_no_beginning(lang: str, text: str) -> None:
    assert not only(text, lang).when.open_end


def test_a_dot_ends_a_sentence_unless_a_word_was_cut_short() -> None:
    found = only("The village was taken in March. 12 soldiers died.")
    assert days(found.when) == (date(2025, 3, 1), date(2025, 3, 31))
    assert days(only("They left on Sept. 12 at last").when) == (date(2024, 9, 12), date(2024, 9, 12))


def test_a_numeric_date_at_the_head_of_a_line_needs_no_preposition() -> None:
    found = only("Сводка:\n03.04 под Купянском сбит дрон", "ru")
    assert days(found.when) == (date(2025, 4, 3), date(2025, 4, 3))


@pytest.mark.parametrize("title", ["Report", "Losses:", "Day 3"])
def test_a_date_at_the_head_of_a_line_is_whole_whatever_ends_the_line_before(title: str) -> None:
    assert only(f"{title}\n3 April 2025").text == "3 April 2025"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("at 11 p.m. last night", datetime(2025, 4, 7, 23, tzinfo=UTC)),
        ("at 2 a.m. last night", datetime(2025, 4, 8, 2, tzinfo=UTC)),
        ("at 4 o'clock this morning", datetime(2025, 4, 8, 4, tzinfo=UTC)),
        ("5 April 2025 – 12:45", datetime(2025, 4, 5, 12, 45, tzinfo=UTC)),
        ("at 0415 on 5 April", datetime(2025, 4, 5, 4, 15, tzinfo=UTC)),
    ],
)
def test_an_hour_and_the_night_or_day_it_is_told_with(text: str, first: datetime) -> None:
    assert only(text).when.start == first


def test_hours_are_not_counted_from_a_day() -> None:
    """ "Two hours later" than a day is no two in the morning; 48 hours later is a day."""
    found = find_times("It fell on April 3; two hours later they withdrew", "en", published=PUBLISHED)
    assert [each.kind for each in found] == ["date", "duration"]
    found = find_times("It fell on April 3; 48 hours later they withdrew", "en", published=PUBLISHED)
    assert days(found[1].when) == (date(2025, 4, 5), date(2025, 4, 5))


@pytest.mark.parametrize(
    "text", ["It fell on March 12. The following week they withdrew.", "The following week they withdrew."]
)
def test_the_following_week_follows_the_day_told_before(text: str) -> None:
    found = find_times(text, "en", published=PUBLISHED)
    weeks = [days(each.when) for each in found if each.when.precision is WhenPrecision.WEEK]
    assert weeks == ([(date(2025, 3, 17), date(2025, 3, 23))] if "March" in text else [])


@pytest.mark.parametrize(
    ("lang", "text", "first", "last"),
    [
        ("en", "on March 10[12] and 11[13]", "2025-03-10", "2025-03-11"),
        ("en", "March 10\u201112", "2025-03-10", "2025-03-12"),
        ("en", "on March 10,2025", "2025-03-10", "2025-03-10"),
        ("en", "in Nov.–Dec. 2024", "2024-11-01", "2024-12-31"),
        ("ru", "12.03–14.03", "2025-03-12", "2025-03-14"),
        ("uk", "30.12–02.01", "2024-12-30", "2025-01-02"),
        ("ru", "10-12.03.2025 г. прошли учения", "2025-03-10", "2025-03-12"),
        ("uk", "12.03.2025р.", "2025-03-12", "2025-03-12"),
        ("ru", "в 1-й декаде марта", "2025-03-01", "2025-03-10"),
        ("uk", "у 2-й половині березня", "2025-03-16", "2025-03-31"),
        ("en", "the 1st half of March", "2025-03-01", "2025-03-15"),
        ("ru", "в 1-м полугодии 2024 года", "2024-01-01", "2024-06-30"),
        ("ru", "во 2-й половине дня 3 апреля", "2025-04-03", "2025-04-03"),
        ("en", "two or three days ago", "2025-04-05", "2025-04-06"),
        ("en", "a week or two ago", "2025-03-24", "2025-04-06"),
        ("uk", "2–3 дні тому", "2025-04-05", "2025-04-06"),
        ("ru", "за последние 2–3 дня", "2025-04-06", "2025-04-08"),
        ("ru", "через 2–3 недели", "2025-04-08", "2025-04-08"),
    ],
)
def test_figures_footnotes_and_numbers_that_are_not_sure(lang: str, text: str, first: str, last: str) -> None:
    assert days(only(text, lang).when) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "в 2-3 часа ночи"), ("uk", "о 2-3 ночі"), ("en", "at 2-3 a.m."), ("ru", "в 02.00–03.00")],
)
def test_an_hour_to_the_next(lang: str, text: str) -> None:
    when = only(text, lang).when
    assert (when.start, when.end) == (
        datetime(2025, 4, 8, 2, tzinfo=UTC),
        datetime(2025, 4, 8, 3, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "text", ["the year-end review", "a post[12] of 2 to 3 companies", "grew 10-12.5 percent", "a 2-3 vote"]
)
def test_what_only_looks_like_such_a_time(text: str) -> None:
    assert find_times(text, "en", published=PUBLISHED) == []


@pytest.mark.parametrize(
    ("lang", "text", "first", "last"),
    [
        ("en", "last Saturday, March 29, they left", "2025-03-29", "2025-03-29"),
        ("en", "last week, on Thursday, it fell", "2025-04-03", "2025-04-03"),
        ("en", "three weeks ago, on March 17", "2025-03-17", "2025-03-17"),
        ("en", "earlier this week, on Monday", "2025-04-07", "2025-04-07"),
        ("ru", "в пятницу на прошлой неделе", "2025-04-04", "2025-04-04"),
        ("ru", "в прошлом месяце, 28 марта", "2025-03-28", "2025-03-28"),
        ("uk", "минулої п'ятниці, 4 квітня", "2025-04-04", "2025-04-04"),
        ("en", "from Monday, March 3, to Thursday, March 6", "2025-03-03", "2025-03-06"),
        ("ru", "в конце февраля — начале марта", "2025-02-21", "2025-03-10"),
        ("ru", "в 20-х числах марта", "2025-03-21", "2025-03-31"),
        ("en", "over the last couple of weeks", "2025-03-26", "2025-04-08"),
        ("uk", "у вихідні дні", "2025-04-05", "2025-04-06"),
    ],
)
def test_a_time_told_twice_is_the_more_exact(lang: str, text: str, first: str, last: str) -> None:
    assert days(only(text, lang).when) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["yesterday, March 29", "last week, on March 12", "two years ago, on Monday"]
)
def test_a_day_elsewhere_is_another_time(text: str) -> None:
    assert len(find_times(text, "en", published=PUBLISHED)) == 2


def test_what_comes_earlier_than_something_else_is_a_length() -> None:
    assert only("на пять лет раньше", "ru").kind == "duration"
    assert all(each.kind == "duration" for each in find_times("на 3 года раньше", "ru", published=PUBLISHED))


@pytest.mark.parametrize(
    ("lang", "text", "first", "last"),
    [
        ("en", "on March 3, 5-7 and 12, strikes hit the town", "2025-03-03", "2025-03-12"),
        ("en", "strikes hit the town on March 3-5 and 7", "2025-03-03", "2025-03-07"),
        ("uk", "2, 5–7 та 12 березня ворог атакував місто", "2025-03-02", "2025-03-12"),
        ("ru", "3–5 и 7 марта противник атаковал город", "2025-03-03", "2025-03-07"),
    ],
)
def test_days_and_stretches_of_one_list_run_from_the_first_to_the_last(
    lang: str, text: str, first: str, last: str
) -> None:
    assert days(only(text, lang).when) == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_newspaper_is_no_day() -> None:
    assert find_times("The Sunday Times reported the strike.", "en", published=PUBLISHED) == []
    assert only("On Sunday Times Radio spoke to him.", "en").text.endswith("Sunday")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "On the night of April 8, drones hit the port.",
            "2025-04-07",
            "2025-04-08",
        ),  # the next one is to come
        ("On the night of April 6, drones hit the port.", "2025-04-06", "2025-04-07"),
        ("In the last week, attacks have grown.", "2025-04-02", "2025-04-08"),
        ("Last week attacks grew.", "2025-03-31", "2025-04-06"),
        ("before the planned vote in September", "2025-09-01", "2025-09-30"),
    ],
)
def test_nights_and_weeks_of_the_press(text: str, first: str, last: str) -> None:
    assert days(only(text, "en").when) == (date.fromisoformat(first), date.fromisoformat(last))


def test_an_hour_that_is_called_so_belongs_to_its_day() -> None:
    assert only("Станом на 21.00 годину 6 квітня ворог здійснив обстріли.", "uk").text.endswith("6 квітня")


@pytest.mark.parametrize(
    ("lang", "text", "start", "end"),
    [
        ("en", "from 19:40 to midnight on April 6", "2025-04-06T19:40", "2025-04-07T00:00"),
        ("en", "between midnight and 4 a.m. on April 7", "2025-04-07T00:00", "2025-04-07T04:00"),
        ("en", "from noon to 16:30 on April 7", "2025-04-07T12:00", "2025-04-07T16:30"),
        ("ru", "с 19:40 до полуночи 6 апреля", "2025-04-06T19:40", "2025-04-07T00:00"),
        ("ru", "с полуночи до 04:24 мск 7 апреля", "2025-04-06T21:00", "2025-04-07T01:24"),
        ("uk", "від опівночі до 5:30 7 квітня", "2025-04-07T00:00", "2025-04-07T05:30"),
    ],
)
def test_midnight_and_noon_are_ends_of_a_span(lang: str, text: str, start: str, end: str) -> None:
    when = only(text, lang).when
    assert (when.start.isoformat()[:16], when.end.isoformat()[:16]) == (start, end)


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "until midnight on April 6"), ("ru", "до полуночи 6 апреля"), ("uk", "до опівночі 6 квітня")],
)
def test_until_midnight_is_to_the_end_of_that_day(lang: str, text: str) -> None:
    when = only(text, lang).when
    assert when.open_start and days(when) == (date(2025, 4, 6), date(2025, 4, 6))


def test_since_midnight_stays_open() -> None:
    assert only("с полуночи сбито пять", "ru").when.open_end


def test_what_an_article_ties_to_an_event_is_the_time_of_the_event() -> None:
    assert days(only("after the February 2024 seizure of the town", "en").when) == (
        date(2024, 2, 1),
        date(2024, 2, 29),
    )
    assert days(only("after February 2024", "en").when)[0] == date(2024, 3, 1)


def test_days_of_the_war_are_counted_beyond_a_thousand() -> None:
    assert days(only("on day 1,009 of the war", "en").when) == (date(2024, 11, 28), date(2024, 11, 28))
    assert find_times("They lost 1,209 men of the brigade.", "en", published=PUBLISHED) == []


def test_how_long_it_goes_on_is_a_length_without_a_preposition() -> None:
    assert only("нефтебаза горит третьи сутки", "ru").kind == "duration"


def test_a_comma_behind_a_time_is_none_of_it() -> None:
    assert only("к 20:10, сообщил губернатор", "ru").text == "к 20:10"
    assert only("потушили к 20:10: горело хранилище", "ru").text == "к 20:10"
