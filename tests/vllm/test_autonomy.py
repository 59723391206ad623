"""What the companion does by itself, asks about, and never does."""

from __future__ import annotations

from typing import Any

import pytest

from shellguard.vllm.autonomy import ACTS, acts_of, leave_for
from shellguard.vllm.profile import Profile

ITSELF = ("start", "stop", "parse", "read-metrics", "measure", "switch-like", "make-key")
ASKS = (
    "several-gpus",
    "long-context",
    "experimental",
    "open-network",
    "large-download",
    "tune",
    "repair",
    "remove",
    "promote",
)
NEVER = (
    "change-driver",
    "change-cuda",
    "expose-internet",
    "untrusted-model",
    "use-all-memory",
    "log-prompts",
)


@pytest.mark.parametrize(
    ("act", "leave"),
    [
        *((act, "itself") for act in ITSELF),
        *((act, "asks") for act in ASKS),
        *((act, "never") for act in NEVER),
    ],
)
def test_the_table_says_who_decides(act: str, leave: str) -> None:
    assert leave_for(act) == leave
    assert ACTS[act].why


def test_what_nobody_thought_about_is_an_error() -> None:
    with pytest.raises(KeyError):
        leave_for("format-the-disk")


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, ()),
        ({"context": 8192, "sequences": 64, "memory_share": 0.95}, ()),
        ({"arguments": ("--seed", "1")}, ()),
        ({"parallel": 2}, ("several-gpus",)),
        ({"context": 65536}, ("long-context",)),
        ({"sequences": 1024}, ("many-sequences",)),
        ({"memory_share": 0.99}, ("use-all-memory",)),
        ({"trusted_code": True}, ("untrusted-model",)),
        ({"arguments": ("--host", "0.0.0.0")}, ("open-network",)),
        ({"arguments": ("--speculative-config", "{}")}, ("experimental",)),
        ({"arguments": ("--enable-log-requests",)}, ("log-prompts",)),
    ],
)
def test_a_change_amounts_to_these_acts(changes: dict[str, Any], wanted: tuple[str, ...]) -> None:
    assert acts_of(Profile(model="m/m"), changes) == wanted


def test_what_a_person_wrote_into_the_profile_is_no_new_act() -> None:
    profile = Profile(model="m/m", parallel=2, trusted_code=True, context=65536)
    assert acts_of(profile, {"sequences": 16}) == ()
