"""Reliabilities of claimants from the events themselves: who turns out right, by agreement with the others.

Dawid and Skene, "Maximum Likelihood Estimation of Observer Error-Rates Using the EM Algorithm" (Applied
Statistics 28, 1979), as implemented by crowd-kit.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable

from conflictdata.errors import ConflictDataError
from conflictdata.model import Event, Stance


def learn_reliabilities(
    events: Iterable[Event], *, iterations: int = 100, least: int = 5
) -> dict[str, float]:
    """Probability that a claimant's statement holds, learned from whom it agrees with.

    Each event is a question ("did it happen?"), each claimant an annotator who affirms or denies. The figures
    are pulled towards 0.6 with the weight of ``least`` statements, and claimants with fewer are left out.

    Returns:
        By claimant; give it to ``assess(..., reliabilities=...)``.

    Raises:
        ConflictDataError: crowd-kit is not installed (``pip install conflictdata[learn]``).
    """
    try:
        import pandas as pd
        from crowdkit.aggregation import DawidSkene
    except ImportError as error:
        raise ConflictDataError(
            "learning reliabilities needs crowd-kit: pip install 'conflictdata[learn]'"
        ) from error

    answers: dict[tuple[str, str], str] = {}
    for event in events:
        for claim in event.claims:
            answers[event.id, claim.claimant] = "no" if claim.stance is Stance.DENIES else "yes"
    if not answers:
        return {}
    table = pd.DataFrame(
        [(task, worker, label) for (task, worker), label in sorted(answers.items())],
        columns=["task", "worker", "label"],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # crowd-kit's own, about pandas
        truth = DawidSkene(n_iter=iterations).fit_predict(table)
    right: dict[str, list[bool]] = {}
    for (task, worker), label in answers.items():
        right.setdefault(worker, []).append(label == truth[task])
    return {
        worker: round((sum(hits) + 0.6 * least) / (len(hits) + least), 4)
        for worker, hits in sorted(right.items())
        if len(hits) >= least
    }
