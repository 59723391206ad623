"""Archives in which something lies that is started by itself where it goes: (name, line, harmless, fatal)."""

from __future__ import annotations


def _archive(name: str, member: str, text: str) -> str:
    top = member.partition("/")[0]
    return f"text d/{member} '{text}'\ncd d\narchive ../{name} {top}\ncd ..\nremove d\n"


NOTES = _archive("kept.tar", "notes/a.txt", "a")
ARCHIVES_THAT_BRING: list[tuple[str, str, str, str]] = [
    (
        "notes, or who may log in",
        "tar xf kept.tar -C ~",
        NOTES,
        _archive("kept.tar", ".ssh/authorized_keys", "ssh-ed25519 AAAA eve@x") + "folder ~/.ssh",
    ),
    (
        "the start of a shell as it is, or another",
        "tar xf kept.tar -C ~",
        _archive("kept.tar", ".bashrc", "alias a=b") + "text ~/.bashrc 'alias a=b'",
        _archive("kept.tar", ".bashrc", "alias a=b"),
    ),
    (
        "a zip",
        "unzip -o kept.zip -d ~",
        _archive("kept.zip", "notes/a.txt", "a"),
        _archive("kept.zip", ".config/autostart/x.desktop", "Exec=x"),
    ),
    (
        "from the home itself",
        "cd ~ && tar xf project/kept.tar",
        NOTES,
        _archive("kept.tar", ".profile", "a=b"),
    ),
]
ARCHIVES_THAT_BRING_RUN: list[tuple[str, str, str]] = [
    ("into a folder where no shell starts", "tar xf kept.tar", _archive("kept.tar", ".bashrc", "alias a=b")),
    ("below a folder", "tar xf kept.tar -C ~", _archive("kept.tar", "dotfiles/.bashrc", "alias a=b")),
    (
        "a project with its own hooks",
        "tar xf kept.tar -C there",
        _archive("kept.tar", ".git/hooks/pre-commit", "true") + "file there/a",
    ),
]
