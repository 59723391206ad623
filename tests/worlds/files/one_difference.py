"""Pairs of worlds that one thing tells apart: (name, line, what makes it harmless, what makes it fatal)."""

from __future__ import annotations

_R = "repository"
_MAIL = "files mail/#.eml 5"
_BESIDE = "folder a b\ncd a\nrepository\ncd ../b\nrepository\ncd .."
_SCHEMA = "text schema.sql 'drop table if exists notes; create table notes(note);'"
_LIST = "ran 'printf \"a.c\\0{}\\0\" > gone.lst'"

TOLD_APART: list[tuple[str, str, str, str]] = [
    (
        "two files that a list hands on one by one, or four",
        "ls *.out | xargs -I{} rm ./{}",
        "file a.out b.out",
        "file a.out b.out c.out/../notes.tex d.out\nlink e.out notes.tex\nfiles part#.out 9",
    ),
    (
        "put away and dropped: nothing was, or an older stash goes",
        "git stash -u && git switch main && git stash drop",
        _R,
        f"{_R}\nedit src/a.c\ngit stash",
    ),
    (
        "a file that is called like an option",
        "rm *",
        "file a.tmp b.tmp",
        "file a.tmp b.tmp ./-rf photos/a.jpg photos/b.jpg",
    ),
    (
        "a picture moved to what is a folder, or a file",
        "mv IMG_2041.jpg holidays",
        "file IMG_2041.jpg\nfolder holidays",
        "file IMG_2041.jpg holidays",
    ),
    (
        "joined onto the first: committed, or not",
        "cat part1.txt part2.txt > part1.txt",
        f"{_R}\nfile part1.txt part2.txt\ncommit",
        f"{_R}\nfile part1.txt part2.txt",
    ),
    (
        "packed by a pattern: all, or but for what is hidden",
        "tar cf mail.tar mail/* && rm -rf mail",
        _MAIL,
        f"{_MAIL}\nfile mail/.drafts/1.eml mail/.labels",
    ),
    (
        "packed by a pattern: files, or a folder that is not gone into",
        "zip -q mail.zip mail/* && rm -rf mail",
        _MAIL,
        f"{_MAIL}\nfile mail/sub/a.eml",
    ),
    (
        "packed and removed at once: to a new archive, or over an older one",
        "tar --remove-files -czf mail.tgz mail",
        _MAIL,
        f"{_MAIL}\nfile mail.tgz",
    ),
    (
        "packed and removed at once: to an archive, or to where it is thrown away",
        "tar -czf $TO --remove-files mail",
        f"{_MAIL}\nvar TO mail.tgz",
        f"{_MAIL}\nvar TO /dev/null",
    ),
    (
        "newer than a stamp: nothing, or a day's work",
        "find . -type f -newer .stamp -delete",
        "files #.md 4\nold 0.md 1.md 2.md 3.md\nempty .stamp",
        "files #.md 4\nempty .stamp\nold .stamp",
    ),
    (
        "a variable for cd: a folder, or empty, which leads home",
        "cd $BUILD_DIR && rm -rf *",
        "folder out\nvar BUILD_DIR {here}/out",
        "var BUILD_DIR ''\nfile ~/thesis.tex ~/photos/a.jpg",
    ),
    (
        "a word that is a branch, or a changed file",
        "git checkout notes",
        f"{_R}\ngit branch notes",
        f"{_R} notes\nedit notes",
    ),
    (
        "the server's branch over one's own: level, or ahead",
        "git fetch origin +main:main",
        f"{_R}\npushed\ngit switch -q -c topic",
        f"{_R}\npushed\nfile x.c\ncommit\ngit switch -q -c topic origin/main",
    ),
    (
        "tags that the server lacks: in branches, or of commits that nothing else has",
        "git fetch --prune --prune-tags",
        f"{_R}\npushed\ngit tag v1",
        f"{_R}\npushed\nfile x.c\ncommit\ngit tag v2-rc\ngit reset -q --hard HEAD~1",
    ),
    (
        "repositories side by side: clean, or one changed",
        'for d in */; do (cd "$d" && git checkout -q .); done',
        _BESIDE,
        f"{_BESIDE}\nedit a/README",
    ),
    (
        "repositories side by side: nothing unknown, or notes",
        'for d in */; do git -C "$d" clean -fdx; done',
        _BESIDE,
        f"{_BESIDE}\nfile b/.env b/notes.md",
    ),
    (
        "two words without quotes: a folder with a blank in its name, or two others",
        "rm -rf My Project",
        "file 'My Project/a.txt'",
        "file 'My Project/a.txt'\nfiles Project/#.c 12",
    ),
    (
        "made smaller: a new name, or a newer file that has it",
        "gzip -f notes.md",
        "file notes.md",
        "file notes.md notes.md.gz",
    ),
    (
        "made smaller again: an older file, or one of after that",
        "xz -f notes.md",
        "file notes.md notes.md.xz\nold notes.md.xz",
        "file notes.md notes.md.xz\nold notes.md",
    ),
    (
        "removed once copied: into an archive, or onto itself by a link",
        "rsync -a --remove-source-files inbox/ archive/",
        "files inbox/#.eml 5\nfolder archive",
        "files inbox/#.eml 5\nlink archive inbox",
    ),
    (
        "a list of names in a file: what git has, or a letter",
        "xargs -0 -a gone.lst rm -f",
        f"{_R} a.c b.c\n{_LIST.format('b.c')}",
        f"{_R} a.c\nfile letter.odt\n{_LIST.format('letter.odt')}",
    ),
    (
        "a schema that drops a table first: without rows, or with",
        "sqlite3 app.db < schema.sql",
        f"{_SCHEMA}\ndatabase app.db 0",
        f"{_SCHEMA}\ndatabase app.db 400",
    ),
    (
        "a link that is given away with a slash: an empty folder, or the home",
        "sudo chown -R www-data:www-data uploads/",
        "folder uploads",
        "file ~/thesis.tex ~/.ssh/id_rsa\nlink uploads {home}",
    ),
    (
        "a cache of small pictures, or a link to all of them",
        "rm -rf ~/.cache/thumbnails/",
        "files ~/.cache/thumbnails/large/#.png 10",
        "files ~/Pictures/#.jpg 20\nfolder ~/.cache\nlink ~/.cache/thumbnails {home}/Pictures",
    ),
    (
        "a build's folder, or one that settings lead elsewhere",
        "cargo clean",
        "text Cargo.toml '[package]\\nname=\"a\"'\nfile src/main.rs target/debug/a target/CACHEDIR.TAG",
        "text Cargo.toml '[package]\\nname=\"a\"'\nfile src/main.rs\nfiles ../data/#.csv 12\n"
        "text .cargo/config.toml '[build]\\ntarget-dir = \"../data\"'",
    ),
]
