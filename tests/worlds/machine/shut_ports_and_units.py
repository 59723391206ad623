"""Pairs about ports that are shut, and what units of systemd do as they end: (name, line, harmless, fatal)."""

from __future__ import annotations

BY_22 = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'"
BY_2222 = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 2222'"
FROM_HERE = "var SSH_CONNECTION '127.0.0.1 50000 127.0.0.1 22'"
IN_TMUX = "var TMUX /tmp/tmux-1000/default,77,0"


def unit(name: str, *lines: str) -> str:
    """A unit of one's own."""
    told = "\\n".join(lines)
    return f"text ~/.config/systemd/user/{name}.service '[Service]\\n{told}\\n'\nfile ~/photos/a.jpg ~/photos/b.jpg"


SERVE = "ExecStart=/usr/bin/python3 -m http.server"
TAKES = "/bin/rm -rf %h/photos"

SHUT_PORTS: list[tuple[str, str, str, str]] = [
    ("the door that one did not use is shut, or one's own", "sudo ufw deny 22/tcp", BY_2222, BY_22),
    ("one's own door has another number", "sudo ufw delete allow 2222/tcp", BY_22, BY_2222),
    (
        "packets to another's port are dropped, or to one's own",
        "sudo iptables -I INPUT -p tcp --dport 22 -j DROP",
        BY_2222,
        BY_22,
    ),
    (
        "several ports, one's own among them",
        "sudo iptables -A INPUT -p tcp -m multiport --dports 23,2222,3389 -j REJECT",
        BY_22,
        BY_2222,
    ),
    (
        "all ports from one to another, one's own among them",
        "sudo iptables -A INPUT -p tcp --dport 2000:3000 -j DROP",
        BY_22,
        BY_2222,
    ),
    ("a port in a table", "sudo nft add rule inet filter input tcp dport 2222 drop", BY_22, BY_2222),
    ("ports in a set", "sudo nft add rule inet filter input tcp dport '{ 22, 23 }' drop", BY_2222, BY_22),
    ("a service that is let in no more", "sudo firewall-cmd --remove-service=ssh", BY_2222, BY_22),
    (
        "an address is shut out, in a screen that others may look at",
        "sudo ufw deny from $A",
        f"{BY_22}\n{IN_TMUX}\nvar A 198.51.100.7",
        f"{BY_22}\n{IN_TMUX}\nvar A 203.0.113.9",
    ),
]

UNITS: list[tuple[str, str, str, str]] = [
    (
        "what a unit does as it is stopped",
        "systemctl --user stop web",
        unit("web", SERVE, "ExecStopPost=/bin/rm -f %t/web.pid"),
        unit("web", SERVE, f"ExecStopPost={TAKES}"),
    ),
    (
        "what it does as it is started anew",
        "systemctl --user restart web",
        unit("web", SERVE, "ExecStop=/bin/kill -TERM $MAINPID"),
        unit("web", SERVE, f"ExecStop=-{TAKES}"),
    ),
    (
        "what it does as it reads its settings anew",
        "systemctl --user reload web",
        unit("web", SERVE, "ExecReload=/bin/kill -HUP $MAINPID"),
        unit("web", SERVE, f"ExecReload={TAKES}"),
    ),
    (
        "what it does once it is through",
        "systemctl --user start job",
        unit("job", "Type=oneshot", "ExecStart=/usr/bin/uptime", "RemainAfterExit=yes", f"ExecStop={TAKES}"),
        unit("job", "Type=oneshot", "ExecStart=/usr/bin/uptime", f"ExecStop={TAKES}"),
    ),
    (
        "a unit that ends by what its program is told, or by a removal",
        "systemctl --user stop cache",
        unit("cache", SERVE, "ExecStop=/usr/bin/redis-cli -p 6380 shutdown"),
        unit("cache", SERVE, f'ExecStop=/bin/sh -c "{TAKES}"'),
    ),
    (
        "a tunnel, by which one came in or not",
        "systemctl --user stop relay",
        f"{unit('relay', 'ExecStart=/usr/bin/ssh -N -R 2222:localhost:22 relay.example.org')}\n{BY_22}",
        f"{unit('relay', 'ExecStart=/usr/bin/ssh -N -R 2222:localhost:22 relay.example.org')}\n{FROM_HERE}",
    ),
    (
        "no tunnel, and a tunnel, while one is connected by one",
        "systemctl --user disable --now sync@home",
        f"{unit('sync@', SERVE)}\n{FROM_HERE}",
        f"{unit('sync@', 'ExecStart=/usr/bin/autossh -M 0 -N relay')}\n{FROM_HERE}",
    ),
    (
        "what a timer starts",
        "systemctl --user disable --now nightly.timer",
        f"{unit('nightly', 'ExecStart=/usr/bin/uptime')}\ntext ~/.config/systemd/user/nightly.timer '[Timer]\\nOnCalendar=daily\\n'",
        f"{unit('nightly', 'ExecStart=/usr/bin/restic backup %h')}\ntext ~/.config/systemd/user/nightly.timer '[Timer]\\nOnCalendar=daily\\n'",
    ),
]

RULES = (
    "text rules.v4 '*filter\\n:INPUT DROP [0:0]\\n-A INPUT -m state --state ESTABLISHED -j ACCEPT\\n"
    "-A INPUT -p tcp --dport {} -j ACCEPT\\nCOMMIT\\n'"
)

WAYS_IN: list[tuple[str, str, str, str]] = [
    (
        "who is let in no more: before the machine, and over the network",
        "sudo systemctl disable --now ssh",
        "var XDG_SEAT seat0",
        BY_22,
    ),
    (
        "rules that are fed to what sudo runs",
        "sudo iptables-restore < rules.v4",
        f"{BY_22}\n{RULES.format(22)}",
        f"{BY_22}\n{RULES.format(80)}",
    ),
]

BROKERS: list[tuple[str, str, str, str]] = [
    (
        "tasks that wait here, or for others",
        "celery -A shop purge -f",
        "var CELERY_BROKER_URL redis://localhost:6379/0",
        "var CELERY_BROKER_URL amqp://mq.example.org//",
    ),
    (
        "the server to which they are written counts",
        "celery -A shop purge -f",
        "var CELERY_BROKER_URL redis://localhost:6379/0",
        "var CELERY_BROKER_URL redis://localhost:6379/0\nvar CELERY_BROKER_WRITE_URL amqp://mq.example.org//",
    ),
]
