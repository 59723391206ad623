from __future__ import annotations

import json
from pathlib import Path

import pytest

from shellguard.errors import ShellguardError
from shellguard.vllm import profile as profiles
from shellguard.vllm.checks import check_profile
from shellguard.vllm.flags import pinned_flags
from shellguard.vllm.tool_parsers import families, parser_for

OURS = (
    "architect",
    "dev",
    "dev-cpu",
    "dev-small",
    "embeddings",
    "embeddings-cpu",
    "parser",
    "parser-cpu",
    "po",
)


def test_all_profiles_are_there() -> None:
    assert profiles.profile_names() == OURS


@pytest.mark.parametrize("name", OURS)
def test_each_profile_passes_its_own_checks(name: str) -> None:
    assert check_profile(profiles.load_profile(name), pinned_flags()) == ()


@pytest.mark.parametrize("name", OURS)
def test_the_pinned_version_knows_every_option_of_each_profile(name: str) -> None:
    words = profiles.arguments_of(profiles.load_profile(name))
    assert {word for word in words if word.startswith("--")} <= pinned_flags()


def test_how_answers_are_drawn_is_left_to_the_model_unless_the_profile_says_so() -> None:
    own = profiles.changed(profiles.load_profile("parser"), {"temperature": None, "top_p": None}, "here")
    assert "--override-generation-config" not in profiles.arguments_of(own)
    words = profiles.arguments_of(profiles.changed(own, {"temperature": 0.3, "top_p": 0.9}, "here"))
    said = words[words.index("--override-generation-config") + 1]
    assert json.loads(said) == {"temperature": 0.3, "top_p": 0.9}


@pytest.mark.parametrize("name", OURS)
def test_no_profile_runs_a_models_own_code(name: str) -> None:
    assert not profiles.load_profile(name).trusted_code


def test_a_persons_own_profile_takes_the_place_of_ours() -> None:
    folder = profiles.own_folder()
    folder.mkdir(parents=True)
    (folder / "parser.toml").write_text('model = "some/model"\n')
    assert profiles.load_profile("parser").model == "some/model"
    assert profiles.load_profile("parser").serves_as == "model"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "model"),
        ("model = 3", "model"),
        ('model = "a/b"\ncontxt = 5', "did you mean context?"),
        ('model = "a/b"\ncontext = "long"', "context"),
        ('model = "a/b"\ngpus = "first"', "gpus"),
        ("model = ", "no TOML"),
    ],
)
def test_a_faulty_profile_is_told_by_its_key(text: str, said: str) -> None:
    folder = profiles.own_folder()
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(text)
    with pytest.raises(ShellguardError) as raised:
        profiles.load_profile("own")
    assert said in str(raised.value)
    assert "own.toml" in str(raised.value)


def test_an_unknown_profile_is_answered_by_the_nearest() -> None:
    with pytest.raises(ShellguardError, match="did you mean parser"):
        profiles.load_profile("pasrer")


def test_a_profiles_name_leads_to_no_other_folder(tmp_path: Path) -> None:
    (tmp_path / "config" / "x.toml").write_text('model = "a/b"')
    with pytest.raises(ShellguardError, match="no profile"):
        profiles.load_profile("../../x")


@pytest.mark.parametrize("family", families(), ids=lambda one: str(one["parsers"][0]))
def test_each_family_is_known_by_its_example(family: dict[str, object]) -> None:
    assert parser_for(str(family["example"])) == tuple(family["parsers"])  # type: ignore[call-overload]


def test_an_unknown_family_has_no_parser() -> None:
    assert parser_for("somebody/their-own-model") == ()
