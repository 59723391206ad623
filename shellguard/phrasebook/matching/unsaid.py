"""Requests that leave open what only a person knows: `the first n lines`, `a zip file`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shellguard.phrasebook.language.tokens import LONGEST_REQUEST

_NUMBER, _NEAR = "9173", re.compile(r"917[24]")
_LETTER = re.compile(
    r"\b(?P<before>(?:first|last|top|latest|newest|oldest|largest|biggest|smallest|longest|recent|past|next|previous"
    r"|every|than|line|column|field|after|before|by|the) )(?P<letter>[nNxX])(?P<nth>th)?(?= [a-z]| ?$)"
)
_KINDS = (
    r"tar\.gz|tgz|tar\.bz2|tar\.xz|tar|zip|7z|rar|gz|bz2|xz|csv|tsv|json|xml|ya?ml|toml|pdf|docx|html|sql|iso|deb|rpm"
    r"|mp3|mp4|wav|flac|mkv|avi|mov|webm|gif|jpe?g|png|svg|webp|pem|pcap|jar"
)
_OF_KIND = re.compile(
    r"\b(?:an?|one|a given|the given|a single|a specific|a particular"
    r"|(?P<joint>in|from|of)(?= \S+ (?:file|archive)\b))"
    rf" \.?(?P<kind>{_KINDS})"
    r"(?: (?:file|archive|document|image|picture|video|dump|package))?(?![\w-]| files\b)",
    re.IGNORECASE,
)
_CONVERTED = re.compile(
    rf"\A(?P<verb>(?:how (?:to|do i|can i) )?convert) \.?(?P<kind>{_KINDS})(?: file)?(?= (?:in)?to )",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"(?<=\w) \((?!e\.? ?g|[^()]*\b(?:not?|only|without|except|but|exclud\w+|includ\w+|with|never|if|unless"
    r"|such|example)\b)(?:[^\s()\d'\"]+ ){2}[^()\d'\"]{1,80}\)"
)
"""What is told beside the point: `delete a local branch (you must switch to another before)`."""
_WORDS_IN_BRACKETS = re.compile(r"(?<=\w) \((?P<words>[a-z]{2,}(?: [a-z]{2,})?)\)", re.IGNORECASE)
"""What says more of the noun beside it: `create a (temporary) directory`."""
_EITHER_NOUN = re.compile(r"\b(?P<one>file|directory) or (?:file|directory|folder)\b", re.IGNORECASE)
_EXAMPLE_VALUE = re.compile(
    r"\s{0,9}\(e\.? ?g\.?,? (?P<quote>['\"`]?)(?P<value>[^\s'\"`/,()]{1,40})(?P=quote)(?:/[^()]{0,60})?\)"
)
"""An example that is the very value which a request speaks of: `lines with a word (e.g. 'total')`."""


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A request with something in the place of what it does not say.

    Attributes:
        stands: what a command must have of it.
        asks: what a person is to do about it.
    """

    request: str
    stands: str
    asks: str
    back: Callable[[str], str | None]

    def line(self, command: str) -> str | None:
        """The command with what is to be replaced in it; None for one that does not use it."""
        return self.back(command) if self.stands in command else None


def filled_in(request: str) -> Iterator[FilledIn]:
    """The request with each thing filled in that it leaves open."""
    if len(request) > LONGEST_REQUEST:
        return
    if len(_LETTER.findall(request)) == 1:
        text = _LETTER.sub(lambda found: f"{found['before']}{_NUMBER}{found['nth'] or ''}", request)
        yield FilledIn(text, _NUMBER, "put a number in the place of N", _with_letter)
    for pattern in (_OF_KIND, _CONVERTED):
        kinds = list(pattern.finditer(request))
        if len(kinds) == 1:
            name = f"FILE.{kinds[0]['kind'].lower()}"
            said = kinds[0].groupdict()
            verb = said.get("verb") or said.get("joint")
            text = pattern.sub(f"{verb} {name}" if verb else name, request)
            yield FilledIn(text, name, f"put the file's name in the place of {name}", str)
    for pattern, left in (
        (_IN_BRACKETS, ""),
        (_WORDS_IN_BRACKETS, r" \g<words>"),
        (_EITHER_NOUN, r"\g<one>"),
    ):
        if pattern.search(request):
            yield FilledIn(pattern.sub(left, request), "", "a part of the request was left out", str)
    values = list(_EXAMPLE_VALUE.finditer(request))
    if len(values) == 1:
        text = _EXAMPLE_VALUE.sub(r" '\g<value>'", request)
        yield FilledIn(text, values[0]["value"], "the example is meant", str)


def _with_letter(command: str) -> str | None:
    return None if _NEAR.search(command) else command.replace(_NUMBER, "N")
