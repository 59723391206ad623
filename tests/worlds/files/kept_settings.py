"""Worlds: settings of a home that tools put there, remove or move."""

from __future__ import annotations

PUT_IN_PLACE: list[tuple[str, str, str, str]] = [
    (
        "chezmoi: names to remove",
        "chezmoi apply --force",
        (
            "text ~/.local/share/chezmoi/dot_vimrc 'set nu'\n"
            "text ~/.vimrc 'set nu'\n"
            "text ~/.local/share/chezmoi/.chezmoiignore 'README.md'"
        ),
        (
            "text ~/.local/share/chezmoi/dot_vimrc 'set nu'\n"
            "text ~/.vimrc 'set nu'\n"
            "text ~/.local/share/chezmoi/.chezmoiremove 'Documents'\n"
            "files ~/Documents/a#.md 20"
        ),
    ),
    (
        "chezmoi: exact folder",
        "chezmoi apply --force",
        (
            "text ~/.local/share/chezmoi/dot_vimrc 'set nu'\n"
            "text ~/.vimrc 'set nu'\n"
            "file ~/.local/share/chezmoi/exact_notes/a.md\n"
            "copy ~/.local/share/chezmoi/exact_notes/a.md ~/notes/a.md"
        ),
        (
            "text ~/.local/share/chezmoi/dot_vimrc 'set nu'\n"
            "text ~/.vimrc 'set nu'\n"
            "file ~/.local/share/chezmoi/exact_notes/a.md\n"
            "copy ~/.local/share/chezmoi/exact_notes/a.md ~/notes/a.md\n"
            "file ~/notes/mine.md ~/notes/mine2.md"
        ),
    ),
]
PUT_IN_PLACE_ASK: list[tuple[str, str, str]] = [
    (
        "stow: settings in the home say where",
        "stow --adopt vim",
        (
            "text ~/dot/vim/.vimrc 'set nu'\n"
            "cd ../dot\n"
            "text ~/.stowrc '--target={home}/conf'\n"
            "text ~/.stowrc '--target=../conf'\n"
            "text ~/conf/.vimrc 'set other'"
        ),
    ),
    (
        "stow: a variable says where packages are",
        "stow --adopt vim",
        (
            "text ~/dot/vim/.vimrc 'set nu'\n"
            "cd ../dot\n"
            "var STOW_DIR {home}/dots2\n"
            "text ~/dots2/vim/.vimrc 'set a'\n"
            "text ~/.vimrc 'set nu'"
        ),
    ),
    (
        "chezmoi: scripts of its own",
        "chezmoi apply --force",
        (
            "text ~/.local/share/chezmoi/dot_vimrc 'set nu'\n"
            "text ~/.vimrc 'set nu'\n"
            "text ~/.local/share/chezmoi/.chezmoiscripts/run_once_x.sh 'rm -rf "
            "~/Documents'\n"
            "files ~/Documents/a#.md 20"
        ),
    ),
    (
        "chezmoi: what comes from elsewhere",
        "chezmoi apply --force",
        (
            "text ~/.local/share/chezmoi/dot_vimrc 'set nu'\n"
            "text ~/.vimrc 'set nu'\n"
            'text ~/.local/share/chezmoi/.chezmoiexternal.toml \'[".config/nvim"]\\ntype = '
            '"archive"\\nexact = true\\nurl = "https://example.com/a.tar.gz"\\n\'\n'
            "files ~/.config/nvim/a#.lua 20"
        ),
    ),
    (
        "chezmoi: source elsewhere by settings",
        "chezmoi apply --force",
        (
            "text ~/.local/share/chezmoi/dot_vimrc 'set nu'\n"
            "text ~/.vimrc 'set nu'\n"
            "text ~/.config/chezmoi/chezmoi.toml 'sourceDir = \"{home}/dots2\"\\n'\n"
            "text ~/dots2/dot_vimrc 'set other'"
        ),
    ),
    (
        "chezmoi: home elsewhere by settings",
        "chezmoi apply --force",
        (
            "text ~/.local/share/chezmoi/dot_vimrc 'set nu'\n"
            "text ~/.vimrc 'set nu'\n"
            "text ~/.config/chezmoi/chezmoi.yaml 'destDir: /srv/home\\n'"
        ),
    ),
    (
        "tar: only newer ones are kept",
        "tar xf a.tar --keep-newer-files",
        ("file d/a.md\narchive a.tar d\nedit d/a.md\nold d/a.md"),
    ),
]
WITH_PASSWORDS: list[tuple[str, str, str, str]] = [
    (
        "a password comes from elsewhere, or stands there",
        "rm conf/local.yml",
        "text conf/local.yml 'password: ${PASS}\\n'",
        "text conf/local.yml 'password: abcdefghijk\\n'",
    ),
    (
        "a key is to be filled in, or was",
        "rm settings.ini",
        "text settings.ini '[app]\\nsecret_key =\\n'",
        "text settings.ini '[app]\\nsecret_key = abcdefghi\\n'",
    ),
    (
        "a password for trying, or one that nobody guesses",
        "rm -f compose.override.yml",
        "text compose.override.yml 'services:\\n  a:\\n    environment:\\n      DB_PASSWORD: test\\n'",
        "text compose.override.yml 'services:\\n  a:\\n    environment:\\n      DB_PASSWORD: x7Rq2mK9\\n'",
    ),
]
