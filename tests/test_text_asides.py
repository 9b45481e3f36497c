"""What somebody else claims of a place in a relative clause, and who is quoted where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd

DAY = "2025-09-04T12:00:00Z"

Told = set[tuple[str, str, str, str | None]]


def told(text: str, lang: str = "en", source: str = "reuters") -> Told:
    found = cd.extract(text, source=source, published=DAY, lang=lang)
    return {
        (c.claimant, c.stance.value, c.kind, c.locations[0].place.name if c.locations and c.locations[0].place else None)
        for c in found
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Ukrainian troops still hold Siversk, which Russia's Defence Ministry claimed to have captured."),
        ("en", "Ukrainian troops still hold Siversk, whose capture Russia's Defence Ministry announced on Monday."),
        ("uk", "Українські військові утримують Сіверськ, про захоплення якого заявили у Міноборони Росії."),
        ("ru", "Украинские военные удерживают Северск в Донецкой области, о взятии которого заявило Минобороны России."),
    ],
)  # fmt: skip
def test_what_another_claims_of_the_place_is_a_claim_of_its_own(lang: str, text: str) -> None:
    assert told(text, lang) == {
        ("reuters", "asserts", "presence", "Siversk"),
        ("ru:mod", "asserts", "capture", "Siversk"),
    }


@given(
    st.sampled_from(["Siversk", "Kupiansk", "Robotyne", "Vovchansk"]),
    st.sampled_from(["Russia's Defence Ministry", "Ukraine's General Staff"]),
    st.sampled_from(["claimed to have captured", "said it had captured", "claims to have taken"]),
)
def test_the_publisher_does_not_say_what_another_claims_aside(town: str, who: str, claims: str) -> None:
    found = told(f"Shells hit a school in {town}, which {who} {claims}.")
    assert "reuters" not in {claimant for claimant, _, kind, _ in found if kind == "capture"}


def test_without_a_speaker_the_clause_only_says_which_place() -> None:
    found = told("Shells hit a school in Siversk, which Russian troops had captured in May.")
    assert "capture" not in {kind for _, _, kind, _ in found}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The TASS agency quoted the Russian Defence Ministry as saying its troops had entered Siversk.", ("ru:mod", "asserts", "advance", "Siversk")),
        ("en", "Air defence downed four drones over Mykolaiv Oblast, according to its governor.", ("ua:mykolaiv-oblast-governor", "asserts", "interception", "Mykolaiv Oblast")),
        ("uk", "Дрони вдарили по нафтобазі в Туапсе. Про влучання повідомив Генштаб ЗСУ.", ("ua:general-staff", "asserts", "air-drone-strike", "Tuapse")),
        ("ru", "Минобороны РФ:\n\n«Освобождён населённый пункт Северск».", ("ru:mod", "asserts", "capture", "Siversk")),
        ("ru", "Глава областной военной администрации Сум сообщил об ударе дрона по больнице в Сумах.", ("ua:sumy-oblast-governor", "asserts", "air-drone-strike", "Sumy")),
    ],
)  # fmt: skip
def test_whose_word_it_is(lang: str, text: str, expected: tuple[str, str, str, str]) -> None:
    assert told(text, lang, source="ria" if lang == "ru" else "reuters") == {expected}


def test_a_heading_speaks_only_for_the_paragraph_below_it() -> None:
    text = "Минобороны РФ:\n\n«Освобождён населённый пункт Северск».\n\nДрон упал в Шебекино."
    found = told(text, "ru", source="meduza")
    assert ("ru:mod", "asserts", "capture", "Siversk") in found
    assert "ru:mod" not in {claimant for claimant, _, kind, _ in found if kind != "capture"}


def test_who_could_not_check_a_claim_leaves_it_as_it_is() -> None:
    found = told("Ukrainian forces counterattacked near Sumy, though the BBC cannot confirm these reports.")
    assert found == {("reuters", "asserts", "attack", "Sumy")}


@pytest.mark.parametrize(
    ("lang", "text", "target"),
    [
        ("en", "Russian forces lost 200 tanks in October.", "ru:armed-forces"),
        ("uk", "Втрати російських військ за добу становили 1210 осіб.", "ru:armed-forces"),
    ],
)
def test_counted_losses_of_a_side_need_no_place(lang: str, text: str, target: str) -> None:
    (claim,) = cd.extract(text, source="isw", published=DAY, lang=lang)
    assert (claim.kind, claim.target) == ("losses", target)


def test_a_party_can_deny_that_an_exchange_took_place() -> None:
    found = told("The Coordination Headquarters confirmed that no prisoner exchange had taken place.")
    assert found == {("ua:coordination-headquarters", "denies", "prisoner-exchange", None)}
