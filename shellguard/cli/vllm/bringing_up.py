"""Starting one planned server, from the questions to the first answer; `up`, `switch` and others use it."""

from __future__ import annotations

import sys
import time

from shellguard.cli.vllm.choosing import agreed
from shellguard.cli.vllm.progress import ProgressLine
from shellguard.errors import ShellguardError
from shellguard.settings import edit
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.vllm import keys, lifecycle, state
from shellguard.vllm.api import Api
from shellguard.vllm.diagnosis import diagnose
from shellguard.vllm.engine import Engine
from shellguard.vllm.planning import Plan, Wish
from shellguard.vllm.pulling import Pulling


def show_faults(plan: Plan) -> None:
    """Writes notes, and raises on the first refusals.

    Raises:
        ShellguardError: something can't work; all of it is named.
    """
    for fault in plan.faults:
        if fault.weight == "note":
            print(f"note: {printable(str(fault))}", file=sys.stderr)
    if plan.refusals:
        first, *others = [printable(str(fault)) for fault in plan.refusals]
        hint = "\n  ".join(
            [*others, "nothing was started; change it with --set KEY=VALUE or another profile"]
        )
        raise ShellguardError(first, where=f"profile {plan.spec.profile}", hint=hint)


def ask_first(plan: Plan, *, yes: bool) -> bool:
    """Asks about what a person has to agree to; False when they do not."""
    return all(agreed(f"{printable(str(fault))}. Go on?", yes=yes) for fault in plan.questions)


def fetch_image(engine: Engine, plan: Plan) -> None:
    """Pulls the image where it is not here, and says how it goes.

    Raises:
        ShellguardError: it can't be had.
    """
    if not plan.pulls:
        return
    image = plan.spec.image
    print(f"fetching {printable(image)} (once; some 10 GB)", file=sys.stderr)
    began, pulling = time.monotonic(), Pulling()
    try:
        with ProgressLine() as shown:
            for line in engine.pull(image):
                pulling.read(line)
                shown.step(pulling.words, time.monotonic() - began, line)
    except ShellguardError as error:
        hint = "is there a network? Another image: shellguard config set vllm.image IMAGE"
        raise ShellguardError(error.what, where=image, hint=hint) from error


def bring_up(engine: Engine, plan: Plan, wish: Wish, whole: Settings) -> tuple[Api, state.Baseline]:
    """Starts the server, waits for it and measures it.

    Raises:
        ShellguardError: it did not come up, and why.
    """
    return wait_and_measure(engine, plan, start(engine, plan, wish), whole)


def start(engine: Engine, plan: Plan, wish: Wish) -> str:
    """Starts the server and waits for nothing; the key that it asks for.

    Raises:
        ShellguardError: the engine refuses.
    """
    key = keys.make_key()
    lifecycle.launch(engine, plan.spec)
    state.forget(plan.spec.name)
    state.remember(plan.spec.name, wish=wish_as_data(wish), engine=engine.name)
    return key


def wait_and_measure(engine: Engine, plan: Plan, key: str, whole: Settings) -> tuple[Api, state.Baseline]:
    """As `bring_up`, for a server that was started before."""
    api = Api(plan.spec.port, key)
    known = state.baseline(plan.spec.name)
    if known is not None and api.health():
        return api, known
    try:
        return api, _ready_and_measured(engine, plan, api, whole)
    except lifecycle.StartError as error:
        explained = _explained(error)
        if not error.goes_on:
            state.remember(plan.spec.name, failed=explained.what)
        raise explained from error


def _ready_and_measured(engine: Engine, plan: Plan, api: Api, whole: Settings) -> state.Baseline:
    with ProgressLine() as shown:
        seconds = lifecycle.wait_until_ready(
            engine, plan.spec.name, api, whole.vllm.start_minutes * 60, shown.start
        )
        shown.step("measuring", seconds)
        pooling = plan.profile.runner == "pooling"
        measured = lifecycle.measure(api, plan.spec, seconds, pooling=pooling)
    state.remember_baseline(plan.spec.name, measured)
    return measured


def _explained(error: lifecycle.StartError) -> ShellguardError:
    """The failure with its cause in words, where the cause is one that is known."""
    found = diagnose(error.log, error.server)
    if not found or error.goes_on:
        return error
    hint = f"{found[0].remedy}\n  `shellguard vllm doctor` says more and can mend it"
    return ShellguardError(f"{error.what}\n  {found[0].what}", where=error.where, hint=hint)


def point_daemon(plan: Plan, whole: Settings, *, use: bool | None, before: str = "") -> str:
    """Makes shellguard ask this server, where nothing else is set or *use* says so; what was done, in words.

    Args:
        before: the address of the server whose place it takes.
    """
    if plan.profile.runner != "generate" or use is False:
        return ""
    address = f"http://127.0.0.1:{plan.spec.port}/v1"
    there = whole.model.base_url
    if there not in ("", address, before) and not use:
        return f"shellguard goes on asking {printable(there)}; --use makes it ask this server"
    for key, value in (
        ("model.base_url", address),
        ("model.api_key_file", str(keys.key_file())),
        ("model.name", plan.spec.served_name),
    ):
        edit.set_value(key, value)
    return "shellguard asks this server from now on (shellguard config show)"


def leave_daemon(port: int, whole: Settings) -> bool:
    """Takes a server that is no more out of the settings; True when it stood there."""
    if whole.model.base_url != f"http://127.0.0.1:{port}/v1":
        return False
    for key in ("model.base_url", "model.api_key_file", "model.name"):
        try:
            edit.unset(key)
        except ShellguardError:
            continue  # it was set elsewhere, or never
    return True


def wish_as_data(wish: Wish) -> dict[str, object]:
    """What was asked for, to ask for the same again."""
    return {
        "profile": wish.profile,
        "model": wish.model,
        "changes": dict(wish.changes or {}),
        "name": wish.name,
        "image": wish.image,
        "port": wish.port,
    }


def remembered_wish(name: str, profile: str) -> Wish:
    """What a server was started with."""
    noted = state.recall(name).get("wish")
    if not isinstance(noted, dict):
        return Wish(profile, name=name)
    changes = noted.get("changes")
    return Wish(
        str(noted.get("profile") or profile),
        str(noted.get("model", "")),
        changes if isinstance(changes, dict) and changes else None,
        name,
        str(noted.get("image", "")),
        int(noted.get("port") or 0),
    )


def in_words(plan: Plan, measured: state.Baseline, api: Api) -> list[str]:
    """What a person reads when a server is ready."""
    lines = [
        f"{plan.spec.name} answers at {api.address}/v1 as {printable(plan.spec.served_name)} "
        f"({printable(plan.profile.model)}), ready after {measured.ready_after:.0f} s",
        f"first token {measured.first_token * 1000:.0f} ms"
        + (f", {measured.tokens_a_second:.0f} tokens a second" if measured.tokens_a_second else ""),
        f"its key is in {keys.key_file()} (0600)",
    ]
    for proof in lifecycle.proofs(api, plan.spec.served_name):
        if not proof.holds:
            lines.append(f"but: {proof.what}: no {printable(proof.detail)}".rstrip())
    return lines
