"""`shellguard vllm models`: the profiles and whether they fit here, and what the servers serve."""

from __future__ import annotations

import argparse
import json
from typing import Any

from shellguard import exit_codes
from shellguard.cli.vllm.choosing import settings
from shellguard.cli.vllm.serving import answers_as, row_of
from shellguard.errors import ShellguardError
from shellguard.terminal_text import printable
from shellguard.vllm.finding_engine import engine_named, states
from shellguard.vllm.fitting import facts_of_shape, fit, gigabytes
from shellguard.vllm.model_files import local_facts
from shellguard.vllm.probe import Machine, cache_folder, machine
from shellguard.vllm.profile import load_profile, own_folder, profile_names


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Lists profiles and the models that are served; no engine is needed for the first."""
    whole, here = settings(), machine()
    rows = [_profile(name, here, whole.vllm.cache) for name in profile_names()]
    served = []
    for state in states(whole.vllm):
        if state.usable:
            engine = engine_named(state.name, whole.vllm)
            served += [{**row_of(one), **answers_as(one)} for one in engine.servers() if one.running]
    if arguments.json:
        print(json.dumps({"profiles": rows, "served": served}))
        return exit_codes.DONE
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        if "problem" in row:
            print(f"{row['name'].ljust(width)}  {printable(row['problem'])}")
            continue
        here_already = ", here" if row["here"] else ""
        print(f"{row['name'].ljust(width)}  {printable(row['summary'])}")
        print(f"{'':{width}}  {printable(row['model'])} ({row['size']}{here_already}); {row['fits']}")
    for one in served:
        for model in one.get("models", []):
            name, root = printable(model["name"]), printable(model["root"])
            by = f"by {one['name']}, port {one['port']}"
            print(f"served now: {name} ({root}, context {model['context']}) {by}")
    print(f"profiles of your own: {own_folder()}/NAME.toml")
    return exit_codes.DONE


def _profile(name: str, here: Machine, cache: str) -> dict[str, Any]:
    try:
        profile = load_profile(name)
    except ShellguardError as error:
        return {"name": name, "problem": str(error)}
    local = local_facts(profile.model, cache_folder(cache))
    facts = local or facts_of_shape(profile)
    fits = "whether it fits is not known"
    if profile.device == "gpu" and not here.gpus:
        fits = "needs a card"
    elif facts is not None and facts.weights:
        reckoned = fit(profile, facts, here)
        fits = "fits here" if reckoned.fits else f"does not fit: needs {gigabytes(reckoned.needed)}"
    return {
        "name": name,
        "summary": profile.summary,
        "model": profile.model,
        "size": gigabytes(facts.weights) if facts else "size not known",
        "here": local is not None and not local.missing,
        "fits": fits,
    }
