"""The page in a real browser: it draws, filters, chooses, says nothing on the console and asks nobody for anything.

Skipped where no Chromium (or Chrome) with its driver is installed. Pictures are left in ``test-artefacts``.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import page_samples as samples
from conflictdata import linking, page
from conflictdata.model import Event

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None
)
DRIVER = shutil.which("chromedriver")
ARTEFACTS = Path(__file__).parents[1] / "test-artefacts"
DESKTOP, PHONE = (1440, 900), (390, 844)

pytestmark = pytest.mark.skipif(not (BROWSER and DRIVER), reason="no Chromium with chromedriver installed")

Open = Callable[..., "Page"]


class Page:
    """One open page and what a person can see and do there."""

    def __init__(self, driver: Any, path: Path) -> None:
        self.driver = driver
        self.path = path

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def all(self, selector: str) -> list[Any]:
        return list(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def one(self, selector: str) -> Any:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def until(self, claim: Callable[[], Any]) -> Any:
        return WebDriverWait(
            self.driver, 10, 0.05, (StaleElementReferenceException, NoSuchElementException)
        ).until(lambda _: claim())

    def until_equal(self, look: Callable[[], Any], value: Any) -> None:
        self.until(lambda: look() == value)

    def focused(self) -> Any:
        return self.driver.switch_to.active_element

    def count(self) -> str:
        return str(self.one("#count").text)

    def size(self, size: tuple[int, int], *, dark: bool = False) -> None:
        metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        calm = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme, calm]})

    def picture(self, name: str) -> Path:
        ARTEFACTS.mkdir(exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        self.driver.save_screenshot(str(path))
        return path

    def console(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requested(self) -> set[str]:
        """Addresses asked for since the page was opened, but for the page itself and what it holds."""
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        urls = {m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"}
        return {url for url in urls if not url.startswith(("data:", "about:", self.path.as_uri()))}


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    profile = tmp_path_factory.mktemp("profile")
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", f"--user-data-dir={profile}",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    made = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield made
    made.quit()


@pytest.fixture
def show(driver: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens a page of events; at the end of the test nothing was on the console and nothing was asked for."""
    opened: list[Page] = []

    def opening(
        events: list[Event], *, size: tuple[int, int] = DESKTOP, address: str = "", **given: Any
    ) -> Page:
        path = page.write(tmp_path / "page.html", events, **given)
        shown = Page(driver, path)
        driver.get("about:blank")
        shown.console(), shown.requested()
        shown.size(size)
        driver.get(path.as_uri() + address)
        shown.until(lambda: shown.run("return document.documentElement.dataset.ready") == str(len(events)))
        opened.append(shown)
        return shown

    yield opening
    for each in opened:
        assert each.console() == []
        assert each.requested() == set()


def few(**given: Any) -> dict[str, Any]:
    return {
        "reports": {report.id: report for report in samples.REPORTS.values()},
        "title": "Sumy, April 2025",
    } | given


def labels(shown: Page) -> set[str]:
    return {str(sign.get_attribute("aria-label")) for sign in shown.all(".sign")}


def test_map_timeline_and_list_show_the_events(show: Open) -> None:
    shown = show(samples.few(), **few())
    assert shown.one("h1").text == "Sumy, April 2025"
    assert shown.count() == "3 of 3"
    assert [row.find_element(By.TAG_NAME, "strong").text for row in shown.all(".row")] == [
        "Popovka", "Place not stated", "Basivka"
    ]  # fmt: skip
    assert labels(shown) == {
        "Basivka: Capture, Disputed, 5 Apr 2025",
        "Popovka: Air or drone strike, Verified, 7 Apr 2025",
    }
    assert len(shown.all("rect.bar")) == 3
    assert len(shown.run("return document.querySelector('path.border-line').getAttribute('d')")) > 100
    shown.picture("desktop")


