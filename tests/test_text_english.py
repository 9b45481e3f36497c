"""How English sources put it: the project's own sentences, read by a person first."""

from __future__ import annotations

import pytest

import conflictdata as cd

DAY = "2025-09-04T12:00:00Z"

Told = set[tuple[str, str, str]]


def told(text: str, source: str = "reuters") -> Told:
    found = cd.extract(text, source=source, published=DAY, lang="en")
    return {(claim.claimant, claim.stance.value, claim.kind) for claim in found}


def where(text: str, source: str = "reuters") -> list[list[str | None]]:
    found = cd.extract(text, source=source, published=DAY, lang="en")
    return [[at.place.name if at.place else None for at in claim.locations] for claim in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ivan Petrenko, a spokesman for the 24th Mechanized Brigade, said Russian troops had entered Toretsk.", ("ua:24-mechanized-brigade", "asserts", "advance")),
        ("Gen. Valery Gerasimov, chief of the Russian General Staff, said Russian forces had seized Siversk.", ("ru:general-staff", "asserts", "capture")),
        ("The town, said Ukraine's General Staff, has been captured: Russian troops took Siversk.", ("ua:general-staff", "asserts", "capture")),
        ("Ukrainian commanders said they had pulled out of Siversk.", ("ua:armed-forces", "asserts", "withdrawal")),
        ("Commander-in-Chief Valerii Zaluzhnyi said Russian forces attacked Siversk.", ("ua:commander-in-chief", "asserts", "attack")),
        ("Former commander-in-chief Valerii Zaluzhnyi said Russian forces attacked Siversk.", ("ua:zaluzhnyi", "asserts", "attack")),
    ],
)  # fmt: skip
def test_the_speaker_is_the_one_described(text: str, expected: tuple[str, str, str]) -> None:
    assert told(text) == {expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSCE observers confirmed that shells hit a school in Horlivka.", ("osce", "verifies")),
        ("U.N. monitors confirmed that four civilians were killed in Kupiansk.", ("un", "verifies")),
        ("The BBC has confirmed that a drone hit a hotel in Kramatorsk.", ("bbc", "verifies")),
        ("The UN confirmed that its convoy was shelled in Kherson.", ("un", "confirms")),
        ("Ukrenergo confirmed that a drone hit a substation in Izmail.", ("ukrenergo", "confirms")),
        ("Belgorod Oblast Governor Vyacheslav Gladkov confirmed that a drone hit a depot in Shebekino.", ("ru:belgorod-oblast-governor", "confirms")),
    ],
)  # fmt: skip
def test_who_looks_for_himself_verifies_and_who_admits_confirms(text: str, expected: tuple[str, str]) -> None:
    assert {(claimant, stance) for claimant, stance, _ in told(text)} == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "The General Staff of Ukraine said it had moved its troops out of Siversk.",
        "Kyiv's General Staff said its units had been ordered out of Siversk.",
        "The General Staff of Ukraine said it had ordered its soldiers off Snake Island.",
    ],
)
def test_troops_ordered_out_have_withdrawn(text: str) -> None:
    ((claimant, _, kind),) = told(text)
    assert (claimant, kind) == ("ua:general-staff", "withdrawal")


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        ("soldiers hanging their flag from a balcony in", "capture"),
        ("soldiers taking down a Russian banner in", "capture"),
        ("marines manning trenches near", "presence"),
        ("infantry taking up positions in a school in", "presence"),
    ],
)  # fmt: skip
def test_what_soldiers_do_on_footage(shown: str, kind: str) -> None:
    text = f"Geolocated footage shows Ukrainian {shown} Siversk."
    assert told(text, "isw") == {("isw", "verifies", kind)}


def test_a_think_tank_that_tells_flatly_what_footage_shows_has_looked() -> None:
    shows = "Footage posted on Wednesday {} Ukrainian drones striking a depot in Engels."
    assert {stance for _, stance, _ in told(shows.format("shows"), "isw")} == {"verifies"}
    assert {stance for _, stance, _ in told(shows.format("purports to show"), "isw")} == {"assesses"}


def test_proof_that_nobody_saw_proves_nothing() -> None:
    text = "ISW has not observed geolocated footage to support the Russian MoD's claim that Russian forces seized Siversk."
    assert told(text, "isw") == {("ru:mod", "asserts", "capture")}


