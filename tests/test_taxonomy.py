"""Event kinds: their codes exist in the code books they name, the registry is open and refuses contradictions."""

from __future__ import annotations

from itertools import product

import attrs
import pytest

from conflictdata import model, taxonomy
from conflictdata.errors import ModelError

# ACLED Codebook, table of event and sub-event types; events that this domain does not use left out.
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip

# PLOVER 2.0, the event types
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip

# The kinds that the record format names
NAMED = [
    "armed-clash",
    "attack",
    "advance",
    "capture",
    "withdrawal",
    "presence",
    "air-drone-strike",
    "shelling",
    "explosion",
    "infrastructure-damage",
    "interception",
    "civilian-harm",
    "losses",
    "clearing",
    "movement",
    "prisoner-exchange",
    "evacuation",
    "agreement",
    "other",
]

KINDS = taxonomy.CORE_KINDS


def test_every_kind_of_the_record_format_is_there_once() -> None:
    assert sorted(kind.id for kind in KINDS) == sorted(NAMED)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_codes_exist_in_their_code_books(kind: taxonomy.EventKind) -> None:
    assert kind.acled_sub_event in ACLED[kind.acled_event]
    assert kind.ucdp_type in (None, 1, 2, 3)
    assert kind.cameo_root in {f"{root:02}" for root in range(1, 21)}
    assert kind.plover in PLOVER
    assert kind.label
    assert kind.description.endswith(".")


def test_what_is_no_violence_is_no_ucdp_event() -> None:
    assert not [kind.id for kind in KINDS if not kind.lethal and kind.ucdp_type is not None]


def test_similarity_is_symmetric_bounded_and_one_on_itself() -> None:
    for a, b in product(NAMED, NAMED):
        assert taxonomy.similarity(a, b) == taxonomy.similarity(b, a)
        assert 0 <= taxonomy.similarity(a, b) <= 1
        assert (taxonomy.similarity(a, b) == 1) == (a == b)


def test_a_ground_event_is_no_prisoner_exchange() -> None:
    assert taxonomy.similarity("capture", "prisoner-exchange") == 0
    assert taxonomy.similarity("attack", "armed-clash") > taxonomy.similarity("presence", "capture")
    assert taxonomy.similarity("other", "nobody-registered-this") == 0


@pytest.mark.usefixtures("own_tables")
def test_a_plugin_can_add_a_kind_but_not_change_one() -> None:
    new = attrs.evolve(taxonomy.kind("movement"), id="blockade", label="Blockade")
    taxonomy.register(new)
    taxonomy.register(new)
    assert taxonomy.kinds()["blockade"] == new
    with pytest.raises(ModelError, match="blockade"):
        taxonomy.register(attrs.evolve(new, cameo_root="20"))


def test_an_unknown_kind_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ModelError, match="siege.*armed-clash"):
        taxonomy.kind("siege")


def test_the_view_of_the_kinds_cannot_be_written() -> None:
    with pytest.raises(TypeError):
        taxonomy.kinds()["x"] = KINDS[0]  # type: ignore[index]


@pytest.mark.parametrize(
    "enum",
    [
        model.UcdpWherePrecision, model.UcdpDatePrecision, model.AcledGeoPrecision, model.AcledTimePrecision,
        model.Reliability, model.Credibility,
    ],
)  # fmt: skip
def test_every_code_has_a_meaning_of_its_own(enum: type[taxonomy.Code]) -> None:
    assert len({taxonomy.meaning(code) for code in enum}) == len(enum)


def test_the_code_books_scales_are_whole() -> None:
    assert [int(code) for code in model.UcdpWherePrecision] == [1, 2, 3, 4, 5, 6, 7]
    assert [int(code) for code in model.UcdpDatePrecision] == [1, 2, 3, 4, 5]
    assert [int(code) for code in model.AcledGeoPrecision] == [1, 2, 3]
    assert [int(code) for code in model.AcledTimePrecision] == [1, 2, 3]
    assert [code.value for code in model.Reliability] == list("ABCDEF")
    assert [int(code) for code in model.Credibility] == [1, 2, 3, 4, 5, 6]
