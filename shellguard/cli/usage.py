"""Wrong usage in words that help: what was probably meant, and which actions a command has."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NoReturn

from shellguard import exit_codes

_ELSEWHERE = {
    "status": "shellguard daemon status; in a guarded shell $SHELLGUARD_STATUS says whether it guards",
    "on": "on and off are for the guarded shell that they are typed in; shellguard shell opens one",
    "off": "on and off are for the guarded shell that they are typed in; shellguard shell opens one",
    "observe": "shellguard config set mode observe asks nothing and records what it would have asked",
    "guard": "shellguard config set mode guard",
    "start": "shellguard daemon start, or shellguard shell for a guarded shell",
    "stop": "shellguard daemon stop",
    "test": "shellguard doctor proves that a guarded shell blocks",
    "update": "git pull in the checkout, then shellguard setup again",
    "upgrade": "git pull in the checkout, then shellguard setup again",
    "install": "shellguard setup",
    "remove": "shellguard uninstall",
    "history": "shellguard log",
    "get": "shellguard config get KEY",
    "set": "shellguard config set KEY VALUE",
    "settings": "shellguard config show",
    "allow": "shellguard config set policy.always_allow '[\"PATTERN\"]'",
    "packs": "shellguard rules",
    **{
        name: f"did you mean shellguard log {name}?"
        for name in ("show", "stats", "timeline", "verify", "report", "export", "prune", "forget")
    },
    "replay": "did you mean shellguard log replay?",
    "suggest": "did you mean shellguard log suggest?",
    "review": "did you mean shellguard log review?",
}


def meant_instead(name: str, commands: Iterable[str]) -> str:
    """What to type in the place of a command that there is not."""
    if name in _ELSEWHERE:
        return _ELSEWHERE[name]
    near = get_close_matches(name, list(commands), 1)
    return f"did you mean {near[0]}?" if near else "shellguard --help lists the commands"


class Parser(argparse.ArgumentParser):
    """Shows the actions of a command where none was named."""

    def error(self, message: str) -> NoReturn:
        actions = [one for one in self._actions if isinstance(one, argparse._SubParsersAction)]
        if actions and message.endswith(f"required: {actions[0].metavar}"):
            self.print_help(sys.stderr)
            self.exit(exit_codes.USAGE, f"{self.prog}: name one of these\n")
        super().error(message)
