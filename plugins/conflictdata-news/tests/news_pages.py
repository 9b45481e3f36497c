"""Articles and feeds of common structure, in our own words."""

from __future__ import annotations

import json

PARAGRAPHS = (
    "KYIV, May 2 (Agency) — Fighting went on near the village of Alphaville on Saturday, the military said.",
    "A spokesperson for the brigade said that two assaults had been beaten off during the night and that the road stayed open.",
    "Officials of the other side said the village had been taken. Neither statement could be checked independently.",
    "The administration of the district asked the last inhabitants to leave, and said that buses would run on Sunday.",
)
URL = "/world/2026/05/02/alphaville"


def article(
    *, linked: dict[str, object] | None = None, head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS, lang: str = "en",
    canonical: str = "https://www.example.org/world/2026/05/02/alphaville?utm_source=feed",
) -> str:  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked is not None else ""
    inner = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Fighting near Alphaville | Example</title>
<link rel="canonical" href="{canonical}">{head}{script}</head><body><header><nav><ul><li><a href="/">Home</a></li>
<li><a href="/sport">Sport</a></li></ul></nav></header><main><article><h1>Fighting near Alphaville</h1>{inner}</article></main>
<aside><h2>Most read</h2><ul><li><a href="/x">Ten recipes for summer</a></li></ul></aside><footer><p>© Example</p></footer></body></html>"""


LINKED: dict[str, object] = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Example"},
        {"@type": "NewsArticle", "headline": "Fighting near Alphaville", "datePublished": "2026-05-02T15:30:00+03:00",
         "dateModified": "2026-05-02T18:00:00+03:00", "author": [{"@type": "Person", "name": "A. Writer"}, {"name": "B. Writer"}]},
    ],
}  # fmt: skip
META = '<meta property="article:published_time" content="2026-05-02T12:30:00Z"><meta name="author" content="A. Writer">'

LONG = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Example</title><link>https://example.org</link><language>en-GB</language>
<item><title><![CDATA[Fighting &amp; more]]></title><link>https://example.org{URL}?utm_medium=rss</link><pubDate>Sat, 02 May 2026 15:30:00 +0300</pubDate>
<dc:creator>A. Writer</dc:creator><enclosure url="https://example.org/p.jpg" length="1" type="image/jpeg"/>
<description>Short.</description><content:encoded><![CDATA[{LONG}<script>x()</script><p>See <a href="/other">more</a>.</p>]]></content:encoded></item>
<item><title>Only a summary</title><link>https://example.org/second</link><pubDate>Sun, 03 May 2026 08:00:00 GMT</pubDate>
<description>&lt;p&gt;A few words.&lt;/p&gt;</description></item>
<item><title>Too old</title><link>https://example.org/old</link><pubDate>Sun, 03 May 2020 08:00:00 GMT</pubDate><description>Old.</description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Example</title>
<entry><title>Fighting</title><link rel="self" href="https://example.org/self"/><link href="https://example.org{URL}"/>
<id>tag:example.org,2026:1</id><published>2026-05-02T15:30:00+03:00</published><updated>2026-05-02T16:00:00+03:00</updated>
<author><name>A. Writer</name><email>a@example.org</email></author><content type="html">{LONG.replace("<", "&lt;")}</content></entry></feed>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>"""
