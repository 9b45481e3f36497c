"""Pages of the structure of ISW's, in our own words."""

from __future__ import annotations

from pathlib import Path

TODAY_URL = "/research/russia-ukraine/russian-offensive-campaign-assessment-may-2-2026/"
OLD_URL = "/backgrounder/russian-offensive-campaign-assessment-may-2"


def today(
    *, body: str | None = None, published: str = "2026-05-02T23:10:00+00:00", end: str = "</body></html>"
) -> str:
    inner = TODAY_BODY if body is None else body
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>Assessment - ISW</title>
<link rel="canonical" href="https://understandingwar.org{TODAY_URL}" />
<meta property="og:title" content="Russian Offensive Campaign Assessment, May 2, 2026" />
<meta property="article:published_time" content="{published}" />
<meta property="article:modified_time" content="2026-05-03T09:00:00+00:00" /><meta name="author" content="An Analyst" />
</head><body><nav><p>Menu of the site</p></nav><div class="dynamic-entry-content">{inner}</div>
<footer><p>Footer of the site.</p></footer>{end}"""


TODAY_BODY = """
<p class="wp-block-paragraph">CORRECTION: An earlier version gave a wrong day for the strike.</p>
<div class="gb-element-1"><h2 class="gb-text">Toplines</h2>
<p class="wp-block-paragraph"><strong>Fighting went on around Alphaville.</strong><strong>[1]</strong> A spokesperson said
 on May 2 that the attacks failed.[2]</p></div>
<div class="gb-container"><h2>Key Takeaways</h2><ol><li>Fighting went on.</li><li>Nobody advanced on May 2.</li></ol></div>
<div><h2>Russian Main Effort: Eastern Ukraine</h2><h3>Russian Subordinate Main Effort #1 – Kharkiv Oblast</h3>
<h4>Russian objective: Capture the whole of Betaville and push on</h4>
<div class="conflict-map-block"><a class="map-link" href="#">Map of the axis</a></div><p class="wp-block-paragraph"></p>
<p class="wp-block-paragraph">Geolocated footage of May 1 shows forces in Betaville, [3] and a blogger claimed more. [4]</p></div>
<div><h2>Significant Activity in Belarus&nbsp;</h2><p>Nothing significant to report.</p></div>
<p>Note: ISW does not use secret material.</p>
<div class="gb-accordion"><button class="endnote-accordion">Endnotes</button>
<div class="gb-accordion__content"><div class="endnote-accordion-content">
<p>[1] https://www.example dot org/a ; https://t.me/one/1<br>[2] https://t.me/two/2</p>
<p>[3] https://t. me/three/3; https://x.com/u/status/4<br>[4] https://t.me/four/5</p></div></div></div>
"""

OLD = (Path(__file__).parent / "fixtures/old.html").read_text(encoding="utf-8")


def square(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]