@pytest.mark.parametrize(
    ("text", "downed"),
    [
        ("Russia launched 90 drones, Ukraine's air force said, adding that 71 of them were shot down.", 71),
        ("The Ukrainian Air Force said Russian forces launched 34 Shahed drones from Yeysk and Kursk and that Ukrainian forces downed 29 of them.", 29),
    ],
)  # fmt: skip
def test_some_of_them_are_counted_as_what_they_are(text: str, downed: int) -> None:
    found = cd.extract(text, source="reuters", published=DAY, lang="en")
    counts = [(q.value, q.unit) for claim in found if claim.kind == "interception" for q in claim.quantities]
    assert counts == [(downed, "drone")]


@pytest.mark.parametrize(
    "text",
    [
        "Drones struck a depot in Engels, the governor said. It was the third attack on the city this month.",
        "Drones struck a depot in Engels, a port that was bombed last year.",
    ],
)
def test_what_row_it_stands_in_is_no_claim_of_its_own(text: str) -> None:
    assert len(where(text)) == 1


def test_fire_under_which_troops_left_is_told_aside() -> None:
    text = "A Russian milblogger said Russian forces withdrew from Siversk under heavy artillery fire."
    assert told(text) == {("ru:milbloggers", "asserts", "withdrawal")}
    assert told("Siversk is under artillery fire.") == {("reuters", "asserts", "shelling")}


def test_a_statement_that_dates_another_is_a_claim_too() -> None:
    text = "The General Staff of Ukraine admitted its troops had left Siversk, days after Moscow announced it had captured the town."
    assert told(text) == {
        ("ua:general-staff", "confirms", "withdrawal"),
        ("ru:government", "asserts", "capture"),
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Shells hit a shop in Kherson's Dniprovskyi district.", ["Kherson"]),
        ("A drone hit a shop in the Dniprovskyi district of Kherson.", ["Kherson"]),
        ("A drone hit a shop in Kharkiv's Saltivka neighborhood.", ["Kharkiv"]),
        ("Ukrainian forces hold buildings on Toretsk's western edge, officials in Kyiv said.", ["Toretsk"]),
        ("Drones struck warehouses in the Danube port of Izmail.", ["Izmayil"]),
        ("Russian troops withdrew from the western bank of the Dnipro River in Kherson Oblast.", ["Kherson Oblast"]),
        ("Russian forces withdrew from Siversk, describing it as a planned regrouping toward Lyman.", ["Siversk"]),
    ],
)  # fmt: skip
def test_which_place_is_meant(text: str, places: list[str]) -> None:
    assert where(text) == [places]


def test_a_road_taken_near_a_town_is_no_capture_of_the_town() -> None:
    (claim,) = cd.extract("Captured the H-20 near Avdiivka.", source="deepstate", published=DAY, lang="en")
    assert [at.relation.value for at in claim.locations] == ["near"]
    cut = "A Russian milblogger claimed that Russian forces cut the H-20 highway north of Avdiivka."
    assert told(cut) == {("ru:milbloggers", "asserts", "advance")}


def test_names_that_sound_like_a_happening() -> None:
    assert told("Downing Street said in London that talks would go on.") == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russian air defenses down 14 Ukrainian UAVs over Bryansk Region overnight", "interception"),
        ("Russian missile kills seven in Lviv", "civilian-harm"),
        ("Ukraine attacked Moscow with eight drones.", "air-drone-strike"),
        ("Ukrainian drones destroyed a Russian bomber at the Olenya air base.", "losses"),
        ("The Ukrainian navy destroyed the Russian patrol ship Sokol near Sevastopol.", "losses"),
        ("Geolocated footage shows a destroyed Russian tank near Siversk.", "losses"),
        ("Ukrainian troops have been forced from Siversk.", "capture"),
        ("Russian troops have crossed into Sumy Oblast.", "advance"),
        ("Russian forces have breached defenses north of Siversk.", "advance"),
        ("Russian soldiers slipped into Siversk in small groups.", "attack"),
        ("Elements of a division arrived in the Orikhiv area.", "movement"),
        ("Forces repelled an attempt by troops to cross into Belgorod Oblast near Shebekino.", "attack"),
        ("Russia has taken Niu-York.", "capture"),
        ("Ukrainian troops are continuing to clear Kupiansk of Russian soldiers.", "clearing"),
        ("Russian forces control roughly 60% of Pokrovsk.", "presence"),
        ("Ukrainian troops abandoned the last pocket of resistance in Siversk.", "withdrawal"),
    ],
)  # fmt: skip
def test_what_happened(text: str, kind: str) -> None:
    assert {each for _, _, each in told(text)} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "The seizure of Siversk would allow Russian forces to threaten Lyman.",
        "A court jailed a soldier over an attack in the Kursk region.",
        "Siversk lies near Horlivka, which Russia has occupied since 2014.",
    ],
)
def test_what_would_follow_and_what_is_long_so_is_no_claim(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ('"The enemy attacked Siversk," said Oleh, a soldier with the 72nd Brigade.', "ua:72-mechanized-brigade"),
        ("Ukrainian forces liberate Siversk – 3rd Assault Brigade", "ua:3-assault-brigade"),
        ("U.S. officials said Russian forces attacked Siversk.", "us:officials"),
    ],
)  # fmt: skip
def test_whose_word_it_is(text: str, claimant: str) -> None:
    assert {each for each, _, _ in told(text)} == {claimant}


