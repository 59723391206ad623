"""Worlds: what a line prints into an archive, or makes smaller, before it removes it; and where that keeps nothing."""

from __future__ import annotations

_P = "files photos/x#.jpg 20"
_S = "file orders.sql\nedit orders.sql"
PRINTED_FIRST_ASK: list[tuple[str, str, str]] = [
    ("whether or not it worked", "tar c photos | gzip > p.tgz; rm -rf photos", _P),
    ("with what it tells of", "tar cv photos 2>&1 | gzip > p.tgz && rm -rf photos", _P),
    ("with what it tells of, by a pipe for both", "tar cv photos |& gzip > p.tgz && rm -rf photos", _P),
    ("to another place than the pipe", "tar c photos >&2 | gzip > p.tgz && rm -rf photos", _P),
    ("to another file than the pipe", "tar c photos > a.tar | gzip > p.tgz && rm -rf photos a.tar", _P),
    ("by a script of that name", "./tar c photos | gzip > p.tgz && rm -rf photos", f"{_P}\nscript tar exit"),
    (
        "by a function of that name",
        "tar c photos | gzip > p.tgz && rm -rf photos",
        f"{_P}\nfunction tar '{{ :; }}'",
    ),
    ("through a function", "gzip() { :; }; tar c photos | gzip > p.tgz && rm -rf photos", _P),
    ("an archive that a script made", "./tar cf p.tar photos && rm -rf photos", f"{_P}\nscript tar exit"),
    ("into nothing", "tar cf - photos | gzip > /dev/null && rm -rf photos", _P),
    ("only a list of it", "tar tf photos.tar | gzip > p.gz && rm -rf photos", _P),
    ("some are left out", "tar c --exclude '*.jpg' photos | xz > p.txz && rm -rf photos", _P),
    ("another folder", "tar cf - letters | gzip > p.tgz && rm -rf photos", f"{_P}\nfile letters/a"),
    ("only the beginning", "tar cf - photos | head -c 100 > p.tar && rm -rf photos", _P),
    ("taken apart, not packed", "tar cf - photos | gzip -d > p.tar && rm -rf photos", _P),
    ("what is measured is not kept", "tar cf - photos | pv > /dev/null && rm -rf photos", _P),
    ("into the folder itself", "tar cf - photos | gzip > photos/p.tgz && rm -rf photos", _P),
    ("into a folder that is emptied", "tar cf - photos | gzip > /tmp/p.tgz && rm -rf photos", _P),
    ("the archive goes, too", "tar c photos | zstd -o p.tzst && rm -rf photos p.tzst", _P),
    ("the archive is emptied", "tar c photos | gzip > p.tgz && : > p.tgz && rm -rf photos", _P),
    ("only looked at", "gzip -t orders.sql > o.gz && rm orders.sql", _S),
    ("one of two", "xz -c orders.sql > o.xz && rm orders.sql notes.tex", f"{_S}\nfile notes.tex"),
    ("over itself", "gzip -c orders.sql > orders.sql && rm orders.sql", _S),
    ("several in one", "gzip -c orders.sql x.sql > /dev/null && rm orders.sql x.sql", f"{_S}\nfile x.sql"),
]
PRINTED_FIRST: list[tuple[str, str, str, str]] = [
    ("an archive that is made smaller", "tar cf - photos | gzip -9 > p.tgz && rm -rf photos", _P, f"{_P}\nlink p.tgz /dev/null"),
    ("printed by default", "tar cz photos > p.tgz && rm -rf photos", _P, f"{_P}\nlink p.tgz /dev/null"),
    ("with how far it is", "tar -c photos | pv -s 2G | zstd -T0 -o p.tzst && rm -r photos", _P, f"{_P}\nlink p.tzst /dev/null"),
    ("by zip", "zip -qr - photos > p.zip && rm -r photos", _P, f"{_P}\nlink p.zip /dev/null"),
    ("a file that is made smaller", "pigz -c orders.sql > o.gz && rm orders.sql", _S, f"{_S}\nlink o.gz /dev/null"),
    ("that is handed to it", "xz -9 < orders.sql > o.xz && rm orders.sql", _S, f"{_S}\nlink o.xz /dev/null"),
    ("that is printed first", "cat orders.sql | bzip2 > o.bz2 && rm orders.sql", _S, f"{_S}\nlink o.bz2 /dev/null"),
    ("to a name of its own", "zstd -19 orders.sql -o o.zst && rm orders.sql", _S, f"{_S}\nlink o.zst /dev/null"),
    ("an archive, or a link to nothing", "tar czf p.tgz photos && rm -rf photos", _P, f"{_P}\nlink p.tgz /dev/null"),
    ("a copy, or a link to nothing", "cp orders.sql kept && rm orders.sql", _S, f"{_S}\nlink kept /dev/null"),
]  # fmt: skip
