"""What the daemon knows of one shell, and the conversation about its current line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from shellguard.daemon.need_answer import NamedValues
from shellguard.daemon.repeats import Basis, Repeats
from shellguard.daemon.talk import Talk
from shellguard.effects.packs.packs import Packs
from shellguard.facts.session.memory import SessionMemory
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import Needs
from shellguard.parsing.shell_state import Names, ShellState
from shellguard.settings.model import Settings
from shellguard.verdict import Verdict
from shellguard.wire.frames import Frame

ANSWER_SECONDS = 2.0
"""A shell that has asked waits; one that does not answer for so long was left with Ctrl-C, or is stopped."""
MOST_NAMES = 512
"""Names of which a shell's answers are held: each line's state of the shell is made of all of them."""


@dataclass(slots=True)
class ShellInfo:
    """What a shell said of itself in its `hello`."""

    session: str
    shell: str = ""
    pid: int = 0
    ssh: bool = False
    home: str = ""
    terminal: str = ""
    color: bool = True


@dataclass(slots=True)
class Asked:
    """A question that waits for its answer.

    Attributes:
        told: why it is not recorded, as it stood with the question; "" where it is.
    """

    verdict: Verdict
    shell: ShellState
    told: str = ""


ALONG_NAMES = frozenset(("PATH", "PROMPT_COMMAND"))
ALONG = tuple(sorted(f"v:{name}" for name in ALONG_NAMES))
_BY_FOLDER = knowledge("installed", "by_tools").pattern("prompt_hooks")
_OWN_FUNCTIONS: dict[str, str | None] = {"shellguard": None}
"""The hook's own are known by what they are for, not by how they do it."""


@dataclass(slots=True)
class KnownNames:
    """Answers to earlier `need`s that hold until a line may have changed them.

    Attributes:
        path: PATH, which is asked for along with other names; None until it is told.
        by_folder: what runs at the prompt sets PATH by the folder (direnv), so that they hold there.
        folder: where they were asked for.
    """

    aliases: Names[str | None] = field(default_factory=Names)
    functions: Names[str | None] = field(default_factory=lambda: Names(_OWN_FUNCTIONS))
    types: Names[str] = field(default_factory=Names)
    forgotten: int = 0
    path: str | None = None
    by_folder: bool = False
    folder: str = ""

    def state(self) -> tuple[int, ...]:
        """Another one whenever something may stand for something else than before."""
        return self.forgotten, len(self.aliases), len(self.functions), len(self.types)

    def take(self, answer: NamedValues) -> None:
        """Holds an answer; who uses more names than are held is asked for them anew, from time to time."""
        if len(self.types) >= MOST_NAMES or max(len(self.aliases), len(self.functions)) >= MOST_NAMES:
            self.forget()
        self.aliases = Names({**self.aliases, **answer.aliases})
        self.functions = Names({**self.functions, **answer.functions, **_OWN_FUNCTIONS})
        self.types = Names({**self.types, **answer.types})

    def asked_along(self, needs: Needs) -> tuple[str, ...]:
        """What is asked for beside names of programs: where these are found."""
        return ALONG if self.path is None and (needs.aliases or needs.functions or needs.types) else ()

    def take_along(self, answer: NamedValues, folder: str) -> None:
        """Holds what was asked for beside."""
        self.path, self.folder = answer.variables.get("PATH") or "", folder
        self.by_folder = bool(_BY_FOLDER.search(answer.variables.get("PROMPT_COMMAND") or ""))

    def enter(self, folder: str) -> None:
        """Forgets what may be otherwise in another folder."""
        if self.by_folder and folder != self.folder:
            self.forget()

    def forget(self) -> None:
        """Lets all names be asked for anew."""
        self.forgotten += 1
        self.path, self.by_folder = None, False
        self.aliases, self.functions, self.types = Names(), Names(_OWN_FUNCTIONS), Names()


