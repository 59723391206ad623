"""Pairs of lines of several commands, of loops and of git's own words: (name, line, harmless, fatal steps)."""

from __future__ import annotations

_R = "repository"
_FETCHED = (
    "cd ../lib\nfolder .\nrepository\ncd ../project\nrepository\n"
    "git fetch -q ../lib main\ngit checkout -q FETCH_HEAD"
)
_SITE = "file ~/new/a.md"
_LIST = "text dirs.txt 'a\\nb\\n'"
_EMPTY = "folder run1 run2 run3"

ONE_AFTER_ANOTHER: list[tuple[str, str, str, str]] = [
    (
        "left for a branch: what that has, or commits that are in none",
        "git switch main",
        f"{_R}\ngit checkout -q --detach HEAD",
        f"{_R}\ngit checkout -q --detach HEAD\nfile x.c\ncommit",
    ),
    (
        "left for a branch: commits that a tag has, or none",
        "git checkout main",
        f"{_R}\ngit checkout -q --detach HEAD\nfile x.c\ncommit\ngit tag keep",
        f"{_R}\ngit checkout -q --detach HEAD\nfile x.c\ncommit\ngit tag keep\nfile y.c\ncommit",
    ),
    (
        "left for a branch: a commit that was fetched to be looked at, or one more",
        "git checkout main",
        f"{_FETCHED}",
        f"{_FETCHED}\nfile y.c\ncommit",
    ),
    (
        "out of a stash over the work tree: as it was, or changed again",
        "git checkout stash@{0} -- .",
        f"{_R}\nedit src/a.c\ngit stash",
        f"{_R}\nedit src/a.c\ngit stash\nedit src/a.c",
    ),
    (
        "the committed text over a file: unchanged, or edited",
        "git show HEAD:notes.md > notes.md",
        f"{_R} notes.md",
        f"{_R} notes.md\nedit notes.md",
    ),
    (
        "the name under which all is put away: nothing is, or work",
        "git update-ref -d refs/stash",
        _R,
        f"{_R}\nedit README\ngit stash",
    ),
    (
        "only removed, or edited, and taken back",
        "git checkout -- .",
        f"{_R} a.c b.c\ngit rm -q --cached a.c\ngit reset -q",
        f"{_R} a.c b.c\nedit a.c",
    ),
    (
        "cleaned from below: what lies above stays, or it lies here",
        "git clean -fd",
        f"{_R}\nfile notes.md plan.odt\ncd src",
        f"{_R}\nfile src/notes.md src/plan.odt\ncd src",
    ),
    (
        "cleaned from below up to the top: nothing, or notes",
        "git clean -fd :/",
        f"{_R}\ncd src",
        f"{_R}\nfile notes.md plan.odt\ncd src",
    ),
    (
        "cleaned but for what is named: nothing else, or notes",
        "git clean -fd ':!keep'",
        f"{_R}\nfolder keep",
        f"{_R}\nfile keep/a.md notes.md plan.odt",
    ),
    (
        "from below for all: nothing changed, or above",
        "git checkout -- :/",
        f"{_R}\ncd src",
        f"{_R}\nedit README\ncd src",
    ),
    (
        "from below for another folder: unchanged, or changed",
        "git restore :/docs",
        f"{_R} src/a.c docs/a.md\nedit src/a.c\ncd src",
        f"{_R} src/a.c docs/a.md\nedit docs/a.md\ncd src",
    ),
    (
        "restored but for one: nothing else is changed, or something is",
        "git restore ':(exclude)README'",
        _R,
        f"{_R}\nedit src/a.c",
    ),
    (
        "blanks to lines: names that stay apart, or fall together",
        'for f in *; do mv "$f" "${f// /_}"; done',
        "file 'a b.md' 'c d.md'",
        "file 'a b.md' a_b.md",
    ),
    (
        "folders of a list: empty, or photos",
        'while read -r d; do rm -rf "$d"; done < dirs.txt',
        f"folder a b\n{_LIST}",
        f"folder a\nfiles b/IMG_#.jpg 30\n{_LIST}",
    ),
    (
        "numbers through xargs: empty folders, or one with results",
        "seq 1 3 | xargs -I{} rm -rf run{}",
        _EMPTY,
        "folder run1 run2\nfiles run3/r#.odt 30",
    ),
    (
        "numbers by steps through xargs: those between stay, or go",
        "seq $BY 5 | xargs -I{} rm -rf run{}",
        "folder run1 run3 run5\nfiles run2/r#.odt 9\nvar BY '1 2'",
        "folder run1 run3 run5\nfiles run2/r#.odt 9\nvar BY '1 1'",
    ),
    (
        "a tree through two tars: free names, or changed files",
        "tar -C ~/new -cf - . | tar -xf - -C ~/live",
        f"{_SITE} ~/live/b.md",
        f"{_SITE} ~/live/a.md\nedit ~/live/a.md",
    ),
    (
        "a tree through two tars: the same files, or others",
        "tar cf - -C ~/new . | tar xf - -C ~/live",
        f"{_SITE}\ncopy ~/new ~/live",
        f"{_SITE}\ncopy ~/new ~/live\nedit ~/live/a.md",
    ),
    (
        "mirrored: what goes is kept aside, or not",
        "rsync -a --delete $HOW src/ dst/",
        "file src/a.md\nfiles dst/#.odt 9\nvar HOW --backup",
        "file src/a.md\nfiles dst/#.odt 9\nvar HOW -v",
    ),
    (
        "moved over: numbered copies are kept, or none",
        "mv $HOW new.md notes.md",
        "file new.md notes.md\nvar HOW --backup=t",
        "file new.md notes.md\nvar HOW -f",
    ),
    (
        "a statement through a pipe: an empty table, or rows",
        "cat reset.sql | sqlite3 app.db",
        "text reset.sql 'drop table if exists notes;'\ndatabase app.db 0",
        "text reset.sql 'drop table if exists notes;'\ndatabase app.db 300",
    ),
    (
        "a blank at the end of a name",
        "rm -rf 'photos '",
        "folder 'photos '\nfiles photos/#.jpg 9",
        "files 'photos /#.jpg' 9",
    ),
    (
        "files only: folders stay, or letters go",
        "rm -f -- *",
        "repository a.c\nfiles letters/#.odt 9",
        "repository a.c\nfiles letter#.odt 9",
    ),
    (
        "a folder without -r, or with it by a variable",
        "rm $R photos",
        "files photos/#.jpg 9\nvar R -f",
        "files photos/#.jpg 9\nvar R -rf",
    ),
    (
        "a folder without -r, or with it by an alias",
        "rm photos",
        "files photos/#.jpg 9\noption expand_aliases",
        "files photos/#.jpg 9\noption expand_aliases\nalias rm 'rm -rf'",
    ),
    (
        "found and chosen among: only what is kept, or letters",
        "find . -type f -name '*.odt' | grep -v keep | xargs rm",
        "file keep1.odt keep2.odt",
        "files letter#.odt 9",
    ),
    (
        "the oldest but three: there are no more, or letters",
        "find . -type f -name '*.odt' | sort | head -n -3 | xargs -d '\\n' rm",
        "file a.odt b.odt c.odt",
        "files letter#.odt 9",
    ),
    (
        "the oldest by their times but five: there are no more, or many",
        "find backups -type f -printf '%T@ %p\\n' | sort -n | head -n -5 | cut -d' ' -f2- | xargs rm -f",
        "files backups/#.tgz 5",
        "files backups/#.tgz 30",
    ),
    (
        "the newest five stay: there are no more, or many",
        "find backups -type f -printf '%T@ %p\\n' | sort -rn | tail -n +6 | cut -d' ' -f2- | xargs rm -f",
        "files backups/#.tgz 5",
        "files backups/#.tgz 30",
    ),
    (
        "old ones through xargs: none, or letters",
        "find . -type f -mtime +30 | xargs rm -f",
        "files #.odt 9",
        "files #.odt 9\nold 0.odt 1.odt 2.odt 3.odt 4.odt",
    ),
    (
        "all versions but two: there are no more, or one",
        "rm -rf $(ls -d v*/ | head -n -2)",
        "files v1/#.odt 6\nfiles v2/#.odt 6",
        "files v1/#.odt 6\nfiles v2/#.odt 6\nfiles v3/#.odt 6",
    ),
    (
        "all folders of backups but five: there are no more, or many",
        "ls -1dt backup_*/ | tail -n +6 | xargs rm -rf",
        "files backup_1/#.odt 5\nfiles backup_2/#.odt 5",
        "\n".join(f"files backup_{n}/{n}#.odt 5" for n in range(9)),
    ),
    (
        "it asks itself, or is told not to",
        "rm $I *.odt",
        "files letter#.odt 12\nvar I -i",
        "files letter#.odt 12\nvar I -f",
    ),
    (
        "a site written anew: into an empty folder, or over photos",
        "hugo -d ../live --cleanDestinationDir",
        "file config.toml content/a.md\nfolder ../live",
        "file config.toml content/a.md\nfiles ../live/photo#.jpg 20",
    ),
    (
        "copied from a card: all of it, or one came later",
        "rm -rf card/DCIM",
        "files card/DCIM/IMG_#.jpg 9\nfolder pictures\nran 'cp -a card/DCIM pictures/'",
        "files card/DCIM/IMG_#.jpg 9\nfolder pictures\nran 'cp -a card/DCIM pictures/'\nfile card/DCIM/IMG_900.jpg",
    ),
    (
        "without a word in them: none, or several",
        "grep -L keep *.md | xargs rm -f",
        "text a.md keep\ntext b.md 'we keep it'",
        "file a.md b.md c.md d.md thesis.md",
    ),
    (
        "without an empty line in them: none, or several",
        "grep -L '^$' *.odt | xargs rm -f",
        "text a.odt 'one\\n\\ntwo\\n'\ntext b.odt 'one\\n\\n'",
        "text a.odt 'one\\ntwo\\n'\ntext b.odt one\nfiles c#.odt 5",
    ),
    (
        "a folder by a value in settings: empty, or letters",
        'rm -rf "$(jq -r .build.out conf.json)"',
        'folder out\ntext conf.json \'{"build":{"out":"out"}}\'',
        'files letters/l#.odt 9\ntext conf.json \'{"build":{"out":"letters"}}\'',
    ),
    (
        "a value in settings by a variable: empty, or letters",
        'D=$(jq -r \'.out // "out"\' conf.json); rm -rf "$D"',
        "folder out\ntext conf.json '{}'",
        'files letters/l#.odt 9\ntext conf.json \'{"out":"letters"}\'',
    ),
    (
        "all of a list in settings: empty folders, or letters",
        "jq -r '.clean[]' conf.json | xargs rm -rf",
        'folder a b\ntext conf.json \'{"clean":["a","b"]}\'',
        'folder a\nfiles letters/l#.odt 9\ntext conf.json \'{"clean":["a","letters"]}\'',
    ),
]
