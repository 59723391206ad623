"""Effects and facts, weighed: a score, confidence, and findings with what a person must know first."""

from __future__ import annotations

from dataclasses import replace

from shellguard.effects.effect import RUNNING, THROWN_AWAY, Effect, EffectKind, TargetKind
from shellguard.facts.fact import NO_FACTS, Facts, Recovery, TargetFacts
from shellguard.parsing.script import ProblemKind, Script
from shellguard.parsing.shell_state import NOTHING_KNOWN, ShellState
from shellguard.risk import weights
from shellguard.risk.finding import Finding, Risk
from shellguard.risk.wording import amount_of, message_of, production_of, reasoning_of, shown

_SAYS_LEAST = frozenset((EffectKind.OVERWRITE.value, EffectKind.WRITE.value))  # a file is written: so what?
_UNREADABLE = frozenset((ProblemKind.SYNTAX, ProblemKind.TOO_DEEP, ProblemKind.TOO_LONG, ProblemKind.NUL))


def weigh(
    script: Script,
    effects: tuple[Effect, ...],
    facts: Facts = NO_FACTS,
    shell: ShellState = NOTHING_KNOWN,
    *,
    now: float | None = None,
) -> Risk:
    """The risk of a line. `now`: seconds since the epoch, for how fresh a file is; without it, nothing is."""
    findings = [_finding(index, effect, facts, now, shell.home) for index, effect in enumerate(effects)]
    findings.extend(_problems(script, effects))
    findings.sort(key=lambda one: (-one.score, -_base(one, effects), one.effect in _SAYS_LEAST))
    findings = _without_lighter(_without_repeats(findings), effects)
    score = findings[0].score if findings else 0
    return Risk(
        score=score,
        findings=tuple(findings),
        confidence=_confidence(script, effects, facts, score),
        reasoning=reasoning_of(findings, score),
    )


def _base(finding: Finding, effects: tuple[Effect, ...]) -> int:
    """Where its rule starts: of two that weigh the same here, the graver by nature tells more."""
    return effects[finding.effect_index].base if finding.effect_index >= 0 else 0


def _without_repeats(findings: list[Finding]) -> list[Finding]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    kept = []
    for finding in findings:
        key = (finding.id, finding.targets)
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept


def _without_lighter(findings: list[Finding], effects: tuple[Effect, ...]) -> list[Finding]:
    """Leaves out what a heavier finding says already: the same done to the same by the same command."""
    said: set[tuple[str, tuple[str, ...], object]] = set()
    kept = []
    for finding in findings:
        family = _SAME_DEED.get(effects[finding.effect_index].kind, "") if finding.effect_index >= 0 else ""
        key = (family, finding.targets, finding.span)
        if family and finding.targets and key in said:
            continue
        said.add(key)
        kept.append(finding)
    return kept


_NAMED_ONCE = (
    EffectKind.DELETE,
    EffectKind.MOVE,
    EffectKind.PERMIT,
    EffectKind.RESOURCE,
    EffectKind.DATABASE,
    EffectKind.PACKAGE,
)
_SAME_DEED = {kind: kind.value for kind in _NAMED_ONCE} | {
    EffectKind.OVERWRITE: "write",
    EffectKind.WRITE: "write",
}


def _finding(index: int, effect: Effect, facts: Facts, now: float | None, home: str) -> Finding:
    looked = [facts.targets.get((index, place)) for place in range(len(effect.targets))]
    whole = facts.targets.get((index, -1))
    if whole is not None:
        looked = [whole]  # about the effect as a whole: uncommitted work, commits, stashes
    known = [fact for fact in looked if fact is not None]
    said = facts.remembered.get(index) or facts.elsewhere.get(index, "")
    return Finding(
        id=effect.rule,
        message=message_of(effect, known, said, _production(effect, facts), home),
        score=score_of(index, effect, facts, looked, now),
        effect=effect.kind.value,
        effect_index=index,
        targets=tuple(shown(target.text) for target in effect.targets[:16]),
        span=effect.span,
    )


def _production(effect: Effect, facts: Facts) -> str:
    if effect.kind not in weights.SHARED or effect.base <= 30:
        return ""
    host = facts.surroundings.get("database_host", "") if effect.kind is EffectKind.DATABASE else ""
    named = any(host in target.text for target in effect.targets)
    return production_of(facts.surroundings, "" if named else host)


