"""What destroying described infrastructure would take: nothing, what is only computed, or real things."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path
from typing import Any

from shellguard.facts.contents import text_of, without_resources
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.services.clusters import context_of
from shellguard.facts.services.held_resources import held_by_terraform
from shellguard.facts.services.redirected_clients import led_by_variables
from shellguard.knowledge.loading import load
from shellguard.knowledge.tables import knowledge
from shellguard.parsing.script import WRITING, NestedKind, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_MOST_FILES = 64
_STANDS_FOR = {NestedKind.ALIAS, NestedKind.FUNCTION, NestedKind.WRAPPER, NestedKind.FILE}
_WITHOUT_OTHERS = ("terraform", "tofu")
"""Programs whose state lies in the folder where no file says another place."""
_COMMENT = re.compile(r"(?m)(?:#|//).*$")
_PROVIDER = re.compile(r'(?m)^\s*provider\s+"(\w+)"\s*\{')
_FIELD = re.compile(r'(?m)^\s*(\w+)\s*=\s*"([^"$]*)"\s*$')
_FILE_NAME = re.compile(r'(?m)^\s*filename\s*=\s*"([^"\n]*)"\s*$')
_WRITTEN_IN = (".tf", ".tf.json", ".tofu", ".tofu.json")
_AT_THE_END = re.compile(r"\bwhen\"?\s{0,20}[=:]\s{0,20}\"?destroy\b")
_MODULE_ELSEWHERE = re.compile(
    r"(?m)(?:^|[{\s\"])source\"?\s{0,20}[=:]\s{0,20}\"(?!\./(?!.*\.\./)|[\w-]+/[\w-]+\")[^\"]*"
)
_RUNS = re.compile(r"\bprovisioner\b|\"(?:external|http)\"|(?<!\bpath\.)\bmodule\b")
_BACKEND = re.compile(
    r'(?m)(?:^|[{\s])\s{0,20}(?:"?backend"?\s{0,20}(?::\s{0,20}\{\s{0,20})?"(?!local")\w+"'
    r'|"?cloud"?\s{0,20}:?\s{0,20}\{|"?backend"?[^{}]{0,40}"local"[^}]{0,400}"?path\b)'
)


def written_first(deed: Deed) -> bool:
    """Whether a command before it may leave other files in the folder than those that lie there now."""
    data = knowledge("described", "terraform")
    looking = data.names("before") | knowledge("harmless").names("showing")
    for one, _ in deed.script.walk():
        if one is deed.command:
            return False
        around = any(nested.kind in _STANDS_FOR for nested in one.nested)  # what it runs is told by itself
        writes = one.program not in looking or any(each.operator in WRITING for each in one.redirections)
        if writes and not around and not (one.program == deed.command.program and _leaves_files(one)):
            return True
    return False


def _leaves_files(command: SimpleCommand) -> bool:
    told = next((word.text for word in command.words[1:] if word.text[:1] != "-"), "")
    return knowledge("described", "terraform").pattern("before_itself").fullmatch(told) is not None


def unmissed(deed: Deed, folder: str, file: str) -> TargetFacts | None:
    """`terraform destroy` where the state in a file of the folder names nothing that anybody would miss."""
    if written_first(deed):
        return None
    if without_resources(file):
        return nothing_lost(file, "its state names no resource")
    stated = os.path.lexists(file) or deed.command.program not in _WITHOUT_OTHERS
    kinds = _managed(file) if stated else _described_kinds(folder)
    holding = "its state holds" if stated else "its files describe"
    computed = load("described")["terraform"]["computed"]
    real = {kind for kind in kinds if not re.fullmatch(computed, kind)}
    if kinds and not real and not _runs_as_it_ends(folder):
        return nothing_lost(file, f"{holding} only what is computed here: {', '.join(sorted(kinds)[:3])}")
    if real and _played(folder, real, deed.shell) and not _runs_as_it_ends(folder):
        return nothing_lost(file, "its provider only plays the cloud, on this machine")
    return None


def terraform_apply(deed: Deed) -> TargetFacts | None:
    """`terraform apply` where all that there is, and all that there is to be, is only computed here."""
    texts = described(deed.folder, "**/*")
    if deed.command.program not in _WITHOUT_OTHERS or texts is None or any(map(_RUNS.search, texts)):
        return None
    if written_first(deed):
        return None
    computed = load("described")["terraform"]["computed"]
    kinds = _described_kinds(deed.folder)
    real = {kind for kind in kinds if not re.fullmatch(computed, kind)}
    if not kinds or (real and not _played(deed.folder, real, deed.shell)):
        return None
    if any(kind.startswith("local_") for kind in kinds) and not _writes_beside(deed.folder, texts):
        return None
    file = f"{deed.folder}/terraform.tfstate"
    if _is_led_elsewhere(deed.command, deed.folder, deed.shell):
        return None
    if not os.path.lexists(file):
        return nothing_lost(deed.folder, "its files describe only what is computed, or played, here")
    return unmissed(deed, deed.folder, file)


def _is_led_elsewhere(command: SimpleCommand, folder: str, shell: ShellState) -> bool:
    """Whether another state than that of the folder may be meant."""
    words = [word.text for word in command.words]
    if any(word.startswith(("-state", "-chdir")) for word in words) or led_by_variables(command, shell):
        return True
    workspace = text_of(f"{folder}/.terraform/environment").strip()
    there = os.path.exists(f"{folder}/.terraform/terraform.tfstate")
    return workspace not in ("", "default") or there or keeps_elsewhere(folder)


def terraform_workspace(deed: Deed) -> TargetFacts | None:
    """`terraform workspace delete`, which forgets what a workspace made only where it is forced."""
    data = knowledge("described", "terraform")
    given = [deed.shell.variables.get(name) or "" for name in data.texts("words_by")]
    given += [
        one.value.text for one in deed.command.assignments if one.name in data.names("words_by") and one.value
    ]
    words = [*(word.text for word in deed.command.words), *(part for one in given for part in one.split())]
    if not any(data.pattern("forced").fullmatch(word) for word in words):
        return nothing_lost(deed.folder, "it is refused while anything is in its state")
    names = [target.word.value for target in deed.effect.targets]
    elsewhere = any(word.startswith(("-state", "-chdir")) for word in words)
    elsewhere = elsewhere or bool(deed.shell.variables.get("TF_DATA_DIR") or deed.command.assignments)
    elsewhere = elsewhere or os.path.exists(f"{deed.folder}/.terraform/terraform.tfstate")
    if len(names) == 1 and names[0] and not elsewhere and not keeps_elsewhere(deed.folder):
        file = f"{deed.folder}/terraform.tfstate.d/{names[0]}/terraform.tfstate"
        if not os.path.lexists(file) or without_resources(file):
            return nothing_lost(file, "its state names no resource")
    return TargetFacts(recovery=Recovery.LOST, reason="what it made goes on running, and is known to nobody")


def keeps_elsewhere(folder: str) -> bool:
    """Whether a file of the folder says that the state is kept by something else than a file here."""
    texts = described(folder, "*")
    return texts is None or any(_BACKEND.search(_COMMENT.sub("", text)) for text in texts)


def described(folder: str, pattern: str) -> list[str] | None:
    """What the files say that there is to be, in each of the forms in which they may be written.

    None where they are too many, or can't be seen.
    """
    try:
        found = (one for ending in _WRITTEN_IN for one in Path(folder).glob(f"{pattern}{ending}"))
        files = list(islice(found, _MOST_FILES + 1))
    except OSError:
        return None
    return None if len(files) > _MOST_FILES else [text_of(str(file)) for file in files]


def _runs_as_it_ends(folder: str) -> bool:
    """Whether a file of the folder, or of a module below, says what is run when something is destroyed.

    What a module elsewhere says is not known.
    """
    texts = described(folder, "**/*")
    return texts is None or any(_AT_THE_END.search(one) or _MODULE_ELSEWHERE.search(one) for one in texts)


def _writes_beside(folder: str, texts: list[str]) -> bool:
    """Whether each file that is written is a new one in that folder, or one of its state."""
    stated = text_of(f"{folder}/terraform.tfstate")
    named = [found for text in texts for found in _FILE_NAME.findall(_COMMENT.sub("", _kept_addresses(text)))]
    for name in named:
        plain = re.sub(r"^\$\{path\.(?:module|root|cwd)\}/", "", name)
        if not re.fullmatch(r"(?!\.\.?/|.*/\.\./)[\w.][\w./-]*", plain):
            return False
        if os.path.lexists(f"{folder}/{plain}") and f'/{plain}"' not in stated and f'"{plain}"' not in stated:
            return False
    count = sum(len(re.findall(r'(?m)^\s*resource\s+"?local_', text)) for text in texts)
    return len(named) == count


def nothing_lost(path: str, reason: str) -> TargetFacts:
    """Facts about what nobody would miss, and why."""
    return TargetFacts(path=path, recovery=Recovery.NOTHING_LOST, reason=reason)


def _managed(file: str) -> set[str]:
    """The kinds of all that a state has made; empty where it can't be read as one."""
    return {one.kind for one in held_by_terraform(file) or ()}


