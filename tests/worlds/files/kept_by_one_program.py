"""Worlds: the folder in which one program keeps its settings or data, however little is in it."""

from __future__ import annotations

OF_A_PROGRAM: list[tuple[str, str, str, str]] = [
    (
        "the folder of a program, empty or not",
        "rm -rf ~/.wine",
        "folder ~/.wine/drive_c",
        "file ~/.wine/system.reg",
    ),
    (
        "settings of a program, or only its lock",
        "rm -rf ~/.config/foo",
        "empty ~/.config/foo/lock",
        "file ~/.config/foo/rc",
    ),
    (
        "cards to learn",
        "rm -rf ~/.local/share/Anki2",
        "folder ~/.local/share/Anki2",
        "file ~/.local/share/Anki2/prefs",
    ),
    (
        "settings moved aside, the same still there or not",
        "rm -rf ~/.config/foo.bak",
        "file ~/.config/foo/rc\ncopy ~/.config/foo ~/.config/foo.bak",
        "file ~/.config/foo.bak/rc",
    ),
    (
        "settings on a server, or only here",
        "rm -rf ~/.dotfiles",
        "folder ~/.dotfiles\ncd ~/.dotfiles\nrepository\npushed\ncd ..",
        "file ~/.dotfiles/vimrc",
    ),
    (
        "an environment in the home, or notes in it",
        "rm -rf ~/.venv",
        "text ~/.venv/pyvenv.cfg 'home = /usr'\nfile ~/.venv/lib/x.py",
        "file ~/.venv/notes.odt",
    ),
    (
        "settings that git has, or ignores",
        "rm -rf config",
        "repository config/app.yml",
        "repository README\ntext .gitignore 'config/\\n'\ncommit\nfile config/app.yml config/prod.yml",
    ),
]
OF_A_PROGRAM_RUN: list[tuple[str, str, str]] = [
    ("what is fetched again", "rm -rf ~/.npm ~/.cache/pip", "file ~/.npm/_cacache/x ~/.cache/pip/x"),
    ("a link to the settings", "rm -rf ~/.vim", "file ~/dot/vim/vimrc\nlink ~/.vim {home}/dot/vim"),
]