def test_filters_by_status_kind_side_source_date_and_words(show: Open) -> None:
    shown = show(samples.few(), **few())

    def names() -> list[str]:
        return list(
            shown.run("return [...document.querySelectorAll('.row strong')].map(name => name.textContent)")
        )

    def choose(control: str, value: str) -> None:
        shown.run(
            "const e = document.getElementById(arguments[0]); e.value = arguments[1];"
            "e.dispatchEvent(new Event('input', {bubbles: true})); e.dispatchEvent(new Event('change', {bubbles: true}))",
            control, value,
        )  # fmt: skip

    reset = shown.one("#reset")
    assert not reset.is_enabled()
    for act, left in (
        (lambda: shown.one("#f-status input[value=disputed]").click(), ["Basivka"]),
        (lambda: shown.one("#f-side input[value=ru]").click(), ["Place not stated", "Basivka"]),
        (lambda: choose("f-kind", "air-drone-strike"), ["Popovka"]),
        (lambda: choose("f-source", "=mod-russia"), ["Place not stated", "Basivka"]),
        (lambda: choose("from", "2025-04-06"), ["Popovka", "Place not stated"]),
        (lambda: choose("to", "2025-04-06"), ["Place not stated", "Basivka"]),
        (lambda: choose("q", "басівка"), ["Basivka"]),  # a name in another language of the gazetteer
        (lambda: choose("q", "drones region"), ["Place not stated"]),
    ):
        act()
        shown.until_equal(names, left)
        assert shown.count() == f"{len(left)} of 3"
        assert len(shown.all(".sign")) == len([name for name in left if name != "Place not stated"])
        reset.click()
        shown.until(lambda: len(names()) == 3)
    choose("q", "no such words")
    shown.until(lambda: shown.one("#nothing").is_displayed())


def test_dragging_over_the_timeline_chooses_a_span(show: Open) -> None:
    shown = show(samples.few(), **few())
    bars = sorted(shown.all("rect.bar"), key=lambda bar: bar.rect["x"])
    actions = webdriver.ActionChains(shown.driver)
    actions.move_to_element(bars[0]).click_and_hold().move_to_element(bars[1]).release().perform()
    assert shown.one("#from").get_attribute("value") == "2025-04-05"
    assert shown.one("#to").get_attribute("value") == "2025-04-06"
    assert shown.count() == "2 of 3"
    shown.one("#clear-span").click()
    assert shown.count() == "3 of 3"


def test_the_dossier_says_who_claimed_who_denied_and_why(show: Open) -> None:
    shown = show(samples.few(), **few())
    shown.one(".row:last-child").click()
    assert shown.one("#dossier h2").text == "Capture, Basivka"
    said = [
        (
            entry.find_element(By.CSS_SELECTOR, ".speech strong").text,
            entry.find_element(By.CLASS_NAME, "stance").text,
        )
        for entry in shown.all(".claim")
    ]
    assert said[0] == ("Ministry of Defence", "claims")
    assert set(said[1:3]) == {
        ("225th Separate Assault Regiment", "denies"), ("General Staff of the Armed Forces of Ukraine", "denies")
    }  # fmt: skip
    assert said[3] == ("Institute for the Study of War", "assesses")
    regiment = next(
        each for each in shown.all(".claim") if "225th" in each.find_element(By.CLASS_NAME, "speech").text
    )
    assert regiment.find_element(By.CSS_SELECTOR, ".chain .name").text.startswith("225th")
    last = regiment.find_element(By.CSS_SELECTOR, ".chain li:last-child a")
    assert last.get_attribute("href") == samples.REPORTS["news"].url
    assert "noopener" in str(last.get_attribute("rel"))
    assert regiment.find_element(By.CSS_SELECTOR, ".details .party").text == "RU Armed Forces"
    dossier = shown.one("#dossier").get_attribute("textContent")
    for words in (
        "34 %",
        "doubtful",
        "same place, same day, same kind",
        "the side that is said to have lost",
    ):
        assert words in dossier
    shown.picture("desktop-dossier")
    shown.size(DESKTOP, dark=True)
    shown.picture("desktop-dark")


