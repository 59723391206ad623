"""What commands print that say one thing of today, of this machine, of the person: `date +%F`, `hostname`."""

from __future__ import annotations

import os
import pwd
import re
import time

_LONGEST = 40
_FORMAT = re.compile(r"\+(?:%[YymdHMSFTjVuGaAbBs]|[\w.-])+")
_BY_DAYS = re.compile(r"(?:(yesterday)|-?(\d{1,4})[ -]?days?(?:[ -](ago))?)")
_DAY = 86_400


def said_by(program: str, words: list[str | None]) -> str | None:
    """What a program prints that is given these words; None where that is not known."""
    known = [word for word in words if word is not None]
    if len(known) < len(words):
        return None
    if program == "date":
        return _date(known)
    if program == "hostname" and known in ([], ["-s"]):
        name = os.uname().nodename
        return f"{name.partition('.')[0] if known else name}\n"
    if (program, *known) in (("whoami",), ("id", "-un"), ("logname",)):
        try:
            return f"{pwd.getpwuid(os.getuid()).pw_name}\n"
        except KeyError:
            return None
    return None


def _date(words: list[str]) -> str | None:
    """`date +FORMAT`, of today or of some days ago."""
    ago, rest = 0, list(words)
    if rest and re.fullmatch(r"--date=.+|-d.*", rest[0]):
        option = rest.pop(0)
        given = option.partition("=")[2] if option.startswith("--") else option[2:] or (rest or [""]).pop(0)
        found = _BY_DAYS.fullmatch(given)
        if found is None or not (found[1] or given.startswith("-") or found[3]):
            return None
        ago = 1 if found[1] else int(found[2])
    if len(rest) != 1 or len(rest[0]) > _LONGEST or not _FORMAT.fullmatch(rest[0]):
        return None
    return time.strftime(rest[0][1:], time.localtime(time.time() - ago * _DAY)) + "\n"
