"""Archives, pictures and keys of which this is the only copy, or which stand elsewhere or hold nothing."""

PACKED = "file a.jpg b.jpg\narchive holiday.zip a.jpg b.jpg\nremove a.jpg b.jpg"
LETTERS = "files letters/l#.odt 4\narchive letters.tar.gz letters"
TURNS = 'for v in $OLD; do rm -rf "releases/$v"; done'
RELEASES = "files releases/1/r#.md 9"

ONLY_COPIES = [
    (
        "an archive of pictures that stand beside it, or nowhere",
        "rm holiday.zip",
        "file a.jpg b.jpg\narchive holiday.zip a.jpg b.jpg",
        PACKED,
    ),
    (
        "an archive whose folder was unpacked, or is gone",
        "rm -f letters.tar.gz",
        LETTERS,
        f"{LETTERS}\nremove letters",
    ),
    (
        "an archive that was unpacked into a folder of another name, or in part only",
        "rm letters.tar.gz",
        f"{LETTERS}\ncopy letters papers/letters\nremove letters",
        f"{LETTERS}\nremove letters\nfile letters/l0.odt",
    ),
    (
        "an archive of a program's sources, or of one's tables",
        "rm v2.zip",
        "file tool/a.c tool/b.c tool/c.h tool/README.md\narchive v2.zip tool\nremove tool",
        "file tool/a.xlsx tool/b.xlsx tool/c.csv tool/README.md\narchive v2.zip tool\nremove tool",
    ),
    (
        "an archive that was fetched, or one's own",
        'rm "$A"',
        f"{PACKED}\ncopy holiday.zip ~/Downloads/holiday.zip\nvar A {{home}}/Downloads/holiday.zip",
        f"{PACKED}\nvar A {{here}}/holiday.zip",
    ),
    (
        "a picture of which another is the same, or of another day",
        "rm -f 'IMG_0001 (1).jpg'",
        "file IMG_0001.jpg\ncopy IMG_0001.jpg 'IMG_0001 (1).jpg'",
        "file IMG_0001.jpg\ntext 'IMG_0001 (1).jpg' 'another picture of another day altogether'",
    ),
    (
        "a numbered frame that a program wrote, or what a camera named",
        "rm frames/*0001.jpg",
        "file frames/img_00001.jpg",
        "file frames/IMG_0001.jpg",
    ),
    (
        "a plot by its number, or a picture renamed in small letters",
        "rm p*.jpg",
        "file p0001.jpg",
        "file p1080123.jpg",
    ),
    (
        "a picture that a program makes, or a camera took",
        'rm "$P"',
        "file plot_12.png\nvar P plot_12.png",
        "file 20230714_181233.jpg\nvar P 20230714_181233.jpg",
    ),
    (
        "keys, or an empty folder among them",
        "rm -r ~/.password-store/old",
        "folder ~/.password-store/old/further",
        "file ~/.password-store/old/bank.gpg",
    ),
    (
        "a loop over an empty variable, or over one that leads out",
        TURNS,
        f"{RELEASES}\nvar OLD ''",
        f"{RELEASES}\nfiles src/s#.c 12\nvar OLD '.. .'",
    ),
    (
        "a loop over a variable that is not set, or holds a name",
        TURNS,
        f"{RELEASES}\nunset OLD",
        f"{RELEASES}\nvar OLD 1",
    ),
    (
        "a loop without a turn, or one with a further word",
        'for v in $OLD ${NEW}; do rm -rf "releases/$v"; done',
        f"{RELEASES}\nunset OLD NEW",
        f"{RELEASES}\nunset OLD\nvar NEW 1",
    ),
]

ONLY_COPIES += [
    (
        "packages alone, or a person's own papers beside them",
        "rm -rf node_modules",
        "file package.json node_modules/.package-lock.json node_modules/a/index.js node_modules/a/sample.docx",
        "file package.json node_modules/a/index.js\nfiles node_modules/thesis#.docx 3",
    ),
]

ONLY_COPIES_ASKED = [
    (
        "an empty word in quotes is a turn",
        'for v in "$OLD"; do rm -rf "releases/$v"; done',
        f"{RELEASES}\nunset OLD",
    ),
    (
        "what stands behind the loop runs",
        f"{TURNS}; rm -rf releases",
        f"{RELEASES}\nunset OLD",
    ),
    (
        "the variable is set in the line",
        f"OLD=1; {TURNS}",
        f"{RELEASES}\nunset OLD",
    ),
    (
        "where the loop writes to is emptied without a turn",
        f"{TURNS} > releases/1/r0.md",
        f"{RELEASES}\nunset OLD",
    ),
    ("a folder of keys with a key", "rm -rf ~/.gnupg", "file ~/.gnupg/pubring.kbx"),
]
_WRITTEN = "what we agreed upon with the others, in my own words\\n" * 9
LEFT_COPIES: list[tuple[str, str, str, str]] = [
    (
        "what an editor keeps of the state before: the text beside it, or all that there is",
        "rm *~",
        "file a.md a.md~",
        f"text a.md~ '{_WRITTEN}'",
    ),
    (
        "what a merge keeps, and a program that is gone",
        "rm -f *.orig",
        "file a.c\ncopy a.c a.c.orig",
        f"text a.c.orig '{_WRITTEN}'",
    ),
    (
        "old states that are found, with an empty new one",
        "find . -name '*.old' -delete",
        "file plan.md plan.md.old",
        f"empty plan.md\ntext plan.md.old '{_WRITTEN}'",
    ),
]
LEFT_OF_TOOLS_RUN: list[tuple[str, str, str]] = [
    ("an old state of what a program wrote", "rm *.old", "file a.out.old"),
    ("an old state of what has no kind", "rm -f *~", "file core~"),
]
