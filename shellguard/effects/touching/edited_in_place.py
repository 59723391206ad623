"""Files of the system that a stream editor changes in place, so that little can be lost by it."""

from __future__ import annotations

import re
from functools import cache

from shellguard.effects.context import Findings
from shellguard.effects.packs.places import path_of, places_of
from shellguard.effects.touching.one_setting import only_a_setting
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Word

_SUFFIX = re.compile(r"-[nErsz]*i[.~_-][\w.~-]+|--in-place=[.~_-][\w.~-]+")
_SCRIPT_AFTER = frozenset(("-e", "--expression"))
_OPTION = re.compile(r"-[nErsz]*i\S*|--in-place\S*|-[Ersnz]+|--regexp-extended|--expression|-e")
_OTHER_SCRIPT = re.compile(r"-[a-zA-Z]*f|--file|--expression=|-[nErszul]*e.")
_ONE_VALUE = re.compile(
    r"(?:/[^/\n;]+/\s*)?s([/|#,@!])(?P<sought>(?:(?!\1)[^\n])+)\1(?:(?!\1)[^\n])*\1[gIi\d]*;?"
)
_SWAP_LINES = re.compile(
    r"/(?:(?!\\\|)[^/|\n;!])*swap(?:(?!\\\|)[^/|\n;!])*/\s*(?:d|s([/|#,@])[^\n;]+\1[gIi\d]*)"
    r"|s([/|#,@])(?:(?!\2|\\\|)[^|\n;])*swap(?:(?!\2|\\\|)[^|\n;])*\2\s*\\?#[^\n;]*\2[gIi\d]*"
)
# What a bracket or a repeat makes of the word: lines are meant that do not hold it.
_BRACKETS = re.compile(r"\[\^?\]?[^\]]*\]")
_MAYBE = re.compile(r"swap(?:[^)/]*\\?\))?\\?[?*{]")
_LITERAL = re.compile(r"\w\w")
_BY_OTHER_LINES = re.compile(r"-[Ersbu]*[nz]\S*|--(?:q|si|n|z)[\w-]*")
_TABLE = "/etc/fstab"
_SYSTEM_FILE = "files.overwrite-system-file"
_STARTS_FROM = "boot.overwrite"
_SOURCES = re.compile(r"/etc/apt/sources\.list(?:\.d/[\w*.+-]+)?")
_WRITES_SOURCE = "packages.write-source"
_HOSTS = re.compile(r"s([/|#,@!])(?:\^?[\w.:/\\-]|(?!\1)[*+()?])+\1[\w.:/\\-]*\1[gI]*;?")
_HOST = re.compile(r"[\w-]\\?\.[A-Za-z-]{2,}|https?:")
# Fewer sources, those of a medium or of code among them, or another release of the same ones.
_FEWER = re.compile(
    r"/(?:\^#? ?)?deb-src/s([/|,@])\^?# ?\*?\1{1,2}g?"
    r"|/\^?(?:deb )?(?:cdrom:?|deb-src|[a-z]+-(?:updates|backports|proposed)|#)/d"
    r"|s([/|,@])\^?(?:# ?)?(?:deb cdrom|deb-src)\2(?:# ?)?(?:deb cdrom|deb-src)\2g?"
    r"|s([/|,@])(?!sec|sign|trust|allow|deb)[a-z]{3,}\3(?!sec|sign|trust|allow|deb)[a-z]{3,}\3g?"
)
_UNCHECKS = re.compile(r"(?i)trusted|allow-|\d{1,3}(?:\\?\.\d{1,3}){3}")
_SHELL_START = "persist.overwrite-shell-start"
_NOTHING: frozenset[str] = frozenset()


@cache
def _settings() -> re.Pattern[str]:
    """Folders and files in which services that were added to a machine are set up."""
    return knowledge("setups").any_of("service_settings")


@cache
def _opening() -> re.Pattern[str]:
    """What such a change opens, or lets be run; a path, a blank and the change."""
    return knowledge("setups").pattern("service_opening")


