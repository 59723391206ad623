"""The name by which all know a program, whatever it is called on a machine."""

from __future__ import annotations

from shellguard.knowledge.tables import knowledge

SAME_PROGRAM = {
    other: name for name, others in knowledge("families").by_name("same").items() for other in others
}


def program_name(text: str) -> str:
    """The name of the program that a word names: `sed` for `/opt/homebrew/bin/gsed`."""
    name = text.rpartition("/")[2]
    return SAME_PROGRAM.get(name, name)
