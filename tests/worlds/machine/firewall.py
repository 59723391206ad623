"""Pairs about who would be cut off who has come over the network: (name, line, harmless, fatal)."""

from __future__ import annotations

SSH = "var SSH_CONNECTION '203.0.113.9 50000 203.0.113.1 22'"
SEAT = "var XDG_SEAT seat0"
RULES = (
    "text rules.nft 'table inet filter {{\\n chain input {{\\n  type filter hook input priority 0; policy drop;\\n"
    "  ct state established accept\\n  {}\\n }}\\n}}\\n'"
)
DOOR = "tcp dport { 22, 443 } accept"
SHUT = "ip protocol tcp drop\\n  tcp dport 22 accept"

CUT_OFF: list[tuple[str, str, str, str]] = [
    (
        "rules from a file: with a door for ssh, or without",
        "sudo nft -f rules.nft",
        f"{SSH}\n{RULES.format(DOOR)}",
        f"{SSH}\n{RULES.format('tcp dport 443 accept')}",
    ),
    (
        "a door for all, or for some networks",
        "sudo nft -f rules.nft",
        f"{SSH}\n{RULES.format('tcp dport 22 accept')}",
        f"{SSH}\n{RULES.format('ip saddr 10.0.0.0/8 tcp dport 22 accept')}",
    ),
    (
        "a door, or one behind what shuts it",
        "sudo nft -f rules.nft",
        f"{SSH}\n{RULES.format('tcp dport ssh accept')}",
        f"{SSH}\n{RULES.format(SHUT)}",
    ),
    (
        "rules from a file, before the machine",
        "sudo nft -f rules.nft",
        SEAT,
        f"{SSH}\ntext rules.nft 'add rule inet filter input drop\\n'",
    ),
    ("another way out", "sudo ip route replace default via 10.0.0.9", SEAT, SSH),
    ("an interface given to a bridge", "sudo ip link set lo master br0", SEAT, SSH),
    ("asleep", "sudo systemctl suspend", SEAT, SSH),
    ("networking restarted", "sudo systemctl restart networking", SEAT, SSH),
    ("a tunnel's service stopped", "sudo systemctl stop wg-quick@wg0", SEAT, SSH),
    ("a tunnel down", "sudo wg-quick down wg0", SEAT, SSH),
    ("the radio off", "rfkill block wifi", SEAT, SSH),
]