def test_everything_can_be_done_with_the_keyboard(show: Open) -> None:
    shown = show(samples.few(), **few())
    shown.one("body").send_keys(Keys.TAB)
    assert shown.focused().get_attribute("class") == "skip"
    shown.focused().send_keys(Keys.ENTER)
    rows = shown.one("#rows")
    rows.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    active = shown.one("#" + rows.get_attribute("aria-activedescendant"))
    assert active.get_attribute("aria-selected") == "true"
    assert (active.get_attribute("aria-posinset"), active.get_attribute("aria-setsize")) == ("2", "3")
    rows.send_keys(Keys.END, Keys.ENTER)
    assert shown.focused().get_attribute("id") == "dossier-h"
    assert shown.focused().text == "Capture, Basivka"
    shown.focused().send_keys(Keys.ESCAPE)
    assert shown.focused().get_attribute("id") == "rows"
    sign = next(each for each in shown.all(".sign") if "Popovka" in str(each.get_attribute("aria-label")))
    sign.send_keys(Keys.ENTER)
    assert shown.focused().text == "Air or drone strike, Popovka"
    shown.focused().send_keys(Keys.ESCAPE)
    assert "Popovka" in str(shown.focused().get_attribute("aria-label"))


def test_the_address_names_the_chosen_event(show: Open) -> None:
    shown = show(samples.few(), address=f"#event={samples.verified().id}", **few())
    assert shown.one("#dossier h2").text == "Air or drone strike, Popovka"
    shown.one(".row:last-child").click()
    assert shown.driver.current_url.endswith(f"#event={samples.disputed().id}")


def test_hostile_text_does_nothing(show: Open) -> None:
    events, reports, sources = samples.hostile()
    shown = show(events, reports=reports, sources=sources, title=samples.HOSTILE[0])
    for number in range(len(events)):
        shown.one("#rows").send_keys(Keys.ARROW_DOWN)
        shown.until_equal(
            lambda: shown.one(".row[aria-selected=true]").get_attribute("aria-posinset"), str(number + 1)
        )
        links = {str(link.get_attribute("href")) for link in shown.all("#dossier a")}
        assert links <= {"https://example.org/fine"}
    for sign in shown.all(".sign"):
        webdriver.ActionChains(shown.driver).move_to_element(sign).perform()
    assert shown.run("return window.hurt === undefined && document.images.length === 0")
    assert shown.run("return document.scripts.length") == 4
    assert shown.one("h1").text == samples.HOSTILE[0]


def test_an_archive_without_events_says_so(show: Open) -> None:
    shown = show([], title="Nothing")
    assert shown.one("#nothing").text == "This archive holds no events."
    assert not shown.one("#time").is_displayed()


@pytest.mark.parametrize("size", [DESKTOP, (1280, 800), PHONE])
def test_ten_thousand_events_are_light(show: Open, size: tuple[int, int]) -> None:
    events, reports = samples.many(10_000)
    shown = show(events, reports=reports, size=size, title="A long front")
    assert shown.count() == "10,000 of 10,000"
    # Only what is in view is in the document, however long the list.
    assert 0 < len(shown.all(".row")) < 40
    assert 0 < len(shown.all(".sign")) < 200
    sort, box = shown.one("#sort").rect, shown.one("#events").rect
    assert sort["x"] + sort["width"] <= box["x"] + box["width"]
    rows = shown.one("#rows")
    rows.send_keys(Keys.END)
    shown.until(lambda: shown.all(".row[aria-posinset='10000']"))
    assert len(shown.all(".row")) < 40
    drawn = {int(row.get_attribute("aria-posinset")) for row in shown.all(".row")}
    assert drawn == set(range(min(drawn), 10_001))
    counted = shown.run(
        "return [...document.querySelectorAll('#f-status .n')].map(n => +n.textContent.replace(/\\D/g, ''))"
    )
    assert sum(counted) == 10_000
    shown.run("window.scrollTo(0, 0)")
    shown.picture(f"many-{size[0]}")


def test_a_phone_shows_the_dossier_over_the_page(show: Open) -> None:
    shown = show(samples.few(), size=PHONE, **few())
    shown.picture("phone")
    assert shown.run("return document.documentElement.scrollWidth") <= PHONE[0]
    shown.run("document.querySelector('.row:last-child').click()")
    box = shown.one("#dossier").rect
    assert (box["width"], box["height"]) == PHONE
    shown.picture("phone-dossier")
    assert shown.run("const d = document.querySelector('#dossier'); return d.scrollWidth <= d.clientWidth")
    for _ in range(12):  # whatever is beneath the dossier cannot be reached
        shown.focused().send_keys(Keys.TAB)
        assert shown.run(
            "return document.activeElement === document.body || document.activeElement.closest('#dossier') !== null"
        )
    shown.one("#dossier .close").click()
    assert not shown.one("#dossier").is_displayed()
    shown.run("document.querySelector('#more').open = true")
    assert shown.run("return document.documentElement.scrollWidth") <= PHONE[0]
    shown.picture("phone-filters")


