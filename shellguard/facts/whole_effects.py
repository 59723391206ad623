"""Facts about an effect as a whole, where no single target tells what is lost."""

from __future__ import annotations

from collections.abc import Callable

from shellguard.effects.effect import Effect
from shellguard.facts.command_behind import command_of
from shellguard.facts.deadline import Deadline
from shellguard.facts.fact import Recovery, TargetFacts
from shellguard.facts.files import given_away, loaded_builtin, own_login_key
from shellguard.facts.files.performed_effect import Deed
from shellguard.facts.files.resolve import folder_of
from shellguard.facts.files.survey import Surveyor
from shellguard.facts.git.lost_work import repository_facts
from shellguard.facts.git.personal_settings import own_settings
from shellguard.facts.loops import pattern_renames, renames
from shellguard.facts.machine import firewall_file, installed_packages, shut_addresses, shut_ports, trash
from shellguard.facts.services import (
    described_resources,
    destroyed_resources,
    infrastructure,
    own_units,
    package_sources,
    phone_apps,
    plan_file,
    stopped_units,
)
from shellguard.facts.services.compose import for_tests, in_service
from shellguard.facts.services.environment_names import chosen_on_the_line, is_production
from shellguard.facts.services.published_packages import published, publishes
from shellguard.facts.services.sandboxes import may_be_box, on_a_box
from shellguard.facts.services.ssh_settings import settings_of
from shellguard.facts.services.tool_resources import by_tools, is_by_tools
from shellguard.facts.surroundings import set_inside
from shellguard.facts.writing import (
    archive_deletions,
    derived_output_names,
    dotfiles,
    linked_programs,
    name_collisions,
    notebooks,
    remote_mirrors,
    replaced_archives,
    restored_backups,
    working_copies,
)
from shellguard.facts.writing.exported_trees import INDEX_ELSEWHERE, index_elsewhere
from shellguard.facts.writing.unpacking import unpacked_over
from shellguard.parsing.script import NestedKind, Script, SimpleCommand
from shellguard.parsing.shell_state import ShellState

_CHOSEN = ("containers", "workspace", "kubernetes")
_ONLY_SHOWS = frozenset(("cat", "echo", "printf", "head", "tail"))
_DESTROYS = "infrastructure.destroy"
_Teller = Callable[[Deed], TargetFacts | None]
_DESCRIBED: dict[str, _Teller] = {
    _DESTROYS: destroyed_resources.destroyed,
    "infrastructure.apply-unseen": infrastructure.terraform_apply,
    "infrastructure.state": destroyed_resources.forgotten,
    "infrastructure.workspace-delete": infrastructure.terraform_workspace,
    "infrastructure.workspace-delete-empty": infrastructure.terraform_workspace,
    **dict.fromkeys(firewall_file.RULES, firewall_file.lets_in),
    shut_addresses.RULE: shut_addresses.others_address,
    **dict.fromkeys(shut_ports.RULES, shut_ports.others_port),
    **dict.fromkeys(stopped_units.RULES, stopped_units.what_it_serves),
    **dict.fromkeys(installed_packages.RULES, installed_packages.not_installed),
    package_sources.RULE: package_sources.taken_from,
    **dict.fromkeys(own_units.RULES, own_units.plain_units),
    "virtual.delete": described_resources.vagrant_machines,
    phone_apps.RULE: phone_apps.own_app,
    "persist.write-git-hook": lambda deed: own_settings(deed) or described_resources.own_hook(deed),
    "databases.drop": described_resources.sqlite_rows,
    "databases.drop-made-again": described_resources.sqlite_rows,
    "databases.alter": described_resources.sqlite_rows,
    "databases.put-back": described_resources.sqlite_rows,
    "databases.delete-all": described_resources.sqlite_rows,
    "databases.delete-some": described_resources.sqlite_rows,
}


def _mirrored(deed: Deed) -> TargetFacts | None:
    found = remote_mirrors.mirrored_away(deed)
    kept = found is not None and found.recovery is Recovery.KEPT
    host = remote_mirrors.host_of(deed.command) if kept and deed.command.program == "rsync" else ""
    if not host or not deed.shell.home:
        return remote_mirrors.NOT_SEEN if kept and is_production(host) else found
    file, meant = remote_mirrors.led_by_ssh(deed)
    meant = meant or settings_of(host, deed.shell.home, file)[0].get("hostname", "")
    return remote_mirrors.NOT_SEEN if is_production(host) or is_production(meant) else found


