"""Which servers may be asked, and what they would be told."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from shellguard.errors import ShellguardError
from shellguard.settings.model import ModelSettings

NO_MODEL = "no model is connected"
DEFAULT_ADDRESS = "http://localhost:8000/v1"
HOW_TO_CONNECT = (
    f"connect one: shellguard config set model.base_url {DEFAULT_ADDRESS} "
    "(any OpenAI-compatible server; OPENAI_API_BASE and OPENAI_API_KEY are obeyed)"
)


def addresses(settings: ModelSettings) -> tuple[str, ...]:
    """The addresses of the servers in the order in which they are asked; none where no model is connected."""
    named = (settings.base_url, *settings.base_urls)
    return tuple(dict.fromkeys(address.rstrip("/") for address in named if address))


def refuse_unless_usable(settings: ModelSettings) -> None:
    """What can be known to be wrong without asking.

    Raises:
        ShellguardError: no server is named, or one is on another network and that was not allowed.
    """
    named = addresses(settings)
    if not named:
        raise ShellguardError(NO_MODEL, hint=HOW_TO_CONNECT)
    if settings.allow_remote:
        return
    for address in named:
        host = urlsplit(address).hostname or ""
        if not is_near(host):
            raise ShellguardError(
                "the model's server is neither on this machine nor on a private network",
                where=host,
                hint=f"it would be sent {what_is_sent(settings)}; "
                "to agree: shellguard config set model.allow_remote true",
            )


def what_is_sent(settings: ModelSettings) -> str:
    """Everything that a model is told, as a list for a person."""
    told = [
        "what you ask, and lines that are to be explained or that the rules do not understand "
        "(passwords and keys blanked out)",
        "what was found out about a line, without names",
        "the system, the shell and the package manager",
        "which of some usual programs are installed",
        "the last part of the folder's name",
        "the git branch",
    ]
    if settings.share_listing:
        told.append("the names of the files in the folder")
    return ", ".join(told)


def is_near(host: str) -> bool:
    """Whether a host is this machine or on a private network, as far as its name says."""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host and bool(host)
    return address.is_loopback or address.is_private or address.is_link_local