def score_of(
    index: int, effect: Effect, facts: Facts, looked: list[TargetFacts | None], now: float | None
) -> int:
    """What one effect amounts to: its base, moved by the table of `weights`."""
    score = _start(effect)
    if (effect.kind in weights.PROTECTABLE or (index, -1) in facts.targets) and looked:
        score = max(_at_target(score, effect, fact, now) for fact in looked)
        score = max(score, _own_work(effect, [fact for fact in looked if fact], (index, -1) in facts.targets))
    if looked and all(_is_no_loss(effect, fact) for fact in looked):
        return min(score, weights.CAPS[Recovery.NOTHING_LOST])
    score = _in_surroundings(score, effect, facts)
    if index in facts.remembered and _remembered_matters(effect, looked):
        score = max(score, weights.REMEMBERED)
    floor = max(effect.floor, weights.CRITICAL if effect.base >= weights.CRITICAL else 0)
    if effect.base < weights.REFUSED and floor < weights.REFUSED:
        score = min(score, weights.HIGHEST_ASKED)  # only what starts there is refused, whatever is found
    return max(0, min(100, max(score, floor)))


def _remembered_matters(effect: Effect, looked: list[TargetFacts | None]) -> bool:
    """Whether what the session did to it before weighs: not where what is removed stands elsewhere."""
    if effect.kind is EffectKind.DELETE:
        gone = [fact for fact in looked if fact is None or fact.exists is not False]
        return not looked or any(fact is None or fact.recovery not in weights.STANDS for fact in gone)
    return effect.kind is EffectKind.EXECUTE


def _is_no_loss(effect: Effect, fact: TargetFacts | None) -> bool:
    """Whether it has no turn, is a disk's image without a file in it, not there, or cleared by the facts."""
    if fact is None or fact.recovery is not Recovery.NOTHING_LOST:
        return False
    if fact.idle:
        return True
    image = effect.kind is EffectKind.DISK and fact.kind == "file"
    gone = effect.rule in weights.GONE_ALREADY and fact.exists is False
    return image or gone or (effect.rule in weights.CLEARED_BY_FACTS and fact.exists is True)


def _start(effect: Effect) -> int:
    score = effect.base
    if score == 0:
        return 0
    by_daemon = effect.rule.startswith(weights.BY_A_DAEMON)
    if effect.privileged and effect.kind not in weights.NEEDS_ROOT_ANYWAY and not by_daemon:
        plain = effect.rule == weights.PLAIN_REMOVAL and score <= weights.THRESHOLD
        score = min(score + weights.PRIVILEGED, weights.THRESHOLD if plain else 100)
    if effect.kind in weights.DESTROYS:
        if effect.host:
            score += weights.REMOTE
        if effect.inside:
            score += weights.RUNNING_CONTAINER if effect.inside.endswith(RUNNING) else weights.CONTAINER
    if effect.inside.endswith(THROWN_AWAY) and effect.kind in weights.ONLY_WITHIN:
        score = min(score, weights.THROWN_AWAY)
    if effect.conditional:
        score += weights.CONDITIONAL
    return min(score, weights.HIGHEST_ASKED) if effect.base < 95 else score


def _at_target(score: int, effect: Effect, fact: TargetFacts | None, now: float | None) -> int:
    if fact is None:
        return score
    new = effect.kind is EffectKind.OVERWRITE and (
        fact.recovery is Recovery.NOTHING_LOST or fact.exists is False
    )
    own = fact.protected in weights.MOVED_BACK and not effect.by  # a script that says so may mean anybody's
    new = new or (effect.kind is EffectKind.DELETE and (own or not effect.recursive) and _is_gone(fact))
    new = new or (effect.rule in weights.ONLY_SEEN and fact.recovery is Recovery.UNKNOWN)
    if fact.protected and not new:
        if fact.kind in weights.GIT_WORK:
            return max(score, weights.OWN_WORK)
        moved = effect.kind is EffectKind.MOVE or effect.rule in weights.MOVED_ELSEWHERE
        if moved and fact.protected in weights.MOVED_BACK:
            return max(score, weights.OWN_WORK)
        return max(score, weights.PROTECTED if effect.kind is not EffectKind.OVERWRITE else weights.OWN_WORK)
    if fact.recovery is Recovery.KEPT and effect.kind not in weights.DESTROYS:
        return score + weights.KEPT_FIRST
    cap = weights.CAPS.get(fact.recovery)
    if _holds_nothing(fact) and fact.kind not in weights.GIT_WORK:
        cap = weights.CAPS[Recovery.REBUILT]
    if effect.kind not in weights.DESTROYS and fact.kind not in weights.GIT_WORK:
        return (
            min(score, weights.CAPS[Recovery.NOTHING_LOST])
            if fact.recovery is Recovery.NOTHING_LOST
            else score
        )
    if cap is not None:
        score = min(score, cap)
    elif fact.recovery is Recovery.LOST:
        score = min(score, weights.FEW_SMALL) if _small(effect, fact) else score + _loss(effect, fact, now)
    if fact.mount or fact.resolves_to:
        score += weights.ELSEWHERE
    return score


