"""`shellguard log review`: the record on the whole screen."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.styles import Style

from shellguard import exit_codes
from shellguard.audit.marks import KIND, NEEDLESS, NONE, SHOULD_ASK, WORDS, marks_of
from shellguard.cli.log import output
from shellguard.cli.log.asking import filters_of, record_folder
from shellguard.cli.log.keeping import change
from shellguard.cli.log.review_rules import keep, rule_for
from shellguard.cli.log.review_state import QUICK, Mode, Review
from shellguard.cli.log.review_view import screen
from shellguard.cli.log.shelf import Shelf
from shellguard.errors import ShellguardError

_SEARCH_AFTER = 0.12  # seconds without a key: not every letter is worth a look through a million records
_STYLE = {
    "dim": "ansibrightblack",
    "bold": "bold",
    "red": "ansired",
    "yellow": "ansiyellow",
    "green": "ansigreen",
    "blue": "ansiblue",
    "reverse": "reverse",
}
_MARK_KEYS = {"n": NEEDLESS, "s": SHOULD_ASK, "u": NONE}


def run(arguments: argparse.Namespace) -> int:
    """Browses until q or Ctrl-C.

    Raises:
        ShellguardError: there is no terminal, or nothing has been recorded.
    """
    folder = record_folder(arguments)
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") == "dumb":
        raise ShellguardError("review needs a terminal", hint="`shellguard log` prints the record")
    if not folder.is_dir():
        raise ShellguardError("nothing has been recorded yet", where=str(folder))
    browser = Browser(folder, lambda news: Review(Shelf(folder, news), filters_of(arguments)))
    browser.application.run()
    return exit_codes.DONE


class Browser:
    """The application: keys to state, state to screen; slow things happen in threads."""

    def __init__(self, folder: Path, begin: Callable[[Callable[[], None]], Review]) -> None:
        self._folder = folder
        self._search: asyncio.TimerHandle | None = None
        self._work: set[asyncio.Task[None]] = set()
        colours = _STYLE if output.coloured() else {"reverse": "reverse", "bold": "bold"}
        self.application: Application[None] = Application(
            layout=Layout(Window(FormattedTextControl(self._drawn, focusable=True, show_cursor=False))),
            key_bindings=self._keys(),
            style=Style.from_dict(colours),
            color_depth=None if output.coloured() else ColorDepth.DEPTH_1_BIT,
            full_screen=True,
        )
        self.application.ttimeoutlen = 0.05
        self._review = begin(self.application.invalidate)
        self._review.look()
        self.application.pre_run_callables.append(lambda: self._begin(self._read_marks))

    def _drawn(self) -> StyleAndTextTuples:
        size = self.application.output.get_size()
        pieces: StyleAndTextTuples = []
        for line in screen(self._review, size.columns, size.rows):
            pieces += [(f"class:{colour}" if colour else "", text) for colour, text in line]
            pieces.append(("", "\n"))
        return pieces[:-1]

    def _keys(self) -> KeyBindings:
        bindings = KeyBindings()

        @bindings.add("c-c")
        def _leave(event: KeyPressEvent) -> None:
            self._review.shelf.close()
            event.app.exit()

        @bindings.add(Keys.Any)
        @bindings.add(Keys.BracketedPaste)
        def _typed(event: KeyPressEvent) -> None:
            key = event.key_sequence[0].key
            if not isinstance(key, Keys) or key is Keys.BracketedPaste:  # else a key that means nothing here
                self._key("", event.data)

        for name in ("up", "down", "pageup", "pagedown", "home", "end", "enter", "escape", "backspace"):
            bindings.add(name, eager=name == "escape")(self._named(name))
        return bindings

    def _named(self, name: str) -> Callable[[KeyPressEvent], None]:
        return lambda _: self._key(name, "")

    def _key(self, name: str, data: str) -> None:
        review = self._review
        if review.mode is Mode.HELP:
            review.mode = Mode.LIST
        elif review.mode is Mode.SEARCH:
            self._search_key(name, data)
        elif review.rule is not None:
            self._rule_key(data)
        else:
            review.message = ""
            self._list_key(name, data)

    def _list_key(self, name: str, data: str) -> None:
        review = self._review
        rows = max(1, self.application.output.get_size().rows - 4)
        moves = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -rows, "pagedown": rows}
        key = data or name
        if key in moves:
            review.move(moves[key])
        elif key == "end":
            review.move(max(0, len(review.shelf.entries) - 1 - review.cursor))
        elif key in ("home", "R"):
            review.look()
        elif key in QUICK:
            review.choose(key)
        elif key in _MARK_KEYS:
            self._begin(partial(self._mark, _MARK_KEYS[key]))
        else:
            self._other_key(key)

    def _other_key(self, key: str) -> None:
        review = self._review
        match key:
            case "enter" | "\r" | "\n":
                review.details, review.scroll = not review.details, 0
            case " ":
                review.scroll += 5
            case "b":
                review.scroll -= 5
            case "/":
                review.mode = Mode.SEARCH
            case "escape":
                review.details = False
            case "o":
                review.same_folder()
            case "r":
                self._begin(self._propose_rule)
            case "?":
                review.mode = Mode.HELP
            case "q":
                review.shelf.close()
                self.application.exit()

    def _search_key(self, name: str, data: str) -> None:
        review = self._review
        if name in ("enter", "escape"):
            review.mode = Mode.LIST
            if name == "enter" or not review.text:
                return
            review.text = ""
        elif name == "backspace":
            review.rub_out()
        else:
            review.type(data)
        if self._search is not None:
            self._search.cancel()
        self._search = asyncio.get_running_loop().call_later(_SEARCH_AFTER, review.look)

    def _rule_key(self, key: str) -> None:
        review = self._review
        rule, review.rule = review.rule, None
        entry = review.entry
        if rule is None or entry is None or key not in rule.scopes:
            review.message = "no rule was made"
            return
        try:
            review.message = keep(rule, key, entry)
        except ShellguardError as error:
            review.message = str(error).replace("\n", "; ")

    def _begin(self, work: Callable[[], Any]) -> None:
        task = self.application.create_background_task(self._told(work))
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    async def _told(self, work: Callable[[], Any]) -> None:
        try:
            await work()
        except ShellguardError as error:
            self._review.message = str(error).replace("\n", "; ")
        except OSError as error:
            self._review.message = f"the record can't be read: {error.strerror}"
        self.application.invalidate()

    async def _read_marks(self) -> None:
        self._review.marks.update(await asyncio.to_thread(marks_of, self._folder))

    async def _propose_rule(self) -> None:
        review, entry = self._review, self._review.entry
        if entry is not None:
            rule = await asyncio.to_thread(rule_for, entry)
            if entry is review.entry:
                review.rule = rule

    async def _mark(self, mark: str) -> None:
        review, entry = self._review, self._review.entry
        if entry is None or not entry.is_line:
            raise ShellguardError("only lines are marked")
        identity = str(entry.record.get("id"))
        await asyncio.to_thread(_mark, self._folder, identity, mark)
        review.marks[identity] = mark
        review.message = f"marked as {WORDS[mark]}" if mark in WORDS else "the mark is taken back"


def _mark(folder: Path, identity: str, mark: str) -> None:
    change(
        folder,
        "mark",
        {"id": identity, "mark": mark},
        lambda recorder: {"n": recorder.event(KIND, sync=True, id=identity, mark=mark).n},
    )
