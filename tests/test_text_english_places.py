"""English: which of the places a sentence names is where it happened, and which day is that of the happening."""

from __future__ import annotations

import pytest

import conflictdata as cd

DAY = "2025-06-10T12:00:00Z"


def places(text: str) -> list[str]:
    found = cd.extract(text, source="reuters", published=DAY, lang="en")
    return [at.place.name if at.place else at.mention for claim in found for at in claim.locations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian guns shelled Komyshany, a suburb of Kherson.", ["Komyshany"]),
        ("A train with coal from Donetsk to Berdiansk was derailed near Tokmak.", ["Tokmak"]),
        ("Bombers launched missiles from over the Caspian Sea at Dnipro.", ["Dnipro"]),
        ("Drones launched from Kursk hit Sumy.", ["Sumy"]),
        ("Speaking in London, the foreign minister of Ukraine said Russian drones had struck Odesa.", ["Odesa"]),
        ("The brigade, headquartered in Samara, has been fighting near Lyman.", ["Lyman"]),
        ("A resident of Marhanets was killed in Nikopol.", ["Nikopol"]),
        ("A resident of Marhanets was killed on Sunday.", ["Marhanets"]),
        ("Russian forces advanced in Donetsk Oblast toward the Dnipropetrovsk Oblast administrative border.", ["Donetsk Oblast"]),
        ("Russian forces shelled villages of the Sumy Oblast border.", ["Sumy Oblast"]),
        ("A missile damaged a bridge linking Henichesk with Strilkove.", ["Henichesk"]),
        ("Russian forces are clearing the last Ukrainian troops from Siversk.", ["Siversk"]),
        ("A convoy headed toward Tokmak on Sunday.", ["Tokmak"]),
        ("Ukrainian troops withdrew from Siversk to prepared positions near Riznykivka.", ["Siversk"]),
    ],
)  # fmt: skip
def test_where(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kyiv was hit by missiles.", ["Kyiv"]),
        ("Moscow came under a drone attack.", ["Moscow"]),
        ("Kyiv has been struck by drones again.", ["Kyiv"]),
        ("Kyiv said drones struck Odesa.", ["Odesa"]),
        ("Ukraine struck the Kursk nuclear power plant's workshop.", ["Kursk Nuclear Power Plant"]),
    ],
)
def test_a_capital_that_is_struck_is_a_place(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "dated"),
    [
        ("The commander said his men have taken Siversk and would hold it until July 1.", "capture", False),
        ("Russian forces, who took Lyman in May, have advanced west of Torske.", "advance", False),
        ("A drone hit Shebekino, where fighting began on June 2.", "air-drone-strike", False),
        ("Russian forces took Siversk on June 2 and would fortify it.", "capture", True),
    ],
)
def test_the_day_of_another_clause_is_not_that_of_the_happening(text: str, kind: str, dated: bool) -> None:
    claims = cd.extract(text, source="reuters", published=DAY, lang="en")
    claim = next(each for each in claims if each.kind == kind)
    assert claim.when is not None
    assert claim.when.stated == dated
