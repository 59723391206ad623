"""Pairs about what programs keep for a person: saves, mail, settings, results: (name, line, harmless, fatal)."""

from __future__ import annotations

CODE = '{\\"cells\\": [{\\"outputs\\": [%s]}]}'
DOTFILES = "file ~/.local/share/chezmoi"
BY_PROGRAMS: list[tuple[str, str, str, str]] = [
    (
        "what a game keeps: nothing, or how far one came",
        "rm -rf ~/.steam/steam/steamapps/compatdata/1091500",
        "folder ~/.steam/steam/steamapps/compatdata/1091500",
        "file ~/.steam/steam/steamapps/compatdata/1091500/pfx/Saved/save1.dat",
    ),
    (
        "a world of a game: empty, or one that was built in",
        "rm -rf world",
        "folder world",
        "file world/level.dat",
    ),
    (
        "old letters: none, or two",
        "find ~/Maildir/cur -type f -mtime +365 -delete",
        "file ~/Maildir/cur/1:2,S",
        "file ~/Maildir/cur/1:2,S ~/Maildir/cur/2:2,S\nold ~/Maildir/cur/1:2,S ~/Maildir/cur/2:2,S",
    ),
    (
        "settings of a mail program: an empty folder, or all letters",
        "rm -rf ~/.thunderbird/x.default/ImapMail",
        "folder ~/.thunderbird/x.default/ImapMail",
        "file ~/.thunderbird/x.default/ImapMail/mail.example.org/INBOX",
    ),
    (
        "a notebook made of its text: none is there, or one with results",
        "jupytext --to notebook analysis.py",
        "file analysis.py",
        f"file analysis.py\ntext analysis.ipynb '{CODE % 1}'",
    ),
    (
        "the home's settings taken in: the package is committed, or was edited",
        "stow --adopt bash",
        "repository bash/.bashrc\ntext ../.bashrc 'what this machine has'",
        "repository bash/.bashrc\nedit bash/.bashrc\ntext ../.bashrc 'what this machine has'",
    ),
    (
        "taken in from another folder: nothing is there, or the file is",
        "stow --adopt -t ~/there bash",
        "file bash/.bashrc\nfile ~/.bashrc",
        "file bash/.bashrc\ntext ~/there/.bashrc 'what this machine has'",
    ),
    (
        "settings put into the home by force: none is there, or another",
        "chezmoi apply --force",
        f"{DOTFILES}/dot_bashrc {DOTFILES.removeprefix('file ')}/dot_config/private_app/x.conf",
        f"{DOTFILES}/dot_bashrc {DOTFILES.removeprefix('file ')}/dot_config/private_app/x.conf\n"
        "text ~/.config/app/x.conf 'work of years'",
    ),
    (
        "settings put into the home: from files, or made by a program",
        "chezmoi apply --force",
        f"{DOTFILES}/dot_bashrc",
        f"{DOTFILES}/modify_dot_bashrc\nfile ~/.bashrc",
    ),
    (
        "one side wins: the newer one, or always this",
        "unison -batch -prefer $WINS ~/Sync ~/laptop",
        "var WINS newer",
        "var WINS {home}/Sync",
    ),
]
