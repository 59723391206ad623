"""Keeping what git would throw away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shellguard.alternatives.proposal import Proposal
from shellguard.alternatives.site import Site
from shellguard.effects.effect import Effect, EffectKind
from shellguard.facts.fact import Facts, Recovery, TargetFacts

_THROWING_AWAY = {
    "reset": frozenset(("--hard",)),
    "checkout": frozenset(("-f", "--force")),
    "restore": frozenset[str](),
}
"""Subcommands of git that write over changes, with the options by which they do so to all of them."""
_COMMITS = re.compile(r"\bgit\b[^;&|]*\scommit\b[^;|]*&&\s*$")
_SAYS_NO_STATE = frozenset(
    ("--", "HEAD", "--staged", "--worktree", "-S", "-W", "-SW", "-WS", "-q", "--quiet")
)
_ONE_NAME, _FROM_STATE = "git.checkout-name", "git.checkout-reference-file"
_OF_NAMED_FILES = frozenset(
    (
        "git.restore",
        "git.restore-with-index",
        "git.restore-all",
        "git.restore-all-staged",
        "git.checkout-all",
        "git.checkout-file",
        _ONE_NAME,
        _FROM_STATE,
    )
)


_OF_A_CONFLICT = frozenset(("--theirs", "--ours"))  # nothing can be stashed before it is resolved
_NAME = "before-reset"
_BACK = "what you changed is put aside, and `git stash pop` brings it back"
_LEFT = "before-leaving"
_STAY_LEFT = f"its commits stay on a branch of their own, {_LEFT}"
_STAY = f"its commits stay on a branch of their own, {_NAME}"


def _leaves_commits(site: Site, effects: tuple[Effect, ...], known: list[TargetFacts]) -> bool:
    """Whether the branch is set to where some of its commits are not, or may be."""
    moved = [e for e in effects if e.rule == "git.reset-hard" and e.span == site.command.span]
    elsewhere = any(target.text not in ("HEAD", "@") for effect in moved for target in effect.targets)
    return elsewhere and (not known or any(found.commits for found in known))


def _named_files(effects: tuple[Effect, ...]) -> set[str]:
    """What may be a file among the operands: of two, the first is a state where it says so by its look."""
    told = [effect for effect in effects if effect.rule in _OF_NAMED_FILES]
    from_state = any(effect.rule == _FROM_STATE for effect in told)
    counted = [effect for effect in told if effect.rule != _ONE_NAME or not from_state]
    return {target.text for effect in counted for target in effect.targets} - {"HEAD"}


def stash_first(site: Site, effects: tuple[Effect, ...], facts: Facts) -> Iterator[Proposal]:
    """What git would throw away is put aside first, and no more than that."""
    if site.command.program != "git" or not any(e.kind is EffectKind.HISTORY for e in effects):
        return
    known = [found for (index, _), found in facts.targets.items() if effects[index].rule.startswith("git.")]
    if known and all(found.recovery is Recovery.NOTHING_LOST for found in known):
        return
    texts = [word.text for word in site.words]
    sub = next((at for at, text in enumerate(texts) if text in _THROWING_AWAY), 0)
    if not sub or not _OF_A_CONFLICT.isdisjoint(texts):
        return
    if _COMMITS.search(site.text[: site.begin]):
        if "--hard" in texts:
            yield Proposal(
                site.edited({texts.index("--hard"): "--soft"}),
                "the commit is taken back, and what it changed stays as it is",
                "git.reset-soft",
            )
        return
    git = " ".join(site.source(at) for at in range(sub))
    stash = f"{git} stash push"
    named = _named_files(effects)
    if any(found.path == "HEAD" and found.kind == "branch" for found in known):  # nothing else is left behind
        yield Proposal(site.edited({}, f"{git} branch {_LEFT} && "), _STAY_LEFT, "git.branch-first")
        return
    end = (
        texts.index("--", sub) if "--" in texts[sub:] else sub
    )  # what stands before it is a state, not a file
    forced = bool(_THROWING_AWAY[texts[sub]] & set(texts))
    # `checkout -f main`: the name is a state there, and all changes go
    paths = [at for at in range(end + 1, len(texts)) if texts[at] in named and (end > sub or not forced)]
    if paths:
        stash += " -- " + " ".join(site.source(at) for at in paths)
    elif not forced:
        return
    why = _BACK
    if _leaves_commits(site, effects, known):
        branch = f"{git} branch {_NAME}"
        if known and all(found.files == 0 for found in known):
            yield Proposal(site.edited({}, f"{branch} && "), _STAY, "git.branch-first")
            return
        stash, why = f"{branch} && {stash}", f"{_BACK}; {_STAY}"
    others = {texts[at] for at in range(sub + 1, len(texts)) if at not in paths}
    whole = paths and others <= _SAYS_NO_STATE  # what is put aside is then as it was committed: all is done
    yield Proposal(
        site.replaced(stash) if whole else site.edited({}, f"{stash} && "),
        why,
        "git.stash-first",
    )
