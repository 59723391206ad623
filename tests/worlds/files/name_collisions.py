"""Pairs about files brought together in one folder: (name, line, harmless, fatal)."""

from __future__ import annotations

DIFFER = "file 2023/1.jpg 2024/2.jpg\nfolder flat"
EQUAL = "file 2023/1.jpg 2024/1.jpg\nfolder flat"
GATHERED: list[tuple[str, str, str, str]] = [
    (
        "moved into a folder that is named first: the name in it is free or taken",
        "mv -t archive thesis.txt",
        "file thesis.txt\nfolder archive",
        "file thesis.txt archive/thesis.txt",
    ),
    (
        "copied into a folder that is named first",
        "cp --target-directory=archive thesis.txt",
        "file thesis.txt\nfolder archive",
        "file thesis.txt archive/thesis.txt",
    ),
    (
        "photos found in all folders: names differ, or two are equal",
        "find . -name '*.jpg' -exec mv {} flat/ \\;",
        DIFFER,
        EQUAL,
    ),
    (
        "everything from below brought up",
        "find . -mindepth 2 -type f -exec mv {} . \\;",
        "file a/1.txt b/2.txt",
        "file a/1.txt b/1.txt",
    ),
    (
        "everything from below brought up by xargs",
        "find . -mindepth 2 -type f -print0 | xargs -0 -I{} mv {} .",
        "file a/1.txt b/2.txt",
        "file a/1.txt b/1.txt",
    ),
    ("moved one by one in a loop", 'for f in */*.jpg; do mv "$f" flat/; done', DIFFER, EQUAL),
    ("moved folder by folder in a loop", 'for d in 20*; do mv "$d"/*.jpg flat/; done', DIFFER, EQUAL),
    (
        "found and copied: the name is free or taken",
        "find drafts -name '*.odt' -exec cp {} kept/ \\;",
        "file drafts/a.odt\nfolder kept",
        "file drafts/a.odt kept/a.odt",
    ),
    (
        "moved to a name that is a folder's, or nobody's: then each replaces the one before",
        "find 2023 -name '*.jpg' -exec mv {} flat \\;",
        "file 2023/1.jpg 2023/2.jpg\nfolder flat",
        "file 2023/1.jpg 2023/2.jpg",
    ),
    (
        "moved in a loop to what is a folder, or is not there",
        'for f in *.odt; do mv "$f" done; done',
        "file a.odt b.odt\nfolder done",
        "file a.odt b.odt",
    ),
]
