"""Scripts that stand otherwise in what a line checks out before it runs them."""

_KEEPS, _WIPES = "script x.sh '#!/bin/sh\\nls ~/work'", "script x.sh '#!/bin/sh\\nrm -rf ~/work'"


def _two(here: str, there: str) -> str:
    return (
        f"files ~/work/plan#.odt 3\nrepository README\n{here}\ncommit\n"
        f"git checkout -q -b other\n{there}\ncommit\ngit tag v2\ngit checkout -q main"
    )


def _far(here: str, there: str) -> str:
    to = "git branch -m other far\npushed far\ngit checkout -q main\ngit branch -q -D far"
    return f"{_two(here, there)}\n{to}"


PAIRS = [
    ("a script of another branch", "git checkout -q other && ./x.sh", _two(_WIPES, _KEEPS), _two(_KEEPS, _WIPES)),
    ("a script of another branch, by switch", "git switch other; sh x.sh", _two(_WIPES, _KEEPS), _two(_KEEPS, _WIPES)),
    ("a script of a tag", "git checkout v2 && bash ./x.sh", _two(_WIPES, _KEEPS), _two(_KEEPS, _WIPES)),
    ("a script of this branch", "git checkout -q main && ./x.sh", _two(_KEEPS, _WIPES), _two(_WIPES, _KEEPS)),
    ("a script that only stands here", "git checkout -q other && ./y.sh",
     f"{_two(_KEEPS, _KEEPS)}\n{_KEEPS.replace('x.sh', 'y.sh', 1)}", f"{_two(_KEEPS, _KEEPS)}\n{_WIPES.replace('x.sh', 'y.sh', 1)}"),
    ("a file that is brought back", "git checkout README && ./x.sh", _two(_KEEPS, _WIPES), _two(_WIPES, _KEEPS)),
    ("a changed script that goes along, or is the same", "git checkout -q other && ./x.sh",
     _two(_KEEPS, _KEEPS), f"{_two(_KEEPS, _KEEPS)}\n{_WIPES}"),
    ("a changed script that keeps git from going there", "git checkout other; ./x.sh",
     _two(_KEEPS, _KEEPS.replace("ls", "ls -l")), f"{_two(_KEEPS, _KEEPS.replace('ls', 'ls -l'))}\n{_WIPES}"),
    ("a branch that only a remote has", "git checkout far && ./x.sh", _far(_WIPES, _KEEPS), _far(_KEEPS, _WIPES)),
    ("one file of another branch", "git checkout other -- x.sh && ./x.sh", _two(_WIPES, _KEEPS), _two(_KEEPS, _WIPES)),
    ("one file of another branch, restored", "git restore -s other x.sh && ./x.sh", _two(_WIPES, _KEEPS), _two(_KEEPS, _WIPES)),
    ("all files of another branch", "git restore --source=other . && sh ./x.sh", _two(_WIPES, _KEEPS), _two(_KEEPS, _WIPES)),
    ("another file of another branch", "git checkout other -- README && ./x.sh", _two(_KEEPS, _WIPES), _two(_WIPES, _KEEPS)),
    ("a changed script that is put back", "git stash && git checkout x.sh && ./x.sh",
     f"{_two(_KEEPS, _KEEPS)}\n{_KEEPS.replace('ls', 'ls -a')}", f"{_two(_WIPES, _KEEPS)}\n{_KEEPS}"),
    ("a branch that is gone to by force", "git reset -q --hard other && ./x.sh", _two(_KEEPS, _KEEPS), _two(_KEEPS, _WIPES)),
]  # fmt: skip