def test_the_office_of_a_speaker_is_no_place_of_the_claim() -> None:
    text = "Russian troops captured Siversk, the Russian-installed leader of Donetsk, Denis Pushilin, said."
    assert where(text) == [["Siversk"]]
    text = "Russian forces attacked in western Zaporizhia Oblast near Robotyne and Verbove."
    assert where(text) == [["Robotyne"], ["Verbove"]]


def test_a_blogger_may_deny_what_another_said() -> None:
    text = "A Russian milblogger claimed that Ukrainian forces recaptured Siversk, while another milblogger denied these reports."
    assert told(text) == {("ru:milbloggers", "asserts", "capture"), ("ru:milbloggers", "denies", "capture")}


def test_reports_behind_a_date_are_what_was_denied() -> None:
    text = "The Ukrainian General Staff rejected on May 3 reports that Russian troops had encircled its units near Lyman."
    claims = cd.extract(text, source="isw", published=DAY, lang="en")
    assert {(claim.claimant, claim.stance.value) for claim in claims} == {("ua:general-staff", "denies")}


def test_killed_and_wounded_that_troops_suffered_are_losses() -> None:
    text = "Zelensky stated that Russian forces had suffered about 900 killed and wounded near Lyman."
    (claim,) = cd.extract(text, source="isw", published=DAY, lang="en")
    assert (claim.claimant, claim.kind) == ("ua:president", "losses")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A drone hit a bus in Shebekino, the governor said. As a result of the attack, two people were wounded.", ["air-drone-strike", "civilian-harm"]),
        ("A drone hit a bus in Shebekino, the governor said. Two people were wounded in the explosion.", ["air-drone-strike", "civilian-harm"]),
        ("Three people were killed in Shebekino, the governor said. “Three civilians have been killed,” the governor wrote.", ["civilian-harm"]),
    ],
)  # fmt: skip
def test_what_goes_on_about_a_strike_is_no_second_one(text: str, kinds: list[str]) -> None:
    assert [claim.kind for claim in cd.extract(text, source="reuters", published=DAY, lang="en")] == kinds


def test_places_that_locate_others_are_not_captured_with_them() -> None:
    text = (
        "The ministry said troops had taken the villages of Hirnyk and Vovchenko in the Donetsk region near Kurakhove and the town "
        "of Selydove, located west of the Russian-controlled city of Donetsk."
    )
    assert [name for names in where(text) for name in names if name] == ["Hirnyk", "Selydove"]


def test_a_place_told_of_what_went_before_is_not_captured() -> None:
    text = "Russia's defence ministry claimed the capture of Vuhledar, following its advance towards the hub of Kurakhove."
    assert where(text) == [["Vuhledar"]]


@pytest.mark.parametrize("of", ["18 of the 23 drones", "18 out of 23 drones", "18 drones"])
def test_a_part_is_counted_and_not_the_whole(of: str) -> None:
    (claim,) = cd.extract(
        f"The air force said it shot down {of} over Odesa.", source="reuters", published=DAY, lang="en"
    )
    assert [quantity.value for quantity in claim.quantities] == [18]


