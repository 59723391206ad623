from __future__ import annotations

from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.settings.model import VllmSettings
from shellguard.vllm.container import ContainerEngine
from shellguard.vllm.dialects import DOCKER
from shellguard.vllm.flags import PINNED_CPU_IMAGE, PINNED_IMAGE
from shellguard.vllm.planning import Wish, profile_of, spec_of
from shellguard.vllm.profile import changed
from shellguard.vllm.server_spec import ServerSpec
from tests.vllm.models import model_folder


def planned(wish: Wish, engine: str = "docker", settings: VllmSettings | None = None) -> ServerSpec:
    return spec_of(wish, profile_of(wish), engine, settings or VllmSettings())


def test_the_image_is_pinned_and_the_processor_has_its_own() -> None:
    assert planned(Wish("parser")).image == PINNED_IMAGE
    assert planned(Wish("parser-cpu")).image == PINNED_CPU_IMAGE
    assert planned(Wish("parser"), settings=VllmSettings(image="a/b:1")).image == "a/b:1"
    assert planned(Wish("parser", image="c/d:2"), settings=VllmSettings(image="a/b:1")).image == "c/d:2"
    assert planned(Wish("parser"), "local").image == ""
    for image in (PINNED_IMAGE, PINNED_CPU_IMAGE):
        assert ":v0." in image


@pytest.mark.parametrize("name", ["parser", "dev", "po"])
def test_a_port_is_the_wishs_then_the_profiles_then_the_settings(name: str) -> None:
    settings = VllmSettings(port=9000)
    own = profile_of(Wish(name)).port
    assert planned(Wish(name), settings=settings).port == (own or 9000)
    assert planned(Wish(name, port=9001), settings=settings).port == 9001


def test_the_hubs_cache_is_mounted_and_nothing_else(folders: Path) -> None:
    spec = planned(Wish("parser"))
    assert [(mount.host, mount.read_only) for mount in spec.mounts] == [(str(folders / "hub"), False)]
    assert planned(Wish("parser"), "local").mounts == ()


def test_a_models_folder_is_mounted_for_reading_and_no_hub_is_asked(folders: Path) -> None:
    model = model_folder(folders / "m")
    spec = planned(Wish("parser", model=str(model)))
    assert spec.model == "/model"
    assert (spec.mounts[-1].host, spec.mounts[-1].read_only) == (str(model), True)
    assert ("HF_HUB_OFFLINE", "1") in spec.environment
    assert ("HF_HUB_OFFLINE", "1") not in planned(Wish("parser")).environment
    assert planned(Wish("parser", model=str(model)), "local").model == str(model)
    with pytest.raises(ShellguardError, match="no model in this folder"):
        planned(Wish("parser", model=str(folders / "none")))


def test_another_model_takes_nothing_over_that_was_said_of_the_first() -> None:
    profile = profile_of(Wish("parser", model="some/other"))
    assert (profile.serves_as, profile.shape, profile.tool_parser) == ("other", None, "")
    assert profile.context == profile_of(Wish("parser")).context


def test_an_adapter_is_mounted_under_its_name(folders: Path) -> None:
    adapter = folders / "mine"
    adapter.mkdir()
    profile = changed(profile_of(Wish("parser")), {"lora": {"mine": str(adapter), "hub": "some/adapter"}}, "")
    spec = spec_of(Wish("parser"), profile, "docker", VllmSettings())
    words = spec.arguments
    at = words.index("--lora-modules")
    assert words[at + 1 : at + 3] == ("mine=/adapters/mine", "hub=some/adapter")
    assert spec.mounts[-1].inside == "/adapters/mine"
    gone = changed(profile, {"lora": {"mine": str(folders / "gone")}}, "")
    with pytest.raises(ShellguardError, match="no adapter mine"):
        spec_of(Wish("parser"), gone, "docker", VllmSettings())


def test_no_key_and_no_open_port_stands_in_a_command() -> None:
    command = ContainerEngine(DOCKER, "docker").command_for(planned(Wish("parser")))[0]
    assert "--api-key" not in command
    assert not any("VLLM_API_KEY" in word for word in command)
    assert command[command.index("--publish") + 1].startswith("127.0.0.1:")
    assert "unless-stopped" in command
