"""Whether two reports tell one story."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conflictdata.linking import SAME_STORY, same_event, same_story
from conflictdata.model import Report


def report(title: str, text: str, lang: str | None = None) -> Report:
    return Report(source="somebody", title=title, text=text, published="2025-04-08", lang=lang)


REPORTS = st.builds(
    report, st.text(max_size=40), st.text(max_size=80), st.sampled_from([None, "en", "uk", "ru"])
)


@settings(max_examples=60, deadline=None)
@given(REPORTS, REPORTS)
def test_the_score_is_a_symmetric_share(left: Report, right: Report) -> None:
    assert same_story(left, right) == same_story(right, left)
    assert 0 <= same_story(left, right) <= 1
    assert same_event(left, right) == same_event(right, left) == (same_story(left, right) >= SAME_STORY)


@pytest.mark.parametrize(
    ("lang", "left", "right", "other"),
    [
        (
            "en",
            (
                "Flood cuts off mountain villages in Svaneti",
                "The only road was washed away overnight, rescuers said.",
            ),
            (
                "Rescuers reach flooded Svaneti villages",
                "Mountain villages were cut off when floods took the road.",
            ),
            ("Svaneti hotel wins prize", "The jury praised its kitchen and its view."),
        ),
        (
            "ru",
            ("В Озёрске сгорел склад пиломатериалов", "Огонь тушили 30 пожарных, никто не пострадал."),
            ("Пожар на складе в Озёрске потушен", "Сгорел склад пиломатериалов, пострадавших нет."),
            ("В Озёрске открыли новую школу", "В ней будут учиться 600 детей."),
        ),
        (
            "uk",
            ("У Сосниці відкрили новий міст через річку", "Рух відновлено після двох років ремонту."),
            ("Новий міст у Сосниці відкрито для руху", "Міст через річку ремонтували два роки."),
            ("У Сосниці судили браконьєра", "Він заплатить штраф."),
        ),
    ],
)
def test_two_tellings_of_one_story_score_higher_than_two_stories_of_one_place(
    lang: str, left: tuple[str, str], right: tuple[str, str], other: tuple[str, str]
) -> None:
    told, again, different = (report(*each, lang) for each in (left, right, other))
    assert same_story(told, again) > SAME_STORY > same_story(told, different)
