"""Learns the embedded classifier and writes its weights and its card.

    python -m bench.train_classifier CORPORA_DIR [--write]

Learns from the `train` split of `dangerous.jsonl` and `ordinary.jsonl` and from the packs' own examples, and
measures three times: on `dev` (lines like those that it has seen), with whole sources left out (lines from
elsewhere), and with programs left out, as if no pack knew them (what it is there for). The threshold is the
lowest at which it asks about at most `UNKNOWN_NEEDLESS` of 1000 ordinary lines that name a program nobody
knows, and about at most `ALL_NEEDLESS` of 1000 ordinary ones of all, from sources that it has not seen.
Needs scikit-learn (the dependency group `train`); what is learned does not. The same input gives the same
bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from bench.classifier_rows import (
    ASKS_ABOVE,
    FOLDS,
    Row,
    as_if_unknown,
    corpus,
    fold_of_source,
    folds_of_programs,
    pack_examples,
)
from shellguard.classifier import model

C = 10.0
RATES = (5, 10, 30, 69)
UNKNOWN_NEEDLESS = 3.0
ALL_NEEDLESS = 0.5
LEAST_SURE = 0.8
"""A threshold is never lower: what resembles danger a little only costs questions."""
FOLDER = Path(model.__file__).parent

Predict = Callable[[Sequence[Row]], Any]


def matrix(rows: Sequence[Row]) -> Any:
    """Rows of length one: a line's weight does not grow with the number of its features."""
    ends: list[int] = [0]
    columns: list[int] = []
    values: list[float] = []
    for one in rows:
        columns.extend(one.buckets)
        values.extend([1 / np.sqrt(len(one.buckets) or 1)] * len(one.buckets))
        ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(rows), model.BUCKETS))


def learned(rows: Sequence[Row]) -> LogisticRegression:
    labels = np.array([one.danger for one in rows])
    return LogisticRegression(C=C, solver="liblinear", random_state=0).fit(matrix(rows), labels)


def predicting(fitted: LogisticRegression) -> Predict:
    return lambda rows: fitted.predict_proba(matrix(rows))[:, 1]


def stopped_at(scores: Any, danger: Any, rate: float) -> float:
    """The share of dangerous lines above the score that *rate* of 1000 ordinary ones exceed."""
    ordinary = np.sort(scores[~danger])[::-1]
    return float((scores[danger] > ordinary[int(rate / 1000 * len(ordinary))]).mean())


def figures(rows: Sequence[Row], probability: Any) -> dict[str, Any]:
    """By itself, and as a second voice: what the rules stop comes first."""
    danger = np.array([one.danger for one in rows])
    rules = np.array([one.score for one in rows])
    together = np.where(rules > ASKS_ABOVE, 1 + rules / 100, probability)
    return {
        name: {
            "auc": round(float(roc_auc_score(danger, scores)), 4),
            "stopped_at_needless_in_1000": {
                str(rate): round(stopped_at(scores, danger, rate), 3) for rate in RATES
            },
        }
        for name, scores in (("alone", probability), ("with_rules", together))
    }


def heard_as(rows: Sequence[Row], probability: Any, predict: Predict) -> Any:
    """What is heard of each line: no more than of the gravest of its parts that nobody knows."""
    parts = [
        (place, replace(one, buckets=part))
        for place, one in enumerate(rows)
        if not one.unread
        for part in one.parts
    ]
    gravest = np.array([1.0 if one.unread else 0.0 for one in rows])
    if parts:
        np.maximum.at(gravest, [place for place, _ in parts], predict([part for _, part in parts]))
    return np.minimum(probability, gravest)


def sources_left_out(rows: Sequence[Row], examples: Sequence[Row]) -> tuple[Any, Any]:
    """The probability of each line by a model that saw no line of its source, and what is heard of it."""
    found, heard = np.zeros(len(rows)), np.zeros(len(rows))
    for fold in range(FOLDS):
        inside = np.array([fold_of_source(one) == fold for one in rows])
        seen = [one for one, held in zip(rows, inside, strict=True) if not held]
        held = [one for one, is_held in zip(rows, inside, strict=True) if is_held]
        predict = predicting(learned([*seen, *examples]))
        found[inside] = predict(held)
        heard[inside] = heard_as(held, found[inside], predict)
    return found, heard


