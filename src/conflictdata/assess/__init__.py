"""Status, independence and confidence of an event, with reasons; how reliable its claimants are."""

from conflictdata.assess._explain import explain
from conflictdata.assess._learn import learn_reliabilities
from conflictdata.assess._origins import Origins, known_at, origins, told_at
from conflictdata.assess._status import Assessment, assess, history
from conflictdata.assess._weigh import hurt, reliability, side

__all__ = [
    "Assessment",
    "Origins",
    "assess",
    "explain",
    "history",
    "hurt",
    "known_at",
    "learn_reliabilities",
    "origins",
    "reliability",
    "side",
    "told_at",
]
