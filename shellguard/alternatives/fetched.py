"""Looking at what is fetched before it runs."""

from __future__ import annotations

from collections.abc import Iterator

from shellguard.alternatives.named import script_name
from shellguard.alternatives.proposal import Proposal
from shellguard.alternatives.site import Site
from shellguard.parsing.builtins import READING_IN
from shellguard.parsing.script import Connection, Word

_SHELLS = frozenset({"sh", "bash", "zsh", "dash", "ksh", "fish", "python", "python3", "perl", "ruby", "node"})
_FETCHERS = frozenset({"curl", "wget"})


def look_at_what_is_fetched(site: Site) -> Iterator[Proposal]:
    """`bash <(curl URL)`, `eval "$(curl URL)"` become: download, then look."""
    program = site.command.program
    if program not in _SHELLS | READING_IN:
        return
    for nested in site.command.nested:
        inner = nested.script.commands[0] if nested.script is not None and nested.script.commands else None
        if inner is None or inner.program not in _FETCHERS:
            continue
        address = _address(inner.words)
        if address:
            runner = program if program in _SHELLS else "bash"
            file = script_name(runner)
            line = f"curl -fsSL -o {file} {address} && less {file}"
            why = f"you see what would run; then `{runner} {file}`"
            yield Proposal(site.replaced(line, whole=True), why, "run.download-look-run")
            return


def look_at_downloaded(site: Site) -> Iterator[Proposal]:
    """`curl -o FILE URL && sh FILE` becomes the same with `less FILE`."""
    if site.command.program not in _SHELLS or len(site.words) != 2:
        return
    if any(name in site.text[: site.begin] for name in _FETCHERS):
        yield Proposal(
            site.replaced(f"less {site.source(1)}"), "you see what would run", "run.look-at-downloaded"
        )


def _address(words: tuple[Word, ...]) -> str:
    return next((w.source for w in words[1:] if "://" in w.text or (w.text[:1] != "-" and "." in w.text)), "")


def download_then_look(site: Site) -> Iterator[Proposal]:
    """`curl URL | sh` becomes: download, look, then run."""
    pipeline = site.pipeline
    here = pipeline.index(site.command) if site.command in pipeline else -1
    piped = here >= 0 and len(pipeline) > here + 1 and pipeline[here + 1].connection is Connection.PIPE
    if site.command.program not in _FETCHERS or not piped:
        return
    runner = next((w.text for w in pipeline[-1].words if w.text.rsplit("/", 1)[-1] in _SHELLS), "")
    address = _address(site.words)
    if not runner or not address:
        return
    file = script_name(runner)
    fetch = "curl -fsSL -o" if site.command.program == "curl" else "wget -O"
    line = f"{fetch} {file} {address} && less {file}"
    why = f"you see what would run; then `{_as_run(pipeline[-1].words, runner, file)}`"
    yield Proposal(site.replaced(line, whole=True), why, "run.download-look-run")


def _as_run(words: tuple[Word, ...], runner: str, file: str) -> str:
    """How the file is run then: by whom, and with which words, the pipeline would have run it."""
    texts = [word.text for word in words]
    at = texts.index(runner)
    behind = texts[at + 1 :]
    given = behind[behind.index("--") + 1 :] if "--" in behind else behind[1:] if behind[:1] == ["-s"] else []
    sources = [word.source for word in words]
    return " ".join([*sources[: at + 1], file, *sources[len(sources) - len(given) :][: len(given)]])
