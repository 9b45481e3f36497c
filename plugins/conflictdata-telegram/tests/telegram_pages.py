"""Pages of the preview's structure and an export, in our own words."""

from __future__ import annotations

import json

HEAD = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Канал – Telegram</title>
<link rel="prev" href="/s/example_channel?before={low}"></head><body><main class="tgme_main">
<section class="tgme_channel_history js-message_history">"""
MORE = '<a href="/s/example_channel?before={low}" class="tme_messages_more js-messages_more" data-before="{low}"></a>'
END = "</section></main><script>TWeb.init();</script></body></html>\n<!-- page generated in 20.1ms -->\n"


def post(
    number: int,
    text: str = "Текст",
    *,
    channel: str = "example_channel",
    day: int = 2,
    hour: int = 12,
    inside: str = "",
    classes: str = "",
    edited: bool = False,
) -> str:
    words = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>' if text else ""
    return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap">
<div class="tgme_widget_message {classes} js-widget_message" data-post="{channel}/{number}">
<div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name"
 href="https://t.me/{channel}"><span dir="auto">Канал</span></a></div>{inside}{words}
<div class="tgme_widget_message_footer"><div class="tgme_widget_message_info"><span class="tgme_widget_message_views">1.2K</span>
<span class="tgme_widget_message_meta">{"edited " if edited else ""}<a class="tgme_widget_message_date"
 href="https://t.me/{channel}/{number}"><time datetime="2026-05-{day:02}T{hour:02}:00:00+00:00" class="time">12:00</time></a></span>
</div></div></div></div></div>"""


def page(*posts: str, low: int | None = None) -> str:
    more = MORE.format(low=low) if low is not None else ""
    return HEAD.format(low=low) + more + "".join(posts) + END


PHOTO = """<a class="tgme_widget_message_photo_wrap 1 2" href="https://t.me/example_channel/{n}" style="width:800px;background-image:
url('https://cdn.example.org/file/p{n}.jpg')"><div class="tgme_widget_message_photo"></div></a>"""
ALBUM = """<div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap"><div class="tgme_widget_message_grouped">
<a class="tgme_widget_message_photo_wrap grouped_media_wrap js-message_photo" style="background-image:url('https://cdn.example.org/a.jpg')"
 href="https://t.me/example_channel/21?single"></a><a class="tgme_widget_message_video_player grouped_media_wrap"
 href="https://t.me/example_channel/22?single"><i class="tgme_widget_message_video_thumb" style="background-image:url('//cdn.example.org/t.jpg')"></i>
<div class="tgme_widget_message_video_wrap"><video src="https://cdn.example.org/v.mp4?token=1"></video></div>
<time class="message_video_duration">0:30</time></a></div></div>"""
REPLY = """<a class="tgme_widget_message_reply" href="https://t.me/example_channel/11"><i class="tgme_widget_message_reply_thumb"
 style="background-image:url('https://cdn.example.org/r.jpg')"></i><div class="tgme_widget_message_text js-message_reply_text"
 dir="auto">Цитата старого поста</div></a>"""
FORWARD = """<div class="tgme_widget_message_forwarded_from">Forwarded from&nbsp;<a class="tgme_widget_message_forwarded_from_name"
 href="https://t.me/dva_majors/900"><span dir="auto">Другой канал</span></a></div>"""
HIDDEN = """<div class="tgme_widget_message_forwarded_from">Forwarded from&nbsp;<span class="tgme_widget_message_forwarded_from_name">
<span dir="auto">Некто</span></span></div>"""
PREVIEW = """<a class="tgme_widget_message_link_preview" href="https://example.org/story"><div class="link_preview_site_name">Site</div>
<div class="tgme_widget_message_photo_wrap" style="background-image:url('https://cdn.example.org/l.jpg')"></div></a>"""

NEWEST = page(
    post(20, "Бои у <b>Ольховки</b> продолжались.<br/><br/>Потерь нет.<br>Подробности "
         '<a href="https://example.org/x" target="_blank">здесь</a> <a href="?q=%23сводка">#сводка</a>', edited=True),
    post(21, '<tg-emoji emoji-id="5"><i class="emoji" style="background-image:url(\'//t.org/e.png\')"><b>⚡️</b></i></tg-emoji>Альбом',
         inside=ALBUM),
    post(23, "", inside=PHOTO.format(n=23)),
    post(24, "", classes="service_message"),
    post(25, "Ответ на пост", inside=REPLY),
    post(26, "Пересланный пост", inside=FORWARD),
    post(27, "Пост от неизвестного", inside=HIDDEN),
    post(28, "Со ссылкой", inside=PREVIEW),
    low=20,
)  # fmt: skip
OLDER = page(post(11, "Старый пост", day=1, hour=9), post(12, "Ещё один", day=1, hour=10), low=11)
OLDEST = page(post(1, "Самый первый", day=1, hour=1), low=None)
EMPTY = HEAD.format(low=1) + END
PRIVATE = """<!DOCTYPE html><html><head><title>Telegram: Contact @example_channel</title></head><body>
<div class="tgme_page"><div class="tgme_page_title">Channel</div><div class="tgme_page_action"><a>View in Telegram</a></div></div></body></html>"""

EXPORT = json.dumps(
    {
        "name": "Канал",
        "type": "public_channel",
        "id": 1,
        "messages": [
            {"id": 1, "type": "service", "date": "2026-05-01T00:00:00", "date_unixtime": "1777593600", "action": "create_channel"},
            {"id": 20, "type": "message", "date": "2026-05-02T15:00:00", "date_unixtime": "1777723200", "edited_unixtime": "1777723300",
             "text": ["Бои у ", {"type": "bold", "text": "Ольховки"}, " продолжались.\n\nПотерь нет.\nПодробности ",
                      {"type": "text_link", "text": "здесь", "href": "https://example.org/x"}]},
            {"id": 23, "type": "message", "date_unixtime": "1777723200", "photo": "photos/photo_1.jpg", "text": ""},
            {"id": 24, "type": "message", "date_unixtime": "1777723200", "text": "Видео",
             "file": "(File not included. Change data exporting settings to download.)", "media_type": "video_file"},
            {"id": 26, "type": "message", "date_unixtime": "1777723200", "text": "Пересланный", "forwarded_from": "Другой канал",
             "forwarded_from_id": "channel77", "reply_to_message_id": 20},
            {"id": 27, "type": "message", "date_unixtime": "1777723200", "text": "От человека", "forwarded_from": "Некто",
             "forwarded_from_id": "user78"},
        ],
    },
    ensure_ascii=False,
)  # fmt: skip
