"""Scripts that are to run at certain times, as lines of crontab(5): `run backup.sh every day at 3am`."""

from __future__ import annotations

import re

from shellguard.phrasebook.language.quoting import UnfitError

_ASKED = re.compile(
    r"(?:please |can you |could you )?(?:run|schedule|execute|start|call)\s+(?:the )?(?:script |file )?"
    r"(?P<script>[\w.~/-]{1,200})\s+(?:to run )?(?P<when>.{1,80}?)[.!?]?$",
    re.IGNORECASE,
)
_TIMES_FIRST = re.compile(
    r"(?P<when>(?:every|each|daily|at) .{1,60}?) (?:run|execute|start|call)\s+(?:the )?(?:script |file )?"
    r"(?P<script>[\w.~/-]{1,200})[.!]?",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"(?:~/|/|\./)?[\w.-]+(?:/[\w.-]+)*\.(?:sh|bash|py|pl|rb)|(?:~/|/)[\w./-]+")
_TIME = (
    r"(?:at |around )?(?:(?P<hour>\d{1,2})(?::(?P<minute>\d\d))? ?(?P<half>am|pm)?(?: o'?clock)?"
    r"|(?P<named>midnight|noon))"
)
_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
_NTH = r"(?:1?\d|2[0-8])(?:st|nd|rd|th)|first"
_OFTEN = re.compile(r"(?:every|each|once every) (?P<n>\d{1,2}|[a-z]+) (?P<unit>minute|min|hour)s?")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12,
            "fifteen": 15, "twenty": 20, "thirty": 30}  # fmt: skip
_STARTED_BY = {"py": "python3", "pl": "perl", "rb": "ruby"}
_ALWAYS = {
    "every minute": "* * * * *",
    "once a minute": "* * * * *",
    "every half hour": "*/30 * * * *",
    "every half an hour": "*/30 * * * *",
    "twice an hour": "*/30 * * * *",
    "every other hour": "0 */2 * * *",
    "once an hour": "0 * * * *",
    "once a day": "0 0 * * *",
    "every day": "0 0 * * *",
    "daily": "0 0 * * *",
    "twice a day": "0 */12 * * *",
    "once a week": "0 0 * * 0",
    "once a month": "0 0 1 * *",
    "every hour": "0 * * * *",
    "hourly": "0 * * * *",
    "every month": "0 0 1 * *",
    "monthly": "0 0 1 * *",
    "every week": "0 0 * * 0",
    "weekly": "0 0 * * 0",
}
_AT_TIMES = re.compile(
    rf"(?P<day>(?:every|each) (?:day|night|morning|evening|weekday|{'|'.join(_DAYS)})|daily|nightly"
    rf"|(?:on )?weekdays|(?:on )?(?:{'|'.join(_DAYS)})s"
    rf"|(?:on )?the (?P<nth>{_NTH}) (?:day )?of (?:every|each|the) month"
    rf"|every (?P<date>{_NTH}) of the month),? {_TIME}"
)
_TURNED = re.compile(
    rf"{_TIME},? (?:on )?(?P<day>(?:every|each) (?:day|weekday|{'|'.join(_DAYS)})|daily|weekdays"
    rf"|(?:{'|'.join(_DAYS)})s)"
)
_ONCE = re.compile(
    r"at (?P<time>\d{1,2}(?::\d\d)? ?(?:am|pm)|\d{1,2}:\d\d|midnight|noon)(?P<day> today| tomorrow)?"
    r"|(?P<day2>today|tomorrow) at (?P<time2>\d{1,2}(?::\d\d)? ?(?:am|pm)|\d{1,2}:\d\d|midnight|noon)"
)
_NAMED = {"midnight": 0, "noon": 12}
_HALF, _HOURS, _MINUTES = 12, 24, 60
_FIRST_OF_MORNING, _FIRST_OF_EVENING, _FIRST_OF_NIGHT, _LAST_OF_NIGHT = 4, 5, 10, 5


