"""Which turns a loop has and which branch a line takes, by what variables and files hold."""

NOTES = "files n#.md 4"
DATA = "folder cache\nfiles data/d#.csv 9"
CASE = 'case "$ENV" in prod) rm -rf data;; dev) rm -rf cache;; esac'
EITHER = 'if [ "$ENV" = prod ]; then rm -rf data; else rm -rf cache; fi'
WHILE = 'n=0; while [ $n -lt 5 ]; do rm -rf "vol$n"; n=$((n+1)); done'

TAKEN_BRANCHES = [
    ("the arm of a case", CASE, f"{DATA}\nvar ENV dev", f"{DATA}\nvar ENV prod"),
    ("no arm of a case", CASE, f"{DATA}\nunset ENV", f"{DATA}\nvar ENV prod"),
    (
        "several words for an arm, and one for all others",
        "case $ENV in dev|test) rm -rf cache;; *) rm -rf data;; esac",
        f"{DATA}\nvar ENV test",
        f"{DATA}\nvar ENV staging",
    ),
    (
        "a pattern for an arm",
        "case ${NODE} in (web*) rm -rf data;; esac",
        f"{DATA}\nvar NODE db1",
        f"{DATA}\nvar NODE web3",
    ),
    ("what a variable is", EITHER, f"{DATA}\nvar ENV dev", f"{DATA}\nvar ENV prod"),
    (
        "what is there",
        "if [ -d cache ]; then rm -rf cache; else rm -rf data; fi",
        DATA,
        "files data/d#.csv 9",
    ),
    (
        "what a file says",
        "if grep -q ready state; then rm -rf data; fi",
        f"{DATA}\ntext state 'not yet\\n'",
        f"{DATA}\ntext state 'it is ready\\n'",
    ),
    (
        "what a file says, in one line",
        "grep -qF done status.txt && rm -rf data",
        f"{DATA}\ntext status.txt 'running\\n'",
        f"{DATA}\ntext status.txt 'done\\n'",
    ),
    (
        "whether it holds anything",
        "[ -s out.odt ] && rm in.odt",
        "file in.odt\nempty out.odt",
        "file in.odt out.odt",
    ),
    (
        "how large a number is",
        '[ "$FREE" -lt 10 ] && rm -rf data',
        f"{DATA}\nvar FREE 80",
        f"{DATA}\nvar FREE 3",
    ),
    (
        "all that a loop counts",
        WHILE,
        "folder vol0 vol1 vol2",
        "folder vol0\nfiles vol1/a#.odt 9",
    ),
    (
        "a loop that counts in its head",
        'for ((i=0; i<5; i++)); do rm -rf "vol$i"; done',
        "folder vol0 vol1",
        "folder vol0\nfiles vol4/a#.odt 9",
    ),
    (
        "a loop that counts until",
        'i=1; until [ $i -gt 5 ]; do rm -rf "vol$i"; ((i++)); done',
        "folder vol1 vol2",
        "folder vol1\nfiles vol3/a#.odt 9",
    ),
    (
        "a loop that counts down",
        'i=5; while (( i > 0 )); do rm -rf "vol$i"; let i--; done',
        "folder vol5",
        "folder vol5\nfiles vol2/a#.odt 9",
    ),
    (
        "a folder, or a name that each takes from the one before",
        "ls *.md | xargs -I{} mv {} done",
        f"{NOTES}\nfolder done",
        NOTES,
    ),
    (
        "a folder, or such a name, for lines of a file",
        'while read -r f; do mv "$f" done; done < l',
        f"{NOTES}\nfolder done\ntext l 'n0.md\\nn1.md\\n'",
        f"{NOTES}\ntext l 'n0.md\\nn1.md\\n'",
    ),
]

TAKEN_BRANCHES_ASKED = [
    ("a loop that does not say where it ends", 'n=0; while true; do rm -rf "vol$n"; n=$((n+1)); done',
     "files vol20/a#.odt 9"),
    ("a counter that something else sets, too",
     'i=1; while [ $i -lt 4 ]; do eval "$X"; rm -rf "vol$i"; ((i++)); done',
     "folder vol1\nvar X i=ume\nfiles volume/a#.odt 9"),
    ("an arm that goes on into the next", 'case "$ENV" in dev) echo;& prod) rm -rf data;; esac',
     f"{DATA}\nvar ENV dev"),
    ("small letters are as large ones", 'case "$ENV" in PROD) rm -rf data;; esac',
     f"{DATA}\nvar ENV prod\noption nocasematch"),
    ("what stands behind the case", 'case "$ENV" in prod) ls;; esac; rm -rf data', f"{DATA}\nvar ENV dev"),
    ("another word of the line says else", 'if [ "$ENV" = prod ]; then echo or else; rm -rf data; fi',
     f"{DATA}\nvar ENV prod"),
    ("what stands behind the if", f"{EITHER}; rm -rf data", f"{DATA}\nvar ENV dev"),
    ("the value is set in the line", f"ENV=prod; {CASE}", f"{DATA}\nvar ENV dev"),
    ("the file is written first", "echo ready > state; grep -q ready state && rm -rf data",
     f"{DATA}\ntext state 'not yet\\n'"),
    ("what does not say it", "grep -qv ready state && rm -rf data", f"{DATA}\ntext state 'not yet\\n'"),
    ("a test turned round", "if ! grep -q ready state; then rm -rf data; fi", f"{DATA}\ntext state 'not yet\\n'"),
]  # fmt: skip
