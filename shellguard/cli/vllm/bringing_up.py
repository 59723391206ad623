"""Starting one planned server, from the questions to the first answer; `up`, `switch` and others use it."""

from __future__ import annotations

import sys
import time

from shellguard.cli.vllm import pointing, wishes
from shellguard.cli.vllm.choosing import agreed
from shellguard.cli.vllm.progress import ProgressLine
from shellguard.errors import ShellguardError
from shellguard.settings.model import Settings
from shellguard.terminal_text import printable
from shellguard.vllm import keys, lifecycle, state
from shellguard.vllm.api import Api
from shellguard.vllm.diagnosis import diagnose, proposal
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
        raise ShellguardError(error.what, hint=hint) from error


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
    key, name = keys.make_key(), plan.spec.name
    rested = pointing.rests(name)
    lifecycle.launch(engine, plan.spec)
    state.forget(name)
    state.remember(name, wish=wishes.as_data(wish), engine=engine.name)
    if rested:
        pointing.note_rest(name)
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
        explained = _explained(error, plan)
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


def _explained(error: lifecycle.StartError, plan: Plan) -> ShellguardError:
    """The failure with its cause and the change that mends it, where the cause is one that is known."""
    found = () if error.goes_on else diagnose(error.log, error.server)
    if not found:
        return error
    first, name = found[0], plan.spec.name
    changes = wishes.in_words(proposal(first, plan.profile))
    change = f" (the change: {changes})" if changes else ""
    makes = "makes the change" if changes else "says more"
    doctor = f"shellguard vllm doctor {name}{' --fix' if changes else ''}"
    hint = f"what to do: {first.remedy}\n  {doctor} {makes}"
    return ShellguardError(f"{error.ended}: {first.what}{change}", where=error.where, hint=hint)


def say_what_goes_on(engine: Engine, name: str) -> None:
    """What becomes of a server whose start nobody waits for any more."""
    found = engine.inspect(name)
    if found is not None and found.running:
        said = "goes on starting: `shellguard vllm status` says how far it is, `shellguard vllm stop` ends it"
    else:
        said = "does not run: `shellguard vllm restart` starts it"
    print(f"{name} {said}", file=sys.stderr)


def in_words(plan: Plan, api: Api, measured: state.Baseline) -> list[str]:
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
