"""A request that changes an earlier one, made into one: what it names anew takes the old one's place."""

from __future__ import annotations

import re

_AGE = (
    r"(?:(?:not )?(?:older|newer|younger|modified|changed|accessed|created)\b[^,]*?"
    r"\b(?:\d+|an?|one|two|three|last|this)\s+\w+(?: ago)?)"
)
_SIZE = (
    r"(?:(?:larger|bigger|greater|smaller|more|less|over|under|at least|at most)(?: than)? "
    r"\d[\d.]*\s?[kmgt]?i?b?(?:ytes)?\b)"
)
_PLACE = (
    r"(?:\b(?:in|under|inside|below|within) (?:my (?:home|downloads|documents|desktop)(?: folder| directory)?"
    r"|[~/.][\w./~-]*"
    r"|(?:the |this )?(?:current |same |whole )?(?:folder|directory|tree|project)(?: [\w./-]+)?"
    r"|the [\w.-]+ (?:folder|directory)))"
)
# What a question was asked about: a deed, and only a word that points at what it is done to.
_VAGUE_DEED = re.compile(
    r"(?P<deed>(?:(?:please|(?:can|could|would) you(?: please)?) )?"
    r"(?!(?:the|th[ai]t|this|these|those|my|old|all|what|which|where|why|how)\b)"
    r"[a-z]+(?: (?:up|rid of|out|away|off|down))?)"
    r" (?:the|th[ai]t|this|these|those|it|them|my|old|all|some|any|everything|stuff|things?)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_LEAD = re.compile(
    r"^(?:(?:no|but|and|also|actually|instead|rather|please|now|then|just|only|make (?:it|that))\b,?\s*)+",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"^(?:no,? )?(?:but )?(?:only|just|make (?:it|that)) (?:the |those |for )?"
    r"(?P<kind>\*?\.?[A-Za-z][\w+-]*?)s?(?: (?:files?|ones?))?$",
    re.IGNORECASE,
)
_FILES = re.compile(r"\b(?:(?P<kind>\*?\.?[a-z][\w+-]*) )?(?P<noun>files?)\b", re.IGNORECASE)
_NO_KIND = frozenset(
    (
        *(
            "all",
            "the",
            "my",
            "these",
            "those",
            "any",
            "every",
            "each",
            "of",
            "no",
            "list",
            "find",
            "show",
            "delete",
        ),
        *(
            "remove",
            "copy",
            "move",
            "count",
            "compress",
            "big",
            "large",
            "huge",
            "small",
            "old",
            "new",
            "recent",
        ),
        *(
            "biggest",
            "largest",
            "newest",
            "oldest",
            "smallest",
            "larger",
            "bigger",
            "smaller",
            "older",
            "newer",
        ),
        *("empty", "hidden", "temporary", "duplicate", "regular", "executable", "modified", "changed"),
    )
)
_SLOTS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (_AGE, _SIZE, _PLACE))


def revised(earlier: str, change: str) -> tuple[str, ...]:
    """Whole requests that *earlier*, changed by *change*, may mean, the likeliest first; none where it adds.

    "delete log files older than 30 days" and "older than 10 days" give "delete log files older than 10 days".
    """
    change = change.strip().rstrip(".!")
    if kind := _ONLY.match(change):
        found = _other_kind(earlier, kind["kind"])
        if found:
            return (found,)
    bare = _LEAD.sub("", change)
    for slot in _SLOTS:
        if (new := slot.fullmatch(bare)) and (old := slot.search(earlier)):
            return (f"{earlier[: old.start()]}{new.group()}{earlier[old.end() :]}",)
    return ()


def answered(earlier: str, answer: str) -> tuple[str, ...]:
    """The whole request that *answer* to a question about *earlier* makes of it; none where it is not vague.

    "delete the old stuff" and "log files older than 3 days" give "delete log files older than 3 days".
    """
    vague = _VAGUE_DEED.fullmatch(earlier.strip())
    return (f"{vague['deed']} {answer.strip()}",) if vague and answer.strip() else ()


def _other_kind(earlier: str, kind: str) -> str:
    """The earlier request about files of another kind; "" where it is not about files."""
    if kind.lower() in _NO_KIND:
        return ""
    named = _FILES.search(earlier)
    if not named:
        return ""
    start = (
        named.start("noun") if not named["kind"] or named["kind"].lower() in _NO_KIND else named.start("kind")
    )
    return f"{earlier[:start]}{kind.lower()} {named['noun']}{earlier[named.end() :]}"