class Session:
    """One guarded shell. `send` writes a frame to it and says whether it could be written."""

    def __init__(self, info: ShellInfo, send: Callable[[Frame], bool]) -> None:
        self.info = info
        self.send = send
        self.memory = SessionMemory()
        self.known = KnownNames()
        self.options: frozenset[str] | None = None
        self.width = 80
        self.asked: Asked | None = None
        self.allowed_text = ""
        self.rules: list[str] = []
        self.rules_of_production: set[str] = set()  # those of them that were kept while production was meant
        self.request = ""  # in plain language, behind the line that is being judged
        self.talk: Talk | None = None
        self.told_of_models = False
        self.without: asyncio.Event | None = None  # set by a key while the model is waited for
        self.last_line = ""
        self.last_status = 0
        self.lines = 0
        self.task: asyncio.Task[None] | None = None
        self.repeats = Repeats()
        self.basis: Basis | None = None  # of the current line, if it was judged without asking or looking
        self.short = ("", "")  # the request that was answered in short, and its record's id
        self._answers: dict[str, asyncio.Future[Frame]] = {}  # by the request for which was asked

    def state(self, cwd: str, variables: dict[str, str | None]) -> ShellState:
        """The shell as far as it is known for the line that is being judged."""
        return ShellState(
            cwd=cwd,
            home=self.info.home,
            variables=variables,
            aliases=self.known.aliases,
            functions=self.known.functions,
            types=self.known.types,
            options=self.options,
            pid=self.info.pid,
        )

    def take_path(self, answer: NamedValues, needs: Needs, folder: str) -> None:
        """Takes what it said, asked in that folder, of where programs are found."""
        self.known.take_along(answer, folder)
        for name in ALONG_NAMES - needs.variables:
            answer.variables.pop(name, None)
        self.memory.folders.follow(self.known.path or "", self.info.home)

    def basis_for(self, cwd: str, settings: Settings, packs: Packs) -> Basis:
        """What a line is judged by now."""
        return Basis(cwd, settings, packs, self.options, self.known.state(), self.memory.deeds)

    def ended(self, finished: str) -> None:
        """Takes `ID:STATUS:BEGIN-END` of the last line; "" for none."""
        _, _, rest = finished.partition(":")
        status, _, times = rest.partition(":")
        if status.isdecimal():
            self.last_line, self.last_status = self.allowed_text, int(status)
        ended = times.partition("-")[2][:32].replace(".", "", 1)  # by far the most locales say it so
        if not ended.isdecimal():
            ended = "".join(filter(str.isdecimal, ended))
        well = status == "0" and ended.isascii()
        self.memory.makings.end(well, int(ended or 0) / 1_000_000)

    def named(self, finished: str) -> str:
        """Puts the id in the place of `@REQUEST`, as the hook calls a line that was let through in short."""
        if not finished.startswith("@"):
            return finished
        request, _, rest = finished[1:].partition(":")
        return f"{self.short[1]}:{rest}" if request == self.short[0] else ""

    def set_options(self, text: str) -> None:
        """Takes `BASHOPTS:…:SHELLOPTS:…:COLUMNS`, all colon separated; "" means unchanged."""
        if not text:
            return
        *names, width = text.split(":")
        self.options = frozenset(filter(None, names))
        if width.isdecimal() and 20 <= int(width) <= 1000:
            self.width = int(width)

    async def ask_names(self, frame_id: str, needs: Needs, more: tuple[str, ...] = ()) -> Frame | None:
        """The `need` round: asks for names, and for lists of names; None when the shell does not answer."""
        wanted = " ".join((*_wanted(needs), *more))
        answer = self._answers[frame_id] = asyncio.get_running_loop().create_future()
        try:
            if not self.send(Frame(frame_id, "need", (wanted,))):
                return None
            return await asyncio.wait_for(answer, ANSWER_SECONDS)
        except TimeoutError:
            return None
        finally:  # a line that was left with Ctrl-C gets here when the next one waits already
            self._answers.pop(frame_id, None)

    def take_answer(self, frame: Frame) -> None:
        """Hands a `need-answer` to who waits for it; an unexpected one is dropped."""
        answer = self._answers.get(frame.id)
        if answer is not None and not answer.done():
            answer.set_result(frame)


def _wanted(needs: Needs) -> Iterable[str]:
    for letter, names in (
        ("v", needs.variables),
        ("a", needs.aliases),
        ("f", needs.functions),
        ("t", needs.types),
    ):
        for name in sorted(names)[:64]:
            yield f"{letter}:{name}"
