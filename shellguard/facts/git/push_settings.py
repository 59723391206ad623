"""Where a push goes by settings: of the command, of the repository, and of the person."""

from __future__ import annotations

import configparser
import os
from itertools import pairwise

from shellguard.facts.contents import text_of
from shellguard.facts.git.question import Question
from shellguard.facts.repository.repository import values_in

OF_THE_PERSON = (".gitconfig", ".config/git/config")
_LONGEST = 256 * 1024


def setting(question: Question, section: str, key: str) -> str:
    """A value as git would take it: from `-c`, the repository's settings, or the person's own; else ""."""
    name = f"{section.replace(' ', '.', 1).replace(chr(34), '')}.{key}".lower()
    for before, word in pairwise(question.front):
        if before == "-c" and word.partition("=")[0].lower() == name:
            return word.partition("=")[2]
    return question.repository.setting(section, key) or _of_the_person(question, section, key)


def all_settings(question: Question, section: str, key: str) -> list[str]:
    """All values of a key, of the repository, of what it includes, of the person and of `-c`."""
    name = f"{section.replace(' ', '.', 1).replace(chr(34), '')}.{key}".lower()
    given = pairwise(question.front)
    said = (word.partition("=") for before, word in given if before == "-c")
    found = [value for key_said, _, value in said if key_said.lower() == name]
    repository = question.repository
    found += repository.settings(section, key)
    files = [f"{question.home}/{one}" for one in OF_THE_PERSON if question.home]
    files += [
        os.path.join(repository.common, os.path.expanduser(one))
        for one in repository.settings("include", "path")
    ]
    for file in files:
        found += values_in(text_of(file, _LONGEST), section, key)
    return found


def _of_the_person(question: Question, section: str, key: str) -> str:
    for file in OF_THE_PERSON if question.home else ():
        text = text_of(f"{question.home}/{file}", _LONGEST)
        if key.lower() not in text.lower():
            continue
        parser = configparser.RawConfigParser(strict=False, allow_no_value=True, inline_comment_prefixes=None)
        try:
            parser.read_string("\n".join(line.strip() for line in text.splitlines()))
        except configparser.Error:
            continue
        if value := parser.get(section, key, fallback="") or "":
            return value
    return ""


def pushed_to(question: Question, branch: str) -> str:
    """The remote that a push of a branch goes to where it names none and not the branch's own; else ""."""
    repository, section = question.repository, f'branch "{branch}"'
    there = setting(question, section, "pushremote") or setting(question, "remote", "pushdefault")
    return there if there != repository.setting(section, "remote") else ""


def by_its_own_name(question: Question) -> bool:
    """Whether branches are pushed to those of their own names, whatever they were begun from."""
    return setting(question, "push", "default") == "current"