def programs_left_out(rows: Sequence[Row]) -> tuple[list[Row], Any]:
    """Lines as they would be if their programs were not known, and what is heard of them.

    By a model that saw no line that names one of those programs.
    """
    found: list[Row] = []
    heard: list[Any] = []
    for fold in range(FOLDS):
        predict = predicting(learned([one for one in rows if fold not in folds_of_programs(one)]))
        held = list(as_if_unknown(rows, fold))
        found += held
        heard.append(heard_as(held, predict(held), predict))
    return found, np.concatenate(heard)


def threshold_for(rows: Sequence[Row], heard: Any, needless: float) -> float:
    """The lowest threshold at which no more than that many of 1000 ordinary lines are asked about."""
    allowed = int(needless / 1000 * sum(not one.danger for one in rows))
    values = sorted(
        (float(value) for one, value in zip(rows, heard, strict=True) if not one.danger and one.may_be_heard),
        reverse=True,
    )
    return values[allowed] + 1e-6 if allowed < len(values) else 0.0


def added(rows: Sequence[Row], heard: Any, threshold: float) -> dict[str, Any]:
    """What the classifier adds to the rules where it is heard, and what it breaks."""
    counts: dict[str, Any] = {}
    for name, danger in (("dangerous", True), ("ordinary", False)):
        chosen = [(one, value) for one, value in zip(rows, heard, strict=True) if one.danger is danger]
        counts[name] = {
            "lines": len(chosen),
            "by_rules": sum(one.score > ASKS_ABOVE for one, _ in chosen),
            "added": sum(one.may_be_heard and bool(value >= threshold) for one, value in chosen),
        }
    return counts


LIMITS = [
    "labels come from their sources and are a few per cent wrong",
    "on sources that it has not seen it is as good as `sources_left_out` says, not as `dev` says",
    "it is heard only where a program is not known to the packs or a line can't be read in full, and"
    " never lowers anything",
    "of lines that the rules understand it knows nothing better: what it would add there are words"
    " like /tmp and /etc/passwd that attackers' scripts share with everybody's",
]
"""What the card says beside its figures."""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="CORPORA_DIR")
    parser.add_argument(
        "--write", action="store_true", help="write weights.bin and card.json into the package"
    )
    arguments = parser.parse_args()
    rows, examples = corpus(arguments.folder), pack_examples()
    train = [one for one in rows if one.split == "train"]
    dev = [one for one in rows if one.split == "dev"]
    fitted = learned([*train, *examples])
    weights = fitted.coef_[0]
    scale = float(np.abs(weights).max() / 127)
    steps = np.rint(weights / scale).astype(np.int8)

    def predict(some: Sequence[Row]) -> Any:
        return 1 / (1 + np.exp(-(matrix(some) @ (steps * scale) + fitted.intercept_[0])))

    probability = predict(dev)
    unseen, heard_unseen = sources_left_out(rows, examples)
    unknown, heard_unknown = programs_left_out([*rows, *examples])
    threshold = max(
        LEAST_SURE,
        threshold_for(rows, heard_unseen, ALL_NEEDLESS),
        threshold_for(unknown, heard_unknown, UNKNOWN_NEEDLESS),
    )
    card = {
        "what": "a logistic model over hashed features of the parsed line; says how much a line is like those"
        " that should not run without a question",
        "learned_from": {
            "dangerous": sum(one.danger for one in train),
            "ordinary": sum(not one.danger for one in train),
            "pack_examples": len(examples),
        },
        "dev": figures(dev, probability),
        "sources_left_out": figures(rows, unseen),
        "heard_on_dev": added(dev, heard_as(dev, probability, predict), threshold),
        "heard_with_sources_left_out": added(rows, heard_unseen, threshold),
        "heard_with_programs_left_out": {
            name: added(
                [one for one in unknown if (one.source == "packs") is of_packs],
                heard_unknown[[(one.source == "packs") is of_packs for one in unknown]],
                threshold,
            )
            for name, of_packs in (("corpora", False), ("pack_examples", True))
        },
        "limits": LIMITS,
        "model": {"scale": scale, "bias": float(fitted.intercept_[0]), "threshold": round(threshold, 6)},
    }
    print(json.dumps(card, indent=2))
    if arguments.write:
        (FOLDER / "weights.bin").write_bytes(steps.tobytes())
        (FOLDER / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
