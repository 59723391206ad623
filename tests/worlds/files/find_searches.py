"""Pairs of what `find` comes to, of links and of variables in paths: (name, line, harmless steps, fatal steps)."""

from __future__ import annotations

_PICTURES = "files ~/Pictures/#.jpg 20"
_LINKED = f"{_PICTURES}\nfolder shortcuts\nlink shortcuts/pics {{home}}/Pictures"
_KEEP = "files keep/#.odt 9"
_LETTERS = "files letter#.odt 9"
_DOCS = "files docs/#.odt 9"

SOUGHT: list[tuple[str, str, str, str]] = [
    (
        "but for a folder that is passed by: nothing else, or letters",
        "find . -path ./keep -prune -o -type f -print0 | xargs -0 rm -f",
        _KEEP,
        f"{_KEEP}\n{_LETTERS}",
    ),
    (
        "passed by as what is handed on, or begun from below so that it is not",
        "find . -path ./keep -prune -o -type f $DO",
        f"{_KEEP}\nvar DO -print",
        f"{_KEEP}\nvar DO -delete",
    ),
    (
        "passed by, with no word of what to do: it is handed on itself",
        "find . -name keep -prune -o -name '*.tmp' $DO | xargs rm -rf",
        f"{_KEEP}\nvar DO -print",
        f"{_KEEP}\nvar DO ''",
    ),
    (
        "but for what lies in a folder: nothing else, or letters",
        "find . -type f -not -path './keep/*' -delete",
        _KEEP,
        f"{_KEEP}\n{_LETTERS}",
    ),
    (
        "but for a folder of that name here, or one of that name in another",
        "find . -type f ! -path './keep/*' -delete",
        _KEEP,
        "files old/keep/#.odt 9",
    ),
    (
        "by an expression: none, or letters",
        "find . -regex '.*/old.*' -delete",
        "file new.odt",
        "files old#.odt 9",
    ),
    (
        "by rights: none, or programs of one's own",
        "find . -type f -perm -u+x -delete",
        "file a.odt b.odt",
        "script deploy.sh a\nscript backup.sh b\nscript c.sh c\nscript d.sh d",
    ),
    (
        "by rights as numbers: none, or letters",
        "find . -type f -perm 0644 -delete",
        "script deploy.sh a",
        _LETTERS,
    ),
    (
        "by the number of names: all have two, or some have one",
        "find . -type f -links 1 -delete",
        "files a/#.odt 5\nnames a b",
        f"files a/#.odt 5\nnames a b\n{_LETTERS}",
    ),
    (
        "begun at a link, into which it does not go, or at a folder",
        "find pics -type f -delete",
        f"{_PICTURES}\nlink pics {{home}}/Pictures",
        "files pics/#.jpg 20",
    ),
    (
        "begun at a link that is told to be followed: an empty folder, or pictures",
        "find -H pics -type f -delete",
        "folder pics",
        f"{_PICTURES}\nlink pics {{home}}/Pictures",
    ),
    (
        "begun at a link with a slash: an empty folder, or pictures",
        "find pics/ -type f -delete",
        "folder pics",
        f"{_PICTURES}\nlink pics {{home}}/Pictures",
    ),
    (
        "through links when told: a folder, or a link to pictures",
        "find -L shortcuts -type f -delete",
        "folder shortcuts/a",
        _LINKED,
    ),
    ("a folder of links, or of pictures", "rm -rf shortcuts", _LINKED, "files shortcuts/#.jpg 20"),
    (
        "a pattern with a slash behind: folders, or a link to pictures",
        "rm -rf shortcuts/*/",
        "folder shortcuts/a shortcuts/b",
        _LINKED,
    ),
    (
        "a file takes the place of a link, or of a file",
        "mv new.conf app.conf",
        "file new.conf shared.conf\nlink app.conf shared.conf",
        "file new.conf app.conf",
    ),
    (
        "a file moved to where a link leads to a folder: free there, or taken",
        "mv notes.md archive",
        "file notes.md\nfolder ~/archive\nlink archive {home}/archive",
        "file notes.md ~/archive/notes.md\nlink archive {home}/archive",
    ),
    (
        "copied to a link: it leads to an empty file, or to a full one",
        "cp new.conf app.conf",
        "file new.conf\nempty shared.conf\nlink app.conf shared.conf",
        "file new.conf shared.conf\nlink app.conf shared.conf",
    ),
    (
        "cut: a copy stays, or another name of the same",
        "truncate -s 0 second.odt",
        "file first.odt\ncopy first.odt second.odt",
        "file first.odt\nnames first.odt second.odt",
    ),
    (
        "without its ending: nothing has that name, or photos have",
        'rm -rf "${F%.*}"',
        "file notes.zip\nvar F notes.zip",
        "files photos/#.jpg 9\nfile photos.zip\nvar F photos.zip",
    ),
    (
        "the folder of a file: outputs, or letters",
        'rm -rf "$(dirname "$F")"',
        "text Makefile 'all:;gcc -o out/a a.c'\nfile a.c out/a.o\nvar F out/a.o",
        f"{_DOCS}\nvar F docs/0.odt",
    ),
    (
        "guarded against nothing: it is unset, or a folder",
        'rm -rf "${D:?}"/*',
        f"unset D\n{_DOCS}",
        f"var D {{here}}/docs\n{_DOCS}",
    ),
    (
        "a star in a variable: none, or one that stands for all",
        "rm -rf $D",
        "folder out\nvar D out",
        f"folder out\n{_DOCS}\nvar D 'out *'",
    ),
    (
        "a star in quotes, or the folder's name",
        'rm -rf "$D"',
        f"folder out\n{_DOCS}\nvar D 'out *'",
        f"folder out\n{_DOCS}\nvar D docs",
    ),
    (
        "a mirror by a way round: alike, or with more on the other side",
        "rsync -a --delete work/ /mnt/../$HOME/backup/work/",
        "files work/#.md 5\ncopy work ~/backup/work",
        "files work/#.md 5\ncopy work ~/backup/work\nfiles ~/backup/work/old/#.jpg 9",
    ),
    (
        "all that is found: records, or a diary",
        "find logs -type f -delete",
        "file logs/a.log logs/b.log.1",
        "file logs/a.log logs/interview.mp3 logs/diary.md",
    ),
]
