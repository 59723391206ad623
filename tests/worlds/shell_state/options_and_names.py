"""Pairs of worlds that the shell's own state tells apart, or names: (name, line, harmless steps, fatal steps)."""

from __future__ import annotations

_PHOTOS = "files photos/IMG_#.jpg 30"
_HIDDEN = "file .env .letters/1.odt .letters/2.odt .letters/3.odt .letters/4.odt"
_LOCK = "repository\nempty .git/index.lock"
_R = "repository"

BY_THE_SHELL: list[tuple[str, str, str, str]] = [
    (
        "a shell that writes over no file, or one that does",
        "grep -v draft notes.md > thesis.md",
        "file notes.md thesis.md\noption noclobber",
        "file notes.md thesis.md",
    ),
    (
        "told to write over it all the same: a new name, or a taken one",
        "grep -v draft notes.md >| thesis.md",
        "file notes.md\noption noclobber",
        "file notes.md thesis.md\noption noclobber",
    ),
    (
        "another shell has options of its own: a new name, or a taken one",
        "bash -c 'grep -v draft notes.md > thesis.md'",
        "file notes.md\noption noclobber",
        "file notes.md thesis.md\noption noclobber",
    ),
    (
        "a shell that drops a line with a name that is not set, or one that takes it for nothing",
        "rm -rf $WORK_DIR/lib",
        "unset WORK_DIR\noption nounset",
        "unset WORK_DIR",
    ),
    (
        "such a shell takes an empty name all the same",
        'rm -rf "$WORK_DIR/"*',
        "unset WORK_DIR\noption nounset",
        "var WORK_DIR ''\noption nounset",
    ),
    ("what is hidden is not meant, or is", "rm -rf *", _HIDDEN, f"{_HIDDEN}\noption dotglob"),
    (
        "an alias that throws away less, or none",
        "rm -r photos",
        f"{_PHOTOS}\noption expand_aliases\nalias rm trash-put",
        f"{_PHOTOS}\noption expand_aliases",
    ),
    (
        "a function that removes little, or all",
        "tidy",
        "function tidy 'tidy () { rm -f *.tmp; }'\nfile a.tmp thesis.tex",
        "function tidy 'tidy () { rm -rf *; }'\nfile a.tmp thesis.tex photos/a.jpg",
    ),
    (
        "one level, or all the way down",
        "rm **/*.md",
        "repository docs/a.md\nfiles docs/letters/deep/#.md 9",
        "repository docs/a.md\nfiles docs/letters/deep/#.md 9\noption globstar",
    ),
    (
        "names by their case, or by any",
        "rm -f *.JPG",
        "files IMG_#.jpg 30\nfile README",
        "files IMG_#.jpg 30\nfile README\noption nocaseglob",
    ),
    (
        "a shell that ends where a cd fails, or goes on",
        "cd buidl; rm -rf *",
        f"{_PHOTOS}\noption errexit",
        _PHOTOS,
    ),
    (
        "back to where one was: an empty folder, or photos",
        "cd - && rm -rf *",
        f"{_PHOTOS}\nfolder out\nvar OLDPWD {{here}}/out",
        f"{_PHOTOS}\nfolder out\nvar OLDPWD {{here}}",
    ),
    (
        "back to where one was, which may be gone",
        "cd -; rm -rf *",
        f"{_PHOTOS}\nfolder out\nvar OLDPWD {{here}}/out",
        f"{_PHOTOS}\nvar OLDPWD {{here}}/out",
    ),
    (
        "there and back: nothing is left there, or photos are",
        "cd out && cd - && rm -rf *",
        "folder out",
        f"{_PHOTOS}\nfolder out",
    ),
    (
        "the top of the repository: nothing unknown, or notes",
        'cd "$(git rev-parse --show-toplevel)" && git clean -fdx',
        f"{_R}\ncd src",
        f"{_R}\nfile .env notes.md\ncd src",
    ),
    (
        "the top of the repository, or of none, which is home",
        "cd $(git rev-parse --show-toplevel) && rm -rf out",
        "repository a.c\nfile out/a.o\ntext .gitignore out\ncd src\nfolder .",
        f"{_PHOTOS}\nfolder ~/out\nfile ~/out/thesis.tex",
    ),
    (
        "a lock that was left, or of a git that runs here",
        "rm -f .git/index.lock && git status",
        _LOCK,
        f"{_LOCK}\nprocess git",
    ),
    (
        "names with blanks through xargs: none, or one that ends in a letter's",
        "find . -name '*.tmp' | xargs rm -f",
        "file a.tmp b.tmp",
        "file a.tmp letter.odt thesis.odt\nfile 'letter.odt .tmp' 'thesis.odt .tmp'",
    ),
    (
        "the dots behind a link: beside it, or beside what it leads to",
        "rm -rf src/../build",
        "text Makefile 'all:;gcc -o build/a src/a.c'\nfile src/a.c build/a.o",
        "folder ~/other/src\nfiles ~/other/build/IMG_#.jpg 30\nlink src {home}/other/src\nfile build/a.o",
    ),
    (
        "written from within sed: a new name, or a taken one",
        "sed -n 's/x/y/w notes.md' in.txt",
        "file in.txt",
        "file in.txt notes.md",
    ),
    (
        "renamed by an expression: free, or taken",
        "rename -f 's/\\.txt$/.md/' *.txt",
        "file a.txt b.txt c.md",
        "file a.txt b.txt b.md",
    ),
    (
        "renamed by a text: free, or taken",
        "rename draft final draft-*.odt",
        "file draft-1.odt draft-2.odt",
        "file draft-1.odt draft-2.odt final-2.odt",
    ),
    (
        "renamed to one name: a single file, or several",
        "rename -f 's/\\d+/x/' scan*.odt",
        "file scan1.odt",
        "file scan1.odt scan2.odt scan3.odt",
    ),
    (
        "a punched hole: in what is hollow, or full",
        "fallocate -p -o 0 -l 8M vm.img",
        "hollow vm.img",
        "file vm.img",
    ),
    (
        "folders of an environment, or of settings",
        "rm -rf .venv venv env",
        "text .venv/pyvenv.cfg 'home = /usr/bin'\nfile .venv/bin/python",
        "text .venv/pyvenv.cfg 'home = /usr/bin'\nfile env/prod.env env/staging.env env/keys.json env/README",
    ),
    (
        "ignored files of one folder: what a program writes down, or a diary",
        "git clean -fdx -- logs",
        f"{_R}\nfile logs/a.log\ntext .gitignore 'logs'\ncommit",
        f"{_R}\ntext .gitignore 'logs'\ncommit\nfile logs/diary-2023.md logs/diary-2024.md logs/n.odt logs/p.odt",
    ),
    (
        "a work tree's folder and then what git knows of it: clean, or changed",
        "rm -rf ../hotfix && git worktree prune",
        f"{_R}\ngit worktree add -q ../hotfix",
        f"{_R}\ngit worktree add -q ../hotfix\nedit ../hotfix/src/a.c",
    ),
    (
        "all backups but the newest: there are no more, or many",
        "ls -t backup-*.tgz | tail -n +4 | xargs rm -f",
        "file backup-1.tgz backup-2.tgz backup-3.tgz",
        "files backup-#.tgz 30",
    ),
    (
        "a builtin that a start file tries to load: none is there, or one is",
        "source ~/.bashrc",
        "text ~/.bashrc 'if enable -f ~/.tool/fast.so fast 2>/dev/null; then true; fi'",
        "text ~/.bashrc 'if enable -f ~/.tool/fast.so fast 2>/dev/null; then true; fi'\nfile ~/.tool/fast.so",
    ),
    (
        "the same in a shell that is started for it",
        "bash -c '. ~/.tool/init'",
        "text ~/.tool/init 'enable -f ~/.tool/fast.so fast'",
        "text ~/.tool/init 'enable -f ~/.tool/fast.so fast'\nfile ~/.tool/fast.so",
    ),
]

BY_THE_SHELL_ASK: list[tuple[str, str, str]] = [
    (
        "a builtin that is to be loaded, and may be unpacked first",
        "tar xf tool.tar; source ~/.bashrc",
        "text ~/.bashrc 'enable -f ~/.tool/fast.so fast'\nfile tool.tar",
    ),
    ("one that is typed, of which there is no file yet", "enable -f ./fast.so fast", "file README"),
    (
        "one that a function of the line loads",
        "f() { cp /media/x fast.so; enable -f ./fast.so fast; }; f",
        "file README",
    ),
    (
        "one by a name alone, which the loader looks for",
        "source ~/.bashrc",
        "text ~/.bashrc 'enable -f fast.so fast'",
    ),
]
