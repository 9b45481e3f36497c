"""The linkage model as Splink settings, for whatever backend Splink runs on."""

from __future__ import annotations

from typing import Any

from conflictdata.linking._comparisons import ABSENT, Comparison, comparisons
from conflictdata.linking._model import LinkageModel


def splink_settings(model: LinkageModel) -> dict[str, Any]:
    """A settings dictionary of Splink 5 (``link_type`` ``dedupe_only``).

    The input table has the columns of ``Features`` with ``id`` as ``unique_id``.
    """
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": model.prior,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "comparisons": [_comparison(each, model) for each in comparisons()],
        "blocking_rules_to_generate_predictions": [],
    }


def _comparison(each: Comparison, model: LinkageModel) -> dict[str, Any]:
    return {
        "output_column_name": each.name,
        "comparison_levels": [_level(each.name, label, sql, model) for label, sql in _absent_first(each)],
    }


def _absent_first(each: Comparison) -> tuple[tuple[str, str], ...]:
    if ABSENT not in each.labels:  # Splink asks for one; these columns are never null
        return ((ABSENT, "unique_id_l IS NULL"), *each.levels)
    return tuple(sorted(each.levels, key=lambda level: level[0] != ABSENT))


def _level(comparison: str, label: str, sql: str, model: LinkageModel) -> dict[str, Any]:
    level: dict[str, Any] = {"sql_condition": sql, "label_for_charts": label}
    if label == ABSENT:
        return level | {"is_null_level": True}
    m, u = model.probabilities(comparison, label)
    return level | {"m_probability": m, "u_probability": u}
