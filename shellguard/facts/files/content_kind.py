"""Files that are removed under a name that says little, and whose first bytes say what they are.

`rm work` is mostly a try; a private key, a mail box or a database may be called so too.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace

from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Recovery, TargetFacts

_HEAD = 4096
_TOLD: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"), "a private key"),
    (re.compile(rb"(?m)^\s*PrivateKey\s*=\s*[A-Za-z0-9+/]{42}"), "the private key of a tunnel"),
    (
        re.compile(rb"-----BEGIN PGP MESSAGE-----|\Aage-encryption\.org/v1|\ALUKS\xba\xbe"),
        "something encrypted",
    ),
    (re.compile(rb'(?s)(?=.*"ciphertext")(?=.*"kdf")'), "the key of a purse"),
    (
        re.compile(rb'(?s)(?=.*"terraform_version")(?=.*"resources"\s*:\s*\[\s*\{)'),
        "the state of an infrastructure",
    ),
    (re.compile(rb"\AFrom \S+@\S+ .*\n(?:[\w-]+: .*\n)+"), "a box of mail"),
)
_WITHOUT_ENDING: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\ASQLite format 3\0"), "a database"),
    (re.compile(rb"\AQFI\xfb|\A(?s:.{1080})\x53\xef"), "the image of a disk"),
)

_IN_SETTINGS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (
        re.compile(
            rb"""(?im)^[ \t]{0,40}"?[\w.-]{0,40}(?:passw(?:or)?d|secret|token|api[_-]?key)\w{0,20}"?"""
            rb"""[ \t]{0,9}[:=][ \t]{0,9}["']?[^\s"'{}$<>]{6}"""
        ),
        "a password or a key",
    ),
)
_SETTINGS = (".yml", ".yaml", ".ini", ".toml", ".conf", ".cfg", ".properties")


def told_by_contents(facts: TargetFacts, effect: Effect) -> TargetFacts:
    """The facts about a file that is removed, where what it begins with tells that it is somebody's own."""
    only = effect.kind is EffectKind.DELETE and facts.recovery is Recovery.LOST and facts.kind == "file"
    if not only or facts.personal or not facts.total_bytes or facts.files != 1:
        return facts
    try:  # it may be something else by now: a pipe would wait for its writer
        descriptor = os.open(facts.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except (OSError, ValueError):
        return facts
    try:
        head = os.read(descriptor, _HEAD)
    except OSError:
        return facts
    finally:
        os.close(descriptor)
    without_ending = "." not in facts.path.rpartition("/")[2]
    settings = facts.path.lower().endswith(_SETTINGS)
    known = (*_TOLD, *(_WITHOUT_ENDING if without_ending else ()), *(_IN_SETTINGS if settings else ()))
    told = next((what for pattern, what in known if pattern.search(head)), "")
    return replace(facts, personal=1, reason=f"it holds {told}; {facts.reason}") if told else facts
