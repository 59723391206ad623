"""Times as people write them: `2h`, `yesterday`, `13:30`, `2026-11-20`, `2026-11-20T13:30`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from shellguard import exit_codes
from shellguard.audit.record import timestamp
from shellguard.errors import ShellguardError

_AGO = re.compile(r"(\d+(?:\.\d+)?)\s*(s|sec|m|min|h|hours?|d|days?|w|weeks?)", re.IGNORECASE)
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?")


def moment(text: str, now: float) -> str:
    """What a person means, as the record writes times (UTC). Times without a zone are local ones.

    Raises:
        ShellguardError: it is no time.
    """
    here = datetime.fromtimestamp(now).astimezone()
    ago = _AGO.fullmatch(text.strip())
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    low = text.strip().lower()
    if low in ("now", "today", "yesterday"):
        found = {"now": here, "today": midnight, "yesterday": midnight - timedelta(days=1)}[low]
        return timestamp(found.timestamp())
    clock = _CLOCK.fullmatch(low)
    try:
        if ago:
            return timestamp(now - float(ago[1]) * _SECONDS[ago[2][0].lower()])
        if clock:
            hour, minute, second = (int(part or 0) for part in clock.groups())
            return timestamp(midnight.replace(hour=hour, minute=minute, second=second).timestamp())
        return timestamp(datetime.fromisoformat(text.strip()).timestamp())
    except (ValueError, OverflowError, OSError) as error:  # before the first year, beyond the last
        raise ShellguardError(
            "not a time",
            where=text,
            hint="write 2h, 3d, today, yesterday, 13:30, 2026-11-20 or 2026-11-20T13:30",
            exit_code=exit_codes.USAGE,
        ) from error


def local(at: str) -> datetime:
    """A record's time on the clock of this place; the epoch when it is none."""
    try:
        return datetime.fromisoformat(at).astimezone()
    except ValueError:
        return datetime.fromtimestamp(0).astimezone()


def span(milliseconds: object) -> str:
    """A duration in at most six characters: `12ms`, `3.2s`, `4m10s`, `2h05m`."""
    if not isinstance(milliseconds, int | float):
        return ""
    seconds = milliseconds / 1000
    if seconds < 1:
        return f"{milliseconds:.0f}ms"
    if seconds < 60:
        return f"{seconds:.1f}s"
    if seconds < 3_600:
        return f"{int(seconds // 60)}m{int(seconds % 60):02d}s"
    return f"{int(seconds // 3_600)}h{int(seconds % 3_600 // 60):02d}m"