def harmless_rules(findings: Findings, path: str) -> frozenset[str]:
    """The rules of places that do not count for `path`, as an editor of streams changes it.

    A copy stays where a suffix is given. Values of a service are changed where all that is done is to put
    one text for another. What the machine starts from is sound where only lines about swapping change.
    Packages are checked as before where they come from another host. A shell starts as before where one
    named setting gets another plain value.
    """
    command = findings.command
    if findings.program != "sed" or findings.context.feeders:
        return _NOTHING
    words = [word.text for word in command.words[1:]]
    if not any(word.startswith(("-i", "--in-place")) or re.match(r"-[nErsz]+i", word) for word in words):
        return _NOTHING
    if any(map(_BY_OTHER_LINES.fullmatch, words)):
        return _NOTHING  # with `-n` nothing stays, with `-z` the file is but one line
    scripts = _scripts(words)
    if path == _TABLE and scripts and all(map(_changes_swap, scripts)):
        return frozenset((_SYSTEM_FILE, _STARTS_FROM))
    if _at_start(findings, path) and _known(findings, scripts) and all(map(only_a_setting, scripts)):
        return frozenset((_SHELL_START,))
    known = all(word.known for word in command.words)
    if known and _SOURCES.fullmatch(path) and scripts and all(map(_other_host, scripts)):
        return frozenset((_SYSTEM_FILE, _WRITES_SOURCE))
    changes = (
        known
        and bool(scripts)
        and _settings().fullmatch(path)
        and all(_is_ordinary(one, path) for one in scripts)
    )
    return frozenset((_SYSTEM_FILE,)) if changes or any(map(_SUFFIX.fullmatch, words)) else _NOTHING


def _at_start(findings: Findings, path: str) -> bool:
    """Whether every shell of the person runs the file when it starts."""
    return "shell-start" in places_of(path, findings.context.cwd or "", findings.context.home)


def _known(findings: Findings, scripts: list[str]) -> bool:
    """Whether the scripts, of which there are some, stand there as they are run."""
    return bool(scripts) and all(word.known for word in findings.command.words if word.text in scripts)


def _changes_swap(script: str) -> bool:
    """Whether only lines that hold the word are meant."""
    if not _SWAP_LINES.fullmatch(script):
        return False
    plain = _BRACKETS.sub("", script)
    return "swap" in plain and not _MAYBE.search(plain)


def _is_ordinary(script: str, path: str) -> bool:
    """Whether one text is put for another that is more than a pattern for anything, and it neither lets
    people in nor names what is run.
    """
    found = _ONE_VALUE.fullmatch(script)
    some = found is not None and _LITERAL.search(found["sought"]) is not None
    return some and not _opening().search(f"{path} {script}")


def _other_host(script: str) -> bool:
    """Whether packages are only fetched from elsewhere, or some no more: signatures are checked as before."""
    parts = [part for part in re.split(r";\s*", script) if part]
    return all(map(_is_source_change, parts)) and not _UNCHECKS.search(script)


def _is_source_change(part: str) -> bool:
    return _FEWER.fullmatch(part) is not None or bool(_HOSTS.fullmatch(part) and _HOST.search(part))


def leaves_all_else(findings: Findings, targets: tuple[Word, ...]) -> bool:
    """Whether the only file that is named is left as it is: what a machine starts from but for swapping,
    what a shell starts from but for the values of settings.
    """
    if findings.program != "sed":
        return False
    scripts = _scripts([word.text for word in findings.command.words[1:]])
    files = [word for word in targets if word.text not in scripts]
    if len(files) != 1:
        return False
    harmless = harmless_rules(findings, path_of(files[0]))
    return _SHELL_START in harmless or (files[0].text == _TABLE and _STARTS_FROM in harmless)


def _scripts(words: list[str]) -> list[str]:
    given = [words[place + 1] for place, word in enumerate(words[:-1]) if word in _SCRIPT_AFTER]
    others = [word for word in words if _OTHER_SCRIPT.match(word)]
    if others and given:
        return [*given, *others]  # these stand in no place of a script, and so are not known
    if given or others:
        return given
    return [word for word in words if word and not _OPTION.fullmatch(word)][:1]  # `-i ''` of BSD