@pytest.mark.parametrize("lang", page.languages())
def test_every_language_is_drawn(show: Open, lang: str) -> None:
    shown = show(samples.few(), lang=lang, **few())
    shown.one(".row:last-child").click()
    assert shown.run("return document.documentElement.lang") == lang
    assert "{" not in shown.one("body").text
    assert "undefined" not in shown.one("body").text
    shown.picture(f"desktop-{lang}")


def test_the_dossier_speaks_the_language_of_the_page(show: Open) -> None:
    shown = show(linking.link(samples.disputed().claims), lang="uk", **few())
    shown.one(".row").click()
    reasons = [str(each.text) for each in shown.all(".reasons li")]
    assert any("заперечують" in each for each in reasons)
    assert any("той самий населений пункт" in each for each in reasons)
    assert not any(re.search(r"\b(?:same|says?|denies|it)\b", each) for each in reasons)


@pytest.mark.parametrize("size", [DESKTOP, (1280, 800), PHONE])
def test_names_in_the_list_are_whole(show: Open, size: tuple[int, int]) -> None:
    shown = show(samples.few(), size=size, lang="uk", **few())
    assert shown.run("return document.documentElement.scrollWidth") <= size[0]
    clipped = shown.run(
        "return [...document.querySelectorAll('.row strong, .row .status-word')]"
        ".filter(each => each.scrollWidth > each.parentElement.clientWidth).map(each => each.textContent)"
    )
    assert clipped == []


def test_a_phone_is_used_with_taps_and_with_keys(show: Open) -> None:
    shown = show(samples.few(), size=PHONE, **few())
    small = shown.run(
        "return [...document.querySelectorAll('button, summary, .chip, .row, .sign, a.leaflet-control-zoom-in, select, input[type=search]')]"
        ".filter(each => each.offsetParent && !each.disabled && !each.matches('.ref'))"
        ".map(each => [each.id || each.className, each.getBoundingClientRect().height]).filter(([, height]) => height < 28)"
    )
    assert small == []
    shown.one(".row").click()
    assert shown.one("#dossier").get_attribute("role") == "dialog"
    assert shown.focused().get_attribute("id") == "dossier-h"
    shown.focused().send_keys(Keys.ESCAPE)
    assert not shown.one("#dossier").is_displayed()
    rows = shown.one("#rows")
    rows.send_keys(Keys.HOME, Keys.ENTER)
    assert shown.one("#dossier").is_displayed()
    shown.one("#dossier .step:not([disabled])").send_keys(Keys.ENTER)  # the next event, without going back
    assert shown.one("#dossier h2").text.endswith("Place not stated")


def test_what_has_the_focus_is_seen(show: Open) -> None:
    shown = show(samples.few(), **few())
    shown.one("body").send_keys(Keys.TAB)
    reached = set()
    for _ in range(40):
        element = shown.focused()
        reached.add(str(element.get_attribute("id") or element.get_attribute("class") or element.tag_name))
        # (within a date field it is the browser that marks the part)
        seen = shown.run(
            "const e = arguments[0]; const marked = e.matches('.chip input') ? e.closest('.chip') : e;"
            "const style = getComputedStyle(marked); return style.outlineStyle !== 'none' || e.matches('.skip, input[type=date]')",
            element,
        )
        assert seen or element.tag_name == "body", reached
        element.send_keys(Keys.TAB)
    assert {"skip", "q", "f-kind", "from", "rows", "sort"} <= reached


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_axe_finds_no_barrier(show: Open, size: tuple[int, int], dark: bool) -> None:
    package = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    axe = (Path(package.__path__[0]) / "axe.min.js").read_text(encoding="utf-8")
    shown = show(samples.few(), size=size, **few())
    shown.size(size, dark=dark)
    for chosen in (False, True):
        if chosen:
            shown.run("document.querySelector('.row:last-child').click()")
        shown.run(axe)
        found = shown.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations.map("
            "each => [each.id, each.impact, each.nodes.map(node => node.html)])), error => done(String(error)))"
        )
        assert found == []
