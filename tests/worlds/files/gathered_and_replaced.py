"""Worlds: files are put together, data takes the place of data, a person's own thing lies in a tool's folder."""

from __future__ import annotations

_TWO = "file a/plan.md b/plan.md\nfolder flat"
_OTHERS = "file a/plan.md b/work.md\nfolder flat"
GATHERED: list[tuple[str, str, str, str]] = [
    (
        "moved at once into a folder that is named first",
        "find . -mindepth 2 -name '*.md' -exec mv -t . {} +",
        "file a/plan.md b/work.md",
        "file a/plan.md b/work.md plan.md",
    ),
    (
        "moved at once: mv leaves the second of one name where it is",
        "find . -name '*.md' -exec mv -t flat {} +",
        _TWO,
        f"{_TWO}\nfile flat/plan.md",
    ),
    ("moved one by one", "find . -name '*.md' -exec mv -t flat {} \\;", _OTHERS, _TWO),
    (
        "moved by xargs at once",
        "find . -name '*.md' -print0 | xargs -0 mv -t flat",
        _TWO,
        f"{_OTHERS}\nfile flat/plan.md",
    ),
    ("moved by xargs one by one", "find . -name '*.md' | xargs -n1 mv -t flat", _OTHERS, _TWO),
    ("moved by a loop", 'for f in */*.md; do mv -t flat "$f"; done', _OTHERS, _TWO),
    ("moved by a loop to where one stands", 'for f in */*.md; do mv "$f" .; done', _OTHERS, _TWO),
    (
        "copied by a loop to where one stands",
        'for f in */*.md; do cp "$f" .; done',
        "file a/plan.md b/work.md",
        "file a/plan.md b/work.md work.md",
    ),
    (
        "data of which the folder holds an older state, or others of that name",
        "mkdir -p done && mv *.csv done/",
        "files a#.csv 4\ntext done/a1.csv 'what a1.csv holds'",
        "files a#.csv 4\nfile done/a1.csv",
    ),
    (
        "more data with the same columns, or with others",
        "cp new.csv data.csv",
        "text new.csv 'name,phone\\nann,1\\nbob,3'\ntext data.csv 'name,phone\\nann,1'",
        "text new.csv 'id,phone\\nann,1\\nbob,3'\ntext data.csv 'name,phone\\nann,1'",
    ),
    (
        "texts changed in place, committed or not",
        "find . -name '*.txt' -exec sed -i 's/old/new/g' {} +",
        "repository a.txt b/c.txt",
        "files n/a#.txt 30",
    ),
    ("a few tables changed in place, or many", "sed -i 's/;/,/g' *.csv", "files a#.csv 2", "files a#.csv 30"),
    (
        "what the tests make, or tables in it",
        "rm -rf .tox",
        "file tox.ini .tox/py/x",
        "file tox.ini\nfiles .tox/data#.xlsx 9",
    ),
    (
        "a tool's own cache, or tables in it",
        "rm -rf .mypy_cache .ruff_cache",
        "file .mypy_cache/3.11/x.data.json .ruff_cache/0.1/9",
        "file .mypy_cache/3.11/x.data.json\nfiles .ruff_cache/data#.xlsx 9",
    ),
    (
        "what a build makes, or letters in it",
        "rm -rf .next",
        "file package.json .next/build-manifest.json",
        "file package.json .next/build-manifest.json .next/letter.docx",
    ),
    (
        "an environment, or a letter in it",
        "rm -rf venv",
        "text venv/pyvenv.cfg 'home = /usr/bin'\nfile requirements.txt venv/lib/x.py",
        "text venv/pyvenv.cfg 'home = /usr/bin'\nfile requirements.txt venv/lib/x.py venv/letter.docx",
    ),
]
