"""Pairs about rights that are put back: (name, line, what makes it harmless, what makes it fatal)."""

from __future__ import annotations

_PRIVATE = "-----BEGIN OPENSSH PRIVATE KEY-----\\nb3BlbnNzaC1rZXk\\n-----END OPENSSH PRIVATE KEY-----"
_KEY = f"text ~/.ssh/id_ed25519 '{_PRIVATE}'"
_PUBLIC = "text ~/.ssh/work.pub 'ssh-ed25519 AAAA ann'"
_LETS_IN = "text ~/.ssh/authorized_keys 'ssh-ed25519 AAAA ann'"
PAIRS: list[tuple[str, str, str, str]] = [
    (
        "a public key or a private one under its name",
        "chmod 644 ~/.ssh/work.pub",
        _PUBLIC,
        f"text ~/.ssh/work.pub '{_PRIVATE}'",
    ),
    (
        "a public key or a link to a private one",
        "chmod 644 ~/.ssh/work.pub",
        _PUBLIC,
        f"{_KEY}\nlink ~/.ssh/work.pub id_ed25519",
    ),
    (
        "keys that let in or a link to one",
        "chmod 644 ~/.ssh/authorized_keys",
        _LETS_IN,
        f"{_KEY}\nlink ~/.ssh/authorized_keys id_ed25519",
    ),
    (
        "known machines or a link to the passwords",
        "sudo chmod 644 ~/.ssh/known_hosts",
        "file ~/.ssh/known_hosts",
        f"{_KEY}\nlink ~/.ssh/known_hosts /etc/shadow",
    ),
    (
        "public keys, one of them private",
        "chmod 644 ~/.ssh/*.pub",
        _PUBLIC,
        f"{_PUBLIC}\ntext ~/.ssh/z.pub '{_PRIVATE}'",
    ),
    (
        "a variable for a public key or a private one",
        'chmod 644 "$F"',
        f"{_PUBLIC}\nvar F {{home}}/.ssh/work.pub",
        f"{_KEY}\nvar F {{home}}/.ssh/id_ed25519",
    ),
    (
        "programs or a link to a key",
        "chmod 755 ~/bin/*",
        "program ~/bin/a",
        f"{_KEY}\nfolder ~/bin\nlink ~/bin/a {{home}}/.ssh/id_ed25519",
    ),
    (
        "a program beside others or over one's own",
        "cp tool ~/bin",
        "program tool\nfolder ~/bin",
        "program tool\nfile ~/bin/tool",
    ),
    (
        "a folder of programs or a link to notes",
        "cp tool ~/bin",
        "program tool\nfolder ~/bin",
        "program tool\nfile ~/notes\nlink ~/bin {home}/notes",
    ),
]