def _described_kinds(folder: str) -> set[str]:
    """The kinds of all that the files of a folder say there is to be; empty where others may say more."""
    texts = described(folder, "*") or []
    if os.path.lexists(f"{folder}/terragrunt.hcl") or any(Path(folder).glob("*.json")):
        return set()
    bare = [_COMMENT.sub("", _kept_addresses(text)) for text in texts]
    if any(re.search(r"(?m)^\s*module\b", text) for text in bare):
        return set()
    return {kind for text in bare for kind in re.findall(r'(?m)^\s*resource\s+"?(\w+)', text)}


def _played(folder: str, kinds: set[str], shell: ShellState) -> bool:
    """Whether all these are made by a provider that is sent to an emulator, or a cluster, on this machine."""
    try:
        files = sorted(Path(folder).glob("*.tf"))
    except OSError:
        return False
    if not 0 < len(files) <= _MOST_FILES or any(Path(folder).glob("*.tf.json")):
        return False
    text = _COMMENT.sub("", "\n".join(_kept_addresses(text_of(str(file))) for file in files))
    blocks = [_block(text, found) for found in _PROVIDER.finditer(text)]
    if not blocks or _BACKEND.search(text) or not all(_PROVIDER.search(one) for one in blocks):
        return False
    return all(_is_own_cluster(one, kinds, shell) or _is_emulator(one, kinds) for one in blocks)


