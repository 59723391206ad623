"""Whether a program of a phone is the one built in this folder: what it keeps there is for trying it."""

from __future__ import annotations

import re

from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.knowledge.loading import load

_COMMENT = re.compile(r"(?m)(?<![:\w])//.*$|/\*(?s:.){0,2000}?\*/|<!--(?s:.){0,2000}?-->")
RULE = "phones.app-data-clear"


def own_app(deed: Deed) -> TargetFacts | None:
    """Nothing that would be missed, where the folder's own build gives the program that name."""
    data = load("described")["phones"]
    words = [word.value for word in deed.command.words]
    name = words[-1] if words else None
    if sum(word is not None and word.split()[-1:] == ["clear"] for word in words) != 1 or None in words:
        return None  # more is cleared than the last of them
    if not name or re.fullmatch(data["name"], name) is None:
        return None
    for file in data["files"]:
        for own in re.findall(data["given"], _COMMENT.sub("", text_of(f"{deed.folder}/{file}"))):
            if name == own or (name.startswith(f"{own}.") and name.rpartition(".")[2] in data["variants"]):
                reason = f"{name} is the program that is built here"
                return TargetFacts(
                    f"{deed.folder}/{file}", True, recovery=Recovery.NOTHING_LOST, reason=reason
                )
    return None
