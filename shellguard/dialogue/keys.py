"""The keys of the question: which there are for this line, and the words that name them."""

from __future__ import annotations

from dataclasses import dataclass

NONE = "-"


@dataclass(frozen=True, slots=True)
class Keys:
    """One printable character for each answer, as the settings have them."""

    run: str = "y"
    no: str = "n"
    edit: str = "e"
    safer: str = "s"
    why: str = "w"
    remember: str = "r"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a person can answer.

    Attributes:
        keys: six characters in the order run, no, edit, safer, why, remember; `-` for an answer that there is
            not.
        label: the words to show before the cursor.
    """

    keys: str
    label: str


def offer(keys: Keys, *, buffer: bool, safer: bool) -> Offer:
    """The answers for a line: without an edit *buffer* (the gate) nothing can be edited or taken over."""
    edit = keys.edit if buffer else NONE
    instead = keys.safer if buffer and safer else NONE
    remember = keys.remember if buffer else NONE
    named = (
        (keys.run, "yes"),
        (keys.no.upper(), "No"),
        (edit, "edit"),
        (instead, "safer"),
        (keys.why, "why"),
        (remember, "remember"),
    )
    words = "  ".join(_named(key, word) for key, word in named if key != NONE)
    return Offer("".join((keys.run, keys.no, edit, instead, keys.why, remember)), f"  Run it? {words}  ")


def _named(key: str, word: str) -> str:
    return f"[{key}]{word[1:]}" if word[0].lower() == key.lower() else f"[{key}] {word}"