def test_firefighters_are_no_firefight_and_surroundings_no_advance() -> None:
    text = "A warehouse burned in Reni, the mayor said. Firefighters are at work there and in the surrounding villages."
    assert {claim.kind for claim in cd.extract(text, source="reuters", published=DAY, lang="en")} == {
        "infrastructure-damage"
    }


def test_the_side_on_which_a_region_lies_is_no_place_of_its_own() -> None:
    assert where(
        "Russia's defence ministry said it downed two drones over the Ryazan region, southeast of Moscow."
    ) == [["Ryazan Oblast"]]


def test_parts_of_a_count_go_to_their_places() -> None:
    text = (
        "Russia's defence ministry said 49 drones had been downed, including 25 drones in the southern Rostov region and eight in the "
        "Volgograd region."
    )
    claims = cd.extract(text, source="reuters", published=DAY, lang="en")
    assert [[q.value for q in claim.quantities] for claim in claims] == [[25], [8]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Geolocated footage published on Monday and reviewed by the Institute for the Study of War shows Russian troops advanced in Siversk.", ("isw", "verifies", "advance")),
        ("The Institute for the Study of War said that geolocated footage showed Russian troops had entered Siversk.", ("isw", "verifies", "advance")),
        ("Video verified by the BBC shows Ukrainian soldiers raising a flag in Siversk.", ("bbc", "verifies", "capture")),
        ("The BBC has not been able to independently verify that Siversk has been captured by Russian forces.", None),
    ],
)  # fmt: skip
def test_who_looked_at_the_footage_verifies_what_it_shows(
    text: str, expected: tuple[str, str, str] | None
) -> None:
    assert told(text, "guardian") == ({expected} if expected else set())


@pytest.mark.parametrize("what", ["freely walking", "patrolling", "casually standing"])
def test_troops_that_footage_shows_are_present(what: str) -> None:
    text = f"Geolocated footage published on Monday shows Russian soldiers {what} in central Siversk."
    assert told(text, "isw") == {("isw", "verifies", "presence")}


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces will likely continue attacking Siversk.",
        "Russian forces intend to continue advancing toward Siversk.",
        "This is unlikely to bring about a Russian encirclement of Siversk.",
        "Russian forces would likely slow down following the capture of Siversk.",
        "The command is setting conditions for a deeper push into Siversk.",
    ],
)
def test_what_is_only_to_come_is_no_claim(text: str) -> None:
    assert told(text, "isw") == set()


@pytest.mark.parametrize("modal", ["may", "could"])
def test_what_may_still_be_so_is_told_as_uncertain(modal: str) -> None:
    text = f"Ukrainian forces {modal} still hold positions in northern Siversk."
    (claim,) = cd.extract(text, source="isw", published=DAY, lang="en")
    assert (claim.kind, claim.stance.value, claim.hedged) == ("presence", "assesses", True)


def test_a_plan_carried_out_is_told_as_done() -> None:
    text = "A Ukrainian serviceman reported that his unit conducted a planned withdrawal from Siversk."
    assert told(text) == {("ua:armed-forces", "asserts", "withdrawal")}


@pytest.mark.parametrize("owner", ["Kremlin claims", "Putin's claims"])
def test_a_denial_behind_despite_is_its_owners(owner: str) -> None:
    text = f"Russian guns kept shelling Siversk, despite {owner} that no more clashes go on there."
    assert ("ru:president", "denies", "armed-clash") in told(text)