def _is_gone(fact: TargetFacts) -> bool:
    """Whether no file has that name, nor will one when the line gets to it."""
    return fact.exists is False and fact.recovery is Recovery.NOTHING_LOST


def _loss(effect: Effect, fact: TargetFacts, now: float | None) -> int:
    if effect.kind is EffectKind.MOVE:
        return 0
    if effect.rule == weights.WHOLE_FOLDERS and fact.kind == "file" and fact.files == 1:
        return weights.ONE_FILE + _loss(replace(effect, rule="", recursive=False), fact, now)
    removed = effect.kind is EffectKind.DELETE and not fact.path.endswith(weights.UNPACKED_FROM)
    few = weights.FEW_DELETED if removed else weights.FEW_LOST
    added = weights.LOST if effect.recursive or (fact.files or 0) > weights.FEW else few
    added += next((more for least, more in weights.MANY if (fact.files or 0) >= least), 0)
    added += next((more for least, more in weights.HEAVY if (fact.total_bytes or 0) >= least), 0)
    if effect.recursive and now and fact.newest is not None and now - fact.newest < weights.FRESH_SECONDS:
        added += weights.FRESH
    return added


def _small(effect: Effect, fact: TargetFacts) -> bool:
    """Whether so little goes that it is as if the few files had been named one by one."""
    own = fact.personal or fact.changed or fact.protected or fact.kind in weights.GIT_WORK
    little = 0 < (fact.files or 0) <= weights.FEW and (fact.total_bytes or 0) <= weights.SMALL_BYTES
    own = (
        own or fact.authored or fact.irreplaceable != fact.files
    )  # it is something else in there that would be lost
    named = effect.base < weights.PERSONAL_PLACE or effect.rule == weights.ALL_FOUND
    deletes = effect.kind is EffectKind.DELETE and named
    return (little or _records_only(fact)) and deletes and fact.counted_all and not own


def _records_only(fact: TargetFacts) -> bool:
    """Whether all that goes is some of what programs wrote down as they ran."""
    return 0 < (fact.files or 0) == fact.records < weights.MANY_RECORDS


def _own_work(effect: Effect, known: list[TargetFacts], whole: bool) -> int:
    """The least that losing a person's own work amounts to: what nothing brings back, beyond trifles."""
    lost = [fact for fact in known if fact.recovery is Recovery.LOST]
    if not lost or effect.kind is EffectKind.MOVE or (not whole and all(map(_holds_nothing, lost))):
        return 0
    if effect.kind is EffectKind.OVERWRITE and not whole and all(_rewritten(effect, fact) for fact in lost):
        return 0
    if whole and effect.rule in weights.NAMED_IN_FILES:
        return weights.ALL_IN_IT
    missed = sum(fact.irreplaceable or 0 for fact in lost if not _records_only(fact))
    whole_folder = effect.rule == weights.WHOLE_FOLDERS and any(_holds_written(fact) for fact in lost)
    many = (missed > weights.FEW or whole_folder) and effect.kind is EffectKind.DELETE
    personal = any(fact.personal for fact in lost)
    return weights.OWN_WORK if whole or many or personal else 0


def _holds_written(fact: TargetFacts) -> bool:
    """A folder with a file of the kinds people write: a name that promises a tool's output is wrong there."""
    return fact.kind in ("folder", "mount") and fact.authored > 0


def _holds_nothing(fact: TargetFacts) -> bool:
    """Only empty files: there is no content that could be missed."""
    return fact.total_bytes == 0 and bool(fact.files) and fact.counted_all and not fact.protected


