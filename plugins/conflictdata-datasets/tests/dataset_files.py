"""Files of the structure of the data sets', with rows of our own."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from conflictdata_datasets._gdelt import EVENTS, MENTIONS

ACLED_ROWS: list[dict[str, Any]] = [
    {"event_id_cnty": "UKR1", "event_date": "2026-05-02", "year": "2026", "time_precision": "1", "disorder_type": "Political violence",
     "event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack",
     "actor1": "Military Forces of Russia (2000-)", "actor2": "Civilians (Ukraine)", "interaction": "Military Forces-Civilians", "iso": "804",
     "country": "Ukraine", "admin1": "Donetsk", "admin2": "Pokrovskyi", "location": "Pokrovsk", "latitude": "48.2820", "longitude": "37.1758",
     "geo_precision": "1", "source": "Institute X; Outlet Y", "notes": "On 2 May 2026, shells hit the town.", "fatalities": "3",
     "timestamp": "1777800000"},
    {"event_id_cnty": "RUS2", "event_date": "2026-05-03", "year": "2026", "time_precision": "2", "disorder_type": "Political violence",
     "event_type": "Battles", "sub_event_type": "Government regains territory", "actor1": "Military Forces of Russia (2000-)",
     "actor2": "Military Forces of Ukraine (2019-)", "interaction": "", "iso": "643", "country": "Russia", "admin1": "Kursk", "admin2": "",
     "location": "Kursk", "latitude": "51.73", "longitude": "36.19", "geo_precision": "3", "source": "Z", "notes": "Around 3 May 2026, taken.",
     "fatalities": "0", "timestamp": "1777800001"},
]  # fmt: skip


def csv(rows: list[dict[str, Any]], delimiter: str = ",") -> str:
    names = list(rows[0])
    quoted = ['"' + str(value).replace('"', '""') + '"' for row in rows for value in row.values()]
    lines = [delimiter.join(quoted[n : n + len(names)]) for n in range(0, len(quoted), len(names))]
    return "\n".join([delimiter.join(names), *lines]) + "\n"


def acled_json(rows: list[dict[str, Any]] | None = None) -> str:
    return json.dumps(
        {"status": 200, "success": True, "count": 2, "data": ACLED_ROWS if rows is None else rows}
    )


UCDP_ROWS: list[dict[str, Any]] = [
    {"id": "501", "relid": "UKR-2026-1", "type_of_violence": "1", "dyad_name": "Government of Russia - Government of Ukraine",
     "side_a": "Government of Russia (Soviet Union)", "side_b": "Government of Ukraine", "source_headline": "Fighting reported near town",
     "where_prec": "2", "where_coordinates": "Pokrovsk town", "where_description": "near Pokrovsk", "adm_1": "Donetsk oblast", "adm_2": "",
     "latitude": "48.28", "longitude": "37.18", "country": "Ukraine", "event_clarity": "1", "date_prec": "2", "date_start": "2026-04-28 00:00:00.000",
     "date_end": "2026-05-02 00:00:00.000", "deaths_a": "0", "deaths_b": "2", "deaths_civilians": "0", "best": "4", "high": "9", "low": "2"},
    {"id": "502", "relid": "X", "type_of_violence": "3", "dyad_name": "Elsewhere", "side_a": "Government of Sudan", "side_b": "Civilians",
     "source_headline": "Elsewhere", "where_prec": "1", "where_coordinates": "Elsewhere", "where_description": "", "adm_1": "", "adm_2": "",
     "latitude": "13", "longitude": "25", "country": "Sudan", "event_clarity": "1", "date_prec": "1", "date_start": "2026-05-01",
     "date_end": "2026-05-01", "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "5", "best": "5", "high": "5", "low": "5"},
]  # fmt: skip


def gdelt_event(**given: str) -> str:
    row = dict.fromkeys(EVENTS, "") | {
        "GLOBALEVENTID": "900", "SQLDATE": "20260502", "Actor1Name": "RUSSIA", "Actor1CountryCode": "RUS", "Actor1Type1Code": "MIL",
        "Actor2Name": "KHARKIV", "Actor2CountryCode": "UKR", "Actor2Type1Code": "CVL", "EventCode": "195", "EventRootCode": "19",
        "QuadClass": "4", "NumMentions": "5", "ActionGeo_Type": "4", "ActionGeo_FullName": "Kharkiv, Kharkivs'ka Oblast', Ukraine",
        "ActionGeo_CountryCode": "UP", "ActionGeo_Lat": "50.00", "ActionGeo_Long": "36.25", "DATEADDED": "20260502120000",
        "SOURCEURL": "https://example.org/a",
    }  # fmt: skip
    return "\t".join((row | given).values())


def gdelt_mention(**given: str) -> str:
    row = dict.fromkeys(MENTIONS, "") | {
        "GLOBALEVENTID": "900", "EventTimeDate": "20260502120000", "MentionTimeDate": "20260502121500", "MentionType": "1",
        "MentionSourceName": "example.org", "MentionIdentifier": "https://example.org/b", "Confidence": "60",
    }  # fmt: skip
    return "\t".join((row | given).values())


VIINA_ROWS: list[dict[str, Any]] = [
    {"viina_version": "bert_1", "event_id_1pd": "77", "date": "20260502", "n_reports": "3", "event_ids": "1;2;3", "sources": "a;b",
     "geonameid": "706483", "feature_code": "PPLA", "asciiname": "Kharkiv", "ADM1_NAME": "Kharkiv", "ADM2_NAME": "", "longitude": "36.25",
     "latitude": "49.98", "GEO_PRECISION": "ADM3", "t_mil_b": "1", "a_rus_b": "1", "a_ukr_b": "0", "t_airstrike_b": "1", "t_artillery_b": "0",
     "t_civcas_b": "1"},
    {"viina_version": "bert_1", "event_id_1pd": "78", "date": "20260502", "n_reports": "1", "event_ids": "4", "sources": "a", "geonameid": "",
     "feature_code": "", "asciiname": "Kyiv", "ADM1_NAME": "", "ADM2_NAME": "", "longitude": "30.5", "latitude": "50.4", "GEO_PRECISION": "ADM1",
     "t_mil_b": "0", "a_rus_b": "0", "a_ukr_b": "0", "t_airstrike_b": "1", "t_artillery_b": "0", "t_civcas_b": "0"},
]  # fmt: skip

EXACT = ("48.28712", "37.18653")
GEOCONFIRMED_ROWS: list[dict[str, Any]] = [
    {"Id": "11111111-2222-3333-4444-555555555555", "Date": "2026-05-02", "Name": "02 MAY 2026", "Latitude": EXACT[0], "Longitude": EXACT[1],
     "Description": f"A drone hit a vehicle near Pokrovsk {EXACT[0]}, {EXACT[1]}<br>GeoLocation: https://maps.google.com/?q={EXACT[0]},{EXACT[1]}",
     "Source": "https://t.me/one/1", "Geolocation": "https://x.com/GeoConfirmed/status/2", "Faction": "Ukraine", "PlusCode": "8GQ95X2P+2W"},
]  # fmt: skip
KML = f"""<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>A</name><Placemark>
<name>02 MAY 2026 - drone strike</name><description><![CDATA[A drone hit a vehicle near Pokrovsk {EXACT[0]}, {EXACT[1]}<br>Source: https://t.me/one/1]]></description>
<Point><coordinates>{EXACT[1]},{EXACT[0]},0</coordinates></Point></Placemark></Folder></Document></kml>"""
GEOJSON = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [float(EXACT[1]), float(EXACT[0])]},
             "properties": {"id": "g1", "date": "2026-05-02T00:00:00", "name": "Drone strike", "description": "A drone hit a vehicle", "faction": "Ukraine"}},
        ],
    }
)  # fmt: skip
BELLINGCAT_ROWS: list[dict[str, Any]] = [
    {"id": "CIV1", "date": "05/02/2026", "latitude": EXACT[0], "longitude": EXACT[1], "location": "Pokrovsk, Donetsk Oblast",
     "description": "A residential building damaged by a missile impact.", "sources": [{"id": "s1", "path": "https://t.me/two/2", "description": ""}],
     "filters": [{"key": "Type of area affected", "value": "Residential"}]},
]  # fmt: skip


def zipped(name: str, text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name, (2026, 5, 2, 0, 0, 0)), text)
    return buffer.getvalue()
