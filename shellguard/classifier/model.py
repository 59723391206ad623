"""Scoring with the learned weights: a logistic model over hashed features, in plain Python.

The weights are one signed byte for each of `BUCKETS` hashed features (`weights.bin`); how they were learned,
from what, how good and how wrong they are is said in `card.json` beside them, which also holds the bias, the
scale and the threshold. Both are written by `bench/train_classifier.py`.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources

from shellguard.errors import ShellguardError

BUCKETS = 1 << 18


@dataclass(frozen=True, slots=True)
class Classifier:
    """The learned model.

    Attributes:
        weights: one signed byte a bucket.
        scale: what a step of a weight is worth.
        threshold: the probability from which a line that is not understood is asked about.
    """

    weights: array[int]
    scale: float
    bias: float
    threshold: float

    def probability(self, features: Collection[str]) -> float:
        """How much a line with these features is like those that should not run unasked, 0 to 1."""
        buckets = {bucket_of(feature) for feature in features}
        if not buckets:
            return 0.0
        weights = self.weights
        total = sum(weights[bucket] for bucket in buckets) * self.scale / math.sqrt(len(buckets)) + self.bias
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def heaviest(self, features: Collection[str], most: int) -> list[str]:
        """The features that speak most for danger, the heaviest first."""
        weighed = sorted((-self.weights[bucket_of(feature)], feature) for feature in features)
        return [feature for weight, feature in weighed[:most] if weight < 0]


def bucket_of(feature: str) -> int:
    """Where a feature's weight stands; the same on every machine and in every run."""
    return zlib.crc32(feature.encode("utf-8", "surrogatepass")) % BUCKETS


@cache
def packaged() -> Classifier:
    """The model that comes with the program.

    Raises:
        ShellguardError: its files are missing or do not belong together.
    """
    folder = resources.files("shellguard.classifier")
    try:
        card = json.loads(folder.joinpath("card.json").read_text(encoding="utf-8"))
        weights = array("b", folder.joinpath("weights.bin").read_bytes())
        model = card["model"]
        found = Classifier(weights, float(model["scale"]), float(model["bias"]), float(model["threshold"]))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ShellguardError(f"the classifier can't be read: {error}", where=str(folder)) from error
    if len(weights) != BUCKETS:
        raise ShellguardError("the classifier's weights have another size", where=str(folder))
    return found