def test_no_more_than_counts_and_negates_nothing() -> None:
    assert told("Russian forces shelled Siversk with no more than two guns.") == {
        ("reuters", "asserts", "shelling")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces shelled Siversk on Monday. Two people were killed in the Donetsk region town.",
        "Russian forces shelled Siversk on Monday. Russian forces withdrew from the Donetsk Oblast town.",
        "Russian forces took Siversk on Monday. They seized the town amid an offensive in the Lyman direction.",
    ],
)
def test_the_town_of_the_region_is_the_one_told_before(text: str) -> None:
    assert {name for names in where(text) for name in names} == {"Siversk"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Russia, on Monday, claimed its forces had taken Siversk.", "ru:government"),
        ("Ukraine, for its part, said its forces had retaken Siversk.", "ua:government"),
        ("Ukraine's military on Nov 20 reported that Siversk had been captured.", "ua:armed-forces"),
        ("Russian forces had taken Siversk, according to the Ministry of Defence of the United Kingdom.", "uk:mod"),
        ("Russian forces took Siversk, Ivan Petrenko, a spokesperson for Ukraine's forces in the east, told the Associated Press.", "ua:armed-forces"),
        ("The Ukrainian military is said to have struck a depot in Tokmak. This was reported by the BBC.", "bbc"),
        ("Russian troops have taken Siversk. This is according to the BBC.", "bbc"),
    ],
)  # fmt: skip
def test_a_speaker_keeps_what_stands_between_him_and_the_verb(text: str, speaker: str) -> None:
    assert {claimant for claimant, _, _ in told(text, "guardian")} == {speaker}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Russian forces captured Siversk, potentially increasing pressure on the hub of Sloviansk.",
            ["Siversk"],
        ),
        (
            "A drone hit a depot in Tokmak, some nine miles northwest of the recently captured Molochansk.",
            ["Tokmak"],
        ),
        (
            "A drone hit a depot in Tokmak, near the border between Zaporizhzhia and Kherson regions.",
            ["Tokmak"],
        ),
        ("A drone struck a depot in Tokmak on Thursday, a security source in Kyiv said.", ["Tokmak"]),
        ("Kharkiv Governor Oleh Syniehubov said a drone had wounded two people.", ["Kharkiv Oblast"]),
        ("Explosions are a grim sign for Moscow, which last week took Siversk.", ["Siversk"]),
    ],
)
def test_places_that_only_locate_or_that_a_happening_leads_to(text: str, places: list[str]) -> None:
    assert [name for names in where(text) for name in names] == places


def test_a_strike_without_a_place_takes_none_from_where_drones_were_shot_down() -> None:
    text = "Ukrainian drones attacked a refinery, and air defences shot down 12 drones over Bryansk region, the ministry said."
    found = cd.extract(text, source="reuters", published=DAY, lang="en")
    assert {claim.kind for claim in found if claim.locations} == {"interception"}


@pytest.mark.parametrize(
    ("added", "kind"),
    [
        ("forces seized two mines in the area", "capture"),
        ("Ukrainian forces counterattacked there", "attack"),
    ],
)
def test_what_a_blogger_adds_of_the_area_is_a_claim_of_its_own(added: str, kind: str) -> None:
    text = f"A Russian milblogger wrote that Russian forces advanced near Siversk. The milblogger added that {added}."
    assert told(text, "isw") == {
        ("ru:milbloggers", "asserts", "advance"),
        ("ru:milbloggers", "asserts", kind),
    }
    assert where(text, "isw") == [["Siversk"], ["Siversk"]]


@pytest.mark.parametrize(
    "text",
    [
        "The General Staff of Ukraine said that neither Siversk nor the village of Zvanivka had been captured.",
        "“Untrue are statements that Siversk has been captured,” the General Staff of Ukraine said.",
    ],
)
def test_neither_and_untrue_deny(text: str) -> None:
    assert {stance for _, stance, _ in told(text)} == {"denies"}


def test_a_denial_of_claims_told_before_is_not_of_what_the_next_speaker_says() -> None:
    text = "Moscow said its troops had captured Siversk. Kyiv denied the claims and the BBC said Russian troops shelled Lyman."
    assert told(text) == {
        ("ru:government", "asserts", "capture"),
        ("ua:government", "denies", "capture"),
        ("bbc", "asserts", "shelling"),
    }


def test_english_news_tells_in_its_own_voice_what_it_attributes_to_nobody() -> None:
    text = "A drone wounded a man in Chuhuiv, Kharkiv Oblast Governor Oleh Syniehubov said. In Izium, a shell damaged a house."
    assert {claimant for claimant, _, kind in told(text) if kind == "civilian-harm"} == {
        "ua:kharkiv-oblast-governor"
    }
    assert {claimant for claimant, _, kind in told(text) if kind == "infrastructure-damage"} == {"reuters"}


