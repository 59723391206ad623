"""Pairs about who sits where, and who and what is there at all: (name, line, harmless, fatal)."""

from __future__ import annotations

SEAT = "var XDG_SEAT seat0"

SEATED: list[tuple[str, str, str, str]] = [
    (
        "a terminal that outlives its window: nobody came in over the network, or somebody",
        "sudo systemctl reboot",
        f"{SEAT}\nvar TMUX /tmp/tmux-1000/default,1,0",
        f"{SEAT}\nvar TMUX /tmp/tmux-1000/default,1,0\nprocess sshd",
    ),
    (
        "the network taken down from such a terminal",
        "sudo ip link set lo down",
        f"{SEAT}\nvar STY 1234.pts-0",
        f"{SEAT}\nvar STY 1234.pts-0\nprocess sshd-session",
    ),
    ("no such group, or one", "sudo groupdel $G", "var G nosuchgroup", "var G root"),
    ("no such user, or a group by an option", "sudo deluser $G", "var G nosuchgroup", "var G '--group root'"),
    (
        "a tool of one's own held, or a database",
        "kill -STOP $PID",
        "process webpack",
        "process postgres",
    ),
    (
        "a tool told to go on, or a way in held",
        "kill -s $HOW $PID",
        "process sshd\nvar HOW CONT",
        "process sshd\nvar HOW STOP",
    ),
]
