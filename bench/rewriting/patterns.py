"""Rewriting what stands at the beginning of a line: a form for its parts, what follows it is kept."""

from __future__ import annotations

import re

from bench.rewriting.forms import Rewrite, Sample

_WORD = r"""(?:[^\s;|&<>()`'"#*?\[{]|"[^"`\\]*"|'[^'\\]*')+"""
_BEHIND = r"(?=\s*(?:[;|&]|\Z))"
_SLOT = re.compile(r"<([a-z]2?)(!?)>")
_PLAIN = re.compile(r"[A-Za-z0-9_./:=@%+, -]+\Z")


def pattern(text: str) -> re.Pattern[str]:
    """A pattern; `W` stands for a word without expansions that make several, `SUDO ` for an own `sudo`."""
    text = text.replace("SUDO ", "(?P<s>sudo )?").replace("W", _WORD)
    return re.compile(text + _BEHIND)


def by_pattern(text: str, form: str) -> Rewrite:
    """`<name>` in the form stands for a group, `<name!>` for one that is put into the code of a language."""
    wanted = pattern(text)

    def rewrite(sample: Sample) -> str | None:
        if not sample.open_ended:
            return None
        found = wanted.match(sample.line)
        if found is None or any(
            strict and not _PLAIN.match(found[name] or "") for name, strict in _SLOT.findall(form)
        ):
            return None
        return _SLOT.sub(lambda slot: found[slot[1]] or "", form) + sample.line[found.end() :]

    return rewrite
