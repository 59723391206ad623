"""Pairs about what stands elsewhere, too, and what is only here: (name, line, harmless, fatal)."""

from __future__ import annotations

from tests.worlds.files.kept_elsewhere import SUBMODULE

CONFLICT = (
    "repository\ngit checkout -q -b side\ntext README theirs\ncommit\ngit checkout -q main\n"
    "text README ours\ncommit\npushed\n"
)
MERGING = f"{CONFLICT}git_stops merge side"
PICKING = f"{CONFLICT}git_stops cherry-pick side"
TOPIC = "repository\ngit checkout -q -b topic\nfile x\ncommit\ngit checkout -q main"
LETTERS = "files letters/#.odt 12"
PACKED = f"{LETTERS}\narchive letters.tar.gz letters"
ZIPPED = f"{LETTERS}\narchive letters.zip letters"
NOTES = "file notes.md\nedit notes.md"
NOTEBOOK = '{"cells": [{"cell_type": "code", "source": ["1"], "outputs": [%s]}]}'
RESULT = '{"output_type": "stream", "text": ["epoch 40"]}'
STASHED = "repository\nedit README\ngit stash"

CONTENT: list[tuple[str, str, str, str]] = [
    # git: the same content elsewhere
    ("a stash that was applied, or not", "git stash drop", f"{STASHED}\ngit stash apply", STASHED),
    (
        "a stash that was applied and committed",
        "git stash clear",
        f"{STASHED}\ngit stash apply\ncommit",
        STASHED,
    ),
    (
        "the second stash: applied, or not",
        "git stash drop stash@{1}",
        f"{STASHED}\ngit stash apply\ncommit\nedit src/a.c\ngit stash",
        f"{STASHED}\nedit src/a.c\ngit stash",
    ),
    (
        "a stash by a number that is there or not",
        "git stash drop 1",
        STASHED,
        f"{STASHED}\nedit src/a.c\ngit stash",
    ),
    (
        "a stash with a file that git did not know",
        "git stash drop",
        "repository\nfile new.c\ngit stash -u\ngit stash apply",
        "repository\nfile new.c\ngit stash -u",
    ),
    (
        "a branch merged as one commit, or not merged",
        "git branch -D topic",
        f"{TOPIC}\ngit merge -q --squash topic\ncommit",
        f"{TOPIC}\nfile y\ncommit",
    ),
    (
        "a branch whose commit was picked, and main went on",
        "git branch -D topic",
        f"{TOPIC}\nfile y\ncommit\ngit cherry-pick topic\nedit x\ncommit",
        f"{TOPIC}\nfile y\ncommit\nedit y\ncommit",
    ),
    ("a merge as it stopped, or resolved", "git merge --abort", MERGING, f"{MERGING}\ntext README both"),
    (
        "a resolved conflict that was added",
        "git merge --abort",
        MERGING,
        f"{MERGING}\ntext README both\ngit add README",
    ),
    ("no merge at all, or a resolved one", "git merge --abort", "repository", f"{MERGING}\ntext README both"),
    ("a pick as it stopped, or resolved", "git cherry-pick --abort", PICKING, f"{PICKING}\ntext README both"),
    (
        "back with the files: pushed, or not",
        "git reset --keep HEAD~1",
        "repository\ncommit\npushed",
        "repository\nfile x\ncommit",
    ),
    (
        "a branch set from below: pushed, or not",
        "git update-ref refs/heads/main HEAD~1",
        "repository\ncommit\npushed",
        "repository\nfile x\ncommit",
    ),
    # copies and archives beside
    (
        "a folder that an archive beside it holds, or that was worked on since",
        "rm -rf letters",
        PACKED,
        f"{PACKED}\nedit letters/3.odt",
    ),
    ("an archive that lacks a letter", "rm -rf letters", ZIPPED, f"{ZIPPED}\nfile letters/new.odt"),
    (
        "the folder, and its archive with it or not",
        'rm -rf letters "$D"',
        f"{PACKED}\nfolder none\nvar D none",
        f"{PACKED}\nvar D letters.tar.gz",
    ),
    (
        "a letter that another file here holds, or none",
        "rm 'letter (1).odt'",
        "file letter.odt\ncopy letter.odt 'letter (1).odt'",
        "file letter.odt 'letter (1).odt'",
    ),
    (
        "two of the same, of which one stays or none",
        'rm a.odt "$B"',
        "file a.odt none.tmp\ncopy a.odt b.odt\nvar B none",
        "file a.odt\ncopy a.odt b.odt\nvar B b.odt",
    ),
    (
        "an archive made anew: all of the older one is there, or not",
        "tar -czf letters.tar.gz letters",
        PACKED,
        f"{PACKED}\nremove letters\nfile letters/0.odt",
    ),
    (
        "what is left there, or goes",
        "rsync -a --delete --exclude=data/ src/ dst/",
        "files src/#.c 9\nfiles dst/#.c 5\nfiles dst/data/l#.odt 9",
        "files src/#.c 9\nfiles dst/#.c 5\nfiles dst/docs/l#.odt 9",
    ),
    (
        "what is left is removed, too",
        'rsync -a --delete "$HOW" --exclude data src/ dst/',
        "files src/#.c 9\nfiles dst/data/l#.odt 9\nvar HOW --verbose",
        "files src/#.c 9\nfiles dst/data/l#.odt 9\nvar HOW --delete-excluded",
    ),
    # what holds nothing
    (
        "an empty trash, or a full one",
        "trash-empty -f",
        "folder ~/.local/share/Trash/files",
        "files ~/.local/share/Trash/files/l#.odt 12",
    ),
    (
        "a table that is not there, or full",
        "sqlite3 app.db 'drop table if exists notes'",
        "database app.db 0",
        "database app.db 40",
    ),
    (
        "a table without rows beside a full one",
        "sqlite3 app.db 'DROP TABLE \"old\"; DELETE FROM old'",
        "database app.db 40\nsql app.db 'create table old(a)'",
        "database app.db 40\nsql app.db 'create table old(a); insert into old values(1)'",
    ),
    # made, or written
    (
        "a compiled lib, or the sources",
        "rm -rf lib",
        "file package.json src/a.ts lib/a.js",
        "file package.json lib/a.js lib/b.js lib/c.js lib/d.js",
    ),
    (
        "a lib of no project, or of Python",
        "rm -rf lib",
        "folder lib",
        "file pyproject.toml\nfiles lib/m#.py 9",
    ),
    (
        "a generated site, or what is served as it is",
        "rm -rf public",
        "file hugo.toml content/a.md\nfiles public/p#.html 9",
        "file package.json\nfiles public/p#.html 9",
    ),
    ("packages of go, or sources", "rm -rf ~/go", "files ~/go/pkg/mod/x/#.go 20", "files ~/go/src/me/#.go 9"),
    (
        "packages of cargo, or a key beside them",
        "rm -rf ~/.cargo",
        "files ~/.cargo/registry/cache/#.crate 20",
        "files ~/.cargo/registry/cache/#.crate 20\ntext ~/.cargo/credentials.toml 'token'",
    ),
    (
        "the backup of a state that stands, or all that is left",
        "rm terraform.tfstate.backup",
        "file terraform.tfstate terraform.tfstate.backup",
        "file terraform.tfstate.backup",
    ),
    (
        "an editor's file without and with what was not written yet",
        "rm .notes.md.swp",
        "file notes.md\nswap .notes.md.swp saved",
        "file notes.md\nswap .notes.md.swp changed",
    ),
    (
        "a submodule, or its only repository",
        "git submodule deinit -f lib",
        SUBMODULE,
        f"{SUBMODULE}\nedit lib/src/a.c",
    ),
    # what the session put aside
    (
        "a folder that was copied elsewhere, or worked on since",
        "rm -rf letters",
        f"{LETTERS}\nran 'cp -r letters ../kept'",
        f"{LETTERS}\nran 'cp -r letters ../kept'\nedit letters/3.odt",
    ),
    (
        "a copy that stands, or was worked on",
        "rm -rf letters",
        f"{LETTERS}\nran 'cp -r letters ../kept'",
        f"{LETTERS}\nran 'cp -r letters ../kept'\nedit ../kept/3.odt",
    ),
    (
        "a folder that was packed, or something new in it",
        "rm -rf letters",
        f"{LETTERS}\nran 'tar czf all.tgz letters'",
        f"{LETTERS}\nran 'tar czf all.tgz letters'\nfile letters/new.odt",
    ),
    (
        "two folders in the archive, or one",
        "rm -r letters notes",
        f"{LETTERS}\nfiles notes/#.odt 5\nran 'tar -czf all.tgz letters notes'",
        f"{LETTERS}\nfiles notes/#.odt 5\nran 'tar -czf all.tgz letters'",
    ),
    (
        "an archive from which some were left out",
        "rm -rf letters",
        f"{LETTERS}\nran 'tar czf all.tgz letters'",
        f"{LETTERS}\nran 'tar czf all.tgz --exclude=3.odt letters'",
    ),
    # what is put into a folder
    (
        "by a pattern, where other names are or these",
        "cp *.odt kept/",
        "files a#.odt 5\nfiles kept/b#.odt 9",
        "files a#.odt 5\nfiles kept/a#.odt 5\nedit kept/a1.odt",
    ),
    (
        "moved by a pattern",
        "mv *.odt kept/",
        "files a#.odt 5\nfiles kept/b#.odt 9",
        "files a#.odt 5\nfiles kept/a#.odt 5\nedit kept/a1.odt",
    ),
    (
        "folders by a pattern",
        "cp -r letters/* kept/",
        "files letters/x/#.odt 5\ncopy letters kept\nfile kept/y/1.odt",
        "files letters/x/#.odt 5\ncopy letters kept\nedit kept/x/1.odt",
    ),
    (
        "several of which one is there: the same, or another",
        "cp a.odt b.odt kept/",
        "file a.odt b.odt\ncopy a.odt kept/a.odt",
        "file a.odt b.odt\ncopy a.odt kept/a.odt\nedit kept/a.odt",
    ),
    (
        "a program of one's own put there again, or a changed one",
        "install -m 755 tool.sh ~/tools/tool",
        "file tool.sh\ncopy tool.sh ~/tools/tool",
        "file tool.sh\nfile ~/tools/tool\nedit ~/tools/tool",
    ),
    # what leads elsewhere, or goes away first
    (
        "where a link leads to: a build, or photos",
        'rm -rf "$(realpath out)"',
        "file CMakeLists.txt build/CMakeCache.txt\nlink out build",
        "files ../photos/p#.jpg 30\nlink out ../photos",
    ),
    (
        "what a link names: an empty log, or a letter",
        "rm $(readlink current)",
        "empty v1.log\nlink current v1.log",
        "file v1.odt\nlink current v1.odt",
    ),
    (
        "two names swapped by a third: free, or taken",
        "mv a.odt swap.odt && mv b.odt a.odt && mv swap.odt b.odt",
        "file a.odt b.odt",
        "file a.odt b.odt swap.odt\nedit swap.odt",
    ),
    # git
    (
        "a conflict as git left it, or decided by hand",
        "git checkout --theirs README",
        MERGING,
        f"{MERGING}\ntext README both",
    ),
    (
        "a file that a commit has, or only the index",
        "git rm -f new.c",
        "repository new.c",
        "repository\nfile new.c\nedit new.c\ngit add new.c",
    ),
    (
        "a further work tree cleaned: nothing unknown, or a plan",
        "git -C ../tree clean -fdx",
        "repository\ngit worktree add -q ../tree",
        "repository\ngit worktree add -q ../tree\nfile ../tree/plan.odt",
    ),
    (
        "bundled to a new name, or over notes",
        "git bundle create notes.md HEAD",
        "repository",
        f"repository\n{NOTES}",
    ),
    # archives and rows
    (
        "a level higher: the names are free, or taken",
        "tar xzf letters.tar.gz --strip-components=1",
        PACKED,
        f"{PACKED}\ntext 3.odt mine",
    ),
    ("by 7z: the same, or changed", "7z x -y letters.zip", ZIPPED, f"{ZIPPED}\nedit letters/3.odt"),
    (
        "an older backup that a newer one holds, or the only one",
        "rm -rf backup-2023",
        "files backup-2023/#.odt 9\ncopy backup-2023 backup-2024",
        "files backup-2023/#.odt 9\nfiles backup-2024/b#.odt 9",
    ),
    # documents and media
    (
        "a notebook without and with results",
        "nbstripout a.ipynb",
        f"text a.ipynb '{NOTEBOOK % ''}'",
        f"text a.ipynb '{NOTEBOOK % RESULT}'",
    ),
    (
        "results that git has, or not",
        "jupyter nbconvert --clear-output --inplace a.ipynb",
        f"git init -q\ntext a.ipynb '{NOTEBOOK % RESULT}'\ncommit",
        f"git init -q\ntext a.ipynb '{NOTEBOOK % RESULT}'",
    ),
    (
        "music with the lossless files, or alone",
        "rm *.mp3",
        "files t#.flac 9\nfiles t#.mp3 9",
        "files t#.mp3 9",
    ),
    (
        "copies of a notebook that stands, or all that is left",
        "rm -rf .ipynb_checkpoints",
        "file a.ipynb .ipynb_checkpoints/a-checkpoint.ipynb",
        "file .ipynb_checkpoints/a-checkpoint.ipynb",
    ),
    (
        "fewer colours in pictures that git has, or in photos",
        "pngquant --ext .png --force *.png",
        "repository a.png b.png\npushed",
        "files p#.png 40",
    ),
    (
        "what a database did not finish",
        "rm app.db-journal",
        "database app.db 4",
        "database app.db 9\nfile app.db-journal",
    ),
]