def scheduled(request: str) -> str:
    """The line that has a script run at certain times, by cron or once by at(1); "" where none is wanted."""
    said = " ".join(request.split())
    if turned := _TIMES_FIRST.fullmatch(said):
        said = f"run {turned['script']} {turned['when'].rstrip(',')}"
    found = _ASKED.fullmatch(said)
    if found is None or not _SCRIPT.fullmatch(found["script"]):
        return ""
    if once := _ONCE.fullmatch(found["when"].lower()):
        time, day = once["time"] or once["time2"], once["day"] or f" {once['day2'] or ''}".rstrip()
        return f'echo "{_started(found["script"])}" | at {time.replace(" ", "")}{day}'
    try:
        times = _times(found["when"].lower())
    except UnfitError:
        return ""
    return f'(crontab -l 2>/dev/null; echo "{times} {_started(found["script"])}") | crontab -'


def _started(script: str) -> str:
    """The script by its whole path, behind its interpreter where it is seldom executable itself."""
    by = _STARTED_BY.get(script.rpartition(".")[2])
    return f"{by} {_absolute(script)}" if by and not script.startswith(("/", "~/")) else _absolute(script)


def _absolute(script: str) -> str:
    """The script by its whole path, as cron runs in the home folder."""
    if script.startswith("~/"):
        return "$HOME/" + script[2:]
    return script if script.startswith("/") else "$PWD/" + script.removeprefix("./")


def _times(when: str) -> str:
    if when in _ALWAYS:
        return _ALWAYS[when]
    if often := _OFTEN.fullmatch(when):
        return _often(_NUMBERS.get(often["n"]) or _digits(often["n"]), often["unit"])
    found = _AT_TIMES.fullmatch(when) or _TURNED.fullmatch(when)
    if found is None:
        raise UnfitError("no times that are understood")
    hour, minute = _clock(found)
    nth = found.groupdict().get("nth") or found.groupdict().get("date")
    if nth:
        return f"{minute} {hour} {1 if nth == 'first' else int(nth[:-2])} * *"
    return f"{minute} {hour} {_on(found['day'])}"


def _often(number: int, unit: str) -> str:
    """Only what parts an hour or a day evenly comes round as it is said."""
    whole = _HOURS if unit == "hour" else _MINUTES
    if not number or whole % number:
        raise UnfitError("not as often as that")
    return f"0 */{number} * * *" if unit == "hour" else f"*/{number} * * * *"


def _digits(text: str) -> int:
    if not text.isdecimal():
        raise UnfitError("no number that is known")
    return int(text)


def _clock(found: re.Match[str]) -> tuple[int, int]:
    if found["named"]:
        return _NAMED[found["named"]], 0
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= _HALF:
            raise UnfitError("no hour")
        hour = hour % _HALF + (_HALF if found["half"] == "pm" else 0)
    elif half := re.search("night|morning|evening", found["day"]):
        hour = _in_half(hour, half[0])
    if hour >= _HOURS or minute >= _MINUTES:
        raise UnfitError("no time of the day")
    return hour, minute


def _in_half(hour: int, half: str) -> int:
    """The hour of the day where its half is told by a name: 3 and 11 in the night, 7 in the evening."""
    if half == "morning" and _FIRST_OF_MORNING <= hour < _HALF:
        return hour
    if half == "evening" and _FIRST_OF_EVENING <= hour < _HALF:
        return hour + _HALF
    if half == "night" and hour <= _LAST_OF_NIGHT:
        return hour
    if half == "night" and _FIRST_OF_NIGHT <= hour < _HALF:
        return hour + _HALF
    raise UnfitError("which half of the day")


def _on(day: str) -> str:
    """The days of a month, the months, the days of a week."""
    if "weekday" in day:
        return "* * 1-5"
    for number, name in enumerate(_DAYS):
        if name in day:
            return f"* * {number}"
    return "* * *"
