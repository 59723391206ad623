"""The conversation about a request: what was proposed, and what a further request changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from shellguard.daemon.answer import Candidate
from shellguard.recognising.recognise import first_word
from shellguard.recognising.sentence import cannot_run, opens_request

_MOST_TURNS = 4
# A request that begins so, or is so short and names nothing to be done, says nothing by itself: it changes
# the one before.
_CHANGES = re.compile(
    r"(?:no|not|only|but|just|also|and|or|except|without|with|instead|rather|actually|excluding|including"
    r"|ignore|ignoring|skip|recursively|older|newer|larger|bigger|smaller|sort(?:ed)?|in|on|under|from|to|as|by|for|of"
    r"|all|the (?:last|first)|make (?:it|them|that)|do (?:it|that|not)|don'?t|use|limit|exclude|include|same"
    r"|now|again|then|too|even|at most|at least|more than|less than|them|it|that|those|these|case)\b.*",
    re.IGNORECASE | re.DOTALL,
)
# Words for a deed that stand before these for a kind: "log files" answers a question, "list files" does not.
_KIND = re.compile(
    r"(?:log|backup|build|copy|zip|test|install|package|release) "
    r"(?:files?|folders?|director(?:y|ies)|archives?|results?)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_SHORT = re.compile(r"\S+(?: \S+)?")


@dataclass(slots=True)
class Talk:
    """One conversation of a shell; a line that is none of it ends it.

    Attributes:
        earlier: requests and commands before this one, oldest first.
        asking: a question was asked back and no command was put into the edit buffer.
        command: what became of the proposal in the edit buffer, once it was accepted.
        comment: what stands behind the command, without the `#`.
    """

    request: str
    earlier: tuple[tuple[str, str], ...]
    id: str
    candidates: tuple[Candidate, ...] = ()
    note: str = ""
    asking: bool = False
    place: int = 0
    comment: str = ""
    command: str = field(default="")

    @property
    def current(self) -> Candidate:
        return self.candidates[self.place]

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """All of it, for who answers the next request."""
        shown = self.candidates and not self.asking
        command = self.command or (self.current.command if shown else "")
        return (*self.earlier, (self.request, command))[-_MOST_TURNS:]

    def step(self) -> None:
        """The next candidate; after the last comes the first."""
        self.place = (self.place + 1) % len(self.candidates)

    def is_offered(self, line: str) -> bool:
        """Whether a line is what was put into the edit buffer, untouched."""
        return bool(self.candidates) and not self.asking and line.strip() == self.current.command.strip()

    def is_proposal(self, line: str) -> bool:
        """Whether a line came out of a proposal, perhaps changed by hand."""
        if not self.candidates or self.asking:
            return False
        if self.comment and line.rstrip().endswith(f"# {self.comment}"):
            return True
        return first_word(line) in {first_word(one.command) for one in self.candidates}

    def continues(self, request: str) -> bool:
        """Whether a further request changes this one rather than asking for something else."""
        if _CHANGES.fullmatch(request):
            return True
        if self.asking and _KIND.fullmatch(request):
            return True
        short = self.asking or _SHORT.fullmatch(request) is not None
        return short and not opens_request(request) and not cannot_run(request)

    def revision(self, line: str) -> str:
        """What is typed behind the proposal in the edit buffer (`… ? only the PDFs`), or behind the request
        that was asked about; "" for nothing.
        """
        offered = self.request if self.asking else self.current.command if self.candidates else ""
        if not offered:
            return ""
        rest = line.removeprefix(offered)
        found = re.fullmatch(r"\s*\?\s+(\S.*)", rest, re.DOTALL) if rest != line else None
        return found[1].strip() if found else ""
