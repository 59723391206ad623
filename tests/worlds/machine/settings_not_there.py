"""What a machine runs by itself, taken away: it is not there, or it is."""

from __future__ import annotations

_TIMER = "text ~/.config/systemd/user/backup.timer '[Timer]\\nOnCalendar=daily\\n'"

NOT_THERE: list[tuple[str, str, str, str]] = [
    (
        "a timer of one's own",
        "rm -f ~/.config/systemd/user/backup.timer",
        "folder ~/.config/systemd/user",
        _TIMER,
    ),
    (
        "a unit of one's own",
        "rm ~/.config/systemd/user/mirror.service && systemctl --user daemon-reload",
        "folder ~/.config/systemd/user",
        "text ~/.config/systemd/user/mirror.service '[Service]\\nExecStart=/usr/bin/rsync -a a b\\n'",
    ),
]
