"""How something is told changes neither who tells it nor what is told: speakers, contents and forms, combined freely."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictdata as cd
from conflictdata.model import Stance

DAY = "2025-06-13T12:00:00Z"


@attrs.frozen
class Language:
    """What a language's texts are made of.

    Attributes:
        source: an outlet that publishes in it.
        speakers: how each is called, and the id.
        contents: clauses that tell one thing each, told of places far from one another.
        forms: a text of a speaker ``{s}`` and a content ``{c}``; the first is the plainest.
        both: texts of two speakers, each with a content of its own.
        denials: texts in which a second speaker denies what the first says.
    """

    source: str
    speakers: dict[str, str]
    contents: tuple[str, ...]
    forms: tuple[str, ...]
    both: tuple[str, ...]
    denials: tuple[str, ...]


ENGLISH = Language(
    source="reuters",
    speakers={
        "the Kherson governor": "ua:kherson-oblast-governor",
        "Belgorod Governor Vyacheslav Gladkov": "ru:belgorod-oblast-governor",
        "the Russian Defense Ministry": "ru:mod",
        "Ukraine's General Staff": "ua:general-staff",
        "Kharkiv Mayor Ihor Terekhov": "ua:kharkiv-mayor",
        "Ukraine's 47th Mechanized Brigade": "ua:47-mechanized-brigade",
        "the Security Service of Ukraine": "ua:sbu",
        "Ukrainian Commander-in-Chief Oleksandr Syrskyi": "ua:commander-in-chief",
    },
    contents=(
        "Russian forces shelled Kupiansk",
        "Russian troops advanced near Pokrovsk",
        "Ukrainian drones hit a fuel depot in Ryazan",
        "Ukrainian forces withdrew from Vuhledar",
        "three people were wounded in Nikopol",
        "fighting continued in Vovchansk",
    ),
    forms=(
        "{s} said that {c}.",
        "{s} reported on Thursday that {c}.",
        "{c}, {s} said.",
        "According to {s}, {c}.",
        "{c}, according to {s}.",
        "{s} said, without giving evidence, that {c}.",
        "In a post on Telegram, {s} wrote that {c}.",
        "{s} was quoted by state media as saying that {c}.",
        "{s} said that {c}. The claim could not be independently verified.",
    ),
    both=(
        "{s} said that {c}, while {other} said that {more}.",
        "{s} said that {c}. {Other} reported that {more}.",
        "{c}, {s} said. {More}, according to {other}.",
        "Despite claims by {s} that {c}, {other} said that {more}.",
    ),
    denials=(
        "{s} said that {c}, but {other} denied it.",
        "{s} said that {c}. {Other} denied the claim.",
        "{s} said that {c}, a claim that {other} denied.",
    ),
)
RUSSIAN = Language(
    source="kommersant",
    speakers={
        "губернатор Белгородской области Вячеслав Гладков": "ru:belgorod-oblast-governor",
        "Генштаб ВСУ": "ua:general-staff",
        "глава Харьковской ОВА Олег Синегубов": "ua:kharkiv-oblast-governor",
        "мэр Харькова Игорь Терехов": "ua:kharkiv-mayor",
        "президент Украины Владимир Зеленский": "ua:president",
        "официальный представитель Минобороны РФ Игорь Конашенков": "ru:mod",
    },
    contents=(
        "российские войска обстреляли Купянск",
        "ВС РФ продвинулись в районе Покровска",
        "украинские беспилотники атаковали Феодосию",
        "ВСУ отошли из Угледара",
        "в Никополе ранены три человека",
        "в Волчанске идут бои",
    ),
    forms=(
        "{s} сообщил, что {c}.",
        "{c}, сообщил {s}.",
        "«{c}», — заявил {s} в своём телеграм-канале.",
        "{c}. Об этом рассказал {s}.",
        "Как заявил {s}, {c}.",
        "{s}: {c}.",
        "В четверг {s} заявил журналистам, что {c}.",
        "{s} заявил, что {c}. Независимо проверить эти сведения невозможно.",
    ),
    both=(
        "{s} сообщил, что {c}, а {other} — что {more}.",
        "{s} сообщил, что {c}. {Other} заявил, что {more}.",
        "{c}, заявил {s}. В свою очередь {other} сообщил, что {more}.",
    ),
    denials=(
        "{s} заявил, что {c}, однако {other} это опроверг.",
        "{s} заявил, что {c}. {Other} эту информацию опроверг.",
    ),
)
UKRAINIAN = Language(
    source="ukrinform",
    speakers={
        "очільник Харківської ОВА Олег Синєгубов": "ua:kharkiv-oblast-governor",
        "начальник Херсонської ОВА Олександр Прокудін": "ua:kherson-oblast-governor",
        "Генштаб ЗСУ": "ua:general-staff",
        "мер Харкова Ігор Терехов": "ua:kharkiv-mayor",
        "губернатор Бєлгородської області В'ячеслав Гладков": "ru:belgorod-oblast-governor",
        "головнокомандувач ЗСУ Олександр Сирський": "ua:commander-in-chief",
    },
    contents=(
        "російські війська обстріляли Куп'янськ",
        "росіяни просунулися поблизу Покровська",
        "українські безпілотники атакували Феодосію",
        "Сили оборони відійшли з Вугледара",
        "у Нікополі поранено трьох людей",
        "у Вовчанську тривають бої",
    ),
    forms=(
        "{s} повідомив, що {c}.",
        "{c}, повідомив {s}.",
        "«{c}», — заявив {s} у своєму телеграм-каналі.",
        "{c}. Про це розповів {s}.",
        "Як заявив {s}, {c}.",
        "{s}: {c}.",
        "У четвер {s} заявив журналістам, що {c}.",
    ),
    both=(
        "{s} повідомив, що {c}, а {other} — що {more}.",
        "{s} повідомив, що {c}. {Other} заявив, що {more}.",
        "{c}, заявив {s}. Своєю чергою {other} повідомив, що {more}.",
    ),
    denials=(
        "{s} заявив, що {c}, однак {other} це спростував.",
        "{s} заявив, що {c}. {Other} спростував цю інформацію.",
    ),
)
LANGUAGES = {"en": ENGLISH, "ru": RUSSIAN, "uk": UKRAINIAN}
Told = set[tuple[str, Stance, str, tuple[str, ...]]]


def said(form: str, lang: str, **parts: str) -> Told:
    """What a text made of the form tells."""
    capitals = {name.capitalize(): part[0].upper() + part[1:] for name, part in parts.items()}
    text = form.format(**parts, **capitals)
    text = text[:1] + text[1].upper() + text[2:] if text[0] == "«" else text[0].upper() + text[1:]
    claims = cd.extract(text, source=LANGUAGES[lang].source, published=DAY, lang=lang)
    return {
        (c.claimant, c.stance, c.kind, tuple(at.place.name if at.place else at.mention for at in c.locations))
        for c in claims
    }


languages = st.sampled_from(sorted(LANGUAGES))


@given(languages, st.data())
def test_the_form_changes_neither_the_speaker_nor_what_is_told(lang: str, data: st.DataObject) -> None:
    known = LANGUAGES[lang]
    name, content = (
        data.draw(st.sampled_from(sorted(known.speakers))),
        data.draw(st.sampled_from(known.contents)),
    )
    plain = said(known.forms[0], lang, s=name, c=content)
    speaker = known.speakers[name]
    assert plain and {claimant for claimant, *_ in plain} == {speaker}
    assert {stance for _, stance, *_ in plain} == {Stance.ASSERTS}
    assert all(places for *_, places in plain)
    assert said(data.draw(st.sampled_from(known.forms)), lang, s=name, c=content) == plain


@given(languages, st.data())
def test_two_speakers_keep_what_is_theirs(lang: str, data: st.DataObject) -> None:
    known = LANGUAGES[lang]
    name, other = data.draw(st.permutations(sorted(known.speakers)))[:2]
    content, more = data.draw(st.permutations(known.contents))[:2]
    alone = said(known.forms[0], lang, s=name, c=content) | said(known.forms[0], lang, s=other, c=more)
    form = data.draw(st.sampled_from(known.both))
    assert said(form, lang, s=name, c=content, other=other, more=more) == alone


@given(languages, st.data())
def test_who_denies_denies_what_the_other_said(lang: str, data: st.DataObject) -> None:
    known = LANGUAGES[lang]
    name, other = data.draw(st.permutations(sorted(known.speakers)))[:2]
    content = data.draw(st.sampled_from(known.contents))
    told = said(known.forms[0], lang, s=name, c=content)
    denied = {(known.speakers[other], Stance.DENIES, kind, places) for _, _, kind, places in told}
    assert (
        said(data.draw(st.sampled_from(known.denials)), lang, s=name, c=content, other=other) == told | denied
    )


@pytest.mark.parametrize(
    "text",
    [
        "It was unclear whether Ukrainian forces had withdrawn from Vuhledar.",
        "Ukraine's General Staff did not confirm that Ukrainian forces withdrew from Vuhledar.",
    ],
)
def test_what_nobody_vouches_for_is_no_claim(text: str) -> None:
    assert cd.extract(text, source="reuters", published=DAY, lang="en") == []


@pytest.mark.parametrize("speaker", ["Ukraine's General Staff", "The Russian Defense Ministry"])
@pytest.mark.parametrize("what", ["reports that", "claims by Belgorod Governor Vyacheslav Gladkov that"])
def test_who_denies_what_others_claim_is_the_one_who_denies(speaker: str, what: str) -> None:
    text = f"{speaker} denied {what} Russian troops shelled Shebekino."
    (claim,) = cd.extract(text, source="reuters", published=DAY, lang="en")
    assert (claim.claimant, claim.stance) == (
        ENGLISH.speakers[speaker if speaker.startswith("U") else "the" + speaker[3:]], Stance.DENIES,
    )  # fmt: skip
