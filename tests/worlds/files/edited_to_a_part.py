"""Files of which an editor keeps only what it prints: (name, line, harmless, fatal)."""

from __future__ import annotations

EDITED_TO_A_PART: list[tuple[str, str, str, str]] = [
    (
        "lines of a file that git has, or nobody",
        "sed -n -i '1,5p' notes.txt",
        "repository notes.txt",
        "file notes.txt",
    ),
    ("lines that fit", "perl -i -ne 'print if /a/' notes.txt", "repository notes.txt", "file notes.txt"),
    ("the first lines", "awk -i inplace 'NR<=5' notes.txt", "repository notes.txt", "file notes.txt"),
    (
        "lines that fit, in Ruby",
        "ruby -i -ne 'print if /a/' notes.txt",
        "repository notes.txt",
        "file notes.txt",
    ),
    (
        "what is copied onto itself and then removed",
        "rsync -a --remove-source-files shots/ shots/",
        "folder shots",
        "files shots/#.jpg 9",
    ),
]
EDITED_TO_A_PART_RUN: list[tuple[str, str, str]] = [
    ("the rest is kept beside it", "sed -n -i.bak '1,5p' notes.txt", "file notes.txt"),
    ("the file is copied first", "cp notes.txt n.bak && sed -n -i '1,5p' notes.txt", "file notes.txt"),
    ("all lines are printed", "sed -n -i 's/a/b/;p' notes.txt", "file notes.txt"),
    ("all lines are printed by Perl", "perl -i -ne 's/a/b/; print' notes.txt", "file notes.txt"),
    ("records are cut", "sed -n -i '1,5p' app.log", "file app.log"),
]
