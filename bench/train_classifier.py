"""Learns the embedded classifier and writes its weights and its card.

    python -m bench.train_classifier CORPORA_DIR [--write] [--needless 5]

Learns from the `train` split of `dangerous.jsonl` and `ordinary.jsonl` and from the packs' own examples,
measures on `dev`, and once more with whole sources left out: the first says how good it is on lines like
those that it has seen, the second on lines from elsewhere. The threshold is the lowest at which the
classifier adds at most `--needless` questions in 1000 ordinary lines, on sources that it has not seen.
Needs scikit-learn (the dependency group `train`); what is learned does not. The same input gives the same
bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from shellguard.classifier import model
from shellguard.classifier.features import features
from shellguard.classifier.opinion import parts_unknown
from shellguard.effects.derive import effects_of
from shellguard.effects.packs import nodes_below, packaged
from shellguard.parsing.reading import read
from shellguard.risk.weigh import weigh

C = 10.0
FOLDS = 4
RATES = (5, 10, 30, 69)
ASKS_ABOVE = 50
LEAST_SURE = 0.8
"""A threshold is never lower: what resembles danger a little only costs questions."""
FOLDER = Path(model.__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled line: its features as buckets, what the rules say, and where it comes from.

    `parts` holds the features of what the programs are asked for that nobody knows, each by itself.
    """

    danger: bool
    split: str
    source: str
    score: int
    buckets: tuple[int, ...]
    parts: tuple[tuple[int, ...], ...] = ()

    @property
    def unknown(self) -> bool:
        return bool(self.parts)


def buckets_of(line: str) -> tuple[int, ...]:
    script = read(line)
    return tuple(sorted({model.bucket_of(one) for one in features(script, effects_of(script))}))


def row(line: str, danger: bool, split: str, source: str) -> Row:
    script = read(line)
    effects = effects_of(script)
    parts = parts_unknown(script, packaged().unknown_programs(script))
    score = weigh(script, effects).score
    return Row(danger, split, source, score, buckets_of(line), tuple(map(buckets_of, parts)))


def corpus(folder: Path) -> list[Row]:
    found = []
    for name, danger in (("dangerous", True), ("ordinary", False)):
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                entry = json.loads(line)
                found.append(row(entry["cmd"], danger, entry["split"], entry["source"]))
    return found


def pack_examples() -> list[Row]:
    """The packs' own examples: ordinary lines with destructive verbs are hardly in the corpora."""
    found, seen = [], set()
    for node in packaged().programs.values():
        if id(node) in seen:
            continue
        seen.add(id(node))
        for level in nodes_below(node):
            found += [row(line, True, "train", "packs") for line in level.examples.ask]
            found += [row(line, False, "train", "packs") for line in level.examples.run]
    return found


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


def fold_of(one: Row) -> int:
    """Sources are left out whole; the letters after a colon are kinds of one source."""
    source = one.source if one.source.startswith("project:") else one.source.split(":")[0]
    return zlib.crc32(source.encode()) % FOLDS


def heard_as(rows: Sequence[Row], probability: Any, predict: Callable[[Sequence[Row]], Any]) -> Any:
    """What is heard of each line: no more than of the gravest of its parts that nobody knows."""
    parts = [(place, replace(one, buckets=part)) for place, one in enumerate(rows) for part in one.parts]
    if not parts:
        return probability
    gravest = np.zeros(len(rows))
    np.maximum.at(gravest, [place for place, _ in parts], predict([part for _, part in parts]))
    return np.minimum(probability, gravest)


def left_out(rows: Sequence[Row], examples: Sequence[Row]) -> tuple[Any, Any]:
    """The probability of each line by a model that saw no line of its source, and what is heard of it."""
    found, heard = np.zeros(len(rows)), np.zeros(len(rows))
    for fold in range(FOLDS):
        inside = np.array([fold_of(one) == fold for one in rows])
        seen = [one for one, held in zip(rows, inside, strict=True) if not held]
        held = [one for one, is_held in zip(rows, inside, strict=True) if is_held]
        fitted = learned([*seen, *examples])

        def predict(some: Sequence[Row], fitted: LogisticRegression = fitted) -> Any:
            return fitted.predict_proba(matrix(some))[:, 1]

        found[inside] = predict(held)
        heard[inside] = heard_as(held, found[inside], predict)
    return found, heard


def threshold_for(rows: Sequence[Row], probability: Any, needless: float) -> float:
    """The lowest threshold at which the classifier adds no more than that many needless questions in 1000."""
    allowed = int(needless / 1000 * sum(not one.danger for one in rows))
    heard = sorted(
        (float(value) for one, value in zip(rows, probability, strict=True)
         if not one.danger and one.unknown and one.score <= ASKS_ABOVE),
        reverse=True,
    )  # fmt: skip
    return max(LEAST_SURE, heard[allowed] + 1e-6) if allowed < len(heard) else LEAST_SURE


def heard(rows: Sequence[Row], probability: Any, threshold: float) -> dict[str, Any]:
    """What the classifier adds to the rules where it is heard, and what it breaks."""
    speaks = [
        one.unknown and one.score <= ASKS_ABOVE and value >= threshold
        for one, value in zip(rows, probability, strict=True)
    ]
    counts: dict[str, Any] = {}
    for name, danger in (("dangerous", True), ("ordinary", False)):
        chosen = [(one, says) for one, says in zip(rows, speaks, strict=True) if one.danger is danger]
        rules = sum(one.score > ASKS_ABOVE for one, _ in chosen)
        counts[name] = {
            "lines": len(chosen),
            "by_rules": rules,
            "added": sum(bool(says) for _, says in chosen),
        }
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="CORPORA_DIR")
    parser.add_argument(
        "--write", action="store_true", help="write weights.bin and card.json into the package"
    )
    parser.add_argument(
        "--needless", type=float, default=1.0, metavar="N", help="questions that it may add to 1000"
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
    unseen, heard_unseen = left_out(rows, examples)
    threshold = threshold_for(rows, heard_unseen, arguments.needless)
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
        "heard_on_dev": heard(dev, heard_as(dev, probability, predict), threshold),
        "heard_with_sources_left_out": heard(rows, heard_unseen, threshold),
        "limits": [
            "labels come from their sources and are a few per cent wrong",
            "on sources that it has not seen it is as good as `sources_left_out` says, not as `dev` says",
            "it is heard only where a program is not known to the packs, and never lowers anything",
        ],
        "model": {"scale": scale, "bias": float(fitted.intercept_[0]), "threshold": round(threshold, 6)},
    }
    print(json.dumps(card, indent=2))
    if arguments.write:
        (FOLDER / "weights.bin").write_bytes(steps.tobytes())
        (FOLDER / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
