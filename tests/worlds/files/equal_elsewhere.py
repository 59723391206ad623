"""Worlds: the same stands in another folder, or only something called alike; what links and pieces lead to."""

from __future__ import annotations

_NUMBERS = "\\n".join(f"{n},{n * n}" for n in range(300))
_THESIS = "files thesis/ch#.tex 9"
_DOCS = "files docs/a#.md 9"
_JSON = "text package.json '{\"a\": 1}'"
ELSEWHERE: list[tuple[str, str, str, str]] = [
    (
        "a photo that is among the others, or another of that name",
        "rm IMG_0042.jpg",
        "file IMG_0042.jpg\ncopy IMG_0042.jpg ~/Pictures/IMG_0042.jpg",
        "file IMG_0042.jpg ~/Pictures/IMG_0042.jpg",
    ),
    (
        "a photo that is among the others, or a link to itself",
        "rm IMG_0042.jpg",
        "file IMG_0042.jpg\ncopy IMG_0042.jpg ~/Pictures/2024/IMG_0042.jpg",
        "file IMG_0042.jpg\nfolder ~/Pictures\nlink ~/Pictures/IMG_0042.jpg {home}/project/IMG_0042.jpg",
    ),
    (
        "a folder that was copied, and changed since",
        "rm -rf ~/old-laptop",
        "files ~/old-laptop/doc#.odt 10\ncopy ~/old-laptop ~/Documents/old-laptop",
        "files ~/old-laptop/doc#.odt 10\ncopy ~/old-laptop ~/Documents/old-laptop\nedit ~/old-laptop/doc3.odt",
    ),
    (
        "a folder that was copied, or has another name",
        "rm -rf ~/old-laptop",
        "files ~/old-laptop/doc#.odt 10\ncopy ~/old-laptop ~/Documents/old-laptop",
        "files ~/old-laptop/doc#.odt 10\nfolder ~/Documents\nlink ~/Documents/old-laptop {home}/old-laptop",
    ),
    (
        "a backup of what stands beside it, or of more",
        "rm -rf backup",
        f"{_DOCS}\ncopy docs backup\nfile docs/new.md",
        f"{_DOCS}\ncopy docs backup\nfile backup/new.md",
    ),
    (
        "a copy in a folder that stays, or in a cache",
        "rm -rf thesis",
        f"{_THESIS}\ncopy thesis ~/Documents/thesis",
        f"{_THESIS}\ncopy thesis ~/cache/thesis",
    ),
    (
        "a copy in a folder that stays, or in one for passing use",
        "rm -rf thesis",
        f"{_THESIS}\ncopy thesis ~/Documents/thesis",
        f"{_THESIS}\ncopy thesis tmp/thesis",
    ),
    (
        "a copy in a folder that stays, or in what is built anew",
        "rm -rf assets",
        "files assets/p#.psd 9\ncopy assets ~/Documents/assets",
        "file package.json\nfiles assets/p#.psd 9\nfile dist/a.js\ncopy assets dist/assets",
    ),
    (
        "a copy with a part that leads back",
        "rm -rf thesis",
        "files thesis/s/ch#.tex 9\ncopy thesis ~/Documents/thesis",
        "files thesis/s/ch#.tex 9\nfolder ~/Documents/thesis\nlink ~/Documents/thesis/s {home}/project/thesis/s",
    ),
    (
        "a cache, or photos to which its name leads",
        "rm -rf ~/.cache/thumbnails/*",
        "files ~/.cache/thumbnails/a#.png 9",
        "files ~/Pictures/IMG_#.jpg 30\nfolder ~/.cache\nlink ~/.cache/thumbnails {home}/Pictures",
    ),
    (
        "a cache on another disk, or work to which its name leads",
        "rm -rf ~/.cache/pip",
        "files ~/disk/cache/pip/a#.bin 30\nlink ~/.cache {home}/disk/cache",
        "files ~/disk/work/pip/a#.bin 30\nlink ~/.cache {home}/disk/work",
    ),
    (
        "nothing of that name behind the links that are followed",
        "find -L . -name '*.bak' -delete",
        "file a.txt a.txt.bak ~/lib/b.py\nlink lib {home}/lib",
        "file a.txt a.txt.bak\nfiles ~/safe/db#.bak 12\nlink lib {home}/safe",
    ),
    (
        "links that lead to further links",
        "find -L . -name '*.tmp' -delete",
        "empty a.tmp\nfile ~/lib/b.py\nlink lib {home}/lib",
        "empty a.tmp\nfile ~/lib/b.py ~/x/y.tmp\nlink lib {home}/lib\nlink ~/lib/more {home}/x",
    ),
    (
        "pieces of the same file, or of another",
        "split -l 100 big.csv part_",
        f"text big.csv '{_NUMBERS}'\nran 'split -l 100 big.csv part_'",
        f"text big.csv '{_NUMBERS}'\nfile part_aa part_ab",
    ),
    (
        "pieces of so many lines, said in full",
        "split --lines 100 big.csv part_",
        f"text big.csv '{_NUMBERS}'",
        f"text big.csv '{_NUMBERS}'\nfile part_aa part_ab",
    ),
    (
        "pieces numbered in a folder",
        "split -d -n 3 video.mp4 out/v.",
        "file video.mp4\nfolder out",
        "file video.mp4 out/v.00 out/v.01",
    ),
    ("sections of a text", "csplit -f part book.txt '/^A/' '{*}'", "file book.txt", "file book.txt part00"),
    ("sections by the name that they get", "csplit book.txt 10", "file book.txt", "file book.txt xx00"),
    (
        "settings taken from elsewhere",
        "cp new.json config.json",
        "file new.json",
        "file new.json config.json",
    ),
    (
        "settings of a program, the same or others",
        "cp settings.json ~/.config/app/settings.json",
        "file settings.json\ncopy settings.json ~/.config/app/settings.json",
        "file settings.json ~/.config/app/settings.json",
    ),
    (
        "settings that git has, or that nothing has",
        "curl -o package.json https://example.org/p.json",
        "repository package.json",
        "file package.json",
    ),
    ("data, and settings", "jq . a.json > config.json", "file a.json", "file a.json config.json"),
    (
        "settings changed, or a part of them",
        'jq "$F" package.json > tmp && mv tmp package.json',
        f"{_JSON}\nvar F 'del(.a) | .b |= 3'",
        f"{_JSON}\nvar F '.a = 1 | .b'",
    ),
    (
        "settings with a new value, or put in the place of all",
        'jq "$F" package.json > tmp && mv tmp package.json',
        f"{_JSON}\nvar F '.version = 2'",
        f"{_JSON}\nvar F '. = .b'",
    ),
]
ELSEWHERE_ASKED: list[tuple[str, str, str]] = [
    ("both of two that are equal", "rm -rf docs backup", f"{_DOCS}\ncopy docs backup"),
    ("the folder with both in it", "rm -rf ~/work", "files ~/work/a/ch#.tex 9\ncopy ~/work/a ~/work/b/a"),
]
