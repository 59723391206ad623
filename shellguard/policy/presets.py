"""Where the policy starts before a person sets anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Preset:
    """Thresholds that stand in for those not set, and patterns that are added to the person's own."""

    thresholds: Mapping[str, int]
    always_allow: tuple[str, ...] = ()
    always_confirm: tuple[str, ...] = ()


# `-r` and `--recursive` are one option to rm, but two to the pattern language, which knows no program
_REMOVES_BY_FORCE = (
    "rm -rf *",
    "rm -Rf *",
    "rm -r --force *",
    "rm -R --force *",
    "rm --recursive -f *",
    "rm --recursive --force *",
)
_FORMATS = ("mkfs *", "mkfs.* *", "mke2fs *", "mkswap *", "format *")
_RAISES_RIGHTS = ("sudo *", "doas *", "pkexec *", "su *")

STRICT_CONFIRMS = (*_REMOVES_BY_FORCE, *_RAISES_RIGHTS, "dd *", *_FORMATS)
STRICT_ALLOWS = ("ls", "ls *", "pwd", "pwd *", "echo", "echo *", "cat ?")

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "balanced": Preset({"allow_up_to": 50, "phrase_from": 81, "deny_from": 95}),
        "strict": Preset(
            {"allow_up_to": 50, "phrase_from": 81, "deny_from": 95},
            always_allow=STRICT_ALLOWS,
            always_confirm=STRICT_CONFIRMS,
        ),
        "paranoid": Preset(
            {"allow_up_to": 30, "phrase_from": 71, "deny_from": 91}, always_confirm=STRICT_CONFIRMS
        ),
    }
)
