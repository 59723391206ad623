"""Which way a line goes: what is there is taken, and what has a host before it is on another machine."""

from __future__ import annotations

import re
from collections.abc import Container

_LINK = re.compile(r"(?P<start>ln (?:-\w+ )?)(?P<one>[\w.-]+) (?P<other>[\w.-]+)")
_LINK_ELSEWHERE = re.compile(
    r"ln -s (?P<target>(?![-/~.$'])[\w./-]+|\./[\w./-]+) (?P<link>(?!\./[^/]+$)[~\w./-]+/[\w./-]*)"
)
"""A link in another folder, whose target would be looked for there and not here."""
_COPY = re.compile(r"cp (?:-\w+ )*(?P<rest>(?:[\w./+-]+ )*[\w.-]+:[\w./~-]+|[\w.-]+:[\w./~-]+ [\w./+-]+)")
_SEVERAL_INTO = re.compile(
    r"(?P<start>.*(?:-exec |-I\{\} )(?:sudo )?(?:cp|mv)(?: -\w+)* \{\}|(?:cp|mv)(?: -\w+)* [^|;&]*\*\S*)"
    r" (?P<to>[^\s*{}'\"]*[^\s*{}'\"/.~])(?P<end> ';')?"
)
_LINK_TO_FILE = re.compile(r"ln -s (?P<there>[~/][\w./-]*\w) (?P<here>[\w-]+\.[\w.-]+)")
"""To a file elsewhere, by a name that a file here has already: it is the file here that is meant."""
_OWN = {"Downloads", "Documents", "Pictures", "Music", "Videos", "Desktop"}
_BETWEEN_OWN = re.compile(
    r"(?P<start>(?:cp|mv) .*~/(?:Downloads|Documents|Pictures|Music|Videos|Desktop)\b.* )"
    r"(?P<to>Downloads|Documents|Pictures|Music|Videos|Desktop)(?P<end>/?)"
)
"""Between two folders of a home, of which the second is named without it."""
_PACKED = re.compile(r"tar -czf (?P<rest>\S+\.(?:tar\.(?:xz|bz2|zst)|txz|tbz2) .*)")
_ONE = " | head -n 1 |"
_DOWNLOAD_TO = re.compile(r"wget -P (?P<name>[A-Za-z]+)/? (?P<url>\S+)")
_DOWNLOAD = re.compile(r"curl -L -o (?P<name>[\w-]+) (?P<url>\S+)")


def directed(line: str, entries: Container[str]) -> str:
    """The line the other way round, or by another program, where what is in the folder asks for it.

    Args:
        entries: names of what stands in the folder.
    """
    if found := _LINK.fullmatch(line):
        one, other = found["one"], found["other"]
        if other in entries and one not in entries and one not in (".", ".."):
            return f"{found['start']}{other} {one}"
    if (found := _LINK_TO_FILE.fullmatch(line)) and found["here"] in entries:
        return f'ln -s "$PWD/{found["here"]}" {found["there"]}'
    if found := _LINK_ELSEWHERE.fullmatch(line):
        return f'ln -s "$PWD/{found["target"].removeprefix("./")}" {found["link"]}'
    if (found := _BETWEEN_OWN.fullmatch(line)) and found["to"] not in entries:
        return f"{found['start']}~/{found['to']}{found['end']}"
    if found := _COPY.fullmatch(line):
        return f"scp -r {found['rest']}"
    if found := _PACKED.fullmatch(line):
        return f"tar -caf {found['rest']}"
    if (found := _DOWNLOAD.fullmatch(line)) and found["name"] in entries:
        return f"wget -P {found['name']} {found['url']}"
    found = found or _DOWNLOAD_TO.fullmatch(line)
    if found and found["name"] not in entries and found["name"].capitalize() in _OWN:
        return f"wget -P ~/{found['name'].capitalize()} {found['url']}"
    return line


def into_folder(line: str, entries: Container[str]) -> str:
    """The line so that several files never end up as one: what they go into is a folder, or it fails.

    A folder of this one that is not there yet is made; with a slash behind, no file of that name is written.
    """
    found = _SEVERAL_INTO.fullmatch(line)
    if found is None or _ONE in line or found["to"] in entries or entries == ():  # nobody looked
        return line
    if "/" not in found["to"]:
        return f"mkdir -p {found['to']} && {line}"
    return f"{found['start']} {found['to']}/{found['end'] or ''}"
