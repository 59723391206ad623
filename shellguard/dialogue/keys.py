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

    @property
    def why(self) -> str:
        """The key that says why."""
        return self.keys[4]


def offer(keys: Keys, *, buffer: bool, safer: bool, width: int = 80) -> Offer:
    """The answers for a line: without an edit *buffer* (the gate) nothing can be edited or taken over.

    Args:
        width: of the window, in columns: no answer is cut in two at its end.
    """
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
    label = "  Run it?"
    for key, word in named:
        if key == NONE:
            continue
        gap = "  " if label[-1] != "?" else " "
        # Two columns are left for the cursor.
        if len(label.rsplit("\n", 1)[-1]) + len(gap) + len(_named(key, word)) + 2 >= width:
            gap = "\n  "
        label += gap + _named(key, word)
    return Offer("".join((keys.run, keys.no, edit, instead, keys.why, remember)), f"{label}  ")


def _named(key: str, word: str) -> str:
    return f"[{key}]{word[1:]}" if word[0].lower() == key.lower() else f"[{key}] {word}"
