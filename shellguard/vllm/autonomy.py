"""What the companion does by itself, what it asks about first, and what it never does: one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from shellguard.vllm.checks import LARGE_DOWNLOAD, MOST_CONTEXT, MOST_SEQUENCES
from shellguard.vllm.fitting import MOST_SHARE
from shellguard.vllm.profile import Profile

Leave = Literal["itself", "asks", "never"]


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of thing that could be done; *why* says what it is about to somebody who is asked."""

    leave: Leave
    why: str


ACTS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        "start": Act("itself", "starts a server as a profile of yours describes it"),
        "stop": Act("itself", "stops a server of its own"),
        "parse": Act("itself", "turns requests into proposals, which are judged before they are shown"),
        "read-metrics": Act("itself", "reads what a server publishes"),
        "measure": Act("itself", "asks a server test questions"),
        "switch-like": Act("itself", "puts a model of like size in another's place"),
        "make-key": Act("itself", "makes a key and keeps it in a private file"),
        "tune": Act("asks", "keeps changed settings of a profile after measuring them"),
        "repair": Act("asks", "starts a server anew with a changed setting"),
        "promote": Act("asks", "makes shellguard ask another model from now on"),
        "several-gpus": Act("asks", "takes more than one card"),
        "long-context": Act("asks", f"a context above {MOST_CONTEXT} tokens may not fit"),
        "many-sequences": Act("asks", f"more than {MOST_SEQUENCES} requests at once may not fit"),
        "may-not-fit": Act("asks", "the memory may not be enough"),
        "experimental": Act("asks", "uses an option that is experimental or beyond the profile's own"),
        "open-network": Act("asks", "lets other machines reach the server"),
        "large-download": Act("asks", f"downloads more than {LARGE_DOWNLOAD // 10**9} GB"),
        "remove": Act("asks", "takes a server and its log away"),
        "change-driver": Act("never", "the card's driver belongs to the machine's owner"),
        "change-cuda": Act("never", "CUDA's version belongs to the image or the machine's owner"),
        "expose-internet": Act("never", "the key guards only some paths of the server"),
        "untrusted-model": Act(
            "never", "code that comes with a model is run only where you wrote so yourself"
        ),
        "use-all-memory": Act("never", f"a share above {MOST_SHARE:g} of a card leaves nothing for others"),
        "log-prompts": Act("never", "what people ask stays out of the server's log"),
    }
)
_EXPERIMENTAL = ("speculative", "--async-scheduling", "--kv-offloading", "experimental", "--sleep-mode")
_LOGS_PROMPTS = ("--enable-log-requests", "--enable-log-outputs", "--max-log-len")


def leave_for(act: str) -> Leave:
    """Whether it is done by itself, asked about, or never done.

    Raises:
        KeyError: nobody has thought about this act.
    """
    return ACTS[act].leave


def acts_of(before: Profile, changes: Mapping[str, Any]) -> tuple[str, ...]:
    """What a change of a profile amounts to; empty for an ordinary value in its ordinary range."""
    after = before.model_copy(update=dict(changes))
    words = [word for word in after.arguments if word not in before.arguments]
    acts = {
        "several-gpus": after.parallel > max(1, before.parallel),
        "long-context": after.context > max(MOST_CONTEXT, before.context),
        "many-sequences": after.sequences > max(MOST_SEQUENCES, before.sequences),
        "untrusted-model": after.trusted_code and not before.trusted_code,
        "use-all-memory": after.memory_share > MOST_SHARE,
        "open-network": any(word.startswith("--host") for word in words),
        "log-prompts": any(word.startswith(_LOGS_PROMPTS) for word in words),
        "experimental": any(part in word for word in words for part in _EXPERIMENTAL),
    }
    return tuple(name for name, holds in acts.items() if holds)
