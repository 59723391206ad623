"""What a line copies before it removes it, as a whole or not: (name, line, steps); and what find runs where."""

from __future__ import annotations

_P = "files photos/x#.jpg 20"
_DIRTY = "folder a\ncd a\nrepository\nedit src/a.c\ncd .."
COPIED_FIRST_RUN = [
    ("all that a folder holds", "rsync -a photos/ ../kept && rm -rf photos", _P),
    ("all that a folder holds, by a dot", "cp -a photos/. ../kept/ && rm -rf photos", _P),
    ("to another machine", "rsync -avz --progress photos/ nas:/kept/ && rm -rf photos", _P),
    ("by a shell of one's own", "rsync -avz -e 'ssh -p 2222' photos nas:/kept/ && rm -rf photos", _P),
    ("a file needs no option", "rsync -v a.md ../kept/ && rm a.md", "repository a.md\nedit a.md"),
]
COPIED_FIRST_ASK = [
    ("rsync passes by folders and ends well", "rsync -v photos ../kept && rm -rf photos", _P),
    ("rsync passes by what a folder holds", "rsync photos/ ../kept/ && rm -rf photos", _P),
    ("a rule leaves some out", "rsync -a -f 'exclude *.jpg' photos/ ../kept/ && rm -rf photos", _P),
    ("a newer one of the same name stays", "rsync -au photos/ ../kept/ && rm -rf photos", _P),
    ("only a try", "rsync -an photos/ ../kept/ && rm -rf photos", _P),
    ("hidden files stay behind", "mkdir -p ../kept && cp -a photos/* ../kept/ && rm -rf photos",
     f"{_P}\nfiles photos/.raw# 9"),
    ("into itself", "rsync -a photos/ photos/kept/ && rm -rf photos", _P),
    ("the copy goes, too", "cp -a photos/. photos-old/ && rm -rf photos photos-old", _P),
    ("where each thing is found", "find . -name .git -execdir git reset --hard \\;", _DIRTY),
    ("new files where each thing is found", "find . -name .git -type d -execdir git clean -fdx \\;",
     "folder a\ncd a\nrepository\nfiles n/x#.md 20\ncd .."),
]  # fmt: skip
