"""What a model's answers are worth: isotonic calibration on labelled lines, kept by model and prompt.

A raw danger of 0.4 may mean nearly certain harm from one model and nothing from another. Calibrated, it is
the share of lines with such an answer that were labelled dangerous. The figures come from folds that were not
learned on; only a model that tells lines apart well enough decides anything.
"""

from __future__ import annotations

import json
import logging
import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from shellguard import paths
from shellguard.errors import ShellguardError
from shellguard.model.judge import prompt_version
from shellguard.private_files import read_own, write_whole

log = logging.getLogger("shellguard.daemon")
BINS = 10
LEAST_EACH = 30
"""Dangerous and harmless lines that a calibration needs before it decides."""
LEAST_AUC = 0.8
MOST_ERROR = 0.15
_FOLDS = 5
_VERSION = 1
_MOST_MODELS = 50
_MOST_POINTS = 1_000

Labelled = tuple[float, bool]
"""A raw danger of 0 to 1, and whether the line was dangerous."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: how many, what was predicted, how many were dangerous, as shares."""

    count: int
    predicted: float
    observed: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How to read one model's answers.

    Attributes:
        points: raw danger and probability, both ascending; between them it is a straight line.
        auc: how well the raw answers tell dangerous from harmless lines, 0.5 for not at all.
        error_before, error_after: expected calibration error raw and calibrated, on lines not learned on.
        at: seconds since the epoch.
    """

    model: str
    prompt: str
    points: tuple[tuple[float, float], ...]
    dangerous: int
    harmless: int
    auc: float
    error_before: float
    error_after: float
    at: float

    def probability(self, danger: float) -> float:
        """The share of lines with such an answer that are dangerous."""
        points = self.points
        place = bisect_right(points, danger, key=lambda point: point[0])
        if place == 0:
            return points[0][1]
        if place == len(points):
            return points[-1][1]
        (x0, y0), (x1, y1) = points[place - 1], points[place]
        return y0 if x1 <= x0 else y0 + (y1 - y0) * (danger - x0) / (x1 - x0)

    @property
    def why_not(self) -> str:
        """Why this model only advises; "" where it may decide."""
        if min(self.dangerous, self.harmless) < LEAST_EACH:
            return f"it was tried on too few lines: at least {LEAST_EACH} dangerous and harmless ones"
        if self.auc < LEAST_AUC:
            return f"it tells dangerous lines from harmless ones too badly: {self.auc:.2f} of {LEAST_AUC:.2f}"
        if self.error_after > MOST_ERROR:
            return f"its answers can't be relied on: off by {self.error_after:.2f}, at most {MOST_ERROR:.2f}"
        return ""


def fitted(model: str, answers: Sequence[Labelled]) -> Calibration:
    """The calibration of a model from its answers on labelled lines; the same for the same answers.

    Raises:
        ShellguardError: there is not at least one dangerous and one harmless line.
    """
    dangerous = sum(label for _, label in answers)
    if not 0 < dangerous < len(answers):
        raise ShellguardError(
            "there is nothing to calibrate on: dangerous and harmless lines are needed, both answered"
        )
    return Calibration(
        model=model,
        prompt=prompt_version(),
        points=isotonic(answers),
        dangerous=dangerous,
        harmless=len(answers) - dangerous,
        auc=round(area_under_curve(answers), 4),
        error_before=round(expected_error(answers), 4),
        error_after=round(expected_error(held_out(answers)), 4),
        at=round(time.time(), 1),
    )


def isotonic(answers: Sequence[Labelled]) -> tuple[tuple[float, float], ...]:
    """The ascending steps that fit best (pool adjacent violators), as points; never quite 0 or 1.

    Each block counts half a line of either kind more than it has, so that few lines prove nothing.
    """
    blocks: list[list[float]] = []  # least raw, greatest raw, dangerous, all
    for raw, label in sorted(answers):
        if blocks and blocks[-1][1] == raw:
            blocks[-1][2] += label
            blocks[-1][3] += 1
        else:
            blocks.append([raw, raw, float(label), 1.0])
        while len(blocks) > 1 and _share(blocks[-2]) >= _share(blocks[-1]):
            _, greatest, count, size = blocks.pop()
            blocks[-1][1] = greatest
            blocks[-1][2] += count
            blocks[-1][3] += size
    points = []
    for block in blocks:
        share = (block[2] + 0.5) / (block[3] + 1)
        points += [(block[0], share), (block[1], share)] if block[1] > block[0] else [(block[0], share)]
    ascending = [points[0]]
    for raw, share in points[1:]:
        ascending.append((raw, max(share, ascending[-1][1])))
    return tuple((round(raw, 6), round(share, 6)) for raw, share in _thinned(ascending))


def held_out(answers: Sequence[Labelled]) -> list[Labelled]:
    """Each answer as probability, calibrated on folds that it is not in."""
    ordered = sorted(answers)
    found = []
    for fold in range(_FOLDS):
        rest = [one for number, one in enumerate(ordered) if number % _FOLDS != fold]
        if not rest:
            return [(0.5, label) for _, label in answers]
        reading = Calibration("", "", isotonic(rest), 0, 0, 0.0, 0.0, 0.0, 0.0)
        found += [(reading.probability(raw), label) for raw, label in ordered[fold::_FOLDS]]
    return found


def bins(answers: Sequence[Labelled], count: int = BINS) -> list[Bin]:
    """Answers in *count* equal ranges of probability; empty ranges are left out."""
    sorted_in: list[list[Labelled]] = [[] for _ in range(count)]
    for value, label in answers:
        sorted_in[min(int(value * count), count - 1)].append((value, label))
    return [
        Bin(len(one), sum(value for value, _ in one) / len(one), sum(label for _, label in one) / len(one))
        for one in sorted_in
        if one
    ]


def expected_error(answers: Sequence[Labelled]) -> float:
    """The expected calibration error: how far predicted and observed shares are apart, by size of bin."""
    return sum(one.count * abs(one.predicted - one.observed) for one in bins(answers)) / (len(answers) or 1)


def area_under_curve(answers: Sequence[Labelled]) -> float:
    """How often a dangerous line gets a higher answer than a harmless one; equals count half."""
    harmless = sorted(value for value, label in answers if not label)
    dangerous = [value for value, label in answers if label]
    if not harmless or not dangerous:
        return 0.5
    below = equal = 0
    for value in dangerous:
        upto = bisect_right(harmless, value)
        least = bisect_right(harmless, value - 1e-12)
        below += least
        equal += upto - least
    return (below + equal / 2) / (len(harmless) * len(dangerous))


def _share(block: Sequence[float]) -> float:
    return block[2] / block[3]


def _thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    step = -(-len(points) // _MOST_POINTS)
    return points if step <= 1 else [*points[:-1:step], points[-1]]


class Calibrations:
    """The file with the calibration of each model; read again when it changes. Reading never raises.

    Attributes:
        fault: why nothing that stands in the file counts, as of the last reading; "" where all does.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._seen: tuple[int, int] | None = (-1, -1)
        self._known: dict[str, Calibration] = {}
        self.fault = ""

    @property
    def path(self) -> Path:
        return (self._folder or paths.state_dir() / "model") / "calibration.json"

    def of(self, model: str) -> Calibration | None:
        """The calibration of a model, if there is one for the prompt that it would be asked with."""
        found = self.all().get(model)
        return found if found is not None and found.prompt == prompt_version() else None

    def any_decides(self) -> bool:
        """Whether there is a model that may decide at all."""
        now = prompt_version()
        return any(one.prompt == now and not one.why_not for one in self.all().values())

    def all(self) -> dict[str, Calibration]:
        """Every model's, by name, those for older prompts too."""
        try:
            found = self.path.stat()
            now: tuple[int, int] | None = (found.st_mtime_ns, found.st_ino)
        except OSError:
            now = None
        if now != self._seen:
            self._seen = now
            self._known, self.fault = _read(self.path) if now is not None else ({}, "")
            if self.fault:
                log.warning("the calibration is not used: %s", self.fault)
        return self._known

    def keep(self, calibration: Calibration) -> None:
        """Adds a model's calibration, in the place of an older one.

        Raises:
            ShellguardError: the file can't be written.
        """
        known = {**self.all(), calibration.model: calibration}
        latest = sorted(known.values(), key=lambda one: one.at)[-_MOST_MODELS:]
        self._write(latest)

    def forget(self, model: str = "") -> list[str]:
        """Removes the calibration of a model, or all; gives back whose.

        Raises:
            ShellguardError: the file can't be written.
        """
        known = self.all()
        gone = [name for name in known if model in ("", name)]
        if gone:
            self._write([one for name, one in known.items() if name not in gone])
        return gone

    def _write(self, calibrations: Sequence[Calibration]) -> None:
        paths.secure_dir(self.path.parent)
        whole = {"v": _VERSION, "models": [asdict(one) for one in calibrations]}
        write_whole(self.path, json.dumps(whole, indent=1) + "\n")


def _read(path: Path) -> tuple[dict[str, Calibration], str]:
    """The calibrations by model, and why there are none where the file is no such file."""
    try:
        found = json.loads(read_own(path, 4_000_000))
        if found["v"] != _VERSION:
            return {}, f"{path} is of another version"
        read = [_sound(one) for one in found["models"][:_MOST_MODELS]]
    except (OSError, ShellguardError) as error:
        return {}, str(error)
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        return {}, f"{path} can't be read ({type(error).__name__})"
    return {one.model: one for one in read}, ""


def _sound(one: dict[str, Any]) -> Calibration:
    points = tuple((float(raw), float(share)) for raw, share in one["points"])
    flat = [value for point in points for value in point]
    ascending = all(a <= c and b <= d for (a, b), (c, d) in pairwise(points))
    if not points or not ascending or not all(0 <= value <= 1 for value in flat):
        raise ValueError("the points of a calibration do not ascend from 0 to 1")
    numbers = {name: float(one[name]) for name in ("auc", "error_before", "error_after", "at")}
    return Calibration(
        str(one["model"]), str(one["prompt"]), points, int(one["dangerous"]), int(one["harmless"]), **numbers
    )
