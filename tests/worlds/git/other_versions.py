"""Pairs about Mercurial and Subversion: (name, line, what makes it harmless, what makes it fatal)."""

from __future__ import annotations

HG = "mercurial src/a.c src/b.c README Notes.TXT"
SVN = "subversion src/a.c src/b.c README"
OTHER_VERSIONS: list[tuple[str, str, str, str]] = [
    ("hg: clean, or a file edited", "hg update -C .", HG, f"{HG}\nedit src/a.c"),
    (
        "hg: reverted below one folder",
        "hg revert --no-backup src",
        f"{HG}\nedit README",
        f"{HG}\nedit src/b.c",
    ),
    ("hg: in a subfolder", "hg revert --all --no-backup", f"{HG}\ncd src", f"{HG}\nedit README\ncd src"),
    (
        "hg: nothing unknown but what tools make, or notes",
        "hg purge",
        f"{HG}\nfile src/a.o",
        f"{HG}\nfiles notes/x#.md 12",
    ),
    ("hg: one folder purged", "hg purge src", f"{HG}\nfiles notes/x#.md 12", f"{HG}\nfiles src/x#.md 12"),
    ("hg: a folder removed", "rm -rf src", HG, f"{HG}\nfiles src/new#.c 12"),
    (
        "hg: a clone removed",
        "rm -rf demo",
        f"folder demo\ncd demo\n{HG}\ncd ..",
        f"folder demo\ncd demo\n{HG}\ntext .hg/store/phaseroots '1 70bdafc587a5\\n'\ncd ..",
    ),
    (
        "hg: a clone with changes put aside removed",
        "rm -rf demo",
        f"folder demo\ncd demo\n{HG}\ncd ..",
        f"folder demo\ncd demo\n{HG}\nfile .hg/shelved/default.patch\ncd ..",
    ),
    (
        "hg: to the branch, then what is unknown",
        "hg update -C default && hg purge",
        HG,
        f"{HG}\nfiles notes/x#.md 12",
    ),
    (
        "svn: all set back, then fetched",
        "svn revert -R . && svn update",
        SVN,
        f"{SVN}\nedit src/a.c",
    ),
    ("svn: clean, or a file edited", "svn revert -R .", SVN, f"{SVN}\nedit src/a.c"),
    (
        "svn: one folder reverted",
        "svn revert --depth infinity src",
        f"{SVN}\nedit README",
        f"{SVN}\nedit src/a.c",
    ),
    (
        "svn: nothing unversioned, or notes",
        "svn cleanup --remove-unversioned",
        SVN,
        f"{SVN}\nfiles notes/x#.md 12",
    ),
    ("svn: a tracked file written over", "cat x > src/a.c", SVN, f"{SVN}\nedit src/a.c"),
    (
        "svn: a work tree removed",
        "rm -rf demo",
        f"folder demo\ncd demo\n{SVN}\ncd ..",
        f"folder demo\ncd demo\n{SVN}\nedit README\ncd ..",
    ),
]

NOT_READ: list[tuple[str, str, str]] = [
    ("hg: another repository is named", "hg -R ../other update -C .", HG),
    ("hg: what keeps the history removed", "rm -rf .hg", HG),
    (
        "hg: tracked in a way that is not read",
        "hg update -C .",
        f"{HG}\ntext .hg/requires 'store\\ndirstate-v2\\n'",
    ),
    ("hg: repositories lie within", "hg update -C .", f"{HG}\nfile .hgsub"),
    ("svn: what was added goes, too", "svn revert -R --remove-added .", SVN),
    ("svn: the table cannot be read", "svn revert -R .", f"{SVN}\ntext .svn/wc.db x"),
]
