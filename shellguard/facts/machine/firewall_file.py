"""Whether rules of a firewall that come from a file let in the port by which the person came in."""

from __future__ import annotations

import re
from itertools import pairwise

from shellguard.effects.effect import Effect
from shellguard.facts.contents import text_of
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.resolve import place_of
from shellguard.parsing.script import SimpleCommand
from shellguard.parsing.shell_state import ShellState

RULES = frozenset(("network.rules-from-file", "network.firewall-flush"))
_LONGEST = 256 << 10
_CAME_IN = re.compile(r"\S+ \d+ \S+ (\d+)")
_NAMES = {"22": "22|ssh"}


def lets_in(effect: Effect, command: SimpleCommand, folder: str, shell: ShellState) -> TargetFacts | None:
    """That the connection stays, whatever else the rules change; None where that is not told by the file."""
    del effect
    told = _CAME_IN.fullmatch(shell.variables.get("SSH_CONNECTION") or "")
    name = _file(command)
    path = place_of(name, False, folder).path if name else ""
    text = text_of(path, _LONGEST) if path else ""
    if told is None or not text or re.search(r"(?m)^\s*include\b|\bdefine\b|\$\w", text):
        return None
    open_to = _by_nft if command.program == "nft" else _by_iptables
    if not open_to(re.sub(r"(?m)#.*$", "", text), _NAMES.get(told[1], told[1])):
        return None
    reason = f"its rules let in port {told[1]}, by which you came in"
    return TargetFacts(path, recovery=Recovery.NOTHING_LOST, reason=reason)


def _file(command: SimpleCommand) -> str:
    """The file that rules are read from; "" for none."""
    if command.program == "nft":
        for word, after in pairwise(command.words):
            if word.text in ("-f", "--file"):
                return after.value or ""
        return ""
    read = [one.target for one in command.redirections if one.operator == "<"]
    operands = [word.value for word in command.words[1:] if not word.text.startswith("-")]
    if command.program != "iptables-restore" or len(read) + len(operands) != 1:
        return ""
    return (read[0].value if read and read[0] is not None else operands[0] if operands else "") or ""


def _by_nft(text: str, port: str) -> bool:
    """Whether all that comes in, or what comes to a port from wherever, is accepted."""
    chains = re.findall(r"\{([^{}]*\bhook\s+input\b(?:[^{}]|\{[^{}]*\})*)\}", text)
    if not chains or re.search(r"(?m)^\s*(?:add|insert|replace)\s", text):
        return not re.search(r"\b(?:drop|reject)\b", text) and "table" in text
    return all(_is_open(chain, port) for chain in chains)


def _is_open(chain: str, port: str) -> bool:
    """Whether the first statement that speaks of a port, or of all, lets it in; else what is so of others."""
    accepts = re.compile(rf"\bdport\s+(?:\{{[^}}]*\b(?:{port})\b[^}}]*\}}|(?:{port}))\s.*\baccept\b")
    for statement in re.split(r"[;\n]", chain):
        if accepts.search(statement) and not re.search(r"\bsaddr\b|\biif", statement):
            return True
        shuts = re.search(r"\b(?:drop|reject)\b", statement) and "ct state invalid" not in statement
        if shuts and not re.match(r"\s*policy\b", statement):
            return False
    return re.search(r"\bpolicy\s+drop\b", chain) is None


def _by_iptables(text: str, port: str) -> bool:
    rules = re.findall(r"(?m)^\s*-[AI] INPUT\s.*$", text)
    shuts = [n for n, one in enumerate(rules) if re.search(r"-j (?:DROP|REJECT)\b", one)]
    if not shuts and not re.search(r"(?m)^:INPUT (?:DROP|REJECT)\b", text):
        return not any(re.search(r"-j (?!ACCEPT|LOG|RETURN)\S", one) for one in rules)
    accepts = rf"(?:--dport|--dports) (?:\d+,)*(?:{port})(?:,\d+)*\s.*-j ACCEPT\b"
    opened = [n for n, one in enumerate(rules) if re.search(accepts, one) and not re.search(r"\s-[si] ", one)]
    return bool(opened) and not any(n < opened[0] for n in shuts)