def _is_own_cluster(block: str, kinds: set[str], shell: ShellState) -> bool:
    """Whether a provider takes a cluster of this machine, by the settings of kubectl that it names."""
    data: dict[str, Any] = load("described")["terraform"]
    provider, fields = _PROVIDER.search(block), dict(_FIELD.findall(block))
    made = data["in_clusters"].get(provider[1], "(?!)") if provider else "(?!)"
    known = re.findall(r"(?m)^\s*(\w+)\s*=", block)
    if not all(re.match(made, kind) for kind in kinds) or not {*known} <= {*data["by_settings"]}:
        return False
    if "config_path" not in fields or not {*fields} >= {*known} - {"kubernetes"}:
        return False
    cluster = context_of(fields["config_path"], shell, fields.get("config_context", ""))
    return cluster.is_local


def _kept_addresses(text: str) -> str:
    """The text with the slashes of addresses put so that they begin no comment."""
    return text.replace("://", ":\0\0")


def _block(text: str, found: re.Match[str]) -> str:
    """A block from its name to the brace that ends it."""
    depth = 0
    for place in range(found.end() - 1, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if not depth:
            return text[found.start() : place + 1]
    return text[found.start() :]


def _is_emulator(block: str, kinds: set[str]) -> bool:
    data = knowledge("described", "terraform")
    provider = _PROVIDER.search(block)
    _, opened, rest = block.partition("endpoints")
    inside = rest[: rest.find("}")] if opened else ""
    endpoints = {name: value.replace("\0\0", "//") for name, value in _FIELD.findall(inside)}
    if provider is None or not endpoints:
        return False
    if not all(data.pattern("emulator").fullmatch(address) for address in endpoints.values()):
        return False
    fields = dict(_FIELD.findall(block))
    if fields.get("access_key") in data.names("no_keys"):
        return all(kind.startswith(f"{provider[1]}_") for kind in kinds)
    return all(kind.startswith(tuple(f"{provider[1]}_{name}" for name in endpoints)) for kind in kinds)