def test_who_kills_civilians_suffers_no_losses() -> None:
    assert {kind for _, _, kind in told("Russian occupiers killed 3 civilians in Siversk.")} == {
        "civilian-harm"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian forces seized Siversk, geolocated footage shows.", ("reuters", "verifies", "capture")),
        ("Russian forces seized Siversk, according to geolocated footage cited by ISW.", ("isw", "verifies", "capture")),
        ("Russian sources cited by ISW claimed that Russian forces still control most of Siversk.", ("ru:milbloggers", "asserts", "presence")),
    ],
)  # fmt: skip
def test_evidence_behind_its_content_and_sources_that_others_cite(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert told(text) == {expected}


def test_a_further_advance_that_may_open_the_way_is_still_to_come() -> None:
    assert (
        told("Further Ukrainian advances along the river may open the approaches to Siversk.", "isw") == set()
    )


@pytest.mark.parametrize("what", ["a retreat", "a withdrawal", "its troops to withdraw"])
def test_a_withdrawal_that_was_ordered_is_told(what: str) -> None:
    assert told(f"Russia has ordered {what} from the city of Kherson.") == {
        ("reuters", "asserts", "withdrawal")
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Most of the fighting took place in the Siversk and Lyman directions.", ["Siversk", "Lyman"]),
        ("Ukrainian officials denied claims by the Operational-Tactical Group “Luhansk” that Russian forces had captured Siversk.", ["Siversk"]),
        ("Two drones were electronically jammed and crashed in the Bryansk region, the ministry said.", ["Bryansk Oblast"]),
    ],
)  # fmt: skip
def test_sectors_share_their_word_and_groups_have_towns_in_their_names(text: str, places: list[str]) -> None:
    assert [str(name).removesuffix(" direction") for names in where(text) for name in names] == places


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Two shells hit a school in Enerhodar, the town's military-civilian administration said.", "ru:enerhodar-administration"),
        ("A drone hit a school in Toretsk, the head of the Toretsk MVA said.", "ua:toretsk-administration"),
    ],
)  # fmt: skip
def test_administrations_of_towns_by_their_short_names(text: str, speaker: str) -> None:
    assert {claimant for claimant, _, _ in told(text)} == {speaker}


def test_a_mayors_casualties_are_people_of_his_town() -> None:
    text = "Kharkiv Mayor Ihor Terekhov said a bomb hit a house in the city and that the strike resulted in casualties."
    assert {kind for _, _, kind in told(text)} == {"air-drone-strike", "civilian-harm"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukrainian forces have thwarted numerous Russian advances near Siversk.", {("reuters", "asserts", "attack")}),
        ("Russian troops have refuted reports that Siversk had fallen, maintaining control over parts of the town.", None),
        ("The Institute for the Study of War said geolocated footage indicates that Russian forces advanced in Siversk.", {("isw", "verifies", "advance")}),
        ("Volodymyr Zelensky denied the capture of Siversk, which was previously claimed by Vladimir Putin.", {("ua:president", "denies", "capture")}),
        ("More than ten drones that approached Kyiv from different directions were destroyed, the air force said.", {("ua:air-force", "asserts", "interception")}),
    ],
)  # fmt: skip
def test_whose_the_denial_is_and_what_was_fended_off(text: str, expected: Told | None) -> None:
    if expected is None:
        assert {(stance, kind) for _, stance, kind in told(text)} == {
            ("denies", "capture"),
            ("asserts", "presence"),
        }
    else:
        assert told(text) == expected


def test_this_was_announced_names_the_speaker_though_he_goes_on() -> None:
    text = (
        "Reports that Russian troops captured Yunakivka are not true. This was announced by Sumy Oblast Governor Oleh Hryhorov, noting "
        "that Ukrainian forces hold positions in the village."
    )
    assert {claimant for claimant, _, _ in told(text)} == {"ua:sumy-oblast-governor"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Fighting continues in a forest north of the city of Kupiansk in Kharkiv Oblast.", ["Kupyansk"]),
        ("A drone hit a ship off the Black Sea peninsula of Crimea.", ["Crimea"]),
        ("Ukrainian forces advanced southeast of Siversk, located north of Bakhmut.", ["Siversk"]),
    ],
)
def test_the_region_behind_a_town_holds_it_and_seas_name_coasts(text: str, places: list[str]) -> None:
    assert [name for names in where(text) for name in names] == places


