"""How a command explains itself: its help with examples to copy, and wrong usage in words that help."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, NoReturn

from shellguard import exit_codes
from shellguard.terminal_text import printable

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


_IS_NONE_OF = "is none of"
_ASIDE = (_IS_NONE_OF, "are required")


def meant_instead(name: str, commands: Iterable[str]) -> str:
    """What to type in the place of a command that there is not."""
    if name in _ELSEWHERE:
        return _ELSEWHERE[name]
    near = get_close_matches(name, [*commands, "on", "off"], 1)
    return f"did you mean {near[0]}?" if near else "shellguard --help lists the commands"


def add_action(
    actions: argparse._SubParsersAction[argparse.ArgumentParser], name: str, meaning: str, example: str = ""
) -> argparse.ArgumentParser:
    """A command below a command; *meaning* is a sentence without its capital and its full stop.

    *example* is what follows the name in an example, nothing where the name says it all.
    """
    sentence = f"{meaning[0].upper()}{meaning[1:]}."
    epilog = f"example: {actions._prog_prefix} {name} {example}".rstrip()
    return actions.add_parser(name, help=meaning, description=sentence, epilog=epilog)


def whole_number(least: int, most: int = 1_000_000) -> Callable[[str], int]:
    """Reads the value of an option; argparse's own `int` takes any, also what nothing can be made of."""

    def read(text: str) -> int:
        if not text.isdecimal() or len(text) > len(str(most)) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read


class _Help(argparse.HelpFormatter):
    """Breaks sentences between words, and leaves examples as they are to be typed."""

    def add_argument(self, action: argparse.Action) -> None:
        """argparse forgets that commands below a command are indented further, and breaks the longest."""
        super().add_argument(action)
        for below in self._iter_indented_subactions(action):
            taken = len(self._format_action_invocation(below)) + self._current_indent
            self._action_max_length = max(self._action_max_length, taken)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        if text.startswith(("example", "first steps")):
            return text
        return super()._fill_text(text, width, indent)


class Parser(argparse.ArgumentParser):
    """Tells wrong usage as every error is told, with what to do about it, not with the whole grammar."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**({"formatter_class": _Help} | given))
        self._typed: list[str] = []
        self._meant = ""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does; but of a word too many the command speaks that got it, not the outermost one."""
        self._typed = [str(word) for word in (sys.argv[1:] if args is None else args)]
        parsed, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return parsed, rest

    def error(self, message: str) -> NoReturn:
        """Ends the process.

        Raises:
            SystemExit: always, with `exit_codes.USAGE`.
        """
        actions = [one for one in self._actions if isinstance(one, argparse._SubParsersAction)]
        if actions and message.endswith(f"required: {actions[0].metavar}"):
            self.print_help(sys.stderr)
            self.exit(exit_codes.USAGE, f"{self.prog}: name one of these\n")
        hint = f"did you mean {self._meant}?" if self._meant else f"{self.prog} --help says how it is used"
        if any(said in message for said in _ASIDE) and (unknown := self._unknown_options()):
            message = f"unrecognized arguments: {unknown[0]}"  # argparse tells last what was typed first
        if message.startswith("unrecognized") and (near := self._near_option()):
            hint = f"did you mean {near}?"
        elif message.startswith("unrecognized") and any(one.metavar == "LINE" for one in self._actions):
            hint = f"a line is one argument, in quotes: {self.prog} 'ls -la'"
        self.exit(exit_codes.USAGE, f"{self.prog}: {printable(message)}\n  {hint}\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """As argparse does, but what was probably meant is named."""
        choices = [str(one) for one in action.choices or ()]
        if not choices or value in choices:
            return
        is_action = isinstance(action, argparse._SubParsersAction)
        near = get_close_matches(str(value), choices, 1)
        self._meant = f"{self.prog} {near[0]}" if near and is_action else "".join(near)
        message = f"{value} {_IS_NONE_OF} {', '.join(choices)}"
        raise argparse.ArgumentError(None if is_action else action, message)

    def _unknown_options(self) -> list[str]:
        """The long options that were typed for this command and that it does not have."""
        names = (word.partition("=")[0] for word in self._typed if word.startswith("--") and word != "--")
        return [name for name in names if not any(one.startswith(name) for one in self._long_options())]

    def _near_option(self) -> str:
        near = (get_close_matches(name, self._long_options(), 1) for name in self._unknown_options())
        return next((found[0] for found in near if found), "")

    def _long_options(self) -> list[str]:
        return [name for name in self._option_string_actions if name.startswith("--")]
