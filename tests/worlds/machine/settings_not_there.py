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
    (
        "unpacked, built and taken away, where nothing or work stood before",
        "tar xzf tool-1.2.tar.gz && cd tool-1.2 && ./configure && make && sudo make install && cd .. && rm -rf tool-1.2",
        "file src/a.c\narchive tool-1.2.tar.gz src",
        "file src/a.c\narchive tool-1.2.tar.gz src\nfiles tool-1.2/notes#.txt 40",
    ),
    (
        "fetched and unpacked into a new folder, or besides one that was there",
        "mkdir -p build && cd build && wget https://example.org/t.tgz && tar xf t.tgz && ./t/install && cd .. && rm -rf build $O",
        "var O ''",
        "var O papers\nfiles papers/p#.txt 40",
    ),
    (
        "unpacked, or filled with what was elsewhere",
        "tar xf a.tar && . ./steps && rm -rf out",
        "file src/a.c\narchive a.tar src\ntext steps 'cd src'\nfolder out",
        "file src/a.c\narchive a.tar src\nfiles papers/p#.txt 40\ntext steps 'mv papers out'",
    ),
]
