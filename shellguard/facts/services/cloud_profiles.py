"""What a profile or a configuration of a cloud leads to: a role, a project, an emulator of this machine."""

from __future__ import annotations

import re
from typing import Any

from shellguard.facts.contents import text_of
from shellguard.facts.services.aliases import settings_at
from shellguard.facts.services.environment_names import (
    is_production,
    on_the_line,
)
from shellguard.parsing.script import Script
from shellguard.parsing.shell_state import ShellState

_LONGEST = 256 << 10
_BEHIND = re.compile(
    r"^\s*(?:role_arn|sso_account_name|sso_role_name|source_profile)\s*=\s*(\S+)", re.MULTILINE
)
_ACCOUNT = re.compile(
    r"^\s*(?:role_arn|sso_session|sso_account_id|sso_start_url|credential_process)\s*=", re.MULTILINE
)
_KEY = re.compile(r"^\s*aws_access_key_id\s*=\s*A[KS]IA[0-9A-Z]{16}\s*$", re.MULTILINE)
_ENDPOINT = re.compile(r"^\s*endpoint_url\s*=\s*(\S+)", re.MULTILINE)


def _of_services(text: str, name: str, services: set[str]) -> str | None:
    """The address that a section gives to the service that is meant, "" for none; None for several."""
    found = re.search(rf"(?ms)^\[services {re.escape(name)}\]\s*$(.*?)(?=^\[|\Z)", text)
    if found is None or len(services) != 1:
        return None
    meant = {"s3api": "s3"}.get(next(iter(services)), next(iter(services)))
    own = re.search(rf"(?m)^{re.escape(meant)}\s*=\s*$((?:\n[ \t]+\S.*)*)", found[1])
    address = _ENDPOINT.search(own[1]) if own else None
    return address[1] if address else ""


def _addresses(provider: dict[str, Any], shell: ShellState, script: Script | None) -> list[str]:
    """What options and variables give as an address, and not as the name of settings."""
    named = provider.get("by_name", ())
    options = [one for one in provider["options"] if one not in named]
    variables = [one for one in provider["variables"] if one not in named]
    told = on_the_line(script, provider["programs"], options, variables)
    return told + [value for one in variables if (value := shell.variables.get(one))]


def led_to(
    provider: dict[str, Any],
    name: str,
    shell: ShellState,
    script: Script | None,
    services: set[str],
    addresses: list[str],
) -> str:
    """What a profile leads to: the role that it takes, the project that a configuration names."""
    if provider.get("behind") and name and shell.home:
        file = provider.get("behind_in", provider["file"]).format(name=name.replace("/", ""))
        text = text_of(f"{shell.cwd}/{provider['here']}") if provider.get("here") and shell.cwd else ""
        text = text or text_of(settings_at(provider, file, shell), _LONGEST)
        found = re.search(provider["behind"].replace("{name}", re.escape(name)), text)
        if re.search(provider.get("behind_not", r"(?!)"), text):
            return ""
        return found[1] if found else name if name in _addresses(provider, shell, script) else ""
    if provider["name"] == "aws" and shell.home and not is_production(name):
        return _by_section(provider, name, shell, services, addresses)
    if provider.get("project") and shell.home and not is_production(name):
        file = settings_at(provider, provider["project"].format(name=name.replace("/", "")), shell)
        text = text_of(file, _LONGEST)
        found = re.search(provider["project_pattern"], text, re.MULTILINE)
        if _overridden(provider, text, services, shell):
            return "localhost"
        return found[1] if found else name
    return name


def _overridden(provider: dict[str, Any], text: str, services: set[str], shell: ShellState) -> bool:
    """Whether a configuration sends the one service meant to an emulator, and no variable elsewhere."""
    if len(services) != 1 or not services <= set(provider.get("emulates", ())):
        return False
    service = next(iter(services))
    section = re.search(rf"(?ms)^\[{provider['overrides']}\]\s*$(.*?)(?=^\[|\Z)", text)
    own = re.search(rf"(?m)^{service}\s*=\s*(\S+)", section[1]) if section else None
    set_before = any(
        shell.variables.get(f"{one}_{service.upper()}") for one in provider["endpoint_variables"]
    )
    return own is not None and not set_before and re.fullmatch(provider["emulator"], own[1]) is not None


def _by_section(
    provider: dict[str, Any], name: str, shell: ShellState, services: set[str], addresses: list[str]
) -> str:
    """A profile of AWS by its section in the settings: its role may be production's, its address local."""
    heading = re.escape(f"profile {name}") if name else "default"
    text = text_of(settings_at(provider, ".aws/config", shell), _LONGEST)
    found = re.search(rf"(?ms)^\[{heading}\]\s*$(.*?)(?=^\[|\Z)", text)
    section = found[1] if found else ""
    leading = [one for one in _BEHIND.findall(section) if is_production(one)]
    if leading:
        return str(leading[0])
    endpoint = _ENDPOINT.search(section)
    if (
        endpoint is None
        and re.search(provider["called_local"], name)
        and _of_account(provider, section, name, shell)
    ):
        return ""  # whatever it is called, it leads to an account
    if named := re.search(r"(?m)^services\s*=\s*(\S+)", section):
        # addresses of its own for some of what it offers, which count before that for all
        own = _of_services(text, named[1], services)
        if own is None:
            return name
        endpoint = re.match(r"(.+)", own) or endpoint
    given = [*provider.get("endpoint_variables", []), *provider.get("service_variables", [])]
    told = [*addresses, *(value for one in given if (value := shell.variables.get(one)))]
    if any(not re.fullmatch(provider["emulator"], one) for one in told):
        return name  # what the line or a variable says counts before the address of the profile
    if re.search(r"(?mi)^\s*ignore_configured_endpoint_urls\s*=\s*true", section):
        return name
    return "localhost" if endpoint and re.fullmatch(provider["emulator"], endpoint[1]) else name


def _of_account(provider: dict[str, Any], section: str, name: str, shell: ShellState) -> bool:
    """Whether a profile has a role, or a key of the kind that Amazon itself gives."""
    text = text_of(settings_at(provider, ".aws/credentials", shell), _LONGEST)
    own = re.search(rf"(?ms)^\[{re.escape(name)}\]\s*$(.*?)(?=^\[|\Z)", text)
    return any(_ACCOUNT.search(one) or _KEY.search(one) for one in (section, own[1] if own else ""))
