"""Pages of the structure of ISW's, in our own words."""

from __future__ import annotations

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

OLD = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Russian Offensive Campaign Assessment, May 2 | ISW</title>
<link rel="canonical" href="/backgrounder/russian-offensive-campaign-assessment-may-2" />
<meta property="og:url" content="http://staging.example.net/" /></head><body>
<h1 class="title" id="page-title">Russian Offensive Campaign Assessment, May 2</h1>
<span class="submitted"><span property="dc:date dc:created" content="2022-05-02T19:05:00-04:00">May 2, 2022 - <a>Press</a></span></span>
<div class="field field-name-body"><div class="field-items"><div class="field-item even">
<p><strong>Russian Offensive Campaign Assessment, May 2</strong></p>
<p><strong>Anna Example, Boris Sample, and Carol Q. Specimen</strong></p><p><strong>May 2, 7:00 pm ET</strong></p>
<p><strong>Forces kept attacking Alphaville.&nbsp;</strong>They gained nothing on May 2.[i] A report spoke of losses.[ii]</p>
<p><strong>Key Takeaways</strong></p><ul><li><strong>Nobody gained ground.</strong></li><li>One bridge fell.</li></ul>
<p><strong>Main Effort—Eastern Ukraine</strong></p>
<p><strong><span>Subordinate Main Effort—Donetsk Oblast</span></strong><strong>&nbsp;(Russian objective: Capture all of it)</strong></p>
<p>Shells fell on Betaville.[iii]</p>
<p><strong>Immediate items to watch</strong></p><p>More of the same.</p>
<div><br clear="all"><hr align="left" size="1" width="33%"></div>
<p>[i]&nbsp;https://example&nbsp;dot org/one; <a href="https://www.example.com/a-very-long-address">https://www.example.com/a-very...</a></p>
<p>[ii] https://t.me/two/2</p><p>&nbsp;</p><p>[iii] https://t.me/three/3, https://t.me/three/4</p>
</div></div></div></body></html>"""


def square(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]