_BY_COMMAND: dict[str, _Teller] = {
    **dict.fromkeys(remote_mirrors.RULES, _mirrored),
    **dict.fromkeys(renames.RULES, renames.renamed),
    name_collisions.RULE: name_collisions.gathered,
    **dotfiles.RULES,
    loaded_builtin.RULE: loaded_builtin.loaded_builtin,
    own_login_key.RULE: own_login_key.own_key,
    **dict.fromkeys(given_away.SENDING, given_away.sent),
    given_away.ADDING: given_away.added,
    given_away.SERVING: given_away.served,
    plan_file.RULE: plan_file.planned,
    own_units.JOBS: own_units.plain_jobs,
    pattern_renames.RULE: pattern_renames.renamed_by_pattern,
    derived_output_names.RULE: derived_output_names.named_output,
    restored_backups.RULE: restored_backups.put_back,
    derived_output_names.BY_SED: derived_output_names.named_output,
    notebooks.RULE: notebooks.results_stripped,
    **dict.fromkeys(replaced_archives.RULES, replaced_archives.repacked_over),
    **dict.fromkeys(archive_deletions.RULES, archive_deletions.taken_out),
    "files.unpack-over": unpacked_over,
    INDEX_ELSEWHERE: index_elsewhere,
    **dict.fromkeys(working_copies.RULES, working_copies.thrown_away),
    **dict.fromkeys(linked_programs.RULES, linked_programs.open_to_others),
}


def whole_facts(
    effect: Effect,
    shell: ShellState,
    surveyor: Surveyor,
    deadline: Deadline,
    script: Script | None,
) -> TargetFacts | None:
    """What git, an archive or the folder's own files tell; None where they tell nothing of the effect."""
    found = repository_facts(effect, shell, surveyor, deadline, script)
    if found is None and script is not None and may_be_box(effect):
        found = on_a_box(effect, shell, script)
    if found is None and in_service(effect) and script is not None:
        return for_tests(effect, script, shell)
    if found is not None or effect.host or effect.inside or _led_within(effect, script, shell):
        return found
    if effect.rule == trash.RULE:
        return trash.in_the_trash(shell, surveyor)
    told_by = _DESCRIBED.get(effect.rule) or _BY_COMMAND.get(effect.rule)
    if told_by is None and not is_by_tools(effect) and not publishes(effect):
        return None
    deed = _deed(effect, shell, surveyor, deadline, script)
    return None if deed is None else _told(deed, told_by)


def _told(deed: Deed, told_by: _Teller | None) -> TargetFacts | None:
    """What a tool's own places tell, else its registry, files of the folder, or the command itself."""
    if is_by_tools(deed.effect):
        told = by_tools(deed)
        if told is not None or deed.effect.rule not in _DESCRIBED:
            return told
    if publishes(deed.effect):
        return published(deed) if len(deed.script.commands) == 1 else None
    if told_by is None or _changed_first(deed.effect, deed.command, deed.script):
        return None
    return told_by(deed)


def _deed(
    effect: Effect, shell: ShellState, surveyor: Surveyor, deadline: Deadline, script: Script | None
) -> Deed | None:
    """The effect with its command and folder; None where one of them can't be told."""
    command, folder = command_of(effect, script), folder_of(effect, shell)
    if command is None or script is None or not folder:
        return None
    return Deed(effect, command, folder, script, shell, surveyor, deadline)


def _led_within(effect: Effect, script: Script | None, shell: ShellState) -> bool:
    """Whether something that a line runs leads a tool elsewhere, before it does this, than settings tell."""
    if script is None or not (effect.rule in _DESCRIBED or is_by_tools(effect) or publishes(effect)):
        return False
    inner = [command for command, around in script.walk() if around]
    if not inner:
        return False
    chosen = any(chosen_on_the_line(script, kind)[0] for kind in _CHOSEN)
    several = effect.rule == _DESTROYS and sum(one.program == effect.program for one in inner) > 1
    return chosen or several or bool(set_inside((effect,), script, shell))


def _changed_first(effect: Effect, command: SimpleCommand, script: Script) -> bool:
    """Whether the line itself may make what is not there yet, or choose or fetch another state first."""
    if effect.program == "sqlite3":
        typed = list(script.commands)
        beside = [one for one, around in script.walk() if around] if len(typed) == 1 else typed
        return any(one is not command and one.program not in _ONLY_SHOWS for one in beside)
    if effect.rule in own_units.RULES:
        first = script.commands[0]
        return command is not first and all(command is not inner.commands[0] for inner in _wrapped(first))
    return effect.rule == _DESTROYS and sum(one.program == command.program for one in script.commands) > 1


def _wrapped(command: SimpleCommand) -> list[Script]:
    """What a command runs in its place, as `sudo` does."""
    inner = [one.script for one in command.nested if one.kind is NestedKind.WRAPPER]
    return [one for one in inner if one.commands]
