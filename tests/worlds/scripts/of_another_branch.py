"""Scripts that stand otherwise in what a line checks out before it runs them."""

_KEEPS, _WIPES = "script x.sh '#!/bin/sh\\nls ~/work'", "script x.sh '#!/bin/sh\\nrm -rf ~/work'"


def _two(here: str, there: str) -> str:
    return (
        f"files ~/work/plan#.odt 3\nrepository README\n{here}\ncommit\n"
        f"git checkout -q -b other\n{there}\ncommit\ngit tag v2\ngit checkout -q main"
    )


PAIRS = [
    ("a script of another branch", "git checkout -q other && ./x.sh", _two(_WIPES, _KEEPS), _two(_KEEPS, _WIPES)),
    ("a script of another branch, by switch", "git switch other; sh x.sh", _two(_WIPES, _KEEPS), _two(_KEEPS, _WIPES)),
    ("a script of a tag", "git checkout v2 && bash ./x.sh", _two(_WIPES, _KEEPS), _two(_KEEPS, _WIPES)),
    ("a script of this branch", "git checkout -q main && ./x.sh", _two(_KEEPS, _WIPES), _two(_WIPES, _KEEPS)),
    ("a script that only stands here", "git checkout -q other && ./y.sh",
     f"{_two(_KEEPS, _KEEPS)}\n{_KEEPS.replace('x.sh', 'y.sh', 1)}", f"{_two(_KEEPS, _KEEPS)}\n{_WIPES.replace('x.sh', 'y.sh', 1)}"),
    ("a file that is brought back", "git checkout README && ./x.sh", _two(_KEEPS, _WIPES), _two(_WIPES, _KEEPS)),
]  # fmt: skip
