"""What is taken away, moved or gone through, and is not there, or is."""

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
    ("thrown away", "mv notes.txt /dev/null", "folder src", "file notes.txt"),
    (
        "a loop through an empty list",
        "for d in $LIST; do rm -rf ~/$d; done",
        "unset LIST\nfiles ~/docs/a#.txt 60",
        "var LIST docs\nfiles ~/docs/a#.txt 60",
    ),
    (
        "a loop through two lists",
        "for d in $LIST ${MORE}; do rm -rf /$d; done",
        "var LIST ''\nunset MORE",
        "var LIST ''\nvar MORE etc",
    ),
    (
        "moved before a loop, or by it",
        "for d in $LIST; do mv ~/$d /dev/null; done",
        "var LIST ''\nfiles ~/docs/a#.txt 60",
        "var LIST docs\nfiles ~/docs/a#.txt 60",
    ),
]