def _rewritten(effect: Effect, fact: TargetFacts) -> bool:
    """Whether it is written over as a matter of course: by its name (`b`, `x.bak`), or as data."""
    if fact.changed or fact.emptied or effect.rule == weights.EDITED:
        return False
    name = fact.path.rpartition("/")[2].lower()
    stem, _, ending = name.partition(".")
    there = effect.rule in weights.PUT_THERE
    if len(stem) <= weights.SHORT_NAME and ending in (("",) if there else ("", "txt")):
        return True
    by_hand = effect.rule == weights.REDIRECTED and effect.program in weights.PRINTING
    data = name.endswith(weights.REWRITTEN_DATA) and not weights.SETTINGS.search(fact.path)
    put_out = not by_hand and data
    return put_out or name.endswith(weights.REWRITTEN_COPIES)


def _in_surroundings(score: int, effect: Effect, facts: Facts) -> int:
    if facts.surroundings.get("ssh") and effect.rule in weights.WAYS_IN and score > 0:
        score += weights.OVER_SSH
    elif facts.surroundings.get("own_seat") and effect.rule in weights.SEEN_THERE and not effect.host:
        return min(score, weights.AT_OWN_SEAT)
    if facts.looked and effect.rule in weights.OWN_DISKS and not facts.surroundings.get("container"):
        return min(score, weights.AT_OWN_SEAT)
    apart = effect.program in weights.PACKAGES_APART or effect.rule in weights.EVERY_PACKAGE
    own = facts.surroundings.get("own_packages") and apart
    if own and effect.kind is EffectKind.PACKAGE and not effect.privileged:
        return min(score, weights.AT_MOST_IN_ENVIRONMENT)
    production = facts.surroundings.get("production")
    if production == "yes" and effect.kind in weights.SHARED and effect.base > 30:
        return max(score, min(score + weights.PRODUCTION, weights.HIGHEST_ASKED))
    host = facts.surroundings.get("database_host", "")
    far = host == "?" or ("." in host and not host.endswith(weights.OWN_NETWORKS))
    if far and effect.rule in weights.FOR_TRYING and score > weights.CAPS[Recovery.NOTHING_LOST]:
        return max(score, weights.SHARED_WITH_OTHERS)  # other people's, too
    if production == "no" and effect.kind in weights.SHELTERED and not effect.host and not effect.floor:
        return min(score, weights.AT_MOST_OUTSIDE_PRODUCTION)
    return score


_NAMED = {
    ProblemKind.DISAGREEMENT: ("text.readers-differ", 30, "can be read in two ways"),
    ProblemKind.NUL: ("text.nul", 60, "holds a character that ends the line for some readers"),
    ProblemKind.TOO_DEEP: ("text.too-deep", 55, "is nested too deeply to be read in full"),
    ProblemKind.TOO_LONG: ("text.too-long", 53, "is too long to be read in full"),
}


def _problems(script: Script, effects: tuple[Effect, ...]) -> list[Finding]:
    """An unreadable line is judged by what could be read, never below a question where that destroys."""
    found = []
    for problem in script.problems:
        named = _NAMED.get(problem.kind)
        if named is not None:
            found.append(Finding(id=named[0], message=named[2], score=named[1], span=problem.span))
        elif problem.kind is ProblemKind.SYNTAX and any(
            effect.base > weights.THRESHOLD or (effect.kind in weights.DESTROYS and effect.recursive)
            for effect in effects
        ):
            found.append(
                Finding(
                    id="text.not-read",
                    message="could not be read in full, and names something that destroys",
                    score=weights.THRESHOLD + 5,
                    span=problem.span,
                )
            )
    return found


def _confidence(script: Script, effects: tuple[Effect, ...], facts: Facts, score: int) -> float:
    """How likely it is that knowing more would not change the decision: doubt counts near the threshold."""
    confidence = 1.0
    if any(problem.kind in _UNREADABLE for problem in script.problems):
        confidence *= weights.UNREAD
    doubtful = [effect for effect in effects if effect.base > 30 and not effect.floor]
    if any(not effect.certain for effect in doubtful):
        confidence *= weights.UNCERTAIN
    if not facts.looked and any(_lookable(effect) for effect in doubtful):
        confidence *= weights.UNLOOKED
    if script.needs and confidence == 1.0 and score <= weights.THRESHOLD:
        confidence *= 0.95
    if abs(score - weights.THRESHOLD) > weights.NEAR * 2:
        confidence = 1 - (1 - confidence) * 0.5
    return round(confidence, 3)


def _lookable(effect: Effect) -> bool:
    return effect.kind in weights.DESTROYS and any(
        target.kind is TargetKind.PATH for target in effect.targets
    )


__all__ = ["amount_of", "score_of", "weigh"]
