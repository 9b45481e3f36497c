"""How well claims, places, times and links are found: ``python tests/eval/run.py [--show] [PASSAGES.jsonl]``."""

from __future__ import annotations

import argparse
import json
import runpy
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import scoring

import conflictdata as cd

HERE = Path(__file__).parent


def score_passages(passages: Iterable[dict[str, Any]], *, show: bool = False) -> dict[str, scoring.Score]:
    """Scores by language and for ``all`` of labelled passages, read by the extractor as it stands."""
    scores: dict[str, scoring.Score] = {"all": scoring.Score()}
    for passage in passages:
        report = cd.Report(**{key: passage[key] for key in ("id", "source", "published", "lang", "text")})
        claims = list(cd.extract_reports([report]))
        pairs = scoring.pair(passage["claims"], claims)
        for key in ("all", passage["lang"]):
            scores.setdefault(key, scoring.Score()).add(passage["claims"], claims, pairs)
        if show:
            _show(passage, claims, pairs)
    return scores


def _show(passage: dict[str, Any], claims: list[cd.Claim], pairs: list[scoring.Pair]) -> None:
    labels = passage["claims"]
    missed = set(range(len(labels))) - {each.label for each in pairs}
    extra = set(range(len(claims))) - {each.claim for each in pairs}
    wrong = [(each, [name for name, well in each.right.items() if not well]) for each in pairs]
    if missed or extra or any(names for _, names in wrong):
        print(f"{passage['id']}: {passage['text']}")
    for index in sorted(missed):
        label = labels[index]
        print(f"    missed {label['claimant']} {label['stance']} {'/'.join(label['kind'])} {label['places']}")
    for index in sorted(extra):
        print(f"    extra  {_words(claims[index])}")
    for each, names in wrong:
        if names:
            print(f"    wrong  {', '.join(names)}: {_words(claims[each.claim])} for {labels[each.label]}")


def _words(claim: cd.Claim) -> str:
    places = [location.place.name if location.place else location.mention for location in claim.locations]
    when = f"{claim.when.start:%F}..{claim.when.end:%F}" if claim.when else "no time"
    return f"{claim.claimant} {claim.stance} {claim.kind} {places} {when}"


def main() -> int:
    """Score the passages, then run every other evaluation beside this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "passages", nargs="*", type=Path, default=[HERE / "passages.jsonl", HERE / "heldout.jsonl"]
    )
    parser.add_argument("--show", action="store_true", help="print what was missed, extra or wrong")
    parser.add_argument("--only-claims", action="store_true", help="leave the other evaluations out")
    options = parser.parse_args()
    for file in options.passages:
        lines = file.read_text(encoding="utf-8").splitlines()
        print(f"claims, {file.name}:")
        for name, score in sorted(score_passages(map(json.loads, lines), show=options.show).items()):
            print(f"{name:>4}: {score}")
    failed = 0
    for script in [] if options.only_claims else sorted(HERE.glob("*_eval.py")):
        print(f"\n{script.stem.removesuffix('_eval')}:", flush=True)
        sys.argv = [str(script)]
        try:
            runpy.run_path(str(script), run_name="__main__")
        except SystemExit as stop:
            failed += bool(stop.code)
        except Exception:  # noqa: BLE001 - the other evaluations still run
            traceback.print_exc()
            failed += 1
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
