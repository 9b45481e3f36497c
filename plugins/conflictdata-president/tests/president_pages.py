"""Pages of the structure of the President's site, in our own words."""

from __future__ import annotations

UK = (
    "Бажаю здоров'я, шановні українці!",
    "Сьогодні була доповідь Головнокомандувача. Наші воїни відбили атаки біля Покровська.",
    "Я вдячний кожній бригаді, яка стоїть на своїх позиціях. Слава Україні!",
)
EN = (
    "Dear Ukrainians!",
    "There was a report by the Commander-in-Chief today. Our forces repelled attacks near Pokrovsk.",
    "I thank every brigade that holds its positions. Glory to Ukraine!",
)
NEWS = (
    "The President held a meeting on the energy system of the regions near the front on Saturday.",
    "“Our energy workers restored power in Kharkiv after the Russian strike,” the President said.",
    "The governors reported on the state of shelters and of the roads.",
)


def page(paragraphs: tuple[str, ...] = UK, *, title: str = "Наші позиції стоять – звернення Президента України", lang: str = "uk",
         date: str = "2 травня 2026 року - 20:45", known: bool = True) -> str:  # fmt: skip
    inner = "".join(f"<p>{each}</p>" for each in paragraphs)
    wrapper = 'class="article_content" itemprop="articleBody"' if known else 'class="x-new"'
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} — Офіс</title></head><body>
<header><nav><a href="/">Головна</a></nav></header><div class="article"><h1 itemprop="name">{title}</h1><p class="date">{date}</p>
<div {wrapper}>{inner}</div></div><footer><p>Офіс Президента</p></footer></body></html>"""


def listing(*entries: tuple[str, str]) -> str:
    items = "".join(
        f'<div class="item_stat"><p class="date">{date}</p><h3><a href="{href}">Звернення</a></h3></div>'
        for href, date in entries
    )
    return f'<!DOCTYPE html><html lang="uk"><head><title>Промови</title></head><body><div class="cat_list">{items}</div></body></html>'
