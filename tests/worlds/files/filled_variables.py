"""Names that a line reads into a variable first, or that a command says; and words that are empty."""

LISTED = "text list 'x.tmp\\ny.tmp\\n'\nempty x.tmp y.tmp"
OWN = "text list 'letter.odt\\ncv.docx\\n'\nfile letter.odt cv.docx"
KEPT_YEARS = "files backup-2025/b#.odt 9"
CAMERA = "files DCIM/DSC_000#.JPG 4"

FILLED_VARIABLES = [
    ("lines of a file in an array", 'mapfile -t L < list; rm -- "${L[@]}"', LISTED, OWN),
    ("by the other name", 'readarray -t L < list; rm -rf "${L[@]}"', LISTED, OWN),
    (
        "words of a line in an array",
        'read -ra L < list; rm -rf "${L[@]}"',
        "text list 'x.tmp y.tmp\\n'\nempty x.tmp y.tmp",
        "text list 'letter.odt cv.docx\\n'\nfile letter.odt cv.docx",
    ),
    (
        "one line",
        'read -r T < .target; rm -rf "$T"',
        "text .target 'out\\n'\nfolder out",
        "text .target 'letters\\n'\nfiles letters/l#.odt 9",
    ),
    (
        "what a search finds",
        'mapfile -t L < <(find . -name "*.tmp" -type f); rm -f "${L[@]}"',
        "empty a.tmp b.tmp\nfiles n#.md 4",
        "files thesis#.tmp 12",
    ),
    (
        "how many there are is looked at first",
        'mapfile -t L < list; echo "${#L[@]}"; rm -rf "${L[@]}"',
        LISTED,
        OWN,
    ),
    (
        "what a command prints",
        "F=$(ls *.tmp); rm -f $F",
        "empty a.tmp b.tmp",
        "files thesis#.tmp 12",
    ),
    (
        "a day in a name",
        'rm -rf "backup-$(date -d yesterday +%Y)"*',
        "file a.c",
        "".join(f"files backup-{year}-01/b#.odt 9\n" for year in range(2024, 2060)),
    ),
    (
        "a day in a variable",
        'D=$(date +%Y); rm -rf "year-$D"',
        "files year-1999/b#.odt 9",
        "".join(f"files year-{year}/b#.odt 4\n" for year in range(2024, 2060)),
    ),
    (
        "an empty word besides, or a full one",
        'rm -rf build "$EXTRA"',
        "var EXTRA ''\nfolder build",
        "var EXTRA {home}/Documents\nfile ~/Documents/a.odt ~/Documents/b.odt",
    ),
    (
        "an empty element of an array, or a full one",
        'T=(build dist "$EXTRA"); rm -rf "${T[@]}"',
        "unset EXTRA\nfolder build dist",
        "var EXTRA {home}/Documents\nfile ~/Documents/a.odt ~/Documents/b.odt",
    ),
    (
        "an empty variable, or one with a slash behind it",
        'rm -rf "$OUT${SUB}"',
        "var OUT ''\nvar SUB ''\nfiles d#.md 9",
        "var OUT ''\nvar SUB /*\nvar SUB /etc",
    ),
    (
        "pictures copied where no other has their names, or some have",
        "cp -n DCIM/*.JPG ~/Pictures/ && rm -rf DCIM",
        f"{CAMERA}\nfolder ~/Pictures",
        f"{CAMERA}\nfile ~/Pictures/DSC_0001.JPG",
    ),
    (
        "pictures that stand there already, or others that do",
        "cp -n DCIM/*.JPG ~/Pictures/ && rm -rf DCIM",
        f"{CAMERA}\ncopy DCIM ~/Pictures",
        f"{CAMERA}\ntext ~/Pictures/DSC_0001.JPG 'another roll'",
    ),
    (
        "all of a folder copied, or but some kinds",
        "cp letters/*.odt ~/bak/ && rm -rf letters",
        "files letters/a#.odt 4\nfolder ~/bak",
        "files letters/a#.odt 4\nfolder ~/bak\nfile letters/rest.tex",
    ),
    (
        "no hidden files stay behind, or some do",
        "cp letters/* ~/bak/ && rm -rf letters",
        "files letters/a#.odt 4\nfolder ~/bak",
        "files letters/a#.odt 4\nfolder ~/bak\nfiles letters/.draft# 9",
    ),
    (
        "no folders are left out, or one is",
        "cp -v letters/* ~/bak/ && rm -rf letters",
        "files letters/a#.odt 4\nfolder ~/bak",
        "files letters/a#.odt 4\nfolder ~/bak\nfiles letters/old/b#.odt 4",
    ),
    (
        "a folder whose name is free, or taken",
        "cp -rn letters ~/bak/ && rm -rf letters",
        "files letters/a#.odt 4\nfolder ~/bak",
        "files letters/a#.odt 4\nfile ~/bak/letters/other.odt",
    ),
    (
        "a report of today, or of last year",
        "mv report* old/",
        "file report-1.md report-2.md\nfolder old",
        "file report-1.md\ntext old/report-1.md 'quite another report of last year with the same name'",
    ),
    (
        "every line emptied by perl, in what git keeps or in the only copy",
        "perl -pi -e 's/.*//' list.md",
        "repository list.md",
        "file list.md",
    ),
]

FILLED_VARIABLES_ASKED = [
    ("the list is written anew first", 'ls *.odt > list; mapfile -t L < list; rm -f "${L[@]}"',
     "empty list\nfiles l#.odt 9"),
    ("something else may change the array", 'mapfile -t L < list; . ./more.sh; rm -rf "${L[@]}"',
     f"{LISTED}\ntext more.sh 'L+=(letters)\\n'\nfiles letters/l#.odt 9"),
    ("lines keep their ends", 'mapfile L < list; rm -rf "${L[@]}"', OWN),
    ("the first element stands behind a folder's name", 'mapfile -t L < list; rm -rf "out/${L[@]}"',
     "text list 'a\\nletters\\n'\nfolder out/a\nfiles letters/l#.odt 9"),
    ("another shell has the value", '(D=$(date +%Y)); (rm -rf "letters$D")', "files letters/l#.odt 9"),
    ("it may not have run", 'false && D=$(date +%Y); rm -rf "letters$D"', "files letters/l#.odt 9"),
    ("the folder is another by then", 'F=$(ls); cd letters; rm -rf $F', "files letters/l#.odt 9\nfolder l"),
    ("the copy is taken, too", "cp letters/* bak/ && rm -rf letters && rm -rf bak",
     "files letters/a#.odt 4\nfolder bak"),
    ("the copy lies in what goes", "cp letters/*.odt letters/bak/ && rm -rf letters",
     "files letters/a#.odt 4\nfolder letters/bak"),
    ("where the copy goes leads back", "cp letters/*.odt bak/ && rm -rf letters",
     "files letters/a#.odt 4\nlink bak letters"),
    ("the copy need not have worked", "cp letters/*.odt ~/bak/; rm -rf letters", "files letters/a#.odt 4"),
    ("two have the same name there", "cp letters/a/x.odt letters/b/x.odt ~/bak/ && rm -rf letters",
     "file letters/a/x.odt letters/b/x.odt\nfolder ~/bak"),
]  # fmt: skip
