"""Loops, arms and tests that only seem to say what a line comes to."""

DATA = "files data/#.csv 4\nfile data/notes.md"

LETTERS_OF_AN_ARM = [
    ("letters in an arm", "case $ANSWER in [Nn]o) rm -rf data;; esac", f"{DATA}\nvar ANSWER yes", f"{DATA}\nvar ANSWER No"),
    ("a quoted pattern in an arm", "case $MODE in '*') echo no;; *) rm -rf data;; esac",
     f"{DATA}\nvar MODE '*'", f"{DATA}\nvar MODE prod"),
    ("a loop that counts, in double brackets", 'n=0; while [[ $n -lt 3 ]]; do rm -rf "vol$n"; n=$((n+1)); done',
     "folder vol0 vol1 vol2", "folder vol0\nfiles vol2/a#.odt 9"),
]  # fmt: skip

SEEMINGLY_NOT_REACHED = [
    ("a class of letters in an arm", "case $MODE in [[:lower:]]*) rm -rf data;; *) echo no;; esac",
     f"{DATA}\nvar MODE prod"),
    ("a number that is another each time", "case $RANDOM in 7) echo no;; *) rm -rf data;; esac",
     f"{DATA}\nvar RANDOM 7"),
    ("seconds in an arm", "case $SECONDS in 7) echo no;; *) rm -rf data;; esac", f"{DATA}\nvar SECONDS 7"),
    ("seconds in a test", '[ "$SECONDS" -gt 10 ] && rm -rf data', f"{DATA}\nvar SECONDS 3"),
    ("turns for the last word", "for x in $_; do rm -rf data; done", f"{DATA}\nvar _ ''"),
    ("a bound that is not all of the condition",
     "n=1; while [ $n -lt 2 ] || [ -d run$n ]; do rm -rf run$n; n=$((n+1)); done",
     "folder run1 run2\nfiles run3/#.csv 4\nfile run3/notes.md"),
]  # fmt: skip
