"""A `cd` behind another name, an alias or a function: what follows happens where it leads."""

from __future__ import annotations

OWN = "option expand_aliases\nfile ~/work/#.doc ~/work/report.doc ~/work/plan.doc ~/work/b.csv ~/work/c.csv\n"
OUT = "file scratch/old\nempty scratch/old\n"
MOVED: list[tuple[str, str, str, str]] = [
    (
        "an alias that goes to an empty file, or to one's work",
        "go; rm -rf *",
        f"{OWN}{OUT}alias go 'cd scratch'",
        f"{OWN}{OUT}alias go 'cd ~/work'",
    ),
    (
        "the folder that an alias has gone to, by its variable",
        'go && rm -rf "$PWD"/*',
        f"{OWN}{OUT}alias go 'cd scratch'",
        f"{OWN}{OUT}alias go 'cd ~/work'",
    ),
    (
        "what an alias sets",
        "choose; rm -rf $DIR",
        f"{OWN}{OUT}alias choose 'DIR=scratch'",
        f"{OWN}{OUT}alias choose 'DIR=~/work'",
    ),
    (
        "a function in the place of cd that goes where it is told, or elsewhere",
        "cd scratch && rm -rf *",
        f"{OWN}{OUT}function cd 'builtin cd \"$@\" && ls'",
        f"{OWN}{OUT}function cd 'builtin cd ~/work'",
    ),
    (
        "the builtin in a function of the line, which goes where it is told",
        'go() { command cd "$1"; }; go other && rm -rf *',
        f"{OWN}empty other/x",
        f"{OWN}empty x\nfile other/plan.doc",
    ),
    (
        "the builtin with all that a function is given",
        'go() { builtin cd -- "$@" || return; }; go other; rm -f ./*.doc',
        f"{OWN}empty other/x",
        f"{OWN}empty x.doc\nfile other/plan.doc",
    ),
    (
        "the builtin named twice",
        "builtin command cd other && rm -rf *",
        f"{OWN}empty other/x",
        f"{OWN}empty x\nfile other/plan.doc",
    ),
    (
        "the builtin a second time",
        "command cd other; command cd inner; rm -rf *",
        f"{OWN}empty other/inner/x",
        f"{OWN}empty other/x\nfile other/inner/plan.doc",
    ),
    (
        "names that an array or a loop holds from the other folder",
        'go() { command cd "$1"; }; go other; found=(*); rm -rf "${found[@]}"',
        f"{OWN}empty other/x",
        f"{OWN}empty x\nfile other/plan.doc",
    ),
]
ASKED: list[tuple[str, str, str]] = [
    ("builtin cd", "builtin cd ~/work && rm -rf *", f"{OWN}{OUT}"),
    ("command cd", "command cd ~/work; rm -rf ./*", f"{OWN}{OUT}"),
    ("builtin cd in a function", "work && rm -rf *", f"{OWN}{OUT}function work 'builtin cd ~/work'"),
    ("builtin cd in what is evaluated", "eval 'builtin cd ~/work'; rm -rf *", f"{OWN}{OUT}"),
    (
        "an alias that perhaps counts",
        "go; rm -rf *",
        f"{OWN}{OUT}alias go 'cd ~/work'".replace("option expand_aliases\n", ""),
    ),
]
STAYING_RUN: list[tuple[str, str, str]] = [
    ("builtin cd to what is made again", "builtin cd scratch && rm -rf *", f"{OWN}{OUT}"),
    ("an alias that only looks", "ll; rm -rf scratch", f"{OWN}{OUT}alias ll 'ls -l'"),
]
