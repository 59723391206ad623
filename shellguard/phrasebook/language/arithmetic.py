"""Sums that are asked for as they are written: `what is 17 * 23`."""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"(?:please |can you )?(?:calculate|compute|evaluate|work out|what is|what's|how much is|solve)\s++"
    r"(?P<sum>[\d\s.+*/%()^x-]+?)(?>(?:\s*+(?:=|\?|equals))*)\s*+$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?:please |can you )?(?:calculate|compute|work out|what is|what's|how much is)\s++"
    r"(?P<part>\d+(?:\.\d+)?)\s?(?:%|percent) of (?P<whole>\d+(?:\.\d+)?)\s*+[?=]?",
    re.IGNORECASE,
)
_OPERATION = re.compile(r"[\d)]\s*[-+*/%^x]\s*[\d(-]")


def worked_out(request: str) -> str:
    """The command that works a written sum out; "" when the request is none."""
    share = _SHARE.fullmatch(request.strip())
    if share is not None:
        return f"echo '{share['whole']} * {share['part']} / 100' | bc -l"
    found = _ASKED.match(request.strip())
    if found is None or not _OPERATION.search(found["sum"]):
        return ""
    term = re.sub(r"\s+", " ", found["sum"].replace("x", "*")).strip()
    if "." in term or "^" in term or re.search(r"/", term):
        return f"echo '{term}' | bc -l"
    return f"echo $(({term}))"