def test_who_holds_an_office_over_what_another_controls_speaks() -> None:
    text = "Vladimir Saldo, the Russian-installed governor of the part of Kherson region which Moscow controls, said troops had taken Krynky."
    assert {claimant for claimant, _, _ in told(text)} == {"ru:kherson-oblast-governor"}


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("A battalion commander stated that Russian forces have not entered Siversk.", {("ua:armed-forces", "denies", "advance")}),
        ("A company commander said that Ukrainian forces had not captured Siversk.", {("ru:armed-forces", "denies", "capture")}),
        ("A source said that Russian forces had not captured Siversk.", set[tuple[str, str, str]]()),
    ],
)  # fmt: skip
def test_an_officer_speaks_against_the_side_he_names(text: str, denies: Told) -> None:
    assert told(text, "isw") == denies


def test_a_relative_clause_dates_only_itself() -> None:
    text = "Russian forces assaulted the town of Siversk, which was captured by Ukraine in May, the ministry said."
    when = {
        claim.when.start.month
        for claim in cd.extract(text, source="reuters", published=DAY, lang="en")
        if claim.kind == "attack" and claim.when
    }
    assert when == {9}


def test_what_a_strike_leaves_without_power_is_a_place_of_it() -> None:
    text = "Ukrainian officials said Russia struck power stations, leaving the Kharkiv region without electricity."
    assert {name for names in where(text) for name in names} == {"Kharkiv Oblast"}


def test_footage_that_another_could_not_verify_shows_nothing_and_hides_no_speaker() -> None:
    text = "Russian troops took the village of Zvanivka, the defence ministry said, publishing a video that Reuters could not verify."
    assert told(text) == {("ru:mod", "asserts", "capture")}


def test_whom_an_institute_cites_did_not_say_what_it_makes_of_it() -> None:
    text = "Russian troops took Siversk. This is according to the ISW, which quoted satellite images and Russian bloggers."
    assert {claimant for claimant, _, _ in told(text, "reuters")} == {"isw"}


@pytest.mark.parametrize("verb", ["capture", "seize", "advance near"])
def test_ground_that_was_fought_for_and_not_taken_is_an_attack_that_failed(verb: str) -> None:
    (claim,) = cd.extract(
        f"Russian forces failed to {verb} Siversk, the Ukrainian General Staff said.",
        source="reuters",
        published=DAY,
    )
    assert (claim.claimant, claim.stance.value) == ("ua:general-staff", "asserts")
    assert (claim.kind, claim.outcome.value, claim.agent) == ("attack", "failure", "ru:armed-forces")


@pytest.mark.parametrize("what", ["may fail to capture Siversk", "failed to evacuate Siversk"])
def test_what_may_fail_or_was_not_fought_for_is_no_failed_attack(what: str) -> None:
    assert told(f"Russian forces {what}, officials said.") == set()


@pytest.mark.parametrize("verb", ["called", "labelled"])
@pytest.mark.parametrize(
    "what", ["reports that Russian troops had taken Siversk", "claims of the Russian capture of Siversk"]
)
@pytest.mark.parametrize("word", ["false", "a lie", "disinformation"])
def test_what_is_called_false_is_denied(verb: str, what: str, word: str) -> None:
    found = cd.extract(f"The Ukrainian General Staff {verb} {what} {word}.", source="reuters", published=DAY)
    assert [(each.claimant, each.stance.value, each.kind) for each in found] == [
        ("ua:general-staff", "denies", "capture")
    ]


@pytest.mark.parametrize(
    "text", ["Kyiv called for the capture of Siversk.", "Budapest called it an attack on Siversk."]
)
def test_what_is_called_for_or_only_named_so_is_no_claim(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "lang", "sides"),
    [
        ("Clashes between Ukrainian and Russian forces went on near Siversk.", "en", ("ua", "ru")),
        ("Fighting between Russian troops and the Ukrainian 3rd Assault Brigade went on in Siversk.", "en", ("ru", "ua")),
        ("Бої між українськими та російськими військами тривали біля Сіверська.", "uk", ("ua", "ru")),
        ("Под Северском шли бои между российскими и украинскими войсками.", "ru", ("ru", "ua")),
    ],
)  # fmt: skip
def test_who_fights_whom_is_told_of_both(text: str, lang: str, sides: tuple[str, str]) -> None:
    (claim,) = cd.extract(text, source="reuters", published=DAY, lang=lang)
    assert claim.kind == "armed-clash"
    assert ((claim.agent or "")[:2], (claim.target or "")[:2]) == sides
